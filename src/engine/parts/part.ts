import type { Between, ReadStretch, RecordLimits } from "../../core/shapes/contentReader";
import type { Sent } from "../exchange/sent";
import type { Problems } from "../reports/problems";
import type { Claim } from "./ends";

/** What a thread needs to read parts of a log's file. */
export interface PartsWanted {
  path: string;
  /** Identity of the file: another file may have taken its place in the meantime. */
  identity: string;
  /** Bytes before the content. */
  bom: number;
  between: Between;
  limits: RecordLimits;
  /** The memory of {@link Ends}. */
  ends: SharedArrayBuffer;
  threads: number;
}

/** One part that was read, from its first record to the first record after it. */
export interface Part {
  claim: Claim;
  /** Undefined if the requesting thread has to read it. */
  read: ReadPart | undefined;
}

export interface ReadPart extends Problems {
  /** Byte positions in the file. */
  from: number;
  to: number;
  between: Between;
  stretch: ReadStretch;
  rows: Sent;
}

/** The memory that is transferred with a part. */
export function buffersOf({ read }: Part): ArrayBuffer[] {
  if (!read) return [];
  const { texts, tuples, chunks } = read.rows;
  return [...texts, ...tuples, ...chunks].map(({ buffer }) => buffer);
}
