import type { DictionaryName, PathRow } from "../../events/paths";
import { type Node, slotOf } from "../trie";
import type { Memory } from "./machine";

// The fields of a node, as src/scanner-simd/nodes.ts reads them
const NODE = 160;
const KEY_MASK = 32;
const LONGEST_KEY = 31; // including its closing quote
const SKIP = 76;
const FLAGS = 80;
const MARK = 84;
const PATH = 88;
const DICTIONARY = 92;
const LIMIT = 96;
const LONG_ID = 100;
const INSIDE = 104;
const TABLE = 108;
const SAME_SLOT = 112;
const EACH_KEY = 116;
const FIRST_ELEMENT = 120;
const EACH_ELEMENT = 124;
const PATHS_BELOW = 128;
const PATHS_BELOW_COUNT = 132;
const GUID_NUMBER = 136;

const IS_ENTERED = 1;
const IS_CONTAINER = 2;
const IS_OBJECT_PLACE = 4;
const IS_TEXT_PLACE = 8;
const IS_REPEATED = 16;
const IS_TIME = 32;
const IS_GUID = 64;
const IS_ALSO = 128;

const SLOTS = 128;
const QUOTE = 0x22;

/** A dictionary's address, and the ID for texts over their path's limit. */
export interface Place {
  address: number;
  longId: number;
}

/** Writes the tree of paths into WebAssembly memory. */
export function writeTree(
  memory: Memory,
  root: Node,
  rows: readonly PathRow[],
  placeOf: (name: DictionaryName) => Place,
): void {
  const { machine } = memory;
  // number 0 is the root's, and means "none" for a child
  const nodes = allOf(root);
  // after them: nodes before the first key of an object, and nodes that take an object's keys as values
  const extra = nodes.length * 2;
  const at = machine.alloc((nodes.length + extra) * NODE);
  const tables = machine.alloc(nodes.length * SLOTS * 2);
  const below = machine.alloc(nodes.reduce((sum, node) => sum + node.below.length, 0) * 4);
  memory.renew();
  const { bytes, words } = memory;
  const addressOf = (number: number): number => at + number * NODE;
  const put = (number: number, field: number, value: number): void => {
    words[(addressOf(number) + field) >> 2] = value;
  };
  const guids = rows.filter((row) => row.as === "guid");
  const seen = new Set<number>();
  const putPath = (number: number, path: number): void => {
    put(number, PATH, path);
    const row = rows[path];
    if (!row) return;
    const { address, longId } = placeOf(row.dictionary);
    put(number, DICTIONARY, address);
    put(number, LIMIT, row.limit ?? 0xffffffff);
    put(number, LONG_ID, row.limit === undefined ? 0 : longId);
    if (row.as === "guid") put(number, GUID_NUMBER, guids.indexOf(row));
  };
  let belowAt = below;
  nodes.forEach((node, number) => {
    const { key } = node;
    if (key.length > LONGEST_KEY) throw new RangeError(`a key of the path table is longer than ${LONGEST_KEY} bytes`);
    const address = addressOf(number);
    bytes.set(key, address);
    bytes[address + key.length] = QUOTE;
    bytes.fill(0xff, address + KEY_MASK, address + KEY_MASK + key.length + 1);
    put(number, SKIP, key.length + 2);
    put(number, MARK, node.mark);
    put(number, FLAGS, flagsOf(node, rows) | (node.path >= 0 && seen.has(node.path) ? IS_ALSO : 0));
    seen.add(node.path);
    putPath(number, node.path);
    put(number, INSIDE, addressOf(nodes.length + number));
    if (node.firstElement) put(number, FIRST_ELEMENT, addressOf(nodes.indexOf(node.firstElement)));
    if (node.eachElement) put(number, EACH_ELEMENT, addressOf(nodes.indexOf(node.eachElement)));
    if (node.eachKey >= 0) {
      const each = nodes.length * 2 + number;
      putPath(each, node.eachKey);
      put(number, EACH_KEY, addressOf(each));
    }
    put(number, PATHS_BELOW, belowAt);
    put(number, PATHS_BELOW_COUNT, node.below.length);
    words.set(node.below, belowAt >> 2);
    belowAt += node.below.length * 4;
    const table = tables + number * SLOTS * 2;
    put(number, TABLE, table);
    const slots = new Uint16Array(memory.buffer, table, SLOTS);
    for (const child of node.children) {
      const own = nodes.indexOf(child);
      const slot = slotOf(child.key, 0, child.key.length);
      put(own, SAME_SLOT, slots[slot] as number);
      slots[slot] = own;
    }
  });
  machine.setTree(at);
}

function flagsOf(node: Node, rows: readonly PathRow[]): number {
  const as = rows[node.path]?.as;
  return (
    (node.isEntered ? IS_ENTERED : 0) |
    (node.isContainer ? IS_CONTAINER : 0) |
    (node.objectPlace !== 0 ? IS_OBJECT_PLACE : 0) |
    (node.textPlace !== 0 ? IS_TEXT_PLACE : 0) |
    (node.isRepeated ? IS_REPEATED : 0) |
    (as === "time" ? IS_TIME : 0) |
    (as === "guid" ? IS_GUID : 0)
  );
}

function allOf(node: Node): Node[] {
  const inner = [...node.children, node.firstElement, node.eachElement];
  return [node, ...inner.flatMap((one) => (one ? allOf(one) : []))];
}
