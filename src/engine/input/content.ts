import fs from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";
import { TextDecoder } from "node:util";
import zlib from "node:zlib";
import { holdsAwslogs, unpacked } from "./awslogs";
import { type GzipDamage, Odd, TooLarge } from "./damaged";
import { isPadding } from "./gzipFormat";
import { gunzipped, type Piece } from "./gzipReader";
import { again, step } from "./pieces";
import { openRegular } from "./regularFile";
import { type Stamp, stampOf } from "./stamp";

/**
 * Bytes read or decompressed at a time: zlib's default of 16 KiB is three times slower, and more than this exceeds the
 * L2 cache.
 */
export const PIECE = 256 * 1024;
const PACKED_PIECE = 1024 * 1024;
/** zlib makes these in its own thread while earlier ones are read here. */
const INFLATED_PIECE = 512 * 1024;
/** Number of such pieces that may wait before zlib pauses. */
const READY = 8;
/** Files up to this size are read at once: a system call costs more than the bytes. */
const SMALL = 256 * 1024;
/** Data that is compressed more times than this is not read. */
const MOST_TIMES = 3;

/** Where bytes come from before they are decompressed: a file read by position, or memory. */
export interface Bytes {
  readonly size: number;
  /** For a file: shows whether it is still the one that was read. */
  readonly stamp?: Stamp;
  /** The same for the file itself: another file at the same path has another identity, even if it looks the same. */
  readonly identity?: string;
  readonly path?: string;
  /** Fills `into` from `position`; returns the number of bytes. */
  read(into: Uint8Array, position: number): number;
  /** Whether the file changed after it was opened. */
  changed(): boolean;
  close(): void;
}

export function fileBytes(path: string): Bytes {
  const { fd, stat: before } = openRegular(path);
  const fromFile = (into: Uint8Array, position: number): number => fs.readSync(fd, into, 0, into.length, position);
  let whole: Bytes | undefined;
  const read = (into: Uint8Array, position: number): number => {
    if (before.size > SMALL) return fromFile(into, position);
    if (!whole) {
      const bytes = new Uint8Array(before.size);
      whole = memoryBytes(bytes.subarray(0, fromFile(bytes, 0)));
    }
    return whole.read(into, position);
  };
  return {
    size: before.size,
    stamp: stampOf(before),
    path,
    identity: Object.values(stampOf(before)).join(),
    read,
    changed: () => {
      const now = fs.fstatSync(fd);
      return now.size !== before.size || now.mtimeMs !== before.mtimeMs;
    },
    close: () => fs.closeSync(fd),
  };
}

export function memoryBytes(bytes: Uint8Array): Bytes {
  return {
    size: bytes.length,
    read: (into, position) => {
      const part = bytes.subarray(position, position + into.length);
      into.set(part);
      return part.length;
    },
    changed: () => false,
    close: () => undefined,
  };
}

/**
 * Another way to decompress than zlib, from the beginning that `first` yields.
 * @throws {@link Odd} after the last intact piece
 */
export interface Inflating {
  pieces(first: AsyncIterable<Piece>): AsyncIterable<Piece>;
}

/** How the bytes encode the log's content, as their beginning shows. */
export interface Coding {
  gzip: boolean;
  /** Bytes of the byte order mark, which is not content. */
  bom: number;
  charset: "utf-8" | "utf-16le" | "utf-16be";
  /** The content is packed inside: see awslogs.ts. */
  awslogs: boolean;
}

/** The bytes after the BOM are the content itself. */
export const isPlainUtf8 = (coding: Coding): boolean => !coding.gzip && !coding.awslogs && coding.charset === "utf-8";

/** Options for reading content. */
export interface Wanted {
  /** Gets the position in the file up to which everything was handed out. */
  progress?: ((packed: number) => void) | undefined;
  inflating?: Inflating | undefined;
  /**
   * Gets the damage of compressed data after everything before it was handed out; may throw. Reading continues in any
   * case.
   */
  damaged?: ((damage: GzipDamage) => void) | undefined;
  /** Maximum decompressed bytes of data that is compressed again; then {@link TooLarge} is thrown. */
  most?: number | undefined;
}

