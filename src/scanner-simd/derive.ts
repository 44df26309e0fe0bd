// Columns and tuples of a batch's rows: see core/scan/derived.ts. core/scan/simd/derived.ts writes the request here.

import { added, hashOfSum, LARGEST } from "./hash";
import { alloc, giveBack } from "./memory";
import { entryOf, growSlots, HEAD, MASK, moveSome, newSlots, OLD, OLD_MASK, put, renewSlots, SLOTS } from "./slots";

// Fields of a table of distinct tuples after those of its slots, which hold numbers + 1. A tuple's parts are contiguous
// and padded with zeros to whole vectors.
const COUNT: usize = HEAD;
const TUPLES: usize = HEAD + 4;
const CAPACITY: usize = HEAD + 8;
const GROUPS: usize = HEAD + 12; // how to make each vector of a tuple
const BESIDE: usize = HEAD + 16; // offset in a row, in bytes
const SIZE: usize = HEAD + 20; // size of a tuple, in bytes
const ARE_FOUND: usize = HEAD + 24; // 1 if the slots lead to all of them
const TABLE: usize = HEAD + 32;

// Fields of a vector of four parts: where they are in a row, which lanes are parts, where flags belong, what may be
// left out
const OFFSETS: usize = 0;
const KEPT: usize = 16;
const FLAG: usize = 32;
const LEFT: usize = 48;
const GROUP: usize = 64;

const NONE: u32 = 0xffffffff;
const FIRST: u32 = 64; // slots

let tuple: usize = 0;

/** `parts` holds the byte offset of each part in a row; `leftOut` is one of them, `beside` an offset. */
export function newTable(parts: usize, count: u32, flags: u32, leftOut: u32, beside: u32): usize {
  if (tuple == 0) tuple = alloc(LARGEST);
  const table = alloc(TABLE);
  const size = (((count + (flags != 0 ? 1 : 0)) * 4 + 15) & ~15) as usize;
  const groups = alloc(size * (GROUP / 16));
  for (let i: usize = 0; i < size / 4; i++) {
    const group = groups + (i >> 2) * GROUP + (i & 3) * 4;
    const isPart = i < (count as usize);
    store<u32>(group, isPart ? load<u32>(parts + i * 4) : load<u32>(parts), OFFSETS);
    store<u32>(group, isPart ? NONE : 0, KEPT);
    store<u32>(group, i == (count as usize) ? flags : 0, FLAG);
    store<u32>(group, isPart && beside != NONE && i == (leftOut as usize) ? NONE : 0, LEFT);
  }
  newSlots(table, FIRST);
  store<u32>(table, alloc(((FIRST / 2) as usize) * size) as u32, TUPLES);
  store<u32>(table, FIRST / 2, CAPACITY);
  store<u32>(table, groups as u32, GROUPS);
  store<u32>(table, beside == NONE ? 0 : beside, BESIDE);
  store<u32>(table, size as u32, SIZE);
  store<u32>(table, 1, ARE_FOUND);
  return table;
}

/** Where to write the tuple for {@link tupleOf}. */
export function tupleAt(): usize {
  memory.fill(tuple, 0, LARGEST);
  return tuple;
}

export function tupleOf(table: usize): u32 {
  return numberOf(table, hashOf(tuple, load<u32>(table, SIZE) as usize));
}

let many: usize = 0;
let manyRoom: usize = 0;

/** Where to write the tuples for {@link tuplesOf}. */
export function tuplesAt(table: usize, count: u32): usize {
  const bytes = (count as usize) * (load<u32>(table, SIZE) as usize);
  if (bytes > manyRoom) {
    giveBack(many, manyRoom);
    many = alloc(bytes);
    manyRoom = bytes;
  } else memory.fill(many, 0, bytes);
  return many;
}

/** The tuples' numbers replace the first tuples. */
export function tuplesOf(table: usize, count: u32): void {
  const size = load<u32>(table, SIZE) as usize;
  for (let i: usize = 0; i < (count as usize); i++) {
    memory.copy(tuple, many + i * size, size);
    store<u32>(many + i * 4, numberOf(table, hashOf(tuple, size)));
  }
}

/** Makes room for more tuples after the existing ones, which the caller writes. Returns their address. */
export function addTuples(table: usize, more: u32): usize {
  const count = load<u32>(table, COUNT);
  if (count + more > load<u32>(table, CAPACITY)) grow(table, count + more);
  store<u32>(table, count + more, COUNT);
  store<u32>(table, 0, ARE_FOUND);
  return (load<u32>(table, TUPLES) as usize) + (count as usize) * (load<u32>(table, SIZE) as usize);
}

/** `lists` holds, for each column, the number of its paths and their offsets in a row. */
export function columns(lists: usize, count: u32, row: usize, out: usize, stride: usize, width: usize, rows: u32): void {
  const end = row + (rows as usize) * width;
  for (let i: u32 = 0; i < count; i++) {
    const paths = load<u32>(lists) as usize;
    const next = lists + 4 + paths * 4;
    let to = out;
    if (paths == 1) {
      for (let at = row + (load<u32>(lists, 4) as usize), last = at + (end - row); at < last; at += width) {
        store<u32>(to, load<u32>(at));
        to += 4;
      }
    } else {
      for (let at = row; at < end; at += width) {
        let id: u32 = 0;
        for (let list = lists + 4; list < next && id == 0; list += 4) id = load<u32>(at + (load<u32>(list) as usize));
        store<u32>(to, id);
        to += 4;
      }
    }
    lists = next;
    out += stride;
  }
}

