/** The language of the sentences, and numbers in it. */
import * as l10n from "@vscode/l10n";

/**
 * The language of the sentences, not of VS Code: if VS Code's language has no translation, numbers must match the
 * English text.
 */
export function locale(): string {
  return l10n.t("en");
}

interface Formats {
  /** A number of which more than three digits, or decimals of a large one, would only seem exact. */
  small: Intl.NumberFormat;
  large: Intl.NumberFormat;
  plurals: Intl.PluralRules;
}

/** Kept, because making one takes longer than everything else that a row of the tree needs. */
const made = new Map<string, Formats>();

function formats(): Formats {
  const language = locale();
  let found = made.get(language);
  if (!found) {
    found = {
      small: new Intl.NumberFormat(language, { maximumSignificantDigits: 3 }),
      large: new Intl.NumberFormat(language, { maximumFractionDigits: 0 }),
      plurals: new Intl.PluralRules(language),
    };
    made.set(language, found);
  }
  return found;
}

export function numberText(n: number): string {
  const { small, large } = formats();
  return (n < 1000 ? small : large).format(n);
}

/** @param one chosen by the language's own plural rule; the number is already formatted */
export function plural(n: number, one: (n: string) => string, other: (n: string) => string): string {
  const form = formats().plurals.select(n) === "one" ? one : other;
  return form(numberText(n));
}
