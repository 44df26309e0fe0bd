/**
 * The only interface between the open logs and the windows. Everything here is plain data that can cross threads;
 * nothing is a sentence: words are made where they are shown.
 */
import type { Progress, Subject } from "../calls/door";
import type { Deliveries, LateDelivery } from "../core/delivery/delivery";
import type { ColumnName } from "../core/events/columns";
import type { Outcome } from "../core/events/event";
import type { EventRow } from "../core/events/row";
import type { Span } from "../core/query/buckets";
import type { Where } from "../core/query/condition";
import type { SpanRecord } from "../core/shapes/recordText";
import type { LookAlike, Problem, ProblemReason, ShapeId } from "../core/shapes/shape";
import type { Table } from "../core/shapes/tables/table";

export type { LookAlike, Problem, ProblemReason, ShapeId };

/**
 * What a log's records are read from: bytes of a file, bytes that were passed in, or the text of an open document;
 * never a mix.
 */
export type LogSource =
  | { kind: "file"; uri: string; path: string }
  | { kind: "bytes"; uri: string; bytes: Uint8Array }
  | {
      kind: "text";
      uri: string;
      /** The document's version of `slices`; `locate` refers to it. */
      version: number;
      /** UTF-16 code units of the whole text. */
      length: number;
      /** The text in order, at most 256 Ki code units per slice; requested again if the thread had to be restarted. */
      slices: () => AsyncIterable<string>;
    }
  /** All logs in a folder, including those in archives; found and read in the thread. */
  | { kind: "folder"; uri: string; path: string }
  /** Cannot be read, as the caller knows: becomes a report with the problem "unreadable" and this detail. */
  | { kind: "unreadable"; uri: string; detail: string };

/** About one log, or about all logs of a folder or archive together. */
export interface LogReport {
  uri: string;
  shape: ShapeId;
  gzip: boolean;
  /** Bytes of content that were read (decompressed, without BOM). */
  bytes: number;
  /** Bytes on disk; for an archive's member, as the archive says. 0 if not known. */
  size: number;
  /** For a folder or archive: the states of its files. */
  members?: Pick<CoverageSummary, "files" | "others">;
  /** Records that are separate events; events + duplicates = records read. */
  events: number;
  duplicates: number;
  reduced: number;
  /** For this log, without duplicates, as its page shows. */
  failed: number;
  from?: string;
  to?: string;
  accounts: string[];
  regions: string[];
  /** In order of position, at most 1,000; `problemCount` counts all. */
  problems: Problem[];
  problemCount: number;
}

export interface Coverage {
  events: number;
  duplicates: number;
  reduced: number;
  bytes: number;
  /** Time of the earliest and latest event with a readable time: ISO 8601, UTC. */
  from?: string;
  to?: string;
  accounts: string[];
  regions: string[];
  logs: LogReport[];
}

/** The state of a log. "other": its content is not a CloudTrail log; "passedOver": intentionally not read. */
export type LogState = "notRead" | "partly" | "reading" | "passedOver" | "other" | "whole";

/** The coverage without each log's report: as small for many thousands of logs as for one. */
export interface CoverageSummary extends Omit<Coverage, "logs"> {
  files: Record<LogState, number>;
  /** What the files that are not logs are, by {@link LookAlike}. */
  others: { [what: string]: number };
  /** Number of problems, without those files. */
  parts: number;
  /** Files that are Event history's CSV, which lacks who acted and the parameters. */
  csvs: number;
}

export interface ReportQuery {
  from: number;
  /** At most 500 at a time, fewer if they have very many problems: see `next`. */
  to: number;
  /** Only logs in these states, problems first; by default all, in the order they were opened. */
  states?: readonly LogState[];
  /** Maximum number of problems for each log, from the first on. */
  problems?: number;
}
export interface ReportPage {
  total: number;
  next: number;
  reports: LogReport[];
}

/** One problem and its log. */
export interface LogPlace {
  uri: string;
  gzip: boolean;
  problem: Problem;
}

