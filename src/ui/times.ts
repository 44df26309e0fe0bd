/** Times as they are shown: ISO order, which sorts and is read alike everywhere, and always with their zone. */
import { TZDate, tzOffset } from "@date-fns/tz";
import { format } from "date-fns";

/** The name of a zone as the IANA database has it; "UTC" too. */
export type ZoneName = string;

export function zoneName(setting: "local" | "utc"): ZoneName {
  return setting === "utc" ? "UTC" : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The offset at that moment rather than an abbreviation: "CST" is three zones, and ICU writes "GMT+9" for Japan. */
export function zoneText(ms: number, zone: ZoneName): string {
  if (zone === "UTC" || tzOffset(zone, new Date(ms)) === 0) return "UTC";
  return format(new TZDate(ms, zone), "xxx");
}

/** 2025-01-21 */
export function dayText(ms: number, zone: ZoneName): string {
  return format(new TZDate(ms, zone), "yyyy-MM-dd");
}

/** 17:49:47, with milliseconds where there are some. */
export function clockText(ms: number, zone: ZoneName): string {
  return format(new TZDate(ms, zone), ms % 1000 === 0 ? "HH:mm:ss" : "HH:mm:ss.SSS");
}

/** 2025-01-21 17:49:47 UTC */
export function timeText(ms: number, zone: ZoneName): string {
  return `${dayText(ms, zone)} ${clockText(ms, zone)} ${zoneText(ms, zone)}`;
}

/** Of an ISO time in UTC, what is before the seconds: 2025-01-21 17:49 */
export function minuteText(iso: string): string {
  return iso.slice(0, 16).replace("T", " ");
}
