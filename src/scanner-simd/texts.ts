// Dictionaries: distinct texts, each with a small number. A text stands in a block of its own: id, length, bytes, zeros.
// Slots hold the hash beside the block's address, so that finding a text touches two places.

import { alloc, allocSmall, giveBack } from "./memory";

const SLOTS: usize = 0;
const MASK: usize = 4;
const COUNT: usize = 8;
const BLOCKS: usize = 12; // address of each id's block
const CAPACITY: usize = 16;
const TEXT_BYTES: usize = 20; // of the blocks
const ARE_UNFOUND: usize = 24; // 1: no slot leads to any text yet
export const DICTIONARY: usize = 32; // bytes

const FIRST_SLOTS: u32 = 64;
const TEXT: usize = 8; // in a block
const TINY: usize = 16; // bytes compared at once; no block's text is given less
const SHORT: usize = 32; // bytes compared in two steps
export const KEYED: usize = 1024; // bytes for which there are secrets

let dictionaries: usize = 0;
let dictionaryCount: u32 = 0;
/** 32 bytes of ones, then 32 of zeros: read at 32 - n they keep the first n bytes. */
let keep: usize = 0;
// Secret, so that nobody can write texts that share a hash.
let m1: u64 = 0;
let m2: u64 = 0;
let m3: u64 = 0;
let m4: u64 = 0;

let keys: usize = 0;
/** Slots of a group of texts. */
let found: usize = 0;

@inline
export function keysOfTexts(): usize {
  return keys;
}

let state: u64 = 0;
function secret(): u64 {
  state += 0x9e3779b97f4a7c15;
  let z = state;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return (z ^ (z >> 31)) | 1;
}

export function setUpTexts(count: u32, seed: u32): void {
  state = seed;
  m1 = secret();
  m2 = secret();
  m3 = secret();
  m4 = secret();
  keep = alloc(64);
  memory.fill(keep, 255, 32);
  keys = alloc(KEYED + 32);
  for (let i: usize = 0; i < KEYED + 32; i += 8) store<u64>(keys + i, secret());
  found = alloc(GROUP * 8);
  dictionaryCount = count;
  dictionaries = alloc((count as usize) * DICTIONARY);
  for (let i: u32 = 0; i < count; i++) {
    const d = dictionaries + (i as usize) * DICTIONARY;
    store<u32>(d, alloc(FIRST_SLOTS * 8) as u32, SLOTS);
    store<u32>(d, FIRST_SLOTS - 1, MASK);
    store<u32>(d, 1, COUNT);
    store<u32>(d, alloc(FIRST_SLOTS * 2) as u32, BLOCKS);
    store<u32>(d, FIRST_SLOTS / 2, CAPACITY);
  }
}

export function dictionary(number: u32): usize {
  return dictionaries + (number as usize) * DICTIONARY;
}

/** What the dictionaries take when each grows once. */
export function growthOfTexts(): usize {
  let bytes: usize = 0;
  for (let i: u32 = 0; i < dictionaryCount; i++) {
    const d = dictionaries + (i as usize) * DICTIONARY;
    bytes += ((load<u32>(d, MASK) + 1) as usize) * 16 + (load<u32>(d, CAPACITY) as usize) * 8 + 256;
  }
  return bytes;
}

@inline
function mixed(g: u64): u32 {
  g ^= g >> 32;
  g *= 0xd6e8feb86659fd93;
  return (g >> 32) as u32;
}

/** The number of the text at `p`; a new one if it was not seen before, or 0 when it is only looked for. */
@inline
export function intern(d: usize, p: usize, n: usize, isNew: bool = true): u32 {
  return n <= TINY ? internTiny(d, p, n, isNew) : n <= SHORT ? internShort(d, p, n, isNew) : internLong(d, p, n, isNew);
}

// Three times the same search: what each compares is in registers, for which there is no common form.

function internTiny(d: usize, p: usize, n: usize, isNew: bool): u32 {
  const a = v128.and(v128.load(p), v128.load(keep + 32 - n));
  const h = hashOfTiny(a, n);
  const mask = load<u32>(d, MASK);
  const slots = load<u32>(d, SLOTS) as usize;
  for (let s = h & mask; ; s = (s + 1) & mask) {
    const e = load<u64>(slots + (s as usize) * 8);
    if (e == 0) return missing(d, p, n, h, slots + (s as usize) * 8, isNew);
    if ((e as u32) != h) continue;
    const block = (e >> 32) as usize;
    if ((load<u32>(block, 4) as usize) != n) continue;
    if (!v128.any_true(v128.xor(a, v128.load(block, TEXT)))) return load<u32>(block);
  }
  return 0;
}

