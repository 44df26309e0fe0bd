// The fast scanner: does the same as core/scan/plain.ts, sixteen bytes at a time. core/scan/simd/ is its other half. It
// leaves everything odd in a record (damage, wrappings, the same key twice, deep nesting) to the plain scanner.

import * as derive from "./derive";
import { alloc, ensure, giveBack } from "./memory";
import * as node from "./nodes";
import { giveValues, learnSpan } from "./spans";
import * as texts from "./texts";
import * as t from "./tokens";
import * as values from "./values";
import * as walk from "./walk";

export { addTuples, newTable, tupleAt, tupleOf, tuplesAt, tuplesOf } from "./derive";
export { alloc, giveBack };

// Why a scan stopped, in the same order as in core/scan/simd/scanner.ts
const MORE: u32 = 0;
const OTHER: u32 = 1;
const FULL: u32 = 2;
const ODD: u32 = 3;

// What both halves read and write, as 32-bit numbers
const POSITION: usize = 0;
const ROWS: usize = 4;
const COMMA_DUE: usize = 8;
const EXTRAS: usize = 12; // numbers in the list, three for each value value
const BAD_ROWS: usize = 16;
const ODD_TIMES: usize = 20;
const SURPLUS: usize = 24; // 64-bit float
const ADDRESSES: usize = 32; // addresses of the batch's columns and lists, in the order of `setUp`

const MOST_EXTRAS: usize = 12288; // numbers
const MOST_ESCAPED: usize = 4096; // bytes; the plain scanner reads longer texts with escapes

// How 16 bytes hold an ID: IdKind of core/scan/scanner.ts
const NO_ID: u8 = 0;
const GUID: u8 = 1;
const SIXTEEN: u8 = 2;

let control: usize = 0;
let root: usize = 0;
let width: usize = 0;
let rows: u32 = 0;
let starts: usize = 0;
let lengths: usize = 0;
let textStarts: usize = 0;
let textLengths: usize = 0;
let times: usize = 0;
let guids: usize = 0;
let guidKinds: usize = 0;
let guidCount: usize = 0;
let places: usize = 0;
let ids: usize = 0;
let extras: usize = 0;
let badRows: usize = 0;
let oddTimes: usize = 0;
let extraCount: usize = 0;
let badCount: u32 = 0;
let oddCount: u32 = 0;
/** The row in which a path with several values got its first one. */
let firstIn: usize = 0;
let serial: u32 = 0;
let scratch: usize = 0;

/** Allocates all memory; returns the address of the numbers that both halves share. */
export function setUp(pathCount: u32, guidPaths: u32, rowCount: u32, dictionaryCount: u32, seed: u32): usize {
  control = alloc(128);
  width = pathCount;
  guidCount = guidPaths;
  rows = rowCount;
  const n = rowCount as usize;
  starts = column(0, n * 8);
  lengths = column(1, n * 4);
  textStarts = column(2, n * 8);
  textLengths = column(3, n * 4);
  times = column(4, n * 8);
  guids = column(5, n * guidCount * 16);
  guidKinds = column(6, n * guidCount);
  places = column(7, n);
  ids = column(8, n * width * 4 + 16);
  extras = column(9, MOST_EXTRAS * 4);
  badRows = column(10, n * 4);
  oddTimes = column(11, n * 4);
  firstIn = alloc(width * 4);
  scratch = alloc(MOST_ESCAPED + 64);
  texts.setUpTexts(dictionaryCount, seed);
  walk.setUpWalk();
  return control;
}

function column(number: usize, bytes: usize): usize {
  const at = alloc(bytes);
  store<u32>(control + ADDRESSES + number * 4, at as u32);
  return at;
}

/** The tree's first node is that of the record itself. */
export function setTree(at: usize): void {
  node.setNodes(at);
  root = at;
}

/** Reserves so much memory that it does not grow while the plain scanner reads this many bytes in it. */
export function reserve(bytes: usize): void {
  // the shortest new text including its punctuation has seven bytes and needs 144, including tables
  ensure(bytes * 24 + texts.growthOfTexts());
}

