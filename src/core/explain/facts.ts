/** Reads a record's texts without trusting it: any field may be absent or have another type. */
import { parseTime } from "../events/time";

export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Parses a record's text, which can also be a JSON string that contains the record; undefined if it is not an object or
 * not JSON. V8's JSON.parse does not recurse: hostile nesting only costs time.
 */
export function parsedRecord(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const record: unknown = typeof value === "string" ? JSON.parse(value) : value;
    return isObject(record) ? record : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // the document was changed after the record was read
    throw error;
  }
}

/** Undefined if the path ends early. */
export function valueAt(root: unknown, path: readonly (string | number)[]): unknown {
  let value = root;
  for (const step of path) {
    // a record may have a key "constructor": only own properties are its content
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/** "" if there is no text. */
export function textAt(root: unknown, ...path: (string | number)[]): string {
  const value = valueAt(root, path);
  return typeof value === "string" ? value : "";
}

/** Undefined if there is no readable time. */
export function timeAt(root: unknown, ...path: (string | number)[]): number | undefined {
  const ms = parseTime(textAt(root, ...path));
  return Number.isNaN(ms) ? undefined : ms;
}

/** The account to which the record was delivered, as far as the record says. */
export function ownAccount(record: Json): string {
  return textAt(record, "recipientAccountId") || textAt(record, "accountId");
}

export function callerAccount(record: Json): string {
  return textAt(record, "userIdentity", "accountId");
}
