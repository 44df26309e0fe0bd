import { type PathRow, recordKeys, recordMarks, repeatedObjects } from "../events/paths";
import { packed, wordAt } from "./words";

/** Where an element holds a record, as an object or as a text. */
export interface Wrap {
  readonly path: readonly string[];
  readonly holds: "object" | "text";
}

/** The path table as a tree that is followed while a record is read. */
export class Node {
  /** Index of the path that ends here; -1 if there is none. */
  path = -1;
  /** Bit of {@link recordMarks}; 0 if there is none. */
  mark = 0;
  /** The value may be a list of records instead of a field, such as `Records`. */
  isContainer = false;
  /** Number of the place if this object is the record that its element wraps; else 0. */
  objectPlace = 0;
  /** The same if this text is that record's JSON. */
  textPlace = 0;
  /** This object often has the same text: see {@link KnownSpans}. */
  isRepeated = false;
  /** Index of the path that takes each key of this object; -1 if there is none. */
  eachKey = -1;
  /** Needs nothing but at most a value from here. */
  isPlain = false;
  /** Paths continue inside this object. */
  isEntered = false;
  firstElement: Node | undefined;
  eachElement: Node | undefined;
  /** Paths at or under this node, which are cleared if the same key occurs again in one record. */
  below: number[] = [];
  /** The last record in which this key occurred. */
  seenIn = -1;
  next: Node | undefined;
  /** The key that followed this one last time: records of one log have their keys in one order. */
  successor: Node | undefined;
  /** Precedes the first key inside this node's object, so that the first key can be predicted, too. */
  inside: Node | undefined;
  readonly key: Uint8Array;
  readonly table: (Node | undefined)[] = new Array(128);
  readonly children: Node[] = [];

  readonly #words: Int32Array;
  readonly #lastMask: number;

  constructor(readonly name: string) {
    this.key = encoder.encode(name);
    const quoted = encoder.encode(`${name}"`);
    this.#words = packed(quoted);
    const unused = (4 - (quoted.length & 3)) & 3;
    this.#lastMask = 0xffffffff >>> (unused * 8);
  }

  child(key: string): Node {
    const bytes = encoder.encode(key);
    const known = this.find(bytes, 0, bytes.length);
    if (known) return known;
    const node = new Node(key);
    const slot = slotOf(bytes, 0, bytes.length);
    node.next = this.table[slot];
    this.table[slot] = node;
    this.children.push(node);
    return node;
  }

  find(b: Uint8Array, start: number, end: number): Node | undefined {
    let node = this.table[slotOf(b, start, end)];
    while (node !== undefined) {
      if (sameBytes(node.key, b, start, end)) return node;
      node = node.next;
    }
    return undefined;
  }

  /** Whether the bytes at `p`, after an opening quote, are this key and its closing quote. */
  isAt(words: Int32Array, p: number): boolean {
    const key = this.#words;
    const last = key.length - 1;
    for (let i = 0; i < last; i++, p += 4) if (wordAt(words, p) !== key[i]) return false;
    return ((wordAt(words, p) ^ (key[last] as number)) & this.#lastMask) === 0;
  }

  /**
   * Only under this node may a key occur again without replacing the earlier one, because array elements follow one
   * another.
   */
  forgetSeen(): void {
    for (const child of this.children) {
      child.seenIn = -1;
      child.forgetSeen();
    }
  }
}

/** A position in a table of 128. */
export function slotOf(b: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length === 0) return 0;
  return (
    (length * 31 + (b[start] as number) * 7 + (b[end - 1] as number) * 3 + (b[start + (length >> 1)] as number)) & 127
  );
}

function sameBytes(key: Uint8Array, b: Uint8Array, start: number, end: number): boolean {
  if (key.length !== end - start) return false;
  for (let i = 0; i < key.length; i++) if (key[i] !== b[start + i]) return false;
  return true;
}

/** @param wraps paths of the places where an element holds its record, in the order of their numbers */
export function buildTrie(rows: readonly PathRow[], containers: readonly string[], wraps: readonly Wrap[]): Node {
  const root = new Node("");
  rows.forEach((row, index) => {
    for (const path of [row.path, ...(row.also ?? [])]) addPath(root, path, index);
  });
  recordMarks.forEach((name, bit) => {
    root.child(name).mark = 1 << bit;
  });
  for (const name of repeatedObjects) {
    const node = root.child(name);
    node.isRepeated = node.children.length > 0;
  }
  wraps.forEach(({ path, holds }, number) => {
    if (path.length === 0) return;
    let node = root;
    for (const key of path) node = node.child(key);
    if (holds === "object") node.objectPlace = number;
    else node.textPlace = number;
  });
  for (const name of containers) root.child(name).isContainer = true;
  for (const name of recordKeys) root.child(name); // known, so that the key after it can be predicted
  sortOut(root);
  return root;
}

/** Prepares answers that would otherwise need several fields. */
function sortOut(node: Node): void {
  node.isEntered = node.children.length > 0 || node.eachKey >= 0;
  node.isPlain =
    !node.isEntered &&
    node.mark === 0 &&
    !node.isContainer &&
    node.objectPlace === 0 &&
    node.textPlace === 0 &&
    !node.firstElement &&
    !node.eachElement;
  for (const child of [...node.children, node.firstElement, node.eachElement]) if (child) sortOut(child);
}

function addPath(root: Node, path: string, index: number): void {
  let node = root;
  const isBelow = (): void => {
    if (!node.below.includes(index)) node.below.push(index);
  };
  for (const segment of path.split(".")) {
    isBelow();
    if (segment === "[0]") node = node.firstElement ??= new Node("");
    else if (segment === "[]") node = node.eachElement ??= new Node("");
    else if (segment === "{}") {
      node.eachKey = index;
      return;
    } else node = node.child(segment);
  }
  isBelow();
  node.path = index;
}

const encoder = new TextEncoder();
