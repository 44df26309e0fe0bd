import * as vscode from "vscode";
import { recordOfSpan, type SpanRecord } from "../core/shapes/recordText";
import type { RecordText } from "../engine/engine";
import { documentOf } from "../logSource";

/** A record's own JSON as the engine found it; undefined when the document it stands in has been edited since. */
export function recordOf(log: vscode.Uri, text: RecordText): SpanRecord | undefined {
  switch (text.kind) {
    case "bytes":
      return text;
    case "document": {
      const document = documentOf(log);
      if (!document || document.version !== text.version) return undefined;
      const range = new vscode.Range(document.positionAt(text.start), document.positionAt(text.end));
      return recordOfSpan(new TextEncoder().encode(document.getText(range)), text.table);
    }
  }
}
