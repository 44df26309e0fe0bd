// Columns and tuples of a batch's rows: see core/scan/derived.ts. core/scan/simd/derived.ts writes here what is asked for.

import { alloc } from "./memory";
import { hashOfSum, KEYED, keysOfTexts } from "./texts";

// Of a table of distinct tuples. A tuple's parts stand side by side, filled up with zeros to whole vectors.
const SLOTS: usize = 0; // hash, number + 1
const MASK: usize = 4;
const COUNT: usize = 8;
const TUPLES: usize = 12;
const CAPACITY: usize = 16;
const PARTS: usize = 20; // offset of each in a row, in bytes
const PART_COUNT: usize = 24;
const FLAGS: usize = 28;
const LEFT_OUT: usize = 32; // in the tuple, in bytes
const BESIDE: usize = 36; // NONE: nothing is left out
const SIZE: usize = 40; // of a tuple, in bytes
const ARE_FOUND: usize = 44; // 1: the slots lead to all of them
const TABLE: usize = 64;

const NONE: u32 = 0xffffffff;
const FIRST: u32 = 64; // slots
const LARGEST: usize = 128; // bytes of a tuple

let tuple: usize = 0;

export function newTable(parts: usize, count: u32, flags: u32, leftOut: u32, beside: u32): usize {
  if (tuple == 0) tuple = alloc(LARGEST);
  const table = alloc(TABLE);
  const size = ((((count + (flags != 0 ? 1 : 0)) * 4 + 15) & ~15) as usize);
  store<u32>(table, alloc((FIRST as usize) * 8) as u32, SLOTS);
  store<u32>(table, FIRST - 1, MASK);
  store<u32>(table, alloc(((FIRST / 2) as usize) * size) as u32, TUPLES);
  store<u32>(table, FIRST / 2, CAPACITY);
  store<u32>(table, parts as u32, PARTS);
  store<u32>(table, count, PART_COUNT);
  store<u32>(table, flags, FLAGS);
  store<u32>(table, leftOut * 4, LEFT_OUT);
  store<u32>(table, beside == NONE ? NONE : beside * 4, BESIDE);
  store<u32>(table, size as u32, SIZE);
  store<u32>(table, 1, ARE_FOUND);
  return table;
}

/** Where a tuple is written that {@link tupleOf} looks for. */
export function tupleAt(): usize {
  memory.fill(tuple, 0, LARGEST);
  return tuple;
}

export function tupleOf(table: usize): u32 {
  return numberOf(table);
}

/** Makes room for so many more behind those there are, which the caller writes; returns where. */
export function addTuples(table: usize, more: u32): usize {
  const count = load<u32>(table, COUNT);
  if (count + more > load<u32>(table, CAPACITY)) grow(table, count + more);
  store<u32>(table, count + more, COUNT);
  store<u32>(table, 0, ARE_FOUND);
  return (load<u32>(table, TUPLES) as usize) + (count as usize) * (load<u32>(table, SIZE) as usize);
}

/** `lists`: for each column how many paths it has, and their offsets in a row. */
export function columns(lists: usize, count: u32, row: usize, out: usize, stride: usize, width: usize, rows: u32): void {
  for (const end = row + (rows as usize) * width; row < end; row += width) {
    let list = lists;
    let to = out;
    for (let i: u32 = 0; i < count; i++) {
      let id: u32 = 0;
      const next = list + 4 + (load<u32>(list) as usize) * 4;
      for (list += 4; list < next && id == 0; list += 4) id = load<u32>(row + (load<u32>(list) as usize));
      list = next;
      store<u32>(to, id);
      to += stride;
    }
    out += 4;
  }
}

