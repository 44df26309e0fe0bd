import { type EventForm, isReduced } from "../../core/events/event";
import { IdKind } from "../../core/scan/scanner";
import { CHUNK_ROWS, type Chunk } from "./chunk";
import { StoredColumn, storedColumns } from "./derive";

const FREE = 0xffffffff; // no row's id: chunks have numbers below 65,535

/**
 * Finds records delivered more than once: the same event id and every column equal, of a reduced one those it has. Edited
 * samples carry ids like "1" in each record, and two accounts get records of the same id with other content: those are
 * events of their own.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html
 */
export class Duplicates {
  /** By the hash's highest bits: one that grows holds the thread up for a moment only. */
  #tables: (Table | undefined)[] = [];

  constructor(private readonly chunkOf: (number: number) => Chunk | undefined) {}

  get bytes(): number {
    return this.#tables.reduce((sum, table) => sum + (table ? table.slots.length * 5 : 0), 0);
  }

  clear(): void {
    this.#tables = [];
  }

  /** Marks the row when an equal one was added before, or that one when this one is fuller. */
  add(chunk: Chunk, row: number): void {
    // without an id nothing proves that two records are one
    if (chunk.eventIdKind(row) === IdKind.none && !chunk.oddIds.has(row)) return;
    const hash = hashOf(chunk, row);
    let table = this.#tables[hash >>> 24];
    if (!table) {
      table = new Table();
      this.#tables[hash >>> 24] = table;
    }
    if ((table.count + 1) * 4 > table.slots.length * 3) this.#grow(table);
    const own = chunk.number * CHUNK_ROWS + row;
    const { slots, tags } = table;
    const mask = slots.length - 1;
    const tag = (hash >>> 16) & 0xff;
    let slot = hash & mask;
    for (; slots[slot] !== FREE; slot = (slot + 1) & mask) {
      const id = slots[slot] as number;
      if (id === own) return;
      if (tags[slot] !== tag) continue;
      const other = this.chunkOf(id >>> 16);
      const place = id & 0xffff;
      if (!other || place >= other.count || other.isRemoved(place) || !repeats(chunk, row, other, place)) continue;
      if (fullness(chunk.form(row)) <= fullness(other.form(place))) chunk.markDuplicate(row, true);
      else {
        other.markDuplicate(place, true);
        slots[slot] = own;
      }
      return;
    }
    slots[slot] = own;
    tags[slot] = tag;
    table.count++;
  }

  /** Rows of closed logs stay behind here. */
  #grow(table: Table): void {
    const { slots } = table;
    const larger = new Uint32Array(slots.length * 2).fill(FREE);
    const tags = new Uint8Array(larger.length); // both are there, or nothing has changed
    const mask = larger.length - 1;
    table.count = 0;
    for (const id of slots) {
      const chunk = id === FREE ? undefined : this.chunkOf(id >>> 16);
      const row = id & 0xffff;
      if (!chunk || row >= chunk.count || chunk.isRemoved(row)) continue;
      const hash = hashOf(chunk, row);
      let slot = hash & mask;
      while (larger[slot] !== FREE) slot = (slot + 1) & mask;
      larger[slot] = id;
      tags[slot] = (hash >>> 16) & 0xff;
      table.count++;
    }
    table.slots = larger;
    table.tags = tags;
  }
}

class Table {
  /** Row ids. */
  slots = new Uint32Array(16).fill(FREE);
  /** More bits of their hashes: most slots need not be looked into. */
  tags = new Uint8Array(16);
  count = 0;
}

function hashOf(chunk: Chunk, row: number): number {
  const h = chunk.eventIdKind(row) === IdKind.none ? hashOfRow(chunk, row) : hashOfId(chunk.eventIds, row * 16);
  return h ^ (h >>> 13);
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
