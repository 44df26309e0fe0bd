import { firstPosition } from "../../core/query/buckets";
import { markOf, markOfRecord } from "../../core/shapes/recordMark";
import { recordOfSpan } from "../../core/shapes/recordText";
import { Cancelled, type RecordText, type Unread } from "../engine";
import { type Bytes, codingOf, contentOf, isPlainUtf8 } from "../input/content";
import { isSameStamp, type Stamp } from "../input/stamp";
import { memberOf } from "../input/uris";
import { contentsOf } from "../logs/archives";
import type { Log } from "../logs/log";
import { readAgain } from "../logs/readAgain";
import type { Shelf } from "../logs/shelf";
import { bytesOf, type FileSource } from "../reading/reading";
import { detailOf, reasonOf } from "../reports/failures";
import { CHUNK_ROWS, type Chunk } from "../store/chunk";
import { eventRow } from "../store/rows";
import { type Cut, type Rest, Spans } from "./spans";
import type { Rows, WantedFile } from "./wanted";

/** A row, by its position among the rows that are wanted, and its record or why there is none. */
export type Taken = { at: number } & ({ text: RecordText } | { unread: Unread });

const AT_A_TIME = 4096;

export interface Steps {
  rest: Rest;
  isCancelled: () => boolean;
  /** Whether records of open documents are wanted themselves; else where they stand in the document. */
  readsDocuments?: boolean;
}

/**
 * The records of a file, or of several logs in an archive, in the order they come in it, with one pass over what cannot be read by
 * position. Each is given once, with a reason where it cannot be had.
 * @param isWanted asked of every row before the first records come
 */
export async function* passOver(
  shelf: Shelf,
  rows: Rows,
  file: WantedFile,
  isWanted: (at: number) => boolean,
  steps: Steps,
): AsyncGenerator<Taken[]> {
  const { rest, isCancelled } = steps;
  const passes: LogPass[] = [];
  for (const wanted of file.logs.values()) {
    const spans = await shelf.turns.run(Spans.of(rows, wanted, isWanted), "question", isCancelled);
    if (!spans.isDone) passes.push(new LogPass(shelf, rows, wanted.uri, spans));
  }
  const members = new Map<string, LogPass>();
  let archive: FileSource | undefined;
  for (const pass of passes) {
    yield* pass.guarded(() => pass.begin(steps));
    const source = pass.log && (pass.log.readFrom ?? pass.log.source);
    if (source?.kind === "member" && !pass.spans.isDone) {
      archive = source.archive;
      members.set(pass.uri, pass);
    } else yield* pass.missing({ reason: "changedWhileRead" });
  }
  if (!archive) return;
  let failure: Unread = { reason: "changedWhileRead" };
  try {
    const stamps = { now: undefined as Stamp | undefined };
    for await (const { uri, pieces } of contentsOf(archive, [...members.keys()], async (done) => rest(done), stamps)) {
      const pass = members.get(uri);
      if (!pass) continue;
      yield* pass.guarded(() => pass.fromPieces(pieces, stamps.now, (done) => rest(done)));
      yield* pass.missing({ reason: "changedWhileRead" });
    }
  } catch (error) {
    failure = unreadOf(shelf, archive.uri, error);
  }
  for (const pass of members.values()) yield* pass.missing(failure);
}

/** Throws it when it is {@link Cancelled}. */
function unreadOf(shelf: Shelf, uri: string, error: unknown): Unread {
  if (error instanceof Cancelled) throw error;
  const reason = reasonOf(error);
  if (reason === "failed") shelf.fileFailed(uri, error);
  const detail = detailOf(error);
  return { reason, ...(detail === undefined ? {} : { detail }) };
}

/** One log's part of a pass. */
class LogPass {
  readonly log: Log | undefined;

  constructor(
    private readonly shelf: Shelf,
    private readonly rows: Rows,
    readonly uri: string,
    readonly spans: Spans,
  ) {
    this.log = shelf.logs.get(uri);
  }

  /** Reports a problem of one log on that log's records only. */
  async *guarded(read: () => AsyncGenerator<Taken[]>): AsyncGenerator<Taken[]> {
    try {
      yield* read();
    } catch (error) {
      yield* this.missing(unreadOf(this.shelf, this.uri, error));
    }
  }

  /** Gives the reason for every record that was not given. */
  *missing(unread: Unread): Generator<Taken[]> {
    while (!this.spans.isDone) yield this.spans.rest(AT_A_TIME).map((at) => ({ at, unread }));
  }

