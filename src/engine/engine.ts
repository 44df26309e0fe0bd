/**
 * The only door between the opened logs and the windows. Everything here is plain data that can cross a thread; nothing
 * here is a sentence: words are made where they are shown.
 */
import type { Progress, Subject } from "../calls/door";
import type { ColumnName } from "../core/events/columns";
import type { Outcome } from "../core/events/event";
import type { EventRow } from "../core/events/row";
import type { Span } from "../core/query/buckets";
import type { Where } from "../core/query/condition";
import type { Deliveries, LateDelivery } from "../core/query/delivery";
import type { SpanRecord } from "../core/shapes/recordText";
import type { LookAlike, Problem, ProblemReason, ShapeId } from "../core/shapes/shape";
import type { Table } from "../core/shapes/tables/table";

export type { LookAlike, Problem, ProblemReason, ShapeId };

/** Where a log's records are read from: bytes of a file, bytes handed over, or the text of an open document; never a mix. */
export type LogSource =
  | { kind: "file"; uri: string; path: string }
  | { kind: "bytes"; uri: string; bytes: Uint8Array }
  | {
      kind: "text";
      uri: string;
      /** The document's version that `slices` gives; `locate` names it again. */
      version: number;
      /** UTF-16 code units in all. */
      length: number;
      /** The text in order, ≤ 256 Ki code units a piece; asked for again when the thread had to be restarted. */
      slices: () => AsyncIterable<string>;
    }
  /** All logs below a folder, also in archives there; looked for and read in the thread. */
  | { kind: "folder"; uri: string; path: string }
  /** Known by its caller to be out of reach: becomes a report with the problem "unreadable" and this detail. */
  | { kind: "unreadable"; uri: string; detail: string };

/** Of one log, or of all logs of a folder or archive together. */
export interface LogReport {
  uri: string;
  shape: ShapeId;
  gzip: boolean;
  /** Bytes of content read (inflated, without BOM). */
  bytes: number;
  /** Bytes on disk; of an archive's member as the archive tells them. 0 when not known. */
  size: number;
  /** Of a folder or archive: what became of the files in it. */
  members?: Pick<CoverageSummary, "files" | "others">;
  /** Records kept as events of their own; events + duplicates = records read. */
  events: number;
  duplicates: number;
  reduced: number;
  /** This log's own, duplicates not counted: what its page shows. */
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
  /** Of the earliest and latest event with a readable time: ISO 8601, UTC. */
  from?: string;
  to?: string;
  accounts: string[];
  regions: string[];
  logs: LogReport[];
}

/** Where a log stands; "other": its content is no CloudTrail log; "passedOver": nobody looked into it, by intention. */
export type LogState = "notRead" | "partly" | "reading" | "passedOver" | "other" | "whole";

/** The coverage without what each log says: as small for many thousands of logs as for one. */
export interface CoverageSummary extends Omit<Coverage, "logs"> {
  files: Record<LogState, number>;
  /** What the files that are no logs are, by {@link LookAlike}. */
  others: { [what: string]: number };
  /** Problems of all but these files. */
  parts: number;
  /** Files that are the CSV of Event history, which lacks who acted and the parameters. */
  csvs: number;
}

export interface ReportQuery {
  from: number;
  /** ≤ 500 at a time, fewer where they have very many problems: `next` says. */
  to: number;
  /** Only logs in these, trouble first; without it all, in the order they were opened. */
  states?: readonly LogState[];
  /** Of each log no more than these, the first ones. */
  problems?: number;
}
export interface ReportPage {
  total: number;
  next: number;
  reports: LogReport[];
}

/** One problem and whose it is. */
export interface LogPlace {
  uri: string;
  gzip: boolean;
  problem: Problem;
}

export interface Group {
  key: string;
  count: number;
  /** Of these, denied or failed. */
  failed: number;
  children?: Group[];
}

/**
 * In which order: of time unless said otherwise. Equal values stand in order of time; what a record does not say comes last, and
 * among ids those that are no GUIDs come after those that are.
 */
