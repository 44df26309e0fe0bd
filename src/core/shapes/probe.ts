import { cost } from "../cost";
import type { PathRow } from "../events/paths";
import { PlainScanner, plainDictionaries } from "../scan/plain";
import { listKeys, places } from "./places";

/** What a value is: a record, a container of records, complete but neither, or broken at a byte. */
export type Probed =
  // `end` is after the white space that follows
  | { kind: "record"; end: number; marks: number; isWrapped: boolean }
  // `inside` is its list
  | { kind: "container"; inside: number }
  | { kind: "none"; end: number }
  | { kind: "broken"; at: number; tooDeep: boolean };

/** One path, so that marks are reported; its values are not kept. */
const rows: readonly PathRow[] = [{ path: "eventVersion", dictionary: "version", limit: 0 }];
let scanner: PlainScanner | undefined;

/**
 * Reads the object or text at `p` as the scanners do, and keeps nothing of it. The bytes at `end` are zeros, see PAD.
 */
export function probe(b: Uint8Array, p: number, end: number): Probed {
  scanner ??= new PlainScanner(rows, listKeys, places, plainDictionaries(0), 1);
  const { batch } = scanner;
  batch.count = 0;
  batch.notUtf8 = [];
  scanner.surplus = 0;
  const after = scanner.scan(b, p, end, 0, false);
  const { stop } = scanner;
  cost.bytes += (stop.kind === "damage" ? stop.at : stop.kind === "more" ? end : after) - p;
  if (batch.count > 0) {
    return { kind: "record", end: after, marks: scanner.last(0).marks, isWrapped: batch.places[0] !== 0 };
  }
  if (stop.kind === "noRecord") return { kind: "none", end: after };
  if (stop.kind === "container") return { kind: "container", inside: after };
  if (stop.kind === "damage") return { kind: "broken", at: stop.at, tooDeep: stop.tooDeep };
  return { kind: "broken", at: end, tooDeep: false };
}
