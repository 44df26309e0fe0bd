import { splitByTime } from "../../core/query/buckets";
import type { Bucket, Level } from "../engine";
import { CHUNK_ROWS } from "./chunk";
import type { Kept } from "./kept";
import type { Store } from "./store";
import { stored } from "./storedColumns";

export const LONGEST_PAGE = 500; // rows
const ROWS_AT_A_STRETCH = 65_536;

/** A range of a selection as a level of the tree. Yields while it counts. */
export function* levelOf(
  store: Store,
  rows: Kept,
  from: number,
  to: number,
  zone: "local" | "utc",
): Generator<void, Level> {
  if (to - from <= LONGEST_PAGE) return { kind: "rows" };
  const isFailure = store.derive.failures();
  const spans = splitByTime((p) => rows.time(p), from, to, zone);
  const buckets: Bucket[] = [];
  for (const span of spans) {
    let failed = 0;
    for (let p = span.from; p < span.to; p++) {
      const id = rows.ids[p] as number;
      failed += isFailure[rows.chunk(id).column(stored.result)[id % CHUNK_ROWS] as number] ?? 0;
      if (p % ROWS_AT_A_STRETCH === 0) yield;
    }
    buckets.push({ ...span, failed });
  }
  return { kind: "buckets", buckets };
}
