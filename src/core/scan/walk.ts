import { KnownSpans } from "./spans";
import * as t from "./tokens";
import { Node } from "./trie";
import { ESCAPED, KNOWN, LITERAL, STRING, Values } from "./values";
import { wordsOf } from "./words";

const QUOTE = 0x22;
const OBJECT = 0x7b;
const ARRAY = 0x5b;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
/** Bytes; memory for more of them is not kept. */
const LONG_TEXT = 256 * 1024;

/** A record, or a text that may be a record's JSON, inside the current element. */
export interface Inner {
  place: number;
  start: number;
  end: number;
  surplusBefore: number;
  surplusAfter: number;
}

/** Walks through one element and notes where the values of the path table are. */
export class Walk {
  /** The values of the object being read. */
  values: Values;
  /** The object in the element that is its record: only its values count. */
  record: { inner: Inner; values: Values } | undefined;
  /** The element's last text that may be its record's JSON. */
  text: Inner | undefined;
  /** Position of the bracket of a list of records that was found, and its key. */
  containerAt = -1;
  containerKey = "";
  /** Objects known by their text; their IDs belong to one scanner's dictionaries. */
  spans: KnownSpans | undefined;

  /** For the text of a record that stands in a string, until the next one is read. */
  #text = new Uint8Array(0);
  #spare: Values;
  #isInside = false; // the object at a place that may hold the record
  #words: Int32Array = new Int32Array(0);
  #serial = 0;
  #inList = 0; // > 0 inside the elements of a [] or the keys of a {}

  constructor(
    private readonly root: Node,
    paths: number,
  ) {
    this.values = new Values(paths);
    this.#spare = new Values(paths);
  }

  begin(b: Uint8Array): void {
    this.#words = wordsOf(b);
    this.values.clear();
    this.record = undefined;
    this.text = undefined;
    this.containerAt = -1;
    this.#isInside = false;
    this.#serial++;
    this.#inList = 0;
  }

  /** Room for a text; what it held before may still be there. */
  room(bytes: number): Uint8Array {
    if (bytes > LONG_TEXT) return new Uint8Array(bytes);
    if (this.#text.length < bytes) this.#text = new Uint8Array(bytes * 2);
    return this.#text;
  }

  /** Reads an element with `p` at its opening brace. Returns the position after it, or -1. */
  element(b: Uint8Array, p: number): number {
    return this.#object(b, p, this.root);
  }

  /** A string that may be a record's JSON. */
  textAt(b: Uint8Array, p: number, place: number): number {
    const surplusBefore = t.utf16Surplus();
    const after = t.skipString(b, p + 1);
    if (after >= 0) this.text = { place, start: p, end: after, surplusBefore, surplusAfter: t.utf16Surplus() };
    return after;
  }

  /**
   * `p` is at the opening brace. Only objects of the path table come here, so the recursion is only as deep as the
   * table.
   */
  #object(b: Uint8Array, p: number, node: Node): number {
    let c = b[++p] as number;
    if (c <= 0x20) c = b[(p = t.skipSpace(b, p))] as number;
    if (c === 0x7d) return p + 1;
    const words = this.#words;
    node.inside ??= new Node("");
    let last = node.inside;
    for (;;) {
      if (c !== QUOTE) return t.fail(p);
      const keyStart = p + 1;
      let child = last.successor;
      if (child?.isAt(words, keyStart)) p = keyStart + child.key.length + 1;
      else {
        p = t.skipString(b, keyStart);
        if (p < 0) return p;
        const wasEscaped = t.hadEscape();
        child = wasEscaped ? escapedKey(b, keyStart, p - 1, node) : node.find(b, keyStart, p - 1);
        if (child !== undefined) last.successor = child;
        if (node.eachKey >= 0) this.values.add(node.eachKey, keyStart, p - 1, wasEscaped ? ESCAPED : STRING);
      }
      c = b[p] as number;
      if (c <= 0x20) c = b[(p = t.skipSpace(b, p))] as number;
      if (c !== COLON) return t.fail(p);
      c = b[++p] as number;
      if (c <= 0x20) c = b[(p = t.skipSpace(b, p))] as number;
      if (child === undefined) p = t.skipValue(b, p);
      else {
        last = child;
        p = this.#value(b, p, child);
      }
      if (p < 0) return p;
      c = b[p] as number;
      if (c <= 0x20) c = b[(p = t.skipSpace(b, p))] as number;
      if (c === COMMA) {
        c = b[++p] as number;
        if (c <= 0x20) c = b[(p = t.skipSpace(b, p))] as number;
      } else if (c === 0x7d) return p + 1;
      else return t.fail(p);
    }
  }

