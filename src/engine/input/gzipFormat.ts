import zlib from "node:zlib";

// The parts of a gzip file: RFC 1952
const DEFLATE = 8;
const HEADER = 10; // bytes, without the optional parts
/** After a member's data: the content's CRC-32 and its length. */
export const TRAILER = 8;
const HEADER_CHECK = 2;
const EXTRA = 4;
const NAME = 8;
const COMMENT = 16;
const UNKNOWN_FLAGS = 0xe0;
const LAST_SYSTEM = 19; // the last number that any program writes; 255 is "unknown"

/** The beginning of a member. */
export const MAGIC = Buffer.from([0x1f, 0x8b, DEFLATE]);

export interface Header {
  /** Where the data begins. */
  data: number;
  /** Nothing in it breaks the rules. */
  isSound: boolean;
  /** Its unused bytes have values that programs write. */
  isUsual: boolean;
}

/** The header of the member that begins here; "short" if it is incomplete, undefined if there is none. */
export function headerAt(input: Buffer, member: number, to: number): Header | "short" | undefined {
  const magic = input.subarray(member, Math.min(to, member + MAGIC.length));
  if (!magic.equals(MAGIC.subarray(0, magic.length))) return undefined;
  if (member + HEADER > to) return "short";
  const flags = input[member + 3] as number;
  let at = member + HEADER;
  if (flags & EXTRA) at += at + 2 > to ? to : 2 + input.readUInt16LE(at);
  for (const text of [NAME, COMMENT]) {
    if (!(flags & text)) continue;
    const end = at < to ? input.subarray(at, to).indexOf(0) : -1;
    if (end < 0) return "short";
    at += end + 1;
  }
  let isSound = (flags & UNKNOWN_FLAGS) === 0;
  if (flags & HEADER_CHECK) {
    if (at + 2 > to) return "short";
    isSound &&= input.readUInt16LE(at) === (zlib.crc32(input.subarray(member, at)) & 0xffff);
    at += 2;
  }
  if (at > to) return "short";
  const hints = input[member + 8] as number;
  const system = input[member + 9] as number;
  const isUsual = (hints === 0 || hints === 2 || hints === 4) && (system <= LAST_SYSTEM || system === 255);
  return { data: at, isSound, isUsual };
}

/** Where a member's data begins; undefined unless its header is intact, and its data can be there. */
export function dataOf(input: Buffer, member: number, to: number): number | undefined {
  const header = headerAt(input, member, to);
  if (header === undefined || header === "short" || !header.isSound) return undefined;
  return header.data + TRAILER <= to ? header.data : undefined;
}

/** Zeros after the last member fill a tape's block and mean nothing: gzip skips them, too. */
export function isPadding(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte !== 0) return false;
  return true;
}
