import { type DictionaryName, guidPaths, type Path, pathIndex } from "../../core/events/paths";
import type { Dictionary } from "../../core/scan/dictionary";
import { type Batch, IdKind, type Scanner } from "../../core/scan/scanner";
import { OutOfMemory } from "../memory";
import { CHUNK_ROWS, Chunk, copy, ID_WORDS, type Stretch } from "./chunk";
import { Deriver } from "./derive";
import { Duplicates } from "./duplicates";
import { Levels } from "./levels";
import { orderOf } from "./order";
import { storedColumns } from "./storedColumns";

const RESOURCES = pathIndex["resources.[].ARN" satisfies Path];

/** Numbers of forgotten chunks rest until so many were used: an id kept somewhere must not come to mean another row. */
const FRESH_NUMBERS = 60_000;
const MOST_CHUNKS = 0xffff; // a row's id has 32 bits, and one value stands for none

const COMPARED_AT_A_STRETCH = 8192; // rows

/** All rows of all opened logs, in chunks. */
export class Store {
  readonly derive: Deriver;
  readonly levels: Levels;
  /** Sizes of the dictionaries before anything was read: these texts have the same ids in every store. */
  readonly firstTexts: Readonly<Record<DictionaryName, number>>;
  /** Rises whenever rows came or went. */
  revision = 0;
  #chunks: (Chunk | undefined)[] = [];
  #freed: number[] = [];
  #shown = new Set<Chunk>();
  #byLog = new Map<string, Stretch[]>();
  readonly #duplicates: Duplicates;
  readonly #oddIds: Dictionary;
  /** Rows shown that were not yet looked for among the others: that is done before the next question. */
  #uncompared: { chunk: Chunk; from: number; to: number }[] = [];
  #uncomparedRows = 0;
  /** Shown rows the table of copies has not heard of: while nothing else is there it need not. */
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

  /** Where a log's rows are, in order of their place in it. */
  rowsOf(uri: string): readonly Stretch[] {
    this.#compare();
    return this.#byLog.get(uri) ?? [];
  }

  /** Whether rows of a log are shown. */
  has(uri: string): boolean {
    return this.#byLog.has(uri);
  }

  /** Rows shown of a log, copies of others among them: cheap, since nothing is compared for it. */
  countOf(uri: string): number {
    return (this.#byLog.get(uri) ?? []).reduce((count, { from, to }) => count + to - from, 0);
  }

  /** The chunk and place of a row id; undefined when its log was closed or read again. */
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

  /** undefined when all its logs were closed or read again. */
  chunk(number: number): Chunk | undefined {
    return this.#chunks[number];
  }

  /** @param rows for which there is room at first */
  newChunk(hasText: boolean, rows?: number): Chunk {
    const reused = this.#chunks.length < FRESH_NUMBERS ? undefined : this.#freed.shift();
    const number = reused ?? this.#chunks.length;
    if (number >= MOST_CHUNKS) throw new OutOfMemory();
    const chunk = new Chunk(number, hasText, rows);
    this.#chunks[chunk.number] = chunk;
    return chunk;
  }

  /** Column by column where that is possible: to write one row into arrays of many kinds takes long. */
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

  /** Adds rows to a log that is seen; those from `from` on are compared with those already there. */
  show(stretch: Stretch, from: number): void {
    for (const _ of this.listCopies()); // usually done, with rests, before anybody reads
    const { chunk, to } = stretch;
    this.#put(stretch);
    const last = this.#uncompared.at(-1);
    if (last?.chunk === chunk && last.to === from) last.to = to;
    else this.#uncompared.push({ chunk, from, to });
    this.#uncomparedRows += to - from;
    if (this.#uncomparedRows >= COMPARED_AT_A_STRETCH) this.#compare();
  }

  /** As {@link show}, of rows of which it is known which are copies of one another; there are no others. */
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

  /** So many rows more are likely to come. */
  expect(rows: number): void {
    let count = rows;
    for (const chunk of this.#shown) count += chunk.count;
    this.#duplicates.expect(count);
  }

  get isEmpty(): boolean {
    return this.#shown.size === 0;
  }

  /** To be run before other rows come. Several may run in turns. */
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

  /** Forgets a log's rows. What was a copy of one of them is an event of its own again: {@link recount} finds out. */
  hide(uri: string): void {
    for (const stretch of this.rowsOf(uri)) this.forget(stretch);
    this.#byLog.delete(uri);
    this.revision++;
  }

  /** A chunk goes with the last of its logs. */
  forget(stretch: Stretch): void {
    const { chunk } = stretch;
    chunk.remove(stretch);
    if (chunk.removed === chunk.count) this.drop(chunk);
  }

  /** A chunk of which no log has rows. */
  drop(chunk: Chunk): void {
    if (this.#chunks[chunk.number] !== chunk) return;
    this.#chunks[chunk.number] = undefined;
    this.#freed.push(chunk.number);
    this.#shown.delete(chunk);
  }

  /** While {@link recount} is under way, marks of copies are not to be relied on. */
  recounts = 0;

  /** Compares all rows anew, with rests between chunks. */
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

  /** Of all arrays behind the rows. */
  get bytes(): number {
    let bytes = this.#duplicates.bytes + this.derive.bytes;
    for (const chunk of this.#chunks) bytes += chunk?.bytes ?? 0; // those of a draft too
    for (const dictionary of Object.values(this.scanner.dictionaries)) bytes += dictionary.bytes;
    return bytes;
  }

  /** Ids of all rows in order of time, log, start, copies among them; made once for all questions between two changes. */
  *order(): Generator<void, Uint32Array> {
    if (this.#order?.revision === this.revision) return this.#order.ids;
    const { revision } = this;
    const ids = yield* orderOf(this.chunks());
    this.#order = { revision, ids };
    return ids;
  }

  /** Whether these are the ids that {@link order} gave last, not a copy of them. */
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

/** Every `step`th id from `at` on. */
function copyIds(from: Uint32Array, at: number, step: number, into: Uint32Array, first: number, count: number): void {
  for (let row = 0; row < count; row++) {
    const p = (at + row * step) * ID_WORDS;
    const to = (first + row) * ID_WORDS;
    for (let i = 0; i < ID_WORDS; i++) into[to + i] = from[p + i] as number;
  }
}
