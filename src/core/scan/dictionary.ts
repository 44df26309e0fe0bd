/** Distinct texts, each with a small number: 0 is "absent". Keyed by bytes, so that no string is made before one is shown. */
export class Dictionary {
  #slots = new Uint32Array(64); // ids; 0 is free; never more than half full
  #hashes = new Uint32Array(32);
  #starts = new Uint32Array(33); // #starts[id] … #starts[id + 1] in #bytes
  #bytes = new Uint8Array(1024);
  #texts: (string | undefined)[] = [""];
  #count = 1;
  readonly #seed: number;

  /** @param seed unknown to whoever wrote the log, so that texts made to collide do not. */
  constructor(seed: number) {
    this.#seed = seed | 0;
  }

  /** Ids are 0 … size - 1. */
  get size(): number {
    return this.#count;
  }

  /** Bytes of memory held, texts made so far left out. */
  get memory(): number {
    return this.#slots.byteLength + this.#hashes.byteLength + this.#starts.byteLength + this.#bytes.byteLength;
  }

  /** The id of the text that these UTF-8 bytes spell; a new one if it was not seen before. */
  intern(b: Uint8Array, start: number, end: number): number {
    const hash = this.#hash(b, start, end);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const id = this.#slots[slot] as number;
      if (id === 0) return this.#add(b, start, end, hash, slot);
      if (this.#hashes[id] === hash && this.#equals(id, b, start, end)) return id;
      slot = (slot + 1) & mask;
    }
  }

  internText(text: string): number {
    const bytes = encoder.encode(text);
    return this.intern(bytes, 0, bytes.length);
  }

  /** 0 when the text was never seen. */
  find(text: string): number {
    const bytes = encoder.encode(text);
    const hash = this.#hash(bytes, 0, bytes.length);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = this.#slots[slot] as number;
      if (id === 0) return 0;
      if (this.#hashes[id] === hash && this.#equals(id, bytes, 0, bytes.length)) return id;
    }
  }

  /** "" for 0. */
  text(id: number): string {
    const known = this.#texts[id];
    if (known !== undefined) return known;
    const made = decoder.decode(this.#bytes.subarray(this.#starts[id], this.#starts[id + 1]));
    this.#texts[id] = made;
    return made;
  }

  #hash(b: Uint8Array, start: number, end: number): number {
    let h = this.#seed ^ (end - start);
    for (let p = start; p < end; p++) h = Math.imul(h ^ (b[p] as number), 0x01000193);
    h ^= h >>> 15;
    h = Math.imul(h, 0x2c1b3c6d);
    return (h ^ (h >>> 13)) >>> 0;
  }

  #equals(id: number, b: Uint8Array, start: number, end: number): boolean {
    let q = this.#starts[id] as number;
    if ((this.#starts[id + 1] as number) - q !== end - start) return false;
    const bytes = this.#bytes;
    for (let p = start; p < end; p++, q++) if (b[p] !== bytes[q]) return false;
    return true;
  }

  #add(b: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const id = this.#count++;
    if (id >= this.#hashes.length) {
      this.#hashes = grown(this.#hashes, id * 2);
      this.#starts = grown(this.#starts, id * 2 + 1);
    }
    // id 1 begins where nothing was written yet
    const at = this.#starts[id] as number;
    const length = end - start;
    if (at + length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#bytes.length * 2, at + length));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    if (length < 64) for (let i = 0; i < length; i++) this.#bytes[at + i] = b[start + i] as number;
    else this.#bytes.set(b.subarray(start, end), at);
    this.#starts[id + 1] = at + length;
    this.#hashes[id] = hash;
    this.#slots[slot] = id;
    if (this.#count * 2 > this.#slots.length) this.#rehash();
    return id;
  }

  #rehash(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 1; id < this.#count; id++) {
      let slot = (this.#hashes[id] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.#slots = slots;
  }
}

function grown(array: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(length);
  larger.set(array);
  return larger;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
