import type { ColumnName } from "../../core/events/columns";
import { formatTime } from "../../core/events/time";
import type { Aggregate, AggregatePage, AggregateQuery, Histogram, HistogramQuery } from "../engine";
import { CHUNK_ROWS, type Chunk } from "./chunk";
import { LONGEST_PAGE } from "./division";
import type { Kept } from "./kept";
import type { Level } from "./levels";
import { sorted } from "./sorted";
import type { Store } from "./store";
import { stored } from "./storedColumns";

const ROWS_AT_A_STRETCH = 65_536;
const MOST_PARTS = 2000; // parts of a histogram: a screen does not have more columns of pixels

interface Counter {
  /** Numbers of each level. */
  readonly numbers: readonly number[];
  count: number;
  failed: number;
  first: number;
  last: number;
}

/**
 * Counts a result's rows by the values of columns, and returns a page in the requested order. Yields between units of
 * work.
 */
export function* aggregateRows(store: Store, rows: Kept, query: AggregateQuery): Generator<void, AggregatePage> {
  const { by, order = "count", from = 0, to = from + LONGEST_PAGE } = query;
  const levels: Level[] = [];
  for (const column of by) {
    const level = yield* store.levels.of(column);
    if (!level) throw new Error(`rows cannot be summed up by ${column}: each has its own`);
    levels.push(level);
  }
  const counters = yield* count(store, rows, levels);
  const text = (counter: Counter, at: number): string => (levels[at] as Level).key(counter.numbers[at] as number);
  const all = yield* sorted(
    [...counters.values()],
    (a, b) => ordering[order](a, b) || byKeys(a, b, levels.length, text),
  );
  return {
    total: all.length,
    rows: all.slice(from, Math.min(to, from + LONGEST_PAGE)).map((counter) => shown(counter, by, text)),
  };
}

function* count(store: Store, rows: Kept, levels: readonly Level[]): Generator<void, Map<number, Counter>> {
  const isFailure = store.derive.failures();
  let size = 1;
  for (const level of levels) size *= Math.max(level.size, 1);
  if (size > Number.MAX_SAFE_INTEGER) throw new Error("too many columns to sum up by");
  const counters = new Map<number, Counter>();
  let chunk: Chunk | undefined;
  for (let p = 0; p < rows.count; p++) {
    const id = rows.ids[p] as number;
    if (chunk?.number !== id >>> 16) chunk = rows.chunk(id);
    const row = id % CHUNK_ROWS;
    let number = 0;
    for (const level of levels)
      number = number * level.size + level.numberAt(chunk.column(level.stored)[row] as number);
    let counter = counters.get(number);
    if (!counter) {
      counter = { numbers: numbersOf(number, levels), count: 0, failed: 0, first: Number.NaN, last: Number.NaN };
      counters.set(number, counter);
    }
    counter.count++;
    counter.failed += isFailure[chunk.column(stored.result)[row] as number] ?? 0;
    const time = chunk.times[row] as number;
    if (!(time >= counter.first)) counter.first = Number.isNaN(time) ? counter.first : time;
    if (!(time <= counter.last)) counter.last = Number.isNaN(time) ? counter.last : time;
    if (p % ROWS_AT_A_STRETCH === 0) yield;
  }
  return counters;
}

function numbersOf(number: number, levels: readonly Level[]): number[] {
  const numbers: number[] = [];
  let rest = number;
  for (const { size } of [...levels].reverse()) {
    numbers.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return numbers;
}

/** Unreadable times come last in either direction. */
const byTime = (a: number, b: number, sign: 1 | -1): number =>
  Number.isNaN(a) || Number.isNaN(b) ? Number(Number.isNaN(a)) - Number(Number.isNaN(b)) : sign * (a - b);

const ordering: Record<NonNullable<AggregateQuery["order"]>, (a: Counter, b: Counter) => number> = {
  count: (a, b) => b.count - a.count,
  failed: (a, b) => b.failed - a.failed || b.count - a.count,
  first: (a, b) => byTime(a.first, b.first, 1),
  last: (a, b) => byTime(a.last, b.last, -1),
};

function byKeys(a: Counter, b: Counter, levels: number, text: (counter: Counter, at: number) => string): number {
  for (let at = 0; at < levels; at++) {
    if (a.numbers[at] === b.numbers[at]) continue;
    return text(a, at) < text(b, at) ? -1 : 1;
  }
  return 0;
}

function shown(counter: Counter, by: readonly ColumnName[], text: (counter: Counter, at: number) => string): Aggregate {
  const { count, failed, first, last } = counter;
  const known = Number.isNaN(first) ? {} : { first: formatTime(first), last: formatTime(last) };
  return { keys: by.map((_, at) => text(counter, at)), count, failed, ...known };
}

/**
 * How many rows of a result are in each of several equal parts of a time span, by outcome. Yields between units of
 * work.
 */
export function* histogramOf(store: Store, rows: Kept, query: HistogramQuery): Generator<void, Histogram> {
  const parts = Math.max(1, Math.min(MOST_PARTS, Math.floor(query.parts)));
  const [from, to] = yield* spanOf(rows, query);
  const width = Math.max(1, Math.ceil((to - from) / parts));
  const outcomes = outcomesOf(store);
  const found: Histogram = {
    from,
    width,
    ok: new Array<number>(parts).fill(0),
    denied: new Array<number>(parts).fill(0),
    failed: new Array<number>(parts).fill(0),
    unknown: new Array<number>(parts).fill(0),
    outside: 0,
  };
  let chunk: Chunk | undefined;
  for (let p = 0; p < rows.count; p++) {
    const id = rows.ids[p] as number;
    if (chunk?.number !== id >>> 16) chunk = rows.chunk(id);
    const row = id % CHUNK_ROWS;
    const part = Math.floor(((chunk.times[row] as number) - from) / width);
    if (part >= 0 && part < parts) {
      const counts = found[outcomes(chunk.column(stored.result)[row] as number)];
      counts[part] = (counts[part] as number) + 1;
    } else found.outside++;
    if (p % ROWS_AT_A_STRETCH === 0) yield;
  }
  return found;
}

type OutcomeName = "ok" | "denied" | "failed" | "unknown";

function outcomesOf(store: Store): (id: number) => OutcomeName {
  const text = store.derive.view("outcome")?.text;
  const known: OutcomeName[] = [];
  return (id) => (known[id] ??= (text?.(id) ?? "unknown") as OutcomeName);
}

/** The requested span, or from the earliest to just after the latest readable time. */
function* spanOf(rows: Kept, { from, to }: HistogramQuery): Generator<void, [from: number, to: number]> {
  let [earliest, latest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  if (from !== undefined && to !== undefined) return [from, to];
  let chunk: Chunk | undefined;
  for (let p = 0; p < rows.count; p++) {
    const id = rows.ids[p] as number;
    if (chunk?.number !== id >>> 16) chunk = rows.chunk(id);
    const time = chunk.times[id % CHUNK_ROWS] as number;
    if (time < earliest) earliest = time;
    if (time > latest) latest = time;
    if (p % ROWS_AT_A_STRETCH === 0) yield;
  }
  if (earliest > latest) return [from ?? 0, to ?? 1];
  return [from ?? earliest, to ?? latest + 1];
}
