import type { Ahead, Helpers } from "../helpers/helpers";
import { MOST_PACKED, type Prepared } from "../input/prepared";

/** With fewer files, reading ends before a helper has started. */
const WORTH_HELP = 64; // files
/** Maximum of one batch. A message for each of many tiny files would cost more than the files. */
const MOST_FILES = 128;
const MOST_BYTES = 512 * 1024;
/** The engine's thread reads the first files itself while the helpers start. */
const NOT_PREPARED = 16;

export interface File {
  path: string;
  size: number;
}

/**
 * Lets helpers read and decompress the files of a folder, in the order in which they are requested, and only as far
 * ahead as there is room. Files are sent as they are added, so the folder need not be known completely.
 */
export class ReadAhead {
  readonly #batches: string[][] = [];
  readonly #places = new Map<string, { batch: number; index: number }>();
  readonly #under = new Map<number, Promise<Ahead | undefined> | Ahead | undefined>();
  #helpers: Helpers | undefined;
  #small = 0; // small files added
  #bytes = 0; // bytes of the last batch
  #isComplete = false;
  #asked = 0; // batches sent to the helpers
  #current = 0; // the batch from which files are taken

  constructor(private readonly newHelpers: () => Helpers) {}

  /** Add files in the order in which they will be requested; some may be skipped. */
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

  /** No more files follow. */
  complete(): void {
    this.#isComplete = true;
    this.#askForMore();
  }

  /**
   * Undefined if nobody has read it, and it has to be read from the disk. Invalidates what was taken before, whose
   * memory is used again.
   */
  take(path: string): Promise<Prepared | undefined> | Prepared | undefined {
    const place = this.#places.get(path);
    if (!place) return undefined;
    this.#places.delete(path); // it may have changed before it is read again
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
