import { type DictionaryName, dictionaryNames, LONG_TEXT, type PathRow } from "../events/paths";
import { parseTime, parseUsualTime } from "../events/time";
import type { Derived, TupleOf } from "./derived";
import { type Dictionary, PlainDictionary } from "./dictionary";
import { readId } from "./guid";
import { PlainDerived } from "./plainDerived";
import {
  BATCH_ROWS,
  type Batch,
  IdKind,
  newBatch,
  plainWindow,
  type Scanner,
  type ScanStop,
  type Window,
} from "./scanner";
import * as t from "./tokens";
import { buildTrie, type Wrap } from "./trie";
import { unwrapped } from "./unwrap";
import { ABSENT, ESCAPED, KNOWN, type NewSpan, STRING, type Values } from "./values";
import { unescaped, Walk } from "./walk";
import { wordsOf } from "./words";

const QUOTE = 0x22;
const OBJECT = 0x7b;
const COMMA = 0x2c;

/** Numbers of the first two places: the element is the record; the element is a text with the record's JSON. */
const ITSELF = 0;
const TEXT_ELEMENT = 1;

const HOW_TEXT = 0;
const HOW_TIME = 1;
const HOW_GUID = 2;

const MORE: ScanStop = { kind: "more" };
const OTHER: ScanStop = { kind: "other" };
const FULL: ScanStop = { kind: "full" };

/** @param seed unknown to the author of the log: see {@link PlainDictionary} */
export function plainDictionaries(seed: number): Readonly<Record<DictionaryName, Dictionary>> {
  const made = dictionaryNames.map((name, i): [string, Dictionary] => [name, new PlainDictionary(seed + i)]);
  return Object.fromEntries(made) as Record<DictionaryName, Dictionary>;
}

/**
 * The scanner in plain TypeScript: strict about every byte, driven by the path table, and the oracle for faster
 * scanners. Values are interned only when their record is complete, so that no cut-off text gets into a dictionary.
 */
export class PlainScanner implements Scanner {
  readonly dictionaries: Readonly<Record<DictionaryName, Dictionary>>;
  readonly batch: Batch;
  stop: ScanStop = MORE;
  surplus = 0;
  commaDue = false;
  /** A scan stops as "full" with this many rows in the batch. */
  mostRows: number;

  readonly #walk: Walk;
  readonly #width: number;
  readonly #how: Uint8Array;
  readonly #limit: Uint32Array;
  /** For each path, its number among those stored as 16 bytes. */
  readonly #guidOf: number[];
  readonly #guidCount: number;
  readonly #dictionaryOf: Dictionary[];
  readonly #longText: number[];
  readonly #oddTimes: number[] = [Number.NaN];
  /** The values of the last element's record, and the bytes that contain them. */
  #values: Values;
  #bytes: Uint8Array = new Uint8Array(0);

