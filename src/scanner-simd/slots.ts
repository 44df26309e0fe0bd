// Slots that lead from hashes to what has them: a hash, and beside it a number that is not 0. When there are too many, those in
// the old slots come into new ones little by little: all at once, many would hold the thread up for longer than anybody may wait.

import { alloc, giveBack } from "./memory";

export const SLOTS: usize = 0;
export const MASK: usize = 4;
/** Slots that were outgrown, while something in them has not come over; else 0. They stay as they were. */
export const OLD: usize = 8;
export const OLD_MASK: usize = 12;
const MOVED: usize = 16; // slots that were looked through
export const HEAD: usize = 24; // bytes of all that

const AT_ONCE: u32 = 16; // slots

export function newSlots(at: usize, size: u32): void {
  store<u32>(at, alloc((size as usize) * 8) as u32, SLOTS);
  store<u32>(at, size - 1, MASK);
}

@inline
export function entryOf(hash: u32, number: u32): u64 {
  return (hash as u64) | ((number as u64) << 32);
}

/** So many are the new ones. */
export function growSlots(at: usize, size: u32): void {
  while (load<u32>(at, OLD) != 0) moveSome(at);
  store<u32>(at, load<u32>(at, SLOTS), OLD);
  store<u32>(at, load<u32>(at, MASK), OLD_MASK);
  store<u32>(at, 0, MOVED);
  newSlots(at, size);
}

/** To be called for everything that is new, or was found in the old slots: all have come over long before the new ones are full. */
export function moveSome(at: usize): void {
  const old = load<u32>(at, OLD) as usize;
  if (old == 0) return;
  const size = load<u32>(at, OLD_MASK) + 1;
  const from = load<u32>(at, MOVED);
  const to = min(from + AT_ONCE, size);
  for (let i = from; i < to; i++) {
    const entry = load<u64>(old + (i as usize) * 8);
    if (entry != 0) put(at, entry);
  }
  store<u32>(at, to, MOVED);
  if (to == size) forgetOld(at);
}

function forgetOld(at: usize): void {
  const old = load<u32>(at, OLD) as usize;
  if (old == 0) return;
  giveBack(old, ((load<u32>(at, OLD_MASK) + 1) as usize) * 8);
  store<u32>(at, 0, OLD);
}

/** What is there already stays as it is. */
export function put(at: usize, entry: u64): void {
  const mask = load<u32>(at, MASK);
  const slots = load<u32>(at, SLOTS) as usize;
  for (let s = (entry as u32) & mask; ; s = (s + 1) & mask) {
    const known = load<u64>(slots + (s as usize) * 8);
    if (known == entry) return;
    if (known != 0) continue;
    store<u64>(slots + (s as usize) * 8, entry);
    return;
  }
}

/** Nothing leads anywhere. */
export function clearSlots(at: usize): void {
  forgetOld(at);
  memory.fill(load<u32>(at, SLOTS), 0, ((load<u32>(at, MASK) + 1) as usize) * 8);
}

/** Empty ones, twice as many as so many entries need. */
export function renewSlots(at: usize, entries: u32): void {
  forgetOld(at);
  let size = load<u32>(at, MASK) + 1;
  giveBack(load<u32>(at, SLOTS), (size as usize) * 8);
  while (entries * 2 > size) size *= 2;
  newSlots(at, size);
}

/** Bytes. */
export function slotBytes(at: usize): u32 {
  const old: u32 = load<u32>(at, OLD) == 0 ? 0 : load<u32>(at, OLD_MASK) + 1;
  return (load<u32>(at, MASK) + 1 + old) * 8;
}
