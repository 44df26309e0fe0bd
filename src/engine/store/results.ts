import type { Filter } from "../../core/events/event";
import { CHUNK_ROWS, type Chunk, isAfter } from "./chunk";
import { testOf } from "./filter";
import type { Store } from "./store";

const KEPT = 8;

interface Cursor {
  chunk: Chunk;
  rows: Uint32Array;
  next: number;
}

/** Answers that stay in the thread: row ids in order of time, log, start. */
export class Results {
  readonly #kept = new Map<number, { rows: Uint32Array; revision: number }>();
  #last = 0;

  constructor(private readonly store: Store) {}

  /** Yields between stretches of work. */
  *select(filter: Filter): Generator<void, { result: number; count: number }> {
    const rows = yield* selectRows(this.store, filter);
    const result = ++this.#last;
    this.#kept.set(result, { rows, revision: this.store.revision });
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value as number);
    return { result, count: rows.length };
  }

  /** undefined when it was dropped. */
  get(result: number): Uint32Array | undefined {
    const found = this.#kept.get(result);
    if (!found) return undefined;
    this.#kept.delete(result);
    this.#kept.set(result, found);
    return found.rows;
  }

  clear(): void {
    this.#kept.clear();
  }
}

function* selectRows(store: Store, filter: Filter): Generator<void, Uint32Array> {
  const test = yield* testOf(store, filter);
  const cursors: Cursor[] = [];
  let count = 0;
  const seen = [...store.chunks()].map((chunk) => ({ chunk, upTo: chunk.count }));
  for (const { chunk, upTo } of seen) {
    const rows = chunk.order().filter((row) => row < upTo && test(chunk, row));
    if (rows.length > 0) cursors.push({ chunk, rows, next: 0 });
    count += rows.length;
    yield;
  }
  return yield* merge(cursors, count);
}

/** A binary heap over the chunks: each is in order already. */
function* merge(heap: Cursor[], count: number): Generator<void, Uint32Array> {
  const out = new Uint32Array(count);
  for (let i = (heap.length >> 1) - 1; i >= 0; i--) sink(heap, i);
  for (let n = 0; n < count; n++) {
    const top = heap[0] as Cursor;
    out[n] = top.chunk.number * CHUNK_ROWS + (top.rows[top.next] as number);
    if (++top.next === top.rows.length) {
      const last = heap.pop() as Cursor;
      if (heap.length > 0) heap[0] = last;
    }
    sink(heap, 0);
    if (n % 16_384 === 16_383) yield;
  }
  return out;
}

function sink(heap: Cursor[], at: number): void {
  for (;;) {
    const left = at * 2 + 1;
    if (left >= heap.length) return;
    const right = left + 1;
    const child = right < heap.length && comesAfter(heap[left] as Cursor, heap[right] as Cursor) ? right : left;
    if (!comesAfter(heap[at] as Cursor, heap[child] as Cursor)) return;
    const moved = heap[at] as Cursor;
    heap[at] = heap[child] as Cursor;
    heap[child] = moved;
    at = child;
  }
}

function comesAfter(a: Cursor, b: Cursor): boolean {
  const x = a.chunk.times[a.rows[a.next] as number] as number;
  const y = b.chunk.times[b.rows[b.next] as number] as number;
  if (isAfter(x, y)) return true;
  if (isAfter(y, x)) return false;
  const first = a.chunk.uriOf(a.rows[a.next] as number);
  const second = b.chunk.uriOf(b.rows[b.next] as number);
  if (first !== second) return first > second;
  return a.chunk.number > b.chunk.number;
}
