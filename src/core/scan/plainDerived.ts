import { type Derived, type TupleOf, type Tuples, widthOf } from "./derived";
import type { Batch } from "./scanner";

/** {@link Derived} without WebAssembly. */
export class PlainDerived implements Derived {
  readonly tuples: PlainTuples[];
  readonly ids: Uint32Array;
  readonly flags: Uint32Array;

  constructor(
    private readonly batch: Batch,
    private readonly width: number,
    readonly stride: number,
    private readonly of: readonly (readonly number[])[],
    private readonly tuplesOf: readonly TupleOf[],
  ) {
    this.ids = new Uint32Array(stride * of.length);
    this.flags = new Uint32Array(stride);
    this.tuples = tuplesOf.map((one) => new PlainTuples(widthOf(one)));
  }

  columns(from: number, to: number): void {
    const { ids } = this.batch;
    this.of.forEach((paths, column) => {
      for (let row = from; row < to; row++) {
        let id = 0;
        for (let i = 0; i < paths.length && id === 0; i++) id = ids[row * this.width + (paths[i] as number)] as number;
        this.ids[column * this.stride + row] = id;
      }
    });
  }

  combine(from: number, to: number): void {
    const { ids } = this.batch;
    this.tuplesOf.forEach(({ paths, flags, leftOut, column }, number) => {
      const tuples = this.tuples[number] as PlainTuples;
      const tuple = new Int32Array(tuples.width);
      for (let row = from; row < to; row++) {
        const at = row * this.width;
        for (let i = 0; i < paths.length; i++) tuple[i] = ids[at + (paths[i] as number)] as number;
        if (leftOut && tuple[leftOut.beside] !== 0) tuple[leftOut.place] = 0;
        if (flags !== 0) tuple[paths.length] = (this.flags[row] as number) & flags;
        this.ids[column * this.stride + row] = tuples.of(tuple);
      }
    });
  }
}

export class PlainTuples implements Tuples {
  #count = 0;
  #slots = new Int32Array(64).fill(-1);
  #tuples: Int32Array;
  /** Whether the slots lead to all tuples. */
  #areFound = true;

  constructor(readonly width: number) {
    this.#tuples = new Int32Array(width * 32);
  }

  get size(): number {
    return this.#count;
  }

  get bytes(): number {
    return this.#slots.byteLength + this.#tuples.byteLength;
  }

  part(id: number, i: number): number {
    return this.#tuples[id * this.width + i] as number;
  }

  addAll(tuples: Int32Array): void {
    const used = this.#count * this.width;
    if (used + tuples.length > this.#tuples.length) this.#grow(used + tuples.length);
    this.#tuples.set(tuples, used);
    this.#count += tuples.length / this.width;
    this.#areFound = false; // built at the next lookup: often there is none after reading
  }

  ofAll(tuples: Int32Array): Uint32Array {
    const { width } = this;
    const ids = new Uint32Array(tuples.length / width);
    for (let i = 0; i < ids.length; i++) ids[i] = this.of(tuples.subarray(i * width, (i + 1) * width));
    return ids;
  }

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

  /** A sum of products: no product depends on another. */
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

/** Odd numbers without a pattern, one for each position in a tuple. */
const factors = Int32Array.from({ length: 32 }, (_, i) => {
  let h = Math.imul(i + 1, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 1;
});
