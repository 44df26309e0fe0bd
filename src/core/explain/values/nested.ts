/**
 * Indents JSON that a text contains, such as policies and trust documents, token by token, so that its content stays as
 * it is.
 */
import { pretty } from "../../scan/pretty";

const LARGEST = 256 * 1024; // UTF-16 units; an event holds no more
const MOST_LINES = 80;
const MOST = 6000; // UTF-16 units; VS Code cuts hovers that are longer than some ten thousand

export interface Nested {
  text: string;
  /** Number of all lines, if not all are shown. */
  lines?: number;
}

/** Undefined if the text is not a JSON object or list. IAM's responses have percent-encoded policies. */
export function nestedIn(value: string): Nested | undefined {
  // half a surrogate pair cannot be written as it is
  if (value.length > LARGEST || /\p{Surrogate}/u.test(value)) return undefined;
  const start = value.trimStart();
  if (/^[{[]/.test(start)) return laidOut(value);
  return /^%(?:7B|5B)/i.test(start) ? laidOut(decoded(start)) : undefined;
}

/** Indents a part of the record itself. */
export function laidOut(json: string): Nested | undefined {
  if (json.length > LARGEST) return undefined;
  const bytes = new TextEncoder().encode(json);
  const indented = pretty(bytes);
  if (indented === bytes) return undefined; // pretty returns its input if it is not JSON
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
