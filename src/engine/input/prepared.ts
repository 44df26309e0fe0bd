import fs from "node:fs";
import zlib from "node:zlib";
import type { Stamp } from "./content";

/** Whole small files as a helper thread hands them over. */

/** Files up to this are prepared. */
export const SMALL_PACKED = 256 * 1024;
/** What more comes out of is read piece by piece instead. */
const SMALL_INFLATED = 4 * 1024 * 1024;
/** Of all files of one hand-over; what would be more is left to the thread that asked. */
const MOST_TOGETHER = 16 * 1024 * 1024;
/** Smaller ones share their memory: to hand over an array costs more than to copy it. */
const SHARED = 64 * 1024;

export interface Prepared {
  /** The content, inflated if it was compressed. */
  content: Uint8Array;
  gzip: boolean;
  stamp: Stamp;
}

/** Undefined where anything is unusual: whoever asked reads that file itself, and says what is amiss. */
export type Batch = (Prepared | undefined)[];

export function prepareAll(paths: readonly string[]): Batch {
  let together = 0;
  return paths.map((path) => {
    if (together > MOST_TOGETHER) return undefined;
    try {
      const prepared = prepare(path);
      together += prepared?.content.length ?? 0;
      return prepared;
    } catch {
      return undefined;
    }
  });
}

function prepare(path: string): Prepared | undefined {
  const fd = fs.openSync(path, "r");
  try {
    const { size, mtimeMs: modified } = fs.fstatSync(fd);
    if (size === 0 || size > SMALL_PACKED) return undefined;
    const bytes = new Uint8Array(size + 1); // one more: a file that has grown shows
    if (fs.readSync(fd, bytes, 0, size + 1, 0) !== size) return undefined;
    const stamp = { size, modified };
    const packed = bytes.subarray(0, size);
    if (packed[0] !== 0x1f || packed[1] !== 0x8b) return { content: packed, gzip: false, stamp };
    return { content: inflateSmall(packed), gzip: true, stamp };
  } finally {
    fs.closeSync(fd);
  }
}

/** Throws where the data is damaged, or more comes out than is good at one stretch. */
export function inflateSmall(packed: Uint8Array): Uint8Array {
  const { length } = packed;
  // what the last bytes promise is a hint only; with it true, memory is taken once and none too much
  const promised = length < 18 ? 0 : new DataView(packed.buffer, packed.byteOffset).getUint32(length - 4, true);
  const chunkSize = Math.min(SMALL_INFLATED, Math.max(1024, promised + 64));
  return zlib.gunzipSync(packed, { maxOutputLength: SMALL_INFLATED, chunkSize });
}

/** Moves the small ones together; returns the memory to be handed over. */
export function pack(batch: Batch): ArrayBuffer[] {
  const small = batch.filter((one): one is Prepared => one !== undefined && one.content.length < SHARED);
  const shared = new Uint8Array(small.reduce((sum, { content }) => sum + content.length, 0));
  let at = 0;
  for (const one of small) {
    shared.set(one.content, at);
    one.content = shared.subarray(at, (at += one.content.length));
  }
  const memories = new Set<ArrayBuffer>();
  for (const one of batch) if (one) memories.add(one.content.buffer as ArrayBuffer);
  return [...memories];
}
