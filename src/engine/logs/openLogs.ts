import type { S3Place } from "../../core/delivery/s3Layout";
import { asksRecords, type Where } from "../../core/query/condition";
import type { IndexCache } from "../cache/indexCache";
import {
  Cancelled,
  type CoverageSummary,
  type Loading,
  type LogPlace,
  type LogReport,
  type RecordText,
  type ReportPage,
  type ReportQuery,
  type RowText,
  type Sort,
  StaleResult,
} from "../engine";
import type { Spills } from "../input/spill";
import type { Limits } from "../limits";
import type { Source } from "../reading/reading";
import { readLog } from "../reading/readLog";
import { eventsOf, type Job } from "../reading/readRows";
import { placesOf, reportsOf, summaryOf } from "../reports/coverage";
import { reportOf } from "../reports/report";
import { type Looked, maskOfLooked } from "../store/masks";
import type { Results } from "../store/results";
import type { Store } from "../store/store";
import { type TextJob, textsInOrder } from "../texts/inOrder";
import { look } from "../texts/looking";
import { contentAt, recordText } from "../texts/recordTexts";
import type { Rows } from "../texts/wanted";
import type { BlackBox } from "../thread/blackBox";
import type { LeftOut, Selected } from "../thread/protocol";
import type { Turns } from "../thread/turns";
import { readFolder } from "./folders";
import type { FolderSource, Log } from "./log";
import { type Changed, refresh } from "./refresh";
import { type ReadDocument, Shelf } from "./shelf";

/** The open logs, in the thread that owns them. */
export class OpenLogs {
  readonly #shelf: Shelf;

  constructor(
    private readonly turns: Turns,
    private readonly changed: () => void,
    spills: Spills,
    cache: IndexCache,
    blackBox: BlackBox,
    helperFailed: (why: string) => void,
    fileFailed: (uri: string, error: unknown) => void,
    isReadAgain: (uri: string) => void,
  ) {
    this.#shelf = new Shelf(turns, changed, spills, cache, blackBox, helperFailed, fileFailed, isReadAgain);
  }

  /** How the text of an open document is had once more. */
  readDocuments(read: ReadDocument): void {
    this.#shelf.readDocument = read;
  }

  /** From now on these logs, and no others, are left out. */
  leaveOut(logs: LeftOut): void {
    this.#shelf.leftOut = new Map(logs);
  }

  get store(): Store {
    return this.#shelf.store;
  }

  get results(): Results {
    return this.#shelf.results;
  }

  get loading(): Loading[] {
    const found: Loading[] = [];
    for (const { uri, reading, members, own } of this.#shelf.reading) {
      if (!reading || reading.quiet || !own) continue;
      const { read, total, files } = reading;
      const events = members ? reading.events : eventsOf(this.store, uri);
      found.push({ uri, read, total, events, ...(files === undefined ? {} : { files }) });
    }
    return found;
  }

