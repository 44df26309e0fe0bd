import { splitByTime } from "../../core/query/buckets";
import { type Bucket, type Level, StaleResult } from "../engine";
import { CHUNK_ROWS } from "./chunk";
import { timeAt } from "./rows";
import type { Store } from "./store";
import { stored } from "./storedColumns";

export const LONGEST_PAGE = 500; // rows
const ROWS_AT_A_STRETCH = 65_536;

/** A stretch of a selection as a tree shows it; yields while it counts. */
export function* levelOf(
  store: Store,
  ids: Uint32Array,
  from: number,
  to: number,
  zone: "local" | "utc",
): Generator<void, Level> {
  if (to - from <= LONGEST_PAGE) return { kind: "rows" };
  const isFailure = store.derive.failures();
  const spans = splitByTime((p) => timeAt(store, ids, p), from, to, zone);
  const buckets: Bucket[] = [];
  for (const span of spans) {
    let failed = 0;
    for (let p = span.from; p < span.to; p++) {
      const id = ids[p] as number;
      const found = store.find(id);
      if (!found) throw new StaleResult();
      failed += isFailure[found.chunk.column(stored.result)[id % CHUNK_ROWS] as number] ?? 0;
      if (p % ROWS_AT_A_STRETCH === 0) yield;
    }
    buckets.push({ ...span, failed });
  }
  return { kind: "buckets", buckets };
}
