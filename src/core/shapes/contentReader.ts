import type { Batch } from "../scan/scanner";
import type { Problem, ShapeId } from "./shape";
import type { Table } from "./tables/table";

/** What bounds one record, so that a log made to do harm does none. */
export interface RecordLimits {
  /** Bytes. */
  record: number;
  /** Levels of objects and lists in each other, within one value. */
  depth: number;
}

/** Where a stretch of a log begins and ends: between two records of a list, or between two values at the top. */
export type Between = "list" | "top";

/** Positions in the content, end exclusive. */
export interface Stretch {
  start: number;
  end: number;
}

/** What a reader tells of a stretch of a log that it read for another one. */
export interface ReadStretch {
  /** Position in the content behind it. */
  end: number;
  /** Records, and what stood in their place. */
  elements: number;
  /** Values at the top. */
  values: number;
  isEachOnNewLine: boolean;
  hasLinePrefix: boolean;
}

export interface ReaderSink {
  /** The batch is reused when this returns. */
  rows(batch: Batch): void;
  /** The problem told last may still become longer, while nothing but more of its kind follows. */
  problem(problem: Problem): void;
  /** Asked while much is made of little content: when it says so, the reader rests until {@link ContentReader.goOn}. */
  isTurnOver?(): boolean;
}

/** Reads a log's UTF-8 content, given piece by piece. */
export interface ContentReader {
  /** Position behind the last byte given. */
  readonly position: number;
  /** Where the record begins that has come only in part; {@link position} if none. */
  readonly unfinished: number;
  readonly shape: ShapeId;
  /** What its rows mean, where the content is a table. */
  readonly table?: Table | undefined;
  /**
   * Space for at least `bytes` more bytes, to be written and then told by {@link wrote} before anything else is read: it may be
   * a scanner's memory, which moves.
   */
  room(bytes: number): Uint8Array;
  wrote(bytes: number): void;
  push(bytes: Uint8Array): void;
  /** It rests before it has read all it was given; nothing but {@link goOn} and {@link close} may be called then. */
  readonly isBehind: boolean;
  goOn(): void;
  /** Content is missing behind the last byte given: what is unfinished is lost, and returned. What comes next may begin a record. */
  gap(): Stretch;
  /** The content is complete: what is unfinished now stays so. */
  end(): void;
  /** Nothing more will be asked: what it read with may serve another reader. */
  close(): void;
}
