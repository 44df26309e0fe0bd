/** Times in all spellings that records use, shown in UTC, in the user's zone, and relative to the event and now. */
import * as l10n from "@vscode/l10n";
import { parseTime } from "../../events/time";
import type { Context } from "../context";
import { timeAt } from "../facts";
import { agoText, durationText, listed } from "../say";

const timeKey = /time|date|expir|created|creation|modified|timestamp|notBefore|notAfter/i;
const notATime = /duration|timeout|update|seconds|days|minutes|count|token/i;

/** Milliseconds since 1970 UTC; undefined if the value is not a time. A number is a time only if its key says so. */
export function timeOf(value: unknown, key: string): number | undefined {
  if (typeof value === "number") return isTimeKey(key) ? epoch(value) : undefined;
  if (typeof value !== "string" || value.length > 40) return undefined;
  if (/^\d{10}(\d{3})?$/.test(value)) return isTimeKey(key) ? epoch(Number(value)) : undefined;
  const ms = parseTime(value);
  return Number.isNaN(ms) ? americanTime(value) : ms;
}

function isTimeKey(key: string): boolean {
  return timeKey.test(key) && !notATime.test(key);
}

/** Seconds or milliseconds between 2001 and 2100, because small numbers are counts. */
function epoch(value: number): number | undefined {
  if (value >= 1e9 && value < 4.1e9) return Math.round(value * 1000);
  return value >= 1e12 && value < 4.1e12 ? Math.round(value) : undefined;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `Jul 19, 2023 9:25:09 PM`, as in responseElements: UTC, although it does not say so. */
function americanTime(text: string): number | undefined {
  const m = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}),? (\d{1,2}):(\d\d):(\d\d)\s(AM|PM)$/.exec(text);
  if (!m) return undefined;
  const [, month = "", day = "", year, hour, minute, second, half] = m;
  const number = months.indexOf(month) + 1;
  if (number === 0) return undefined;
  const hours = (Number(hour) % 12) + (half === "PM" ? 12 : 0);
  const two = (n: number | string) => String(n).padStart(2, "0");
  const ms = parseTime(`${year}-${two(number)}-${two(day)}T${two(hours)}:${minute}:${second}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}

export function timeHere(ms: number, context: Context): string {
  const { timeText, timeZone, now } = context.options;
  const utc = timeText(ms, "UTC");
  const local = timeText(ms, timeZone);
  const here = local === utc ? undefined : l10n.t("{0} ({1})", local, timeZone);
  return listed(utc, here, agoText(ms, now), againstEvent(ms, context));
}

function againstEvent(ms: number, { record, path }: Context): string | undefined {
  const event = timeAt(record, "eventTime");
  if (event === undefined || path.at(-1) === "eventTime") return undefined;
  if (ms === event) return l10n.t("the same second as this event");
  return ms < event
    ? l10n.t("{0} before this event", durationText(event - ms))
    : l10n.t("{0} after this event", durationText(ms - event));
}
