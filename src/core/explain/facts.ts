/** A record's own texts, read without trust: any field may be absent or of another type. */
import { parseTime } from "../events/time";

export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Of a record's text, also where it stands as a text in its log; undefined when it is no object, or no JSON. V8's JSON.parse does not recurse: a stranger's nesting costs only time. */
export function parsedRecord(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const record: unknown = typeof value === "string" ? JSON.parse(value) : value;
    return isObject(record) ? record : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // the document was changed since the record was read
    throw error;
  }
}

/** undefined where the way ends. */
export function valueAt(root: unknown, path: readonly (string | number)[]): unknown {
  let value = root;
  for (const step of path) {
    // a record may have a key "constructor": only what is its own is its text
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/** "" where there is no text. */
export function textAt(root: unknown, ...path: (string | number)[]): string {
  const value = valueAt(root, path);
  return typeof value === "string" ? value : "";
}

/** undefined when there is no time, or none that can be read. */
export function timeAt(root: unknown, ...path: (string | number)[]): number | undefined {
  const ms = parseTime(textAt(root, ...path));
  return Number.isNaN(ms) ? undefined : ms;
}

/** The account the record was delivered to, as far as the record says. */
export function ownAccount(record: Json): string {
  return textAt(record, "recipientAccountId") || textAt(record, "accountId");
}

export function callerAccount(record: Json): string {
  return textAt(record, "userIdentity", "accountId");
}