/**
 * The log's UTF-8 content, decompressed and without BOM, piece by piece. A piece is valid only until the next one is
 * requested. Damage is skipped and reported.
 * @throws errors of the file system
 */
export async function* contentOf(bytes: Bytes, wanted: Wanted = {}): AsyncGenerator<Uint8Array> {
  const { progress } = wanted;
  const head = new Uint8Array(2);
  bytes.read(head, 0);
  const pieces = isGzip(head) ? inflatedAgain(inflated(bytes, wanted), wanted) : plain(bytes, progress);
  yield* unpacked(withoutMark(pieces));
}

const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;

/**
 * Like {@link contentOf}, for data that is available only in pieces.
 * @param found gets whether the data is compressed
 */
export async function* contentOfPieces(
  pieces: AsyncGenerator<Uint8Array>,
  found: { gzip: boolean },
  wanted: Wanted = {},
): AsyncGenerator<Uint8Array> {
  const { head, all } = await begunOf(pieces);
  found.gzip = isGzip(head);
  yield* unpacked(withoutMark(found.gzip ? inflatedAgain(outOf(gunzipped(all, told(wanted))), wanted) : all));
}

const told =
  ({ damaged }: Wanted) =>
  (damage: GzipDamage): void =>
    damaged?.(damage);

/** Decompresses data that is compressed several times. */
async function* inflatedAgain(
  pieces: AsyncIterable<Uint8Array>,
  wanted: Wanted,
  times = 1,
): AsyncGenerator<Uint8Array> {
  const { head, all } = await begunOf(pieces);
  if (times === MOST_TIMES || !isGzip(head)) yield* all;
  else yield* inflatedAgain(outOf(gunzipped(upTo(all, wanted.most), told(wanted))), wanted, times + 1);
}

async function* outOf(pieces: AsyncIterable<Piece>): AsyncGenerator<Uint8Array> {
  for await (const { out } of pieces) yield out;
}

async function* upTo(pieces: AsyncIterable<Uint8Array>, most = Number.POSITIVE_INFINITY): AsyncGenerator<Uint8Array> {
  let left = most;
  for await (const piece of pieces) {
    yield piece.subarray(0, left);
    left -= piece.length;
    if (left < 0) throw new TooLarge(most);
  }
}

