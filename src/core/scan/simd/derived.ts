import { type Derived, type TupleOf, type Tuples, widthOf } from "../derived";
import type { Memory } from "./machine";

// Fields of a table of tuples, in words, as in src/scanner-simd/derive.ts
const MASK = 1;
const COUNT = 6;
const TUPLES = 7;
const CAPACITY = 8;
const SIZE = 11; // bytes
const NONE = 0xffffffff;

/** Columns in WebAssembly memory, derived from its own batch. */
export class MachineDerived implements Derived {
  readonly tuples: MachineTuples[];
  ids!: Uint32Array;
  flags!: Uint32Array;
  readonly #lists: number;
  readonly #ids: number;
  readonly #flags: number;

  /** @param keepStill also renews the batch's arrays: memory may have moved, and must not move while they are used */
  constructor(
    private readonly memory: Memory,
    private readonly keepStill: () => void,
    readonly stride: number,
    private readonly of: readonly (readonly number[])[],
    private readonly tuplesOf: readonly TupleOf[],
  ) {
    const { machine } = memory;
    this.#ids = machine.alloc(of.length * stride * 4);
    this.#flags = machine.alloc(stride * 4);
    this.#lists = written(
      memory,
      of.flatMap((paths) => [paths.length, ...paths.map(offset)]),
    );
    this.tuples = tuplesOf.map((one) => {
      const parts = written(memory, one.paths.map(offset));
      const { leftOut, paths, flags } = one;
      const beside = leftOut ? offset(paths[leftOut.beside] as number) : NONE;
      const table = machine.newTable(parts, paths.length, flags, leftOut?.place ?? 0, beside);
      return new MachineTuples(memory, table, widthOf(one));
    });
    memory.renew();
    this.renewed();
  }

  /** Makes the arrays again after memory has grown. */
  renewed(): void {
    const { buffer } = this.memory;
    if (this.ids?.buffer === buffer) return;
    this.ids = new Uint32Array(buffer, this.#ids, this.of.length * this.stride);
    this.flags = new Uint32Array(buffer, this.#flags, this.stride);
  }

  columns(from: number, to: number): void {
    this.memory.machine.columns(this.#lists, this.of.length, from, to, this.#ids);
  }

  combine(from: number, to: number): void {
    const { machine } = this.memory;
    this.tuplesOf.forEach(({ column }, i) => {
      const { table } = this.tuples[i] as MachineTuples;
      machine.combine(table, from, to, this.#flags, this.#ids + column * this.stride * 4);
    });
    this.keepStill();
  }
}

class MachineTuples implements Tuples {
  constructor(
    private readonly memory: Memory,
    readonly table: number,
    readonly width: number,
  ) {}

  get size(): number {
    return this.#field(COUNT);
  }

  /** Bytes of memory, without tables that were replaced by larger ones. */
  get bytes(): number {
    return (this.#field(MASK) + 1) * 8 + this.#field(CAPACITY) * this.#field(SIZE);
  }

  part(id: number, i: number): number {
    const at = this.#field(TUPLES) + id * this.#field(SIZE);
    return this.memory.words[(at >> 2) + i] as number;
  }

  of(tuple: Int32Array): number {
    const { memory, table } = this;
    const at = memory.machine.tupleAt();
    memory.renewIfMoved();
    memory.words.set(tuple, at >> 2);
    const id = memory.machine.tupleOf(table);
    memory.renewIfMoved();
    return id;
  }

  addAll(tuples: Int32Array): void {
    const { memory, table, width } = this;
    const count = tuples.length / width;
    this.#write(tuples, memory.machine.addTuples(table, count));
  }

  ofAll(tuples: Int32Array): Uint32Array {
    const { memory, table, width } = this;
    const count = tuples.length / width;
    const at = memory.machine.tuplesAt(table, count);
    this.#write(tuples, at);
    memory.machine.tuplesOf(table, count);
    memory.renewIfMoved();
    return memory.words.slice(at >> 2, (at >> 2) + count);
  }

  #write(tuples: Int32Array, at: number): void {
    const step = this.#field(SIZE) >> 2;
    const { width } = this;
    const { words } = this.memory;
    for (let i = 0, to = at >> 2; i < tuples.length; i += width, to += step)
      for (let part = 0; part < width; part++) words[to + part] = tuples[i + part] as number;
  }

  #field(field: number): number {
    this.memory.renewIfMoved();
    return this.memory.words[(this.table >> 2) + field] as number;
  }
}

const offset = (path: number): number => path * 4;

/** Writes numbers into newly allocated memory. */
function written(memory: Memory, numbers: readonly number[]): number {
  const at = memory.machine.alloc(numbers.length * 4);
  memory.renew();
  memory.words.set(numbers, at >> 2);
  return at;
}
