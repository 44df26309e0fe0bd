import * as l10n from "@vscode/l10n";
import type { Context } from "../context";
import type { Page } from "../docs";
import { sentences } from "../say";

/**
 * One row in a table of fields. The texts are functions, because the user's language is not known when the table is
 * loaded.
 */
export interface Field {
  /** What the field is in any record, and what its values stand for in general. */
  what: (context: Context) => string;
  page: Page;
  /** What its value means in this record. Without it, the explanation uses the value's form. */
  here?: (context: Context) => string | undefined;
  /** What must not be concluded from it. */
  note?: (context: Context) => string | undefined;
  /** The eventVersion that introduced it, if AWS says so. */
  since?: Since;
  /** What happens to it when it is too large. */
  tooLarge?: "cut after 1 KB" | "left out above 28 KB" | "left out above 100 KB";
}

export type Since = "1.0" | "1.01" | "1.02" | "1.03" | "1.04" | "1.05" | "1.06" | "1.07" | "1.08" | "1.09" | "1.11";

/** The small print of a field. */
export function notesOf(field: Field, context: Context): string[] {
  const since = field.since && l10n.t("Since version {0} of the record's format.", field.since);
  const notes = [field.note?.(context), sentences(tooLargeText(field, context), since)];
  return notes.filter((note) => note !== undefined);
}

function tooLargeText({ tooLarge }: Field, { value }: Context): string | undefined {
  switch (tooLarge) {
    case "cut after 1 KB":
      return typeof value === "string" && new TextEncoder().encode(value.slice(0, 1024)).length >= 1024
        ? l10n.t("CloudTrail cuts it after 1 KB: this text is that long, so its end is probably missing.")
        : l10n.t("CloudTrail cuts it after 1 KB.");
    case "left out above 28 KB":
      return l10n.t("CloudTrail leaves it out when it is larger than 28 KB.");
    case "left out above 100 KB":
      return l10n.t("CloudTrail leaves it out when it is larger than 100 KB.");
    case undefined:
      return undefined;
  }
}

/** By path: keys joined with dots, "[]" for a position in an array, "*" for any key. */
export type Fields = Readonly<Record<string, Field>>;

/** The meaning of a value that is one of a fixed set of words. */
export function oneOf(words: Readonly<Record<string, () => string>>): (context: Context) => string | undefined {
  return ({ value }) => {
    const word = String(value);
    return Object.hasOwn(words, word) ? words[word]?.() : undefined;
  };
}
