// The codes of a block: the data says how many bits each symbol has, and a table says what the next bits mean.

export const LITERAL_BITS: u32 = 11;
export const DISTANCE_BITS: u32 = 9;
export const LENGTH_BITS: u32 = 7;
/** More than any code needs: longer codes have a second part of the table after the first. */
const ENTRIES: usize = 4096;

// An entry of a table. Its lowest six bits are the number of input bits it takes, including those added to its value
export const LITERAL: u32 = 1 << 31; // the byte is in bits 16 to 23
export const ODD: u32 = 1 << 30; // not a literal, a length or a distance
export const END: u32 = 1 << 29; // end of the block
export const FURTHER: u32 = 1 << 28; // bits 12 to 27: where the table continues; 8 to 11: the number of bits that select an entry there
export const VALUE: u32 = 12; // first bit of the value of a length or distance; bits 8 to 11: the number of bits of the code alone

/** The kinds of code lengths, in the order of the data. */
export const KINDS = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);
const LENGTHS = memory.data<u16>([
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
]);
const LENGTHS_MORE = memory.data<u8>([
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
]);

// In memory after the program: included in the program, they would make it as long as they are
const begin: usize = (__heap_base + 63) & ~63;
export const literals: usize = begin;
export const distances: usize = literals + ENTRIES * 4;
export const kinds: usize = distances + ENTRIES * 4;
/** The number of bits of each symbol's code. */
export const lengths: usize = kinds + 512;
const sorted: usize = lengths + 512;
const counts: usize = sorted + 512 * 2;
const places: usize = counts + 16 * 4;
export const firstFree: usize = places + 16 * 4;

// What the symbols of a code are
export const LITERALS: i32 = 0;
export const DISTANCES: i32 = 1;
export const BITS: i32 = 2;

/** The entry for a symbol, without the bits of its code. */
// @ts-ignore: decorator
@inline
function entryOf(symbol: u32, use: i32): u32 {
  if (use == BITS) return symbol << VALUE;
  if (use == DISTANCES) {
    if (symbol > 29) return ODD;
    const more = symbol < 2 ? 0 : (symbol >> 1) - 1;
    const base = symbol < 2 ? symbol + 1 : (((2 + (symbol & 1)) << more) as u32) + 1;
    return (base << VALUE) | more;
  }
  if (symbol < 256) return LITERAL | (symbol << 16);
  if (symbol == 256) return ODD | END;
  if (symbol > 285) return ODD;
  const place = (symbol - 257) as usize;
  return ((load<u16>(LENGTHS + (place << 1)) as u32) << VALUE) | (load<u8>(LENGTHS_MORE + place) as u32);
}

/**
 * Makes the table of a code whose symbols have these {@link lengths} in bits. False if the code is invalid: it has too
 * many symbols, or too few (except one symbol alone, or none, for distances).
 */
export function tableOf(table: usize, first: u32, symbols: usize, use: i32): bool {
  memory.fill(counts, 0, 64);
  for (let i: usize = 0; i < symbols; i++) {
    const at = counts + ((load<u8>(lengths + i) as usize) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  const unused = load<u32>(counts);
  store<u32>(counts, 0);
  let left: i32 = 1;
  let longest: u32 = 0;
  store<u32>(places, 0);
  let place: u32 = 0;
  for (let length: u32 = 1; length < 16; length++) {
    const count = load<u32>(counts + ((length as usize) << 2));
    store<u32>(places + ((length as usize) << 2), place);
    place += count;
    left = (left << 1) - (count as i32);
    if (left < 0) return false;
    if (count > 0) longest = length;
  }
  const used = (symbols as u32) - unused;
  if (left > 0) {
    // a single symbol has a code of one bit; the other bit is invalid
    if (use == BITS || used > 1 || longest > 1) return false;
    for (let i: usize = 0; i < ((1 as usize) << first); i++) store<u32>(table + (i << 2), ODD);
    if (used == 0) return true;
    for (let i: usize = 0; i < symbols; i++) {
      if (load<u8>(lengths + i) != 1) continue;
      const entry = whole(entryOf(i as u32, use), 1);
      for (let j: usize = 0; j < ((1 as usize) << first); j += 2) store<u32>(table + (j << 2), entry);
    }
    return true;
  }
  for (let i: usize = 0; i < symbols; i++) {
    const length = load<u8>(lengths + i) as usize;
    if (length == 0) continue;
    const at = places + (length << 2);
    const where = load<u32>(at);
    store<u16>(sorted + ((where as usize) << 1), i as u16);
    store<u32>(at, where + 1);
  }
  // codes in their order, with their bits in reading order
  let code: u32 = 0;
  let next: usize = sorted;
  const most = min(longest, first);
  for (let length: u32 = 1; length <= most; length++) {
    for (let left = load<u32>(counts + ((length as usize) << 2)); left > 0; left--) {
      store<u32>(table + ((code as usize) << 2), whole(entryOf(load<u16>(next) as u32, use), length));
      next += 2;
      code = following(code, length);
    }
    // each code so far, followed by either bit
    if (length < first) memory.copy(table + ((4 as usize) << length), table, (4 as usize) << length);
  }
  for (let length = most + 1; length < first; length++)
    memory.copy(table + ((4 as usize) << length), table, (4 as usize) << length);
  let start: u32 = 1 << first;
  let further: u32 = 0;
  let head: u32 = 0xffffffff;
  for (let length = first + 1; length <= longest; length++) {
    const beyond = length - first;
    for (let left = load<u32>(counts + ((length as usize) << 2)); left > 0; left--) {
      if ((code & ((1 << first) - 1)) != head) {
        head = code & ((1 << first) - 1);
        start += further == 0 ? 0 : 1 << further;
        further = beyond;
        // as many bits as the codes with this beginning need
        let room: i32 = (1 << further) - (left as i32);
        while (room > 0 && first + further < longest) {
          further++;
          room = (room << 1) - (load<u32>(counts + (((first + further) as usize) << 2)) as i32);
        }
        if (start + (1 << further) > (ENTRIES as u32)) return false;
        store<u32>(table + ((head as usize) << 2), ODD | FURTHER | (start << 12) | (further << 8) | first);
      }
      const entry = whole(entryOf(load<u16>(next) as u32, use), beyond);
      next += 2;
      for (let at = code >> first; at < ((1 as u32) << further); at += 1 << beyond)
        store<u32>(table + (((start + at) as usize) << 2), entry);
      code = following(code, length);
    }
  }
  return true;
}

/** Adds the number of bits: those of the whole code, or those in this table. */
// @ts-ignore: decorator
@inline
function whole(entry: u32, length: u32): u32 {
  if (entry & (LITERAL | ODD)) return entry | length;
  return (entry & ~63) | ((entry & 63) + length) | (length << 8);
}

/** The next code of that length, with its bits reversed; after the last one, the first. */
// @ts-ignore: decorator
@inline
function following(code: u32, length: u32): u32 {
  let bit: u32 = 1 << (length - 1);
  while (code & bit) bit >>= 1;
  return bit == 0 ? 0 : (code & (bit - 1)) + bit;
}
