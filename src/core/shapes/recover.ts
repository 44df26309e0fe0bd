import { cost } from "../cost";
import { recordKeys, recordMarks } from "../events/paths";
import * as t from "../scan/tokens";
import { behindLinePrefix, LONGEST_PREFIX } from "./linePrefix";
import { beforeSpace } from "./oddSpace";
import { places } from "./places";

/** First keys of records and of their wrappers. */
const recordStarts = new Set(recordKeys);
const wrapStarts = new Set(
  places.flatMap(({ path, holds, begins }) => [...(begins ?? []), ...(holds === "object" ? path.slice(0, 1) : [])]),
);
const marks = new Set(recordMarks);
const LONGEST_KEY = Math.max(...[...recordStarts, ...wrapStarts].map((key) => key.length));

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OBJECT = 0x7b;
const COLON = 0x3a;
const LF = 0x0a;

/** Bytes before a start that show whether it is one; also the maximum white space between a brace and its first key. */
export const BESIDE_START = 4096;

/**
 * The evidence for a possible start of a record: a key that makes an object a record, another key with which records or
 * wrappers begin, or the beginning of a line at the top; or only that an object begins, even one that is a key's value.
 */
export type StartKind = "mark" | "key" | "line" | "object" | "value";

/** A position where a record may begin; its brace follows a quote or a line's prefix. */
export interface Start {
  at: number;
  brace: number;
  kind: StartKind;
}

/**
 * Searches bytes that could not be read for positions where the next record may begin: objects that are not empty, and
 * texts that contain one. In JSON that is intact up to some byte, such a position is the beginning of a value and never
 * inside a text: the quote of the object's first key would end that text, and the key after it would break the grammar.
 */
export class StartFinder implements Start {
  // the last one that was found
  at = 0;
  brace = 0;
  kind: StartKind = "object";

  /**
   * The first start with a brace from `from` to before `to`. False if there is none; {@link at} is then where to
   * continue when more bytes have arrived.
   * @param end of the available bytes
   */
  next(b: Uint8Array, from: number, to: number, end: number, atTop: boolean): boolean {
    const isFound = this.#next(b, from, to, end, atTop);
    cost.bytes += Math.max(0, (isFound ? this.brace : this.at) - from);
    return isFound;
  }

  #next(b: Uint8Array, from: number, to: number, end: number, atTop: boolean): boolean {
    for (let p = b.indexOf(OBJECT, from); p >= 0 && p < to; p = b.indexOf(OBJECT, p + 1)) {
      const key = this.#keyBehind(b, p, end);
      if (key === undefined) {
        this.at = p;
        return false;
      }
      if (key !== "" && this.#isStart(b, p, key, end, atTop)) return true;
    }
    this.at = to;
    return false;
  }

  #isStart(b: Uint8Array, p: number, key: string, end: number, atTop: boolean): boolean {
    this.at = p;
    this.brace = p;
    this.kind = kindOf(key);
    if (key.startsWith("\\")) {
      const quote = beforeSpace(b, p) - 1;
      if (b[quote] !== QUOTE) return false;
      this.at = quote;
      this.kind = kindOf(key.slice(1));
      if (b[beforeSpace(b, quote) - 1] === COLON) this.kind = "value";
      return true;
    }
    const line = atTop ? startOfLine(b, p) : -1;
    if (line === p || (line >= 0 && behindLinePrefix(b, line, end) === p)) {
      this.at = line;
      this.kind = "line";
    } else if (b[beforeSpace(b, p) - 1] === COLON) this.kind = "value";
    return true;
  }

  /**
   * The first key of the object at `p`; with a backslash before it if the object is in a text; "" if it does not name a
   * record's field; undefined if the bytes end too early.
   */
  #keyBehind(b: Uint8Array, p: number, end: number): string | undefined {
    let at = t.skipSpace(b, p + 1);
    let isInText = false;
    while (b[at] === BACKSLASH && (b[at + 1] === 0x6e || b[at + 1] === 0x72 || b[at + 1] === 0x74))
      at = t.skipSpace(b, at + 2);
    if (at - p > BESIDE_START) return "";
    if (b[at] === BACKSLASH) {
      isInText = true;
      at++;
    }
    if (at >= end) return undefined;
    if (b[at] !== QUOTE) return "";
    const start = at + 1;
    let stop = start;
    while (stop < end && isOfKey(b[stop] as number)) stop++;
    if (stop >= end) return stop - start > LONGEST_KEY ? OTHER : undefined;
    if (stop === start) return "";
    const isWhole = stop - start <= LONGEST_KEY && b[stop] === (isInText ? BACKSLASH : QUOTE);
    let key = isInText ? "\\" : "";
    if (!isWhole) return key + OTHER;
    for (let i = start; i < stop; i++) key += String.fromCharCode(b[i] as number);
    return key;
  }
}

/** An unknown key. */
const OTHER = "?";

/** Letters, digits and other first characters of names, but nothing that can follow a text in JSON. */
export function isOfKey(c: number): boolean {
  return (
    c > 0x20 && c !== QUOTE && c !== BACKSLASH && c !== 0x2c && c !== COLON && c !== 0x5d && c !== OBJECT && c !== 0x7d
  );
}

function kindOf(key: string): StartKind {
  if (marks.has(key)) return "mark";
  return recordStarts.has(key) || wrapStarts.has(key) ? "key" : "object";
}

/** The beginning of the line with the brace at `p`; -1 if another brace, or too much, precedes it. */
function startOfLine(b: Uint8Array, p: number): number {
  let q = p;
  while (q > 0 && b[q - 1] !== LF) {
    if (b[--q] === OBJECT || p - q > LONGEST_PREFIX) return -1;
  }
  return q;
}

/** Where the first record seems to begin at or after `from`; -1 if there is none. */
export function findRecordStart(b: Uint8Array, from: number, to: number, atTop: boolean): number {
  const finder = new StartFinder();
  for (; finder.next(b, from, to, to, atTop); from = finder.brace + 1) {
    // what precedes the first bytes is unknown
    if (finder.kind !== "object" && finder.kind !== "value" && beforeSpace(b, finder.at) > 0) return finder.at;
  }
  return -1;
}

/**
 * What is open at `failed` in a value that begins at `start` and is intact up to there: the start of each level, and
 * the start of the text that contains `failed`, if there is one.
 */
export function openLevels(b: Uint8Array, start: number, failed: number): { open: number[]; soundUpTo: number } {
  cost.bytes += failed - start;
  const open: number[] = [];
  for (let p = start; p < failed; p++) {
    const c = b[p] as number;
    if (c === QUOTE) {
      const after = t.skipString(b, p + 1);
      if (after < 0 || after > failed) return { open, soundUpTo: p };
      p = after - 1;
    } else if (c === OBJECT || c === 0x5b) open.push(p);
    else if (c === 0x7d || c === 0x5d) open.pop();
  }
  return { open, soundUpTo: failed };
}
