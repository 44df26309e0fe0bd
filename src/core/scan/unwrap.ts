import * as t from "./tokens";
import { type Inner, unescaped, type Walk } from "./walk";

const QUOTE = 0x22;
const OBJECT = 0x7b;
const BACKSLASH = 0x5c;
/** Bytes of a record's text with one short value, its quotes included. */
const SHORTEST = '"{\\"eventName\\":0}"'.length;
const PAD = 16; // zeros behind the text's bytes

/**
 * Reads the record whose JSON a string is, into the walk's values; they have no marks when it is none.
 * Returns the bytes its values stand in.
 */
export function unwrapped(walk: Walk, b: Uint8Array, { start, end }: Inner): Uint8Array | "tooDeep" | undefined {
  if (b[start] !== QUOTE) return undefined;
  // most texts are no object's: nothing of them needs to be copied to see that
  const first = b[t.skipSpace(b, start + 1)];
  if ((first !== OBJECT && first !== BACKSLASH) || end - start < SHORTEST) {
    walk.values.clear();
    return undefined;
  }
  const text = unescaped(b, start + 1, end - 1);
  const inside = new Uint8Array(text.length + PAD);
  inside.set(text);
  walk.begin(inside);
  const p = t.skipSpace(inside, 0);
  const after = inside[p] === OBJECT ? walk.element(inside, p) : -1;
  if (after >= 0 && t.skipSpace(inside, after) === text.length) return inside;
  walk.values.clear();
  return after < 0 && inside[p] === OBJECT && t.failedTooDeep() ? "tooDeep" : undefined;
}
