import { createHash } from "node:crypto";
import type { AnyReader } from "../../core/shapes/anyReader";
import type { ShapeId } from "../../core/shapes/shape";
import type { Bytes } from "./content";

/** Up to here all of what was read is compared. */
const WHOLE = 4 * 1024 * 1024; // bytes
const CHECKED = 64 * 1024; // bytes at each end of more
/** And so many places between them, each of so many bytes. */
const PLACES = 256;
const AT_EACH = 4096;

/** Where the reading of a file can go on when more has been appended, and what stood before. */
export interface Resume {
  /** In the content: behind the last whole value at its top. */
  at: number;
  bom: number;
  /** Of what stands before it: its beginning and its end. */
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

/** Whether the file still begins with what was read of it, as far as its beginning and the part before the end tell. */
export function canResume(bytes: Bytes, { at, bom, hash }: Resume): boolean {
  return hashBefore(bytes, at + bom) === hash;
}

/** What is compared of the first `end` bytes: a change anywhere else is not noticed when the file only grows besides. */
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
