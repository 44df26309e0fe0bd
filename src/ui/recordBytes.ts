import * as vscode from "vscode";
import { recordBytes } from "../core/shapes/recordText";
import type { RecordText } from "../engine/engine";
import { documentOf } from "../logSource";

/** A record's own JSON as the engine found it; undefined when the document it stands in has been edited since. */
export function recordBytesOf(log: vscode.Uri, text: RecordText): Uint8Array | undefined {
  switch (text.kind) {
    case "bytes":
      return text.bytes;
    case "document": {
      const document = documentOf(log);
      if (!document || document.version !== text.version) return undefined;
      const range = new vscode.Range(document.positionAt(text.start), document.positionAt(text.end));
      return recordBytes(new TextEncoder().encode(document.getText(range)));
    }
  }
}
