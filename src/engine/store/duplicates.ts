import { type EventForm, isReduced } from "../../core/events/event";
import { IdKind } from "../../core/scan/scanner";
import { CHUNK_ROWS, type Chunk } from "./chunk";
import { StoredColumn, storedColumns } from "./derive";

/**
 * Finds records delivered more than once: the same event id and every column equal, of a reduced one those it has. Edited samples carry ids like "1" in
 * each record, and two accounts get records of the same id with other content: those are events of their own.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html
 */
export class Duplicates {
  #slots = new Float64Array(1024).fill(-1); // row ids; never more than half full
  #hashes = new Int32Array(1024);
  #count = 0;

  constructor(private readonly chunkOf: (number: number) => Chunk | undefined) {}

  get bytes(): number {
    return this.#slots.byteLength + this.#hashes.byteLength;
  }

  clear(): void {
    this.#slots = new Float64Array(1024).fill(-1);
    this.#hashes = new Int32Array(1024);
    this.#count = 0;
  }

  /** Marks the row when an equal one was added before. */
  add(chunk: Chunk, row: number): void {
    const hasId = chunk.eventIdKind(row) !== IdKind.none;
    if (!hasId && !chunk.oddIds.has(row)) return; // without an id nothing proves that two records are one
    if ((this.#count + 1) * 2 > this.#slots.length) this.#grow();
    const hash = hasId ? hashOfId(chunk.eventIds, row * 16) : hashOfRow(chunk, row);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const id = this.#slots[slot] as number;
      if (id < 0) break;
      if (this.#hashes[slot] === hash) {
        const other = this.chunkOf(Math.floor(id / CHUNK_ROWS));
        const place = id % CHUNK_ROWS;
        if (other && !other.isRemoved(place) && repeats(chunk, row, other, place)) {
          if (fullness(chunk.form(row)) <= fullness(other.form(place))) chunk.markDuplicate(row, true);
          else {
            other.markDuplicate(place, true);
            this.#slots[slot] = chunk.number * CHUNK_ROWS + row;
          }
          return;
        }
      }
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = chunk.number * CHUNK_ROWS + row;
    this.#hashes[slot] = hash;
    this.#count++;
  }

  /** Rows of closed logs stay behind here. */
  #grow(): void {
    const slots = this.#slots;
    const hashes = this.#hashes;
    const larger = new Float64Array(slots.length * 2).fill(-1);
    this.#hashes = new Int32Array(slots.length * 2); // both are there, or nothing has changed
    this.#slots = larger;
    this.#count = 0;
    const mask = this.#slots.length - 1;
    for (let i = 0; i < slots.length; i++) {
      const id = slots[i] as number;
      if (id < 0 || !this.chunkOf(Math.floor(id / CHUNK_ROWS))) continue;
      let slot = (hashes[i] as number) & mask;
      while ((this.#slots[slot] as number) >= 0) slot = (slot + 1) & mask;
      this.#slots[slot] = id;
      this.#hashes[slot] = hashes[i] as number;
      this.#count++;
    }
  }
}

function hashOfId(guids: Uint8Array, at: number): number {
  let h = 0;
  for (let i = at; i < at + 16; i += 4) {
    const word =
      (guids[i] as number) |
      ((guids[i + 1] as number) << 8) |
      ((guids[i + 2] as number) << 16) |
      ((guids[i + 3] as number) << 24);
    h = Math.imul(h ^ word, 0x5bd1e995);
    h ^= h >>> 15;
  }
  return h;
}

/** One id in every record is usual in edited samples: only the columns keep such rows apart. */
function hashOfRow(chunk: Chunk, row: number): number {
  let h = Math.imul(chunk.oddIds.get(row) ?? 0, 0x01000193) ^ (chunk.times[row] as number);
  for (const column of storedColumns) {
    h = Math.imul(h ^ (chunk.column(column)[row] as number), 0x5bd1e995);
    h ^= h >>> 15;
  }
  return h;
}

/** Of two that are one event the fuller is kept. */
function fullness(form: EventForm): number {
  return form === "csvRow" ? 0 : form === "resultRow" ? 1 : 2;
}

function repeats(a: Chunk, row: number, b: Chunk, other: number): boolean {
  if (a.eventIdKind(row) !== b.eventIdKind(other)) return false;
  if (a.eventIdKind(row) !== IdKind.none) {
    for (let i = 0; i < 16; i++) if (a.eventIds[row * 16 + i] !== b.eventIds[other * 16 + i]) return false;
  } else if (a.oddIds.get(row) !== b.oddIds.get(other)) return false;
  const isRow = isReduced(a.form(row)) || isReduced(b.form(other));
  if (isRow && a.form(row) !== b.form(other)) return agree(a, row, b, other);
  if (!Object.is(a.times[row], b.times[other])) return false;
  return storedColumns.every((column) => a.column(column)[row] === b.column(column)[other]);
}

/** Told apart by what CloudTrail delivers once for each account; a row may lack any of it. */
const telling = [StoredColumn.source, StoredColumn.operation, StoredColumn.region, StoredColumn.recipient] as const;

function agree(a: Chunk, row: number, b: Chunk, other: number): boolean {
  const [time, otherTime] = [a.times[row] as number, b.times[other] as number];
  if (Math.floor(time / 1000) !== Math.floor(otherTime / 1000) && !Number.isNaN(time) && !Number.isNaN(otherTime))
    return false;
  return telling.every((column) => {
    const [id, otherId] = [a.column(column)[row] as number, b.column(column)[other] as number];
    return id === otherId || id === 0 || otherId === 0;
  });
}
