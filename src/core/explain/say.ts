/** Putting sentences together in the reader's language. */
import * as l10n from "@vscode/l10n";

/** Of the sentences, not of VS Code: in an interface language we have no words for, numbers must fit the English ones. */
export function locale(): string {
  return l10n.t("en");
}

/** Sentences one after the other; empty ones are left out. */
export function sentences(...parts: (string | undefined)[]): string | undefined {
  const said = parts.filter((part) => part !== undefined && part !== "");
  if (said.length === 0) return undefined;
  return said.join(locale() === "ja" ? "" : " ");
}

/** Facts side by side. */
export function listed(...parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join(" · ");
}

/** A number that need not be whole; few digits, since more would only pretend to be exact. */
export function numberText(n: number): string {
  return new Intl.NumberFormat(
    locale(),
    n < 1000 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 },
  ).format(n);
}

/** @param one as the language's own rule says */
export function plural(n: number, one: (n: string) => string, other: (n: string) => string): string {
  const form = new Intl.PluralRules(locale()).select(n) === "one" ? one : other;
  return form(numberText(n));
}

const units = [
  ["year", 365.25 * 86_400],
  ["month", 30.44 * 86_400],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** In its largest unit, rounded down: "12 minutes". */
function largest(ms: number): { count: number; unit: (typeof units)[number][0] } {
  const seconds = Math.abs(ms) / 1000;
  // two of a unit say more than one: 23 hours, 47 hours, then 2 days
  const found = units.find(([unit, size]) => seconds >= size * (unit === "second" ? 1 : 2)) ?? units[5];
  return { count: Math.floor(seconds / found[1]), unit: found[0] };
}

export function durationText(ms: number): string {
  const { count, unit } = largest(ms);
  return new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay: "long" }).format(count);
}

/** Against now: "3 months ago", "in 2 hours". */
export function agoText(ms: number, now: number): string {
  const { count, unit } = largest(ms - now);
  return new Intl.RelativeTimeFormat(locale(), { numeric: "always" }).format(ms > now ? count : -count, unit);
}

const LONGEST_NAME = 100; // characters; AWS's names are shorter, a stranger's are not

/** A name from the log inside a sentence of ours. */
export function short(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME).replace(/[\ud800-\udbff]$/, "")}…`;
}
