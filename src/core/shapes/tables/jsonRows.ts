/** The rows in a query's JSON response: elements of the list under one of these keys, or of nested lists. */

import { cost } from "../../cost";
import * as t from "../../scan/tokens";
import { isOfKey, openLevels } from "../recover";
import type { FoundRow, RowFinder } from "./rows";

/** Keys of objects that are entered, and of the lists of rows. */
const entered = new Set(["ResultSet"]);
const lists = new Set(["Rows", "QueryResultRows", "results"]);

const DATA = '"Data"';
/** Bytes of a row of one cell, of the shortest name that a column has. */
const SHORTEST_ROW = '[{"message":1}]'.length;
/** Bytes of a row up to its first key, and of white space before it. */
export const LONGEST_START = 4096;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Something broken. Positions in the content. */
interface Broken {
  /** Start positions, in order, of what is open where it is broken, and is broken with it. */
  open: readonly number[];
  /** How many of those precede the last requested position. */
  before: number;
  /** It is intact up to here. */
  soundUpTo: number;
}

/** Reads broken data once, however many lists and objects are open in it. */
export class JsonRows implements RowFinder {
  readonly #open: ("object" | "rows")[] = [];
  #broken: Broken = { open: [], before: 0, soundUpTo: 0 };
  #cut = { at: -1, worthTrying: 0 }; // an incomplete value is looked at again only when there are twice as many bytes
  #left: number; // of the first rows that only name the columns

  /**
   * @param headers rows that are none: Athena's first one names the columns
   * @param most bytes of a row; a larger row is reported at once
   */
  constructor(
    headers: number,
    private readonly most = Number.POSITIVE_INFINITY,
  ) {
    this.#left = headers;
  }

  get isOpen(): boolean {
    return this.#open.length > 0;
  }

  next(b: Uint8Array, from: number, to: number, isFinal: boolean, base = 0): FoundRow | "more" {
    const start = base + from;
    if (!isFinal && this.#cut.at === start && base + to < this.#cut.worthTrying) return "more";
    const found = this.#next(b, from, to, isFinal, base);
    cost.bytes += (found === "more" ? to : found.kind === "damage" ? found.at : found.next) - from;
    if (found === "more") this.#cut = { at: start, worthTrying: start + Math.min(2 * (to - from), this.most + 2) };
    return found;
  }

  #next(b: Uint8Array, from: number, to: number, isFinal: boolean, base: number): FoundRow | "more" {
    const p = t.skipSpace(b, from);
    if (p > from) return { kind: "nothing", next: Math.min(p, to) };
    const inside = this.#open.at(-1);
    const c = b[p] as number;
    if (c === COMMA) return { kind: "nothing", next: p + 1 };
    if (c === CLOSE_ARRAY || c === CLOSE_OBJECT) {
      this.#open.pop();
      return { kind: "nothing", next: p + 1 };
    }
    if (inside === "object") return this.#key(b, p, to, isFinal, base);
    if (inside === "rows") return this.#row(b, p, to, isFinal, base);
    if (c === OPEN_OBJECT) return this.#enter("object", p);
    if (c === OPEN_ARRAY) return this.#enter("rows", p);
    return { kind: "damage", at: p };
  }

  lose(b: Uint8Array, from: number, failed: number, openUpTo: number, base: number): void {
    // it fails where its enclosing value does
    if (base + from < this.#broken.soundUpTo && base + failed <= this.#broken.soundUpTo) return;
    const { open, soundUpTo } = openLevels(b, from, failed);
    const broken = open.filter((at) => at < openUpTo).map((at) => base + at);
    this.#broken = { open: broken, before: 0, soundUpTo: base + soundUpTo };
  }

  /** Known without reading. @param position in the content; positions must not decrease between calls */
  #isBroken(position: number): boolean {
    const broken = this.#broken;
    if (position >= broken.soundUpTo) return false;
    while ((broken.open[broken.before] as number) < position) broken.before++;
    return broken.open[broken.before] === position;
  }

