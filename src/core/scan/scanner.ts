import type { DictionaryName } from "../events/paths";
import type { Derive } from "./derived";
import type { Dictionary } from "./dictionary";

/**
 * The output of every scanner: one row per record, with values in the order of core/events/paths.ts. The memory is
 * reused after each batch is taken.
 */
export interface Batch {
  count: number;
  /** Byte position in the log's content where a record begins, and its length. */
  starts: Float64Array;
  lengths: Uint32Array;
  /** The same in UTF-16 code units. */
  textStarts: Float64Array;
  textLengths: Uint32Array;
  /** Milliseconds since 1970 UTC; NaN for rows without a readable time. */
  times: Float64Array;
  /** 16 bytes for each of `guidPaths` of each row, and their kind: an {@link IdKind}. */
  guids: Uint8Array;
  /** The same memory as words in the machine's byte order. */
  guidWords: Uint32Array;
  guidKinds: Uint8Array;
  /** What each record is wrapped in: the number of its place in the table that the scanner was made with. */
  places: Uint8Array;
  /** `paths.length` IDs per row; 0 if the record does not have the value. */
  ids: Uint32Array;
  /** Further values of paths with `[]` or `{}`: row, path index, ID; and so on. */
  extras: number[];
  /** Rows whose text contains bytes that are not UTF-8. */
  notUtf8: number[];
}

/**
 * Why a scan stopped, and where: `more`, the bytes end in or between records; `other`, the next byte does not begin a
 * record; `full`, the batch must be taken first; `damage`, before a broken record; `container`, after the opening
 * bracket of the list of records in it; `noRecord`, after an object that is not a record, or whose record is a text
 * that nests too deeply.
 */
export type ScanStop =
  | { kind: "more" }
  | { kind: "other" }
  | { kind: "full" }
  | { kind: "damage"; at: number; tooDeep: boolean }
  | { kind: "container"; start: number; key: string }
  | { kind: "noRecord"; start: number; tooDeep: boolean };

/** Zeros after a window's content: see core/scan/tokens. */
export const PAD = 64;

/** Bytes for a scanner to read, in the scanner's own memory if it has some, so that files are read directly into it. */
export interface Window {
  /** Get this again after each scan and each new window: a scanner's memory moves when it grows. */
  readonly bytes: Uint8Array;
  /** Makes the window at least this long and keeps its content. */
  grow(bytes: number): void;
  /** Releases the memory for another window. */
  close(): void;
}

export interface Scanner {
  readonly dictionaries: Readonly<Record<DictionaryName, Dictionary>>;
  readonly batch: Batch;
  readonly stop: ScanStop;
  /** UTF-16 surplus (bytes minus code units) up to the position that the last scan returned. */
  surplus: number;
  /** Between the records of a list: whether the next token must be a comma. */
  commaDue: boolean;
  /** Derives columns from its batch's rows. */
  readonly derive: Derive;
  /** A window of at least this length. */
  window(bytes: number): Window;
  /**
   * Reads records from `p` on and appends them to `batch`. Returns the position after the last complete one and its
   * separator. The {@link PAD} bytes from `end` on must be zeros.
   * @param b the bytes of a window of this scanner; the plain scanner accepts any array
   * @param base position of `b[0]` in the log's content
   * @param list whether commas separate records
   */
  scan(b: Uint8Array, p: number, end: number, base: number, list: boolean): number;
}

/** A window with its own memory. */
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

/**
 * How 16 bytes hold an ID: not at all (its text is in the dictionary, or it is absent), as a GUID, or as a text of 16
 * ASCII characters.
 */
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
