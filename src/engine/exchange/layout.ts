import { type ChunkColumns, ID_WORDS, type Ids } from "../store/chunk";
import { storedColumns } from "../store/storedColumns";
import { paddedLength, Unusable } from "./block";

// A chunk's block begins with counts and the width of each column in bytes
const ROWS = 0;
const DUPLICATES = 1;
const STRETCHES = 2;
const FURTHER = 3;
const ODD_IDS = 4;
const ODD_TIMES = 5;
const WIDTHS = 6;
const HEAD = WIDTHS + storedColumns.length;

export interface Counts {
  rows: number;
  duplicates: number;
  stretches: number;
  further: number;
  oddIds: number;
  oddTimes: number;
  /** Bytes per ID in each stored column. */
  widths: readonly number[];
}

/** A chunk's block as arrays over its bytes. */
export interface ChunkBlock {
  columns: ChunkColumns;
  /** Log, first row, end of rows; and so on. */
  stretches: Uint32Array;
  /** Row, ID; and so on. */
  oddIds: Uint32Array;
  oddTimes: Uint32Array;
}

export function newChunkBlock(counts: Counts): { block: ChunkBlock; bytes: Uint8Array } {
  const buffer = new ArrayBuffer(paddedLength(arraysOf(counts, new Cursor(undefined)).end));
  const { rows, duplicates, stretches, further, oddIds, oddTimes, widths } = counts;
  new Uint32Array(buffer, 0, HEAD).set([rows, duplicates, stretches, further, oddIds, oddTimes, ...widths]);
  return { block: arraysOf(counts, new Cursor(buffer)).block, bytes: new Uint8Array(buffer) };
}

/** The arrays are valid as long as nobody else uses the buffer. */
export function chunkBlockOf(buffer: ArrayBuffer, length: number): ChunkBlock {
  if (length < HEAD * 4) throw new Unusable("a chunk's head");
  const head = new Uint32Array(buffer, 0, HEAD);
  const at = (what: number): number => head[what] as number;
  const counts: Counts = {
    rows: at(ROWS),
    duplicates: at(DUPLICATES),
    stretches: at(STRETCHES),
    further: at(FURTHER),
    oddIds: at(ODD_IDS),
    oddTimes: at(ODD_TIMES),
    widths: [...head.subarray(WIDTHS)],
  };
  if (paddedLength(arraysOf(counts, new Cursor(undefined)).end) !== length) throw new Unusable("a chunk's length");
  return arraysOf(counts, new Cursor(buffer)).block;
}

function arraysOf(counts: Counts, at: Cursor): { block: ChunkBlock; end: number } {
  const { rows } = counts;
  const block: ChunkBlock = {
    columns: {
      count: rows,
      duplicates: counts.duplicates,
      starts: at.take(Float64Array, rows),
      times: at.take(Float64Array, rows),
      lengths: at.take(Uint32Array, rows),
      flags: at.take(Uint8Array, rows),
      eventIds: at.take(Uint32Array, rows * ID_WORDS),
      requestIds: at.take(Uint32Array, rows * ID_WORDS),
      ids: counts.widths.map((width): Ids => at.take(arrayOf(width), rows)),
      further: { ids: at.take(Uint32Array, counts.further), rows: at.take(Uint16Array, counts.further) },
    },
    stretches: at.take(Uint32Array, counts.stretches * 3),
    oddIds: at.take(Uint32Array, counts.oddIds * 2),
    oddTimes: at.take(Uint32Array, counts.oddTimes * 2),
  };
  return { block, end: at.position };
}

type ArrayOf<T> = { new (count: number): T; new (buffer: ArrayBuffer, at: number, count: number): T };

function arrayOf(width: number): ArrayOf<Ids> & { BYTES_PER_ELEMENT: number } {
  return width === 1 ? Uint8Array : width === 2 ? Uint16Array : Uint32Array;
}

/** Positions of consecutive arrays. Without a buffer it only counts bytes. */
class Cursor {
  position = HEAD * 4;

  constructor(private readonly buffer: ArrayBuffer | undefined) {}

  take<T>(Kind: ArrayOf<T> & { BYTES_PER_ELEMENT: number }, count: number): T {
    const start = Math.ceil(this.position / 8) * 8;
    this.position = start + count * Kind.BYTES_PER_ELEMENT;
    return this.buffer ? new Kind(this.buffer, start, count) : new Kind(0);
  }
}