export interface Group {
  key: string;
  count: number;
  /** How many of these were denied or failed. */
  failed: number;
  children?: Group[];
}

/**
 * The order: of time by default. Equal values are in order of time; absent values come last, and IDs that are not GUIDs
 * come after those that are.
 */
export interface Sort {
  readonly by: ColumnName | "time";
  readonly descending?: boolean;
}

/** Questions about a result. */
export interface ResultQuestions {
  /** At most 500 at a time. */
  rows(from: number, to: number): EventRow[];
  /** Like {@link rows}, with only these columns. */
  cells(from: number, to: number, columns: readonly ColumnName[]): Cells<ColumnName>[];
  level(from: number, to: number, zone: "local" | "utc"): Level;
  /** Position of the first event at or after `time` (ms), if they are in order of time; count if there is none. */
  seek(time: number): number;
  /** Position of an event; -1 if it is not among them. */
  positionOf(id: number): number;
  histogram(query: HistogramQuery): Histogram;
  aggregate(query: AggregateQuery): AggregatePage;
  /** As {@link EventQuestions.groups}, of these events. */
  groups(by: readonly ColumnName[]): Group[];
}

/**
 * Events that were asked for, kept unchanged in the thread until the owner disposes of them. After that, and if the
 * thread was restarted or everything was closed, questions reject with {@link StaleResult}.
 */
export interface Result extends Disposable, Omit<Subject<ResultQuestions>, "cells"> {
  readonly count: number;
  /** Absent when every record that could matter was looked at; conditions on columns alone look at none. */
  readonly notLookedAt?: NotLookedAt;
  cells<C extends ColumnName>(from: number, to: number, columns: readonly C[]): Promise<Cells<C>[]>;
  /**
   * The texts of rows `from`–`to`, in their order; no more are read than are used. Each log is gone through once, as long as what
   * comes too early fits into memory. Whoever stops early leaves the loop.
   */
  texts(from: number, to: number, asking?: Asking): AsyncIterable<RowText>;
}

export type Cells<C extends ColumnName> = { readonly id: number; readonly time?: number } & Readonly<Record<C, string>>;

export interface HistogramQuery {
  /** Equal parts of the span, at most 2,000. */
  readonly parts: number;
  /** Milliseconds since 1970 UTC, `to` exclusive; by default the whole span of the events. */
  readonly from?: number;
  readonly to?: number;
}
export interface Histogram extends Record<Outcome, number[]> {
  /** Milliseconds since 1970 UTC. */
  from: number;
  /** Milliseconds. */
  width: number;
  /** Events before or after it, or without a readable time. */
  outside: number;
}

export interface AggregateQuery {
  /** Any columns except the IDs, which are different for each event. */
  readonly by: readonly ColumnName[];
  /** Most events, most failures, earliest first event, or latest last event first; by default, most events. */
  readonly order?: "count" | "failed" | "first" | "last";
  /** At most 500 at a time; by default the first ones. */
  readonly from?: number;
  readonly to?: number;
}
export interface Aggregate {
  /** A text for each column of `by`. */
  keys: string[];
  count: number;
  /** How many of these were denied or failed. */
  failed: number;
  /** ISO 8601, UTC; absent if none has a readable time. */
  first?: string;
  last?: string;
}
export interface AggregatePage {
  total: number;
  rows: Aggregate[];
}

export interface Bucket extends Span {
  /** How many of its events were denied or failed. */
  failed: number;
}
/** How to show a range of a selection: as rows if there are few, else as buckets, at most 500. */
export type Level = { kind: "rows" } | { kind: "buckets"; buckets: Bucket[] };

/** One meaning of a searched value: the column that contains it, and the number of events. */
export interface Match {
  column: ColumnName;
  count: number;
}

/**
 * One record's JSON and what it was made from, or the position of its text in the document from which its log was read,
 * and its table if it is a row.
 */
export type RecordText =
  | ({ kind: "bytes" } & SpanRecord)
  | { kind: "document"; version: number; start: number; end: number; table?: Table };

