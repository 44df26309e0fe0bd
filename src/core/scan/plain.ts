import { type DictionaryName, dictionaryNames, LONG_TEXT, type PathRow } from "../events/paths";
import { parseTime, parseUsualTime } from "../events/time";
import { Dictionary } from "./dictionary";
import { parseGuid } from "./guid";
import { BATCH_ROWS, type Batch, newBatch, type Scanner, type ScanStop } from "./scanner";
import { KnownSpans } from "./spans";
import * as t from "./tokens";
import { buildTrie, Node, type Wrap } from "./trie";
import { wordsOf } from "./words";

const QUOTE = 0x22;
const OBJECT = 0x7b;
const ARRAY = 0x5b;
const COMMA = 0x2c;
const COLON = 0x3a;

const ABSENT = 0;
const LITERAL = 1;
const STRING = 2;
const ESCAPED = 3;
/** `#from` holds the value's id itself. */
const KNOWN = 4;

/** Numbers of the first two places: the element is the record; the element is a text that is the record's JSON. */
const ITSELF = 0;
const TEXT_ELEMENT = 1;
const INNER_PAD = 16; // zeros behind a text's bytes

const HOW_TEXT = 0;
const HOW_TIME = 1;
const HOW_GUID = 2;

const MORE: ScanStop = { kind: "more" };
const OTHER: ScanStop = { kind: "other" };
const FULL: ScanStop = { kind: "full" };

/** Where the record stands in its element. */
interface Wrapped {
  place: number;
  start: number;
  end: number;
  surplusBefore: number;
  surplusAfter: number;
}

/** An object read for the first time, to be known again. */
interface NewSpan {
  node: Node;
  start: number;
  end: number;
  surplus: number;
}

/**
 * The scanner in plain TypeScript: strict about every byte, driven by the path table. The oracle of faster ones.
 * Values are interned only when their record is complete, so that no cut text ever enters a dictionary.
 */
export class PlainScanner implements Scanner {
  readonly dictionaries: Readonly<Record<DictionaryName, Dictionary>>;
  readonly batch: Batch;
  stop: ScanStop = MORE;
  surplus = 0;
  commaDue = false;

  readonly #root: Node;
  readonly #width: number;
  readonly #how: Uint8Array;
  readonly #limit: Uint32Array;
  readonly #dictionaryOf: Dictionary[];
  readonly #longText: number[];
  readonly #oddTimes: number[] = [Number.NaN];
  // The record being read: where each path's value stands, and which paths have one
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #state: Uint8Array;
  readonly #touched: Int32Array;
  #touchedCount = 0;
  #further: number[] = []; // path, from, to, state of each further value of a path with [] or {}
  #marks = 0;
  #serial = 0;
  #containerAt = -1;
  #containerKey = "";
  #bytes: Uint8Array | undefined;
  #words: Int32Array = new Int32Array(0);
  #spans: KnownSpans | undefined;
  #newSpan: NewSpan | undefined;
  #wrapped: Wrapped = { place: ITSELF, start: 0, end: 0, surplusBefore: 0, surplusAfter: 0 };
  #isUnwrapped = false;
  #inList = 0; // > 0 inside the elements of a [] or the keys of a {}

