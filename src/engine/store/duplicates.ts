import { type EventForm, isReduced } from "../../core/events/event";
import { IdKind } from "../../core/scan/scanner";
import { CHUNK_ROWS, type Chunk, ID_WORDS } from "./chunk";
import { stored, storedColumns } from "./storedColumns";

const FREE = 0xffffffff; // not a row's ID: chunks have numbers below 65,535
const TABLES = 256;
const FEW = 1024; // fewer rows are not worth sorting
const SMALL_TABLE = 1024; // slots

// used within one call only
const hashes = new Int32Array(CHUNK_ROWS);
const sorted = new Uint16Array(CHUNK_ROWS);
const starts = new Uint32Array(TABLES + 1);
const ends = new Uint32Array(TABLES + 1);

/**
 * Finds records that were delivered more than once: the same event ID and all columns equal (for a reduced record, the
 * columns it has). Edited samples have IDs like "1" in each record, and two accounts can get records with the same ID
 * and other content: those are separate events.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html
 */
export class Duplicates {
  /** Split by the hash's highest bits, so that a growing table blocks the thread only for a moment. */
  #tables: (Table | undefined)[] = [];
  #expected = 0;

  constructor(private readonly chunkOf: (number: number) => Chunk | undefined) {}

  get bytes(): number {
    return this.#tables.reduce((sum, table) => sum + (table ? table.slots.length * 5 : 0), 0);
  }

  /** Announces roughly how many rows there will be, so that tables that have to grow do so once. */
  expect(rows: number): void {
    this.#expected = rows;
  }

  clear(): void {
    this.#tables = [];
    this.#expected = 0;
  }

  /**
   * Marks rows as duplicates of earlier ones, or the earlier one if the newer is fuller. Rows are processed table by
   * table, so that each table stays in the processor's cache.
   */
  add(chunk: Chunk, from: number, to: number): void {
    const count = to - from;
    if (count < FEW) {
      for (let row = from; row < to; row++) {
        if (!isLookedFor(chunk, row)) continue;
        const hash = hashOf(chunk, row);
        this.#add(this.#table(hash >>> 24), chunk, row, hash);
      }
      return;
    }
    starts.fill(0);
    for (let i = 0; i < count; i++) {
      const row = from + i;
      if (!isLookedFor(chunk, row)) continue;
      const hash = hashOf(chunk, row);
      hashes[row] = hash;
      const next = (hash >>> 24) + 1;
      starts[next] = (starts[next] as number) + 1;
    }
    for (let i = 1; i <= TABLES; i++) starts[i] = (starts[i] as number) + (starts[i - 1] as number);
    ends.set(starts);
    for (let row = from; row < to; row++) {
      if (!isLookedFor(chunk, row)) continue;
      const number = (hashes[row] as number) >>> 24;
      const at = ends[number] as number;
      sorted[at] = row;
      ends[number] = at + 1;
    }
    for (let number = 0; number < TABLES; number++) {
      const end = starts[number + 1] as number;
      let at = starts[number] as number;
      if (at === end) continue;
      const table = this.#table(number);
      this.#makeRoom(table, number, end - at);
      for (; at < end; at++) {
        const row = sorted[at] as number;
        this.#add(table, chunk, row, hashes[row] as number);
      }
    }
  }

  #table(number: number): Table {
    const known = this.#tables[number];
    if (known) return known;
    const table = new Table();
    this.#tables[number] = table;
    return table;
  }

  #add(table: Table, chunk: Chunk, row: number, hash: number): void {
    this.#makeRoom(table, hash >>> 24, 1);
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

  /**
   * Keeps each table at most half to three quarters full, with a different limit for each: they fill evenly and must
   * not all grow at once.
   */
  #makeRoom(table: Table, number: number, more: number): void {
    const share = 0.5 + number / (4 * TABLES);
    const needed = (table.count + more) / share;
    let size = table.slots.length;
    if (needed <= size) return;
    while (needed > size) size *= size < SMALL_TABLE ? 4 : 2;
    while (this.#expected / TABLES > size * share) size *= 2;
    this.#grow(table, size);
  }

  /** Leaves out rows of closed logs. */
  #grow(table: Table, size: number): void {
    const { slots } = table;
    const larger = new Uint32Array(size).fill(FREE);
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
  /** Row IDs. */
  slots = new Uint32Array(16).fill(FREE);
  /** More bits of the hashes, so that most slots need not be compared. */
  tags = new Uint8Array(16);
  count = 0;
}

/**
 * Without an ID nothing proves that two records are the same. A row that is known to be a duplicate is not looked for.
 */
function isLookedFor(chunk: Chunk, row: number): boolean {
  return (chunk.eventIdKind(row) !== IdKind.none || chunk.oddIds.has(row)) && chunk.isEvent(row);
}

function hashOf(chunk: Chunk, row: number): number {
  const h = chunk.eventIdKind(row) === IdKind.none ? hashOfRow(chunk, row) : hashOfId(chunk.eventIds, row * ID_WORDS);
  return h ^ (h >>> 13);
}

function hashOfId(ids: Uint32Array, at: number): number {
  let h = 0;
  for (let i = at; i < at + ID_WORDS; i++) {
    h = Math.imul(h ^ (ids[i] as number), 0x5bd1e995);
    h ^= h >>> 15;
  }
  return h;
}

/** Edited samples often have the same ID in every record: only the columns distinguish such rows. */
function hashOfRow(chunk: Chunk, row: number): number {
  let h = Math.imul(chunk.oddIds.get(row) ?? 0, 0x01000193) ^ (chunk.times[row] as number);
  for (const column of storedColumns) {
    h = Math.imul(h ^ (chunk.column(column)[row] as number), 0x5bd1e995);
    h ^= h >>> 15;
  }
  return h;
}

/** Keeps the fuller one of two records of the same event. */
function fullness(form: EventForm): number {
  return form === "csvRow" ? 0 : form === "resultRow" ? 1 : 2;
}

function repeats(a: Chunk, row: number, b: Chunk, other: number): boolean {
  if (a.eventIdKind(row) !== b.eventIdKind(other)) return false;
  if (a.eventIdKind(row) !== IdKind.none) {
    for (let i = 0; i < ID_WORDS; i++)
      if (a.eventIds[row * ID_WORDS + i] !== b.eventIds[other * ID_WORDS + i]) return false;
  } else if (a.oddIds.get(row) !== b.oddIds.get(other)) return false;
  const isRow = isReduced(a.form(row)) || isReduced(b.form(other));
  if (isRow && a.form(row) !== b.form(other)) return agree(a, row, b, other);
  if (!Object.is(a.times[row], b.times[other])) return false;
  return storedColumns.every((column) => a.column(column)[row] === b.column(column)[other]);
}

/** The columns by which CloudTrail's deliveries to several accounts differ; a row may lack any of them. */
const telling = [stored.eventSource, stored.eventName, stored.awsRegion, stored.recipientAccountId] as const;

function agree(a: Chunk, row: number, b: Chunk, other: number): boolean {
  const [time, otherTime] = [a.times[row] as number, b.times[other] as number];
  if (Math.floor(time / 1000) !== Math.floor(otherTime / 1000) && !Number.isNaN(time) && !Number.isNaN(otherTime))
    return false;
  return telling.every((column) => {
    const [id, otherId] = [a.column(column)[row] as number, b.column(column)[other] as number];
    return id === otherId || id === 0 || otherId === 0;
  });
}