export interface Sort {
  readonly by: ColumnName | "time";
  readonly descending?: boolean;
}

/** Questions about a result. */
export interface ResultQuestions {
  /** ≤ 500 at a time. */
  rows(from: number, to: number): EventRow[];
  /** As {@link rows}, with these columns only. */
  cells(from: number, to: number, columns: readonly ColumnName[]): Cells<ColumnName>[];
  level(from: number, to: number, zone: "local" | "utc"): Level;
  /** Position of the first event at or after `time` (ms) where they are in order of time; count when there is none. */
  seek(time: number): number;
  /** Position of an event; -1 when it is not among them. */
  positionOf(id: number): number;
  histogram(query: HistogramQuery): Histogram;
  aggregate(query: AggregateQuery): AggregatePage;
  /** As {@link EventQuestions.groups}, of these events. */
  groups(by: readonly ColumnName[]): Group[];
}

/**
 * Events that were asked for, kept in the thread as they were then until they are let go: `dispose` is their owner's duty.
 * Questions reject with {@link StaleResult} after that, and when the thread had to be started again or everything was closed.
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
  /** Equal parts of the span, ≤ 2,000. */
  readonly parts: number;
  /** Milliseconds since 1970 UTC, `to` exclusive; the whole span of the events unless said otherwise. */
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
  /** Any but the ids, of which each event has its own. */
  readonly by: readonly ColumnName[];
  /** Most events, most failures, earliest first event, latest last event first; by count unless said otherwise. */
  readonly order?: "count" | "failed" | "first" | "last";
  /** ≤ 500 at a time; the first ones unless said otherwise. */
  readonly from?: number;
  readonly to?: number;
}
export interface Aggregate {
  /** A text for each column that was summed up by. */
  keys: string[];
  count: number;
  /** Of these, denied or failed. */
  failed: number;
  /** ISO 8601, UTC; absent when none has a readable time. */
  first?: string;
  last?: string;
}
export interface AggregatePage {
  total: number;
  rows: Aggregate[];
}

export interface Bucket extends Span {
  /** Of its events, denied or failed. */
  failed: number;
}
/** How a stretch of a selection is shown: its rows when few, else buckets, at most 500. */
export type Level = { kind: "rows" } | { kind: "buckets"; buckets: Bucket[] };

/** One meaning of a searched value: the column it stands in, and how many events have it there. */
export interface Match {
  column: ColumnName;
  count: number;
}

/** One record's JSON and what it was made from, or where its text stands in the document its log was read from, and of which table it is a row. */
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
  /** Bytes or, of folders and zips, files. */
  read: number;
  total: number | undefined;
  events: number;
  /** Of a folder or archive: those read. */
  files?: number;
}

/** What changed since the last such message; sent at most every 50 ms. */
export interface Change {
  events: number;
  /** Logs being read now. `total` is the size on disk when known: compressed bytes for gzip. */
  loading: Loading[];
  /** Rises whenever rows came or went: an answer made under another revision may be out of date. */
  revision: number;
}

export interface Disposable {
  dispose(): void;
}

/** Which logs are open. */
export interface OpenedLogs {
  /** Resolves when the log is read; replaces what was read of the same URI before. A log that cannot be read is a report with a problem. Rejects only when cancelled. */
  open(source: LogSource, signal?: AbortSignal): Promise<LogReport>;
  /** Without a URI closes all. */
  close(uri?: string): Promise<void>;
  /**
   * Reads all open logs again in a new thread, those that had ended the last one too.
   * @param uri only this one is to be tried again when it is opened next, unless reading was given up altogether
   */
  restart(uri?: string): void;
  /** These files and folders may have come, changed or gone: what is open of them is brought up to date. */
  refresh(changed: readonly { uri: string; path: string }[]): Promise<void>;
}

