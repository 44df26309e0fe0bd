import { createHash } from "node:crypto";
import type { AnyReader } from "../../core/shapes/anyReader";
import type { ShapeId } from "../../core/shapes/shape";
import type { Bytes } from "./content";

/** Up to this size, everything that was read is compared. */
const WHOLE = 4 * 1024 * 1024; // bytes
const CHECKED = 64 * 1024; // bytes at each end of larger files
/** In addition, this many places between the ends, each with this many bytes. */
const PLACES = 256;
const AT_EACH = 4096;

/** Where reading of a file can continue after more was appended, and what came before. */
export interface Resume {
  /** Position in the content after the last complete value at its top. */
  at: number;
  bom: number;
  /** Hash of what comes before it: its beginning and its end. */
  hash: string;
}

/** Shapes that grow by values at the top; a list of records is closed by its end. */
const growing: ReadonlySet<ShapeId> = new Set([
  "record",
  "lines",
  "concatenated",
  "eventBridge",
  "cloudWatchLogs",
  "wrapped",
]);

export function resumeAt(bytes: Bytes, bom: number, reader: AnyReader): Resume | undefined {
  const at = reader.resumable;
  if (at === undefined || !growing.has(reader.shape)) return undefined;
  return { at, bom, hash: hashBefore(bytes, at + bom) };
}

/** Whether the file still begins with what was read, as far as its beginning and the part before the end show. */
export function canResume(bytes: Bytes, { at, bom, hash }: Resume): boolean {
  return hashBefore(bytes, at + bom) === hash;
}

/** The compared parts of the first `end` bytes: a change elsewhere is not noticed if the file otherwise only grows. */
function* placesBefore(end: number): Generator<[from: number, length: number]> {
  if (end <= WHOLE) {
    yield [0, end];
    return;
  }
  yield [0, CHECKED];
  for (let i = 1; i < PLACES; i++) yield [Math.floor((end * i) / PLACES), AT_EACH];
  yield [end - CHECKED, CHECKED];
}

function hashBefore(bytes: Bytes, end: number): string {
  const hash = createHash("sha256");
  for (const [from, length] of placesBefore(end)) {
    const part = new Uint8Array(length);
    hash.update(part.subarray(0, bytes.read(part, from)));
  }
  return hash.digest("base64");
}
