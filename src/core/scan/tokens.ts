import { wordsOf } from "./words";

/**
 * JSON's grammar (RFC 8259) over UTF-8 bytes, without recursion and without strings. Every function takes the position
 * where its token starts and returns the position after it, or -1 with {@link failedAt} at the byte that broke the
 * grammar. The content must be followed by at least one zero: a zero breaks every token, so no bounds are checked, and
 * a token that is cut off fails at or after the end.
 */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OBJECT = 0x7b;
const ARRAY = 0x5b;
const COMMA = 0x2c;
const COLON = 0x3a;

/** Four ASCII letters. */
const HARMLESS = 0x41414141;

const simpleEscape = new Uint8Array(256);
for (const c of '"\\/bfnrt') simpleEscape[c.charCodeAt(0)] = 1;

const hexDigit = new Uint8Array(256);
for (const c of "0123456789abcdefABCDEF") hexDigit[c.charCodeAt(0)] = 1;

/** Reading a value stops at more nested brackets than this. V8's own JSON.parse is limited only by memory. */
let maxDepth = 1_000_000;

let failure = 0;
let deep = false;
let escaped = false;
let surplus = 0;
let badUtf8 = 0;
let kinds = new Uint8Array(256);
/** The number of levels available in {@link kinds}. */
let room = kinds.length;

/** Position of the last -1. */
export const failedAt = (): number => failure;
/** Whether the last -1 was for nesting deeper than {@link limitDepth} allows. */
export const failedTooDeep = (): boolean => deep;
/** Whether the last string contained an escape. */
export const hadEscape = (): boolean => escaped;
/** Bytes minus UTF-16 code units of everything read since {@link resetCounts}. */
export const utf16Surplus = (): number => surplus;
/** Number of sequences since {@link resetCounts} that are not UTF-8. */
export const badUtf8Count = (): number => badUtf8;

/** Values with deeper nesting are not read from now on. */
export const depthLimit = (): number => maxDepth;

export function limitDepth(levels: number): void {
  maxDepth = levels;
  room = Math.min(kinds.length, maxDepth);
}

export function resetCounts(surplusNow: number): void {
  surplus = surplusNow;
  badUtf8 = 0;
}

export function addSurplus(more: number): void {
  surplus += more;
}

export function fail(at: number): -1 {
  failure = at;
  deep = false;
  return -1;
}

export function skipSpace(b: Uint8Array, p: number): number {
  let c = b[p] as number;
  while (c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09) c = b[++p] as number;
  return p;
}

/** @param p after the opening quote */
export function skipString(b: Uint8Array, p: number): number {
  escaped = false;
  const w = wordsOf(b);
  for (;;) {
    // word by word; the lowest set bit is exact, and its borrow may set those above it
    let at = p >> 2;
    const before = (1 << ((p & 3) << 3)) - 1; // bits of the first word before p
    let four = ((w[at] as number) & ~before) | (HARMLESS & before);
    let special: number;
    for (;;) {
      const quote = four ^ 0x22222222;
      const backslash = four ^ 0x5c5c5c5c;
      special =
        (((quote - 0x01010101) & ~quote) | ((backslash - 0x01010101) & ~backslash) | (four - 0x20202020) | four) &
        0x80808080;
      if (special !== 0) break;
      four = w[++at] as number;
    }
    p = (at << 2) + ((31 - Math.clz32(special & -special)) >> 3);
    const c = b[p] as number;
    if (c === QUOTE) return p + 1;
    if (c === BACKSLASH) {
      escaped = true;
      const e = b[p + 1] as number;
      if (simpleEscape[e] === 1) p += 2;
      else if (e === 0x75) {
        for (let i = 2; i < 6; i++) if (hexDigit[b[p + i] as number] !== 1) return fail(p + i);
        p += 6;
      } else return fail(p + 1);
    } else if (c >= 0x80) p = skipMultiByte(b, p);
    else return fail(p);
  }
}

/**
 * One multi-byte sequence, or one byte that does not begin one (counted as bad UTF-8, which is not an error of JSON).
 */
