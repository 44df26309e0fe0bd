/**
 * Distinct rows of a few ids, each with a small number (0 is the first one seen, not "absent"): what is computed from
 * several values of a record is computed once per distinct combination of them, when it is first asked for.
 */
export class Combinations<T> {
  readonly #values: (T | undefined)[] = [];
  #count = 0;
  #slots = new Int32Array(64).fill(-1);
  #tuples: Int32Array;
  #likely = new Int32Array(64);
  /** Whether the slots lead to all of them. */
  #areFound = true;

  constructor(
    readonly width: number,
    private readonly compute: (id: number) => T,
  ) {
    this.#tuples = new Int32Array(width * 32);
  }

  get size(): number {
    return this.#count;
  }

  get bytes(): number {
    return this.#slots.byteLength + this.#tuples.byteLength + this.#likely.byteLength;
  }

  value(id: number): T {
    const known = this.#values[id];
    if (known !== undefined) return known;
    const made = this.compute(id);
    this.#values[id] = made;
    return made;
  }

  /** The `i`th id of a combination. */
  part(id: number, i: number): number {
    return this.#tuples[id * this.width + i] as number;
  }

  /** As {@link of}, once there are some: the combination that came with `beside` last is likely to come with it again. */
  ofLikely(tuple: Int32Array, beside: number): number {
    if (beside >= this.#likely.length) {
      const larger = new Int32Array(beside * 2);
      larger.set(this.#likely);
      this.#likely = larger;
    }
    const likely = this.#likely[beside] as number;
    if (this.#equals(tuple, likely)) return likely;
    const id = this.of(tuple);
    this.#likely[beside] = id;
    return id;
  }

  /** Combinations that differ from one another and from all there are. */
  addAll(tuples: Int32Array): void {
    const used = this.#count * this.width;
    if (used + tuples.length > this.#tuples.length) this.#grow(used + tuples.length);
    this.#tuples.set(tuples, used);
    this.#count += tuples.length / this.width;
    this.#areFound = false; // until the next is looked for: often nothing is read after them
  }

  /** `tuple` may be reused by the caller. */
  of(tuple: Int32Array): number {
    if (!this.#areFound) this.#rehash();
    const mask = this.#slots.length - 1;
    let slot = this.#hash(tuple, 0) & mask;
    for (;;) {
      const id = this.#slots[slot] as number;
      if (id < 0) break;
      if (this.#equals(tuple, id)) return id;
      slot = (slot + 1) & mask;
    }
    const id = this.#count++;
    if ((id + 1) * this.width > this.#tuples.length) this.#grow(this.#tuples.length + 1);
    this.#tuples.set(tuple, id * this.width);
    this.#slots[slot] = id;
    if ((id + 2) * 2 > this.#slots.length) this.#rehash();
    return id;
  }

  #grow(needed: number): void {
    const larger = new Int32Array(Math.max(this.#tuples.length * 2, needed));
    larger.set(this.#tuples);
    this.#tuples = larger;
  }

  #equals(tuple: Int32Array, id: number): boolean {
    const at = id * this.width;
    for (let i = 0; i < this.width; i++) if (tuple[i] !== this.#tuples[at + i]) return false;
    return true;
  }

  /** A sum of products: none waits for the one before. */
  #hash(from: Int32Array, at: number): number {
    let h = 0;
    for (let i = 0; i < this.width; i++) h += Math.imul(from[at + i] as number, factors[i] as number);
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    return (h ^ (h >>> 13)) >>> 0;
  }

  #rehash(): void {
    let size = this.#slots.length;
    while ((this.#count + 1) * 2 > size) size *= 2;
    const slots = new Int32Array(size).fill(-1);
    const mask = slots.length - 1;
    for (let id = 0; id < this.#count; id++) {
      let slot = this.#hash(this.#tuples, id * this.width) & mask;
      while ((slots[slot] as number) >= 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.#slots = slots;
    this.#areFound = true;
  }
}

/** Odd numbers without a pattern, one for each place in a combination. */
const factors = Int32Array.from({ length: 32 }, (_, i) => {
  let h = Math.imul(i + 1, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 1;
});
