import type { Tuples } from "../../core/scan/derived";

/** What is computed from several values of a record: once per distinct tuple of them, when it is first asked for. */
export class Combinations<T> {
  readonly #values: (T | undefined)[] = [];

  constructor(
    readonly tuples: Tuples,
    private readonly compute: (id: number) => T,
  ) {}

  get size(): number {
    return this.tuples.size;
  }

  get bytes(): number {
    return this.tuples.bytes;
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
    return this.tuples.part(id, i);
  }
}
