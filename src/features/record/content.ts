/**
 * The text of a record's document. Finding it takes long in a compressed log without a copy on disk, so it shows
 * progress with Cancel.
 */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { EventRow } from "../../core/events/row";
import { visible } from "../../core/events/visible";
import { numberText } from "../../core/language";
import { pretty } from "../../core/scan/pretty";
import { markOf } from "../../core/shapes/recordMark";
import type { Engine, RecordText } from "../../engine/engine";
import { MB } from "../../engine/limits";
import { fileName } from "../../ui/files";
import type { OwnDocuments } from "../../ui/ownDocuments";
import { withProgress } from "../../ui/progress";
import { addressOf } from "../../ui/recordUri";
import { madeFromWords } from "../../ui/reducedWords";
import { recordOf } from "../../ui/spanRecord";

/** Bytes; VS Code gives extensions no larger document. */
const LARGEST = 50 * MB;

type Ask = (signal: AbortSignal, progress: (fraction: number) => void) => Promise<RecordText | undefined>;

/** Uses only the document's address: its log may have been closed, or may be read again after a reload. */
export async function contentAt(
  engine: Engine,
  own: OwnDocuments,
  uri: vscode.Uri,
  signal: AbortSignal,
): Promise<{ kind: "found" | "refused"; text: string }> {
  const address = addressOf(uri);
  if (!address) return { kind: "refused", text: l10n.t("This is not the address of a record.") };
  const { log, start, end, mark } = address;
  const file = vscode.Uri.parse(log);
  const leave = await own.leaveFor(uri, file);
  if (leave.kind === "refused") return { kind: "refused", text: leave.why };
  // if the log is open, the engine reads what was opened, which may be a document's text instead of the file
  const path = leave.kind === "file" ? leave.path : undefined;
  const found = await find(file, (cancelled, progress) =>
    engine.text.span(log, path, start, end, AbortSignal.any([signal, cancelled]), progress),
  );
  return { kind: "found", text: textOf(file, mark, found) };
}

/** For an event that is open; undefined if its document was edited after it was read. */
export async function contentOf(engine: Engine, row: EventRow): Promise<string | undefined> {
  const file = vscode.Uri.parse(row.uri);
  const found = await find(file, (cancelled, progress) => engine.text.record(row.id, cancelled, progress));
  if (found?.kind !== "bytes") return undefined;
  return textOf(file, markOf(row), found);
}

/** Error codes for a file that no longer exists or was replaced by something else. */
const isGone: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR", "EISDIR", "ENOTFILE"]);

async function find(file: vscode.Uri, ask: Ask): Promise<RecordText | undefined> {
  const title = l10n.t("Finding the record in {0}", fileName(file));
  try {
    return await withProgress(title, (signal, tell) => ask(signal, (fraction) => tell("", fraction)));
  } catch (error) {
    if (isGone.has((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

function textOf(file: vscode.Uri, mark: string, found: RecordText | undefined): string {
  const record = found && recordOf(file, found, mark);
  if (record && record.json.length > LARGEST) {
    return l10n.t("This record has {size} MB, which is too large to show as text.", {
      size: numberText(Math.ceil(record.json.length / MB)),
    });
  }
  if (!record) {
    return l10n.t("This record is no longer in {file}.", { file: visible(fileName(file)) });
  }
  const indented = pretty(record.json); // much longer than the record if it nests very deeply
  const shown = indented.length > LARGEST ? record.json : indented;
  const json = new TextDecoder("utf-8", { ignoreBOM: true }).decode(shown);
  const made = madeFromWords(record.form, visible(fileName(file)));
  return made === undefined ? json : `// ${made}\n${json}`;
}