/** The first two bytes, if there are that many, and everything. */
async function begunOf(
  pieces: AsyncIterable<Uint8Array>,
): Promise<{ head: Uint8Array; all: AsyncGenerator<Uint8Array> }> {
  const iterator = pieces[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let head = new Uint8Array(0);
  let next: Uint8Array | Error | undefined;
  while (head.length < 2) {
    next = await step(iterator);
    if (next === undefined || next instanceof Error) break;
    head = Buffer.concat([head, next.subarray(0, 2)]);
    first.push(head.length < 2 ? next.slice() : next); // valid until the next one is requested
  }
  return { head, all: again(first, iterator, next instanceof Error ? next : undefined) };
}

async function* plain(bytes: Bytes, progress?: (packed: number) => void): AsyncGenerator<Uint8Array> {
  const piece = new Uint8Array(PIECE);
  for (let position = 0; ; ) {
    const read = bytes.read(piece, position);
    if (read === 0) return;
    position += read;
    progress?.(position);
    yield piece.subarray(0, read);
  }
}

/** Uses the fast ways as long as the data is intact; damaged data is read again by the slow one. */
async function* inflated(bytes: Bytes, wanted: Wanted): AsyncGenerator<Uint8Array> {
  const { progress, inflating } = wanted;
  let given = 0; // decompressed bytes that were handed out
  let furthest = 0;
  const byZlib = () => gunzip(bytes);
  const carefully = () => gunzipped(plain(bytes), told(wanted));
  const ways: (() => AsyncIterable<Piece>)[] = [byZlib, carefully];
  if (inflating) ways.unshift(() => inflating.pieces(byZlib()));
  for (const way of ways) {
    let position = 0;
    try {
      for await (const { out, at = position, packed } of way()) {
        position = at + out.length;
        const fresh = out.subarray(Math.min(out.length, Math.max(0, given - at)));
        if (fresh.length === 0) continue;
        progress?.((furthest = Math.max(furthest, packed)));
        yield fresh;
        given += fresh.length;
      }
      return;
    } catch (error) {
      if (!(error instanceof Odd)) throw error;
    }
  }
}

/**
 * Pieces from zlib, each with the position of the compressed piece it came from. zlib continues in its thread while
 * they are used. For each piece of output it needs this thread for a moment, so waiting events run between two pieces.
 * @throws {@link Odd} where the data is not complete and intact
 */
async function* gunzip(bytes: Bytes): AsyncGenerator<Piece> {
  const stream = zlib.createGunzip({ chunkSize: INFLATED_PIECE });
  const ready: Piece[] = [];
  let position = 0;
  let isBusy = false;
  let isOver = false;
  let failure: unknown;
  let wake = (): void => undefined;
  const end = (error?: unknown): void => {
    isOver = true;
    failure = error;
    wake();
  };
  const inflateMore = (): void => {
    if (isBusy || isOver) return;
    isBusy = true;
    const piece = new Uint8Array(PACKED_PIECE);
    const read = bytes.read(piece, position);
    if (read === 0) stream.end();
    else {
      stream.write(piece.subarray(0, read), () => {
        position += read;
        isBusy = false;
        wake();
      });
    }
  };
  stream.on("data", (out: Buffer) => {
    ready.push({ out, packed: position });
    if (ready.length >= READY) stream.pause();
    wake();
  });
  stream.once("error", (error: NodeJS.ErrnoException) => end(error.code === "Z_MEM_ERROR" ? error : new Odd()));
  stream.once("end", () => end());
  try {
    for (;;) {
      inflateMore();
      const next = ready.shift();
      if (next) {
        if (stream.isPaused()) stream.resume();
        yield next;
        await nextTurn();
      } else if (failure !== undefined) throw failure;
      else if (isOver) {
        if (isPaddingFrom(bytes, stream.bytesWritten)) return;
        throw new Odd(); // zlib treats a zero after a member as the end
      } else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    stream.destroy();
  }
}

function isPaddingFrom(bytes: Bytes, position: number): boolean {
  const piece = new Uint8Array(PIECE);
  for (let read = 0; ; position += read) {
    read = bytes.read(piece, position);
    if (read === 0) return true;
    if (!isPadding(piece.subarray(0, read))) return false;
  }
}

async function* withoutMark(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let first = true;
  let recode: TextDecoder | undefined;
  for await (const piece of pieces) {
    if (first) {
      first = false;
      const charset = charsetOf(piece);
      if (charset.charset === "utf-8") yield piece.subarray(charset.bom);
      else {
        recode = new TextDecoder(charset.charset);
        yield encoder.encode(recode.decode(piece, { stream: true }));
      }
    } else yield recode ? encoder.encode(recode.decode(piece, { stream: true })) : piece;
  }
  if (recode) yield encoder.encode(recode.decode());
}

function charsetOf(head: Uint8Array): Pick<Coding, "bom" | "charset"> {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { bom: 3, charset: "utf-8" };
  if (head[0] === 0xff && head[1] === 0xfe) return { bom: 2, charset: "utf-16le" };
  if (head[0] === 0xfe && head[1] === 0xff) return { bom: 2, charset: "utf-16be" };
  return { bom: 0, charset: "utf-8" };
}

export function codingOf(bytes: Bytes): Coding {
  const head = new Uint8Array(256);
  const read = bytes.read(head, 0);
  const charset = charsetOf(head);
  const awslogs = holdsAwslogs(head.subarray(charset.bom, Math.max(charset.bom, read)));
  return { gzip: head[0] === 0x1f && head[1] === 0x8b, ...charset, awslogs };
}

const encoder = new TextEncoder();
