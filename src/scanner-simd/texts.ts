// Dictionaries: distinct texts, each with a small number. Each text has its own block: ID, length, bytes, zeros. Slots
// hold the hash next to the block's address, so that finding a text touches two places in memory.

import { hashOf, hashOfLong, hashOfShort, hashOfTiny, SHORT, setUpHashes, TINY, tiny } from "./hash";
import { alloc, allocSmall, giveBack } from "./memory";
import {
  clearSlots,
  entryOf,
  growSlots,
  HEAD,
  MASK,
  moveSome,
  newSlots,
  OLD,
  OLD_MASK,
  put,
  renewSlots,
  SLOTS,
  slotBytes,
} from "./slots";

// After the fields of the slots
const COUNT: usize = HEAD;
const BLOCKS: usize = HEAD + 4; // address of each ID's block
const CAPACITY: usize = HEAD + 8;
const TEXT_BYTES: usize = HEAD + 12; // bytes of the blocks
const ARE_UNFOUND: usize = HEAD + 16; // 1 if no slot leads to any text yet
const DICTIONARY: usize = HEAD + 24; // bytes

const FIRST_SLOTS: u32 = 64;
const TEXT: usize = 8; // offset in a block; every text has at least TINY bytes of room

let dictionaries: usize = 0;
let dictionaryCount: u32 = 0;
/** Slots of a group of texts. */
let found: usize = 0;

export function setUpTexts(count: u32, seed: u32): void {
  setUpHashes(seed);
  found = alloc(GROUP * 8);
  dictionaryCount = count;
  dictionaries = alloc((count as usize) * DICTIONARY);
  for (let i: u32 = 0; i < count; i++) {
    const d = dictionaries + (i as usize) * DICTIONARY;
    newSlots(d, FIRST_SLOTS);
    store<u32>(d, 1, COUNT);
    store<u32>(d, alloc(FIRST_SLOTS * 2) as u32, BLOCKS);
    store<u32>(d, FIRST_SLOTS / 2, CAPACITY);
  }
}

export function dictionary(number: u32): usize {
  return dictionaries + (number as usize) * DICTIONARY;
}

/** The memory needed if each dictionary grows once. */
export function growthOfTexts(): usize {
  let bytes: usize = 0;
  for (let i: u32 = 0; i < dictionaryCount; i++) {
    const d = dictionaries + (i as usize) * DICTIONARY;
    bytes += ((load<u32>(d, MASK) + 1) as usize) * 16 + (load<u32>(d, CAPACITY) as usize) * 8 + 256;
  }
  return bytes;
}

/** The number of the text at `p`. If it was not seen before, it gets a new number, or 0 if it is only looked up. */
@inline
export function intern(d: usize, p: usize, n: usize, isNew: bool = true): u32 {
  return n <= TINY ? internTiny(d, p, n, isNew) : n <= SHORT ? internShort(d, p, n, isNew) : internLong(d, p, n, isNew);
}

// Three times the same search: each compares in different registers, so they cannot share code.

