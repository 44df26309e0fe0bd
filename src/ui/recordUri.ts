/** The address of one record's document: everything needed to read it again after a reload. */
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
  /** Bytes of the log's content, end exclusive. */
  start: number;
  end: number;
  /** Tells whether the span still holds the same record: see {@link markOf}. */
  mark: string;
  /** What the record is made from, where it is not the whole record: number of one of {@link origins}. */
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

/** What the record of a document was made from. */
export function originOf(uri: vscode.Uri): Origin | undefined {
  return origins[addressOf(uri)?.origin ?? 0];
}

function isPosition(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

/** What is made from a row says so in a comment. */
function isMade({ form }: EventRow): boolean {
  return form === "csvRow" || form === "resultRow";
}

/** Path separators and what file names cannot hold would change what the tab and "Save As" show. */
function cleaned(text: string): string {
  return visible(text)
    .replace(/[\\/?*<>|"]/g, "_")
    .slice(0, LONGEST_NAME);
}