  constructor(
    rows: readonly PathRow[],
    containers: readonly string[],
    wraps: readonly Wrap[],
    dictionaries: Readonly<Record<DictionaryName, Dictionary>>,
    batchRows = BATCH_ROWS,
  ) {
    this.#width = rows.length;
    this.#how = Uint8Array.from(rows, (row) =>
      row.as === "time" ? HOW_TIME : row.as === "guid" ? HOW_GUID : HOW_TEXT,
    );
    const guids = rows.filter((row) => row.as === "guid");
    this.#guidOf = rows.map((row) => guids.indexOf(row));
    this.#guidCount = guids.length;
    this.#limit = Uint32Array.from(rows, (row) => row.limit ?? 0xffffffff);
    this.dictionaries = dictionaries;
    this.#dictionaryOf = rows.map((row) => dictionaries[row.dictionary]);
    this.#longText = rows.map((row) => (row.limit ? dictionaries[row.dictionary].internText(LONG_TEXT) : 0));
    this.#walk = new Walk(buildTrie(rows, containers, wraps), rows.length);
    this.#values = this.#walk.values;
    this.batch = newBatch(rows.length, guids.length, batchRows);
    this.mostRows = batchRows;
  }

  derive(columns: readonly (readonly number[])[], tuples: readonly TupleOf[]): Derived {
    return new PlainDerived(this.batch, this.#width, this.batch.starts.length, columns, tuples);
  }

  window(bytes: number): Window {
    return plainWindow(bytes);
  }

  scan(b: Uint8Array, p: number, end: number, base: number, list: boolean): number {
    const { batch } = this;
    const walk = this.#walk;
    let surplus = this.surplus;
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
      if (batch.count === this.mostRows) return this.#leave(FULL, p, surplus);
      t.resetCounts(surplus);
      walk.begin(b);
      const after = isText ? walk.textAt(b, p, TEXT_ELEMENT) : walk.element(b, p);
      this.#bytes = b;
      this.#values = walk.values;
      if (after < 0) {
        if (walk.containerAt >= 0)
          return this.#leave(
            { kind: "container", start: p, key: walk.containerKey },
            walk.containerAt + 1,
            t.utf16Surplus(),
          );
        const at = t.failedAt();
        if (at >= end) return this.#leave(MORE, p, surplus);
        return this.#leave({ kind: "damage", at, tooDeep: t.failedTooDeep() }, p, surplus);
      }
      const surplusAfter = t.utf16Surplus();
      this.commaDue = true;
      const isBad = t.badUtf8Count() > 0;
      let inner = walk.record?.inner;
      let tooDeep = false;
      if (walk.record) this.#values = walk.record.values;
      else if (walk.values.marks === 0 && walk.text) {
        inner = walk.text;
        const inside = unwrapped(walk, b, inner);
        tooDeep = inside === "tooDeep";
        this.#bytes = inside instanceof Uint8Array ? inside : b;
      }
      if (this.#values.marks === 0) return this.#leave({ kind: "noRecord", start: p, tooDeep }, after, surplusAfter);
      const row = batch.count++;
      const start = inner ? inner.start : p;
      const length = (inner ? inner.end : after) - start;
      const before = inner ? inner.surplusBefore : surplus;
      batch.starts[row] = base + start;
      batch.lengths[row] = length;
      batch.textStarts[row] = base + start - before;
      batch.textLengths[row] = length - ((inner ? inner.surplusAfter : surplusAfter) - before);
      batch.places[row] = inner ? inner.place : ITSELF;
      if (isBad) batch.notUtf8.push(row);
      this.#store(this.#bytes, row, this.#values);
      if (this.#values.newSpan) this.#learnSpan(this.#values.newSpan, row);
      surplus = surplusAfter;
      p = after;
    }
  }

  /** For the last object, whole or not: how many marks of a CloudTrail record it has, and one value. */
  last(path: number): { marks: number; value: string } {
    const { from, to, state, markCount } = this.#values;
    const value = state[path] === ABSENT ? "" : decoder.decode(this.#bytes.subarray(from[path], to[path]));
    return { marks: markCount, value };
  }

  #leave(stop: ScanStop, p: number, surplus: number): number {
    this.stop = stop;
    this.surplus = surplus;
    return p;
  }

  /** Remembers the object after its values have received IDs. */
  #learnSpan({ node, start, end, surplus }: NewSpan, row: number): void {
    const words = wordsOf(this.#bytes);
    this.#walk.spans?.add(words, start, end - start, surplus, node.below, this.batch.ids, row * this.#width);
  }

  #store(b: Uint8Array, row: number, { count, touched, from, to, state, further }: Values): void {
    const batch = this.batch;
    const offset = row * this.#width;
    batch.ids.fill(0, offset, offset + this.#width);
    batch.times[row] = Number.NaN;
    for (let i = 0, at = row * this.#guidCount; i < this.#guidCount; i++) batch.guidKinds[at + i] = IdKind.none;
    for (let i = 0; i < count; i++) {
      const path = touched[i] as number;
      batch.ids[offset + path] = this.#id(
        b,
        row,
        path,
        from[path] as number,
        to[path] as number,
        state[path] as number,
      );
    }
    for (let i = 0; i < further.length; i += 4) {
      const path = further[i] as number;
      const id = this.#id(b, row, path, further[i + 1] as number, further[i + 2] as number, further[i + 3] as number);
      batch.extras.push(row, path, id);
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
      const at = row * this.#guidCount + (this.#guidOf[path] as number);
      const kind = state === STRING ? readId(b, from, to, this.batch.guids, at * 16) : IdKind.none;
      this.batch.guidKinds[at] = kind;
      if (kind !== IdKind.none) return 0;
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

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
