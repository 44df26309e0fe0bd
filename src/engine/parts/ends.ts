/**
 * A file that several threads read from both ends: one of them forwards from the beginning, the others part by part
 * from the end, until they meet. Two numbers in shared memory hold the state.
 */

/** The unit in bytes in which parts are measured. */
const BLOCK = 64 * 1024;
/**
 * Blocks between the thread that reads forwards and the next part: that thread continues while a part is being taken.
 */
const MARGIN = 16;
/** Size of a part in blocks. The last parts are small, so that nobody waits long. */
const SMALLEST = 16;
const LARGEST = 96;

// Positions in the memory
const FRONT = 0; // position of the thread that reads forwards, in blocks
const BACK = 1; // start of the last taken part, in blocks; complemented if no more are taken

export interface Claim {
  /** Byte positions in the file. */
  from: number;
  to: number;
}

export class Ends {
  readonly #numbers: Int32Array;

  /** @param memory from {@link newEnds} */
  constructor(
    memory: SharedArrayBuffer,
    /** The number of reading threads. */
    private readonly threads: number,
  ) {
    this.#numbers = new Int32Array(memory);
  }

  /** The next part from the end; undefined if the front thread reads the rest. */
  take(): Claim | undefined {
    for (;;) {
      const back = Atomics.load(this.#numbers, BACK);
      if (back < 0) return undefined;
      const left = back - MARGIN - Atomics.load(this.#numbers, FRONT);
      const size = Math.min(LARGEST, Math.floor(left / (2 * this.threads)));
      if (size < SMALLEST) return undefined;
      if (Atomics.compareExchange(this.#numbers, BACK, back, back - size) === back)
        return { from: (back - size) * BLOCK, to: back * BLOCK };
    }
  }

  /** The front thread reads up to this position. */
  advance(to: number): void {
    Atomics.store(this.#numbers, FRONT, Math.ceil(to / BLOCK));
  }

  /** Where the last taken part begins. */
  get back(): number {
    const back = Atomics.load(this.#numbers, BACK);
    return (back < 0 ? ~back : back) * BLOCK;
  }

  /** Stops taking parts. */
  close(): void {
    for (;;) {
      const back = Atomics.load(this.#numbers, BACK);
      if (back < 0 || Atomics.compareExchange(this.#numbers, BACK, back, ~back) === back) return;
    }
  }
}

/** @param end parts end before it: the front thread reads the rest */
export function newEnds(end: number): SharedArrayBuffer {
  const memory = new SharedArrayBuffer(8);
  new Int32Array(memory)[BACK] = Math.floor(end / BLOCK);
  return memory;
}
