import { wordAt } from "./words";

const SETS = 1024;
const WAYS = 4; // objects with the same sample often differ only after it
const LONGEST = 1024; // bytes; longer objects are rare
const SAMPLE_FROM = 40; // bytes after the object's start: the bytes before are the same in most objects
const SAMPLE_WORDS = 10;
const MOST_VALUES = 16;

/**
 * Objects whose whole text was read before: calls of one session have identical userIdentity bytes, and comparing them
 * is ten times as fast as reading them again. The slot number identifies an object; new objects replace the oldest.
 */
export class KnownSpans {
  readonly #hashes = new Int32Array(SETS * WAYS);
  readonly #lengths = new Int32Array(SETS * WAYS); // bytes; 0 means that the slot is free
  readonly #surplus = new Int32Array(SETS * WAYS);
  readonly #texts = new Int32Array((SETS * WAYS * LONGEST) / 4);
  readonly #values = new Uint32Array(SETS * WAYS * MOST_VALUES * 2);
  readonly #counts = new Uint8Array(SETS * WAYS);
  readonly #oldest = new Uint8Array(SETS);

  /** The slot of the object at `p`; -1 if it is not known. */
  find(words: Int32Array, p: number): number {
    const hash = hashOf(words, p);
    for (let slot = (hash & (SETS - 1)) * WAYS, end = slot + WAYS; slot < end; slot++) {
      if (this.#hashes[slot] === hash && this.#lengths[slot] !== 0 && this.#isAt(slot, words, p)) return slot;
    }
    return -1;
  }

  /** Bytes. */
  lengthOf(slot: number): number {
    return this.#lengths[slot] as number;
  }

  /** Bytes minus UTF-16 code units. */
  surplusOf(slot: number): number {
    return this.#surplus[slot] as number;
  }

  countOf(slot: number): number {
    return this.#counts[slot] as number;
  }

  pathOf(slot: number, value: number): number {
    return this.#values[(slot * MOST_VALUES + value) * 2] as number;
  }

  idOf(slot: number, value: number): number {
    return this.#values[(slot * MOST_VALUES + value) * 2 + 1] as number;
  }

  /** Stores the object at `p`, which {@link find} did not know, with the IDs of its values in `ids[at + path]`. */
  add(
    words: Int32Array,
    p: number,
    length: number,
    surplus: number,
    paths: readonly number[],
    ids: Uint32Array,
    at: number,
  ): void {
    if (length > LONGEST || length < SAMPLE_FROM + SAMPLE_WORDS * 4 || paths.length > MOST_VALUES) return;
    const hash = hashOf(words, p);
    const set = hash & (SETS - 1);
    const way = this.#oldest[set] as number;
    this.#oldest[set] = (way + 1) % WAYS;
    const slot = set * WAYS + way;
    this.#hashes[slot] = hash;
    this.#lengths[slot] = length;
    this.#surplus[slot] = surplus;
    const text = (slot * LONGEST) / 4;
    for (let i = 0, q = p; i < length; i += 4, q += 4) this.#texts[text + (i >> 2)] = wordAt(words, q);
    let count = 0;
    for (const path of paths) {
      const id = ids[at + path] as number;
      if (id === 0) continue;
      this.#values[(slot * MOST_VALUES + count) * 2] = path;
      this.#values[(slot * MOST_VALUES + count) * 2 + 1] = id;
      count++;
    }
    this.#counts[slot] = count;
  }

  #isAt(slot: number, words: Int32Array, p: number): boolean {
    const texts = this.#texts;
    const length = this.#lengths[slot] as number;
    let text = (slot * LONGEST) / 4;
    const end = text + (length >> 2);
    const shift = (p & 3) << 3;
    let at = p >> 2;
    if (shift === 0) {
      for (; text < end; text++, at++) if (words[at] !== texts[text]) return false;
    } else {
      // each word of the text spans two words of memory
      const back = 32 - shift;
      let half = (words[at] as number) >>> shift;
      for (; text < end; text++) {
        const next = words[++at] as number;
        if ((half | (next << back)) !== texts[text]) return false;
        half = next >>> shift;
      }
    }
    const rest = (length & 3) << 3;
    return rest === 0 || (wordAt(words, p + length - (length & 3)) ^ (texts[end] as number)) << (32 - rest) === 0;
  }
}

function hashOf(words: Int32Array, p: number): number {
  let h = 0;
  for (let i = 0, at = p + SAMPLE_FROM; i < SAMPLE_WORDS; i++, at += 4) {
    h = Math.imul(h ^ wordAt(words, at), 0x5bd1e995);
    h ^= h >>> 15;
  }
  return h;
}
