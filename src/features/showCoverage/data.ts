/** Gets what the page shows from the engine, in pages. */
import type { Change, Engine, LogReport, LogState } from "../../engine/engine";
import type { FileFilter, List } from "./messages";
import type { CoverageData, Slice } from "./view";

const PAGE = 500; // what the engine returns at a time
const EVERY: readonly LogState[] = ["notRead", "partly", "reading", "other", "whole"];

/** A number for each list: where it begins, or how many rows it has. */
export type Place = { [list in List]: number };

export async function coverageData(
  engine: Engine,
  loading: Change["loading"],
  filter: FileFilter,
  from: Place,
  rows: Place,
): Promise<CoverageData> {
  const isReading = loading.length > 0;
  const states = filter === "all" ? EVERY : [filter];
  const [summary, places, reports] = await Promise.all([
    engine.coverage.summary(),
    slice(from.missing, rows.missing, async (at, to) => {
      const { total, places } = await engine.coverage.places(at, to);
      return { total, next: at + places.length, items: places };
    }),
    slice(from.files, rows.files, async (at, to): Promise<Part<LogReport>> => {
      const { total, next, reports } = await engine.coverage.reports({ from: at, to, states, problems: 1 });
      return { total, next, items: reports };
    }),
  ]);
  // nothing can be said about files that are still to come
  const deliveries = isReading ? { files: 0, stretches: [], stretchCount: 0 } : await engine.coverage.deliveries();
  const late =
    isReading || summary.to === undefined ? undefined : await engine.coverage.lateDelivery(Date.parse(summary.to));
  const reading = new Set(loading.map(({ uri }) => uri));
  return { summary, isReading, places, reports, reading, filter, deliveries, late };
}

interface Part<T> {
  total: number;
  next: number;
  items: T[];
}

/** Gets a part of a list in pages as the engine returns them. If the list became shorter, it gets the last part. */
async function slice<T>(
  from: number,
  rows: number,
  ask: (from: number, to: number) => Promise<Part<T>>,
): Promise<Slice<T>> {
  const items: T[] = [];
  let total = Number.POSITIVE_INFINITY;
  for (let at = from; at < Math.min(total, from + rows); ) {
    const part = await ask(at, Math.min(from + rows, at + PAGE));
    items.push(...part.items);
    total = part.total;
    if (part.next <= at) break;
    at = part.next;
  }
  if (items.length === 0 && from > 0) return slice(Math.max(0, Math.min(from, total) - rows), rows, ask);
  return { from, total, items };
}
