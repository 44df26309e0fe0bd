/** A record that is written as a text inside its log, as in lookup-events output, begins with that text's quote. */

/** The record's own JSON. */
export function recordText(span: string): string {
  return span.startsWith('"') ? (JSON.parse(span) as string) : span;
}

export function recordBytes(span: Uint8Array): Uint8Array {
  return span[0] === 0x22 ? encoder.encode(recordText(decoder.decode(span))) : span;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
