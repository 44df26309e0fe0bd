import zlib from "node:zlib";
import { fromRandomAccessReaderPromise, getFileNameLowLevel, RandomAccessReader } from "yauzl";
import { type Bytes, PIECE } from "./content";
import { type ArchiveDamage, DamagedMember, Entries, hiddenIn, type Member } from "./members";
import { FILE, LISTED, membersByHeaders, type Packed, signatureAt } from "./zipHeaders";

const PACKED_PIECE = 64 * 1024;
const STORED = 0;
const DEFLATED = 8;

/**
 * In the order of the zip's directory; without one, in the order of the file.
 * @param total gets their number, if known
 */
export async function* zipMembers(
  bytes: Bytes,
  total: (entries: number) => void,
  told: (damage: ArchiveDamage) => void,
  most: number,
): AsyncGenerator<Member> {
  const entries = new Entries();
  const listed = new Set<number>();
  try {
    const zip = await fromRandomAccessReaderPromise(new Reader(bytes), bytes.size, {
      autoClose: false,
      decodeStrings: false, // otherwise an invalid path would end the reading; names are never used to write
      validateEntrySizes: false,
    });
    total(zip.entryCount);
    if (zip.entryCount === 0 && signatureAt(bytes, 0) === FILE)
      throw new Error("files that the directory does not list");
    for await (const entry of zip.eachEntry()) {
      const { relativeOffsetOfLocalHeader: at, generalPurposeBitFlag: flags, fileNameRaw, extraFields } = entry;
      const name = getFileNameLowLevel(flags, fileNameRaw, extraFields, false);
      const start = async (): Promise<number> =>
        (await zip.readLocalFileHeaderPromise(entry, { minimal: true })).fileDataStart;
      const member = memberOf(bytes, { ...entry, name, isEncrypted: entry.isEncrypted() }, entries, start);
      if (member) yield member;
      listed.add(at);
    }
    // it may say fewer than it has: programs count no further than to 65,535
    if (signatureAt(bytes, Number(zip.readEntryCursor)) === LISTED)
      throw new Error("more files than the directory says");
  } catch (error) {
    // errors of the system have codes, those of the library only messages
    if ((error as NodeJS.ErrnoException).code !== undefined) throw error;
    told("noDirectory");
    for await (const found of membersByHeaders(bytes, listed, told, most)) {
      const member = memberOf(bytes, found, entries, async () => found.start);
      if (member) yield member;
    }
  }
}

/** Undefined for a folder. */
function memberOf(bytes: Bytes, packed: Packed, entries: Entries, start: () => Promise<number>): Member | undefined {
  const { name, compressedSize: size, uncompressedSize } = packed;
  if (name.endsWith("/") && size === 0 && !uncompressedSize) return undefined;
  const why = whyNot(packed);
  return {
    entry: entries.next(name),
    size,
    ...(why === undefined ? {} : { passedOver: why }),
    pieces: () => piecesOf(bytes, packed, start),
  };
}

function whyNot({ name, isEncrypted, compressionMethod }: Packed): Member["passedOver"] {
  if (hiddenIn(name)) return "hidden";
  if (isEncrypted) return { code: "encrypted" };
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED)
    return { code: `compression ${compressionMethod}` };
  return undefined;
}

async function* piecesOf(bytes: Bytes, packed: Packed, start: () => Promise<number>): AsyncGenerator<Uint8Array> {
  let from: number;
  try {
    from = await start();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== undefined) throw error;
    throw new DamagedMember("header");
  }
  const { compressedSize, uncompressedSize, crc32, compressionMethod } = packed;
  const pieces = packedPieces(bytes, from, compressedSize);
  let sum = 0;
  let size = 0;
  for await (const piece of compressionMethod === STORED ? pieces : inflateRaw(pieces)) {
    sum = zlib.crc32(piece, sum);
    size += piece.length;
    yield piece;
  }
  const isLength = uncompressedSize === undefined || size === uncompressedSize;
  const isSum = crc32 === undefined || sum === crc32;
  if (!isLength || !isSum) throw new DamagedMember(isSum ? "length" : isLength ? "checksum" : "changed");
}

function* packedPieces(bytes: Bytes, from: number, length: number): Generator<Uint8Array> {
  for (let done = 0; done < length; ) {
    const piece = new Uint8Array(Math.min(PACKED_PIECE, length - done));
    const read = bytes.read(piece, from + done);
    if (read === 0) throw new DamagedMember("archive");
    done += read;
    yield piece.subarray(0, read);
  }
}

async function* inflateRaw(packed: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = zlib.createInflateRaw({ chunkSize: PIECE });
  let out: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => out.push(chunk));
  const failure = new Promise<unknown>((resolve) => stream.once("error", resolve));
  const ended = new Promise<undefined>((resolve) => stream.once("end", () => resolve(undefined)));
  const damageOf = (error: unknown): Error => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "Z_MEM_ERROR") return error as Error;
    return new DamagedMember(code === "Z_BUF_ERROR" ? "cut" : "broken");
  };
  const pieces = packed[Symbol.iterator]();
  try {
    for (;;) {
      const { done, value } = pieces.next(); // throws after everything before it was handed out
      if (done) break;
      const taken = new Promise<undefined>((resolve) => stream.write(value, () => resolve(undefined)));
      const failed = await Promise.race([failure, taken]);
      const ready = out;
      out = [];
      yield* ready;
      if (failed !== undefined) throw damageOf(failed);
    }
    stream.end();
    const failed = await Promise.race([failure, ended]);
    yield* out;
    if (failed !== undefined) throw damageOf(failed);
  } finally {
    stream.destroy();
  }
}

class Reader extends RandomAccessReader {
  constructor(private readonly bytes: Bytes) {
    super();
  }

  override read(
    into: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null, bytes?: number) => void,
  ): void {
    try {
      done(null, this.bytes.read(into.subarray(offset, offset + length), position));
    } catch (error) {
      done(error as Error);
    }
  }

  override _readStreamForRange(): never {
    throw new Error("members are read by their place");
  }
}
