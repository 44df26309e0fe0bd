/** Builds sentences in the user's language. */
import { locale } from "../language";

/** Joins sentences and leaves out empty ones. */
export function sentences(...parts: (string | undefined)[]): string | undefined {
  const said = parts.filter((part) => part !== undefined && part !== "");
  if (said.length === 0) return undefined;
  return said.join(locale() === "ja" ? "" : " ");
}

/** Joins facts in a line. */
export function listed(...parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join(" · ");
}

const units = [
  ["year", 365.25 * 86_400],
  ["month", 30.44 * 86_400],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** A duration in its largest unit, rounded down: "12 minutes". */
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

/** Relative to now: "3 months ago", "in 2 hours". */
export function agoText(ms: number, now: number): string {
  const { count, unit } = largest(ms - now);
  return new Intl.RelativeTimeFormat(locale(), { numeric: "always" }).format(ms > now ? count : -count, unit);
}

const LONGEST_NAME = 100; // characters; AWS's names are shorter, a stranger's may not be

/** Shortens a name from the log for use in a sentence. */
export function short(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME).replace(/[\ud800-\udbff]$/, "")}…`;
}
