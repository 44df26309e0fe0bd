import { paths } from "../core/events/paths";
import { PlainScanner } from "../core/scan/plain";
import { listKeys, places } from "../core/shapes/places";
import { LogReader } from "../core/shapes/reader";
import { HEAD, recogniseBytes } from "../core/shapes/recognise";
import { recordBytes } from "../core/shapes/recordText";
import { Cancelled, type LogReport, type Problem, type ProblemReason, type RecordText, type ShapeId } from "./engine";
import {
  type Bytes,
  codingOf,
  contentOf,
  DamagedGzip,
  fileBytes,
  isPlainUtf8,
  memoryBytes,
  PIECE,
} from "./input/content";
import type { TextFeed } from "./input/feed";
import { Results } from "./store/results";
import { Store } from "./store/store";
import { summarise } from "./store/summary";
import type { Turns } from "./turns";

/** Larger records are reported and passed over: CloudTrail's own limit is 256 KB, 1 MB in event data stores. */
const MAX_RECORD = 64 * 1024 * 1024;
/** More than this out of one compressed file is taken for a bomb. */
const MAX_INFLATED = 16 * 1024 * 1024 * 1024;
const KEPT_PROBLEMS = 1000;

export type Source =
  | { kind: "file"; uri: string; path: string }
  | { kind: "bytes"; uri: string; bytes: Uint8Array }
  | { kind: "text"; uri: string; version: number; length: number; feed: TextFeed }
  | { kind: "unreadable"; uri: string; detail: string };

interface Log {
  source: Source;
  gzip: boolean;
  shape: ShapeId;
  bytes: number;
  problems: Problem[];
  problemCount: number;
  /** The version whose rows questions see; undefined while the first one is read. */
  version: number | undefined;
  reading: Reading | undefined;
  whenRead: Set<() => void>;
}

/** One reading of a log, until a newer one takes its place. */
interface Reading {
  read: number;
  total: number | undefined;
  stopped: boolean;
}

/** The opened logs, in the thread that owns them. */
export class OpenLogs {
  store: Store;
  results: Results;
  readonly #logs = new Map<string, Log>();

  constructor(
    private readonly turns: Turns,
    private readonly changed: () => void,
  ) {
    this.store = newStore();
    this.results = new Results(this.store);
  }

  get loading(): { uri: string; read: number; total: number | undefined; events: number }[] {
    return [...this.#logs].flatMap(([uri, { reading }]) =>
      reading ? [{ uri, read: reading.read, total: reading.total, events: eventsOf(this.store, uri) }] : [],
    );
  }

  reports(): LogReport[] {
    return [...this.#logs].map(([uri, log]) => this.#report(uri, log));
  }

  async open(source: Source, isCancelled: () => boolean): Promise<LogReport> {
    const { uri } = source;
    const before = this.#logs.get(uri);
    if (before?.reading) before.reading.stopped = true;
    const reading: Reading = { read: 0, total: undefined, stopped: false };
    const log: Log = {
      source,
      gzip: false,
      shape: "",
      bytes: 0,
      problems: [],
      problemCount: 0,
      version: before?.version,
      reading,
      whenRead: before?.whenRead ?? new Set(),
    };
    // what is seen of the log stays until the new reading is complete
    if (before)
      Object.assign(log, {
        gzip: before.gzip,
        shape: before.shape,
        bytes: before.bytes,
        problems: before.problems,
        problemCount: before.problemCount,
      });
    this.#logs.set(uri, log);
    this.changed();
    try {
      await this.#read(
        log,
        before !== undefined && before.version !== undefined,
        () => isCancelled() || reading.stopped,
      );
    } catch (error) {
      if (
        error instanceof Cancelled &&
        source.kind === "text" &&
        this.#logs.get(uri) === log &&
        log.version === undefined
      )
        this.#logs.delete(uri);
      throw error;
    } finally {
      if (log.reading === reading) log.reading = undefined;
      this.#wake(log);
      this.changed();
    }
    return this.#report(uri, log);
  }

