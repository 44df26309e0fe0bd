import type { Batch } from "../scan/scanner";
import type { Problem, ShapeId } from "./shape";
import type { Table } from "./tables/table";

/** Limits for one record, so that a malicious log does no harm. */
export interface RecordLimits {
  /** Bytes. */
  record: number;
  /** Nesting levels of objects and lists within one value. */
  depth: number;
}

/** What is on either side of a part of a log: records of a list, or values at the top. */
export type Between = "list" | "top";

/** Positions in the content; end is exclusive. */
export interface Stretch {
  start: number;
  end: number;
}

/** What a reader reports about a part of a log that it read for another reader. */
export interface ReadStretch {
  /** Position in the content after it. */
  end: number;
  /** Records, and what was there instead. */
  elements: number;
  /** Values at the top. */
  values: number;
  isEachOnNewLine: boolean;
  hasLinePrefix: boolean;
}

export interface ReaderSink {
  /** The batch is reused after this returns. */
  rows(batch: Batch): void;
  /** The problem told last may still become longer, while nothing but more of its kind follows. */
  problem(problem: Problem): void;
  /** Asked while much is made of little content: when it says so, the reader rests until {@link ContentReader.goOn}. */
  isTurnOver?(): boolean;
}

/** Reads a log's UTF-8 content piece by piece. */
export interface ContentReader {
  /** Position after the last byte that was passed. */
  readonly position: number;
  /** Where an incomplete record begins; {@link position} if there is none. */
  readonly unfinished: number;
  readonly shape: ShapeId;
  /** What its rows mean, if the content is a table. */
  readonly table?: Table | undefined;
  /**
   * Space for at least `bytes` more bytes. Write them and call {@link wrote} before anything else is read: the memory
   * may belong to a scanner, and moves.
   */
  room(bytes: number): Uint8Array;
  wrote(bytes: number): void;
  push(bytes: Uint8Array): void;
  /** It rests before it has read all it was given; nothing but {@link goOn} and {@link close} may be called then. */
  readonly isBehind: boolean;
  goOn(): void;
  /**
   * Content is missing after the last byte. Discards the incomplete record and returns its place. A record may begin
   * next.
   */
  gap(): Stretch;
  /** The content is complete: anything incomplete stays so. */
  end(): void;
  /** Releases the memory for another reader. */
  close(): void;
}
