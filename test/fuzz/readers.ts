import { ok } from "node:assert/strict";
import type { Scanner } from "../../src/core/scan/scanner";
import type { Problem } from "../../src/core/shapes/shape";
import { defaultLimits } from "../../src/engine/limits";
import { expectSame, newPair, type ReadLog, readWith, textsOf } from "../unit/support/read";

/** How content is split for a reader, and which scanner reads it. */
export interface Cuts {
  piece: number;
  scanner: "plain" | "simd";
}

const how = { as: "any", limits: { record: defaultLimits.record, depth: defaultLimits.depth } } as const;

/** Logs read by one pair of scanners, so that remains of one affect the next. */
const LOGS = 60;
/** A scanner call costs as much as this many bytes. */
const CALL = 64;
/** Maximum number of times that a scanner looks at each byte, plus MORE. */
const TIMES = 12;
const MORE = 8192;

let pair: [plain: Scanner, simd: Scanner] | undefined;
let logs = 0;
let scanned = 0;

function scanners(): [plain: Scanner, simd: Scanner] {
  if (logs++ % LOGS > 0 && pair) return pair;
  if (pair) expectSame(textsOf(pair[0]), textsOf(pair[1]), "texts");
  pair = newPair().map(counted) as [Scanner, Scanner];
  return pair;
}

function counted(scanner: Scanner): Scanner {
  const scan = scanner.scan.bind(scanner);
  scanner.scan = (b, p, end, base, list) => {
    const after = scan(b, p, end, base, list);
    const { stop } = scanner;
    scanned += CALL + (stop.kind === "more" ? end : stop.kind === "damage" ? stop.at : after) - p;
    return after;
  };
  return scanner;
}

/** Reads with all scanners, which must agree and not work too long, and in pieces. */
export function read(content: Uint8Array, { piece, scanner }: Cuts): ReadLog {
  try {
    const [plain, simd] = scanners();
    scanned = 0;
    const whole = inOrder(readWith(plain, content, how));
    ok(scanned <= TIMES * content.length + MORE, `scans ${scanned} bytes of ${content.length}`);
    expectSame(inOrder(readWith(simd, content, how)), whole, "plain and SIMD");
    if (content.length > 0)
      expectSame(
        inOrder(readWith(scanner === "plain" ? plain : simd, content, { ...how, piece })),
        whole,
        `in pieces of ${piece}`,
      );
    return whole;
  } catch (error) {
    pair = undefined; // what failed must not fail the next
    throw error;
  }
}

/** What is told of a batch of records comes with the batch. */
function inOrder(read: ReadLog): ReadLog {
  return { ...read, problems: ordered(read.problems) };
}

export function ordered(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => a.start - b.start || a.end - b.end || a.reason.localeCompare(b.reason));
}

let once: { scanner: Scanner; logs: number } | undefined;

/** Reads only for the spans. */
export function readOnce(content: Uint8Array): ReadLog {
  if (!once || ++once.logs > LOGS) once = { scanner: newPair()[0] as Scanner, logs: 0 };
  return readWith(once.scanner, content, how);
}