  async #read(log: Log, isAgain: boolean, isCancelled: () => boolean): Promise<void> {
    const { source } = log;
    const { uri } = source;
    const draft = this.store.draft(uri, source.kind === "text");
    const store = this.store;
    const found: Pick<Log, "gzip" | "shape" | "bytes" | "problems" | "problemCount"> = {
      gzip: false,
      shape: "",
      bytes: 0,
      problems: [],
      problemCount: 0,
    };
    const problem = (one: Problem): void => addProblem(found, one);
    if (!isAgain) for (const _ of draft.show());
    const reader = new LogReader(store.scanner, { rows: (batch) => draft.add(batch), problem }, MAX_RECORD);
    const head: Uint8Array[] = [];
    let headLength = 0;
    const taken = async (piece: Uint8Array): Promise<void> => {
      if (headLength < HEAD) {
        head.push(piece.slice(0, HEAD - headLength));
        headLength += Math.min(piece.length, HEAD - headLength);
      }
      found.bytes = reader.position;
      if (!isAgain) Object.assign(log, found);
      this.changed();
      await this.turns.rest("reading");
      if (isCancelled()) throw new Cancelled();
    };
    try {
      await this.#content(log, found, reader, taken, isCancelled);
      reader.end();
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === undefined || isAgain) draft.discard();
      if (reason === undefined) throw error;
      if (reason === "cancelled" && (isAgain || source.kind === "text")) {
        if (!isAgain) store.hide(uri);
        throw error;
      }
      found.shape = reader.shape;
      problem({
        start: reader.unfinished,
        end: reader.position,
        reason,
        ...(codeOf(error) === undefined ? {} : { detail: codeOf(error) as string }),
      });
      if (reason === "cancelled") {
        Object.assign(log, found);
        throw error;
      }
    }
    found.shape = reader.shape;
    if (isAgain) {
      const hadCopies = store.chunksOf(uri).length > 0;
      store.hide(uri);
      await this.turns.run(draft.show(), "reading", () => false);
      if (hadCopies) await this.#recount();
    }
    if (store.chunksOf(uri).every((chunk) => chunk.count === 0)) explainEmptiness(found, concat(head));
    Object.assign(log, found);
    log.version = source.kind === "text" ? source.version : 0;
  }

  async #content(
    log: Log,
    found: { gzip: boolean },
    reader: LogReader,
    taken: (piece: Uint8Array) => Promise<void>,
    isCancelled: () => boolean,
  ): Promise<void> {
    const { source } = log;
    if (source.kind === "text") {
      if (log.reading) log.reading.total = source.length;
      for await (const piece of source.feed.pieces(isCancelled)) {
        if (log.reading) log.reading.read = source.feed.taken;
        reader.push(piece);
        await taken(piece);
      }
      if (isCancelled()) throw new Cancelled();
      return;
    }
    if (source.kind === "unreadable") throw Object.assign(new Error(source.detail), { code: source.detail });
    const bytes = bytesOf(source);
    try {
      const coding = codingOf(bytes);
      found.gzip = coding.gzip;
      if (log.reading) log.reading.total = bytes.size;
      const progress = (read: number): void => {
        if (log.reading) log.reading.read = read;
      };
      if (isPlainUtf8(coding)) {
        // straight into the reader's window: the content is copied once
        for (let position = coding.bom; ; ) {
          const room = reader.room(PIECE).subarray(0, PIECE);
          const read = bytes.read(room, position);
          if (read === 0) break;
          position += read;
          progress(position);
          reader.wrote(read);
          await taken(room.subarray(0, read));
        }
        if (bytes.changed()) throw new Changed();
        return;
      }
      let inflated = 0;
      for await (const piece of contentOf(bytes, progress)) {
        inflated += piece.length;
        if (found.gzip && inflated > MAX_INFLATED) throw new TooLarge();
        reader.push(piece);
        await taken(piece);
      }
      if (bytes.changed()) throw new Changed();
    } finally {
      bytes.close();
    }
  }

  async close(uri?: string): Promise<void> {
    const closing = uri === undefined ? [...this.#logs.keys()] : [uri];
    for (const one of closing) {
      const log = this.#logs.get(one);
      if (!log) continue;
      if (log.reading) log.reading.stopped = true;
      this.#logs.delete(one);
      this.store.hide(one);
      this.#wake(log);
    }
    if (this.#logs.size === 0) {
      const { revision } = this.store;
      this.store = newStore();
      this.store.revision = revision + 1;
      this.results = new Results(this.store);
    } else await this.#recount();
    this.changed();
  }

  async #recount(): Promise<void> {
    const { store } = this;
    if (![...store.chunks()].some((chunk) => chunk.duplicates > 0)) return;
    await this.turns.run(store.recount(), "reading", () => this.store !== store);
  }

  #wake(log: Log): void {
    for (const wake of log.whenRead) wake();
    log.whenRead.clear();
  }

  /** Waits until that version of the document is read; false when the log is not open or the caller took the question back. */
  async whenVersion(
    uri: string,
    version: number,
    isCancelled: () => boolean,
    onCancel: (wake: () => void) => void,
  ): Promise<boolean> {
    for (;;) {
      const log = this.#logs.get(uri);
      if (!log || isCancelled()) return false;
      if (log.source.kind !== "text") return false;
      if (log.version === version && !log.reading) return true;
      if (log.version !== undefined && log.version > version) return false;
      await new Promise<void>((resolve) => {
        log.whenRead.add(resolve);
        onCancel(resolve);
      });
    }
  }

  /** The bytes of a span, or where it stands in the log's document; undefined when the log is not open and no path is given. */
  async text(
    uri: string,
    path: string | undefined,
    start: number,
    end: number,
    isCancelled: () => boolean,
  ): Promise<RecordText | undefined> {
    const source = this.#logs.get(uri)?.source;
    if (source?.kind === "text") {
      for (const chunk of this.store.chunksOf(uri)) {
        const row = chunk.starts.subarray(0, chunk.count).indexOf(start);
        if (row < 0 || !chunk.text || chunk.lengths[row] !== end - start) continue;
        const from = chunk.text.starts[row] as number;
        return {
          kind: "document",
          version: source.version,
          start: from,
          end: from + (chunk.text.lengths[row] as number),
        };
      }
      return undefined;
    }
    const asked = source ?? (path === undefined ? undefined : ({ kind: "file", uri, path } as const));
    if (!asked || asked.kind === "unreadable") return undefined;
    const bytes = bytesOf(asked);
    try {
      const read = await spanOf(bytes, start, end, async () => {
        await this.turns.rest("question");
        if (isCancelled()) throw new Cancelled();
      });
      return read && { kind: "bytes", bytes: recordBytes(read) };
    } finally {
      bytes.close();
    }
  }

  #report(uri: string, log: Log): LogReport {
    const { shape, gzip, bytes, problems, problemCount } = log;
    const { from, to, ...counts } = summarise(this.store, this.store.chunksOf(uri));
    const span = from === undefined || to === undefined ? {} : { from, to };
    return { uri, shape, gzip, bytes, reduced: 0, ...counts, ...span, problems, problemCount };
  }
}

