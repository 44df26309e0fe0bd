import type { Side } from "./sides";

/** Cognito uses one code for many situations, so no rule uses only the code. */
export interface Rule {
  codes: readonly string[];
  /** The operations for which the rule holds; any if absent. */
  on?: RegExp;
  message: RegExp;
  /** `found` is the first group of `message`. */
  words: (found: string) => { what: string; side: Side; next: string };
}
