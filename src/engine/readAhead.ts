import type { Ahead, Helpers } from "./helpers";
import { MOST_PACKED, type Prepared } from "./input/prepared";

/** Fewer are read before a helper has started. */
const WORTH_HELP = 64; // files
/** Of one hand-over: a message for each of many tiny files would cost more than the files. */
const MOST_FILES = 128;
const MOST_BYTES = 512 * 1024;
/** The first files are read by the engine's thread itself, while the helpers start. */
const NOT_PREPARED = 16;

export interface File {
  path: string;
  size: number;
}

/**
 * Has the files of a folder read and inflated by helpers, in the order they are asked for, no more of them ahead than fit.
 * Files are handed over as they are added: the folder need not be known as a whole.
 */
export class ReadAhead {
  readonly #batches: string[][] = [];
  readonly #places = new Map<string, { batch: number; index: number }>();
  readonly #under = new Map<number, Promise<Ahead | undefined> | Ahead | undefined>();
  #helpers: Helpers | undefined;
  #small = 0; // files added
  #bytes = 0; // of the last batch
  #isComplete = false;
  #asked = 0; // batches handed to the helpers
  #current = 0; // the batch that files are taken from

  constructor(private readonly newHelpers: () => Helpers) {}

  /** To be called in the order files will be asked for; some may be passed over. */
  add({ path, size }: File): void {
    if (size === 0 || size > MOST_PACKED || ++this.#small <= NOT_PREPARED) return;
    let last = this.#batches.at(-1);
    const isNew = !last || last.length === MOST_FILES || this.#bytes + size > MOST_BYTES;
    if (!last || isNew) {
      this.#batches.push((last = []));
      this.#bytes = 0;
    }
    this.#places.set(path, { batch: this.#batches.length - 1, index: last.length });
    last.push(path);
    this.#bytes += size;
    if (this.#small < NOT_PREPARED + WORTH_HELP) return;
    this.#helpers ??= this.newHelpers();
    if (isNew) this.#askForMore();
  }

  /** No more files are added. */
  complete(): void {
    this.#isComplete = true;
    this.#askForMore();
  }

  /**
   * Undefined when nobody has read it: then it has to be read from the disk.
   * What was taken before is over: its memory is used again.
   */
  take(path: string): Promise<Prepared | undefined> | Prepared | undefined {
    const place = this.#places.get(path);
    if (!place) return undefined;
    this.#places.delete(path); // it may have changed when it is read again
    const { batch: number, index } = place;
    if (number > this.#current) {
      for (let passed = this.#current; passed < number; passed++) this.#pass(passed);
      this.#current = number;
      this.#askForMore();
    }
    const batch = this.#under.get(number);
    if (!(batch instanceof Promise)) return takenFrom(batch, index);
    return batch.then((given) => {
      if (this.#under.get(number) === batch) this.#under.set(number, given);
      return takenFrom(given, index);
    });
  }

  #pass(number: number): void {
    const batch = this.#under.get(number);
    this.#under.delete(number);
    if (batch instanceof Promise) void batch.then((given) => given?.done());
    else batch?.done();
  }

  #askForMore(): void {
    const helpers = this.#helpers;
    if (!helpers) return;
    this.#asked = Math.max(this.#asked, this.#current);
    const whole = this.#batches.length - (this.#isComplete ? 0 : 1);
    while (this.#asked < whole && this.#asked < this.#current + helpers.room) {
      this.#under.set(this.#asked, helpers.prepare(this.#batches[this.#asked] as string[]));
      this.#asked++;
    }
  }

  close(): void {
    this.#helpers?.close();
    this.#helpers = undefined;
    this.#under.clear();
    this.#places.clear();
  }
}

function takenFrom(batch: Ahead | undefined, index: number): Prepared | undefined {
  return batch?.files[index];
}
