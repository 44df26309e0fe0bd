import * as t from "./tokens";
import { type Inner, simplyUnescaped, unescaped, type Walk } from "./walk";

const QUOTE = 0x22;
const OBJECT = 0x7b;
const BACKSLASH = 0x5c;
/** Length of a record's text with one short value, including the quotes. */
const SHORTEST = '"{\\"eventName\\":0}"'.length;
const PAD = 16; // zeros after the text's bytes

/**
 * Reads a record from a string that contains its JSON into the walk's values, which have no marks if it is not a
 * record. Returns the bytes that contain the values.
 */
export function unwrapped(walk: Walk, b: Uint8Array, { start, end }: Inner): Uint8Array | "tooDeep" | undefined {
  if (b[start] !== QUOTE) return undefined;
  // most texts are not objects, which shows without copying them
  const first = b[t.skipSpace(b, start + 1)];
  if ((first !== OBJECT && first !== BACKSLASH) || end - start < SHORTEST) {
    walk.values.clear();
    return undefined;
  }
  let inside = walk.room(end - start + PAD);
  let length = simplyUnescaped(b, start + 1, end - 1, inside);
  if (length < 0) {
    const text = unescaped(b, start + 1, end - 1);
    length = text.length;
    inside = walk.room(length + PAD); // a byte that is not UTF-8 becomes three
    inside.set(text);
  }
  inside.fill(0, length, length + PAD);
  walk.begin(inside);
  const p = t.skipSpace(inside, 0);
  const after = inside[p] === OBJECT ? walk.element(inside, p) : -1;
  if (after >= 0 && t.skipSpace(inside, after) === length) return inside;
  walk.values.clear();
  return after < 0 && inside[p] === OBJECT && t.failedTooDeep() ? "tooDeep" : undefined;
}
