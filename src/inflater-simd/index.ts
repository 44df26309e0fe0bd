// Inflates DEFLATE data (RFC 1951) faster than zlib. src/engine/input/plainInflater.ts defines what is correct. Input
// and output are ranges of its memory: up to 64 bytes after the input may be read, and up to 320 after the output
// written.

import {
  BITS,
  DISTANCE_BITS,
  DISTANCES,
  distances,
  END,
  firstFree,
  FURTHER,
  KINDS,
  kinds,
  LENGTH_BITS,
  LITERAL,
  LITERAL_BITS,
  LITERALS,
  lengths,
  literals,
  ODD,
  tableOf,
  VALUE,
} from "./tables";

// Why it stopped, in the same order as in the other half
const DONE: i32 = 0;
const FULL: i32 = 1;
const MORE_INPUT: i32 = 2;
const DAMAGED: i32 = 3;
const CUT: i32 = 4;

/** Longer than the longest header of a block, and than two symbols. */
const HEADER: usize = 640; // bytes
const MARGIN: usize = 32;

const NO_BLOCK: i32 = 0;
const STORED: i32 = 1;
const CODED: i32 = 2;

let bits: u64 = 0;
let bitCount: u32 = 0;
let input: usize = 0;
let output: usize = 0;
let block: i32 = NO_BLOCK;
let isLastBlock = false;
let storedLeft: usize = 0;
/** Whether the tables are those of the fixed codes. */
let isFixed = false;

/** Reserves bytes at the beginning of free memory. @returns their address; 0 if the system has no more memory */
export function reserve(bytes: usize): usize {
  const missing = (firstFree + bytes + 65535) / 65536 - (memory.size() as usize);
  return (missing as i32) > 0 && memory.grow(missing as i32) < 0 ? 0 : firstFree;
}

/** Begins a new stream. */
export function begin(): void {
  bits = 0;
  bitCount = 0;
  block = NO_BLOCK;
  isLastBlock = false;
}

/** The position up to which the input was used, and the output filled. */
export function usedTo(): usize {
  return input - (bitCount >> 3);
}
export function filledTo(): usize {
  return output;
}

/**
 * @param from where input continues: after the used input, unless it was moved
 * @param isAll no input follows `to`
 * @param start the first byte of the output that may be repeated
 * @param at where output continues
 * @param stop stops after this position of the output, with at most 258 more bytes
 */
export function inflate(from: usize, to: usize, isAll: bool, start: usize, at: usize, stop: usize): i32 {
  // input that was read but not used is read again
  input = from;
  bits &= ((1 as u64) << (bitCount & 7)) - 1;
  bitCount &= 7;
  output = at;
  while (block != NO_BLOCK || !isLastBlock) {
    if (block == NO_BLOCK) {
      if (!isAll && input + HEADER > to) return MORE_INPUT;
      const isSound = header(to);
      if (usedTo() > to) return CUT;
      if (!isSound) return DAMAGED;
    }
    if (block == STORED) {
      const some = min(storedLeft, min(to > input ? to - input : 0, stop > output ? stop - output : 0));
      memory.copy(output, input, some);
      input += some;
      output += some;
      storedLeft -= some;
      if (storedLeft > 0) return output >= stop ? FULL : isAll ? CUT : MORE_INPUT;
      block = NO_BLOCK;
      continue;
    }
    let why = coded(to - MARGIN, start, stop);
    if (isAll && why == MORE_INPUT) why = tail(to, start, stop);
    if (why != DONE) return why;
    block = NO_BLOCK;
  }
  return DONE;
}

// @ts-ignore: decorator
@inline
function refill(): void {
  bits |= load<u64>(input) << (bitCount as u64);
  input += (63 - bitCount) >> 3;
  bitCount |= 56;
}

// @ts-ignore: decorator
@inline
function take(count: u32): u32 {
  const value = (bits & (((1 as u64) << count) - 1)) as u32;
  bits >>= count as u64;
  bitCount -= count;
  return value;
}

