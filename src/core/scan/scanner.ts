import type { DictionaryName } from "../events/paths";
import type { Derive } from "./derived";
import type { Dictionary } from "./dictionary";

/** What every scanner hands over: one row per record, values by the table of core/events/paths.ts. Reused after each hand-over. */
export interface Batch {
  count: number;
  /** Bytes of the log's content where a record begins, and its length. */
  starts: Float64Array;
  lengths: Uint32Array;
  /** The same in UTF-16 code units. */
  textStarts: Float64Array;
  textLengths: Uint32Array;
  /** Milliseconds since 1970 UTC of each row's time; NaN where it has none that can be read. */
  times: Float64Array;
  /** 16 bytes for each of `guidPaths` of each row, and what they are: an {@link IdKind}. */
  guids: Uint8Array;
  /** The same memory, as words in the machine's order of bytes. */
  guidWords: Uint32Array;
  guidKinds: Uint8Array;
  /** What each record is wrapped in: its place's position in the table the scanner was made with. */
  places: Uint8Array;
  /** `paths.length` ids a row; 0 where the record does not have the value. */
  ids: Uint32Array;
  /** Further values of paths with `[]` or `{}`: row, path index, id; and so on. */
  extras: number[];
  /** Rows whose text holds bytes that are not UTF-8. */
  notUtf8: number[];
}

/**
 * Why a scan came back, and where: `more`, the bytes ended in or between records; `other`, the next byte begins no record;
 * `full`, the batch must be taken first; `damage`, before a broken record; `container`, behind the opening bracket of the
 * list of records in it; `noRecord`, behind an object that is none, or one whose record is a text that nests too deeply.
 */
export type ScanStop =
  | { kind: "more" }
  | { kind: "other" }
  | { kind: "full" }
  | { kind: "damage"; at: number; tooDeep: boolean }
  | { kind: "container"; start: number; key: string }
  | { kind: "noRecord"; start: number; tooDeep: boolean };

/** Zeros behind a window's content: see core/scan/tokens. */
export const PAD = 64;

/** Bytes on their way through a scanner, in its own memory where it has some, so that reading puts them there at once. */
export interface Window {
  /** To be asked for anew after each scan and each new window: a scanner's memory moves when it grows. */
  readonly bytes: Uint8Array;
  /** Makes it at least this long; what it holds stays. */
  grow(bytes: number): void;
  /** Its memory may serve another. */
  close(): void;
}

export interface Scanner {
  readonly dictionaries: Readonly<Record<DictionaryName, Dictionary>>;
  readonly batch: Batch;
  readonly stop: ScanStop;
  /** UTF-16 surplus (bytes minus code units) up to the position the last scan returned. */
  surplus: number;
  /** Between the records of a list: whether the next thing must be a comma. */
  commaDue: boolean;
  /** What is made of its batch's rows. */
  readonly derive: Derive;
  /** At least this long. */
  window(bytes: number): Window;
  /**
   * Reads records from `p` on and appends them to `batch`; returns the position behind the last whole one (and what
   * separates it from the next). The bytes at `end` and behind, {@link PAD}, must be zeros.
   * @param b all of a window of this scanner; of another array the plain scanner reads
   * @param base position of `b[0]` in the log's content
   * @param list whether records are separated by commas
   */
  scan(b: Uint8Array, p: number, end: number, base: number, list: boolean): number;
}

/** A window that is nobody's memory but its own. */
export function plainWindow(bytes: number): Window {
  let own = new Uint8Array(bytes);
  return {
    get bytes() {
      return own;
    },
    grow(larger) {
      const made = new Uint8Array(Math.max(own.length * 2, larger));
      made.set(own);
      own = made;
    },
    close() {},
  };
}

/** How 16 bytes hold an id: not at all (its text is in the dictionary, or it is absent), as a GUID, as a text of 16 ASCII characters. */
export const IdKind = { none: 0, guid: 1, text: 2 } as const;

export const BATCH_ROWS = 2048;

export function newBatch(pathCount: number, guidCount: number, rows: number): Batch {
  const guids = new Uint8Array(rows * guidCount * 16);
  return {
    count: 0,
    starts: new Float64Array(rows),
    lengths: new Uint32Array(rows),
    textStarts: new Float64Array(rows),
    textLengths: new Uint32Array(rows),
    times: new Float64Array(rows),
    guids,
    guidWords: new Uint32Array(guids.buffer),
    guidKinds: new Uint8Array(rows * guidCount),
    places: new Uint8Array(rows),
    ids: new Uint32Array(rows * pathCount),
    extras: [],
    notUtf8: [],
  };
}
