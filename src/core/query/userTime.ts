/** Parses the times that a person types. */
import { TZDate } from "@date-fns/tz";

const pattern =
  /^(?:(?<year>\d{4})[-/](?<month>\d{1,2})[-/](?<day>\d{1,2})(?:(?:T| +)(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?)?|(?<hourOnly>\d{1,2}):(?<minuteOnly>\d{2})(?::(?<secondOnly>\d{2}))?) *(?<offset>Z|UTC|[+-]\d{2}:?\d{2})?$/i;

/**
 * Milliseconds since 1970 UTC; undefined if it is not a time.
 * @param zone IANA name, for times typed without an offset
 * @param day a moment of the day to use if only a clock time is typed
 */
export function parseUserTime(typed: string, zone: string, day: number): number | undefined {
  // NFKC: an input method may leave full-width digits, colons and signs
  const found = pattern.exec(typed.normalize("NFKC").trim().replaceAll("−", "-"))?.groups;
  if (found === undefined) return undefined;
  const offset = offsetMinutes(found["offset"]);
  const near = new TZDate(day, offset === undefined ? zone : offsetName(offset));
  const number = (name: string): number | undefined => (found[name] === undefined ? undefined : Number(found[name]));
  const year = number("year") ?? near.getFullYear();
  const month = number("month") ?? near.getMonth() + 1;
  const date = number("day") ?? near.getDate();
  const hour = number("hour") ?? number("hourOnly") ?? 0;
  const minute = number("minute") ?? number("minuteOnly") ?? 0;
  const second = number("second") ?? number("secondOnly") ?? 0;
  const ms = Number((found["fraction"] ?? "").padEnd(3, "0").slice(0, 3));
  const utc = Date.UTC(year, month - 1, date, hour, minute, second, ms);
  const carried = new Date(utc);
  if (carried.getUTCMonth() !== month - 1 || carried.getUTCDate() !== date || hour > 23 || minute > 59 || second > 59)
    return undefined;
  if (offset !== undefined) return utc - offset * 60_000;
  return new TZDate(year, month - 1, date, hour, minute, second, ms, zone).getTime();
}

function offsetMinutes(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[+-]/.test(text)) return 0;
  const digits = text.replace(":", "");
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return digits.startsWith("-") ? -minutes : minutes;
}

/** For TZDate, such as +09:00. */
function offsetName(minutes: number): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
