import { CHUNK_ROWS, type Chunk, isAfter } from "./chunk";

/** One chunk's rows while all chunks are merged. */
interface Cursor {
  chunk: Chunk;
  rows: Uint16Array;
  next: number;
  /** Time of the next row. */
  time: number;
}

const ROWS_AT_A_STRETCH = 65_536;

/** IDs of all rows in order of time, log, start; those without a readable time come last. */
export function* orderOf(chunks: Iterable<Chunk>): Generator<void, Uint32Array> {
  const heap: Cursor[] = [];
  let count = 0;
  for (const chunk of [...chunks]) {
    const rows = chunk.order();
    if (rows.length > 0) heap.push({ chunk, rows, next: 0, time: chunk.times[rows[0] as number] as number });
    count += rows.length;
    yield;
  }
  for (let i = (heap.length >> 1) - 1; i >= 0; i--) sink(heap, i);
  const out = new Uint32Array(count);
  for (let n = 0; n < count; ) {
    n = run(heap, out, n, Math.min(count, n + ROWS_AT_A_STRETCH));
    yield;
  }
  return out;
}

/** Files are mostly in order of time: the chunk with the first row often stays first for long. */
function run(heap: Cursor[], out: Uint32Array, from: number, to: number): number {
  let n = from;
  while (n < to) {
    const top = heap[0] as Cursor;
    const { rows } = top;
    const { times } = top.chunk;
    const base = top.chunk.number * CHUNK_ROWS;
    let limit = Number.POSITIVE_INFINITY;
    for (let i = 1; i <= 2 && i < heap.length; i++) {
      const { time } = heap[i] as Cursor;
      if (time < limit) limit = time; // an unreadable time comes last
    }
    let { next, time } = top;
    do {
      out[n++] = base + (rows[next++] as number);
      time = times[rows[next] as number] as number; // NaN after the last row
    } while (time < limit && n < to);
    if (next === rows.length) {
      const last = heap.pop() as Cursor;
      if (heap.length === 0) return n;
      heap[0] = last;
    } else Object.assign(top, { next, time });
    sink(heap, 0);
  }
  return n;
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
  if (isAfter(a.time, b.time)) return true;
  if (isAfter(b.time, a.time)) return false;
  const first = a.chunk.uriOf(a.rows[a.next] as number);
  const second = b.chunk.uriOf(b.rows[b.next] as number);
  if (first !== second) return first > second;
  return a.chunk.number > b.chunk.number;
}