  summary(): Generator<void, CoverageSummary> {
    return summaryOf(this.store, this.#shelf.covered);
  }

  reports(query: ReportQuery): Generator<void, ReportPage> {
    return reportsOf(this.#shelf.covered, (uri) => this.report(uri), query);
  }

  places(from: number, to: number): Generator<void, { total: number; places: LogPlace[] }> {
    return placesOf(this.#shelf.covered, from, to);
  }

  s3Places(): Iterable<S3Place> {
    return this.#shelf.places.among(this.#shelf.covered.keys());
  }

  *report(uri: string): Generator<void, LogReport | undefined> {
    const log = this.#shelf.logs.get(uri);
    return log && (yield* reportOf(this.store, log));
  }

  async open(source: Source | FolderSource, limits: Limits, isCancelled: () => boolean): Promise<LogReport> {
    const shelf = this.#shelf;
    shelf.limits = limits;
    const log = shelf.open(source);
    try {
      await this.#read(log, source, { limits, isCancelled });
    } catch (error) {
      // a document that was edited before it was read once: its next reading is about to begin
      const isUnread = error instanceof Cancelled && source.kind === "text" && log.version === undefined;
      if (isUnread && !log.reading && shelf.logs.get(source.uri) === log) await this.#release(log, limits);
      throw error;
    } finally {
      await shelf.settle();
      this.changed();
    }
    return this.turns.run(reportOf(this.store, log), "question", () => false);
  }

  #read(log: Log, source: Source | FolderSource, job: Job): Promise<void> {
    return source.kind === "folder"
      ? readFolder(this.#shelf, log, source, job)
      : readLog(this.#shelf, log, source, job);
  }

  lookForCancelled(): void {
    this.#shelf.lookForCancelled();
  }

  async close(uri: string | undefined, limits: Limits): Promise<void> {
    const shelf = this.#shelf;
    if (uri === undefined) shelf.clear();
    else {
      const log = shelf.logs.get(uri);
      if (log) await this.#release(log, limits);
    }
    await shelf.copiesClosed();
    await shelf.settle();
    this.changed();
  }

  /** Nobody has the log open on its own any longer; as a file of an open folder it is read from the disk again. */
  async #release(log: Log, limits: Limits): Promise<void> {
    this.#shelf.release(log);
    if (log.holders === 0 || !log.inside || log.source.kind !== "text") return;
    await readLog(this.#shelf, log, log.inside, { limits, isCancelled: () => false });
  }

  async refresh(changed: readonly Changed[], limits: Limits, isCancelled: () => boolean): Promise<void> {
    try {
      await refresh(this.#shelf, changed, { limits, isCancelled });
    } finally {
      await this.#shelf.settle();
      this.changed();
    }
  }

  /** Waits until that version of the document is read; false if the log is not open or the caller cancelled. */
  async whenVersion(
    uri: string,
    version: number,
    isCancelled: () => boolean,
    onCancel: (wake: () => void) => void,
  ): Promise<boolean> {
    for (;;) {
      const log = this.#shelf.logs.get(uri);
      if (!log || isCancelled()) return false;
      if (log.source.kind !== "text") return false;
      if (log.version === version && !log.reading) return true;
      if (log.version !== undefined && log.version > version) return false;
      await new Promise<void>((resolve) => {
        log.whenRead ??= new Set();
        log.whenRead.add(resolve);
        onCancel(resolve);
      });
    }
  }

  /**
   * The record in a span, or where it stands in the log's document; undefined when the log is not open and no path is given.
   * @param mark of the record that is looked for: if another one stands there, its log is read again
   */
  text(
    uri: string,
    path: string | undefined,
    start: number,
    end: number,
    isCancelled: () => boolean,
    progress: (fraction: number) => void,
    mark?: string,
  ): Promise<RecordText | undefined> {
    return recordText(this.#shelf, { uri, path, start, end, mark }, { isCancelled, progress });
  }

  /** @param result its name from now on */
  async select(
    result: number,
    where: Where,
    sort: Sort | undefined,
    isCancelled: () => boolean,
    progress: (fraction: number) => void,
  ): Promise<Selected> {
    const { results, store } = this;
    const looked = asksRecords(where) ? await this.#look(where, isCancelled, progress) : undefined;
    const asked = looked ? maskOfLooked(looked) : where;
    if (this.store !== store) throw new StaleResult();
    const count = await this.turns.run(results.select(result, asked, sort), "question", isCancelled);
    return { count, ...(looked?.notLookedAt ? { notLookedAt: looked.notLookedAt } : {}) };
  }

  async #look(where: Where, isCancelled: () => boolean, progress: (fraction: number) => void): Promise<Looked> {
    const { results } = this;
    const known = results.looked;
    if (known?.revision === this.store.revision && known.where === JSON.stringify(where)) return known;
    results.looked = undefined;
    const looked = await look(this.#shelf, where, this.#textJob(isCancelled, progress));
    results.looked = looked;
    return looked;
  }

  /** The texts of rows, in their order, with what came of each. */
  texts(rows: Rows, isCancelled: () => boolean, progress: (fraction: number) => void): AsyncGenerator<RowText[]> {
    return textsInOrder(this.#shelf, rows, this.#textJob(isCancelled, progress));
  }

  #textJob(isCancelled: () => boolean, progress: (fraction: number) => void): TextJob {
    return {
      isCancelled,
      progress,
      rest: () => {
        if (isCancelled()) throw new Cancelled();
        return this.turns.rest("question");
      },
    };
  }

  /** Content as it is, as much of the stretch as there is; undefined for what is read from a document, or is not what was read. */
  stretch(
    uri: string,
    path: string | undefined,
    start: number,
    end: number,
    isCancelled: () => boolean,
    progress: (fraction: number) => void,
  ): Promise<Uint8Array | undefined> {
    return contentAt(this.#shelf, { uri, path, start, end }, { isCancelled, progress });
  }
}
