import { recordKeys } from "../events/paths";

/** First keys of records, and of what a record is wrapped in. */
const known = new Set([...recordKeys, "aws", "_source", "EventId"]);
const LONGEST_KEY = Math.max(...[...known].map((key) => key.length));

/**
 * Where the next record may begin at or behind `from`: a brace whose first key is one of a record's, where a value may
 * stand (after a comma, a bracket or another value); at the top of a log also any object that begins a line. -1 if none.
 * @param isStart nothing stood before the first byte
 */
export function findRecordStart(b: Uint8Array, from: number, to: number, atTop: boolean, isStart = true): number {
  for (let p = b.indexOf(0x7b, from); p >= 0 && p < to; p = b.indexOf(0x7b, p + 1)) {
    if (atTop && p > 0 && b[p - 1] === 0x0a) return p;
    if (mayFollow(b, p, isStart) && isRecordKey(b, p + 1, to)) return p;
  }
  return -1;
}

/** Where the search may go on later without what stands before: a record's start that comes next is told by these bytes. */
export function searchedUpTo(b: Uint8Array, from: number, to: number): number {
  while (to > from && (isSpace(b[to - 1] as number) || isBetween(b[to - 1] as number))) to--;
  return to;
}

function mayFollow(b: Uint8Array, p: number, isStart: boolean): boolean {
  let q = p - 1;
  while (q >= 0 && isSpace(b[q] as number)) q--;
  return q < 0 ? isStart : isBetween(b[q] as number);
}

/** A comma, an opening bracket, a closing brace. */
function isBetween(c: number): boolean {
  return c === 0x2c || c === 0x5b || c === 0x7d;
}

function isRecordKey(b: Uint8Array, p: number, to: number): boolean {
  while (p < to && isSpace(b[p] as number)) p++;
  if (b[p] !== 0x22) return false;
  let end = p + 1;
  while (end < to && b[end] !== 0x22 && end - p <= LONGEST_KEY) end++;
  return b[end] === 0x22 && known.has(String.fromCharCode(...b.subarray(p + 1, end)));
}

function isSpace(c: number): boolean {
  return c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09;
}
