import * as vscode from "vscode";
import type { EventRow } from "../../core/events/row";
import { parsedRecord } from "../../core/explain/facts";
import { oneLine } from "../../core/explain/oneLine/oneLine";
import { markOf } from "../../core/shapes/recordMark";
import type { Engine } from "../../engine/engine";

import { isCancelled, note } from "../../ui/report";
import { recordOf } from "../../ui/spanRecord";

const LARGEST = 2 * 1024 * 1024; // bytes; parsing a larger record would block VS Code
const PATIENCE = 300; // ms; a record deep inside a compressed log takes longer, and a tooltip must be quick

/** The event in one sentence; "" if its record is not available quickly. */
export async function sentenceOf(engine: Engine, row: EventRow, signal: AbortSignal): Promise<string> {
  if (row.end - row.start > LARGEST) return "";
  try {
    const text = await engine.text.record(row.id, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]));
    const bytes = text && recordOf(vscode.Uri.parse(row.uri, true), text, markOf(row))?.json;
    const record = bytes && parsedRecord(new TextDecoder().decode(bytes));
    return record ? oneLine(record, row) : "";
  } catch (error) {
    if (!isCancelled(error)) note("sentence", error);
    return "";
  }
}
