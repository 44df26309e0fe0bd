import fs from "node:fs";
import zlib from "node:zlib";
import { codingOf, isPlainUtf8, memoryBytes, type Stamp } from "./content";

/** Whole small files as a helper thread hands them over. */

/** Files up to this are inflated in one turn of the engine's thread. */
export const SMALL_PACKED = 256 * 1024;
/** What more comes out of is read piece by piece instead. */
const SMALL_INFLATED = 4 * 1024 * 1024;
/** Files up to this are prepared by helpers. */
export const MOST_PACKED = 1024 * 1024;
/** May come out of all files of one hand-over; what would be more is left to the thread that asked. */
const MOST_TOGETHER = 16 * 1024 * 1024;
/** Smaller ones share their memory: to hand over an array costs more than to copy it. */
const SHARED = 64 * 1024;

export interface Prepared {
  /** The file's bytes; of a compressed one its content, which is UTF-8, without its mark. */
  content: Uint8Array;
  gzip: boolean;
  stamp: Stamp;
}

/** Undefined where anything is unusual: whoever asked reads that file itself, and says what is amiss. */
export type Batch = (Prepared | undefined)[];

export function prepareAll(paths: readonly string[]): Batch {
  let left = MOST_TOGETHER;
  return paths.map((path) => {
    try {
      const prepared = prepare(path, left);
      left -= prepared?.content.length ?? 0;
      return prepared;
    } catch {
      return undefined;
    }
  });
}

/** Of one file after another: new memory for each would cost more than its bytes. */
let room: Uint8Array | undefined;

function prepare(path: string, most: number): Prepared | undefined {
  const fd = fs.openSync(path, "r");
  try {
    const { size, mtimeMs: modified } = fs.fstatSync(fd);
    if (size === 0 || size > Math.min(MOST_PACKED, most)) return undefined;
    room ??= new Uint8Array(MOST_PACKED + 1);
    // one more: a file that has grown shows
    if (fs.readSync(fd, room, 0, size + 1, 0) !== size) return undefined;
    const stamp = { size, modified };
    const packed = room.subarray(0, size);
    if (packed[0] !== 0x1f || packed[1] !== 0x8b) return { content: packed.slice(), gzip: false, stamp };
    const content = plainUtf8(inflateWhole(packed, most));
    return content && { content, gzip: true, stamp };
  } finally {
    fs.closeSync(fd);
  }
}

/** Throws where the data is damaged, or more comes out than is good at one stretch. */
export function inflateSmall(packed: Uint8Array): Uint8Array {
  return inflateWhole(packed, SMALL_INFLATED);
}

function inflateWhole(packed: Uint8Array, most: number): Uint8Array {
  const { length } = packed;
  // what the last bytes promise is a hint only; with it true, memory is taken once and none too much
  const promised = length < 18 ? 0 : new DataView(packed.buffer, packed.byteOffset).getUint32(length - 4, true);
  const chunkSize = Math.min(most + 64, Math.max(1024, promised + 64));
  return zlib.gunzipSync(packed, { maxOutputLength: most, chunkSize });
}

/** The content without its mark; undefined when it has to be recoded. */
export function plainUtf8(content: Uint8Array): Uint8Array | undefined {
  const coding = codingOf(memoryBytes(content));
  return isPlainUtf8({ ...coding, gzip: false }) ? content.subarray(coding.bom) : undefined;
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
