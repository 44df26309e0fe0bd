import { CHUNK_ROWS, type Chunk } from "./chunk";
import type { Store } from "./store";

/**
 * Rows that a caller asked for and keeps, in the requested order. They do not change: if their log is closed or read
 * again, their columns stay here until the owner releases them.
 */
export class Kept {
  constructor(
    readonly ids: Uint32Array,
    private readonly chunks: readonly (Chunk | undefined)[],
    /** In descending order of time. For rows sorted by a column, `keys` ascend instead. */
    readonly isBackwards = false,
    readonly keys?: Uint32Array,
  ) {}

  get count(): number {
    return this.ids.length;
  }

  chunk(id: number): Chunk {
    return this.chunks[id >>> 16] as Chunk;
  }

  /** The chunk of any ID; undefined if none of its rows were there. */
  known(id: number): Chunk | undefined {
    return this.chunks[Math.floor(id / CHUNK_ROWS)];
  }

  /** Rows `from`–`to`. */
  part(from: number, to: number): Kept {
    return new Kept(this.ids.subarray(Math.max(0, from), Math.max(0, to)), this.chunks);
  }

  /** The same rows in another order. */
  inOrder(ids: Uint32Array, isBackwards: boolean, keys?: Uint32Array): Kept {
    return new Kept(ids, this.chunks, isBackwards, keys);
  }

  /** Milliseconds; NaN if the time is not readable, and beyond the ends. */
  time(position: number): number {
    const id = this.ids[position];
    return id === undefined ? Number.NaN : (this.chunk(id).times[id & 0xffff] as number);
  }

  /** What is in memory only because of it, alone or with others like it, in bytes. */
  *held(store: Store): Generator<[what: object, bytes: number]> {
    if (!store.isOrder(this.ids)) yield [this.ids.buffer, this.ids.byteLength];
    if (this.keys) yield [this.keys.buffer, this.keys.byteLength];
    for (const chunk of this.chunks) if (chunk && store.chunk(chunk.number) !== chunk) yield [chunk, chunk.bytes];
  }
}
