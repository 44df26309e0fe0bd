import { performance } from "node:perf_hooks";

const FIRST = 64 * 1024; // bytes
const LEAST = 4 * 1024;
const LONG = 4; // ms

/**
 * How much content is read at a stretch: a reader passes over most of it so fast that much fits in a turn, but damage can make
 * each byte cost a hundred times as much.
 */
export class Pace {
  #bytes = FIRST;

  /** To be read next, at most. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Reads. */
  take(read: () => void): void {
    const start = performance.now();
    read();
    if (performance.now() - start > LONG) this.#bytes = Math.max(LEAST, this.#bytes >> 1);
    else if (this.#bytes < Number.MAX_SAFE_INTEGER / 2) this.#bytes *= 2;
  }
}
