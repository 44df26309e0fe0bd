// Slots that map hashes to entries: a hash, and next to it a number other than 0. When there are too many entries, they
// move from the old slots to new ones little by little: moving all at once would block the thread for too long.

import { alloc, giveBack } from "./memory";

export const SLOTS: usize = 0;
export const MASK: usize = 4;
/** The slots before they grew, until all entries have moved; else 0. They do not change. */
export const OLD: usize = 8;
export const OLD_MASK: usize = 12;
const MOVED: usize = 16; // number of slots that were moved
export const HEAD: usize = 24; // size of these fields in bytes

const AT_ONCE: u32 = 16; // slots

export function newSlots(at: usize, size: u32): void {
  store<u32>(at, alloc((size as usize) * 8) as u32, SLOTS);
  store<u32>(at, size - 1, MASK);
}

@inline
export function entryOf(hash: u32, number: u32): u64 {
  return (hash as u64) | ((number as u64) << 32);
}

/** @param size the number of new slots */
export function growSlots(at: usize, size: u32): void {
  while (load<u32>(at, OLD) != 0) moveSome(at);
  store<u32>(at, load<u32>(at, SLOTS), OLD);
  store<u32>(at, load<u32>(at, MASK), OLD_MASK);
  store<u32>(at, 0, MOVED);
  newSlots(at, size);
}

/**
 * Call this for every new entry and every entry found in the old slots: so all have moved long before the new slots are
 * full.
 */
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

/** Existing entries stay as they are. */
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

/** Removes all entries. */
export function clearSlots(at: usize): void {
  forgetOld(at);
  memory.fill(load<u32>(at, SLOTS), 0, ((load<u32>(at, MASK) + 1) as usize) * 8);
}

/** Makes empty slots, twice as many as the entries need. */
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
