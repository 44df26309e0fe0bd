import { Helpers } from "./helpers";
import { type Batch, type Prepared, SMALL_PACKED } from "./input/prepared";

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

/** Has the files of a folder read and inflated by helpers, in the order they are asked for, no more of them ahead than fit. */
export class ReadAhead {
  readonly #batches: string[][] = [];
  readonly #places = new Map<string, { batch: number; index: number }>();
  readonly #under = new Map<number, Promise<Batch | undefined>>();
  #helpers: Helpers | undefined;
  #asked = 0; // batches handed to the helpers
  #current = 0; // the batch that files are taken from

  /** @param files in the order they will be asked for; some may be passed over */
  constructor(files: readonly File[]) {
    const small = files.filter(({ size }) => size > 0 && size <= SMALL_PACKED).slice(NOT_PREPARED);
    if (small.length < WORTH_HELP) return;
    let bytes = MOST_BYTES;
    for (const { path, size } of small) {
      let last = this.#batches.at(-1);
      if (!last || last.length === MOST_FILES || bytes + size > MOST_BYTES) {
        this.#batches.push((last = []));
        bytes = 0;
      }
      this.#places.set(path, { batch: this.#batches.length - 1, index: last.length });
      last.push(path);
      bytes += size;
    }
    this.#helpers = new Helpers();
    this.#askForMore();
  }

  /** Undefined when nobody has read it: then it has to be read from the disk. */
  async take(path: string): Promise<Prepared | undefined> {
    const place = this.#places.get(path);
    if (!place) return undefined;
    this.#places.delete(path); // it may have changed when it is read again
    if (place.batch > this.#current) {
      for (let passed = this.#current; passed < place.batch; passed++) this.#under.delete(passed);
      this.#current = place.batch;
      this.#askForMore();
    }
    const batch = await this.#under.get(place.batch);
    const prepared = batch?.[place.index];
    if (batch) batch[place.index] = undefined;
    return prepared;
  }

  #askForMore(): void {
    const helpers = this.#helpers;
    if (!helpers) return;
    this.#asked = Math.max(this.#asked, this.#current);
    while (this.#asked < this.#batches.length && this.#asked < this.#current + helpers.room) {
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
