import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { redactRecord } from "../../core/events/redact";
import type { EventRow } from "../../core/events/row";
import { summaryOf } from "../../core/events/summary";
import { pretty } from "../../core/scan/pretty";
import type { Engine } from "../../engine/engine";
import { copyJson, copyLines } from "../../ui/clipboard";
import { withProgress } from "../../ui/progress";
import { registerCommand, ShownError } from "../../ui/report";
import { recordOf } from "../../ui/spanRecord";
import { timeText, zoneName } from "../../ui/times";
import { timeZone } from "../../ui/timeZone";
import { actorWords, identityOf, outcomeWords, plural } from "../../ui/words";
import type { OutlineNode } from "./outline";

const ATTEMPTS = 5;

export function registerCopy(engine: Engine): vscode.Disposable {
  const copy = (id: string, run: (rows: EventRow[]) => Promise<void>): vscode.Disposable =>
    registerCommand(id, async (node?: OutlineNode, nodes?: OutlineNode[]) => {
      const rows = rowsOf(node, nodes);
      if (rows.length === 0) throw new ShownError(l10n.t("Choose an event in the CloudTrail view first."));
      await run(rows);
    });
  return vscode.Disposable.from(
    copy("cloudtrail.copyEventId", (rows) => column(rows, "eventID", l10n.t("This record has no event ID."))),
    copy("cloudtrail.copyArn", (rows) => column(rows, "arn", l10n.t("This record names no ARN of who acted."))),
    copy("cloudtrail.copySummary", (rows) =>
      copyLines(
        rows.flatMap((row, i) => (i === 0 ? summary(row) : ["", ...summary(row)])),
        l10n.t("Copied."),
      ),
    ),
    copy("cloudtrail.copyJson", (rows) => json(engine, rows)),
  );
}

/** VS Code hands over the node under the pointer and, when it is one of the selected ones, all of them. */
function rowsOf(node: OutlineNode | undefined, nodes: readonly OutlineNode[] | undefined): EventRow[] {
  const chosen = nodes ?? (node === undefined ? [] : [node]);
  return chosen.flatMap((one) => (one?.kind === "event" ? [one.row] : []));
}

async function column(rows: readonly EventRow[], name: "eventID" | "arn", none: string): Promise<void> {
  const values = [...new Set(rows.map((row) => row[name]).filter((value) => value !== ""))];
  if (values.length === 0) throw new ShownError(none);
  await copyLines(values, l10n.t("Copied."));
}

function summary(row: EventRow): string[] {
  return summaryOf(row, {
    identity: identityOf(row),
    actor: actorWords(row),
    time: row.time === undefined ? row.eventTime : timeText(row.time, zoneName(timeZone())),
    outcome: outcomeWords(row),
  });
}

async function json(engine: Engine, rows: readonly EventRow[]): Promise<void> {
  const texts: string[] = [];
  let removed = 0;
  const all = await withProgress(l10n.t("Reading the records to copy"), (signal, tell) =>
    recordsOf(engine, rows, signal, (fraction) => tell("", fraction)),
  );
  for (const bytes of all) {
    const redacted = redactRecord(new TextDecoder().decode(pretty(bytes)), l10n.t("<removed when copied>"));
    texts.push(redacted.text);
    removed += redacted.removed;
  }
  const said =
    removed === 0
      ? l10n.t("Copied.")
      : plural(
          removed,
          (n) => l10n.t("Copied. {0} token or secret was replaced.", n),
          (n) => l10n.t("Copied. {0} tokens or secrets were replaced.", n),
        );
  await copyJson(texts.join("\n"), said);
}

async function recordsOf(
  engine: Engine,
  rows: readonly EventRow[],
  signal: AbortSignal,
  progress: (fraction: number) => void,
): Promise<Uint8Array[]> {
  const all: Uint8Array[] = [];
  for (const row of rows) {
    const before = all.length;
    all.push(await recordBytes(engine, row, signal, (fraction) => progress((before + fraction) / rows.length)));
  }
  return all;
}

async function recordBytes(
  engine: Engine,
  row: EventRow,
  signal: AbortSignal,
  progress: (fraction: number) => void,
): Promise<Uint8Array> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const found = await engine.text.record(row.id, signal, progress);
    if (found === undefined) break;
    const bytes = recordOf(vscode.Uri.parse(row.uri), found)?.json;
    if (bytes) return bytes; // else edited since the engine read it: it will have read it again when asked next
  }
  throw new ShownError(l10n.t("This record is no longer there. Choose the event again."));
}