function internShort(d: usize, p: usize, n: usize, isNew: bool): u32 {
  const a = v128.load(p);
  const b = v128.load(p + n - 16);
  const h = hashOfShort(a, b, n);
  const mask = load<u32>(d, MASK);
  const slots = load<u32>(d, SLOTS) as usize;
  for (let s = h & mask; ; s = (s + 1) & mask) {
    const e = load<u64>(slots + (s as usize) * 8);
    if (e == 0) return missing(d, p, n, h, slots + (s as usize) * 8, isNew);
    if ((e as u32) != h) continue;
    const block = (e >> 32) as usize;
    if ((load<u32>(block, 4) as usize) != n) continue;
    const differs = v128.or(v128.xor(a, v128.load(block, TEXT)), v128.xor(b, v128.load(block + TEXT + n - 16)));
    if (!v128.any_true(differs)) return load<u32>(block);
  }
  return 0;
}

function internLong(d: usize, p: usize, n: usize, isNew: bool): u32 {
  const h = n <= KEYED ? hashOfLong(p, n) : hashOfLongest(p, n);
  const mask = load<u32>(d, MASK);
  const slots = load<u32>(d, SLOTS) as usize;
  for (let s = h & mask; ; s = (s + 1) & mask) {
    const e = load<u64>(slots + (s as usize) * 8);
    if (e == 0) return missing(d, p, n, h, slots + (s as usize) * 8, isNew);
    if ((e as u32) != h) continue;
    const block = (e >> 32) as usize;
    if ((load<u32>(block, 4) as usize) == n && equal(block + TEXT, p, n)) return load<u32>(block);
  }
  return 0;
}

/** No slot leads to the text; `slot` is the one that would. */
function missing(d: usize, p: usize, n: usize, h: u32, slot: usize, isNew: bool): u32 {
  if (load<u32>(d, ARE_UNFOUND) != 0) {
    findAll(d);
    return intern(d, p, n, isNew);
  }
  return isNew ? add(d, p, n, h, slot) : 0;
}

function hashOf(p: usize, n: usize): u32 {
  if (n <= TINY) return hashOfTiny(v128.and(v128.load(p), v128.load(keep + 32 - n)), n);
  if (n <= SHORT) return hashOfShort(v128.load(p), v128.load(p + n - 16), n);
  return n <= KEYED ? hashOfLong(p, n) : hashOfLongest(p, n);
}

@inline
function hashOfTiny(a: v128, n: usize): u32 {
  let g = ((i64x2.extract_lane(a, 0) as u64) ^ (n as u64)) * m1;
  g ^= rotl<u64>((i64x2.extract_lane(a, 1) as u64) * m2, 29);
  return mixed(g);
}

@inline
function hashOfShort(a: v128, b: v128, n: usize): u32 {
  let g = ((i64x2.extract_lane(a, 0) as u64) ^ (n as u64)) * m1;
  g ^= rotl<u64>((i64x2.extract_lane(a, 1) as u64) * m2, 29);
  g += rotl<u64>((i64x2.extract_lane(b, 0) as u64) * m3, 17) ^ rotl<u64>((i64x2.extract_lane(b, 1) as u64) * m4, 41);
  return mixed(g);
}

/** NH, the hash of UMAC (RFC 4418): sums of products of words, each with a secret of its place, so none waits for the other. */
@inline
function hashOfLong(p: usize, n: usize): u32 {
  let low = i64x2.splat(0);
  let high = i64x2.splat(0);
  let i: usize = 0;
  for (; i + 32 < n; i += 32) {
    const a = i32x4.add(v128.load(p + i), v128.load(keys + i));
    const b = i32x4.add(v128.load(p + i, 16), v128.load(keys + i, 16));
    low = i64x2.add(low, i64x2.extmul_low_i32x4_u(a, b));
    high = i64x2.add(high, i64x2.extmul_high_i32x4_u(a, b));
  }
  const a = i32x4.add(v128.load(p + n - 32), v128.load(keys + KEYED));
  const b = i32x4.add(v128.load(p + n - 16), v128.load(keys + KEYED, 16));
  low = i64x2.add(low, i64x2.extmul_low_i32x4_u(a, b));
  high = i64x2.add(high, i64x2.extmul_high_i32x4_u(a, b));
  return hashOfSum(i64x2.add(low, high), n);
}