function skipMultiByte(b: Uint8Array, p: number): number {
  const c = b[p] as number;
  const c1 = b[p + 1] as number;
  if (c >= 0xc2 && c <= 0xdf) {
    if ((c1 & 0xc0) === 0x80) {
      surplus += 1;
      return p + 2;
    }
  } else if (c >= 0xe0 && c <= 0xef) {
    const low = c === 0xe0 ? 0xa0 : 0x80;
    const high = c === 0xed ? 0x9f : 0xbf;
    if (c1 >= low && c1 <= high && ((b[p + 2] as number) & 0xc0) === 0x80) {
      surplus += 2;
      return p + 3;
    }
  } else if (c >= 0xf0 && c <= 0xf4) {
    const low = c === 0xf0 ? 0x90 : 0x80;
    const high = c === 0xf4 ? 0x8f : 0xbf;
    if (c1 >= low && c1 <= high && ((b[p + 2] as number) & 0xc0) === 0x80 && ((b[p + 3] as number) & 0xc0) === 0x80) {
      surplus += 2;
      return p + 4;
    }
  }
  badUtf8++;
  return p + 1;
}

const isDigit = (c: number): boolean => c >= 0x30 && c <= 0x39;

/** A number, true, false or null. */
export function skipLiteral(b: Uint8Array, p: number): number {
  const c = b[p] as number;
  if (c === 0x74) return word(b, p, 0x72, 0x75, 0x65);
  if (c === 0x6e) return word(b, p, 0x75, 0x6c, 0x6c);
  if (c === 0x66) {
    if (b[p + 1] !== 0x61) return fail(p + 1);
    return word(b, p + 1, 0x6c, 0x73, 0x65);
  }
  return skipNumber(b, p);
}

function word(b: Uint8Array, p: number, c1: number, c2: number, c3: number): number {
  if (b[p + 1] !== c1) return fail(p + 1);
  if (b[p + 2] !== c2) return fail(p + 2);
  if (b[p + 3] !== c3) return fail(p + 3);
  return p + 4;
}

function skipNumber(b: Uint8Array, p: number): number {
  if (b[p] === 0x2d) p++;
  if (b[p] === 0x30) p++;
  else {
    if (!isDigit(b[p] as number)) return fail(p);
    while (isDigit(b[p] as number)) p++;
  }
  if (b[p] === 0x2e) {
    if (!isDigit(b[++p] as number)) return fail(p);
    while (isDigit(b[p] as number)) p++;
  }
  if (b[p] === 0x65 || b[p] === 0x45) {
    p++;
    if (b[p] === 0x2b || b[p] === 0x2d) p++;
    if (!isDigit(b[p] as number)) return fail(p);
    while (isDigit(b[p] as number)) p++;
  }
  return p;
}

/** Any value. @param p at its first byte */
export function skipValue(b: Uint8Array, p: number): number {
  const c = b[p] as number;
  if (c === QUOTE) return skipString(b, p + 1);
  if (c === OBJECT || c === ARRAY) return skipContainer(b, p);
  return skipLiteral(b, p);
}

/** An object or array with all its content. */
export function skipContainer(b: Uint8Array, p: number): number {
  let depth = 1;
  let kind = b[p] as number;
  kinds[0] = kind;
  let c = b[++p] as number;
  if (c <= 0x20) c = b[(p = skipSpace(b, p))] as number;
  if (c === kind + 2) return p + 1;
  for (;;) {
    if (kind === OBJECT) {
      if (c !== QUOTE) return fail(p);
      p = skipString(b, p + 1);
      if (p < 0) return p;
      c = b[p] as number;
      if (c <= 0x20) c = b[(p = skipSpace(b, p))] as number;
      if (c !== COLON) return fail(p);
      c = b[++p] as number;
      if (c <= 0x20) c = b[(p = skipSpace(b, p))] as number;
    }
    if (c === QUOTE) {
      p = skipString(b, p + 1);
      if (p < 0) return p;
    } else if (c === OBJECT || c === ARRAY) {
      if (depth >= room && !growKinds()) {
        fail(p);
        deep = true;
        return -1;
      }
      kinds[depth++] = kind = c;
      c = b[++p] as number;
      if (c <= 0x20) c = b[(p = skipSpace(b, p))] as number;
      if (c !== kind + 2) continue;
    } else {
      p = skipLiteral(b, p);
      if (p < 0) return p;
    }
    for (;;) {
      c = b[p] as number;
      if (c <= 0x20) c = b[(p = skipSpace(b, p))] as number;
      if (c === COMMA) {
        c = b[++p] as number;
        if (c <= 0x20) c = b[(p = skipSpace(b, p))] as number;
        break;
      }
      if (c !== kind + 2) return fail(p);
      p++;
      if (--depth === 0) return p;
      kind = kinds[depth - 1] as number;
    }
  }
}

function growKinds(): boolean {
  if (room >= maxDepth) return false;
  const larger = new Uint8Array(Math.min(kinds.length * 4, maxDepth));
  larger.set(kinds);
  kinds = larger;
  room = kinds.length;
  return true;
}
