import type { Context } from "../context";
import type { Page } from "../docs";

/** One row of a table of fields. Functions, since the reader's language is not known when the table is read. */
export interface Field {
  /** What the field is, in any record; what its value stands for in general. */
  what: (context: Context) => string;
  page: Page;
  /** What its value means in this record; without it, what the value's own form tells is said. */
  here?: (context: Context) => string | undefined;
  /** What must not be concluded from it. */
  note?: (context: Context) => string | undefined;
}

/** By path: keys joined with dots, "[]" for a position in an array, "*" for any key. */
export type Fields = Readonly<Record<string, Field>>;

/** What a value says where only certain words occur. */
export function oneOf(words: Readonly<Record<string, () => string>>): (context: Context) => string | undefined {
  return ({ value }) => {
    const word = String(value);
    return Object.hasOwn(words, word) ? words[word]?.() : undefined;
  };
}
