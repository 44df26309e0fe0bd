import type { Where } from "../../core/query/condition";
import { CHUNK_ROWS } from "./chunk";
import { maskOf } from "./masks";
import type { Store } from "./store";

const KEPT = 8;

/** Answers that stay in the thread: row ids in order of time, log, start. */
export class Results {
  readonly #kept = new Map<number, { rows: Uint32Array; revision: number }>();
  #last = 0;

  constructor(private readonly store: Store) {}

  /** Yields between stretches of work. */
  *select(where: Where): Generator<void, { result: number; count: number }> {
    const rows = yield* selectRows(this.store, where);
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

function* selectRows(store: Store, where: Where): Generator<void, Uint32Array> {
  const order = yield* store.order();
  const mask = yield* maskOf(store, where);
  const masks: Uint8Array[] = [];
  let count = 0;
  for (const chunk of [...store.chunks()]) {
    const passes = new Uint8Array(chunk.count);
    mask(chunk, chunk.count, passes);
    for (let row = 0; row < passes.length; row++) count += passes[row] as number;
    masks[chunk.number] = passes;
    yield;
  }
  const out = new Uint32Array(Math.min(count, order.length));
  let n = 0;
  for (let from = 0; from < order.length; from += CHUNK_ROWS) {
    n = pick(order.subarray(from, from + CHUNK_ROWS), masks, out, n);
    yield;
  }
  if (n === order.length) return order;
  return n === out.length ? out : out.slice(0, n);
}

function pick(order: Uint32Array, masks: readonly Uint8Array[], out: Uint32Array, n: number): number {
  for (let i = 0; i < order.length; i++) {
    const id = order[i] as number;
    // a chunk whose logs were closed meanwhile has no mask
    if (masks[id >>> 16]?.[id & 0xffff] === 1) out[n++] = id;
  }
  return n;
}
