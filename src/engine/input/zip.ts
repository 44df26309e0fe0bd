import zlib from "node:zlib";
import { type Entry, fromRandomAccessReaderPromise, getFileNameLowLevel, RandomAccessReader } from "yauzl";
import { type Bytes, PIECE } from "./content";
import { DamagedArchive, DamagedMember, hiddenIn, type Member, Names } from "./members";

const PACKED_PIECE = 64 * 1024;
const STORED = 0;
const DEFLATED = 8;

/** Of a zip, in the order of its directory. @param total is told how many it says there are */
export async function* zipMembers(bytes: Bytes, total: (entries: number) => void): AsyncGenerator<Member> {
  try {
    const zip = await fromRandomAccessReaderPromise(new Reader(bytes), bytes.size, {
      autoClose: false,
      decodeStrings: false, // a name that is no path of ours would end the reading; nothing is ever written by it
      validateEntrySizes: false,
    });
    total(zip.entryCount);
    const names = new Names();
    for await (const entry of zip.eachEntry()) {
      const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
      if (name.endsWith("/")) continue;
      const start = async (): Promise<number> =>
        (await zip.readLocalFileHeaderPromise(entry, { minimal: true })).fileDataStart;
      const why = whyNot(entry, name);
      yield {
        entry: names.once(name),
        size: entry.compressedSize,
        ...(why === undefined ? {} : { passedOver: why }),
        pieces: () => piecesOf(bytes, entry, start),
      };
    }
  } catch (error) {
    // the reader's own errors have codes of the system, the library's have only words
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === undefined && !(error instanceof DamagedMember) ? new DamagedArchive(message) : error;
  }
}

function whyNot(entry: Entry, name: string): Member["passedOver"] {
  if (hiddenIn(name)) return "hidden";
  if (entry.isEncrypted()) return { code: "encrypted" };
  const { compressionMethod } = entry;
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED)
    return { code: `compression ${compressionMethod}` };
  return undefined;
}

async function* piecesOf(bytes: Bytes, entry: Entry, start: () => Promise<number>): AsyncGenerator<Uint8Array> {
  let from: number;
  try {
    from = await start();
  } catch (error) {
    throw new DamagedMember((error as Error).message);
  }
  const packed = packedPieces(bytes, from, entry.compressedSize);
  let sum = 0;
  let size = 0;
  for await (const piece of entry.compressionMethod === STORED ? packed : inflateRaw(packed)) {
    sum = zlib.crc32(piece, sum);
    size += piece.length;
    yield piece;
  }
  if (size !== entry.uncompressedSize || sum !== entry.crc32) throw new DamagedMember();
}

function* packedPieces(bytes: Bytes, from: number, length: number): Generator<Uint8Array> {
  for (let done = 0; done < length; ) {
    const piece = new Uint8Array(Math.min(PACKED_PIECE, length - done));
    const read = bytes.read(piece, from + done);
    if (read === 0) throw new DamagedMember();
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
  try {
    for (const piece of packed) {
      const taken = new Promise<undefined>((resolve) => stream.write(piece, () => resolve(undefined)));
      const failed = await Promise.race([failure, taken]);
      const ready = out;
      out = [];
      yield* ready;
      if (failed !== undefined) throw new DamagedMember();
    }
    stream.end();
    const failed = await Promise.race([failure, ended]);
    yield* out;
    if (failed !== undefined) throw new DamagedMember();
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
