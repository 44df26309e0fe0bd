import type { EventForm } from "../../core/events/event";
import { guidPaths, type Path, pathIndex } from "../../core/events/paths";
import type { Dictionary } from "../../core/scan/dictionary";
import { type Batch, IdKind, type Scanner } from "../../core/scan/scanner";
import { places } from "../../core/shapes/places";
import { CHUNK_ROWS, Chunk } from "./chunk";
import { Deriver, storedColumns } from "./derive";
import { Duplicates } from "./duplicates";

const RESOURCES = pathIndex["resources.[].ARN" satisfies Path];

/** All rows of all opened logs, in chunks of which each belongs to one log. */
export class Store {
  readonly derive: Deriver;
  /** Rises whenever rows came or went. */
  revision = 0;
  #chunks: (Chunk | undefined)[] = [];
  #byLog = new Map<string, Chunk[]>();
  readonly #duplicates: Duplicates;
  readonly #row = new Uint32Array(storedColumns.length);
  readonly #oddIds: Dictionary;

  constructor(readonly scanner: Scanner) {
    this.derive = new Deriver(scanner.dictionaries);
    this.#oddIds = scanner.dictionaries.oddId;
    this.#duplicates = new Duplicates((number) => this.#chunks[number]);
  }

  *chunks(): Iterable<Chunk> {
    for (const chunks of this.#byLog.values()) yield* chunks;
  }

  chunksOf(uri: string): readonly Chunk[] {
    return this.#byLog.get(uri) ?? [];
  }

  /** The chunk and place of a row id; undefined when its log was closed or read again. */
  find(id: number): { chunk: Chunk; row: number } | undefined {
    const chunk = this.#chunks[Math.floor(id / CHUNK_ROWS)];
    const row = id % CHUNK_ROWS;
    return chunk && row < chunk.count ? { chunk, row } : undefined;
  }

  /** Chunks that no question sees before {@link show}. */
  draft(uri: string, hasText: boolean): Draft {
    return new Draft(this, uri, hasText);
  }

  newChunk(uri: string, hasText: boolean): Chunk {
    const chunk = new Chunk(this.#chunks.length, uri, hasText);
    this.#chunks.push(chunk);
    return chunk;
  }

  add(chunk: Chunk, batch: Batch, from: number, to: number): void {
    const ids = this.#row;
    for (let i = from; i < to; i++) {
      const form = formOf(this.derive.isAggregated(batch, i), batch.places[i] as number);
      this.derive.row(batch, i, form, ids);
      const row = chunk.add();
      chunk.starts[row] = batch.starts[i] as number;
      chunk.lengths[row] = batch.lengths[i] as number;
      chunk.times[row] = batch.times[i] as number;
      for (let column = 0; column < ids.length; column++) chunk.set(column, row, ids[column] as number);
      if (form !== "record") chunk.setForm(row, form);
      const id = i * GUIDS + EVENT_GUID;
      const kind = batch.guidKinds[id] as number;
      chunk.setEventId(row, kind, batch.guids, id * 16);
      if (kind === IdKind.none) {
        const odd = batch.ids[i * PATHS + EVENT_ID] as number;
        if (odd !== 0) chunk.oddIds.set(row, odd);
      }
      const request = i * GUIDS + REQUEST_GUID;
      chunk.setRequestId(row, batch.guidKinds[request] as number, batch.guids, request * 16);
      const oddTime = batch.ids[i * PATHS + EVENT_TIME] as number;
      if (oddTime !== 0) chunk.oddTimes.set(row, oddTime);
      if (chunk.text) {
        chunk.text.starts[row] = batch.textStarts[i] as number;
        chunk.text.lengths[row] = batch.textLengths[i] as number;
      }
    }
    for (let i = 0; i < batch.extras.length; i += 3) {
      const row = batch.extras[i] as number;
      if (batch.extras[i + 1] !== RESOURCES || row < from || row >= to) continue;
      const place = chunk.count - (to - row);
      const known = chunk.furtherResources.get(place);
      if (known) known.push(batch.extras[i + 2] as number);
      else chunk.furtherResources.set(place, [batch.extras[i + 2] as number]);
    }
  }

  /** Adds chunks to a log that is seen; the rows from `from` on are compared with those already there. */
  show(uri: string, chunk: Chunk, from: number): void {
    const chunks = this.#byLog.get(uri);
    if (!chunks) this.#byLog.set(uri, [chunk]);
    else if (!chunks.includes(chunk)) chunks.push(chunk);
    for (let row = from; row < chunk.count; row++) this.#duplicates.add(chunk, row);
    this.revision++;
  }

  /** Forgets a log's rows. What was a copy of one of them is an event of its own again: {@link recount} finds out. */
  hide(uri: string): void {
    for (const chunk of this.chunksOf(uri)) this.forget(chunk);
    this.#byLog.delete(uri);
    this.revision++;
  }

  forget(chunk: Chunk): void {
    this.#chunks[chunk.number] = undefined;
  }

  /** Compares all rows anew, with rests between chunks. */
  *recount(): Generator<void> {
    this.#duplicates.clear();
    for (const chunk of [...this.chunks()]) {
      if (this.#chunks[chunk.number] === chunk) {
        for (let row = 0; row < chunk.count; row++) {
          chunk.markDuplicate(row, false);
          this.#duplicates.add(chunk, row);
          if (row % 16_384 === 16_383) yield;
        }
      }
      yield;
    }
    this.revision++;
  }

  /** Distinct events. */
  get events(): number {
    let events = 0;
    for (const chunk of this.chunks()) events += chunk.count - chunk.duplicates;
    return events;
  }

  oddId(id: number): string {
    return this.#oddIds.text(id);
  }
}

/** The rows of one log while it is read. */
export class Draft {
  readonly chunks: Chunk[] = [];
  #shown = false;
  #shownRows = 0; // of the last chunk

  constructor(
    private readonly store: Store,
    private readonly uri: string,
    private readonly hasText: boolean,
  ) {}

  add(batch: Batch): void {
    let from = 0;
    while (from < batch.count) {
      let chunk = this.chunks[this.chunks.length - 1];
      if (!chunk || chunk.isFull) {
        chunk = this.store.newChunk(this.uri, this.hasText);
        this.chunks.push(chunk);
        this.#shownRows = 0;
      }
      const to = Math.min(batch.count, from + CHUNK_ROWS - chunk.count);
      this.store.add(chunk, batch, from, to);
      if (this.#shown) {
        this.store.show(this.uri, chunk, this.#shownRows);
        this.#shownRows = chunk.count;
      }
      from = to;
    }
  }

  /** From now on questions see the rows, those to come as well. */
  *show(): Generator<void> {
    this.#shown = true;
    for (const chunk of this.chunks) {
      this.store.show(this.uri, chunk, 0);
      this.#shownRows = chunk.count;
      yield;
    }
  }

  discard(): void {
    if (!this.#shown) for (const chunk of this.chunks) this.store.forget(chunk);
  }
}

const PATHS = Object.keys(pathIndex).length;
const EVENT_ID = pathIndex.eventID;
const GUIDS = guidPaths.length;
const EVENT_GUID = guidPaths.indexOf("eventID");
const REQUEST_GUID = guidPaths.indexOf("requestID");
const EVENT_TIME = pathIndex.eventTime;

function formOf(isAggregated: boolean, place: number): EventForm {
  return isAggregated ? "summary" : (places[place]?.form ?? "record");
}
