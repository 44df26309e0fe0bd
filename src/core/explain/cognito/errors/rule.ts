import type { Side } from "./sides";

/** Cognito uses one code for many things, so no rule goes by the code alone. */
export interface Rule {
  codes: readonly string[];
  /** The operations it holds for; absent: any. */
  on?: RegExp;
  message: RegExp;
  /** `found` is the first group of `message`. */
  words: (found: string) => { what: string; side: Side; next: string };
}
