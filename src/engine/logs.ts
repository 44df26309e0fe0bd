import { HEAD } from "../core/shapes/recognise";
import { recordOfSpan } from "../core/shapes/recordText";
import { type S3Place, s3PlaceOf } from "../core/shapes/s3Layout";
import { tableOf } from "../core/shapes/tables/recognise";
import { placesOf, reportsOf, s3Places, summaryOf } from "./coverage";
import {
  Cancelled,
  type CoverageSummary,
  type LogPlace,
  type LogReport,
  type RecordText,
  type ReportPage,
  type ReportQuery,
} from "./engine";
import { spanOf, stretchOf } from "./input/span";
import type { Spills } from "./input/spill";
import type { Limits } from "./limits";
import { bytesOf, type Found, nothingYet, readSource, type Source } from "./reading";
import { newScanner } from "./scanner";
import { eventsIn } from "./store/chunk";
import { Results } from "./store/results";
import { Store } from "./store/store";
import { summarise } from "./store/summary";
import type { Turns } from "./turns";

interface Log {
  source: Source;
  /** What its rows that questions see were read with. */
  found: Found;
  /** The version whose rows questions see; undefined while the first one is read. */
  version: number | undefined;
  reading: Reading | undefined;
  whenRead: Set<() => void>;
  /** What its name says. */
  place: S3Place | undefined;
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
    private readonly spills: Spills,
  ) {
    this.store = new Store(newScanner());
    this.results = new Results(this.store);
  }

  get loading(): { uri: string; read: number; total: number | undefined; events: number }[] {
    return [...this.#logs].flatMap(([uri, { reading }]) =>
      reading ? [{ uri, read: reading.read, total: reading.total, events: eventsOf(this.store, uri) }] : [],
    );
  }

  summary(): Generator<void, CoverageSummary> {
    return summaryOf(this.store, this.#logs);
  }

  reports(query: ReportQuery): Generator<void, ReportPage> {
    return reportsOf(this.#logs, (uri) => this.report(uri), query);
  }

  places(from: number, to: number): Generator<void, { total: number; places: LogPlace[] }> {
    return placesOf(this.#logs, from, to);
  }

  s3Places(): Iterable<S3Place> {
    return s3Places(this.#logs);
  }

  async open(source: Source, limits: Limits, isCancelled: () => boolean): Promise<LogReport> {
    const { uri } = source;
    const before = this.#logs.get(uri);
    if (before?.reading) before.reading.stopped = true;
    const reading: Reading = { read: 0, total: undefined, stopped: false };
    const log: Log = {
      source,
      // what is seen of the log stays until the new reading is complete
      found: before?.found ?? nothingYet(),
      version: before?.version,
      reading,
      whenRead: before?.whenRead ?? new Set(),
      place: before ? before.place : s3PlaceOf(uri),
    };
    this.#logs.set(uri, log);
    this.changed();
    try {
      await this.#read(
        log,
        limits,
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
    return this.turns.run(this.#report(uri, log), "question", () => false);
  }

  async #read(log: Log, limits: Limits, isAgain: boolean, isCancelled: () => boolean): Promise<void> {
    const { source, reading } = log;
    const { uri } = source;
    const { store } = this;
    const draft = store.draft(uri, source.kind === "text");
    const found = nothingYet();
    if (!isAgain) {
      store.hide(uri); // of a reading that was cancelled
      void log.found.copy?.close();
      log.found = found;
      for (const _ of draft.show());
    }
    const stopped = await readSource(source, store.scanner, limits, found, {
      rows: (batch) => draft.add(batch),
      progress: (read, total) => {
        if (reading) Object.assign(reading, { read, total });
      },
      rest: async () => {
        this.changed();
        await this.turns.rest("reading");
        if (isCancelled()) throw new Cancelled();
      },
      isCancelled,
      bytesHeld: () => store.bytes,
      spills: this.spills,
    }).catch((error) => {
      draft.discard();
      void found.copy?.close();
      throw error;
    });
    if (this.#logs.get(uri) !== log) void found.copy?.close();
    if (stopped === "cancelled") {
      if (isAgain) {
        draft.discard();
        void found.copy?.close();
      } else if (source.kind === "text") store.hide(uri);
      throw new Cancelled();
    }
    if (isAgain) {
      const hadCopies = store.rowsOf(uri).length > 0;
      store.hide(uri);
      await this.turns.run(draft.show(), "reading", () => false);
      if (hadCopies) await this.#recount();
    }
    if (log.found !== found) void log.found.copy?.close();
    log.found = found;
    log.version = source.kind === "text" ? source.version : 0;
  }

  async close(uri?: string): Promise<void> {
    const closing = uri === undefined ? [...this.#logs.keys()] : [uri];
    const copies: (Promise<void> | undefined)[] = [];
    for (const one of closing) {
      const log = this.#logs.get(one);
      if (!log) continue;
      if (log.reading) log.reading.stopped = true;
      this.#logs.delete(one);
      this.store.hide(one);
      copies.push(log.found.copy?.close());
      this.#wake(log);
    }
    await Promise.all(copies);
    if (this.#logs.size === 0) {
      const { revision } = this.store;
      this.store = new Store(newScanner());
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
    progress: (fraction: number) => void,
  ): Promise<RecordText | undefined> {
    const log = this.#logs.get(uri);
    const source = log?.source;
    if (source?.kind === "text") {
      for (const { chunk, from: first, to } of this.store.rowsOf(uri)) {
        const row = chunk.starts.subarray(0, to).indexOf(start, first);
        if (row < 0 || !chunk.text || chunk.lengths[row] !== end - start) continue;
        const from = chunk.text.starts[row] as number;
        return {
          kind: "document",
          version: source.version,
          start: from,
          end: from + (chunk.text.lengths[row] as number),
          ...(log?.found.table ? { table: log.found.table } : {}),
        };
      }
      return undefined;
    }
    const asked = source ?? (path === undefined ? undefined : ({ kind: "file", uri, path } as const));
    if (!asked || asked.kind === "unreadable") return undefined;
    const copied = await log?.found.copy?.read(start, end);
    if (copied) return { kind: "bytes", ...recordOfSpan(copied, log?.found.table) };
    const bytes = bytesOf(asked);
    try {
      const rest = async (fraction: number): Promise<void> => {
        progress(fraction);
        await this.turns.rest("question");
        if (isCancelled()) throw new Cancelled();
      };
      const table = log ? log.found.table : tableOf(await stretchOf(bytes, 0, HEAD, rest));
      const read = await spanOf(bytes, start, end, rest);
      return read && { kind: "bytes", ...recordOfSpan(read, table) };
    } finally {
      bytes.close();
    }
  }

  /** Content as it is, as much of the stretch as there is; undefined for what is read from a document, or not at hand. */
  async stretch(
    uri: string,
    path: string | undefined,
    start: number,
    end: number,
    isCancelled: () => boolean,
    progress: (fraction: number) => void,
  ): Promise<Uint8Array | undefined> {
    const log = this.#logs.get(uri);
    const source = log?.source ?? (path === undefined ? undefined : ({ kind: "file", uri, path } as const));
    if (!source || source.kind === "unreadable" || source.kind === "text") return undefined;
    const copied = log && (await log.found.copy?.read(start, Math.min(end, log.found.bytes)));
    if (copied) return copied;
    const bytes = bytesOf(source);
    try {
      return await stretchOf(bytes, start, end, async (fraction) => {
        progress(fraction);
        await this.turns.rest("question");
        if (isCancelled()) throw new Cancelled();
      });
    } finally {
      bytes.close();
    }
  }

  *report(uri: string): Generator<void, LogReport | undefined> {
    const log = this.#logs.get(uri);
    return log && (yield* this.#report(uri, log));
  }

  *#report(uri: string, log: Log): Generator<void, LogReport> {
    const { from, to, ...counts } = yield* summarise(this.store, this.store.rowsOf(uri));
    const { shape, gzip, bytes, problems, problemCount } = log.found;
    const span = from === undefined || to === undefined ? {} : { from, to };
    return { uri, shape, gzip, bytes, ...counts, ...span, problems, problemCount };
  }
}

function eventsOf(store: Store, uri: string): number {
  return store.rowsOf(uri).reduce((events, stretch) => events + eventsIn(stretch), 0);
}
