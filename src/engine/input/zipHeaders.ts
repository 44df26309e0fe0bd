import { setImmediate as nextTurn } from "node:timers/promises";
import zlib from "node:zlib";
import { getFileNameLowLevel, parseExtraFields } from "yauzl";
import { type Bytes, PIECE } from "./content";
import type { ArchiveDamage } from "./members";

// The parts of a zip: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
const HEADER = 30; // bytes, without name and extra fields
export const FILE = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
export const LISTED = 0x02014b50;
/** What follows the last file: the directory, signatures, or the directory's end. */
const AFTER_FILES: ReadonlySet<number> = new Set([LISTED, 0x08064b50, 0x05054b50, 0x06064b50, 0x07064b50, 0x06054b50]);
const ENCRYPTED = 1;
const SIZES_FOLLOW = 8;
const ZIP64 = 1;
const IN_ZIP64 = 0xffffffff;
const NEWEST = 63; // version needed to unpack
const DEFLATED = 8;
const FIRST_PIECE = 4 * 1024;
const PACKED_PIECE = 256 * 1024;

/** What is known about a file in a zip. */
export interface Packed {
  name: string;
  isEncrypted: boolean;
  compressionMethod: number;
  compressedSize: number;
  /** Undefined if nothing says it. */
  uncompressedSize: number | undefined;
  crc32: number | undefined;
}

interface Found extends Packed {
  start: number;
}

interface Header extends Found {
  sizesFollow: boolean;
  isZip64: boolean;
}

/** Bytes that may be read to find where files end: false headers may require it again and again. */
interface Effort {
  left: number;
  /** Bytes that may be decompressed in doing so. */
  made: number;
}
const TIMES = 4;
const LEAST_EFFORT = 1024 * 1024;
/** Bytes that each attempt counts as. */
const OF_A_TRY = 512;

/**
 * The files of a zip by the headers before each of them, for a zip whose directory is missing or damaged.
 * @param listed positions of headers that need not be searched
 * @param most maximum content of a file whose end is searched
 */
export async function* membersByHeaders(
  bytes: Bytes,
  listed: ReadonlySet<number>,
  told: (damage: ArchiveDamage) => void,
  most: number,
): AsyncGenerator<Found> {
  const effort: Effort = { left: LEAST_EFFORT + TIMES * bytes.size, made: most };
  for (let at = 0; at < bytes.size; ) {
    if (AFTER_FILES.has(signatureAt(bytes, at))) return;
    const header = headerAt(bytes, at);
    if (header === undefined) {
      const next = await signatureAfter(bytes, at + 1);
      const isCutHeader = next === bytes.size && (signatureAt(bytes, at) === FILE || next - at < HEADER);
      if (!isCutHeader) told(next - at);
      at = next;
      continue;
    }
    const found = await measured(bytes, header, effort);
    if (!listed.has(at)) yield found;
    at = Math.max(found.start + found.compressedSize, at + HEADER);
    at += descriptorAt(bytes, at, found)?.length ?? 0;
  }
}

function headerAt(bytes: Bytes, at: number): Header | undefined {
  const head = read(bytes, at, HEADER);
  if (head.length < HEADER || head.readUInt32LE(0) !== FILE) return undefined;
  const flags = head.readUInt16LE(6);
  const nameLength = head.readUInt16LE(26);
  const rest = read(bytes, at + HEADER, nameLength + head.readUInt16LE(28));
  if ((head.readUInt16LE(4) & 0xff) > NEWEST || rest.length < nameLength + head.readUInt16LE(28)) return undefined;
  const extra = extraOf(rest.subarray(nameLength));
  const sizes = extra.find(({ id }) => id === ZIP64)?.data;
  let compressedSize = head.readUInt32LE(18);
  let uncompressedSize = head.readUInt32LE(22);
  if (sizes && sizes.length >= 16 && compressedSize === IN_ZIP64 && uncompressedSize === IN_ZIP64) {
    uncompressedSize = Number(sizes.readBigUInt64LE(0));
    compressedSize = Number(sizes.readBigUInt64LE(8));
  }
  return {
    name: getFileNameLowLevel(flags, rest.subarray(0, nameLength), extra, false),
    isEncrypted: (flags & ENCRYPTED) !== 0,
    compressionMethod: head.readUInt16LE(8),
    compressedSize,
    uncompressedSize,
    crc32: head.readUInt32LE(14),
    start: at + HEADER + rest.length,
    sizesFollow: (flags & SIZES_FOLLOW) !== 0,
    isZip64: sizes !== undefined,
  };
}

function extraOf(bytes: Buffer): { id: number; data: Buffer }[] {
  try {
    return parseExtraFields(bytes);
  } catch {
    return []; // damaged: its information is just missing
  }
}

/** Adds sizes: the header's own if they can be right, else those that the data shows. */
async function measured(bytes: Bytes, header: Header, effort: Effort): Promise<Found> {
  const { start, compressedSize, sizesFollow, compressionMethod, isEncrypted } = header;
  const fits = start + compressedSize <= bytes.size;
  if (fits && !(sizesFollow && compressedSize === 0)) return header;
  if (compressionMethod === DEFLATED && !isEncrypted) {
    const packed = await packedLength(bytes, start, effort);
    if (packed !== undefined) return { ...header, ...said(bytes, start, packed, header), compressedSize: packed };
  } else if (sizesFollow) {
    const packed = await lengthByDescriptor(bytes, start, effort);
    if (packed !== undefined) return { ...header, ...said(bytes, start, packed, header), compressedSize: packed };
  }
  if (!sizesFollow) return header; // it is cut off off
  const end = await signatureAfter(bytes, start);
  // at the end of the file, take everything; one byte more shows that it is cut off
  const length = end - start + (end === bytes.size ? 1 : 0);
  return { ...header, compressedSize: length, uncompressedSize: undefined, crc32: undefined };
}

