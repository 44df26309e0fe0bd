import { skipSpace } from "../scan/tokens";

/**
 * White space that occurs between records in real files although JSON does not allow it: byte order marks of joined
 * files, Unicode spaces and line ends, invisible characters, and control characters that separate texts.
 */

/** The bytes end inside a sequence. */
export const CUT = -1;

/** Vertical tab, form feed, and the record separator of JSON text sequences (RFC 7464). */
const single = new Set([0x0b, 0x0c, 0x1e]);
/** Sequences of two and of three bytes, as one number. */
const pairs = new Set([0xc285, 0xc2a0, 0xc2ad]);
const threes = new Set([
  0xe19a80, // Ogham space mark
  0xe1a08e, // Mongolian vowel separator
  0xe2819f, // medium mathematical space
  0xe281a0, // word joiner
  0xe38080, // ideographic space
  0xefbbbf, // byte order mark
]);
for (let last = 0x80; last <= 0x8f; last++) threes.add(0xe28000 | last); // spaces, and zero-width marks
for (let last = 0xa8; last <= 0xaf; last++) threes.add(0xe28000 | last); // line and paragraph separators, embeddings, narrow space

/**
 * The position after one odd white space at `p`; `p` if there is none, {@link CUT} if the bytes end in what may be one.
 */
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

/** The position after white space of any kind. */
export function behindSpace(b: Uint8Array, p: number, end: number): number {
  for (;;) {
    const after = behindOddSpace(b, skipSpace(b, p), end);
    if (after <= p) return after === CUT ? p : after;
    p = after;
  }
}

/** The position where white space of any kind that ends at `p` begins. */
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
