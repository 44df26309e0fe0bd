/**
 * A file that several threads read from both ends: one of them forwards from its beginning, the others part by part from its
 * end, until they meet. All of it is told by two numbers in shared memory.
 */

/** Bytes of a file in which its parts are measured. */
const BLOCK = 64 * 1024;
/** Between the thread that reads forwards and the next part: it goes on while a part is being taken. */
const MARGIN = 16;
/** Of a part, in blocks. The last ones are small: nobody waits long then. */
const SMALLEST = 16;
const LARGEST = 96;

// Places in the memory
const FRONT = 0; // of the thread that reads forwards, in blocks
const BACK = 1; // where the part taken last begins, in blocks; complemented: no more are taken

export interface Claim {
  /** Bytes in the file. */
  from: number;
  to: number;
}

export class Ends {
  readonly #numbers: Int32Array;

  /** @param memory from {@link newEnds} */
  constructor(
    memory: SharedArrayBuffer,
    /** Threads that read. */
    private readonly threads: number,
  ) {
    this.#numbers = new Int32Array(memory);
  }

  /** The next part from behind; undefined when what is left is the front's. */
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

  /** The front reads up to there. */
  advance(to: number): void {
    Atomics.store(this.#numbers, FRONT, Math.ceil(to / BLOCK));
  }

  /** Where the part taken last begins. */
  get back(): number {
    const back = Atomics.load(this.#numbers, BACK);
    return (back < 0 ? ~back : back) * BLOCK;
  }

  /** No more parts are taken. */
  close(): void {
    for (;;) {
      const back = Atomics.load(this.#numbers, BACK);
      if (back < 0 || Atomics.compareExchange(this.#numbers, BACK, back, ~back) === back) return;
    }
  }
}

/** @param end parts are taken before it: what is behind is the front's */
export function newEnds(end: number): SharedArrayBuffer {
  const memory = new SharedArrayBuffer(8);
  new Int32Array(memory)[BACK] = Math.floor(end / BLOCK);
  return memory;
}
