import { firstPosition } from "../../core/query/buckets";
import { ResultsFull, type Sort, StaleResult } from "../engine";
import { CHUNK_ROWS, type Chunk } from "./chunk";
import { Kept } from "./kept";
import { type Asked, type Looked, maskOf } from "./masks";
import { sortedBy } from "./sort";
import type { Store } from "./store";

/** Results that stay in the thread until their owner releases them. */
export class Results {
  readonly #kept = new Map<number, Kept>();
  /** Answers to conditions on records: pages of one question ask them again and again. */
  looked: Looked | undefined;

  /** @param most bytes that all of them may take */
  constructor(
    private readonly store: Store,
    private readonly most: () => number,
  ) {}

  /** Bytes of memory in addition to the store's. What several share counts once. */
  get bytes(): number {
    const held = new Map<object, number>();
    for (const kept of this.#kept.values()) for (const [what, bytes] of kept.held(this.store)) held.set(what, bytes);
    for (const [, passes] of this.looked?.passes ?? []) held.set(passes, passes.byteLength);
    return [...held.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  /**
   * Yields between stretches of work; throws {@link ResultsFull} when it would be one too many.
   * @param name by which it is asked for from now on
   */
  *select(name: number, where: Asked, sort?: Sort): Generator<void, number> {
    const kept = yield* rowsThat(this.store, where, sort);
    this.#kept.set(name, kept);
    if (this.bytes <= this.most()) return kept.count;
    this.#kept.delete(name);
    throw new ResultsFull(this.most());
  }

  /** @throws {@link StaleResult} if the result no longer exists */
  get(name: number): Kept {
    const kept = this.#kept.get(name);
    if (!kept) throw new StaleResult();
    return kept;
  }

  release(name: number): void {
    this.#kept.delete(name);
  }
}

/** The rows that meet the conditions. Yields between units of work. */
export function* rowsThat(store: Store, where: Asked, sort?: Sort): Generator<void, Kept> {
  return yield* inOrder(store, yield* selectRows(store, where), sort);
}

function* inOrder(store: Store, rows: Kept, sort: Sort | undefined): Generator<void, Kept> {
  if (!sort) return rows;
  const { by, descending = false } = sort;
  if (by !== "time") return yield* sortedBy(store, rows, by, descending);
  return descending ? backwards(rows) : rows;
}

/** The latest first; rows without a readable time stay last. */
function backwards(rows: Kept): Kept {
  const turned = rows.ids.slice();
  turned.subarray(0, readable(rows)).reverse();
  return rows.inOrder(turned, true);
}

/** The number of rows with a readable time, for rows in order of time. */
function readable(rows: Kept): number {
  return firstPosition((p) => Number.isNaN(rows.time(p)), 0, rows.count);
}

/** Position of the first row at or after a time, for rows in order of time. */
export function seek(rows: Kept, time: number): number {
  return firstPosition((p) => !(rows.time(p) < time), 0, rows.count);
}

/** Position of a row, found by binary search if the rows are in order of time; -1 if it is not among them. */
export function positionOf(rows: Kept, id: number): number {
  const chunk = rows.known(id);
  if (!chunk) return -1;
  if (rows.keys) return among(rows.ids, id, 0, rows.count);
  const time = chunk.times[id & 0xffff] as number;
  const end = readable(rows);
  if (Number.isNaN(time)) return among(rows.ids, id, end, rows.count);
  const comesBefore = (a: number, b: number): boolean => (rows.isBackwards ? a > b : a < b);
  const from = firstPosition((p) => !comesBefore(rows.time(p), time), 0, end);
  const to = firstPosition((p) => comesBefore(time, rows.time(p)), from, end);
  return among(rows.ids, id, from, to);
}

function among(ids: Uint32Array, id: number, from: number, to: number): number {
  const found = ids.subarray(from, to).indexOf(id);
  return found < 0 ? -1 : from + found;
}

function* selectRows(store: Store, where: Asked): Generator<void, Kept> {
  const order = yield* store.order();
  const mask = yield* maskOf(store, where);
  const masks: Uint8Array[] = [];
  const chunks: Chunk[] = [];
  let count = 0;
  for (const chunk of [...store.chunks()]) {
    const passes = new Uint8Array(chunk.count);
    mask(chunk, chunk.count, passes);
    const before = count;
    for (let row = 0; row < passes.length; row++) count += passes[row] as number;
    masks[chunk.number] = passes;
    if (count > before) chunks[chunk.number] = chunk; // others need not stay because of this
    yield;
  }
  const out = new Uint32Array(Math.min(count, order.length));
  let n = 0;
  for (let from = 0; from < order.length; from += CHUNK_ROWS) {
    n = pick(order.subarray(from, from + CHUNK_ROWS), masks, out, n);
    yield;
  }
  const ids = n === order.length ? order : n === out.length ? out : out.slice(0, n);
  return new Kept(ids, chunks);
}

function pick(order: Uint32Array, masks: readonly Uint8Array[], out: Uint32Array, n: number): number {
  for (let i = 0; i < order.length; i++) {
    const id = order[i] as number;
    // a chunk whose logs were closed in the meantime has no mask
    if (masks[id >>> 16]?.[id & 0xffff] === 1) out[n++] = id;
  }
  return n;
}
