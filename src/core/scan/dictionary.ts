import { wordsOf } from "./words";

const ENTRY = 4;

/**
 * Distinct texts, each with a small number: 0 is "absent". Keyed by bytes, so that a string is made only when it is
 * shown.
 */
export interface Dictionary {
  /** IDs are 0 … size - 1. */
  readonly size: number;
  /** Bytes of memory, without the strings made from its texts. */
  readonly bytes: number;
  /** The ID of the text with these UTF-8 bytes; a new one if it was not seen before. */
  intern(b: Uint8Array, start: number, end: number): number;
  internText(text: string): number;
  /** Interns consecutive texts and replaces their lengths by their IDs. */
  internAll(texts: Uint8Array, lengths: Uint32Array): void;
  /** Adds texts that differ from one another and from all known ones: their IDs are consecutive. */
  addAll(texts: Uint8Array, lengths: Uint32Array): void;
  /** 0 if the text was never seen. */
  find(text: string): number;
  /** "" for 0. */
  text(id: number): string;
  /** The text's bytes, valid until the next text is interned. */
  utf8(id: number): Uint8Array;
}

/** The dictionary of the plain scanner. */
export class PlainDictionary implements Dictionary {
  #slots = new Uint32Array(64); // IDs; 0 is free; never more than half full
  #entries = new Int32Array(32 * ENTRY); // hash, length in bytes, and start in #words for each ID: together in the processor's cache
  #words = new Int32Array(256); // each text, padded with zeros to whole words
  #used = 0;
  #texts: (string | undefined)[] = [""];
  #count = 1;
  readonly #seed: number;

  /** @param seed unknown to the author of the log, so that texts made to collide do not collide */
  constructor(seed: number) {
    this.#seed = seed | 0;
  }

  get size(): number {
    return this.#count;
  }

  get bytes(): number {
    return this.#slots.byteLength + this.#entries.byteLength + this.#words.byteLength;
  }

  intern(b: Uint8Array, start: number, end: number): number {
    const length = end - start;
    const hash = pack(b, start, end, this.#seed);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = this.#slots[slot] as number;
      if (id === 0) return this.#add(length, hash, slot);
      if (this.#entries[id * ENTRY] === hash && this.#equals(id, length)) return id;
    }
  }

  internText(text: string): number {
    const bytes = bytesOf(text);
    return this.intern(bytes, 0, bytes.length);
  }

  internAll(texts: Uint8Array, lengths: Uint32Array): void {
    const own = new Uint8Array((texts.length + 7) & ~3); // begins at a word's address and ends with a whole word
    own.set(texts);
    let at = 0;
    for (let i = 0; i < lengths.length; i++) {
      const end = at + (lengths[i] as number);
      lengths[i] = this.intern(own, at, end);
      at = end;
    }
  }

  addAll(texts: Uint8Array, lengths: Uint32Array): void {
    this.internAll(texts, lengths.slice());
  }

  find(text: string): number {
    const bytes = bytesOf(text);
    const hash = pack(bytes, 0, bytes.length, this.#seed);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = this.#slots[slot] as number;
      if (id === 0) return 0;
      if (this.#entries[id * ENTRY] === hash && this.#equals(id, bytes.length)) return id;
    }
  }

  text(id: number): string {
    const known = this.#texts[id];
    if (known !== undefined) return known;
    const made = decoder.decode(this.utf8(id));
    this.#texts[id] = made;
    return made;
  }

  utf8(id: number): Uint8Array {
    const length = this.#entries[id * ENTRY + 1] as number;
    const start = (this.#entries[id * ENTRY + 2] as number) * 4;
    return new Uint8Array(this.#words.buffer, start, length);
  }

  /** Whether the last packed text is the one with this ID. */
  #equals(id: number, length: number): boolean {
    if (this.#entries[id * ENTRY + 1] !== length) return false;
    const words = this.#words;
    const start = this.#entries[id * ENTRY + 2] as number;
    const count = (length + 3) >> 2;
    for (let i = 0; i < count; i++) if (words[start + i] !== packed[i]) return false;
    return true;
  }

  /** Adds the last packed text. */
  #add(length: number, hash: number, slot: number): number {
    const id = this.#count++;
    if (id * ENTRY >= this.#entries.length) this.#entries = grown(this.#entries, new Int32Array(id * ENTRY * 2));
    const count = (length + 3) >> 2;
    if (this.#used + count > this.#words.length) {
      this.#words = grown(this.#words, new Int32Array(Math.max(this.#words.length * 2, this.#used + count)));
    }
    for (let i = 0; i < count; i++) this.#words[this.#used + i] = packed[i] as number;
    this.#entries[id * ENTRY] = hash;
    this.#entries[id * ENTRY + 1] = length;
    this.#entries[id * ENTRY + 2] = this.#used;
    this.#used += count;
    this.#slots[slot] = id;
    if (this.#count * 2 > this.#slots.length) this.#rehash();
    return id;
  }

  #rehash(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 1; id < this.#count; id++) {
      let slot = (this.#entries[id * ENTRY] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.#slots = slots;
  }
}

function grown<T extends Int32Array | Uint32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

/** The current text as words: hashed and compared four bytes at a time. */
let packed = new Int32Array(256);

/** Packs bytes into words, padded with zeros, and returns their hash. */
function pack(b: Uint8Array, start: number, end: number, seed: number): number {
  const length = end - start;
  const count = (length + 3) >> 2;
  if (count > packed.length) packed = new Int32Array(count * 2);
  const w = wordsOf(b);
  const out = packed;
  const shift = (start & 3) << 3;
  let at = start >> 2;
  let h = seed ^ length;
  const whole = length >> 2;
  let n = 0;
  if (shift === 0) {
    for (; n < whole; n++, at++) {
      const word = w[at] as number;
      out[n] = word;
      h = Math.imul(h ^ word, 0x5bd1e995);
      h ^= h >>> 15;
    }
  } else {
    // each word of the text spans two words of memory
    const back = 32 - shift;
    let half = (w[at] as number) >>> shift;
    for (; n < whole; n++) {
      const next = w[++at] as number;
      const word = half | (next << back);
      half = next >>> shift;
      out[n] = word;
      h = Math.imul(h ^ word, 0x5bd1e995);
      h ^= h >>> 15;
    }
  }
  if (n < count) {
    let word = 0;
    for (let p = end - 1; p >= start + whole * 4; p--) word = (word << 8) | (b[p] as number);
    out[n] = word;
    h = Math.imul(h ^ word, 0x5bd1e995);
  }
  h ^= h >>> 13;
  h = Math.imul(h, 0x2c1b3c6d);
  return h ^ (h >>> 16);
}

/** The array begins at a word's address. */
function bytesOf(text: string): Uint8Array {
  return encoder.encode(text).slice();
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
