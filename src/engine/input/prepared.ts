import fs from "node:fs";
import zlib from "node:zlib";
import { codingOf, isPlainUtf8, memoryBytes } from "./content";
import { isPadding } from "./gzipFormat";
import { type Inflater, newInflater } from "./inflater";
import { openRegular } from "./regularFile";
import { type Stamp, stampOf } from "./stamp";

/** Whole small files, as a helper thread hands them over. */

/** Files up to this are inflated in one turn of the engine's thread. */
export const SMALL_PACKED = 256 * 1024;
/** What more comes out of is read piece by piece instead. */
const SMALL_INFLATED = 4 * 1024 * 1024;
/** Files up to this are prepared by helpers. */
export const MOST_PACKED = 1024 * 1024;
/** May come out of all files of one hand-over; what would be more is left to the thread that asked. */
const MOST_TOGETHER = 16 * 1024 * 1024;
/** More memory than is needed is taken for a hand-over, so that the next ones fit into it, too. */
const SPARE = 1024 * 1024;

export interface Prepared {
  /** The file's bytes; of a compressed one its content, which is UTF-8, without its mark. */
  content: Uint8Array;
  gzip: boolean;
  stamp: Stamp;
}

/** Where in its hand-over's memory a content stands. */
interface Placed extends Omit<Prepared, "content"> {
  at: number;
  length: number;
}

/** A hand-over. Undefined where anything is unusual: whoever asked reads that file itself, and says what is amiss. */
export interface Batch {
  memory: ArrayBuffer;
  files: (Placed | undefined)[];
}

/** Good until the memory is used again. */
export function preparedOf({ memory, files }: Batch): (Prepared | undefined)[] {
  return files.map(
    (file) => file && { content: new Uint8Array(memory, file.at, file.length), gzip: file.gzip, stamp: file.stamp },
  );
}

/** Reads and inflates files. */
export class Preparer {
  readonly #inflater = newInflater({ packed: MOST_PACKED + 1, content: MOST_TOGETHER });
  /** Of one file after another: new memory for each would cost more than its bytes. One more: a file that has grown shows. */
  readonly #packed: Uint8Array = this.#inflater?.input ?? new Uint8Array(MOST_PACKED + 1);

  /** @param memory of an earlier hand-over, to be used again */
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

  /** Good until the next. */
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

/** Undefined where the data is not whole and sound, or more comes out than is good at one stretch. */
export function inflateSmall(packed: Uint8Array): Uint8Array | undefined {
  small ??= { inflater: newInflater({ packed: SMALL_PACKED, content: SMALL_INFLATED }) };
  const { inflater } = small;
  if (!inflater) return inflateWhole(packed, SMALL_INFLATED);
  inflater.input.set(packed);
  const content = inflater.gunzip(packed.length, SMALL_INFLATED);
  return content && new Uint8Array(content);
}

/** As the inflater does, by zlib. */
function inflateWhole(packed: Uint8Array, most: number): Uint8Array | undefined {
  const { length } = packed;
  // what the last bytes promise is a hint only; with it true, memory is taken once and none too much
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

/** The content without its mark; undefined when it has to be recoded, or is compressed once more. */
export function plainUtf8(content: Uint8Array): Uint8Array | undefined {
  const coding = codingOf(memoryBytes(content));
  return isPlainUtf8(coding) ? content.subarray(coding.bom) : undefined;
}
