import type { Batch, Scanner } from "../core/scan/scanner";
import { AnyReader } from "../core/shapes/anyReader";
import type { ContentReader } from "../core/shapes/contentReader";
import { HEAD, recogniseBytes } from "../core/shapes/recognise";
import type { Table } from "../core/shapes/tables/table";
import { Cancelled, type Problem, type ProblemReason, type ShapeId } from "./engine";
import { type Bytes, codingOf, contentOf, fileBytes, isPlainUtf8, memoryBytes, PIECE } from "./input/content";
import { DamagedGzip } from "./input/damaged";
import type { TextFeed } from "./input/feed";
import type { Spill, Spills } from "./input/spill";
import type { Limits } from "./limits";
import { checkMemory, isFailedAllocation, OutOfMemory } from "./memory";

const KEPT_PROBLEMS = 1000;

export type Source =
  | { kind: "file"; uri: string; path: string }
  | { kind: "bytes"; uri: string; bytes: Uint8Array }
  | { kind: "text"; uri: string; version: number; length: number; feed: TextFeed }
  | { kind: "unreadable"; uri: string; detail: string };

/** What reading a source has found, beside its rows. */
export interface Found {
  gzip: boolean;
  shape: ShapeId;
  bytes: number;
  problems: Problem[];
  problemCount: number;
  /** Of content that cannot be read by position. Whoever drops this closes it. */
  copy?: Spill | undefined;
  /** What its rows mean, where the content is a table. */
  table?: Table | undefined;
}

export function nothingYet(): Found {
  return { gzip: false, shape: "", bytes: 0, problems: [], problemCount: 0 };
}

/** How a reading takes part in the thread. */
export interface Steps {
  rows(batch: Batch): void;
  /** In units of the source: bytes on disk, code units of a text. */
  progress(read: number, total: number): void;
  /** After each piece; rejects with {@link Cancelled} when nobody wants the rest. */
  rest(): Promise<void>;
  isCancelled(): boolean;
  /** By the rows of all logs. */
  bytesHeld(): number;
  readonly spills: Spills;
}

/**
 * Reads a source to its end, or to what stops it: that is among the problems then, and returned. What came before it is
 * kept, also in `found`, which is up to date at every rest.
 */
export async function readSource(
  source: Source,
  scanner: Scanner,
  limits: Limits,
  found: Found,
  steps: Steps,
): Promise<ProblemReason | undefined> {
  let rows = 0;
  const reader = new AnyReader(
    scanner,
    {
      rows: (batch) => {
        rows += batch.count;
        steps.rows(batch);
      },
      problem: (problem) => addProblem(found, problem),
    },
    limits,
  );
  const head: Uint8Array[] = [];
  let headLength = 0;
  const seen = (piece: Uint8Array): void => {
    if (headLength >= HEAD) return;
    head.push(piece.slice(0, HEAD - headLength));
    headLength += Math.min(piece.length, HEAD - headLength);
  };
  const taken = async (): Promise<void> => {
    found.bytes = reader.position;
    found.table = reader.table;
    checkMemory(limits.memory, steps.bytesHeld);
    await steps.rest();
  };
  let stopped: ProblemReason | undefined;
  try {
    await pour(source, reader, limits, found, steps, seen, taken);
    reader.end();
  } catch (error) {
    stopped = reasonOf(error);
    if (stopped === undefined) {
      reader.close();
      throw error;
    }
    const detail = detailOf(error);
    if (found.problems.length === KEPT_PROBLEMS) found.problems.pop(); // that there is more than all these is told first
    addProblem(found, {
      start: reader.unfinished,
      end: reader.position,
      reason: stopped,
      ...(detail === undefined ? {} : { detail }),
    });
  }
  if (rows === 0) await found.copy?.close();
  if (!(await found.copy?.finish())) found.copy = undefined;
  found.shape = reader.shape;
  found.table = reader.table;
  reader.close();
  if (rows === 0) explainEmptiness(found, Buffer.concat(head));
  return stopped;
}

