import { recogniseBytes } from "../../core/shapes/recognise";
import { Cancelled, type Problem, type ProblemReason, type ShapeId, type StopReason } from "../engine";
import { DamagedGzip, type GzipDamage, TooLarge } from "../input/damaged";
import { type ArchiveDamage, DamagedMember } from "../input/members";
import { NotAFile } from "../input/regularFile";
import { isFailedAllocation, OutOfMemory } from "../thread/memory";
import type { Problems } from "./problems";

/** A file that nobody chose is not a log. */
export class NoLog extends Error {
  /** @param lookedUpTo bytes that were searched; something else may follow */
  constructor(readonly lookedUpTo?: number) {
    super();
  }
}
export class Changed extends Error {}
/** The log ended the thread before. */
export class LeftOut extends Error {
  constructor(readonly reason: StopReason) {
    super();
  }
}

/** Reasons that explain why nothing was read. */
const saysWhy: ReadonlySet<ProblemReason> = new Set([
  "unreadable",
  "notAFile",
  "cancelled",
  "outOfMemory",
  "engineStopped",
]);
/** Reasons for which there may be more than was seen. */
const cutsShort: ReadonlySet<ProblemReason> = new Set([
  "truncatedGzip",
  "truncatedMember",
  "damagedGzip",
  "gzipHeader",
  "gzipChecksum",
  "gzipLength",
  "notGzip",
  "inflatedTooLarge",
]);

const passing: ReadonlySet<ProblemReason> = new Set([
  "cancelled",
  "changedWhileRead",
  "deleted",
  "engineStopped",
  "outOfMemory",
  "unreadable",
]);

/** May not happen the next time, even if the file is the same. */
export function isPassing(reason: ProblemReason): boolean {
  return passing.has(reason);
}

/** The problem for damage of compressed data. */
export function damageProblem(damage: GzipDamage): Pick<Problem, "reason" | "detail"> {
  switch (damage) {
    case "cut":
    case "trailer":
      return { reason: "truncatedGzip" };
    case "broken":
      return { reason: "damagedGzip" };
    case "header":
      return { reason: "gzipHeader" };
    case "checksum":
    case "changed":
      return { reason: "gzipChecksum" };
    case "length":
      return { reason: "gzipLength" };
    case "archive":
      return { reason: "truncatedMember" };
    default:
      return { reason: "notGzip", detail: String(damage) };
  }
}

/** The problem for damage of an archive. */
export function archiveProblem(damage: ArchiveDamage): Problem {
  const place = { start: 0, end: 0 };
  return typeof damage === "number"
    ? { ...place, reason: "notAMember", detail: String(damage) }
    : { ...place, reason: "damagedArchive", detail: damage };
}

/** For these, the problem also says if nothing could be decompressed. */
const leavesNothing: ReadonlySet<ProblemReason> = new Set([
  "truncatedGzip",
  "truncatedMember",
  "damagedGzip",
  "gzipHeader",
]);

/**
 * For a log without a single record: what it is instead. An empty list of records is a log.
 * @param lookedUpTo end of what was read
 */
export function explainEmptiness(
  found: Problems & { bytes: number; shape: ShapeId },
  head: Uint8Array,
  lookedUpTo?: number,
): void {
  if (found.problems.some(({ reason }) => saysWhy.has(reason))) return;
  const recognised = recogniseBytes(head);
  if (recognised.kind === "log") return;
  const damage = found.problems.filter(({ reason }) => cutsShort.has(reason));
  found.shape = "";
  if (lookedUpTo !== undefined) {
    found.problems = [{ start: 0, end: found.bytes, reason: "notLookedInto", detail: String(lookedUpTo) }, ...damage];
  } else if (recognised.what !== "empty") {
    found.problems = [{ start: 0, end: found.bytes, reason: "notALog", detail: recognised.what }, ...damage];
  } else if (damage.length === 0) {
    found.problems = [{ start: 0, end: found.bytes, reason: "empty" }];
  } else {
    found.problems = damage.map((one) =>
      found.bytes === 0 && leavesNothing.has(one.reason) ? { ...one, detail: "nothing" } : one,
    );
  }
  found.problemCount = found.problems.length;
}

export function stopProblem(reason: StopReason): Problem {
  return { start: 0, end: 0, reason: "engineStopped", ...(reason === "outOfMemory" ? { detail: reason } : {}) };
}

/** "failed" is an unexpected error. */
export function reasonOf(error: unknown): ProblemReason {
  if (error instanceof DamagedGzip) return damageProblem(error.damage).reason;
  if (error instanceof DamagedMember) return damageProblem(error.damage).reason;
  if (error instanceof Changed) return "changedWhileRead";
  if (error instanceof TooLarge) return "inflatedTooLarge";
  if (error instanceof OutOfMemory || isFailedAllocation(error)) return "outOfMemory";
  if (error instanceof Cancelled) return "cancelled";
  if (error instanceof LeftOut) return "engineStopped";
  if (error instanceof NotAFile) return "notAFile";
  return codeOf(error) === undefined ? "failed" : "unreadable";
}

export function detailOf(error: unknown): string | undefined {
  if (error instanceof LeftOut) return stopProblem(error.reason).detail;
  if (error instanceof OutOfMemory || error instanceof TooLarge)
    return error.limit === undefined ? undefined : String(error.limit);
  if (error instanceof NotAFile) return error.what;
  const reason = reasonOf(error);
  if (reason === "failed") return error instanceof Error ? error.message : String(error);
  return reason === "unreadable" ? codeOf(error) : undefined;
}

/** The system's code. */
function codeOf(error: unknown): string | undefined {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  // Node's errors about wrong arguments are our mistakes
  return typeof code === "string" && !code.startsWith("ERR_") ? code : undefined;
}