/** Why a record's text cannot be had; "closed": its log is no longer open. */
export interface Unread {
  reason: ProblemReason | "closed";
  detail?: string;
}

/** Records on which a question depends, and which could not be looked at: events may be missing in the answer because of them. */
export interface NotLookedAt {
  count: number;
  /** By reason, at most 100, with the first log it was met in. */
  why: (Unread & { count: number; uri: string })[];
}

/** The text of an event's record, or why it cannot be had. */
export type RowText = { readonly id: number } & ({ readonly text: RecordText } | { readonly unread: Unread });

export interface Asking {
  signal?: AbortSignal | undefined;
  progress?: Progress | undefined;
}

export interface Loading {
  uri: string;
  /** Bytes or, for folders and zips, files. */
  read: number;
  total: number | undefined;
  events: number;
  /** For a folder or archive: files that were read. */
  files?: number;
}

/** What changed since the last such message; sent at most every 50 ms. */
export interface Change {
  events: number;
  /** Logs that are being read. `total` is the size on disk if known: compressed bytes for gzip. */
  loading: Loading[];
  /** Increases whenever rows are added or removed: an answer for another revision may be out of date. */
  revision: number;
}

export interface Disposable {
  dispose(): void;
}

/** Which logs are open. */
export interface OpenedLogs {
  /**
   * Resolves after the log is read; replaces what was read from the same URI before. A log that cannot be read is a
   * report with a problem. Rejects only if cancelled.
   */
  open(source: LogSource, signal?: AbortSignal): Promise<LogReport>;
  /** Closes all if no URI is given. */
  close(uri?: string): Promise<void>;
  /**
   * Reads all open logs again in a new thread, including those that ended the last one.
   * @param uri only this log gets another chance when it is opened next, unless reading was given up altogether
   */
  restart(uri?: string): void;
  /** These files and folders may have been created, changed or deleted: updates what is open of them. */
  refresh(changed: readonly { uri: string; path: string }[]): Promise<void>;
}

/** What was read, and what was not. */
export interface CoverageQuestions {
  summary(): CoverageSummary;
  report(uri: string): LogReport | undefined;
  reports(query: ReportQuery): ReportPage;
  /**
   * Places of logs that were not, or not completely, read: at most 1,000 for each log, at most 500 at a time, logs with
   * few places first.
   */
  places(from: number, to: number): { total: number; places: LogPlace[] };
  /** By the delivery times in the files' names. */
  deliveries(): Deliveries;
  /** Where events of a time (ms) may still be, if it is near the end of the delivery times. */
  lateDelivery(time: number): LateDelivery | undefined;
}

/** Events of all open logs, each only once. */
export interface EventQuestions {
  /** By conditions on columns only. In descending order of count, then by key. None when there are more than `most` at the first level. */
  groups(by: readonly ColumnName[], where: Where, most?: number): Group[];
  row(id: number): EventRow | undefined;
  /** The columns that contain exactly this value. */
  find(value: string): Match[];
  /** The record whose content bytes begin at `start` in an open log. */
  recordAt(uri: string, start: number): EventRow | undefined;
}

/**
 * The unchanged content of logs. Reports progress if it takes long: in a compressed log without a copy on disk. `path`
 * is that of a file that need not be open; if undefined, only an open log is used.
 */
export interface TextQuestions {
  /** Undefined when the event is no longer open, or another record stands in its place now: then its log is read again. */
  record(id: number): RecordText | undefined;
  /** The record that stands in these bytes: whoever asks compares it with the one that is looked for. */
  span(uri: string, path: string | undefined, start: number, end: number): RecordText | undefined;
  /**
   * A log's content, damaged or not: as much of the stretch as there is, ≤ 1 MiB. Undefined for what is read from a document, and when an
   * open log's file is not the one that was read: then it is read again.
   */
  content(uri: string, path: string | undefined, start: number, end: number): Uint8Array | undefined;
}

/**
 * Logs that are read from open documents. Waits until that version is read; undefined if it never is, or there is none.
 */
