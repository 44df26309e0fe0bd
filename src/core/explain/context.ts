/** What an explanation can use: the place, the value, the whole record, and how times are written. */
import type { Json } from "./facts";

export interface ExplainOptions {
  /** Milliseconds since 1970 UTC. */
  now: number;
  /** The user's own zone: "UTC", "Asia/Tokyo" … */
  timeZone: string;
  /** A time with its zone, such as 2025-01-21 17:49:47 UTC. */
  timeText: (ms: number, zone: string) => string;
}

export interface Context {
  record: Json;
  /** Keys from the outside in; "[]" for a position in an array. */
  path: readonly string[];
  /** The innermost key. */
  key: string;
  value: unknown;
  options: ExplainOptions;
}

/** The value if it is a text, else "". */
export function textOf(context: Context): string {
  return typeof context.value === "string" ? context.value : "";
}
