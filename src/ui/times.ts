/** Shows times in ISO order, which sorts and is understood everywhere, and always with their zone. */
import { TZDate, tzOffset } from "@date-fns/tz";
import { format } from "date-fns";

/** The name of a zone in the IANA database, or "UTC". */
export type ZoneName = string;

export function zoneName(setting: "local" | "utc"): ZoneName {
  return setting === "utc" ? "UTC" : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/**
 * Shows the offset at that moment instead of an abbreviation: "CST" means three zones, and ICU writes "GMT+9" for
 * Japan.
 */
export function zoneText(ms: number, zone: ZoneName): string {
  if (zone === "UTC" || tzOffset(zone, new Date(ms)) === 0) return "UTC";
  return format(new TZDate(ms, zone), "xxx");
}

/** 2025-01-21 */
export function dayText(ms: number, zone: ZoneName): string {
  return format(new TZDate(ms, zone), "yyyy-MM-dd");
}

/** 17:49:47, with milliseconds if there are any. */
export function clockText(ms: number, zone: ZoneName): string {
  return format(new TZDate(ms, zone), ms % 1000 === 0 ? "HH:mm:ss" : "HH:mm:ss.SSS");
}

/** 2025-01-21 17:49:47 UTC */
export function timeText(ms: number, zone: ZoneName): string {
  return `${dayText(ms, zone)} ${clockText(ms, zone)} ${zoneText(ms, zone)}`;
}

/** The part of an ISO time in UTC before the seconds: 2025-01-21 17:49 */
export function minuteText(iso: string): string {
  return iso.slice(0, 16).replace("T", " ");
}