/** The information after the data. */
function said(bytes: Bytes, start: number, length: number, header: Header): Pick<Packed, "uncompressedSize" | "crc32"> {
  if (!header.sizesFollow) return header;
  const found = descriptorAt(bytes, start + length, { compressedSize: length });
  return { uncompressedSize: found?.size, crc32: found?.crc32 };
}

/** The descriptor after a file's data, with or without its signature, with sizes of 4 or 8 bytes. */
function descriptorAt(
  bytes: Bytes,
  at: number,
  { compressedSize }: Pick<Packed, "compressedSize">,
): { crc32: number; size: number; length: number } | undefined {
  const all = read(bytes, at, 24);
  for (const from of [4, 0]) {
    if (from === 4 && (all.length < 4 || all.readUInt32LE(0) !== DESCRIPTOR)) continue;
    for (const width of [4, 8]) {
      const length = from + 4 + 2 * width;
      if (all.length < length) continue;
      const sizeAt = (place: number): number =>
        width === 4 ? all.readUInt32LE(place) : Number(all.readBigUInt64LE(place));
      if (sizeAt(from + 4) !== compressedSize) continue;
      const next = signatureAt(bytes, at + length);
      if (next !== FILE && !AFTER_FILES.has(next) && at + length < bytes.size) continue;
      return { crc32: all.readUInt32LE(from), size: sizeAt(from + 4 + width), length };
    }
  }
  return undefined;
}

/** The length of compressed data; undefined if it does not end, or has too much content. */
async function packedLength(bytes: Bytes, start: number, effort: Effort): Promise<number | undefined> {
  const stream = zlib.createInflateRaw();
  let isEnded = false;
  let isOver = false;
  stream.on("data", (piece: Buffer) => {
    effort.made -= piece.length;
  });
  const over = new Promise<void>((resolve) => {
    const end = (ended: boolean): void => {
      isEnded = ended;
      isOver = true;
      resolve();
    };
    stream.once("end", () => end(true));
    stream.once("error", () => end(false));
  });
  try {
    let length = FIRST_PIECE; // most log files are small
    for (let at = start; !isOver && effort.left > stream.bytesWritten && effort.made > 0; ) {
      const piece = read(bytes, at, length);
      if (piece.length === 0) break;
      at += piece.length;
      length = Math.min(2 * length, PACKED_PIECE);
      await Promise.race([over, new Promise<void>((resolve) => stream.write(piece, () => resolve()))]);
      if (stream.bytesWritten < at - start) await over; // the data ended before the piece
    }
    if (!isOver) {
      stream.end();
      await over;
    }
    return isEnded ? stream.bytesWritten : undefined;
  } finally {
    effort.left -= stream.bytesWritten + OF_A_TRY;
    stream.destroy();
  }
}

/** The length of stored data before a descriptor that confirms it. */
async function lengthByDescriptor(bytes: Bytes, start: number, effort: Effort): Promise<number | undefined> {
  for await (const { at, signature } of signatures(bytes, start)) {
    if (effort.left <= 0) return undefined;
    if (signature !== DESCRIPTOR) continue;
    effort.left -= 1;
    if (!descriptorAt(bytes, at, { compressedSize: at - start })) continue;
    effort.left -= at - start;
    return at - start;
  }
  effort.left -= bytes.size - start;
  return undefined;
}

/** Where the next file's header, or what follows the files, begins; the end if there is none. */
async function signatureAfter(bytes: Bytes, from: number): Promise<number> {
  for await (const { at, signature, head } of signatures(bytes, from)) {
    if (signature === FILE ? maybeHeader(head, at, bytes.size) : AFTER_FILES.has(signature)) return at;
  }
  return bytes.size;
}

function maybeHeader(head: Buffer, at: number, size: number): boolean {
  if (head.length < HEADER || (head.readUInt16LE(4) & 0xff) > NEWEST) return false;
  return at + HEADER + head.readUInt16LE(26) + head.readUInt16LE(28) <= size;
}

export function signatureAt(bytes: Bytes, at: number): number {
  const four = read(bytes, at, 4);
  return four.length < 4 ? 0 : four.readUInt32LE(0);
}

const MARK = Buffer.from("PK");

/** Where what may be a signature stands, and what follows, as far as a header goes. Bytes are read once: there may be very many. */
async function* signatures(
  bytes: Bytes,
  from: number,
): AsyncGenerator<{ at: number; signature: number; head: Buffer }> {
  for (let at = from; ; ) {
    const piece = read(bytes, at, PIECE);
    const isLast = piece.length < PIECE;
    const end = isLast ? piece.length : piece.length - HEADER + 1;
    for (let found = piece.indexOf(MARK); found >= 0 && found < end; found = piece.indexOf(MARK, found + 1)) {
      if (found + 4 > piece.length) break;
      const signature = piece.readUInt32LE(found);
      if (signature !== FILE && signature !== DESCRIPTOR && !AFTER_FILES.has(signature)) continue;
      yield { at: at + found, signature, head: piece.subarray(found, found + HEADER) };
    }
    if (isLast) return;
    at += end;
    await nextTurn();
  }
}

function read(bytes: Bytes, at: number, length: number): Buffer {
  const into = Buffer.alloc(length);
  return into.subarray(0, at >= bytes.size ? 0 : bytes.read(into, at));
}
