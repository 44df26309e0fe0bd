import { CHUNK_ROWS } from "../store/chunk";
import type { Rows, WantedLog } from "./wanted";

/** Bytes of several records that are read at one time, and bytes between two of them that are read with them. */
const WINDOW = 1024 * 1024;
const GAP = 64 * 1024;
const ROWS_AT_A_STRETCH = 32_768;

/** A record's own bytes, and whose they are. */
export interface Cut {
  at: number;
  bytes: Uint8Array;
}

/** Resolves when work may go on; rejects when nobody wants the rest. @param fraction of the way that is done, 0 to 1 */
export type Rest = (fraction: number) => Promise<void> | undefined;

/** Places of records in the content of one log, in order. */
export class Spans {
  readonly #taken: Uint8Array;
  #untaken = 0;

  private constructor(
    private readonly rows: Rows,
    private readonly at: Uint32Array,
  ) {
    this.#taken = new Uint8Array(at.length);
  }

  /** Those of a log's rows that are wanted; with rests. */
  static *of(rows: Rows, { at }: WantedLog, isWanted: (at: number) => boolean): Generator<void, Spans> {
    const wanted = new Uint32Array(at.length);
    let count = 0;
    for (let i = 0; i < at.length; i++) {
      if (isWanted(at[i] as number)) wanted[count++] = at[i] as number;
      if (i % ROWS_AT_A_STRETCH === ROWS_AT_A_STRETCH - 1) yield;
    }
    return new Spans(rows, wanted.subarray(0, count));
  }

  get isDone(): boolean {
    while (this.#untaken < this.at.length && this.#taken[this.#untaken] === 1) this.#untaken++;
    return this.#untaken === this.at.length;
  }

  #start(i: number): number {
    const id = this.rows.ids[this.at[i] as number] as number;
    return this.rows.known(id)?.starts[id % CHUNK_ROWS] as number;
  }

  #end(i: number): number {
    const id = this.rows.ids[this.at[i] as number] as number;
    const chunk = this.rows.known(id);
    return (chunk?.starts[id % CHUNK_ROWS] as number) + (chunk?.lengths[id % CHUNK_ROWS] as number);
  }

  #take(i: number, bytes: Uint8Array): Cut {
    this.#taken[i] = 1;
    return { at: this.at[i] as number, bytes };
  }

  /** Positions of the next ones that were not taken yet, `most` at a time; none when all were. They count as taken from then on. */
  rest(most: number): number[] {
    const rest: number[] = [];
    while (rest.length < most && !this.isDone) {
      rest.push(this.at[this.#untaken] as number);
      this.#taken[this.#untaken] = 1;
    }
    return rest;
  }

  /** Out of content that is read by position: several records at a time where they lie close together. */
  async *read(
    stretch: (start: number, end: number) => Promise<Uint8Array | undefined> | Uint8Array,
    rest: Rest,
  ): AsyncGenerator<Cut[]> {
    const { length } = this.at;
    for (let from = 0; from < length; ) {
      const start = this.#start(from);
      let end = this.#end(from);
      let to = from + 1;
      while (to < length && this.#start(to) - end <= GAP && this.#end(to) - start <= WINDOW)
        end = Math.max(end, this.#end(to++));
      const bytes = await stretch(start, end);
      const cuts: Cut[] = [];
      for (let i = from; bytes && i < to; i++) {
        if (this.#taken[i] === 1 || this.#end(i) - start > bytes.length) continue;
        cuts.push(this.#take(i, bytes.slice(this.#start(i) - start, this.#end(i) - start)));
      }
      if (cuts.length > 0) yield cuts;
      from = to;
      await rest(from / length);
    }
  }

  /** Out of the content's pieces, in one pass that ends with the last record. */
  async *cut(pieces: AsyncIterable<Uint8Array>, rest: Rest): AsyncGenerator<Cut[]> {
    if (this.isDone) return;
    const { length } = this.at;
    const last = this.#end(length - 1);
    let open: { i: number; start: number; into: Uint8Array }[] = [];
    let position = 0;
    let next = 0;
    for await (const piece of pieces) {
      const end = position + piece.length;
      for (; next < length && this.#start(next) < end; next++) {
        const start = this.#start(next);
        if (this.#taken[next] !== 1) open.push({ i: next, start, into: new Uint8Array(this.#end(next) - start) });
      }
      const cuts: Cut[] = [];
      const unfinished: typeof open = [];
      for (const one of open) {
        const { i, start, into } = one;
        const from = Math.max(start, position);
        const to = Math.min(start + into.length, end);
        into.set(piece.subarray(from - position, to - position), from - start);
        if (start + into.length <= end) cuts.push(this.#take(i, into));
        else unfinished.push(one);
      }
      open = unfinished;
      position = end;
      if (cuts.length > 0) yield cuts;
      if (next === length && open.length === 0) return;
      await rest(Math.min(1, position / last));
    }
  }
}
