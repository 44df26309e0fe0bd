import type { Between } from "../../core/shapes/contentReader";
import { Cancelled } from "../engine";
import { type Unpacked, unpack } from "../exchange/rows";
import type { Sent } from "../exchange/sent";
import { KnownIds } from "../exchange/texts";
import type { Store } from "../store/store";
import { checkMemory } from "../thread/memory";
import { type Claim, Ends, newEnds } from "./ends";
import type { Part, PartsWanted, ReadPart } from "./part";
import { PartThreads } from "./threads";

/** The threads that read the parts. */
type Threads = Pick<PartThreads, "isAnyRunning" | "end">;

/** Bytes at the end of a file, which can be interpreted only after everything before. */
const TAIL = 256 * 1024;
const LOOK_EVERY = 20; // ms between checks while waiting for a part
const TAKING = 1; // ms at a time

/** A part whose rows have the IDs of the requesting store. */
export interface TakenPart extends Omit<ReadPart, "rows"> {
  chunks: Unpacked[];
}

interface Received {
  claim: Claim;
  /** Undefined if it has to be read here. */
  read: TakenPart | undefined;
}

/**
 * The parts of a file that other threads read from its end while the engine's thread reads from its beginning. A part
 * is used only if that reading arrives exactly where the part begins, which proves that a record begins there.
 */
export class Parts {
  /** Bytes of the parts that have arrived and were not passed yet. */
  ahead = 0;
  readonly #threads: Threads;
  readonly #ends: Ends;
  #isOpen = true;
  readonly #end: number;
  readonly #received = new Map<number, Received>();
  readonly #known: (KnownIds | undefined)[] = [];
  #held = 0; // bytes of memory of these parts
  /**
   * Parts that have arrived and are not taken over yet. They are taken over block by block, because a question must not
   * wait for a whole part.
   */
  readonly #coming: Generator<void>[] = [];
  /** A part could not be taken over: later parts refer to its texts. */
  #isBroken = false;
  #wake = (): void => undefined;
  /** Where the next part begins; undefined while parts are still being taken. */
  #next: number | undefined;
  #due: { claim: Claim; read: TakenPart } | undefined;
  /** Nobody else has read up to this position. */
  #own = 0;

  constructor(
    private readonly store: Store,
    wanted: Omit<PartsWanted, "ends" | "threads">,
    size: number,
    /** Bytes that the engine's thread may use in all. */
    private readonly memory: number,
    failed: (why: string) => void,
    newThreads: (...how: ConstructorParameters<typeof PartThreads>) => Threads = (...how) => new PartThreads(...how),
  ) {
    const ends = newEnds(size - TAIL);
    this.#ends = new Ends(ends, 1);
    this.#end = this.#ends.back;
    this.#threads = newThreads(
      { ...wanted, ends },
      (part, thread) => this.#receive(part, thread),
      () => this.#wake(),
      failed,
    );
  }

  /** How many of the bytes after a position have to be read here; 0 where a part comes. */
  free(position: number, wanted: number): number {
    this.#takeSome();
    if (position < this.#own) return Math.min(wanted, this.#own - position);
    if (this.#due) return Math.max(0, Math.min(wanted, this.#due.read.from - position));
    if (this.#next === undefined) {
      this.#ends.advance(position + wanted);
      if (position < this.#ends.back) return Math.min(wanted, this.#ends.back - position);
      this.#ends.close();
      this.#next = this.#ends.back;
    }
    return this.#next >= this.#end ? wanted : Math.max(0, Math.min(wanted, this.#next - position));
  }

  /**
   * Called where nothing is {@link free}. Resolves to the position from which to continue: after the part that begins
   * here, which was passed to `adopt`, or here if the bytes have to be read after all or the call has to be repeated.
   * @param between what the reading is between at this position
   * @throws {@link Cancelled}
   */
  async pass(
    position: number,
    between: Between | undefined,
    isCancelled: () => boolean,
    adopt: (part: TakenPart) => void,
  ): Promise<number> {
    const part = await this.#come(isCancelled);
    if (!part || part.from > position) return position;
    const begins = part.from === position && between === part.between;
    if (begins) adopt(part);
    else if (this.#due) this.#own = this.#due.claim.to;
    this.#count(part, -memoryOf(part.chunks.map(({ columns: { starts } }) => starts)));
    this.#due = undefined;
    return begins ? part.to : position;
  }

  /** The next part; undefined if it has to be read here, or others have to be taken over first. */
  async #come(isCancelled: () => boolean): Promise<TakenPart | undefined> {
    while (!this.#due) {
      if (this.#takeSome()) return undefined;
      const next = this.#next as number;
      const received = this.#received.get(next);
      if (received) {
        this.#received.delete(next);
        const { claim, read } = received;
        this.#next = claim.to;
        if (read) this.#due = { claim, read };
        else this.#own = claim.to;
      } else if (!this.#threads.isAnyRunning) {
        this.#next = this.#own = Math.min(this.#end, ...[...this.#received.keys()].filter((at) => at > next));
      } else {
        await this.#news();
        if (isCancelled()) throw new Cancelled();
        continue;
      }
      if (!this.#due) return undefined;
    }
    return this.#due.read;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  close(): void {
    this.#isOpen = false;
    this.#threads.end();
  }

  #receive(part: Part, thread: number): void {
    const { read } = part;
    if (read) this.#count(read, memoryOf(read.rows.chunks));
    this.#coming.push(this.#taking(part, thread));
    this.#wake();
  }

  /** Counts the memory of a part that has arrived; negative if it is gone. */
  #count({ from, to }: { from: number; to: number }, memory: number): void {
    this.ahead += Math.sign(memory) * (to - from);
    this.#held += memory;
  }

  /** Whether there was anything to take over. */
  #takeSome(): boolean {
    const until = performance.now() + TAKING;
    let isAny = false;
    for (let next = this.#coming[0]; next && (!isAny || performance.now() < until); next = this.#coming[0]) {
      isAny = true;
      if (next.next().done) this.#coming.shift();
    }
    return isAny;
  }

  *#taking({ claim, read }: Part, thread: number): Generator<void> {
    let taken: TakenPart | undefined;
    if (read) {
      const { rows, ...part } = read;
      try {
        if (!this.#isBroken) taken = { ...part, chunks: yield* this.#unpacked(rows, thread) };
      } catch {
        // the code that reads the part reports that memory ran out
        this.#isBroken = true;
        this.#ends.close();
        this.#threads.end();
      }
      if (!taken) this.#count(part, -memoryOf(rows.chunks));
    }
    this.#received.set(claim.from, { claim, read: taken });
  }

  *#unpacked({ texts, tuples, chunks }: Sent, thread: number): Generator<void, Unpacked[]> {
    const { store } = this;
    checkMemory(this.memory, () => store.bytes + this.#held);
    const known = (this.#known[thread] ??= new KnownIds(store.scanner, store.derive));
    for (const block of texts) {
      known.takeTexts(block);
      yield;
    }
    for (const block of tuples) {
      known.takeTuples(block);
      yield;
    }
    const unpacked: Unpacked[] = [];
    for (const block of chunks) {
      unpacked.push(unpack(block, known, store.derive));
      yield;
    }
    return unpacked;
  }

  /** Resolves when a part has arrived, a thread has ended, or it is time to check for cancellation. */
  #news(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, LOOK_EVERY);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Bytes of arrays or blocks with separate buffers. */
function memoryOf(all: readonly { buffer: ArrayBufferLike }[]): number {
  return all.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
}