export interface DocumentQuestions {
  /** The record at a UTF-16 offset. */
  locate(uri: string, version: number, offset: number): EventRow | undefined;
  /** The positions of the records: UTF-16 start and end of each, in order; undefined if there are more than `most`. */
  recordSpans(uri: string, version: number, most: number): Uint32Array | undefined;
}

export interface Engine extends Disposable {
  readonly logs: OpenedLogs;
  readonly coverage: Subject<CoverageQuestions> & {
    /** The summary and all reports. */
    whole(): Promise<Coverage>;
  };
  readonly events: Subject<EventQuestions> & {
    /**
     * Conditions on records read those that the columns leave undecided, each log in one pass; `progress` hears of that way. Rejects
     * with {@link ResultsFull} when results that are kept take all the memory they may.
     */
    select(where: Where, options?: { sort?: Sort } & Asking): Promise<Result>;
  };
  readonly text: Subject<TextQuestions> & {
    /** As {@link Result.texts}, of these events in this order. */
    records(ids: readonly number[], asking?: Asking): AsyncIterable<RowText>;
  };
  readonly documents: Subject<DocumentQuestions>;
  onDidChange(listener: (change: Change) => void): Disposable;
  onNotice(listener: (notice: Notice) => void): Disposable;
}

/** Information about how the engine works, in addition to its answers. */
export type Notice =
  /**
   * Content could not be kept on disk, with the system's error code; reported once. It is decompressed again when
   * needed.
   */
  | { kind: "spillFailed"; code: string }
  /** Columns could not be kept on disk for the next time, with the system's error code. */
  | { kind: "cacheFailed"; code: string }
  /** A log, or files of a folder, did not have to be read: they have not changed since their columns were kept. */
  | { kind: "cacheUsed"; uri: string; files: number }
  /**
   * The fast scanner or the fast inflater cannot run here; the plain one or zlib does the same. Reported once, with the
   * platform's own message.
   */
  | { kind: "slow"; why: string }
  /** A helper thread has ended; the main thread reads its part instead. With the platform's own message. */
  | { kind: "helperFailed"; why: string }
  /**
   * Reading a log caused an unexpected error, which is among its problems. With the error's own message, for whoever
   * fixes it.
   */
  | { kind: "fileFailed"; uri: string; why: string }
  /** A log's file holds other records than were read of it, which was found when one of them was asked for. It is read again. Told once for a log. */
  | { kind: "readAgain"; uri: string }
  /** The engine's thread has ended. */
  | { kind: "stopped"; stop: Stop };

/**
 * Why the thread ended. A log that is not read because of this has the problem "engineStopped", with the detail
 * "outOfMemory" in that case.
 */
export type StopReason = "engineStopped" | "outOfMemory";

/** What happens to the open logs after the thread ended. */
export type Stop =
  /** All are read again in a new thread. */
  | { kind: "again"; error: EngineStopped }
  /** The others are: this one, maybe in a folder or archive, has ended the thread twice. */
  | { kind: "leftOut"; uri: string; error: EngineStopped }
  /** None is, until {@link Engine.restart}. */
  | { kind: "giveUp"; error: EngineStopped };

/** The caller cancelled its question. */
export class Cancelled extends Error {
  override name = "Cancelled";
}
/** The result was disposed of, or its thread has ended. */
export class StaleResult extends Error {
  override name = "StaleResult";
}
/** Results that are kept take all the memory they may: some have to be let go first. Crosses with its name and code. */
export class ResultsFull extends Error {
  override name = "ResultsFull";
  readonly code = "RESULTS_FULL";

  /** @param limit bytes */
  constructor(limit: number) {
    super(`results that are kept take more than ${limit} bytes`);
  }
}
/** The engine's thread ended before it answered. */
export class EngineStopped extends Error {
  override name = "EngineStopped";
  readonly reason: StopReason;

  constructor(message?: string, options?: { cause: Error }) {
    super(message, options);
    const code = (options?.cause as { code?: unknown } | undefined)?.code;
    this.reason = code === "ERR_WORKER_OUT_OF_MEMORY" ? "outOfMemory" : "engineStopped";
  }
}
