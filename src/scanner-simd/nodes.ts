// The path table as a tree, written here by core/scan/simd/tables.ts. The offsets of a node's fields:

export const NODE: usize = 160; // bytes
export const KEY: usize = 0; // including its closing quote, 32 bytes, padded with zeros
export const KEY_MASK: usize = 32;
/** The keys that followed this one: records of one log have their keys in one order, but not every record has all. */
export const NEXT: usize = 64;
export const OTHER_NEXT: usize = 68;
/** The last object in which this key occurred. */
export const SEEN: usize = 72;
/** From the opening quote to after the closing one. */
export const SKIP: usize = 76;
export const FLAGS: usize = 80;
export const MARK: usize = 84;
export const PATH: usize = 88; // -1 if there is none
export const DICTIONARY_OF: usize = 92;
export const LIMIT: usize = 96;
export const LONG_ID: usize = 100;
/** Precedes the first key of this object. */
export const INSIDE: usize = 104;
export const TABLE: usize = 108; // 128 numbers of nodes with 16 bits each, by `slotOf`
export const SAME_SLOT: usize = 112;
export const EACH_KEY: usize = 116;
export const FIRST_ELEMENT: usize = 120;
export const EACH_ELEMENT: usize = 124;
export const PATHS_BELOW: usize = 128;
export const PATHS_BELOW_COUNT: usize = 132;
/** The number among the IDs stored as 16 bytes. */
export const GUID_NUMBER: usize = 136;

export const IS_ENTERED: u32 = 1;
export const IS_CONTAINER: u32 = 2;
export const IS_OBJECT_PLACE: u32 = 4;
export const IS_TEXT_PLACE: u32 = 8;
export const IS_REPEATED: u32 = 16;
export const IS_TIME: u32 = 32;
export const IS_GUID: u32 = 64;
/** Another node has the same path. */
export const IS_ALSO: u32 = 128;

let nodes: usize = 0;

export function setNodes(at: usize): void {
  nodes = at;
}

@inline
export function isKeyAt(node: usize, p: usize): bool {
  const a = v128.and(v128.xor(v128.load(p), v128.load(node, KEY)), v128.load(node, KEY_MASK));
  const b = v128.and(v128.xor(v128.load(p, 16), v128.load(node, KEY + 16)), v128.load(node, KEY_MASK + 16));
  return !v128.any_true(v128.or(a, b));
}

/** The child whose key is the text of `n` bytes at `p`; 0 if there is none. */
export function find(node: usize, p: usize, n: usize): usize {
  let slot: u32 = 0;
  if (n > 0) {
    const middle = load<u8>(p + (n >> 1)) as u32;
    slot = ((n as u32) * 31 + (load<u8>(p) as u32) * 7 + (load<u8>(p + n - 1) as u32) * 3 + middle) & 127;
  }
  let number = load<u16>((load<u32>(node, TABLE) as usize) + (slot as usize) * 2) as usize;
  while (number != 0) {
    const child = nodes + number * NODE;
    if ((load<u32>(child, SKIP) as usize) == n + 2 && isKeyAt(child, p)) return child;
    number = load<u32>(child, SAME_SLOT) as usize;
  }
  return 0;
}
