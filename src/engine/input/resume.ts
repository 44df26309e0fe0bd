import { createHash } from "node:crypto";
import type { AnyReader } from "../../core/shapes/anyReader";
import type { ShapeId } from "../../core/shapes/shape";
import type { Bytes } from "./content";

const CHECKED = 64 * 1024; // bytes at each end

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

function hashBefore(bytes: Bytes, end: number): string {
  const hash = createHash("sha256");
  for (const from of [0, Math.max(0, end - CHECKED)]) {
    const part = new Uint8Array(Math.min(CHECKED, end - from));
    hash.update(part.subarray(0, bytes.read(part, from)));
  }
  return hash.digest("base64");
}
