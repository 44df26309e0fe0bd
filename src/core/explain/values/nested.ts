/** JSON inside a text, as policies and trust documents stand in records, laid out token by token: what it says stays as it is. */
import { pretty } from "../../scan/pretty";

const LARGEST = 256 * 1024; // UTF-16 units; an event holds no more
const MOST_LINES = 80;
const MOST = 6000; // UTF-16 units; VS Code cuts hovers of more than some ten thousand

export interface Nested {
  text: string;
  /** Of all of it, when not all is shown. */
  lines?: number;
}

/** undefined when the text is no JSON object or list. IAM answers with policies in percent-encoding. */
export function nestedIn(value: string): Nested | undefined {
  // half a character cannot be written as it is
  if (value.length > LARGEST || /\p{Surrogate}/u.test(value)) return undefined;
  const start = value.trimStart();
  if (/^[{[]/.test(start)) return laidOut(value);
  return /^%(?:7B|5B)/i.test(start) ? laidOut(decoded(start)) : undefined;
}

/** A part of the record itself. */
export function laidOut(json: string): Nested | undefined {
  if (json.length > LARGEST) return undefined;
  const bytes = new TextEncoder().encode(json);
  const indented = pretty(bytes);
  if (indented === bytes) return undefined; // pretty gives back what is not JSON
  const all = new TextDecoder().decode(indented);
  const lines = all.split("\n");
  const shown = lines.slice(0, MOST_LINES).join("\n").slice(0, MOST);
  return shown.length === all.length ? { text: all } : { text: shown, lines: lines.length };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return "";
    throw error;
  }
}
