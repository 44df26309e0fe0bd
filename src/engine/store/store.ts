import { type DictionaryName, guidPaths, type Path, pathIndex } from "../../core/events/paths";
import type { Dictionary } from "../../core/scan/dictionary";
import { type Batch, IdKind, type Scanner } from "../../core/scan/scanner";
import { OutOfMemory } from "../thread/memory";
import { CHUNK_ROWS, Chunk, copy, ID_WORDS, type Stretch } from "./chunk";
import { Deriver } from "./derive";
import { Duplicates } from "./duplicates";
import { Levels } from "./levels";
import { orderOf } from "./order";
import { storedColumns } from "./storedColumns";

const RESOURCES = pathIndex["resources.[].ARN" satisfies Path];

/** Numbers of released chunks are reused only after so many others: a stored ID must not come to mean another row. */
const FRESH_NUMBERS = 60_000;
const MOST_CHUNKS = 0xffff; // a row's ID has 32 bits, and one value means "none"

const COMPARED_AT_A_STRETCH = 8192; // rows

/** All rows of all open logs, in chunks. */
export class Store {
  readonly derive: Deriver;
  readonly levels: Levels;
  /** Sizes of the empty store's dictionaries: these texts have the same IDs in every store. */
  readonly firstTexts: Readonly<Record<DictionaryName, number>>;
  /** Increases whenever rows are added or removed. */
  revision = 0;
  #chunks: (Chunk | undefined)[] = [];
  #freed: number[] = [];
  #shown = new Set<Chunk>();
  #byLog = new Map<string, Stretch[]>();
  readonly #duplicates: Duplicates;
  readonly #oddIds: Dictionary;
  /** Visible rows that were not yet compared with the others: that is done before the next question. */
  #uncompared: { chunk: Chunk; from: number; to: number }[] = [];
  #uncomparedRows = 0;
  /** Visible rows that are not yet in the table of duplicates: as long as they are the only rows, they need not be. */
  #unlisted: { stretch: Stretch; next: number }[] = [];
  #order: { revision: number; ids: Uint32Array } | undefined;

  constructor(readonly scanner: Scanner) {
    this.derive = new Deriver(scanner);
    this.levels = new Levels(this.derive);
    this.firstTexts = mapped(scanner.dictionaries, ({ size }) => size);
    this.#oddIds = scanner.dictionaries.oddId;
    this.#duplicates = new Duplicates((number) => this.#chunks[number]);
  }

  chunks(): Iterable<Chunk> {
    this.#compare();
    return this.#shown;
  }

  /** A log's rows, in order of their positions in it. */
  rowsOf(uri: string): readonly Stretch[] {
    this.#compare();
    return this.#byLog.get(uri) ?? [];
  }

  /** Whether rows of a log are visible. */
  has(uri: string): boolean {
    return this.#byLog.has(uri);
  }

