import type { Between } from "../../core/shapes/contentReader";
import { findRecordStart } from "../../core/shapes/recover";
import type { Bytes } from "../input/content";

/** Bytes to search: first few, then more. */
const LOOKS = [64 * 1024, 1024 * 1024, 8 * 1024 * 1024];

/**
 * Where the first record seems to begin at or after a position in the middle of a log; undefined if none is near. Only
 * reading up to there proves it. The same position always gets the same answer.
 */
export function boundaryAt(bytes: Bytes, place: number, between: Between): number | undefined {
  for (const most of LOOKS) {
    const room = new Uint8Array(most);
    const read = bytes.read(room, place);
    const found = between === "list" ? findRecordStart(room, 0, read, false) : findLine(room, read);
    if (found >= 0) return place + found;
    if (read < most) return undefined;
  }
  return undefined;
}

/** An object that begins a line; -1 if there is none. */
function findLine(b: Uint8Array, to: number): number {
  for (let p = b.indexOf(0x0a); p >= 0 && p + 1 < to; p = b.indexOf(0x0a, p + 1)) if (b[p + 1] === 0x7b) return p + 1;
  return -1;
}
