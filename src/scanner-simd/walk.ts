// Reads one record: keys in the path table are followed, everything else is checked and skipped. Values are only noted;
// they get their IDs when the record is complete, so that no cut-off text gets into a dictionary.

import { alloc } from "./memory";
import * as node from "./nodes";
import { findSpan, lengthOf, surplusOf } from "./spans";
import * as t from "./tokens";

/**
 * What is noted about a value: its node (0 for a slot of known values), first byte, last byte, and how it is written.
 */
export const NOTE: usize = 16; // bytes
const MOST_NOTES: usize = 4096;

export const LITERAL: u32 = 0;
export const STRING: u32 = 1;
export const ESCAPED: u32 = 2;
/** Possibly one of several values of its path. */
export const LISTED: u32 = 4;

export let notes: usize = 0;
export let notesEnd: usize = 0;
export let marks: u32 = 0;
/** The record has several values for one path, or an escape in a value. */
export let hasListed: bool = false;
export let hasEscaped: bool = false;
/** A path may have received values from two of its places. */
export let hasAlso: bool = false;
/** An object to be recognized later: its node (0 if there is none), first and last byte, and surplus. */
export let newNode: usize = 0;
export let newStart: usize = 0;
export let newEnd: usize = 0;
export let newSurplus: u32 = 0;

let lists: u32 = 0;
let objects: u32 = 0;
let keyEnd: usize = 0;

export function setUpWalk(): void {
  notes = alloc((MOST_NOTES + 1) * NOTE);
}

/** Reads the object at `p` as a record. */
@inline
export function record(p: usize, root: usize): usize {
  notesEnd = notes;
  marks = 0;
  lists = 0;
  hasListed = false;
  hasEscaped = false;
  hasAlso = false;
  newNode = 0;
  t.resetCounts();
  const after = object(p, root);
  // more values than there is room for: the plain scanner has no such limit
  return after != 0 && notesEnd - notes >= MOST_NOTES * NOTE ? t.fail(0) : after;
}

@inline
function note(owner: usize, from: usize, to: usize, spelling: u32): void {
  const at = notesEnd;
  store<u32>(at, owner as u32);
  store<u32>(at, from as u32, 4);
  store<u32>(at, to as u32, 8);
  if (lists != 0) {
    spelling |= LISTED;
    hasListed = true;
  }
  store<u32>(at, spelling, 12);
  if (at - notes < MOST_NOTES * NOTE) notesEnd = at + NOTE;
}

/**
 * `p` is at the opening brace. Only objects of the path table come here, so the recursion is only as deep as the table.
 */
function object(p: usize, owner: usize): usize {
  let c = load<u8>(++p) as u32;
  if (c <= 0x20) c = load<u8>((p = t.space(p))) as u32;
  if (c == 0x7d) return p + 1;
  const number = ++objects;
  let last = load<u32>(owner, node.INSIDE) as usize;
  for (;;) {
    if (c != 0x22) return t.fail(p);
    let child = load<u32>(last, node.NEXT) as usize;
    if (child != 0 && node.isKeyAt(child, p + 1)) p += load<u32>(child, node.SKIP) as usize;
    else {
      child = load<u32>(last, node.OTHER_NEXT) as usize;
      if (child != 0 && node.isKeyAt(child, p + 1)) p += load<u32>(child, node.SKIP) as usize;
      else {
        child = unexpected(p, owner, last);
        p = keyEnd;
        if (p == 0) return 0;
      }
    }
    if (load<u8>(p) == 0x3a && load<u8>(p, 1) > 0x20) p++;
    else {
      p = t.space(p);
      if (load<u8>(p) != 0x3a) return t.fail(p);
      p = t.space(p + 1);
    }
    if (child == 0) p = t.value(p);
    else {
      if (load<u32>(child, node.SEEN) == number) return t.fail(0); // the same key again
      store<u32>(child, number, node.SEEN);
      marks |= load<u32>(child, node.MARK);
      last = child;
      p = value(p, child);
    }
    if (p == 0) return 0;
    if (load<u16>(p) == 0x222c) {
      p++;
      c = 0x22;
    } else {
      c = load<u8>(p) as u32;
      if (c <= 0x20) c = load<u8>((p = t.space(p))) as u32;
      if (c == 0x2c) {
        c = load<u8>(++p) as u32;
        if (c <= 0x20) c = load<u8>((p = t.space(p))) as u32;
      } else if (c == 0x7d) return p + 1;
      else return t.fail(p);
    }
  }
  return 0;
}

