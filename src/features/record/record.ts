/** One event's record: selected in its own document, or indented in a document of its own. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { isInTable } from "../../core/events/event";
import type { EventRow } from "../../core/events/row";
import type { Engine } from "../../engine/engine";
import { documentOf } from "../../logSource";
import type { OwnDocuments } from "../../ui/ownDocuments";
import { SCHEME } from "../../ui/recordUri";
import { registerCommand, ShownError } from "../../ui/report";
import { RecordDocuments } from "./documents";

export function registerRecord(engine: Engine, own: OwnDocuments): vscode.Disposable {
  const documents = new RecordDocuments(engine, own);
  return vscode.Disposable.from(
    documents,
    registerCommand("cloudtrail.openRecord", (id: unknown) => openRecord(engine, documents, id)),
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, documents),
  );
}

async function openRecord(engine: Engine, documents: RecordDocuments, id: unknown): Promise<void> {
  const row = Number.isSafeInteger(id) ? await engine.events.row(id as number) : undefined;
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
  await vscode.window.showTextDocument(await documents.open(row), { preserveFocus: true, preview: true });
}

/** Where the record stands in its open document, if it can be read there: it spans several lines. */
function linesInDocument(row: EventRow): { document: vscode.TextDocument; range: vscode.Range } | undefined {
  if (row.textStart === undefined || row.textEnd === undefined || isInTable(row.form)) return undefined;
  const document = documentOf(vscode.Uri.parse(row.uri));
  if (!document) return undefined;
  const range = new vscode.Range(document.positionAt(row.textStart), document.positionAt(row.textEnd));
  return range.isSingleLine ? undefined : { document, range };
}
