import * as vscode from "vscode";
import { markOfRecord } from "../core/shapes/recordMark";
import { recordOfSpan, type SpanRecord } from "../core/shapes/recordText";
import type { RecordText } from "../engine/engine";
import { documentOf } from "../logSource";

/**
 * A record's own JSON as the engine found it: every surface takes it from here. Undefined when it is not the one that is looked for, or
 * the document it stands in has been edited since.
 * @param mark of the event's row, as `markOf` gives it
 */
export function recordOf(log: vscode.Uri, text: RecordText, mark: string): SpanRecord | undefined {
  const record = text.kind === "bytes" ? text : recordIn(log, text);
  return record && markOfRecord(record.json) === mark ? record : undefined;
}

function recordIn(log: vscode.Uri, text: Extract<RecordText, { kind: "document" }>): SpanRecord | undefined {
  const document = documentOf(log);
  if (!document || document.version !== text.version) return undefined;
  const range = new vscode.Range(document.positionAt(text.start), document.positionAt(text.end));
  return recordOfSpan(new TextEncoder().encode(document.getText(range)), text.table);
}