/** What was read, and what was not. */
export interface CoverageQuestions {
  summary(): CoverageSummary;
  report(uri: string): LogReport | undefined;
  reports(query: ReportQuery): ReportPage;
  /** Of logs that were not, or not wholly, read: at most 1,000 of each, ≤ 500 at a time. Those with few first. */
  places(from: number, to: number): { total: number; places: LogPlace[] };
  /** By the delivery times in the files' names. */
  deliveries(): Deliveries;
  /** Where events of a time (ms) may still be when it is near the end of the delivery times. */
  lateDelivery(time: number): LateDelivery | undefined;
}

/** Events of all open logs; each of them once. */
export interface EventQuestions {
  /** By conditions on columns only. In descending order of count, then by key. None when there are more than `most` at the first level. */
  groups(by: readonly ColumnName[], where: Where, most?: number): Group[];
  row(id: number): EventRow | undefined;
  /** The columns that hold exactly this value. */
  find(value: string): Match[];
  /** The record whose content bytes begin at `start` in an open log. */
  recordAt(uri: string, start: number): EventRow | undefined;
}

/**
 * What logs say, as it is. Reports progress on a way that takes long: in a compressed log of which no copy is kept. `path` is
 * that of a file that need not be open; undefined: only an opened log is asked.
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

/** Logs that are read from open documents. Waits until that version is read; undefined when it never is, or there is none. */
export interface DocumentQuestions {
  /** The record at a UTF-16 offset. */
  locate(uri: string, version: number, offset: number): EventRow | undefined;
  /** Where the records stand: UTF-16 start and end in turn, in order; undefined when there are more than `most`. */
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

/** What somebody may want to know of how the engine works, beside its answers. */
export type Notice =
  /** Content could not be kept on disk, with the system's code; told once. What needs it decompresses again. */
  | { kind: "spillFailed"; code: string }
  /** Columns could not be kept on disk for the next time, with the system's code. */
  | { kind: "cacheFailed"; code: string }
  /** A log, or files of a folder, did not have to be read: they are as they were when their columns were kept. */
  | { kind: "cacheUsed"; uri: string; files: number }
  /** The fast scanner or the fast inflater cannot run here; the plain one or zlib does the same. Told once, with the platform's own text. */
  | { kind: "slow"; why: string }
  /** A thread that helps with reading has ended; the main thread reads its part instead. With the platform's own text. */
  | { kind: "helperFailed"; why: string }
  /** Reading a log ran into an error nobody expected, which is among its problems. With the error's own text, for whoever mends it. */
  | { kind: "fileFailed"; uri: string; why: string }
  /** A log's file holds other records than were read of it, which was found when one of them was asked for. It is read again. Told once for a log. */
  | { kind: "readAgain"; uri: string }
  /** The engine's thread has ended. */
  | { kind: "stopped"; stop: Stop };

/** Why the thread ended; a log that is not read because of it has the problem "engineStopped", and "outOfMemory" as its detail. */
export type StopReason = "engineStopped" | "outOfMemory";

/** What became of the opened logs when the thread ended. */
export type Stop =
  /** All are read again in a new one. */
  | { kind: "again"; error: EngineStopped }
  /** The others are: this one, maybe of a folder or archive, has ended the thread twice. */
  | { kind: "leftOut"; uri: string; error: EngineStopped }
  /** None is, until {@link Engine.restart}. */
  | { kind: "giveUp"; error: EngineStopped };

/** The caller took its question back. */
export class Cancelled extends Error {
  override name = "Cancelled";
}
/** The result was let go, or the thread that had it is no more. */
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
/** The engine's thread ended while it was asked. */
export class EngineStopped extends Error {
  override name = "EngineStopped";
  readonly reason: StopReason;

  constructor(message?: string, options?: { cause: Error }) {
    super(message, options);
    const code = (options?.cause as { code?: unknown } | undefined)?.code;
    this.reason = code === "ERR_WORKER_OUT_OF_MEMORY" ? "outOfMemory" : "engineStopped";
  }
}