class Changed extends Error {}
class TooLarge extends Error {}

function newStore(): Store {
  const seed = crypto.getRandomValues(new Uint32Array(1))[0] as number;
  return new Store(new PlainScanner(paths, listKeys, places, seed));
}

function bytesOf(source: { kind: "file"; path: string } | { kind: "bytes"; bytes: Uint8Array }): Bytes {
  return source.kind === "file" ? fileBytes(source.path) : memoryBytes(source.bytes);
}

async function spanOf(
  bytes: Bytes,
  start: number,
  end: number,
  rest: () => Promise<void>,
): Promise<Uint8Array | undefined> {
  const into = new Uint8Array(end - start);
  const coding = codingOf(bytes);
  if (!coding.gzip && coding.charset === "utf-8")
    return bytes.read(into, start + coding.bom) === into.length ? into : undefined;
  let position = 0;
  for await (const piece of contentOf(bytes)) {
    const from = Math.max(start, position);
    const to = Math.min(end, position + piece.length);
    if (from < to) into.set(piece.subarray(from - position, to - position), from - start);
    position += piece.length;
    if (position >= end) return into;
    await rest();
  }
  return undefined;
}

function eventsOf(store: Store, uri: string): number {
  let events = 0;
  for (const chunk of store.chunksOf(uri)) events += chunk.count - chunk.duplicates;
  return events;
}

function addProblem(to: { problems: Problem[]; problemCount: number }, problem: Problem): void {
  to.problemCount++;
  if (to.problems.length < KEPT_PROBLEMS) to.problems.push(problem);
}

/** Of a log without a single record: what it is instead. An empty list of records is a log. */
function explainEmptiness(
  found: { bytes: number; shape: ShapeId; problems: Problem[]; problemCount: number },
  head: Uint8Array,
): void {
  if (found.problems.some(({ reason }) => reason === "unreadable" || reason === "cancelled")) return;
  const recognised = recogniseBytes(head);
  if (recognised.kind === "log") return;
  const damage = found.problems.filter(({ reason }) => reason === "damagedGzip" || reason === "truncatedGzip");
  found.shape = "";
  found.problems = [
    recognised.what === "empty" && damage.length === 0
      ? { start: 0, end: found.bytes, reason: "empty" }
      : { start: 0, end: found.bytes, reason: "notALog", detail: recognised.what },
    ...damage,
  ];
  found.problemCount = found.problems.length;
}

function reasonOf(error: unknown): ProblemReason | undefined {
  if (error instanceof DamagedGzip) return error.truncated ? "truncatedGzip" : "damagedGzip";
  if (error instanceof Changed) return "changedWhileRead";
  if (error instanceof TooLarge) return "inflatedTooLarge";
  if (error instanceof Cancelled) return "cancelled";
  return codeOf(error) === undefined ? undefined : "unreadable";
}

function codeOf(error: unknown): string | undefined {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return typeof code === "string" ? code : undefined;
}

function concat(pieces: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(pieces);
}
