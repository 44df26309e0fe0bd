/** One event as plain data, and conditions on events. */
import type { ColumnName } from "./columns";
import type { EventForm, IdentityKind, Outcome } from "./event";

/** A text for each column, "" where the record does not say. Two of them have fixed values. */
export interface ColumnTexts extends Readonly<Record<Exclude<ColumnName, "identity" | "outcome">, string>> {
  readonly identity: IdentityKind;
  readonly outcome: Outcome;
}

/** One event as the windows show it. Strings are the record's own text; "" where the record does not say. */
export interface EventRow extends ColumnTexts {
  /** Valid until the event's log is read again. */
  id: number;
  /** The log's URI as a string. */
  uri: string;
  /** Byte positions in the log's UTF-8 content (decompressed, without BOM); end is exclusive. */
  start: number;
  end: number;
  /** UTF-16 offsets in the text document that the log was read from; absent if it was read from bytes. */
  textStart?: number;
  textEnd?: number;
  /** Milliseconds since 1970 UTC; undefined if the record has no readable time. */
  time?: number;
  /** ISO 8601 in UTC, with milliseconds only if there are any; the record's own text if it is not a readable time. */
  eventTime: string;
  form: EventForm;
  /** For a table row: the table has a column for errors. */
  tellsErrors?: true;
  /** Another event in the same answer has the same second: CloudTrail does not record their order. */
  sameSecond: boolean;
  /** The same event was already read elsewhere. Such rows are returned only if they are asked for by ID. */
  duplicate: boolean;
}

/** Conditions, all of which must hold; several values of one column are alternatives. Times: ISO 8601, `from` inclusive, `to` exclusive. */
export type Filter = { [column in ColumnName]?: string | readonly string[] } & { from?: string; to?: string };
