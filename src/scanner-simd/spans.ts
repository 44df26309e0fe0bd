// Objects whose whole text was read before, as in core/scan/spans.ts: calls of one session have the same userIdentity.

import { alloc } from "./memory";
import { PATHS_BELOW, PATHS_BELOW_COUNT } from "./nodes";
import { copy, equal } from "./texts";

const SETS: u32 = 1024;
const WAYS: u32 = 4; // objects with the same sample often differ only after it
const LONGEST: usize = 832; // bytes; longer objects are rare
const SHORTEST: usize = 80;
const SAMPLE: usize = 40; // bytes after the object's start: the bytes before are the same in most objects
const MOST_VALUES: u32 = 22;

// Fields of each slot, contiguous for a set because most are checked in vain: hash; bytes, 0 if the slot is free
const HEAD: usize = 8;
const SURPLUS: usize = 0;
const COUNT: usize = 4;
const LENGTH: usize = 8;
const VALUES: usize = 16; // path and ID of each value
const TEXT: usize = 192;
const SLOT: usize = TEXT + LONGEST;

let heads: usize = 0;
let slots: usize = 0;
let oldest: usize = 0;

@inline
function hashOf(p: usize): u64 {
  let g = load<u64>(p, SAMPLE) * 0xff51afd7ed558ccd;
  g ^= rotl<u64>(load<u64>(p, SAMPLE + 8) * 0xc4ceb9fe1a85ec53, 29);
  g += rotl<u64>(load<u64>(p, SAMPLE + 16) * 0x9e3779b97f4a7c15, 17);
  g ^= rotl<u64>(load<u64>(p, SAMPLE + 24) * 0x2545f4914f6cdd1d, 41);
  g += load<u64>(p, SAMPLE + 32) * 0xd6e8feb86659fd93;
  g ^= g >> 32;
  return g * 0x9e3779b97f4a7c15;
}

@inline
function setOf(g: u64): usize {
  return (((g >> 32) as u32) & (SETS - 1)) as usize;
}

/** The slot of the object at `p`; 0 if it is not known. */
export function findSpan(p: usize): usize {
  if (slots == 0) return 0;
  const g = hashOf(p);
  const hash = g as u32;
  const first = setOf(g) * (WAYS as usize);
  for (let i = first; i < first + (WAYS as usize); i++) {
    if (load<u32>(heads + i * HEAD) != hash) continue;
    const n = load<u32>(heads + i * HEAD, 4) as usize;
    const slot = slots + i * SLOT;
    if (n != 0 && equal(slot + TEXT, p, n)) return slot;
  }
  return 0;
}

@inline
export function lengthOf(slot: usize): usize {
  return load<u32>(slot, LENGTH) as usize;
}

@inline
export function surplusOf(slot: usize): u32 {
  return load<u32>(slot, SURPLUS);
}

/** Writes the object's values into a row. */
@inline
export function giveValues(slot: usize, ids: usize): void {
  const end = slot + VALUES + (load<u32>(slot, COUNT) as usize) * 8;
  for (let at = slot + VALUES; at < end; at += 8) {
    store<u32>(ids + (load<u32>(at) as usize) * 4, load<u32>(at, 4));
  }
}

/** Stores the object at `p`, which was not known, with the values in its record's row. */
export function learnSpan(node: usize, p: usize, n: usize, surplus: u32, ids: usize): void {
  const count = load<u32>(node, PATHS_BELOW_COUNT);
  if (n > LONGEST || n < SHORTEST || count > MOST_VALUES) return;
  if (slots == 0) {
    heads = alloc((SETS * WAYS) as usize * HEAD);
    slots = alloc((SETS * WAYS) as usize * SLOT);
    oldest = alloc(SETS);
  }
  const g = hashOf(p);
  const set = setOf(g);
  const way = load<u8>(oldest + set) as usize;
  store<u8>(oldest + set, ((way + 1) % WAYS) as u8);
  const number = set * (WAYS as usize) + way;
  const slot = slots + number * SLOT;
  store<u32>(heads + number * HEAD, g as u32);
  store<u32>(heads + number * HEAD, n as u32, 4);
  store<u32>(slot, n as u32, LENGTH);
  store<u32>(slot, surplus, SURPLUS);
  copy(slot + TEXT, p, n);
  let values: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const path = load<u32>((load<u32>(node, PATHS_BELOW) as usize) + (i as usize) * 4);
    const id = load<u32>(ids + (path as usize) * 4);
    if (id == 0) continue;
    store<u32>(slot + VALUES + (values as usize) * 8, path);
    store<u32>(slot + VALUES + (values as usize) * 8, id, 4);
    values++;
  }
  store<u32>(slot, values, COUNT);
}
