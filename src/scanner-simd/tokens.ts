// JSON's grammar over UTF-8 bytes, as in core/scan/tokens.ts. Each function returns the position after its token, or 0
// with `err` at the byte that broke the grammar. The zeros after a window's end break every token.

/** Position of the last 0. If this is 0, the token is not broken, but needs the plain scanner. */
export let err: usize = 0;
/** Whether a string since the last reset contained an escape. */
export let hadEscape: bool = false;
/** Bytes minus UTF-16 code units, and number of sequences that are not UTF-8, since `resetCounts`. */
export let surplus: u32 = 0;
export let badUtf8: u32 = 0;

/** Nesting levels within one container; no more can be stored. */
let depth: u64 = 62;

export function limitDepth(levels: u32): void {
  depth = min(levels, 62);
}

export function resetCounts(): void {
  surplus = 0;
  badUtf8 = 0;
}

@inline
export function addSurplus(more: u32): void {
  surplus += more;
}

@inline
export function resetEscape(): void {
  hadEscape = false;
}

export function fail(at: usize): usize {
  err = at;
  return 0;
}

@inline
function isDigit(c: u32): bool {
  return c - 0x30 < 10;
}

export function space(p: usize): usize {
  let c = load<u8>(p);
  // skips indentation in large steps
  while (c == 0x20 || c == 0x0a || c == 0x0d || c == 0x09) {
    if (load<u64>(p) == 0x2020202020202020) p += 8;
    else p++;
    c = load<u8>(p);
  }
  return p;
}

/** Returns the position of the closing quote. `p` is after the opening one. */
@inline
export function stringEnd(p: usize): usize {
  for (;;) {
    const v = v128.load(p);
    // quote, backslash, or a byte below a space as a signed number: a control character or part of a multi-byte
    // character
    const special = v128.or(
      v128.or(i8x16.eq(v, i8x16.splat(0x22)), i8x16.eq(v, i8x16.splat(0x5c))),
      i8x16.lt_s(v, i8x16.splat(0x20)),
    );
    const mask = i8x16.bitmask(special);
    if (mask != 0) {
      p += ctz(mask);
      if (load<u8>(p) == 0x22) return p;
      return stringRest(p);
    }
    p += 16;
  }
  return 0;
}

/** Continues from a byte that is not plain. */
function stringRest(p: usize): usize {
  for (;;) {
    const c = load<u8>(p) as u32;
    if (c == 0x22) return p;
    if (c == 0x5c) {
      hadEscape = true;
      const e = load<u8>(p, 1) as u32;
      if (e == 0x75) {
        for (let i: usize = 2; i < 6; i++) {
          const x = load<u8>(p + i) as u32;
          if (!(isDigit(x) || (x | 0x20) - 0x61 < 6)) return fail(p + i);
        }
        p += 6;
      } else if (
        e == 0x22 || e == 0x5c || e == 0x2f || e == 0x62 || e == 0x66 || e == 0x6e || e == 0x72 || e == 0x74
      ) {
        p += 2;
      } else return fail(p + 1);
    } else if (c >= 0x80) p = multiByte(p, c);
    else if (c < 0x20) return fail(p);
    else {
      const v = v128.load(p);
      const special = v128.or(
        v128.or(i8x16.eq(v, i8x16.splat(0x22)), i8x16.eq(v, i8x16.splat(0x5c))),
        i8x16.lt_s(v, i8x16.splat(0x20)),
      );
      const mask = i8x16.bitmask(special);
      p += mask != 0 ? (ctz(mask) as usize) : 16;
    }
  }
  return 0;
}

@inline
function multiByte(p: usize, c: u32): usize {
  const c1 = load<u8>(p, 1) as u32;
  if (c >= 0xc2 && c <= 0xdf) {
    if ((c1 & 0xc0) == 0x80) {
      surplus += 1;
      return p + 2;
    }
  } else if (c >= 0xe0 && c <= 0xef) {
    const low: u32 = c == 0xe0 ? 0xa0 : 0x80;
    const high: u32 = c == 0xed ? 0x9f : 0xbf;
    if (c1 >= low && c1 <= high && (load<u8>(p, 2) & 0xc0) == 0x80) {
      surplus += 2;
      return p + 3;
    }
  } else if (c >= 0xf0 && c <= 0xf4) {
    const low: u32 = c == 0xf0 ? 0x90 : 0x80;
    const high: u32 = c == 0xf4 ? 0x8f : 0xbf;
    if (c1 >= low && c1 <= high && (load<u8>(p, 2) & 0xc0) == 0x80 && (load<u8>(p, 3) & 0xc0) == 0x80) {
      surplus += 2;
      return p + 4;
    }
  }
  badUtf8++;
  return p + 1;
}