function internTiny(d: usize, p: usize, n: usize, isNew: bool): u32 {
  const a = tiny(p, n);
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
  const h = hashOfLong(p, n);
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

/** Called when no slot leads to the text; `slot` is the one that would. */
function missing(d: usize, p: usize, n: usize, h: u32, slot: usize, isNew: bool): u32 {
  if (load<u32>(d, ARE_UNFOUND) != 0) {
    findAll(d);
    return intern(d, p, n, isNew);
  }
  const block = load<u32>(d, OLD) == 0 ? 0 : inOldSlots(d, p, n, h);
  if (block == 0) return isNew ? add(d, p, n, h, slot) : 0;
  store<u64>(slot, entryOf(h, block as u32));
  moveSome(d);
  return load<u32>(block);
}

/** The text's block; 0 if there is none. */
function inOldSlots(d: usize, p: usize, n: usize, h: u32): usize {
  const mask = load<u32>(d, OLD_MASK);
  const slots = load<u32>(d, OLD) as usize;
  for (let s = h & mask; ; s = (s + 1) & mask) {
    const e = load<u64>(slots + (s as usize) * 8);
    if (e == 0) return 0;
    if ((e as u32) != h) continue;
    const block = (e >> 32) as usize;
    if ((load<u32>(block, 4) as usize) == n && isText(block, p, n)) return block;
  }
  return 0;
}

@inline
function isText(block: usize, p: usize, n: usize): bool {
  return n > TINY ? equal(block + TEXT, p, n) : !v128.any_true(v128.xor(tiny(p, n), v128.load(block, TEXT)));
}

/** Copies at least 16 bytes. This loop is inline because a call costs more for so few bytes. */
@inline
export function copy(to: usize, from: usize, n: usize): void {
  for (let i: usize = 0; i + 16 <= n; i += 16) v128.store(to + i, v128.load(from + i));
  v128.store(to + n - 16, v128.load(from + n - 16));
}

/** Compares at least 16 bytes. */
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
  store<u64>(slot, entryOf(h, block as u32));
  moveSome(d);
  if ((id + 1) * 2 > load<u32>(d, MASK) + 1) growSlots(d, (load<u32>(d, MASK) + 1) * 2);
  return id;
}

/** Makes a new text's block, without a slot. */
function append(d: usize, p: usize, n: usize): usize {
  const id = load<u32>(d, COUNT);
  const size = TEXT + max(n, TINY);
  const block = allocSmall(size);
  store<u32>(d, load<u32>(d, TEXT_BYTES) + (size as u32), TEXT_BYTES);
  if (n < TINY) v128.store(block, tiny(p, n), TEXT);
  else copy(block + TEXT, p, n);
  store<u32>(block, id);
  store<u32>(block, n as u32, 4);
  store<u32>(d, id + 1, COUNT);
  const capacity = load<u32>(d, CAPACITY);
  if (id >= capacity) makeBlockRoom(d, capacity * 2);
  store<u32>((load<u32>(d, BLOCKS) as usize) + (id as usize) * 4, block as u32);
  return block;
}

/** Texts whose memory is requested together: waiting for one after another takes longer than everything else. */
const GROUP: usize = 16;

/** At `lengths` are the lengths, followed by the texts. The IDs replace the lengths. */
export function internAll(d: usize, lengths: usize, count: u32): void {
  makeRoom(d, count);
  const end = lengths + (count as usize) * 4;
  let p = end;
  while (lengths < end) {
    const groupEnd = min(lengths + GROUP * 4, end);
    const mask = load<u32>(d, MASK);
    const slots = load<u32>(d, SLOTS) as usize;
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

/** For texts that differ from one another and from all known ones. Slots for them are made when a text is looked up. */
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
  clearSlots(d);
}

function findAll(d: usize): void {
  const count = load<u32>(d, COUNT);
  renewSlots(d, count + 1);
  for (let id: u32 = 1; id < count; id++) {
    const block = load<u32>((load<u32>(d, BLOCKS) as usize) + (id as usize) * 4) as usize;
    put(d, entryOf(hashOf(block + TEXT, load<u32>(block, 4) as usize), block as u32));
  }
  store<u32>(d, 0, ARE_UNFOUND);
}

/** Makes room for this many more, so that the tables do not grow step by step. */
function makeRoom(d: usize, more: u32): void {
  if (load<u32>(d, ARE_UNFOUND) != 0) findAll(d);
  if (load<u32>(d, OLD) != 0) return; // two steps at once would take long
  const needed = (load<u32>(d, COUNT) + more + 1) * 2;
  let size = load<u32>(d, MASK) + 1;
  if (needed <= size) return;
  while (needed > size) size *= 2;
  growSlots(d, size);
}

export function bytes(d: usize): u32 {
  return load<u32>(d, TEXT_BYTES) + slotBytes(d) + load<u32>(d, CAPACITY) * 4;
}

export function count(d: usize): u32 {
  return load<u32>(d, COUNT);
}

/** The address of an ID's text; its length is in the four bytes before. */
export function addressOf(d: usize, id: u32): usize {
  return (load<u32>((load<u32>(d, BLOCKS) as usize) + (id as usize) * 4) as usize) + TEXT;
}
