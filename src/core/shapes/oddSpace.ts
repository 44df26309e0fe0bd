import { skipSpace } from "../scan/tokens";

/**
 * What stands for white space between records in real files, though JSON does not allow it there: byte order marks of files
 * that were joined, spaces and line ends of Unicode, characters that are not seen, control characters that separate texts.
 */

/** The sequences end before they can be told. */
export const CUT = -1;

/** Vertical tab, form feed, and the record separator of JSON text sequences (RFC 7464). */
const single = new Set([0x0b, 0x0c, 0x1e]);
/** Of two and of three bytes, as one number. */
const pairs = new Set([0xc285, 0xc2a0, 0xc2ad]);
const threes = new Set([
  0xe19a80, // Ogham space mark
  0xe1a08e, // Mongolian vowel separator
  0xe2819f, // medium mathematical space
  0xe281a0, // word joiner
  0xe38080, // ideographic space
  0xefbbbf, // byte order mark
]);
for (let last = 0x80; last <= 0x8f; last++) threes.add(0xe28000 | last); // spaces, and marks without width
for (let last = 0xa8; last <= 0xaf; last++) threes.add(0xe28000 | last); // line and paragraph separators, embeddings, narrow space

/** Behind one odd white space at `p`; `p` when none stands there, {@link CUT} when the bytes end in what may be one. */
export function behindOddSpace(b: Uint8Array, p: number, end: number): number {
  const c = b[p] as number;
  if (single.has(c)) return p + 1;
  if (c !== 0xc2 && c !== 0xe1 && c !== 0xe2 && c !== 0xe3 && c !== 0xef) return p;
  const length = c === 0xc2 ? 2 : 3;
  if (p + length > end) return CUT;
  return length === 2
    ? pairs.has((c << 8) | (b[p + 1] as number))
      ? p + 2
      : p
    : threes.has((c << 16) | ((b[p + 1] as number) << 8) | (b[p + 2] as number))
      ? p + 3
      : p;
}

/** Behind white space of any kind. */
export function behindSpace(b: Uint8Array, p: number, end: number): number {
  for (;;) {
    const after = behindOddSpace(b, skipSpace(b, p), end);
    if (after <= p) return after === CUT ? p : after;
    p = after;
  }
}

/** Where white space of any kind that ends at `p` begins. */
export function beforeSpace(b: Uint8Array, p: number): number {
  for (;;) {
    const c = b[p - 1] as number;
    if (c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09 || single.has(c)) p--;
    else if (c < 0x80 || c > 0xbf) return p;
    else if (pairs.has(((b[p - 2] as number) << 8) | c)) p -= 2;
    else if (threes.has(((b[p - 3] as number) << 16) | ((b[p - 2] as number) << 8) | c)) p -= 3;
    else return p;
  }
}