/** A number, true, false or null. */
@inline
export function literal(p: usize): usize {
  const four = load<u32>(p);
  if (four == 0x65757274 || four == 0x6c6c756e) return p + 4; // true, null
  if (four == 0x736c6166 && load<u8>(p, 4) == 0x65) return p + 5; // false
  return number(p);
}

function number(p: usize): usize {
  if (load<u8>(p) == 0x2d) p++;
  if (load<u8>(p) == 0x30) p++;
  else {
    if (!isDigit(load<u8>(p))) return fail(p);
    do p++;
    while (isDigit(load<u8>(p)));
  }
  if (load<u8>(p) == 0x2e) {
    if (!isDigit(load<u8>(++p))) return fail(p);
    do p++;
    while (isDigit(load<u8>(p)));
  }
  if ((load<u8>(p) | 0x20) == 0x65) {
    p++;
    const sign = load<u8>(p);
    if (sign == 0x2b || sign == 0x2d) p++;
    if (!isDigit(load<u8>(p))) return fail(p);
    do p++;
    while (isDigit(load<u8>(p)));
  }
  return p;
}

/** Any value; `p` is at its first byte. */
export function value(p: usize): usize {
  const c = load<u8>(p);
  if (c == 0x22) {
    const e = stringEnd(p + 1);
    return e == 0 ? 0 : e + 1;
  }
  if ((c | 0x20) == 0x7b) return container(p);
  return literal(p);
}

/**
 * An object or array with all its content: the bits of one word are the kinds of the enclosing brackets, innermost
 * last.
 */
export function container(p: usize): usize {
  let kinds: u64 = 1;
  let c = load<u8>(p) as u32;
  let isObject = c == 0x7b;
  if (isObject) kinds = 3;
  else kinds = 2;
  c = load<u8>(++p) as u32;
  if (c <= 0x20) c = load<u8>((p = space(p))) as u32;
  if (c == (isObject ? 0x7d : 0x5d)) return p + 1;
  for (;;) {
    if (isObject) {
      if (c != 0x22) return fail(p);
      p = stringEnd(p + 1);
      if (p == 0) return 0;
      c = load<u8>(++p) as u32;
      if (c != 0x3a) {
        c = load<u8>((p = space(p))) as u32;
        if (c != 0x3a) return fail(p);
      }
      c = load<u8>(++p) as u32;
      if (c <= 0x20) c = load<u8>((p = space(p))) as u32;
    }
    if (c == 0x22) {
      p = stringEnd(p + 1);
      if (p == 0) return 0;
      p++;
    } else if ((c | 0x20) == 0x7b) {
      if (kinds >> depth != 0) return fail(0); // the depth limit, or the number of bits
      isObject = c == 0x7b;
      kinds = (kinds << 1) | (isObject ? 1 : 0);
      c = load<u8>(++p) as u32;
      if (c <= 0x20) c = load<u8>((p = space(p))) as u32;
      if (c != (isObject ? 0x7d : 0x5d)) continue;
    } else {
      p = literal(p);
      if (p == 0) return 0;
    }
    for (;;) {
      c = load<u8>(p) as u32;
      if (c <= 0x20) c = load<u8>((p = space(p))) as u32;
      if (c == 0x2c) {
        c = load<u8>(++p) as u32;
        if (c <= 0x20) c = load<u8>((p = space(p))) as u32;
        break;
      }
      if (c != (isObject ? 0x7d : 0x5d)) return fail(p);
      p++;
      kinds >>= 1;
      if (kinds == 1) return p;
      isObject = (kinds & 1) != 0;
    }
  }
  return 0;
}
