import fs from "node:fs";
import zlib from "node:zlib";
import { codingOf, isPlainUtf8, memoryBytes } from "./content";
import { isPadding } from "./gzipFormat";
import { type Inflater, newInflater } from "./inflater";
import { openRegular } from "./regularFile";
import { type Stamp, stampOf } from "./stamp";

/** Complete small files from a helper thread. */

/** Files up to this size are decompressed in one turn of the engine's thread. */
export const SMALL_PACKED = 256 * 1024;
/** Files with more content are read piece by piece instead. */
const SMALL_INFLATED = 4 * 1024 * 1024;
/** Helpers prepare files up to this size. */
export const MOST_PACKED = 1024 * 1024;
/** Maximum content of all files in one batch; the requesting thread reads the rest. */
const MOST_TOGETHER = 16 * 1024 * 1024;
/** Extra memory of a batch, so that the next batches fit into it, too. */
const SPARE = 1024 * 1024;

export interface Prepared {
  /** The file's bytes; for a compressed file its content, in UTF-8 without BOM. */
  content: Uint8Array;
  gzip: boolean;
  stamp: Stamp;
}

/** Where a content is in its batch's memory. */
interface Placed extends Omit<Prepared, "content"> {
  at: number;
  length: number;
}

/**
 * A batch of files. A file is undefined if anything is unusual: the requesting thread reads it and reports what is
 * wrong.
 */
export interface Batch {
  memory: ArrayBuffer;
  files: (Placed | undefined)[];
}

/** Valid until the memory is used again. */
export function preparedOf({ memory, files }: Batch): (Prepared | undefined)[] {
  return files.map(
    (file) => file && { content: new Uint8Array(memory, file.at, file.length), gzip: file.gzip, stamp: file.stamp },
  );
}

/** Reads and decompresses files. */
export class Preparer {
  readonly #inflater = newInflater({ packed: MOST_PACKED + 1, content: MOST_TOGETHER });
  /**
   * Used for one file after another, because new memory for each would cost more than its bytes. One byte more shows
   * that a file has grown.
   */
  readonly #packed: Uint8Array = this.#inflater?.input ?? new Uint8Array(MOST_PACKED + 1);

  /** @param memory of an earlier batch, to be used again */
  batch(paths: readonly string[], memory?: ArrayBuffer): Batch {
    let bytes = new Uint8Array(memory ?? new ArrayBuffer(0));
    let used = 0;
    const files = paths.map((path) => {
      try {
        const prepared = this.#prepare(path, MOST_TOGETHER - used);
        if (!prepared) return undefined;
        const { content, ...rest } = prepared;
        const file: Placed = { ...rest, at: used, length: content.length };
        if (used + content.length > bytes.length) bytes = larger(bytes, used, used + content.length + SPARE);
        bytes.set(content, used);
        used += content.length;
        return file;
      } catch {
        return undefined;
      }
    });
    return { memory: bytes.buffer, files };
  }

  /** Valid until the next call. */
  #prepare(path: string, most: number): Prepared | undefined {
    const { fd, stat } = openRegular(path);
    try {
      const { size } = stat;
      if (size === 0 || size > Math.min(MOST_PACKED, most)) return undefined;
      if (fs.readSync(fd, this.#packed, 0, size + 1, 0) !== size) return undefined;
      const stamp = stampOf(stat);
      const packed = this.#packed.subarray(0, size);
      if (packed[0] !== 0x1f || packed[1] !== 0x8b) return { content: packed, gzip: false, stamp };
      const inflated = this.#inflater ? this.#inflater.gunzip(size, most) : inflateWhole(packed, most);
      const content = inflated && plainUtf8(inflated);
      return content && { content, gzip: true, stamp };
    } finally {
      fs.closeSync(fd);
    }
  }
}

function larger(bytes: Uint8Array, used: number, size: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(size);
  all.set(bytes.subarray(0, used));
  return all;
}

let small: { inflater: Inflater | undefined } | undefined;

/** Undefined if the data is not complete and intact, or has too much content for one turn. */
export function inflateSmall(packed: Uint8Array): Uint8Array | undefined {
  small ??= { inflater: newInflater({ packed: SMALL_PACKED, content: SMALL_INFLATED }) };
  const { inflater } = small;
  if (!inflater) return inflateWhole(packed, SMALL_INFLATED);
  inflater.input.set(packed);
  const content = inflater.gunzip(packed.length, SMALL_INFLATED);
  return content && new Uint8Array(content);
}

/** Does the same as the inflater, with zlib. */
function inflateWhole(packed: Uint8Array, most: number): Uint8Array | undefined {
  const { length } = packed;
  // the length in the last bytes is only a hint; if it is true, memory is allocated once and not too large
  const promised = length < 18 ? 0 : new DataView(packed.buffer, packed.byteOffset).getUint32(length - 4, true);
  const chunkSize = Math.min(most + 64, Math.max(1024, promised + 64));
  try {
    const { buffer, engine } = zlib.gunzipSync(packed, { maxOutputLength: most, chunkSize, info: true }) as unknown as {
      buffer: Uint8Array;
      engine: { bytesWritten: number };
    };
    return isPadding(packed.subarray(engine.bytesWritten)) ? buffer : undefined; // zlib ends at the first zero
  } catch {
    return undefined;
  }
}

/** The content without its BOM; undefined if it has another encoding, or is compressed again. */
export function plainUtf8(content: Uint8Array): Uint8Array | undefined {
  const coding = codingOf(memoryBytes(content));
  return isPlainUtf8(coding) ? content.subarray(coding.bom) : undefined;
}
