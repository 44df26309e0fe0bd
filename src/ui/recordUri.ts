/** The address of one record's document contains everything needed to read it again after a reload. */
import * as vscode from "vscode";
import type { EventRow } from "../core/events/row";
import { type Origin, originNumber, origins } from "../core/events/values";
import { visible } from "../core/events/visible";
import { markOf } from "../core/shapes/recordMark";

export const SCHEME = "cloudtrail";
const LONGEST_NAME = 120; // characters in a tab's title

export interface RecordAddress {
  /** The log's URI. */
  log: string;
  /** Byte positions in the log's content; end is exclusive. */
  start: number;
  end: number;
  /** Tells whether the span still holds the same record: see {@link markOf}. */
  mark: string;
  /** What the record is made from, if it is not the whole record: the number of one of {@link origins}. */
  origin?: number;
}

export function recordUri(row: EventRow): vscode.Uri {
  const address: RecordAddress = { log: row.uri, start: row.start, end: row.end, mark: markOf(row) };
  if (row.form !== "record") address.origin = originNumber(row.form, row.tellsErrors);
  const time = row.time === undefined ? "" : ` ${row.eventTime.replace("T", " ")}`;
  return vscode.Uri.from({
    scheme: SCHEME,
    path: `/${cleaned(row.eventName) || "event"}${cleaned(time)}.${isMade(row) ? "jsonc" : "json"}`,
    query: JSON.stringify(address),
  });
}

export function addressOf(uri: vscode.Uri): RecordAddress | undefined {
  let value: unknown;
  try {
    value = JSON.parse(uri.query);
  } catch {
    return undefined; // not an address we made
  }
  if (typeof value !== "object" || value === null) return undefined;
  const { log, start, end, mark, origin } = value as Record<string, unknown>;
  if (typeof log !== "string" || typeof mark !== "string") return undefined;
  if (!isPosition(start) || !isPosition(end) || end < start) return undefined;
  return { log, start, end, mark, ...(isPosition(origin) ? { origin } : {}) };
}

/** What the record in a document was made from. */
export function originOf(uri: vscode.Uri): Origin | undefined {
  return origins[addressOf(uri)?.origin ?? 0];
}

function isPosition(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

/** Records made from a row say so in a comment. */
function isMade({ form }: EventRow): boolean {
  return form === "csvRow" || form === "resultRow";
}

/** Replaces path separators and characters that file names cannot contain, which would change the tab and "Save As". */
function cleaned(text: string): string {
  return visible(text)
    .replace(/[\\/?*<>|"]/g, "_")
    .slice(0, LONGEST_NAME);
}
