import type { Between, ReadStretch, RecordLimits } from "../../core/shapes/contentReader";
import type { Sent } from "../exchange/sent";
import type { Problems } from "../problems";
import type { Claim } from "./ends";

/** What a thread needs to read parts of a log's file. */
export interface PartsWanted {
  path: string;
  /** Whose parts are wanted: another file may have taken its place meanwhile. */
  identity: string;
  /** Bytes before the content. */
  bom: number;
  between: Between;
  limits: RecordLimits;
  /** Of {@link Ends}. */
  ends: SharedArrayBuffer;
  threads: number;
}

/** One part, as far as it was read: from the first record in it to the first one behind it. */
export interface Part {
  claim: Claim;
  /** Undefined: whoever wanted it has to read it. */
  read: ReadPart | undefined;
}

export interface ReadPart extends Problems {
  /** Bytes in the file. */
  from: number;
  to: number;
  between: Between;
  stretch: ReadStretch;
  rows: Sent;
}

/** The memory that is handed over with a part. */
export function buffersOf({ read }: Part): ArrayBuffer[] {
  if (!read) return [];
  const { texts, tuples, chunks } = read.rows;
  return [...texts, ...tuples, ...chunks].map(({ buffer }) => buffer);
}
