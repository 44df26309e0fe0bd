import type { Batch } from "../scanner";
import type { Memory } from "./machine";

// Numbers that both halves share, as src/scanner-simd/index.ts writes them: positions in words, the surplus in floats
const POSITION = 0;
const ROWS = 1;
const COMMA_DUE = 2;
const EXTRAS = 3;
const BAD_ROWS = 4;
const ODD_TIMES = 5;
const SURPLUS = 3;
const COLUMNS = 8;

/** The rows of the WebAssembly scanner as arrays over its memory. */
export class MachineBatch implements Batch {
  count = 0;
  starts!: Float64Array;
  lengths!: Uint32Array;
  textStarts!: Float64Array;
  textLengths!: Uint32Array;
  times!: Float64Array;
  guids!: Uint8Array;
  guidWords!: Uint32Array;
  guidKinds!: Uint8Array;
  places!: Uint8Array;
  ids!: Uint32Array;
  extras: number[] = [];
  notUtf8: number[] = [];
  commaDue = false;
  surplus = 0;

  constructor(
    private readonly memory: Memory,
    private readonly control: number,
    private readonly rows: number,
    private readonly width: number,
    private readonly guidCount: number,
  ) {
    this.renew();
  }

  /** The number of rows that still fit. */
  get room(): number {
    return this.rows - this.count;
  }

  get isFull(): boolean {
    return this.count === this.rows;
  }

  /** Call this after the memory has grown. */
  renew(): void {
    const { buffer } = this.memory;
    if (this.starts?.buffer === buffer) return;
    const { rows, width, guidCount } = this;
    const at = (column: number): number => this.#told(COLUMNS + column);
    this.starts = new Float64Array(buffer, at(0), rows);
    this.lengths = new Uint32Array(buffer, at(1), rows);
    this.textStarts = new Float64Array(buffer, at(2), rows);
    this.textLengths = new Uint32Array(buffer, at(3), rows);
    this.times = new Float64Array(buffer, at(4), rows);
    this.guids = new Uint8Array(buffer, at(5), rows * guidCount * 16);
    this.guidWords = new Uint32Array(buffer, at(5), rows * guidCount * 4);
    this.guidKinds = new Uint8Array(buffer, at(6), rows * guidCount);
    this.places = new Uint8Array(buffer, at(7), rows);
    this.ids = new Uint32Array(buffer, at(8), rows * width);
  }

  /** Takes what the last scan added and returns the address where it stopped. */
  take(): number {
    this.renew();
    const { words, floats } = this.memory;
    this.count = this.#told(ROWS);
    this.commaDue = this.#told(COMMA_DUE) === 1;
    this.surplus = floats[(this.control >> 3) + SURPLUS] as number;
    const extras = this.#told(COLUMNS + 9) >> 2;
    for (let i = extras, end = extras + this.#told(EXTRAS); i < end; i++) this.extras.push(words[i] as number);
    const bad = this.#told(COLUMNS + 10) >> 2;
    for (let i = bad, end = bad + this.#told(BAD_ROWS); i < end; i++) this.notUtf8.push(words[i] as number);
    return this.#told(POSITION);
  }

  get hasOddTimes(): boolean {
    return this.#told(ODD_TIMES) > 0;
  }

  /** Rows whose time has an unusual spelling. */
  oddTimes(): Uint32Array {
    const at = this.#told(COLUMNS + 11) >> 2;
    return this.memory.words.subarray(at, at + this.#told(ODD_TIMES));
  }

  /** Moves the rows of another batch into this one. */
  append(from: Batch): void {
    this.renew();
    const { count, width, guidCount } = this;
    const more = from.count;
    if (more === 0) return;
    this.starts.set(from.starts.subarray(0, more), count);
    this.lengths.set(from.lengths.subarray(0, more), count);
    this.textStarts.set(from.textStarts.subarray(0, more), count);
    this.textLengths.set(from.textLengths.subarray(0, more), count);
    this.times.set(from.times.subarray(0, more), count);
    this.guids.set(from.guids.subarray(0, more * guidCount * 16), count * guidCount * 16);
    this.guidKinds.set(from.guidKinds.subarray(0, more * guidCount), count * guidCount);
    this.places.set(from.places.subarray(0, more), count);
    this.ids.set(from.ids.subarray(0, more * width), count * width);
    for (let i = 0; i < from.extras.length; i += 3)
      this.extras.push((from.extras[i] as number) + count, from.extras[i + 1] as number, from.extras[i + 2] as number);
    for (const row of from.notUtf8) this.notUtf8.push(row + count);
    this.count = count + more;
    from.count = 0;
    from.extras = [];
    from.notUtf8 = [];
  }

  #told(what: number): number {
    return this.memory.words[(this.control >> 2) + what] as number;
  }
}