  /** All that needs no pass over an archive. */
  async *begin({ rest, isCancelled, readsDocuments = false }: Steps): AsyncGenerator<Taken[]> {
    const { log, spans } = this;
    if (!log) {
      yield* this.missing({ reason: "closed" });
      return;
    }
    const { found } = log;
    const source = log.readFrom ?? log.source;
    if (source.kind === "text") {
      const { version } = source;
      const document = readsDocuments ? this.shelf.readDocument?.(log.uri, version, isCancelled) : undefined;
      if (document) {
        try {
          yield* this.fromPieces(document.pieces, undefined, rest);
        } finally {
          document.close();
        }
      } else yield* this.#inDocument(version);
      return;
    }
    const { copy } = found;
    // what a copy has is of the reading that the log's rows are of
    if (copy)
      yield* this.#checked(
        spans.read((start, end) => copy.read(start, end), rest),
        found.stamp,
      );
    if (spans.isDone) return;
    if (source.kind === "unreadable") yield* this.missing({ reason: "unreadable", detail: source.detail });
    if (source.kind !== "file" && source.kind !== "bytes") return;
    const bytes = bytesOf(source);
    try {
      yield* this.#fromFile(bytes, source.kind === "bytes" ? undefined : bytes.stamp, rest);
    } finally {
      bytes.close();
    }
  }

  #fromFile(bytes: Bytes, stamp: Stamp | undefined, rest: Rest): AsyncGenerator<Taken[]> {
    const coding = codingOf(bytes);
    if (!isPlainUtf8(coding)) return this.fromPieces(contentOf(bytes), stamp, rest);
    const stretch = (start: number, end: number): Uint8Array => {
      const into = new Uint8Array(end - start);
      return into.subarray(0, bytes.read(into, start + coding.bom));
    };
    return this.#checked(this.spans.read(stretch, rest), stamp);
  }

  fromPieces(pieces: AsyncIterable<Uint8Array>, stamp: Stamp | undefined, rest: Rest): AsyncGenerator<Taken[]> {
    return this.#checked(this.spans.cut(pieces, rest), stamp);
  }

  /** @param stamp of the file that the bytes are from; undefined for what cannot change */
  async *#checked(cuts: AsyncGenerator<Cut[]>, stamp: Stamp | undefined): AsyncGenerator<Taken[]> {
    const { log, uri, shelf } = this;
    const file = log?.source.kind === "member" ? shelf.logs.get(memberOf(uri).archive) : log;
    const isSame = stamp === undefined || isSameStamp(stamp, file?.found.stamp);
    for await (const some of cuts) yield some.map((cut) => this.#taken(cut, isSame));
  }

  #taken({ at, bytes }: Cut, isSame: boolean): Taken {
    const record = recordOfSpan(bytes, this.log?.found.table);
    if (record && ((isSame && this.#isCurrent(at)) || this.#isThisRecord(at, record.json)))
      return { at, text: { kind: "bytes", ...record } };
    if (this.log && this.#isCurrent(at)) readAgain(this.shelf, this.log);
    return { at, unread: { reason: "changedWhileRead" } };
  }

  #row(at: number): { chunk: Chunk; row: number } {
    const id = this.rows.ids[at] as number;
    return { chunk: this.rows.known(id) as Chunk, row: id % CHUNK_ROWS };
  }

  /** Its log was not read again since. */
  #isCurrent(at: number): boolean {
    const { chunk, row } = this.#row(at);
    return this.shelf.store.chunk(chunk.number) === chunk && !chunk.isRemoved(row);
  }

  /** For a file that changed, and may only have grown: whether the record is still there. */
  #isThisRecord(at: number, json: Uint8Array): boolean {
    const { chunk, row } = this.#row(at);
    return markOfRecord(json) === markOf(eventRow(this.shelf.store, chunk, row));
  }

  *#inDocument(version: number): Generator<Taken[]> {
    const table = this.log?.found.table;
    while (!this.spans.isDone) {
      yield this.spans.rest(AT_A_TIME).map((at): Taken => {
        const place = this.#placeInDocument(at);
        if (!place) return { at, unread: { reason: "changedWhileRead" } };
        return { at, text: { kind: "document", version, ...place, ...(table ? { table } : {}) } };
      });
    }
  }

  #placeInDocument(at: number): { start: number; end: number } | undefined {
    let { chunk, row } = this.#row(at);
    if (!chunk.text || !this.#isCurrent(at)) {
      const start = chunk.starts[row] as number;
      const length = chunk.lengths[row] as number;
      const found = this.shelf.store.rowsOf(this.uri).flatMap((stretch) => {
        const { starts, lengths } = stretch.chunk;
        const row = firstPosition((p) => (starts[p] as number) >= start, stretch.from, stretch.to);
        return row < stretch.to && starts[row] === start && lengths[row] === length
          ? { chunk: stretch.chunk, row }
          : [];
      });
      if (!found[0]) return undefined;
      ({ chunk, row } = found[0]);
    }
    if (!chunk.text) return undefined;
    const start = chunk.text.starts[row] as number;
    return { start, end: start + (chunk.text.lengths[row] as number) };
  }
}
