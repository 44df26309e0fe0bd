// The parts of a gzip file: RFC 1952
const DEFLATE = 8;
const HEADER = 10; // bytes, without what its flags tell of
/** Behind a member's data: the content's CRC-32 and its length. */
export const TRAILER = 8;
const HEADER_CHECK = 2;
const EXTRA = 4;
const NAME = 8;
const COMMENT = 16;
const UNKNOWN_FLAGS = 0xe0;

/** Where a member's data begins; undefined unless it is as usual. */
export function dataOf(input: Buffer, member: number, length: number): number | undefined {
  if (member + HEADER + TRAILER > length) return undefined;
  if (input[member] !== 0x1f || input[member + 1] !== 0x8b || input[member + 2] !== DEFLATE) return undefined;
  const flags = input[member + 3] as number;
  if (flags & UNKNOWN_FLAGS) return undefined;
  let at = member + HEADER;
  if (flags & EXTRA) at += 2 + input.readUInt16LE(at);
  for (const text of [NAME, COMMENT]) {
    if (!(flags & text)) continue;
    const end = input.indexOf(0, at);
    if (end < 0) return undefined;
    at = end + 1;
  }
  if (flags & HEADER_CHECK) at += 2;
  return at + TRAILER <= length ? at : undefined;
}
