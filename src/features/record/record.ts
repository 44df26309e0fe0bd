/** One event's record: selected in its own document, or indented in a document of its own. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { type EventRow, isInTable } from "../../core/events/event";
import { visible } from "../../core/events/visible";
import { pretty } from "../../core/scan/pretty";
import type { Engine, RecordText } from "../../engine/engine";
import { documentOf } from "../../logSource";
import type { Logs } from "../../logs";
import { fileName } from "../../ui/files";
import { signalOf } from "../../ui/progress";
import { madeFromWords } from "../../ui/reducedWords";
import { isCancelled, note, registerCommand, ShownError } from "../../ui/report";
import { recordOf } from "../../ui/spanRecord";
import { addressOf, comparableId, type RecordAddress, recordUri, SCHEME } from "./recordUri";

export function registerRecord(engine: Engine, logs: Logs): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand("cloudtrail.openRecord", (id: unknown) => openRecord(engine, id)),
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: async (uri, token) => {
        try {
          return await contentOf(engine, logs, uri, signalOf(token));
        } catch (error) {
          note(uri.path, error);
          if (isCancelled(error)) return undefined;
          return l10n.t("This record could not be read.");
        }
      },
    }),
  );
}

async function openRecord(engine: Engine, id: unknown): Promise<void> {
  const row = Number.isSafeInteger(id) ? await engine.row(id as number) : undefined;
  if (!row) throw new ShownError(l10n.t("This event is no longer open. Choose it again."));
  const lines = linesInDocument(row);
  if (lines) {
    await vscode.window.showTextDocument(lines.document, {
      selection: lines.range,
      preserveFocus: true,
      preview: true,
    });
    return;
  }
  const document = await vscode.workspace.openTextDocument(recordUri(row));
  await vscode.window.showTextDocument(document, { preserveFocus: true, preview: true });
}

/** Where the record stands in its open document, if it can be read there: it spans several lines. */
function linesInDocument(row: EventRow): { document: vscode.TextDocument; range: vscode.Range } | undefined {
  if (row.textStart === undefined || row.textEnd === undefined || isInTable(row.form)) return undefined;
  const document = documentOf(vscode.Uri.parse(row.uri));
  if (!document) return undefined;
  const range = new vscode.Range(document.positionAt(row.textStart), document.positionAt(row.textEnd));
  return range.isSingleLine ? undefined : { document, range };
}

async function contentOf(engine: Engine, logs: Logs, uri: vscode.Uri, signal: AbortSignal): Promise<string> {
  const address = addressOf(uri);
  if (!address) return l10n.t("This is not the address of a record.");
  const log = vscode.Uri.parse(address.log);
  // after a reload the log may just be read again: its document's text is the truth then, not the disk
  await logs.whenRead(log);
  const path = log.scheme === "file" ? log.fsPath : undefined;
  const text = await textAt(engine, address, path, signal);
  const record = text && recordOf(log, text);
  if (!record || !holds(record.json, address)) {
    return l10n.t("This record is no longer in {file}.", { file: visible(fileName(log)) });
  }
  const json = new TextDecoder("utf-8", { ignoreBOM: true }).decode(pretty(record.json));
  const made = madeFromWords(record.form, visible(fileName(log)));
  return made === undefined ? json : `// ${made}\n${json}`;
}

async function textAt(
  engine: Engine,
  { log, start, end }: RecordAddress,
  path: string | undefined,
  signal: AbortSignal,
): Promise<RecordText | undefined> {
  try {
    return await engine.textAt(log, path, start, end, signal);
  } catch (error) {
    // from another thread an error comes as its message only
    if (error instanceof Error && error.message.startsWith("ENOENT")) return undefined;
    throw error;
  }
}

function holds(bytes: Uint8Array, { eventID }: RecordAddress): boolean {
  let record: unknown;
  try {
    record = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return false; // the span cuts through other records now
  }
  if (typeof record !== "object" || record === null) return false;
  const { eventID: found } = record as { eventID?: unknown };
  switch (typeof found) {
    case "string":
      return comparableId(found) === eventID;
    case "number": // as it is written, 1.10 is not what JavaScript makes of it
      return eventID !== "" && Number(eventID) === found;
    case "boolean":
      return String(found) === eventID;
    default:
      return eventID === "";
  }
}
