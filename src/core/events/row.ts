/** One event as plain data, and conditions on events. */
import type { ColumnName } from "./columns";
import type { EventForm, IdentityKind, Outcome } from "./event";

/** A text for each column, "" where the record does not say; two of them are one of a few words. */
export interface ColumnTexts extends Readonly<Record<Exclude<ColumnName, "identity" | "outcome">, string>> {
  readonly identity: IdentityKind;
  readonly outcome: Outcome;
}

/** One event as the windows show it. Strings are the record's own text; "" where the record does not say. */
export interface EventRow extends ColumnTexts {
  /** Holds until the event's log is read again. */
  id: number;
  /** The log's URI as a string. */
  uri: string;
  /** Bytes of the log's UTF-8 content (inflated, without BOM), end exclusive. */
  start: number;
  end: number;
  /** UTF-16 offsets in the text document the log was read from; absent when it was read from bytes. */
  textStart?: number;
  textEnd?: number;
  /** Milliseconds since 1970 UTC; undefined when the record has no time that can be read. */
  time?: number;
  /** ISO 8601 in UTC without empty milliseconds; the record's own text when it cannot be read. */
  eventTime: string;
  form: EventForm;
  /** Of a row of a table that has a column for errors. */
  tellsErrors?: true;
  /** Another event of the same answer carries the same second: CloudTrail does not record their order. */
  sameSecond: boolean;
  /** The same event was already read elsewhere; such rows are only returned when asked for by id. */
  duplicate: boolean;
}

/** Conditions, all of which must hold; several values of one column are alternatives. Times: ISO 8601, `from` inclusive, `to` exclusive. */
export type Filter = { [column in ColumnName]?: string | readonly string[] } & { from?: string; to?: string };