  /** Number of visible rows of a log, including duplicates. This is fast, because nothing is compared. */
  countOf(uri: string): number {
    return (this.#byLog.get(uri) ?? []).reduce((count, { from, to }) => count + to - from, 0);
  }

  /** The chunk and position of a row ID; undefined if its log was closed or read again. */
  find(id: number): { chunk: Chunk; row: number } | undefined {
    this.#compare();
    const chunk = this.#chunks[Math.floor(id / CHUNK_ROWS)];
    const row = id % CHUNK_ROWS;
    return chunk && row < chunk.count && !chunk.isRemoved(row) ? { chunk, row } : undefined;
  }

  /** Rows by their ids, as they are now; those that were closed or read again are not known. */
  rows(ids: readonly number[]): { ids: Uint32Array; known(id: number): Chunk | undefined } {
    const chunks = new Map<number, Chunk>();
    for (const id of ids) {
      const found = this.find(id);
      if (found) chunks.set(id, found.chunk);
    }
    return { ids: Uint32Array.from(ids), known: (id) => chunks.get(id) };
  }

  /** Undefined if all its logs were closed or read again. */
  chunk(number: number): Chunk | undefined {
    return this.#chunks[number];
  }

  /** @param rows the initial capacity */
  newChunk(hasText: boolean, rows?: number): Chunk {
    const reused = this.#chunks.length < FRESH_NUMBERS ? undefined : this.#freed.shift();
    const number = reused ?? this.#chunks.length;
    if (number >= MOST_CHUNKS) throw new OutOfMemory();
    const chunk = new Chunk(number, hasText, rows);
    this.#chunks[chunk.number] = chunk;
    return chunk;
  }

  /** Works column by column if possible: writing one row into arrays of many kinds takes long. */
  add(chunk: Chunk, batch: Batch, from: number, to: number): void {
    const count = to - from;
    const { rows } = this.derive;
    rows.make(batch, from, to);
    const first = chunk.add(count);
    for (let i = from; i < to; i++) {
      const row = first + i - from;
      const eventKind = batch.guidKinds[i * GUIDS + EVENT_GUID] as number;
      chunk.setKinds(row, eventKind, batch.guidKinds[i * GUIDS + REQUEST_GUID] as number, rows.origin(batch, i));
      if (eventKind === IdKind.none) {
        const odd = rows.oddId(i);
        if (odd !== 0) chunk.oddIds.set(row, odd);
      }
      const oddTime = rows.oddTime(i);
      if (oddTime !== 0) chunk.oddTimes.set(row, oddTime);
    }
    for (const column of storedColumns) {
      const at = rows.columnAt(column);
      chunk.set(column, first, rows.ids, at + from, at + to);
    }
    copy(batch.starts, from, to, chunk.starts, first);
    copy(batch.lengths, from, to, chunk.lengths, first);
    copy(batch.times, from, to, chunk.times, first);
    if (chunk.text) {
      copy(batch.textStarts, from, to, chunk.text.starts, first);
      copy(batch.textLengths, from, to, chunk.text.lengths, first);
    }
    copyIds(batch.guidWords, from * GUIDS + EVENT_GUID, GUIDS, chunk.eventIds, first, count);
    copyIds(batch.guidWords, from * GUIDS + REQUEST_GUID, GUIDS, chunk.requestIds, first, count);
    for (let i = 0; i < batch.extras.length; i += 3) {
      const row = batch.extras[i] as number;
      if (batch.extras[i + 1] !== RESOURCES || row < from || row >= to) continue;
      chunk.furtherResources.add(chunk.count - (to - row), batch.extras[i + 2] as number);
    }
  }

  /** Adds rows to a visible log. Rows from `from` on are compared with the others. */
  show(stretch: Stretch, from: number): void {
    for (const _ of this.listCopies()); // usually already done, in turns
    const { chunk, to } = stretch;
    this.#put(stretch);
    const last = this.#uncompared.at(-1);
    if (last?.chunk === chunk && last.to === from) last.to = to;
    else this.#uncompared.push({ chunk, from, to });
    this.#uncomparedRows += to - from;
    if (this.#uncomparedRows >= COMPARED_AT_A_STRETCH) this.#compare();
  }

  /** Like {@link show}, for rows whose duplicate marks are known, when there are no other rows. */
  showCompared(stretch: Stretch): void {
    this.#put(stretch);
    this.#unlisted.push({ stretch, next: stretch.from });
  }

  #put(stretch: Stretch): void {
    const { chunk, uri } = stretch;
    const known = this.#byLog.get(uri);
    if (!known) this.#byLog.set(uri, [stretch]);
    else if (!known.includes(stretch)) known.push(stretch);
    this.#shown.add(chunk);
    this.revision++;
  }

  #compare(): void {
    if (this.#uncompared.length === 0) return;
    for (const { chunk, from, to } of this.#uncompared) this.#duplicates.add(chunk, from, to);
    this.#uncompared = [];
    this.#uncomparedRows = 0;
  }

  /** Announces how many more rows are likely. */
  expect(rows: number): void {
    let count = rows;
    for (const chunk of this.#shown) count += chunk.count;
    this.#duplicates.expect(count);
  }

  get isEmpty(): boolean {
    return this.#shown.size === 0;
  }

  /** Run this before other rows are added. Several runs may take turns. */
  *listCopies(): Generator<void> {
    for (let entry = this.#unlisted[0]; entry; entry = this.#unlisted[0]) {
      const { stretch, next } = entry;
      const { chunk, to } = stretch;
      const end = Math.min(to, next + COMPARED_AT_A_STRETCH);
      if (this.#chunks[chunk.number] === chunk) this.#duplicates.add(chunk, next, end);
      entry.next = end;
      if (end === to) this.#unlisted.shift();
      yield;
    }
  }

  /** Removes a log's rows. Their duplicates become separate events: {@link recount} finds out. */
  hide(uri: string): void {
    for (const stretch of this.rowsOf(uri)) this.forget(stretch);
    this.#byLog.delete(uri);
    this.revision++;
  }

  /** Removes the chunk with the last of its logs. */
  forget(stretch: Stretch): void {
    const { chunk } = stretch;
    chunk.remove(stretch);
    if (chunk.removed === chunk.count) this.drop(chunk);
  }

  /** Removes a chunk that has no rows. */
  drop(chunk: Chunk): void {
    if (this.#chunks[chunk.number] !== chunk) return;
    this.#chunks[chunk.number] = undefined;
    this.#freed.push(chunk.number);
    this.#shown.delete(chunk);
  }

  /** During a {@link recount}, duplicate marks are not reliable. */
  recounts = 0;

  /** Compares all rows again. Yields between chunks. */
  *recount(): Generator<void> {
    this.recounts++;
    try {
      yield* this.#recount();
    } finally {
      this.recounts--;
    }
  }

  *#recount(): Generator<void> {
    this.#duplicates.clear();
    this.#unlisted = [];
    for (const chunk of [...this.chunks()]) {
      if (this.#chunks[chunk.number] === chunk) {
        const { count } = chunk;
        for (let row = 0; row < count; row++) chunk.markDuplicate(row, false);
        for (let from = 0; from < count; from += COMPARED_AT_A_STRETCH) {
          this.#duplicates.add(chunk, from, Math.min(count, from + COMPARED_AT_A_STRETCH));
          yield;
        }
      }
      yield;
    }
    this.revision++;
  }

  /** Distinct events. */
  get events(): number {
    let events = 0;
    for (const chunk of this.chunks()) events += chunk.events;
    return events;
  }

  /** Bytes of memory of all rows. */
  get bytes(): number {
    let bytes = this.#duplicates.bytes + this.derive.bytes;
    for (const chunk of this.#chunks) bytes += chunk?.bytes ?? 0; // including those of a draft
    for (const dictionary of Object.values(this.scanner.dictionaries)) bytes += dictionary.bytes;
    return bytes;
  }

  /**
   * IDs of all rows in order of time, log, start, including duplicates. Made once for all questions between two
   * changes.
   */
  *order(): Generator<void, Uint32Array> {
    if (this.#order?.revision === this.revision) return this.#order.ids;
    const { revision } = this;
    const ids = yield* orderOf(this.chunks());
    this.#order = { revision, ids };
    return ids;
  }

  /** Whether these are the IDs that {@link order} returned last, not a copy of them. */
  isOrder(ids: Uint32Array): boolean {
    return this.#order?.ids === ids;
  }

  oddId(id: number): string {
    return this.#oddIds.text(id);
  }
}

function mapped<K extends string, A, B>(from: Readonly<Record<K, A>>, each: (value: A) => B): Record<K, B> {
  const entries = Object.entries<A>(from).map(([key, value]) => [key, each(value)] as const);
  return Object.fromEntries(entries) as Record<K, B>;
}

const GUIDS = guidPaths.length;
const EVENT_GUID = guidPaths.indexOf("eventID");
const REQUEST_GUID = guidPaths.indexOf("requestID");

/** Copies every `step`th ID from `at` on. */
function copyIds(from: Uint32Array, at: number, step: number, into: Uint32Array, first: number, count: number): void {
  for (let row = 0; row < count; row++) {
    const p = (at + row * step) * ID_WORDS;
    const to = (first + row) * ID_WORDS;
    for (let i = 0; i < ID_WORDS; i++) into[to + i] = from[p + i] as number;
  }
}