/** Writes the numbers of the rows' tuples. */
export function combine(table: usize, row: usize, flags: usize, out: usize, width: usize, rows: u32): void {
  const groups = load<u32>(table, GROUPS) as usize;
  const size = load<u32>(table, SIZE) as usize;
  const beside = load<u32>(table, BESIDE) as usize;
  for (const end = row + (rows as usize) * width; row < end; row += width) {
    // a tuple is assembled in registers: data that was stored in parts cannot be loaded quickly as a whole
    const flag = i32x4.splat(load<u32>(flags));
    const left = i32x4.ne(i32x4.splat(load<u32>(row + beside)), i64x2.splat(0));
    let sum = i64x2.splat(0);
    for (let i: usize = 0; i < size; i += 16) {
      const group = groups + i * (GROUP / 16);
      let v = v128.load32_zero(row + (load<u32>(group, OFFSETS) as usize));
      v = v128.load_lane<u32>(row + (load<u32>(group, OFFSETS + 4) as usize), v, 1);
      v = v128.load_lane<u32>(row + (load<u32>(group, OFFSETS + 8) as usize), v, 2);
      v = v128.load_lane<u32>(row + (load<u32>(group, OFFSETS + 12) as usize), v, 3);
      v = v128.or(v128.and(v, v128.load(group, KEPT)), v128.and(flag, v128.load(group, FLAG)));
      v = v128.andnot(v, v128.and(left, v128.load(group, LEFT)));
      v128.store(tuple + i, v);
      sum = added(sum, v, i);
    }
    store<u32>(out, numberOf(table, hashOfSum(sum, size)));
    flags += 4;
    out += 4;
  }
}

function hashOf(at: usize, size: usize): u32 {
  let sum = i64x2.splat(0);
  for (let i: usize = 0; i < size; i += 16) sum = added(sum, v128.load(at + i), i);
  return hashOfSum(sum, size);
}

/** The number of the tuple in `tuple`. */
function numberOf(table: usize, h: u32): u32 {
  if (load<u32>(table, ARE_FOUND) == 0) findAll(table);
  const mask = load<u32>(table, MASK);
  const slots = load<u32>(table, SLOTS) as usize;
  let s = h & mask;
  for (; ; s = (s + 1) & mask) {
    const e = load<u64>(slots + (s as usize) * 8);
    if (e == 0) break;
    if ((e as u32) == h && isTuple(table, (e >> 32) as u32)) return ((e >> 32) as u32) - 1;
  }
  const slot = slots + (s as usize) * 8;
  const old = load<u32>(table, OLD) == 0 ? 0 : inOldSlots(table, h);
  if (old == 0) return add(table, h, slot);
  store<u64>(slot, entryOf(h, old));
  moveSome(table);
  return old - 1;
}

/** The tuple's number + 1; 0 if there is none. */
function inOldSlots(table: usize, h: u32): u32 {
  const mask = load<u32>(table, OLD_MASK);
  const slots = load<u32>(table, OLD) as usize;
  for (let s = h & mask; ; s = (s + 1) & mask) {
    const e = load<u64>(slots + (s as usize) * 8);
    if (e == 0) return 0;
    if ((e as u32) == h && isTuple(table, (e >> 32) as u32)) return (e >> 32) as u32;
  }
  return 0;
}

/** Whether `tuple` is the tuple with this number; `found` is the number + 1. */
@inline
function isTuple(table: usize, found: u32): bool {
  const size = load<u32>(table, SIZE) as usize;
  const at = (load<u32>(table, TUPLES) as usize) + ((found - 1) as usize) * size;
  let differs = i64x2.splat(0);
  for (let i: usize = 0; i < size; i += 16) {
    differs = v128.or(differs, v128.xor(v128.load(tuple + i), v128.load(at + i)));
  }
  return !v128.any_true(differs);
}

function add(table: usize, h: u32, slot: usize): u32 {
  const number = load<u32>(table, COUNT);
  const size = load<u32>(table, SIZE) as usize;
  if (number == load<u32>(table, CAPACITY)) grow(table, number + 1);
  memory.copy((load<u32>(table, TUPLES) as usize) + (number as usize) * size, tuple, size);
  store<u32>(table, number + 1, COUNT);
  store<u64>(slot, entryOf(h, number + 1));
  moveSome(table);
  const slots = load<u32>(table, MASK) + 1;
  if ((number + 2) * 2 > slots) growSlots(table, slots * 2);
  return number;
}

function grow(table: usize, needed: u32): void {
  const capacity = max(load<u32>(table, CAPACITY) * 2, needed);
  const size = load<u32>(table, SIZE) as usize;
  const larger = alloc((capacity as usize) * size);
  const old = load<u32>(table, TUPLES) as usize;
  memory.copy(larger, old, (load<u32>(table, COUNT) as usize) * size);
  giveBack(old, (load<u32>(table, CAPACITY) as usize) * size);
  store<u32>(table, larger as u32, TUPLES);
  store<u32>(table, capacity, CAPACITY);
}

function findAll(table: usize): void {
  const count = load<u32>(table, COUNT);
  const size = load<u32>(table, SIZE) as usize;
  const tuples = load<u32>(table, TUPLES) as usize;
  renewSlots(table, count + 1);
  for (let i: u32 = 0; i < count; i++) put(table, entryOf(hashOf(tuples + (i as usize) * size, size), i + 1));
  store<u32>(table, 1, ARE_FOUND);
}
