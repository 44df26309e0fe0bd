// Values that are not plain texts: times and event IDs in AWS's usual spelling, and texts with their escapes removed.

let dayLow: u64 = 0;
let dayHigh: u32 = 0;
let dayStart: f64 = 0;

@inline
function two(p: usize): i32 {
  return ((load<u8>(p) as i32) - 0x30) * 10 + ((load<u8>(p, 1) as i32) - 0x30);
}

/** Milliseconds since 1970 of the 20 bytes `YYYY-MM-DDTHH:MM:SSZ`; NaN for anything else. */
export function usualTime(p: usize): f64 {
  const v = v128.load(p);
  const digits = i8x16.bitmask(i8x16.le_u(i8x16.sub(v, i8x16.splat(0x30)), i8x16.splat(9)));
  const isSpelled =
    digits == 0xdb6f &&
    load<u8>(p, 4) == 0x2d &&
    load<u8>(p, 7) == 0x2d &&
    load<u8>(p, 10) == 0x54 &&
    load<u8>(p, 13) == 0x3a &&
    (load<u32>(p, 16) & 0xff0000ff) == 0x5a00003a &&
    (load<u8>(p, 17) as u32) - 0x30 < 10 &&
    (load<u8>(p, 18) as u32) - 0x30 < 10;
  if (!isSpelled) return NaN;
  const low = load<u64>(p);
  const high = load<u16>(p, 8) as u32;
  if (low != dayLow || high != dayHigh) {
    const start = startOfDay(two(p) * 100 + two(p + 2), two(p + 5), two(p + 8));
    if (isNaN(start)) return NaN;
    dayLow = low;
    dayHigh = high;
    dayStart = start;
  }
  const hour = two(p + 11);
  const minute = two(p + 14);
  const second = two(p + 17);
  if (hour > 23 || minute > 59 || second > 60) return NaN;
  return dayStart + <f64>(((hour * 60 + minute) * 60 + second) * 1000);
}

/** Proleptic Gregorian calendar; years start in March, so that the leap day is the last day. */
function startOfDay(year: i32, month: i32, day: i32): f64 {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return NaN;
  const y = month <= 2 ? year - 1 : year;
  const era = (y >= 0 ? y : y - 399) / 400;
  const yearOfEra = y - era * 400;
  const dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const days = era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468;
  return <f64>days * 86400000;
}

function daysIn(year: i32, month: i32): i32 {
  if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

@inline
function isLetter(v: v128): v128 {
  return i8x16.le_u(i8x16.sub(v, i8x16.splat(0x61)), i8x16.splat(5));
}

/** Packs 16 hex digits into 8 bytes, each in the low half of a 16-bit lane. */
@inline
function packed(nibbles: v128): v128 {
  return v128.and(v128.or(i16x8.shl(nibbles, 4), i16x8.shr_u(nibbles, 8)), i16x8.splat(0xff));
}

/** Writes the 16 bytes of the 36 characters at `p`, a GUID in lower-case hex; false if they are not one. */
export function guid(p: usize, out: usize): bool {
  if (load<u8>(p, 8) != 0x2d || load<u8>(p, 13) != 0x2d || load<u8>(p, 18) != 0x2d || load<u8>(p, 23) != 0x2d) return false;
  const a = v128.load(p);
  const b = v128.load(p, 9);
  const c = v128.load(p, 19);
  const d = v128.load(p, 20);
  const x = i8x16.shuffle(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 21, 22, 23, 24);
  const y = i8x16.shuffle(c, d, 0, 1, 2, 3, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
  const lx = isLetter(x);
  const ly = isLetter(y);
  const nine = i8x16.splat(9);
  const zero = i8x16.splat(0x30);
  const good = v128.and(
    v128.or(lx, i8x16.le_u(i8x16.sub(x, zero), nine)),
    v128.or(ly, i8x16.le_u(i8x16.sub(y, zero), nine)),
  );
  if (!i8x16.all_true(good)) return false;
  const low = i8x16.splat(15);
  const nx = i8x16.add(v128.and(x, low), v128.and(lx, nine));
  const ny = i8x16.add(v128.and(y, low), v128.and(ly, nine));
  v128.store(out, i8x16.narrow_i16x8_u(packed(nx), packed(ny)));
  return true;
}

/** Copies 16 characters, if they are printable ASCII. */
export function sixteen(p: usize, out: usize): bool {
  const v = v128.load(p);
  if (!i8x16.all_true(i8x16.le_u(i8x16.sub(v, i8x16.splat(0x20)), i8x16.splat(0x5e)))) return false;
  v128.store(out, v);
  return true;
}

@inline
function hexDigit(c: u32): u32 {
  return c <= 0x39 ? c - 0x30 : (c | 0x20) - 0x57;
}

function unit(p: usize): u32 {
  return (
    (hexDigit(load<u8>(p)) << 12) |
    (hexDigit(load<u8>(p, 1)) << 8) |
    (hexDigit(load<u8>(p, 2)) << 4) |
    hexDigit(load<u8>(p, 3))
  );
}

/**
 * Writes the content of a well-formed string without its escapes; half a surrogate pair becomes U+FFFD. Returns the
 * number of bytes.
 */
export function unescaped(p: usize, end: usize, out: usize): usize {
  const start = out;
  while (p < end) {
    const c = load<u8>(p) as u32;
    if (c != 0x5c) {
      store<u8>(out++, c as u8);
      p++;
      continue;
    }
    const e = load<u8>(p, 1) as u32;
    p += 2;
    if (e != 0x75) {
      store<u8>(out++, (e == 0x6e ? 10 : e == 0x74 ? 9 : e == 0x72 ? 13 : e == 0x62 ? 8 : e == 0x66 ? 12 : e) as u8);
      continue;
    }
    let u = unit(p);
    p += 4;
    if (u - 0xd800 < 0x400 && p + 6 <= end && load<u16>(p) == 0x755c && unit(p + 2) - 0xdc00 < 0x400) {
      u = 0x10000 + ((u - 0xd800) << 10) + (unit(p + 2) - 0xdc00);
      p += 6;
    } else if (u - 0xd800 < 0x800) u = 0xfffd;
    out = utf8(u, out);
  }
  return out - start;
}

function utf8(u: u32, out: usize): usize {
  if (u < 0x80) {
    store<u8>(out, u as u8);
    return out + 1;
  }
  if (u < 0x800) {
    store<u8>(out, (0xc0 | (u >> 6)) as u8);
    store<u8>(out, (0x80 | (u & 0x3f)) as u8, 1);
    return out + 2;
  }
  if (u < 0x10000) {
    store<u8>(out, (0xe0 | (u >> 12)) as u8);
    store<u8>(out, (0x80 | ((u >> 6) & 0x3f)) as u8, 1);
    store<u8>(out, (0x80 | (u & 0x3f)) as u8, 2);
    return out + 3;
  }
  store<u8>(out, (0xf0 | (u >> 18)) as u8);
  store<u8>(out, (0x80 | ((u >> 12) & 0x3f)) as u8, 1);
  store<u8>(out, (0x80 | ((u >> 6) & 0x3f)) as u8, 2);
  store<u8>(out, (0x80 | (u & 0x3f)) as u8, 3);
  return out + 4;
}