/** Reads symbols until the block ends, the output is full or the input is used up. */
function coded(inputStop: usize, start: usize, stop: usize): i32 {
  let bit = bits;
  let count = bitCount;
  let next = input;
  let out = output;
  let why = DAMAGED;
  const literalTable = literals;
  const distanceTable = distances;
  for (;;) {
    if (next > inputStop) {
      why = MORE_INPUT;
      break;
    }
    if (out >= stop) {
      why = FULL;
      break;
    }
    bit |= load<u64>(next) << (count as u64);
    next += (63 - count) >> 3;
    count |= 56;
    let entry = load<u32>(literalTable + (((bit as u32) & ((1 << LITERAL_BITS) - 1)) << 2));
    if (entry & LITERAL) {
      bit >>= (entry & 63) as u64;
      count -= entry & 63;
      store<u8>(out++, (entry >> 16) as u8);
      entry = load<u32>(literalTable + (((bit as u32) & ((1 << LITERAL_BITS) - 1)) << 2));
      if (entry & LITERAL) {
        bit >>= (entry & 63) as u64;
        count -= entry & 63;
        store<u8>(out++, (entry >> 16) as u8);
        entry = load<u32>(literalTable + (((bit as u32) & ((1 << LITERAL_BITS) - 1)) << 2));
        if (entry & LITERAL) {
          bit >>= (entry & 63) as u64;
          count -= entry & 63;
          store<u8>(out++, (entry >> 16) as u8);
          continue;
        }
      }
      bit |= load<u64>(next) << (count as u64);
      next += (63 - count) >> 3;
      count |= 56;
    }
    if (entry & ODD) {
      if (entry & FURTHER) {
        bit >>= LITERAL_BITS as u64;
        count -= LITERAL_BITS;
        entry = load<u32>(
          literalTable + ((((entry >> 12) & 0xffff) + ((bit as u32) & ((1 << ((entry >> 8) & 15)) - 1))) << 2),
        );
        if (entry & LITERAL) {
          bit >>= (entry & 63) as u64;
          count -= entry & 63;
          store<u8>(out++, (entry >> 16) as u8);
          continue;
        }
      }
      if (entry & ODD) {
        if (entry & END) {
          bit >>= (entry & 63) as u64;
          count -= entry & 63;
          why = DONE;
        }
        break;
      }
    }
    const own = (entry >> 8) & 15;
    const length = ((entry >> VALUE) +
      (((bit & (((1 as u64) << ((entry & 63) as u64)) - 1)) >> (own as u64)) as u32)) as usize;
    bit >>= (entry & 63) as u64;
    count -= entry & 63;
    // at least 56 - 20 bits are left, and a distance has up to 28
    entry = load<u32>(distanceTable + (((bit as u32) & ((1 << DISTANCE_BITS) - 1)) << 2));
    if (entry & ODD) {
      if (!(entry & FURTHER)) break;
      bit >>= DISTANCE_BITS as u64;
      count -= DISTANCE_BITS;
      entry = load<u32>(
        distanceTable + ((((entry >> 12) & 0xffff) + ((bit as u32) & ((1 << ((entry >> 8) & 15)) - 1))) << 2),
      );
      if (entry & ODD) break;
    }
    const distance = ((entry >> VALUE) +
      (((bit & (((1 as u64) << ((entry & 63) as u64)) - 1)) >> (((entry >> 8) & 15) as u64)) as u32)) as usize;
    bit >>= (entry & 63) as u64;
    count -= entry & 63;
    if (distance > out - start) break;
    let source = out - distance;
    const end = out + length;
    if (distance >= 16) {
      v128.store(out, v128.load(source));
      out += 16;
      source += 16;
      while (out < end) {
        v128.store(out, v128.load(source));
        out += 16;
        source += 16;
      }
    } else if (distance == 1) {
      const same = i8x16.splat(load<u8>(source) as i8);
      do {
        v128.store(out, same);
        out += 16;
      } while (out < end);
    } else if (distance >= 8) {
      do {
        store<u64>(out, load<u64>(source));
        out += 8;
        source += 8;
      } while (out < end);
    } else {
      do {
        store<u8>(out++, load<u8>(source++));
      } while (out < end);
    }
    out = end;
  }
  bits = bit;
  bitCount = count;
  input = next;
  output = out;
  return why;
}

/**
 * Like {@link coded}, but symbol by symbol up to the last byte of the input, so that missing bits produce no output.
 */
function tail(to: usize, start: usize, stop: usize): i32 {
  while (output < stop) {
    refill();
    const bitsBefore = bits;
    const countBefore = bitCount;
    const inputBefore = input;
    const why = symbol(to, start);
    if (why == MORE_INPUT) continue;
    if (why == DONE) return DONE;
    bits = bitsBefore;
    bitCount = countBefore;
    input = inputBefore;
    return why;
  }
  return FULL;
}

