import { cost } from "../cost";
import { recordKeys, recordMarks } from "../events/paths";
import * as t from "../scan/tokens";
import { behindLinePrefix, LONGEST_PREFIX } from "./linePrefix";
import { beforeSpace } from "./oddSpace";
import { places } from "./places";

/** First keys of records, and of what a record is wrapped in. */
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

/** Bytes before a start that tell whether one is there; also the most white space between a brace and its first key. */
export const BESIDE_START = 4096;

/**
 * How a place where a record may begin is known: by a key that makes an object a record, by another one that records or
 * what they are wrapped in begin with, as the beginning of a line at the top; or it is only where some object begins, or even one that is
 * a key's value.
 */
export type StartKind = "mark" | "key" | "line" | "object" | "value";

/** A place where a record may begin; its brace stands behind a quote or a line's prefix. */
export interface Start {
  at: number;
  brace: number;
  kind: StartKind;
}

/**
 * Goes through what could not be read, for places where the next record may begin: objects that are not empty, and texts that
 * hold one. In what is sound JSON up to some byte, such a place is where a value begins and never inside a text:
 * the quote of the object's first key would end that text, and the key behind it would break the grammar.
 */
export class StartFinder implements Start {
  // the one found last
  at = 0;
  brace = 0;
  kind: StartKind = "object";

  /**
   * The first start whose brace stands at or behind `from` and before `to`. False if there is none; {@link at} is then
   * where to look again when more bytes have come.
   * @param end of the bytes there are
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
   * The first key of the object at `p`; with a backslash before it when the object stands in a text; "" when it is none
   * that names a record's field; undefined when the bytes end before it can be told.
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

/** A key that is not known. */
const OTHER = "?";

/** Letters, digits and what else names begin with, but nothing that JSON has behind a text. */
export function isOfKey(c: number): boolean {
  return (
    c > 0x20 && c !== QUOTE && c !== BACKSLASH && c !== 0x2c && c !== COLON && c !== 0x5d && c !== OBJECT && c !== 0x7d
  );
}

function kindOf(key: string): StartKind {
  if (marks.has(key)) return "mark";
  return recordStarts.has(key) || wrapStarts.has(key) ? "key" : "object";
}

/** Where the line of the brace at `p` begins; -1 when another brace, or too much, stands before this one. */
function startOfLine(b: Uint8Array, p: number): number {
  let q = p;
  while (q > 0 && b[q - 1] !== LF) {
    if (b[--q] === OBJECT || p - q > LONGEST_PREFIX) return -1;
  }
  return q;
}

/** Where the first record seems to begin at or behind `from`; -1 if none. */
export function findRecordStart(b: Uint8Array, from: number, to: number, atTop: boolean): number {
  const finder = new StartFinder();
  for (; finder.next(b, from, to, to, atTop); from = finder.brace + 1) {
    // what stands before the first bytes is not known
    if (finder.kind !== "object" && finder.kind !== "value" && beforeSpace(b, finder.at) > 0) return finder.at;
  }
  return -1;
}

/**
 * What is open at `failed` of a value that begins at `start` and is sound up to there: where each level begins, and where the text
 * begins that `failed` stands in, if it stands in one.
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