/** Writes the numbers of the rows' tuples. */
export function combine(table: usize, row: usize, flags: usize, out: usize, width: usize, rows: u32): void {
  const parts = load<u32>(table, PARTS) as usize;
  const count = load<u32>(table, PART_COUNT) as usize;
  const mask = load<u32>(table, FLAGS);
  const beside = load<u32>(table, BESIDE);
  const leftOut = load<u32>(table, LEFT_OUT) as usize;
  memory.fill(tuple, 0, LARGEST);
  for (const end = row + (rows as usize) * width; row < end; row += width) {
    for (let i: usize = 0; i < count; i++) {
      store<u32>(tuple + i * 4, load<u32>(row + (load<u32>(parts + i * 4) as usize)));
    }
    if (mask != 0) store<u32>(tuple + count * 4, load<u32>(flags) & mask);
    if (beside != NONE && load<u32>(tuple + (beside as usize)) != 0) store<u32>(tuple + leftOut, 0);
    store<u32>(out, numberOf(table));
    flags += 4;
    out += 4;
  }
}

/** NH, as for texts. */
@inline
function hashOf(at: usize, size: usize): u32 {
  let sum = i64x2.splat(0);
  for (let i: usize = 0; i < size; i += 16) {
    const v = i32x4.add(v128.load(at + i), v128.load(keysOfTexts() + KEYED - LARGEST + i));
    const a = i8x16.shuffle(v, v, 0, 1, 2, 3, 8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11);
    const b = i8x16.shuffle(v, v, 4, 5, 6, 7, 12, 13, 14, 15, 4, 5, 6, 7, 12, 13, 14, 15);
    sum = i64x2.add(sum, i64x2.extmul_low_i32x4_u(a, b));
  }
  return hashOfSum(sum, size);
}

function numberOf(table: usize): u32 {
  if (load<u32>(table, ARE_FOUND) == 0) findAll(table);
  const size = load<u32>(table, SIZE) as usize;
  const h = hashOf(tuple, size);
  const mask = load<u32>(table, MASK);
  const slots = load<u32>(table, SLOTS) as usize;
  const tuples = load<u32>(table, TUPLES) as usize;
  let s = h & mask;
  for (; ; s = (s + 1) & mask) {
    const e = load<u64>(slots + (s as usize) * 8);
    if (e == 0) break;
    if ((e as u32) != h) continue;
    const number = ((e >> 32) as u32) - 1;
    const at = tuples + (number as usize) * size;
    let differs = i64x2.splat(0);
    for (let i: usize = 0; i < size; i += 16) {
      differs = v128.or(differs, v128.xor(v128.load(tuple + i), v128.load(at + i)));
    }
    if (!v128.any_true(differs)) return number;
  }
  const number = load<u32>(table, COUNT);
  if (number == load<u32>(table, CAPACITY)) grow(table, number + 1);
  memory.copy((load<u32>(table, TUPLES) as usize) + (number as usize) * size, tuple, size);
  store<u32>(table, number + 1, COUNT);
  store<u64>(slots + (s as usize) * 8, (h as u64) | (((number + 1) as u64) << 32));
  if ((number + 2) * 2 > mask + 1) findAll(table);
  return number;
}

function grow(table: usize, needed: u32): void {
  const capacity = max(load<u32>(table, CAPACITY) * 2, needed);
  const size = load<u32>(table, SIZE) as usize;
  const larger = alloc((capacity as usize) * size);
  memory.copy(larger, load<u32>(table, TUPLES), (load<u32>(table, COUNT) as usize) * size);
  store<u32>(table, larger as u32, TUPLES);
  store<u32>(table, capacity, CAPACITY);
}

/** New slots, twice as many as are needed. */
function findAll(table: usize): void {
  const count = load<u32>(table, COUNT);
  const size = load<u32>(table, SIZE) as usize;
  const tuples = load<u32>(table, TUPLES) as usize;
  let room = load<u32>(table, MASK) + 1;
  while ((count + 1) * 2 > room) room *= 2;
  const slots = alloc((room as usize) * 8);
  const mask = room - 1;
  for (let i: u32 = 0; i < count; i++) {
    const h = hashOf(tuples + (i as usize) * size, size);
    let s = h & mask;
    while (load<u64>(slots + (s as usize) * 8) != 0) s = (s + 1) & mask;
    store<u64>(slots + (s as usize) * 8, (h as u64) | (((i + 1) as u64) << 32));
  }
  store<u32>(table, slots as u32, SLOTS);
  store<u32>(table, mask, MASK);
  store<u32>(table, 1, ARE_FOUND);
}