  #value(b: Uint8Array, p: number, node: Node): number {
    if (node.seenIn === this.#serial) this.#forget(node);
    node.seenIn = this.#serial;
    const c = b[p] as number;
    if (node.isPlain) {
      // a leaf of the table, as most values are
      if (c === QUOTE) {
        const after = t.skipString(b, p + 1);
        if (after >= 0 && node.path >= 0) this.#set(node.path, p + 1, after - 1, t.hadEscape() ? ESCAPED : STRING);
        return after;
      }
      if (c === OBJECT || c === ARRAY) return t.skipContainer(b, p);
    } else {
      this.values.marks |= node.mark;
      if (c === QUOTE) {
        if (node.textPlace !== 0) return this.textAt(b, p, node.textPlace);
        const after = t.skipString(b, p + 1);
        if (after >= 0 && node.path >= 0) this.#set(node.path, p + 1, after - 1, t.hadEscape() ? ESCAPED : STRING);
        return after;
      }
      if (c === OBJECT) {
        if (node.objectPlace !== 0 && !this.#isInside && this.record === undefined)
          return this.#placeOfRecord(b, p, node);
        if (node.isRepeated) return this.#repeated(b, p, node);
        return node.isEntered ? this.#object(b, p, node) : t.skipContainer(b, p);
      }
      if (c === ARRAY) {
        if (node.isContainer) {
          this.containerAt = p;
          this.containerKey = node.name;
          return t.fail(p);
        }
        return node.firstElement || node.eachElement ? this.#array(b, p, node) : t.skipContainer(b, p);
      }
    }
    const after = t.skipLiteral(b, p);
    if (after >= 0 && node.path >= 0 && c !== 0x6e) this.#set(node.path, p, after, LITERAL);
    return after;
  }

  /** An object that is the element's record if it has the marks of a record. */
  #placeOfRecord(b: Uint8Array, p: number, node: Node): number {
    const outer = this.values;
    const values = this.#spare;
    this.values = values;
    this.#spare = outer;
    values.clear();
    this.#isInside = true;
    this.#serial++;
    const surplusBefore = t.utf16Surplus();
    const after = this.#object(b, p, this.root);
    if (after < 0) return after; // the result shows what is cut off
    this.#isInside = false;
    this.#serial++;
    if (values.marks !== 0) {
      const inner = { place: node.objectPlace, start: p, end: after, surplusBefore, surplusAfter: t.utf16Surplus() };
      this.record = { inner, values };
    }
    this.values = outer;
    this.#spare = values;
    return after;
  }

  /** An object that may have occurred before with the same text. */
  #repeated(b: Uint8Array, p: number, node: Node): number {
    this.spans ??= new KnownSpans();
    const spans = this.spans;
    const known = spans.find(this.#words, p);
    if (known >= 0) {
      for (let i = 0, count = spans.countOf(known); i < count; i++)
        this.#set(spans.pathOf(known, i), spans.idOf(known, i), 0, KNOWN);
      t.addSurplus(spans.surplusOf(known));
      return p + spans.lengthOf(known);
    }
    const surplus = t.utf16Surplus();
    const bad = t.badUtf8Count();
    const after = this.#object(b, p, node);
    if (after >= 0 && t.badUtf8Count() === bad)
      this.values.newSpan = { node, start: p, end: after, surplus: t.utf16Surplus() - surplus };
    return after;
  }

  #array(b: Uint8Array, p: number, node: Node): number {
    let c = b[(p = t.skipSpace(b, p + 1))] as number;
    if (c === 0x5d) return p + 1;
    const each = node.eachElement;
    if (each) this.#inList++;
    for (let first = true; ; first = false) {
      if (each) {
        each.forgetSeen();
        each.seenIn = -1;
      }
      const into = each ?? (first ? node.firstElement : undefined);
      p = into ? this.#value(b, p, into) : t.skipValue(b, p);
      if (p < 0) return p;
      c = b[(p = t.skipSpace(b, p))] as number;
      if (c === COMMA) p = t.skipSpace(b, p + 1);
      else if (c === 0x5d) break;
      else return t.fail(p);
    }
    if (each) this.#inList--;
    return p + 1;
  }

  #set(path: number, from: number, to: number, state: number): void {
    if (this.#inList > 0) this.values.add(path, from, to, state);
    else this.values.set(path, from, to, state);
  }

  /** The same key again: the last one counts, as in JSON.parse. */
  #forget(node: Node): void {
    this.values.forget(node.below);
    node.forgetSeen();
  }
}

function escapedKey(b: Uint8Array, start: number, end: number, node: Node): Node | undefined {
  const key = unescaped(b, start, end);
  return node.find(key, 0, key.length);
}

/** What a letter after a backslash stands for, if that is one byte. */
const escapes = new Uint8Array(256);
for (const c of '"\\/bfnrt') escapes[c.charCodeAt(0)] = (JSON.parse(`"\\${c}"`) as string).charCodeAt(0);

/** As {@link unescaped}, into `out`, of what is all ASCII. @returns how many bytes; -1 when it is not that simple */
export function simplyUnescaped(b: Uint8Array, start: number, end: number, out: Uint8Array): number {
  let to = 0;
  for (let p = start; p < end; p++) {
    let c = b[p] as number;
    if (c === BACKSLASH) {
      c = escapes[b[++p] as number] as number;
      if (c === 0) return -1;
    } else if (c >= 0x80) return -1;
    out[to++] = c;
  }
  return to;
}

/** The UTF-8 content of a string without its escapes. */
export function unescaped(b: Uint8Array, start: number, end: number): Uint8Array {
  return encoder.encode(JSON.parse(`"${decoder.decode(b.subarray(start, end))}"`) as string).slice();
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
