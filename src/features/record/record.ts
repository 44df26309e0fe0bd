/** Shows one event's record: selected in its own document, or indented in a separate document. */
import * as vscode from "vscode";
import { isInTable } from "../../core/events/event";
import type { EventRow } from "../../core/events/row";
import { markOf } from "../../core/shapes/recordMark";
import type { Engine } from "../../engine/engine";
import { documentOf } from "../../logSource";
import { chosenEvent } from "../../ui/chosenEvent";
import type { OwnDocuments } from "../../ui/ownDocuments";
import { SCHEME } from "../../ui/recordUri";
import { registerCommand } from "../../ui/report";
import { recordOf } from "../../ui/spanRecord";
import { RecordDocuments } from "./documents";

export function registerRecord(engine: Engine, own: OwnDocuments): vscode.Disposable {
  const documents = new RecordDocuments(engine, own);
  return vscode.Disposable.from(
    documents,
    registerCommand("cloudtrail.openRecord", (id: unknown, mark?: unknown) => openRecord(engine, documents, id, mark)),
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, documents),
  );
}

/** @param mark of the event as it was shown: other extensions need not know it */
async function openRecord(engine: Engine, documents: RecordDocuments, id: unknown, mark: unknown): Promise<void> {
  const row = await chosenEvent(engine, id, mark);
  const lines = linesInDocument(row);
  if (lines) {
    await vscode.window.showTextDocument(lines.document, {
      selection: lines.range,
      preserveFocus: true,
      preview: true,
    });
    return;
  }
  await vscode.window.showTextDocument(await documents.open(row), { preserveFocus: true, preview: true });
}

/** Where the record is in its open document, if it can be read there because it spans several lines. */
function linesInDocument(row: EventRow): { document: vscode.TextDocument; range: vscode.Range } | undefined {
  if (row.textStart === undefined || row.textEnd === undefined || isInTable(row.form)) return undefined;
  const document = documentOf(vscode.Uri.parse(row.uri));
  if (!document) return undefined;
  const range = new vscode.Range(document.positionAt(row.textStart), document.positionAt(row.textEnd));
  if (range.isSingleLine) return undefined;
  const { textStart: start, textEnd: end } = row;
  const { version } = document; // it may have been edited since the engine read it
  const record = recordOf(document.uri, { kind: "document", version, start, end }, markOf(row));
  return record && { document, range };
}