  #enter(what: "object" | "rows", p: number): FoundRow {
    this.#open.push(what);
    return { kind: "nothing", next: p + 1 };
  }

  #row(b: Uint8Array, p: number, to: number, isFinal: boolean, base: number): FoundRow | "more" {
    if (this.#isBroken(base + p)) return { kind: "damage", at: p };
    const after = t.skipValue(b, p);
    if (isCut(b, p, after, to) && !isFinal) return "more";
    if (after < 0) return damage();
    if (this.#left > 0) {
      this.#left--;
      return { kind: "nothing", next: after };
    }
    const isRow = b[p] === OPEN_ARRAY ? b[t.skipSpace(b, p + 1)] === OPEN_OBJECT : b[p] === OPEN_OBJECT;
    const fits = isRow && after - p >= SHORTEST_ROW;
    return { kind: "row", start: p, end: after, next: after, fits };
  }

  #key(b: Uint8Array, p: number, to: number, isFinal: boolean, base: number): FoundRow | "more" {
    let after = b[p] === QUOTE ? t.skipString(b, p + 1) : t.fail(p);
    let key = "";
    if (after >= 0) {
      key = decoder.decode(b.subarray(p + 1, after - 1));
      after = t.skipSpace(b, after);
      after = b[after] === COLON ? t.skipSpace(b, after + 1) : t.fail(after);
    }
    if (after >= 0 && after < to) {
      if (b[after] === OPEN_OBJECT && entered.has(key)) return this.#enter("object", after);
      if (b[after] === OPEN_ARRAY && lists.has(key)) return this.#enter("rows", after);
    }
    if (after >= 0 && this.#isBroken(base + after)) return { kind: "damage", at: after };
    if (after >= 0) after = t.skipValue(b, after);
    if ((after < 0 ? t.failedAt() : after) >= to && !isFinal) return "more";
    return after < 0 ? damage() : { kind: "nothing", next: after };
  }

  /**
   * At a bracket that begins a row, after a comma or an opening bracket: such a position is never inside a text of
   * intact data, because the quote after it would end that text.
   */
  recover(b: Uint8Array, searched: number, to: number, base: number): { row: number } | { again: number } {
    const found = this.#recover(b, searched, to, base);
    cost.bytes += ("row" in found ? found.row : found.again) - searched;
    return found;
  }

  #recover(b: Uint8Array, searched: number, to: number, base: number): { row: number } | { again: number } {
    for (let p = searched; p < to; p++) {
      const c = b[p];
      if (c !== OPEN_OBJECT && c !== OPEN_ARRAY) continue;
      const inside = t.skipSpace(b, p + 1);
      const key = c === OPEN_OBJECT ? inside : b[inside] === OPEN_OBJECT ? t.skipSpace(b, inside + 1) : inside;
      if (key + DATA.length > to && p + LONGEST_START > to) return { again: p };
      const isRow = c === OPEN_ARRAY ? b[key] === QUOTE && isOfKey(b[key + 1] as number) : startsWithData(b, key);
      if (!isRow || !isBehindComma(b, p) || this.#isBroken(base + p)) continue;
      if (this.#open.at(-1) !== "rows") this.#open.push("rows");
      return { row: p };
    }
    return { again: to };
  }
}

function isBehindComma(b: Uint8Array, p: number): boolean {
  let before = p - 1;
  while (before >= 0 && (b[before] as number) <= 0x20) before--;
  return b[before] === COMMA || b[before] === OPEN_ARRAY;
}

/** Where the last value could not be read. */
function damage(): FoundRow {
  return { kind: "damage", at: t.failedAt(), tooDeep: t.failedTooDeep() };
}

/** Only a number or a word may continue after the end; everything with a closing byte is complete. */
function isCut(b: Uint8Array, start: number, after: number, to: number): boolean {
  if (after < 0) return t.failedAt() >= to;
  const first = b[start];
  return after >= to && first !== QUOTE && first !== OPEN_ARRAY && first !== OPEN_OBJECT;
}

function startsWithData(b: Uint8Array, p: number): boolean {
  for (let i = 0; i < DATA.length; i++) if (b[p + i] !== DATA.charCodeAt(i)) return false;
  return true;
}

const decoder = new TextDecoder();
