import type { EventForm } from "../events/event";
import { formOfRow, recordOf, type Table } from "./tables/table";

/** A record's own JSON, or what a row was made into, and which of the two. */
export interface SpanRecord {
  json: Uint8Array;
  form: EventForm;
}

/**
 * The record in the bytes of its span. A record that is a text inside its log, as in lookup-events output, begins with that text's quote;
 * the row of a table is made into one. Undefined when the bytes are neither.
 */
export function recordOfSpan(span: Uint8Array, table?: Table): SpanRecord | undefined {
  if (table) {
    const made = recordOf(table, decoder.decode(span));
    return made && { json: encoder.encode(made.json), form: formOfRow(table, made.isWhole) };
  }
  if (span[0] !== 0x22) return { json: span, form: "record" };
  try {
    return { json: encoder.encode(recordText(decoder.decode(span))), form: "record" };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // something else stands there now
    throw error;
  }
}

/** The same for a text. */
export function recordText(span: string, table?: Table): string {
  if (table) return recordOf(table, span)?.json ?? "";
  return span.startsWith('"') ? (JSON.parse(span) as string) : span;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
