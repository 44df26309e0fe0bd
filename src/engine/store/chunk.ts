import type { EventForm } from "../../core/events/event";
import { type Origin, origins, wholeRecord } from "../../core/events/values";
import { Further } from "./further";
import { type StoredColumn, storedColumns } from "./storedColumns";

/** Rows of one chunk: a row's ID is the chunk's number × this + its position. */
export const CHUNK_ROWS = 65_536;
const MOSTLY_FULL = 0.9;
const FEW = 32; // numbers
const FIRST_ROWS = 256; // a log with one record must not need a whole chunk
/** An ID's 16 bytes as words in the machine's byte order. */
export const ID_WORDS = 4;

// a row's flags: the kinds of its event ID and request ID, whether it is a duplicate, and what it was read from
const KIND = 3;
const REQUEST_KIND_SHIFT = 2;
const DUPLICATE = 16;
const ORIGIN_SHIFT = 5;

export type Ids = Uint8Array | Uint16Array | Uint32Array;
type Column = Ids | Float64Array;

/** For each possible value of a row's flags, whether it is an event and not a duplicate. */
const isEvent = Uint8Array.from({ length: 256 }, (_, flags) => ((flags & DUPLICATE) === 0 ? 1 : 0));

function originOf(flags: number): Origin {
  return origins[flags >> ORIGIN_SHIFT] ?? wholeRecord;
}

/** Consecutive rows of one log in a chunk. */
export interface Stretch {
  readonly chunk: Chunk;
  readonly uri: string;
  readonly from: number;
  to: number;
}

export function eventsIn({ chunk, from, to }: Stretch): number {
  if (from === 0 && to === chunk.count) return chunk.events;
  let events = 0;
  for (let row = from; row < to; row++) if (chunk.isEvent(row)) events++;
  return events;
}

/** A chunk's rows in a form that can be kept outside the store. */
export interface ChunkColumns {
  count: number;
  duplicates: number;
  starts: Float64Array;
  lengths: Uint32Array;
  times: Float64Array;
  eventIds: Uint32Array;
  requestIds: Uint32Array;
  flags: Uint8Array;
  ids: Ids[];
  further: { rows: Uint16Array; ids: Uint32Array };
}

/** A row's flags without those that depend on other rows and logs. */
export const OWN_FLAGS = 0xff ^ DUPLICATE;

/** Up to 65,536 rows of one log, or of many small ones, in columns as narrow as their IDs allow. */
export class Chunk {
  count = 0;
  duplicates = 0;
  /** Rows of logs that were closed or read again, except duplicates. */
  removed = 0;
  /** In order; every row is in one of them. */
  readonly stretches: Stretch[] = [];
  starts: Float64Array;
  lengths: Uint32Array;
  times: Float64Array;
  /** Event IDs and request IDs, 16 bytes each if their kind says so. */
  eventIds: Uint32Array;
  requestIds: Uint32Array;
  flags: Uint8Array;
  /** UTF-16 positions in the log's document; undefined for logs read from bytes. */
  text: { starts: Uint32Array; lengths: Uint32Array } | undefined;
  readonly ids: Ids[];
  /** IDs of texts for rows whose event ID or time has an unusual spelling. */
  readonly oddIds = new Map<number, number>();
  readonly oddTimes = new Map<number, number>();
  /** ARNs of resources after the first. */
  furtherResources = new Further();
  /** The largest ID that each column can hold in its current width. */
  readonly #most = new Uint32Array(storedColumns.length).fill(0xff);
  #order: Uint16Array | undefined;
  /** 1 for each row whose log was closed or read again. */
  #gone: Uint8Array | undefined;
  #isEnded = false;

  /** @param rows the initial capacity */
  constructor(
    readonly number: number,
    hasText: boolean,
    rows = FIRST_ROWS,
  ) {
    this.starts = new Float64Array(rows);
    this.lengths = new Uint32Array(rows);
    this.times = new Float64Array(rows);
    this.eventIds = new Uint32Array(rows * ID_WORDS);
    this.requestIds = new Uint32Array(rows * ID_WORDS);
    this.flags = new Uint8Array(rows);
    this.ids = storedColumns.map(() => new Uint8Array(rows));
    if (hasText) this.text = { starts: new Uint32Array(rows), lengths: new Uint32Array(rows) };
  }