/** All of the content through the reader. */
async function pour(
  source: Source,
  reader: ContentReader,
  limits: Limits,
  found: Found,
  steps: Steps,
  seen: (piece: Uint8Array) => void,
  taken: () => Promise<void>,
): Promise<void> {
  if (source.kind === "unreadable") throw Object.assign(new Error(source.detail), { code: source.detail });
  if (source.kind === "text") {
    for await (const piece of source.feed.pieces(steps.isCancelled)) {
      steps.progress(source.feed.taken, source.length);
      seen(piece);
      reader.push(piece);
      await taken();
    }
    if (steps.isCancelled()) throw new Cancelled();
    return;
  }
  const bytes = bytesOf(source);
  try {
    const coding = codingOf(bytes);
    found.gzip = coding.gzip;
    const progress = (read: number): void => steps.progress(read, bytes.size);
    progress(0);
    if (isPlainUtf8(coding)) {
      // straight into the reader's window: the content is copied once
      for (let position = coding.bom; ; ) {
        const room = reader.room(PIECE).subarray(0, PIECE);
        const read = bytes.read(room, position);
        if (read === 0) break;
        position += read;
        progress(position);
        seen(room.subarray(0, read)); // before the reader's memory moves
        reader.wrote(read);
        await taken();
      }
    } else {
      found.copy = steps.spills.begin(bytes, coding.gzip, limits.spill);
      let left = found.gzip || coding.awslogs ? limits.inflated : Number.POSITIVE_INFINITY;
      for await (const piece of contentOf(bytes, progress)) {
        const kept = piece.subarray(0, left);
        const copied = found.copy.add(kept);
        seen(kept);
        reader.push(kept);
        await copied;
        await taken();
        if (kept.length < piece.length) throw new TooLarge(limits.inflated);
        left -= piece.length;
      }
    }
    if (bytes.changed()) throw new Changed();
  } finally {
    bytes.close();
  }
}

class Changed extends Error {}
class TooLarge extends Error {
  constructor(readonly limit: number) {
    super();
  }
}

export function bytesOf(source: { kind: "file"; path: string } | { kind: "bytes"; bytes: Uint8Array }): Bytes {
  return source.kind === "file" ? fileBytes(source.path) : memoryBytes(source.bytes);
}

function addProblem(to: { problems: Problem[]; problemCount: number }, problem: Problem): void {
  to.problemCount++;
  if (to.problems.length < KEPT_PROBLEMS) to.problems.push(problem);
}

/** That nothing was read at all. */
const saysWhy: ReadonlySet<ProblemReason> = new Set(["unreadable", "cancelled", "outOfMemory", "engineStopped"]);
/** That there may be more than what was seen. */
export const cutsShort: ReadonlySet<ProblemReason> = new Set(["damagedGzip", "truncatedGzip", "inflatedTooLarge"]);

/** Of a log without a single record: what it is instead. An empty list of records is a log. */
function explainEmptiness(
  found: { bytes: number; shape: ShapeId; problems: Problem[]; problemCount: number },
  head: Uint8Array,
): void {
  if (found.problems.some(({ reason }) => saysWhy.has(reason))) return;
  const recognised = recogniseBytes(head);
  if (recognised.kind === "log") return;
  const damage = found.problems.filter(({ reason }) => cutsShort.has(reason));
  found.shape = "";
  if (recognised.what === "empty" && found.problems.some(({ reason }) => reason === "inflatedTooLarge")) return;
  found.problems = [
    recognised.what === "empty" && damage.length === 0
      ? { start: 0, end: found.bytes, reason: "empty" }
      : { start: 0, end: found.bytes, reason: "notALog", detail: recognised.what },
    ...damage,
  ];
  found.problemCount = found.problems.length;
}

function reasonOf(error: unknown): ProblemReason | undefined {
  if (error instanceof DamagedGzip) return error.truncated ? "truncatedGzip" : "damagedGzip";
  if (error instanceof Changed) return "changedWhileRead";
  if (error instanceof TooLarge) return "inflatedTooLarge";
  if (error instanceof OutOfMemory || isFailedAllocation(error)) return "outOfMemory";
  if (error instanceof Cancelled) return "cancelled";
  const code = codeOf(error);
  if (code === "engineStopped" || code === "outOfMemory") return code;
  return code === undefined ? undefined : "unreadable";
}

function detailOf(error: unknown): string | undefined {
  if (error instanceof OutOfMemory || error instanceof TooLarge)
    return error.limit === undefined ? undefined : String(error.limit);
  return reasonOf(error) === "unreadable" ? codeOf(error) : undefined;
}

function codeOf(error: unknown): string | undefined {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return typeof code === "string" ? code : undefined;
}