/** Reads one symbol with its distance. MORE_INPUT means that the block continues. */
function symbol(to: usize, start: usize): i32 {
  let entry = load<u32>(literals + (((bits as u32) & ((1 << LITERAL_BITS) - 1)) << 2));
  if ((entry & (LITERAL | ODD | FURTHER)) == (ODD | FURTHER)) {
    take(LITERAL_BITS);
    entry = load<u32>(literals + ((((entry >> 12) & 0xffff) + ((bits as u32) & ((1 << ((entry >> 8) & 15)) - 1))) << 2));
  }
  if (entry & (LITERAL | ODD)) {
    take(max(entry & 63, 1));
    if (isBeyond(to)) return CUT;
    if (!(entry & LITERAL)) return entry & END ? DONE : DAMAGED;
    store<u8>(output++, (entry >> 16) as u8);
    return MORE_INPUT;
  }
  const length = valueOf(entry) as usize;
  refill();
  entry = load<u32>(distances + (((bits as u32) & ((1 << DISTANCE_BITS) - 1)) << 2));
  if ((entry & (ODD | FURTHER)) == (ODD | FURTHER)) {
    take(DISTANCE_BITS);
    entry = load<u32>(
      distances + ((((entry >> 12) & 0xffff) + ((bits as u32) & ((1 << ((entry >> 8) & 15)) - 1))) << 2),
    );
  }
  if (entry & ODD) {
    take(max(entry & 63, 1));
    return isBeyond(to) ? CUT : DAMAGED;
  }
  const distance = valueOf(entry) as usize;
  if (isBeyond(to)) return CUT;
  if (distance > output - start) return DAMAGED;
  for (const end = output + length; output < end; output++) store<u8>(output, load<u8>(output - distance));
  return MORE_INPUT;
}

/** The value of a length or distance. Takes its bits. */
function valueOf(entry: u32): u32 {
  const own = (entry >> 8) & 15;
  const taken = take(entry & 63);
  return (entry >> VALUE) + (taken >> own);
}

/** Whether more bits were taken than exist. */
function isBeyond(to: usize): bool {
  return ((to as i64) - (input as i64)) * 8 + (bitCount as i64) < 0;
}

/** Reads the beginning of a block, with its codes. */
function header(to: usize): bool {
  refill();
  isLastBlock = take(1) != 0;
  const kind = take(2);
  if (kind == 0) {
    take(bitCount & 7);
    input -= bitCount >> 3;
    bits = 0;
    bitCount = 0;
    storedLeft = load<u16>(input) as usize;
    const inverse = load<u16>(input, 2) as usize;
    input += 4;
    block = STORED;
    return input <= to && (storedLeft ^ inverse) == 0xffff;
  }
  block = CODED;
  if (kind == 1) {
    if (!isFixed) fixed();
    return true;
  }
  isFixed = false;
  return kind == 2 && dynamic(to);
}

function fixed(): void {
  for (let i: usize = 0; i < 288; i++) store<u8>(lengths + i, i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
  tableOf(literals, LITERAL_BITS, 288, LITERALS);
  memory.fill(lengths, 5, 32);
  tableOf(distances, DISTANCE_BITS, 32, DISTANCES);
  isFixed = true;
}

function dynamic(to: usize): bool {
  const literalCount = (take(5) + 257) as usize;
  const distanceCount = (take(5) + 1) as usize;
  const kindCount = (take(4) + 4) as usize;
  if (literalCount > 286 || distanceCount > 30) return false;
  memory.fill(lengths, 0, 19);
  for (let i: usize = 0; i < kindCount; i++) {
    if (bitCount < 3) refill();
    store<u8>(lengths + load<u8>(KINDS + i), take(3) as u8);
  }
  if (!tableOf(kinds, LENGTH_BITS, 19, BITS)) return false;
  const all = literalCount + distanceCount;
  let last: u32 = 0;
  for (let i: usize = 0; i < all; ) {
    if (input > to + 16) return false;
    refill();
    const entry = load<u32>(kinds + (((bits as u32) & ((1 << LENGTH_BITS) - 1)) << 2));
    if (entry & ODD) return false;
    take(entry & 63);
    const kind = entry >> VALUE;
    if (kind < 16) {
      last = kind;
      store<u8>(lengths + i++, kind as u8);
      continue;
    }
    if (kind == 16 && i == 0) return false;
    if (kind > 16) last = 0;
    const times = (kind == 16 ? 3 + take(2) : kind == 17 ? 3 + take(3) : 11 + take(7)) as usize;
    if (i + times > all) return false;
    memory.fill(lengths + i, last as u8, times);
    i += times;
  }
  if (load<u8>(lengths + 256) == 0) return false;
  // after those of the literals, because a table is made from lengths at the beginning
  if (!tableOf(literals, LITERAL_BITS, literalCount, LITERALS)) return false;
  memory.copy(lengths, lengths + literalCount, distanceCount);
  return tableOf(distances, DISTANCE_BITS, distanceCount, DISTANCES);
}