  get bytes(): number {
    const { starts, lengths, times, eventIds, requestIds, flags, text, ids } = this;
    const texts = text ? [text.starts, text.lengths] : [];
    const all = [starts, lengths, times, eventIds, requestIds, flags, ...texts, ...ids];
    const rest = this.furtherResources.bytes + (this.#order?.byteLength ?? 0) + (this.#gone?.byteLength ?? 0);
    return all.reduce((sum, { byteLength }) => sum + byteLength, rest);
  }

  /** Takes over complete rows; the arrays belong to the chunk from now on. */
  take({ count, duplicates, further, ids, ...columns }: ChunkColumns): void {
    Object.assign(this, columns);
    this.count = count;
    this.duplicates = duplicates;
    this.furtherResources.all = further;
    ids.forEach((column, i) => {
      this.ids[i] = column;
      this.#most[i] = column.BYTES_PER_ELEMENT === 4 ? 0xffffffff : column.BYTES_PER_ELEMENT === 2 ? 0xffff : 0xff;
    });
  }

  get isFull(): boolean {
    return this.count === CHUNK_ROWS || this.#isEnded;
  }

  /** Ends the chunk at a row: later rows are discarded, and no more are added. */
  endAt(count: number): void {
    this.#isEnded = true;
    this.count = count;
    (this.stretches[this.stretches.length - 1] as Stretch).to = count;
  }

  /** Removes all rows; the capacity stays. */
  clear(): void {
    this.count = this.duplicates = this.removed = 0;
    this.stretches.length = 0;
    this.oddIds.clear();
    this.oddTimes.clear();
    this.furtherResources = new Further();
  }

  /** Starts a log: new rows belong to it from now on. */
  begin(uri: string): Stretch {
    const stretch: Stretch = { chunk: this, uri, from: this.count, to: this.count };
    this.stretches.push(stretch);
    return stretch;
  }

  uriOf(row: number): string {
    return (this.stretchOf(row) as Stretch).uri;
  }

  /** The one that a row is in; undefined when there is no such row. */
  stretchOf(row: number): Stretch | undefined {
    let low = 0;
    let high = this.stretches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.stretches[middle] as Stretch).to <= row) low = middle + 1;
      else high = middle;
    }
    return this.stretches[low];
  }

  /** Distinct events of open logs. */
  get events(): number {
    return this.count - this.duplicates - this.removed;
  }

  /** Adds rows to the last log. The caller must set all their values. Returns the position of the first one. */
  add(rows: number): number {
    const first = this.count;
    const count = first + rows;
    if (count > this.starts.length) {
      let room = this.starts.length;
      while (room < count) room = Math.min(room * 4, CHUNK_ROWS);
      this.#resize(room);
    }
    this.#order = undefined;
    (this.stretches[this.stretches.length - 1] as Stretch).to = count;
    this.count = count;
    return first;
  }

  /** Sets a column's IDs from a row on to a range of `ids`. */
  set(column: StoredColumn, first: number, ids: Uint32Array, from: number, to: number): void {
    let most = 0;
    for (let i = from; i < to; i++) if ((ids[i] as number) > most) most = ids[i] as number;
    if (most > (this.#most[column] as number)) this.#widen(column, most);
    copy(ids, from, to, this.ids[column] as Ids, first);
  }

  #widen(column: StoredColumn, id: number): void {
    const ids = this.ids[column] as Ids;
    const isWide = id > 0xffff;
    this.ids[column] = resized(ids, isWide ? new Uint32Array(ids.length) : new Uint16Array(ids.length));
    this.#most[column] = isWide ? 0xffffffff : 0xffff;
  }

  column(column: StoredColumn): Ids {
    return this.ids[column] as Ids;
  }

  /** @param origin the number of one of {@link origins} */
  setKinds(row: number, eventId: number, requestId: number, origin: number): void {
    this.flags[row] = eventId | (requestId << REQUEST_KIND_SHIFT) | (origin << ORIGIN_SHIFT);
  }

  eventIdKind(row: number): number {
    return (this.flags[row] as number) & KIND;
  }

  requestIdKind(row: number): number {
    return ((this.flags[row] as number) >> REQUEST_KIND_SHIFT) & KIND;
  }

  form(row: number): EventForm {
    return originOf(this.flags[row] as number).form;
  }

  origin(row: number): Origin {
    return originOf(this.flags[row] as number);
  }

  isDuplicate(row: number): boolean {
    return ((this.flags[row] as number) & DUPLICATE) !== 0;
  }

  isRemoved(row: number): boolean {
    return this.#gone?.[row] === 1;
  }

  /** An event of an open log that is not a duplicate. */
  isEvent(row: number): boolean {
    return isEvent[this.flags[row] as number] === 1 && !this.isRemoved(row);
  }

  /** For a range of rows: the number of events of each form, and of duplicates. */
  countOf(from: number, to: number): { events: number; duplicates: number; forms: Map<EventForm, number> } {
    const rows = new Uint32Array(256); // counts by value of the flags: looking at each row's flags one by one takes longer
    const gone = this.#gone;
    for (let row = from; row < to; row++) {
      if (gone?.[row] === 1) continue;
      const flags = this.flags[row] as number;
      rows[flags] = (rows[flags] as number) + 1;
    }
    const found = { events: 0, duplicates: 0, forms: new Map<EventForm, number>() };
    rows.forEach((count, flags) => {
      if (count === 0) return;
      if (isEvent[flags] === 1) {
        const { form } = originOf(flags);
        found.events += count;
        found.forms.set(form, (found.forms.get(form) ?? 0) + count);
      } else if ((flags & DUPLICATE) !== 0) found.duplicates += count;
    });
    return found;
  }

  /** Writes 1 for each such row, else 0. */
  markEvents(count: number, out: Uint8Array): void {
    for (let row = 0; row < count; row++) out[row] = isEvent[this.flags[row] as number] as number;
    const gone = this.#gone;
    if (gone) for (let row = 0; row < count; row++) out[row] = (out[row] as number) & ~(gone[row] as number);
  }

  /** Removes rows from the store; code that has them already can still read their columns. */
  remove({ from, to }: Stretch): void {
    const gone = (this.#gone ??= new Uint8Array(CHUNK_ROWS));
    for (let row = from; row < to; row++) {
      if (this.isRemoved(row)) continue;
      this.markDuplicate(row, false);
      gone[row] = 1;
      this.removed++;
    }
  }

  markDuplicate(row: number, duplicate: boolean): void {
    if (this.isDuplicate(row) === duplicate) return;
    this.flags[row] = (this.flags[row] as number) ^ DUPLICATE;
    this.duplicates += duplicate ? 1 : -1;
  }

  /** Row positions in order of time, then start; rows without a readable time come last. */
  order(): Uint16Array {
    if (this.#order?.length === this.count) return this.#order;
    const order = new Uint16Array(this.count);
    let sorted = true;
    for (let i = 0; i < this.count; i++) {
      order[i] = i;
      if (i > 0 && sorted) sorted = !isAfter(this.times[i - 1] as number, this.times[i] as number);
    }
    if (!sorted) sortByTime(order, this.times);
    this.#order = order;
    return order;
  }

  /** Releases unused capacity if there is much: a log of a few thousand rows has up to four times as much. */
  trim(): void {
    if (this.count > 0 && this.count < MOSTLY_FULL * this.starts.length) this.#resize(this.count);
  }

  #resize(rows: number): void {
    this.starts = resized(this.starts, new Float64Array(rows));
    this.lengths = resized(this.lengths, new Uint32Array(rows));
    this.times = resized(this.times, new Float64Array(rows));
    this.eventIds = resized(this.eventIds, new Uint32Array(rows * ID_WORDS));
    this.requestIds = resized(this.requestIds, new Uint32Array(rows * ID_WORDS));
    this.flags = resized(this.flags, new Uint8Array(rows));
    if (this.text) {
      const { starts, lengths } = this.text;
      this.text = { starts: resized(starts, new Uint32Array(rows)), lengths: resized(lengths, new Uint32Array(rows)) };
    }
    this.ids.forEach((ids, i) => {
      const Width = ids.constructor as new (length: number) => Ids;
      this.ids[i] = resized(ids, new Width(rows));
    });
  }
}

/** Whether time `a` comes after `b`; an unreadable time comes after every other. */
export function isAfter(a: number, b: number): boolean {
  return a > b || (a !== a && b === b);
}

/**
 * Packs each time with its row into one number, because those sort natively, without a comparator, six times as fast.
 */
function sortByTime(order: Uint16Array, times: Float64Array): void {
  const finite = order.filter((row) => Number.isFinite(times[row]));
  let earliest = Number.POSITIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  for (const row of finite) {
    earliest = Math.min(earliest, times[row] as number);
    latest = Math.max(latest, times[row] as number);
  }
  const unreadable = order.filter((row) => !Number.isFinite(times[row]));
  if ((latest - earliest + 1) * CHUNK_ROWS < Number.MAX_SAFE_INTEGER) {
    const keys = Float64Array.from(finite, (row) => ((times[row] as number) - earliest) * CHUNK_ROWS + row).sort();
    keys.forEach((key, i) => {
      finite[i] = key % CHUNK_ROWS;
    });
  } else finite.sort((a, b) => (times[a] as number) - (times[b] as number) || a - b);
  order.set(finite);
  order.set(unreadable, finite.length);
}

/** A native copy needs a temporary object: for few numbers this takes longer than copying them. */
export function copy(from: Column, start: number, end: number, into: Column, at: number): void {
  if (end - start > FEW) into.set(from.subarray(start, end), at);
  else for (let i = start; i < end; i++) into[at + i - start] = from[i] as number;
}

function resized<T extends Float64Array | Ids>(from: Float64Array | Ids, into: T): T {
  into.set(from.length > into.length ? from.subarray(0, into.length) : from);
  return into;
}
