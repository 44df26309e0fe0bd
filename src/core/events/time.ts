/** Parses eventTime in all spellings seen in logs. Returns milliseconds since 1970 UTC, or NaN for anything else. */

const spelled = /^(\d{4})-?(\d\d)-?(\d\d)[T ](\d\d):?(\d\d):?(\d\d)(?:[.,](\d+))?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/i;

/**
 * `2026-03-02T10:10:00Z`, the basic form `20260302T101000Z`, a space for the T, fractions, an offset. Without a zone,
 * the time is UTC.
 */
export function parseTime(text: string): number {
  const m = spelled.exec(text.trim());
  if (!m) return Number.NaN;
  const [, year, month, day, hour, minute, second, fraction, zone] = m;
  const whole = utc(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second));
  const ms = fraction ? Math.floor(Number(`0.${fraction}`) * 1000) : 0;
  return whole + ms - offsetOf(zone);
}

function offsetOf(zone: string | undefined): number {
  if (!zone || /^(z|utc)$/i.test(zone)) return 0;
  const sign = zone[0] === "-" ? -1 : 1;
  const digits = zone.replace(/\D/g, "");
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000;
}

function utc(year: number, month: number, day: number, hour: number, minute: number, second: number): number {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59 || second > 60)
    return Number.NaN;
  return (((daysSince1970(year, month, day) * 24 + hour) * 60 + minute) * 60 + second) * 1000;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Proleptic Gregorian calendar; years start in March, so that the leap day is the last day. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** The same for the usual spelling `YYYY-MM-DDTHH:MM:SSZ` directly from bytes; NaN for any other. */
export function parseUsualTime(b: Uint8Array, start: number, end: number): number {
  if (end - start !== 20) return Number.NaN;
  if (b[start + 4] !== 0x2d || b[start + 7] !== 0x2d || b[start + 10] !== 0x54) return Number.NaN;
  if (b[start + 13] !== 0x3a || b[start + 16] !== 0x3a || b[start + 19] !== 0x5a) return Number.NaN;
  const century = two(b, start);
  const year = two(b, start + 2);
  const month = two(b, start + 5);
  const day = two(b, start + 8);
  const hour = two(b, start + 11);
  const minute = two(b, start + 14);
  const second = two(b, start + 17);
  if ((century | year | month | day | hour | minute | second) < 0) return Number.NaN;
  return utc(century * 100 + year, month, day, hour, minute, second);
}

/** Two digits; negative if they are not digits. */
function two(b: Uint8Array, at: number): number {
  const tens = (b[at] as number) - 0x30;
  const ones = (b[at + 1] as number) - 0x30;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
}

/** ISO 8601 in UTC, with milliseconds only if there are any. */
export function formatTime(time: number): string {
  const iso = new Date(time).toISOString();
  return iso.endsWith(".000Z") ? `${iso.slice(0, -5)}Z` : iso;
}