export function intern(dictionary: u32, p: usize, n: usize): u32 {
  return n == 0 ? 0 : texts.intern(texts.dictionary(dictionary), p, n);
}

export function internAll(dictionary: u32, p: usize, count: u32): void {
  texts.internAll(texts.dictionary(dictionary), p, count);
}

/** Like `internAll`, for texts that differ from one another and from all known ones; their IDs are consecutive. */
export function addAll(dictionary: u32, p: usize, count: u32): void {
  texts.addAll(texts.dictionary(dictionary), p, count);
}

export function find(dictionary: u32, p: usize, n: usize): u32 {
  return n == 0 ? 0 : texts.intern(texts.dictionary(dictionary), p, n, false);
}

export function dictionary(number: u32): usize {
  return texts.dictionary(number);
}

export function count(dictionary: u32): u32 {
  return texts.count(texts.dictionary(dictionary));
}

export function bytesOf(dictionary: u32): u32 {
  return texts.bytes(texts.dictionary(dictionary));
}

export function limitDepth(levels: u32): void {
  t.limitDepth(levels);
}

export function addressOf(dictionary: u32, id: u32): usize {
  return texts.addressOf(texts.dictionary(dictionary), id);
}

/**
 * Reads records from `p` on into the batch's rows from `row` on.
 * @param base position of address 0 in the log's content
 */
export function scan(p: usize, end: usize, row: u32, list: bool, commaDue: bool, base: f64, surplus: f64): u32 {
  extraCount = 0;
  badCount = 0;
  oddCount = 0;
  const firstRow = row;
  let stop = MORE;
  for (;;) {
    let c = load<u8>(p) as u32;
    if (c <= 0x20) c = load<u8>((p = t.space(p))) as u32;
    if (list && commaDue && p < end) {
      if (c != 0x2c) {
        stop = OTHER;
        break;
      }
      commaDue = false;
      c = load<u8>(++p) as u32;
      if (c <= 0x20) c = load<u8>((p = t.space(p))) as u32;
    }
    if (p >= end) break;
    if (c != 0x7b) {
      stop = c == 0x22 ? ODD : OTHER;
      break;
    }
    if (row == rows) {
      stop = FULL;
      break;
    }
    const after = walk.record(p, root);
    if (after == 0) {
      if (t.err < end) stop = ODD;
      break;
    }
    if (walk.marks == 0 || (walk.hasEscaped && !canUnescape()) || (walk.hasAlso && isAmbiguous())) {
      stop = ODD;
      break;
    }
    if (walk.hasListed && extraCount + ((walk.notesEnd - walk.notes) / walk.NOTE) * 3 > MOST_EXTRAS) {
      stop = row > firstRow ? FULL : ODD;
      break;
    }
    const at = row as usize;
    const length = (after - p) as u32;
    const start = base + <f64>(p as u32);
    store<f64>(starts + at * 8, start);
    store<u32>(lengths + at * 4, length);
    store<f64>(textStarts + at * 8, start - surplus);
    store<u32>(textLengths + at * 4, length - t.surplus);
    store<u8>(places + at, 0);
    if (t.badUtf8 != 0) store<u32>(badRows + ((badCount++) as usize) * 4, row);
    keep(at);
    surplus += <f64>t.surplus;
    commaDue = true;
    row++;
    p = after;
  }
  store<u32>(control, p as u32, POSITION);
  store<u32>(control, row, ROWS);
  store<u32>(control, commaDue ? 1 : 0, COMMA_DUE);
  store<u32>(control, extraCount as u32, EXTRAS);
  store<u32>(control, badCount, BAD_ROWS);
  store<u32>(control, oddCount, ODD_TIMES);
  store<f64>(control, surplus, SURPLUS);
  return stop;
}

/**
 * Sets each column to the first of its paths that has a value. `lists` is described in derive.ts, `out` is for the
 * batch's first row.
 */
export function columns(lists: usize, count: u32, from: u32, to: u32, out: usize): void {
  const first = from as usize;
  derive.columns(lists, count, ids + first * width * 4, out + first * 4, (rows as usize) * 4, width * 4, to - from);
}