/** The end of an NH hash over `n` bytes. */
@inline
export function hashOfSum(sum: v128, n: usize): u32 {
  const g = ((i64x2.extract_lane(sum, 0) as u64) ^ (n as u64)) * m1;
  return mixed(g ^ rotl<u64>((i64x2.extract_lane(sum, 1) as u64) * m2, 29));
}

function hashOfLongest(p: usize, n: usize): u32 {
  let g1: u64 = (n as u64) * m3;
  let g2: u64 = m4;
  for (let i: usize = 0; i + 16 <= n; i += 16) {
    g1 = (g1 ^ load<u64>(p + i)) * m1;
    g2 = (g2 ^ load<u64>(p + i, 8)) * m2;
    g1 ^= g1 >> 32;
    g2 ^= g2 >> 29;
  }
  g1 = (g1 ^ load<u64>(p + n - 16)) * m1;
  g2 = (g2 ^ load<u64>(p + n - 8)) * m2;
  return mixed(g1 ^ (g1 >> 33) ^ g2 ^ (g2 >> 31));
}

/** Of at least 16 bytes: a loop of our own, since a call for so few costs more. */
@inline
export function copy(to: usize, from: usize, n: usize): void {
  for (let i: usize = 0; i + 16 <= n; i += 16) v128.store(to + i, v128.load(from + i));
  v128.store(to + n - 16, v128.load(from + n - 16));
}

/** Of at least 16 bytes. */
@inline
export function equal(a: usize, b: usize, n: usize): bool {
  let i: usize = 0;
  for (; i + 64 <= n; i += 64) {
    const x = v128.or(
      v128.or(v128.xor(v128.load(a + i), v128.load(b + i)), v128.xor(v128.load(a + i, 16), v128.load(b + i, 16))),
      v128.or(v128.xor(v128.load(a + i, 32), v128.load(b + i, 32)), v128.xor(v128.load(a + i, 48), v128.load(b + i, 48))),
    );
    if (v128.any_true(x)) return false;
  }
  for (; i + 16 <= n; i += 16) if (v128.any_true(v128.xor(v128.load(a + i), v128.load(b + i)))) return false;
  return !v128.any_true(v128.xor(v128.load(a + n - 16), v128.load(b + n - 16)));
}

function add(d: usize, p: usize, n: usize, h: u32, slot: usize): u32 {
  const id = load<u32>(d, COUNT);
  const block = append(d, p, n);
  store<u64>(slot, (h as u64) | ((block as u64) << 32));
  if ((id + 1) * 2 > load<u32>(d, MASK) + 1) rehash(d, (load<u32>(d, MASK) + 1) * 2);
  return id;
}

/** A new text's block, which no slot leads to. */
function append(d: usize, p: usize, n: usize): usize {
  const id = load<u32>(d, COUNT);
  const size = TEXT + max(n, TINY);
  const block = allocSmall(size);
  store<u32>(d, load<u32>(d, TEXT_BYTES) + (size as u32), TEXT_BYTES);
  if (n < TINY) v128.store(block, v128.and(v128.load(p), v128.load(keep + 32 - n)), TEXT);
  else copy(block + TEXT, p, n);
  store<u32>(block, id);
  store<u32>(block, n as u32, 4);
  store<u32>(d, id + 1, COUNT);
  const capacity = load<u32>(d, CAPACITY);
  if (id >= capacity) makeBlockRoom(d, capacity * 2);
  store<u32>((load<u32>(d, BLOCKS) as usize) + (id as usize) * 4, block as u32);
  return block;
}

/** Texts whose places in memory are asked for together: waiting for one after another takes longer than all else. */
const GROUP: usize = 16;

/** At `lengths` stand lengths, whose place the ids take, and then the texts one behind the other. */
export function internAll(d: usize, lengths: usize, count: u32): void {
  makeRoom(d, count);
  const mask = load<u32>(d, MASK);
  const slots = load<u32>(d, SLOTS) as usize;
  const end = lengths + (count as usize) * 4;
  let p = end;
  while (lengths < end) {
    const groupEnd = min(lengths + GROUP * 4, end);
    let q = p;
    for (let at = lengths, to = found; at < groupEnd; at += 4, to += 8) {
      const n = load<u32>(at) as usize;
      store<u64>(to, load<u64>(slots + ((hashOf(q, n) & mask) as usize) * 8));
      q += n;
    }
    let touched: u32 = 0;
    for (let at = lengths, from = found; at < groupEnd; at += 4, from += 8) touched ^= load<u32>(load<u32>(from, 4) as usize);
    store<u32>(found, touched);
    for (; lengths < groupEnd; lengths += 4) {
      const n = load<u32>(lengths) as usize;
      store<u32>(lengths, n == 0 ? 0 : intern(d, p, n));
      p += n;
    }
  }
}

