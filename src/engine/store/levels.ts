import type { ColumnName } from "../../core/events/columns";
import type { Ids } from "./chunk";
import type { ColumnView, Deriver } from "./derive";
import type { StoredColumn } from "./storedColumns";

/** Making a text takes up to 5 µs; work yields after this many texts. */
export const TEXTS_AT_A_STRETCH = 512;

export type Numbers = Uint32Array | Float64Array;

/**
 * A column's distinct texts, with numbers: several stored IDs may have the same text. It is kept, because IDs are only
 * ever added.
 */
export class Level {
  readonly stored: StoredColumn;
  #numbers: Uint32Array | undefined;
  #known = 0;
  readonly #keys: string[] = [];
  readonly #byKey = new Map<string, number>();
  readonly #byTextNumber: (number | undefined)[] = [];

  constructor(private view: ColumnView) {
    this.stored = view.stored;
    if (!view.find) this.#numbers = new Uint32Array(0);
  }

  /** Run this before using IDs that were added since the last time. */
  *update(view: ColumnView): Generator<void> {
    this.view = view;
    if (!this.#numbers) return;
    if (this.#numbers.length < view.size) {
      const numbers = new Uint32Array(view.size * 2);
      numbers.set(this.#numbers);
      this.#numbers = numbers;
    }
    // two questions may run this in turns
    while (this.#known < view.size) {
      const id = this.#known++;
      this.#numbers[id] = this.#numberOf(id);
      if (id % TEXTS_AT_A_STRETCH === 0) yield;
    }
  }

  #numberOf(id: number): number {
    const { view } = this;
    const textNumber = view.textNumber?.(id);
    const known = textNumber === undefined ? undefined : this.#byTextNumber[textNumber];
    if (known !== undefined) return known;
    const key = view.text(id);
    let number = this.#byKey.get(key);
    if (number === undefined) {
      number = this.#keys.push(key) - 1;
      this.#byKey.set(key, number);
    }
    if (textNumber !== undefined) this.#byTextNumber[textNumber] = number;
    return number;
  }

  /** Numbers are 0 … size - 1. */
  get size(): number {
    return this.#numbers ? this.#keys.length : this.view.size;
  }

  /** The number of a stored ID's text. */
  numberAt(id: number): number {
    return this.#numbers ? (this.#numbers[id] as number) : id;
  }

  key(number: number): string {
    return this.#numbers ? (this.#keys[number] as string) : this.view.text(number);
  }

  /** The number of a text; -1 if no row has it. */
  find(text: string): number {
    if (this.#numbers) return this.#byKey.get(text) ?? -1;
    return text === "" ? 0 : this.view.find?.(text) || -1;
  }

  /** Sets `out` to `out` × size + the row's number: several levels make one number. */
  append(ids: Ids, count: number, out: Numbers): void {
    const { size } = this;
    const numbers = this.#numbers;
    if (numbers)
      for (let row = 0; row < count; row++)
        out[row] = (out[row] as number) * size + (numbers[ids[row] as number] as number);
    else for (let row = 0; row < count; row++) out[row] = (out[row] as number) * size + (ids[row] as number);
  }

  /** For each stored ID, whether its text is one of these. */
  passing(texts: Iterable<string>): Uint8Array {
    const wanted = new Set([...texts].map((text) => this.find(text)));
    const passes = new Uint8Array(this.view.size);
    const numbers = this.#numbers;
    if (numbers) for (let id = 0; id < passes.length; id++) passes[id] = wanted.has(numbers[id] as number) ? 1 : 0;
    else for (const id of wanted) if (id >= 0) passes[id] = 1;
    return passes;
  }

  /**
   * For each stored ID, whether its text passes. Each distinct text is tested once. IDs that are added while this
   * yields do not pass.
   */
  *passingTest(test: (text: string) => boolean): Generator<void, Uint8Array> {
    const tried = new Uint8Array(this.size);
    for (let number = 0; number < tried.length; number++) {
      tried[number] = test(this.key(number)) ? 1 : 0;
      if (number % TEXTS_AT_A_STRETCH === 0) yield;
    }
    const numbers = this.#numbers;
    if (!numbers) return tried;
    const passes = new Uint8Array(this.view.size);
    for (let id = 0; id < passes.length; id++) passes[id] = tried[numbers[id] as number] as number;
    return passes;
  }
}

export class Levels {
  readonly #levels = new Map<ColumnName, Level>();

  constructor(private readonly derive: Deriver) {}

  /** Has a number for every current ID; undefined for event and request IDs, which are stored as bytes. */
  *of(column: ColumnName): Generator<void, Level | undefined> {
    const view = this.derive.view(column);
    if (!view) return undefined;
    let level = this.#levels.get(column);
    if (!level) {
      level = new Level(view);
      this.#levels.set(column, level);
    }
    yield* level.update(view);
    return level;
  }
}
