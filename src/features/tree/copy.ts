import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { redactRecord } from "../../core/events/redact";
import type { EventRow } from "../../core/events/row";
import { summaryOf } from "../../core/events/summary";
import { numberText, plural } from "../../core/language";
import { pretty } from "../../core/scan/pretty";
import { markOf } from "../../core/shapes/recordMark";
import type { Engine, Unread } from "../../engine/engine";
import { copyJson, copyLines } from "../../ui/clipboard";
import { withProgress } from "../../ui/progress";
import { registerCommand, ShownError } from "../../ui/report";
import { recordOf } from "../../ui/spanRecord";
import { timeText, zoneName } from "../../ui/times";
import { timeZone } from "../../ui/timeZone";
import { actorWords, identityOf, outcomeWords, unreadWords } from "../../ui/words";
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

/** VS Code passes the node under the pointer and, if it is selected, all selected nodes. */
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
  const found = await withProgress(l10n.t("Reading the records to copy"), (signal, tell) =>
    recordsOf(engine, rows, signal, (fraction) => tell("", fraction)),
  );
  for (const { id } of rows) {
    const bytes = found.records.get(id);
    if (!bytes) continue;
    const redacted = redactRecord(new TextDecoder().decode(pretty(bytes)), l10n.t("<removed when copied>"));
    texts.push(redacted.text);
    removed += redacted.removed;
  }
  const why = unreadWords(found.unread ?? { reason: "closed" });
  if (texts.length === 0) throw new ShownError(why);
  const said =
    removed === 0
      ? l10n.t("Copied.")
      : plural(
          removed,
          (n) => l10n.t("Copied. {0} token or secret was replaced.", n),
          (n) => l10n.t("Copied. {0} tokens or secrets were replaced.", n),
        );
  await copyJson(texts.join("\n"), said);
  if (texts.length < rows.length)
    throw new ShownError(
      l10n.t(
        "{0} of {1} records were copied. The others could not be read. {2}",
        numberText(texts.length),
        numberText(rows.length),
        why,
      ),
    );
}

interface Records {
  records: Map<number, Uint8Array>;
  /** Why the first one that is missing cannot be had. */
  unread: Unread | undefined;
}

/** All in one go: a compressed log is gone through once for all of its records. */
async function recordsOf(
  engine: Engine,
  rows: readonly EventRow[],
  signal: AbortSignal,
  progress: (fraction: number) => void,
): Promise<Records> {
  const records = new Map<number, Uint8Array>();
  let unread: Unread | undefined;
  let left = new Map(rows.map((row) => [row.id, row]));
  for (let attempt = 1; attempt <= ATTEMPTS && left.size > 0; attempt++) {
    const edited = new Map<number, EventRow>();
    for await (const found of engine.text.records([...left.keys()], { signal, progress })) {
      const row = left.get(found.id);
      if ("unread" in found) unread ??= found.unread;
      else if (row) {
        const bytes = recordOf(vscode.Uri.parse(row.uri), found.text, markOf(row))?.json;
        if (bytes) records.set(found.id, bytes);
        else edited.set(found.id, row); // since the engine read it: it will have read it again when asked next
      }
    }
    left = edited;
  }
  return { records, unread };
}