function makeBlockRoom(d: usize, capacity: u32): void {
  const larger = alloc((capacity as usize) * 4);
  const old = load<u32>(d, BLOCKS) as usize;
  const bytes = (load<u32>(d, CAPACITY) as usize) * 4;
  memory.copy(larger, old, bytes);
  giveBack(old, bytes);
  store<u32>(d, larger as u32, BLOCKS);
  store<u32>(d, capacity, CAPACITY);
}

/** Texts that differ from one another and from all there are: slots that lead to them are made when a text is looked for. */
export function addAll(d: usize, lengths: usize, count: u32): void {
  const needed = load<u32>(d, COUNT) + count;
  if (needed > load<u32>(d, CAPACITY)) makeBlockRoom(d, needed);
  let p = lengths + (count as usize) * 4;
  for (const end = p; lengths < end; lengths += 4) {
    const n = load<u32>(lengths) as usize;
    append(d, p, n);
    p += n;
  }
  store<u32>(d, 1, ARE_UNFOUND);
  memory.fill(load<u32>(d, SLOTS), 0, ((load<u32>(d, MASK) + 1) as usize) * 8);
}

function findAll(d: usize): void {
  const count = load<u32>(d, COUNT);
  let size = load<u32>(d, MASK) + 1;
  giveBack(load<u32>(d, SLOTS), (size as usize) * 8);
  while ((count + 1) * 2 > size) size *= 2;
  const mask = size - 1;
  const slots = alloc((size as usize) * 8);
  for (let id: u32 = 1; id < count; id++) {
    const block = load<u32>((load<u32>(d, BLOCKS) as usize) + (id as usize) * 4) as usize;
    const h = hashOf(block + TEXT, load<u32>(block, 4) as usize);
    let s = h & mask;
    while (load<u64>(slots + (s as usize) * 8) != 0) s = (s + 1) & mask;
    store<u64>(slots + (s as usize) * 8, (h as u64) | ((block as u64) << 32));
  }
  store<u32>(d, slots as u32, SLOTS);
  store<u32>(d, mask, MASK);
  store<u32>(d, 0, ARE_UNFOUND);
}

/** So that this many more do not make it grow step by step. */
export function makeRoom(d: usize, more: u32): void {
  if (load<u32>(d, ARE_UNFOUND) != 0) findAll(d);
  const needed = (load<u32>(d, COUNT) + more + 1) * 2;
  let size = load<u32>(d, MASK) + 1;
  if (needed <= size) return;
  while (needed > size) size *= 2;
  rehash(d, size);
}

function rehash(d: usize, larger: u32): void {
  const size = load<u32>(d, MASK) + 1;
  const old = load<u32>(d, SLOTS) as usize;
  const mask = larger - 1;
  const slots = alloc((larger as usize) * 8);
  for (let i: usize = 0; i < (size as usize) * 8; i += 8) {
    const e = load<u64>(old + i);
    if (e == 0) continue;
    let s = (e as u32) & mask;
    while (load<u64>(slots + (s as usize) * 8) != 0) s = (s + 1) & mask;
    store<u64>(slots + (s as usize) * 8, e);
  }
  giveBack(old, (size as usize) * 8);
  store<u32>(d, slots as u32, SLOTS);
  store<u32>(d, mask, MASK);
}

/** Tables that were outgrown not counted. */
export function bytes(d: usize): u32 {
  return load<u32>(d, TEXT_BYTES) + (load<u32>(d, MASK) + 1) * 8 + load<u32>(d, CAPACITY) * 4;
}

export function count(d: usize): u32 {
  return load<u32>(d, COUNT);
}

/** Of an id's text: its length stands in the four bytes before. */
export function addressOf(d: usize, id: u32): usize {
  return (load<u32>((load<u32>(d, BLOCKS) as usize) + (id as usize) * 4) as usize) + TEXT;
}
