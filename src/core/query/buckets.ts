/** Time buckets for a range of events that is too long to show as rows (DESIGN §7.5). */

export type BucketUnit = "year" | "month" | "day" | "hour" | "minute" | "second" | "run";

/** Positions `from`–`to` (end exclusive) of a selection that belong to one unit of time. */
export interface Span {
  unit: BucketUnit;
  /** Start of the unit, milliseconds since 1970 UTC; NaN for events without a readable time. */
  time: number;
  from: number;
  to: number;
}

/** No level of a tree has more children. */
export const MOST_CHILDREN = 500;

const units: readonly BucketUnit[] = ["day", "hour", "minute", "second"];
const coarser: readonly BucketUnit[] = ["day", "month", "year"];

/**
 * Splits positions `from`–`to`, whose times rise and end with unreadable ones (NaN). Uses the coarsest of day, hour,
 * minute and second that makes more than one part, month or year if there would be too many days, and runs within a
 * second.
 */
export function splitByTime(
  timeAt: (position: number) => number,
  from: number,
  to: number,
  zone: "local" | "utc",
): Span[] {
  const readable = firstPosition((p) => Number.isNaN(timeAt(p)), from, to);
  if (readable === from) return runs(from, to, Number.NaN);
  const timed = split(timeAt, from, readable, zone);
  if (readable === to) return timed;
  const tail: Span = { unit: "run", time: Number.NaN, from: readable, to };
  if (timed.length < MOST_CHILDREN) return [...timed, tail];
  return [...runs(from, readable, timeAt(from)), tail];
}

function split(timeAt: (position: number) => number, from: number, to: number, zone: "local" | "utc"): Span[] {
  const first = timeAt(from);
  const last = timeAt(to - 1);
  for (const unit of units) {
    if (startOf(first, unit, zone) === startOf(last, unit, zone)) continue;
    for (const finest of unit === "day" ? coarser : [unit]) {
      const spans = byUnit(timeAt, from, to, finest, zone);
      if (spans && spans.length > 1) return spans;
    }
    break;
  }
  return runs(from, to, first);
}

/** Undefined if there would be too many parts. */
function byUnit(
  timeAt: (position: number) => number,
  from: number,
  to: number,
  unit: BucketUnit,
  zone: "local" | "utc",
): Span[] | undefined {
  const spans: Span[] = [];
  for (let p = from; p < to; ) {
    const time = startOf(timeAt(p), unit, zone);
    const next = startOfNext(time, unit, zone);
    const end = firstPosition((q) => timeAt(q) >= next, p + 1, to);
    if (spans.length === MOST_CHILDREN) return undefined;
    spans.push({ unit, time, from: p, to: end });
    p = end;
  }
  return spans;
}

function runs(from: number, to: number, time: number): Span[] {
  let size = MOST_CHILDREN;
  while ((to - from) / size > MOST_CHILDREN) size *= MOST_CHILDREN;
  const spans: Span[] = [];
  for (let p = from; p < to; p += size) spans.push({ unit: "run", time, from: p, to: Math.min(p + size, to) });
  return spans;
}

/** The first position in `from`–`to` for which `holds` is true, given that it is also true for all later ones. */
export function firstPosition(holds: (position: number) => boolean, from: number, to: number): number {
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

const DATE_PARTS: Record<Exclude<BucketUnit, "run">, number> = {
  year: 1,
  month: 2,
  day: 3,
  hour: 4,
  minute: 5,
  second: 6,
};

function startOf(time: number, unit: BucketUnit, zone: "local" | "utc"): number {
  if (unit === "run") return time;
  const d = new Date(time);
  if (unit === "second") return Math.floor(time / 1000) * 1000;
  if (unit === "minute") return Math.floor(time / 60_000) * 60_000; // no zone in use today has an offset of less than a minute
  const utc = zone === "utc";
  const parts = utc
    ? [d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate(), d.getUTCHours()]
    : [d.getFullYear(), d.getMonth(), d.getDate(), d.getHours()];
  if (unit === "hour") {
    // by subtraction: when clocks go back, the same local hour occurs twice
    return time - ((utc ? d.getUTCMinutes() : d.getMinutes()) * 60_000 + (time - Math.floor(time / 60_000) * 60_000));
  }
  const kept = parts.slice(0, DATE_PARTS[unit]);
  return make(kept, utc);
}

function startOfNext(start: number, unit: BucketUnit, zone: "local" | "utc"): number {
  if (unit === "second") return start + 1000;
  if (unit === "minute") return start + 60_000;
  if (unit === "hour") return start + 3_600_000;
  const d = new Date(start);
  const utc = zone === "utc";
  const parts = utc
    ? [d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate()]
    : [d.getFullYear(), d.getMonth(), d.getDate()];
  const last = DATE_PARTS[unit as "day" | "month" | "year"] - 1;
  const next = parts.slice(0, last + 1);
  next[last] = (next[last] as number) + 1;
  return make(next, utc);
}

function make(parts: readonly number[], utc: boolean): number {
  const [year = 1970, month = 0, day = 1] = parts;
  const date = new Date(0);
  if (utc) {
    date.setUTCFullYear(year, month, day);
    date.setUTCHours(0, 0, 0, 0);
  } else {
    date.setFullYear(year, month, day);
    date.setHours(0, 0, 0, 0);
  }
  return date.getTime();
}