  /** @param seed of the dictionaries: see {@link Dictionary} */
  constructor(
    rows: readonly PathRow[],
    containers: readonly string[],
    wraps: readonly Wrap[],
    seed: number,
    batchRows = BATCH_ROWS,
  ) {
    this.#root = buildTrie(rows, containers, wraps);
    this.#width = rows.length;
    this.#how = Uint8Array.from(rows, (row) =>
      row.as === "time" ? HOW_TIME : row.as === "guid" ? HOW_GUID : HOW_TEXT,
    );
    this.#limit = Uint32Array.from(rows, (row) => row.limit ?? 0xffffffff);
    const made = Object.fromEntries(dictionaryNames.map((name, i) => [name, new Dictionary(seed + i)]));
    this.dictionaries = made as Record<DictionaryName, Dictionary>;
    this.#dictionaryOf = rows.map((row) => this.dictionaries[row.dictionary]);
    this.#longText = rows.map((row) => (row.limit ? this.dictionaries[row.dictionary].internText(LONG_TEXT) : 0));
    this.#from = new Int32Array(rows.length);
    this.#to = new Int32Array(rows.length);
    this.#state = new Uint8Array(rows.length);
    this.#touched = new Int32Array(rows.length);
    this.batch = newBatch(rows.length, batchRows);
  }

  scan(b: Uint8Array, p: number, end: number, base: number, list: boolean): number {
    this.#bytes = b;
    this.#words = wordsOf(b);
    let surplus = this.surplus;
    const batch = this.batch;
    for (;;) {
      p = t.skipSpace(b, p);
      if (list && this.commaDue && p < end) {
        if (b[p] !== COMMA) return this.#leave(OTHER, p, surplus);
        this.commaDue = false;
        p = t.skipSpace(b, p + 1);
      }
      if (p >= end) return this.#leave(MORE, p, surplus);
      const isText = b[p] === QUOTE;
      if (b[p] !== OBJECT && !isText) return this.#leave(OTHER, p, surplus);
      if (batch.count === batch.lengths.length) return this.#leave(FULL, p, surplus);
      t.resetCounts(surplus);
      this.#begin();
      const after = isText ? this.#textAt(b, p, TEXT_ELEMENT) : this.#object(b, p, this.#root);
      if (after < 0) {
        if (this.#containerAt >= 0)
          return this.#leave(
            { kind: "container", start: p, key: this.#containerKey },
            this.#containerAt + 1,
            t.utf16Surplus(),
          );
        const at = t.failedAt();
        if (at >= end) return this.#leave(MORE, p, surplus);
        return this.#leave({ kind: "damage", at, tooDeep: t.failedTooDeep() }, p, surplus);
      }
      const surplusAfter = t.utf16Surplus();
      this.commaDue = true;
      const isBad = t.badUtf8Count() > 0;
      const wrapped = this.#wrapped;
      let from = b;
      if (!this.#isUnwrapped && this.#marks !== 0) wrapped.place = ITSELF;
      else if (!this.#isUnwrapped && wrapped.place !== ITSELF) from = this.#unwrap(b, wrapped) ?? b;
      if (this.#marks === 0) {
        this.#words = wordsOf(b);
        return this.#leave({ kind: "noRecord", start: p }, after, surplusAfter);
      }
      const row = batch.count++;
      if (wrapped.place === ITSELF) {
        wrapped.start = p;
        wrapped.end = after;
        wrapped.surplusBefore = surplus;
        wrapped.surplusAfter = surplusAfter;
      }
      const length = wrapped.end - wrapped.start;
      batch.starts[row] = base + wrapped.start;
      batch.lengths[row] = length;
      batch.textStarts[row] = base + wrapped.start - wrapped.surplusBefore;
      batch.textLengths[row] = length - (wrapped.surplusAfter - wrapped.surplusBefore);
      batch.places[row] = wrapped.place;
      if (isBad) batch.notUtf8.push(row);
      this.#store(from, row);
      if (this.#newSpan) this.#learnSpan(this.#newSpan, row);
      if (from !== b) this.#words = wordsOf(b);
      surplus = surplusAfter;
      p = after;
    }
  }

  /** Of the object read last, whole or not: how many marks of a CloudTrail record it has, and one value. */
  last(path: number): { marks: number; value: string } {
    const state = this.#state[path];
    const value =
      state === ABSENT || !this.#bytes ? "" : decoder.decode(this.#bytes.subarray(this.#from[path], this.#to[path]));
    let marks = 0;
    for (let bits = this.#marks; bits !== 0; bits &= bits - 1) marks++;
    return { marks, value };
  }

  #leave(stop: ScanStop, p: number, surplus: number): number {
    this.stop = stop;
    this.surplus = surplus;
    return p;
  }

  #begin(): void {
    this.#forgetAll();
    this.#containerAt = -1;
    this.#wrapped.place = ITSELF;
    this.#isUnwrapped = false;
  }

  #forgetAll(): void {
    for (let i = 0; i < this.#touchedCount; i++) this.#state[this.#touched[i] as number] = ABSENT;
    this.#touchedCount = 0;
    this.#further.length = 0;
    this.#marks = 0;
    this.#serial++;
    this.#inList = 0;
    this.#newSpan = undefined;
  }

  /** `p` at the opening brace; only objects the path table enters come here, so the recursion is as deep as the table. */
  #object(b: Uint8Array, p: number, node: Node): number {
    let c = b[++p] as number;
    if (c <= 0x20) c = b[(p = t.skipSpace(b, p))] as number;
    if (c === 0x7d) return p + 1;
    node.inside ??= new Node("");
    let last = node.inside;
    for (;;) {
      if (c !== QUOTE) return t.fail(p);
      const keyStart = p + 1;
      let child = last.successor;
      if (child?.isAt(this.#words, keyStart)) p = keyStart + child.key.length + 1;
      else {
        p = t.skipString(b, keyStart);
        if (p < 0) return p;
        const wasEscaped = t.hadEscape();
        child = wasEscaped ? this.#escapedKey(b, keyStart, p - 1, node) : node.find(b, keyStart, p - 1);
        if (child !== undefined) last.successor = child;
        if (node.eachKey >= 0) this.#setListed(node.eachKey, keyStart, p - 1, wasEscaped ? ESCAPED : STRING);
      }
      if (child !== undefined) last = child;
      c = b[p] as number;
      if (c <= 0x20) c = b[(p = t.skipSpace(b, p))] as number;
      if (c !== COLON) return t.fail(p);
      c = b[++p] as number;
      if (c <= 0x20) c = b[(p = t.skipSpace(b, p))] as number;
      // behind the record that it wraps nothing of an element counts
      p = child === undefined || this.#isUnwrapped ? t.skipValue(b, p) : this.#value(b, p, child);
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

  #escapedKey(b: Uint8Array, start: number, end: number, node: Node): Node | undefined {
    const key = unescaped(b, start, end);
    return node.find(key, 0, key.length);
  }

  #value(b: Uint8Array, p: number, node: Node): number {
    if (node.seenIn === this.#serial) this.#forget(node);
    node.seenIn = this.#serial;
    this.#marks |= node.mark;
    const c = b[p] as number;
    if (c === QUOTE) {
      if (node.textPlace !== 0) return this.#textAt(b, p, node.textPlace);
      const after = t.skipString(b, p + 1);
      if (after >= 0 && node.path >= 0) this.#set(node.path, p + 1, after - 1, t.hadEscape() ? ESCAPED : STRING);
      return after;
    }
    if (c === OBJECT && node.objectPlace !== 0) return this.#wrappedObject(b, p, node);
    if (c === OBJECT && node.isRepeated) return this.#repeated(b, p, node);
    if (c === OBJECT)
      return node.children.length > 0 || node.eachKey >= 0 ? this.#object(b, p, node) : t.skipContainer(b, p);
    if (c === ARRAY) {
      if (node.isContainer) {
        this.#containerAt = p;
        this.#containerKey = decoder.decode(node.key);
        return t.fail(p);
      }
      return node.firstElement || node.eachElement ? this.#array(b, p, node) : t.skipContainer(b, p);
    }
    const after = t.skipLiteral(b, p);
    if (after >= 0 && node.path >= 0 && c !== 0x6e) this.#set(node.path, p, after, LITERAL);
    return after;
  }

  /** An element's object that is its record, if it has a record's marks; then only it counts. */
  #wrappedObject(b: Uint8Array, p: number, node: Node): number {
    this.#forgetAll();
    const surplusBefore = t.utf16Surplus();
    const after = this.#object(b, p, this.#root);
    if (after < 0 || this.#marks === 0 || this.#isUnwrapped) return after;
    this.#isUnwrapped = true;
    this.#wrapped = { place: node.objectPlace, start: p, end: after, surplusBefore, surplusAfter: t.utf16Surplus() };
    return after;
  }

  /** An element's text that may be its record's JSON: looked into when the element itself turns out to be no record. */
  #textAt(b: Uint8Array, p: number, place: number): number {
    const surplusBefore = t.utf16Surplus();
    const after = t.skipString(b, p + 1);
    if (after >= 0) this.#wrapped = { place, start: p, end: after, surplusBefore, surplusAfter: t.utf16Surplus() };
    return after;
  }

  /** Reads the record whose JSON the text is; undefined, with no marks, when it is none. Returns the bytes its values are in. */
  #unwrap(b: Uint8Array, { start, end }: Wrapped): Uint8Array | undefined {
    if (b[start] !== QUOTE) return undefined;
    const text = unescaped(b, start + 1, end - 1);
    const inner = new Uint8Array(text.length + INNER_PAD);
    inner.set(text);
    this.#forgetAll();
    this.#words = wordsOf(inner);
    const p = t.skipSpace(inner, 0);
    const after = inner[p] === OBJECT ? this.#object(inner, p, this.#root) : -1;
    if (after >= 0 && t.skipSpace(inner, after) === text.length) return inner;
    this.#marks = 0;
    return undefined;
  }

  /** An object that may have come before with the same text. */
  #repeated(b: Uint8Array, p: number, node: Node): number {
    this.#spans ??= new KnownSpans();
    const spans = this.#spans;
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
      this.#newSpan = { node, start: p, end: after, surplus: t.utf16Surplus() - surplus };
    return after;
  }

  /** Its values have ids now. */
  #learnSpan({ node, start, end, surplus }: NewSpan, row: number): void {
    this.#spans?.add(this.#words, start, end - start, surplus, node.below, this.batch.ids, row * this.#width);
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
    if (this.#inList > 0) {
      this.#setListed(path, from, to, state);
      return;
    }
    if (this.#state[path] === ABSENT) this.#touched[this.#touchedCount++] = path;
    this.#state[path] = state;
    this.#from[path] = from;
    this.#to[path] = to;
  }

  #setListed(path: number, from: number, to: number, state: number): void {
    if (this.#state[path] !== ABSENT) this.#further.push(path, from, to, state);
    else {
      this.#touched[this.#touchedCount++] = path;
      this.#state[path] = state;
      this.#from[path] = from;
      this.#to[path] = to;
    }
  }

  /** The same key again: the last one counts, as in JSON.parse. */
  #forget(node: Node): void {
    this.#newSpan = undefined;
    for (const path of node.below) {
      if (this.#state[path] === ABSENT) continue;
      this.#state[path] = ABSENT;
      const kept = this.#touched.subarray(0, this.#touchedCount).filter((other) => other !== path);
      this.#touched.set(kept);
      this.#touchedCount = kept.length;
    }
    if (this.#further.length > 0) {
      const kept: number[] = [];
      for (let i = 0; i < this.#further.length; i += 4) {
        if (!node.below.includes(this.#further[i] as number)) kept.push(...this.#further.slice(i, i + 4));
      }
      this.#further = kept;
    }
    node.forgetSeen();
  }

  #store(b: Uint8Array, row: number): void {
    const batch = this.batch;
    const offset = row * this.#width;
    batch.ids.fill(0, offset, offset + this.#width);
    batch.times[row] = Number.NaN;
    batch.hasGuid[row] = 0;
    for (let i = 0; i < this.#touchedCount; i++) {
      const path = this.#touched[i] as number;
      batch.ids[offset + path] = this.#id(
        b,
        row,
        path,
        this.#from[path] as number,
        this.#to[path] as number,
        this.#state[path] as number,
      );
    }
    for (let i = 0; i < this.#further.length; i += 4) {
      const path = this.#further[i] as number;
      const from = this.#further[i + 1] as number;
      const to = this.#further[i + 2] as number;
      batch.extras.push(row, path, this.#id(b, row, path, from, to, this.#further[i + 3] as number));
    }
  }

  #id(b: Uint8Array, row: number, path: number, from: number, to: number, state: number): number {
    if (state === KNOWN) return from;
    const dictionary = this.#dictionaryOf[path] as Dictionary;
    if (state === ESCAPED) {
      b = unescaped(b, from, to);
      from = 0;
      to = b.length;
    }
    if (from === to) return 0;
    const how = this.#how[path] as number;
    if (how === HOW_GUID) {
      if (state === STRING && parseGuid(b, from, to, this.batch.guids, row * 16)) {
        this.batch.hasGuid[row] = 1;
        return 0;
      }
    } else if (how === HOW_TIME) {
      const time = parseUsualTime(b, from, to);
      if (time === time) {
        this.batch.times[row] = time;
        return 0;
      }
      const id = dictionary.intern(b, from, to);
      this.batch.times[row] = this.#oddTimes[id] ??= parseTime(dictionary.text(id));
      return id;
    } else if (to - from > (this.#limit[path] as number)) return this.#longText[path] as number;
    return dictionary.intern(b, from, to);
  }
}

/** The UTF-8 text of a string's inside, without its escapes. */
function unescaped(b: Uint8Array, start: number, end: number): Uint8Array {
  return encoder.encode(JSON.parse(`"${decoder.decode(b.subarray(start, end))}"`) as string).slice();
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