/** A key that did not occur at this place before: its node or 0; `keyEnd` is where it ends. */
function unexpected(p: usize, owner: usize, last: usize): usize {
  t.resetEscape();
  const e = t.stringEnd(p + 1);
  keyEnd = e;
  if (e == 0) return 0;
  if (t.hadEscape) {
    keyEnd = t.fail(0);
    return 0;
  }
  keyEnd = e + 1;
  const child = node.find(owner, p + 1, e - p - 1);
  if (child != 0) {
    if (load<u32>(last, node.NEXT) == 0) store<u32>(last, child as u32, node.NEXT);
    else store<u32>(last, child as u32, node.OTHER_NEXT);
  }
  const each = load<u32>(owner, node.EACH_KEY) as usize;
  if (each != 0) {
    lists++;
    note(each, p + 1, e, STRING);
    lists--;
  }
  return child;
}

function value(p: usize, owner: usize): usize {
  const c = load<u8>(p);
  if (c == 0x22) {
    t.resetEscape();
    const e = t.stringEnd(p + 1);
    if (e == 0) return 0;
    if (load<i32>(owner, node.PATH) >= 0) {
      if (t.hadEscape) hasEscaped = true;
      if ((load<u32>(owner, node.FLAGS) & node.IS_ALSO) != 0) hasAlso = true;
      note(owner, p + 1, e, t.hadEscape ? ESCAPED : STRING);
    }
    return e + 1;
  }
  if ((c | 0x20) == 0x7b) return bracket(p, owner, c);
  const e = t.literal(p);
  if (e != 0 && c != 0x6e && load<i32>(owner, node.PATH) >= 0) {
    if ((load<u32>(owner, node.FLAGS) & node.IS_ALSO) != 0) hasAlso = true;
    note(owner, p, e, LITERAL);
  }
  return e;
}

function bracket(p: usize, owner: usize, c: u32): usize {
  const flags = load<u32>(owner, node.FLAGS);
  if (c == 0x7b) {
    if ((flags & node.IS_OBJECT_PLACE) != 0) return t.fail(0); // may be wrapped, and the plain scanner unwraps it
    if ((flags & node.IS_REPEATED) != 0) return repeated(p, owner);
    return (flags & node.IS_ENTERED) != 0 ? object(p, owner) : t.container(p);
  }
  if ((flags & node.IS_CONTAINER) != 0) return t.fail(0); // a list of records
  const first = load<u32>(owner, node.FIRST_ELEMENT) as usize;
  const each = load<u32>(owner, node.EACH_ELEMENT) as usize;
  return (first | each) != 0 ? array(p, first, each) : t.container(p);
}

/** An object that may have occurred before with the same text. */
function repeated(p: usize, owner: usize): usize {
  const slot = findSpan(p);
  if (slot != 0) {
    note(0, slot, 0, 0);
    t.addSurplus(surplusOf(slot));
    return p + lengthOf(slot);
  }
  const surplus = t.surplus;
  const bad = t.badUtf8;
  const after = object(p, owner);
  if (after != 0 && t.badUtf8 == bad) {
    newNode = owner;
    newStart = p;
    newEnd = after;
    newSurplus = t.surplus - surplus;
  }
  return after;
}

function array(p: usize, first: usize, each: usize): usize {
  p = t.space(p + 1);
  if (load<u8>(p) == 0x5d) return p + 1;
  if (each != 0) lists++;
  let into = each != 0 ? each : first;
  for (;;) {
    p = into != 0 ? value(p, into) : t.value(p);
    if (p == 0) return 0;
    if (each == 0) into = 0;
    let c = load<u8>(p);
    if (c <= 0x20) c = load<u8>((p = t.space(p)));
    if (c == 0x2c) p = t.space(p + 1);
    else if (c == 0x5d) break;
    else return t.fail(p);
  }
  if (each != 0) lists--;
  return p + 1;
}