/** Sets the numbers of the rows' tuples from their IDs and flags. */
export function combine(table: usize, from: u32, to: u32, flags: usize, out: usize): void {
  const first = from as usize;
  derive.combine(table, ids + first * width * 4, flags + first * 4, out + first * 4, width * 4, to - from);
}

/**
 * False if bytes are not UTF-8, because they would change when the text is rewritten, or if a long text has no room.
 */
function canUnescape(): bool {
  if (t.badUtf8 != 0) return false;
  for (let at = walk.notes; at < walk.notesEnd; at += walk.NOTE) {
    if ((load<u32>(at, 12) & walk.ESCAPED) != 0 && load<u32>(at, 8) - load<u32>(at, 4) > (MOST_ESCAPED as u32)) return false;
  }
  return true;
}

/** If a path has several places, the last one with a value counts, which is the plain scanner's task. */
function isAmbiguous(): bool {
  serial++;
  for (let at = walk.notes; at < walk.notesEnd; at += walk.NOTE) {
    const owner = load<u32>(at) as usize;
    if (owner == 0 || (load<u32>(at, 12) & walk.LISTED) != 0) continue;
    const first = firstIn + (load<u32>(owner, node.PATH) as usize) * 4;
    if (load<u32>(first) == serial) return true;
    store<u32>(first, serial);
  }
  return false;
}

/** Moves the noted values of the last record into its row. */
function keep(row: usize): void {
  const to = ids + row * width * 4;
  let zero = to;
  for (const end = to + width * 4; zero < end; zero += 16) v128.store(zero, i64x2.splat(0));
  store<f64>(times + row * 8, NaN);
  for (let i: usize = 0; i < guidCount; i++) store<u8>(guidKinds + row * guidCount + i, NO_ID);
  serial++;
  for (let at = walk.notes; at < walk.notesEnd; at += walk.NOTE) {
    const owner = load<u32>(at) as usize;
    let p = load<u32>(at, 4) as usize;
    if (owner == 0) {
      giveValues(p, to);
      continue;
    }
    let n = (load<u32>(at, 8) as usize) - p;
    const spelling = load<u32>(at, 12);
    if ((spelling & walk.ESCAPED) != 0) {
      n = values.unescaped(p, p + n, scratch);
      p = scratch;
    }
    const path = load<u32>(owner, node.PATH) as usize;
    const id = idOf(owner, p, n, spelling, row);
    if ((spelling & walk.LISTED) != 0) {
      if (load<u32>(firstIn + path * 4) == serial) {
        const extra = extras + extraCount * 4;
        store<u32>(extra, row as u32);
        store<u32>(extra, path as u32, 4);
        store<u32>(extra, id, 8);
        extraCount += 3;
        continue;
      }
      store<u32>(firstIn + path * 4, serial);
    }
    store<u32>(to + path * 4, id);
  }
  if (walk.newNode != 0) learnSpan(walk.newNode, walk.newStart, walk.newEnd - walk.newStart, walk.newSurplus, to);
}

@inline
function idOf(owner: usize, p: usize, n: usize, spelling: u32, row: usize): u32 {
  if (n == 0) return 0;
  const flags = load<u32>(owner, node.FLAGS);
  if ((flags & (node.IS_TIME | node.IS_GUID)) != 0) {
    if ((flags & node.IS_TIME) != 0) {
      const time = n == 20 ? values.usualTime(p) : NaN;
      if (!isNaN(time)) {
        store<f64>(times + row * 8, time);
        return 0;
      }
      store<u32>(oddTimes + ((oddCount++) as usize) * 4, row as u32);
    } else if ((spelling & walk.STRING) != 0 && (n == 36 || n == 16)) {
      const number = row * guidCount + (load<u32>(owner, node.GUID_NUMBER) as usize);
      if (n == 36 ? values.guid(p, guids + number * 16) : values.sixteen(p, guids + number * 16)) {
        store<u8>(guidKinds + number, n == 36 ? GUID : SIXTEEN);
        return 0;
      }
    }
  } else if (n > (load<u32>(owner, node.LIMIT) as usize)) return load<u32>(owner, node.LONG_ID);
  return texts.intern(load<u32>(owner, node.DICTIONARY_OF) as usize, p, n);
}
