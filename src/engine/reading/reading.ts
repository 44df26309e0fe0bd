import type { Batch, Scanner } from "../../core/scan/scanner";
import { AnyReader } from "../../core/shapes/anyReader";
import { type ArchiveKind, archiveKind } from "../../core/shapes/archive";
import { HEAD, recogniseBytes } from "../../core/shapes/recognise";
import type { Table } from "../../core/shapes/tables/table";
import { Cancelled, type ProblemReason, type ShapeId } from "../engine";
import type { Unpacked } from "../exchange/rows";
import {
  type Bytes,
  codingOf,
  contentOf,
  contentOfPieces,
  fileBytes,
  type Inflating,
  isPlainUtf8,
  memoryBytes,
  PIECE,
} from "../input/content";
import { type GzipDamage, isGap, TooLarge } from "../input/damaged";
import type { TextFeed } from "../input/feed";
import { type MemberContent, piecesOfMember } from "../input/memberContent";
import { DamagedMember } from "../input/members";
import { inflateSmall, type Prepared, plainUtf8, SMALL_PACKED } from "../input/prepared";
import { NotAFile } from "../input/regularFile";
import { type Resume, resumeAt } from "../input/resume";
import type { Spill, Spills } from "../input/spill";
import type { Stamp } from "../input/stamp";
import type { Limits } from "../limits";
import type { PartsWanted } from "../parts/part";
import type { Parts, TakenPart } from "../parts/parts";
import { Changed, damageProblem, detailOf, explainEmptiness, NoLog, reasonOf } from "../reports/failures";
import { addLastProblem, addProblem, addProblems, type Problems } from "../reports/problems";
import type { MemoryWatch } from "../thread/memory";
import type { Rest } from "../thread/turns";

/**
 * A file that nobody chose is not read further if it has no record up to here and does not look like a log. The report
 * says so.
 */
const PATIENCE = 16 * 1024 * 1024;
/** Bytes to read before other threads help: they show what the rest is. */
const ALONE = 1024 * 1024; // bytes

export type Source =
  | { kind: "file"; uri: string; path: string }
  | { kind: "bytes"; uri: string; bytes: Uint8Array }
  | { kind: "text"; uri: string; version: number; length: number; feed: TextFeed }
  | { kind: "unreadable"; uri: string; detail: string }
  /** A file in an archive; its content is available only while the archive is being read. */
  | {
      kind: "member";
      uri: string;
      archive: FileSource;
      content?: (steps: { rest: Rest }) => Promise<MemberContent>;
    };

export type FileSource = Extract<Source, { kind: "file" | "bytes" }>;

/** What reading a source found, in addition to its rows. */
export interface Found extends Problems {
  gzip: boolean;
  shape: ShapeId;
  bytes: number;
  /** A copy of content that cannot be read by position. The code that drops this must close it. */
  copy?: Spill | undefined;
  /** What its rows mean, if the content is a table. */
  table?: Table | undefined;
  /** The file's stamp when it was read, to its end unless `stopped` says otherwise. */
  stamp?: Stamp | undefined;
  /** What ended the reading before the source's end. */
  stopped?: ProblemReason | undefined;
  /** Where reading continues when the file has grown. */
  resume?: Resume | undefined;
}

export function nothingYet(): Found {
  return { gzip: false, shape: "", bytes: 0, problems: [], problemCount: 0 };
}

/** How a reading interacts with the thread. */
export interface Steps {
  rows(batch: Batch): void;
  /** In units of the source: bytes on disk, code units of a text. */
  progress(read: number, total: number): void;
  /** Called after each piece; throws, or rejects with, {@link Cancelled} if the reading was cancelled. */
  readonly rest: Rest;
  /** {@link rest} would wait. */
  isTurnOver(): boolean;
  isCancelled(): boolean;
  readonly memory: MemoryWatch;
  /** Call this before each unit of work on the source; throws if the source is to be left out. */
  working(uri: string): void;
  readonly spills: Spills;
  /** Gets unexpected errors. */
  failed(uri: string, error: unknown): void;
  /** Position in the content at which to begin: earlier content was read before. Only for files in plain UTF-8. */
  from?: number;
  /** Nobody chose this file: a file that is not a log is given up early. */
  isOneOfMany?: boolean;
  /** Lets other threads read parts of a large file; undefined if it is not worth it. */
  parts?: ((wanted: Omit<PartsWanted, "ends" | "threads">, size: number) => Parts | undefined) | undefined;
  /** Takes the rows of such a part. */
  takeOver?(rows: Unpacked): void;
  /** Lets another thread decompress a large file; undefined if it is not worth it. */
  inflating?: ((bytes: Bytes) => (Inflating & { close(): void }) | undefined) | undefined;
  /** Files that other threads have read in advance. */
  ahead?: { take(path: string): Promise<Prepared | undefined> | Prepared | undefined } | undefined;
}

/** The file is an archive: its members are read instead. */
export class IsArchive extends Error {
  constructor(readonly archive: "zip" | "tar") {
    super();
  }
}

/**
 * Reads a source to its end, or to what stops it, which is then among the problems and returned. Everything before is
 * kept, also in `found`, which is current at every rest.
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
      isTurnOver: () => steps.isTurnOver(),
    },
    limits,
    steps.from,
  );
  const head: Uint8Array[] = [];
  let headLength = 0;
  let damage: { what: GzipDamage; at: number } | undefined; // nothing was seen after it yet
  const damaged = (what: GzipDamage): void => {
    tellDamage();
    damage = { what, at: reader.position };
  };
  const tellDamage = (): void => {
    if (!damage) return;
    const { what, at } = damage;
    damage = undefined;
    addProblem(found, { ...(isGap(what) ? reader.gap() : { start: at, end: at }), ...damageProblem(what) });
  };
  const seen = (piece: Uint8Array, stays = false): void => {
    steps.working(source.uri);
    if (damage && piece.length > 0) tellDamage();
    if (piece.length > 0) unlessHopeless();
    if (rows > 0 || headLength >= HEAD) return;
    const part = piece.subarray(0, HEAD - headLength);
    head.push(stays ? part : part.slice());
    headLength += Math.min(piece.length, HEAD - headLength);
  };
  let read = 0;
  let isNone: ReturnType<typeof whyNone>;
  const unlessNone = (): void => {
    if (!steps.isOneOfMany || rows > 0 || headLength < HEAD) return; // soon read to its end
    isNone ??= whyNone(head);
    if (isNone === "container") throw new NoLog();
  };
  /** Called if there is more content. */
  const unlessHopeless = (): void => {
    if (rows === 0 && isNone === "other" && reader.position >= PATIENCE) throw new NoLog(PATIENCE);
  };
  const taken = (): Promise<void> | undefined => {
    found.bytes = reader.position;
    found.table = reader.table;
    steps.memory.read(reader.position - read, limits.memory);
    read = reader.position;
    const turn = steps.rest();
    if (turn !== undefined) return turn.then(unlessNone);
    unlessNone();
    return undefined;
  };
  let stopped: ProblemReason | undefined;
  let lookedUpTo: number | undefined;
  try {
    steps.working(source.uri);
    const adopt = (part: TakenPart): void => {
      for (const chunk of part.chunks) {
        rows += chunk.columns.count;
        steps.takeOver?.(chunk);
      }
      addProblems(found, part);
      reader.skip(part.stretch);
    };
    await pour(source, { reader, limits, found, steps, seen, taken, adopt, damaged });
    const last = damage as typeof damage;
    if (last && isGap(last.what) && last.what !== "changed") {
      reader.settle();
      const place = { start: reader.unfinished, end: reader.position };
      addLastProblem(found, { ...place, ...damageProblem(last.what) });
    } else {
      reader.settle();
      await readOn({ reader, taken });
      reader.end();
      await readOn({ reader, taken });
      tellDamage();
    }
  } catch (error) {
    tellDamage();
    if (error instanceof IsArchive) {
      reader.close();
      throw error;
    }
    if (error instanceof NoLog) lookedUpTo = error.lookedUpTo;
    else {
      stopped = reasonOf(error);
      if (stopped === "failed") steps.failed(source.uri, error);
      const place = settled(reader, stopped === "failed");
      const detail = detailOf(error);
      addLastProblem(found, { ...place, reason: stopped, ...(detail === undefined ? {} : { detail }) });
    }
  }
  if (found.copy) {
    if (rows === 0) await found.copy.close();
    if (!(await found.copy.finish())) found.copy = undefined;
  }
  found.stopped = stopped;
  found.shape = reader.shape;
  found.table = reader.table;
  reader.close();
  if (rows === 0 && steps.from === undefined) explainEmptiness(found, Buffer.concat(head), lookedUpTo);
  return stopped;
}

/** Where reading stopped. @param isDoubtful the reader itself may have failed and cannot say more */
function settled(reader: AnyReader, isDoubtful: boolean): { start: number; end: number } {
  try {
    reader.settle();
    return { start: reader.unfinished, end: reader.position };
  } catch (error) {
    if (!isDoubtful) throw error;
    return { start: 0, end: 0 };
  }
}

interface Pour {
  reader: AnyReader;
  limits: Limits;
  found: Found;
  steps: Steps;
  /** Call this with each piece after the reader has it. @param stays nobody changes the bytes */
  seen: (piece: Uint8Array, stays?: boolean) => void;
  taken: Rest;
  /** Called where the compressed data is damaged, after the reader has everything before. */
  damaged: (damage: GzipDamage) => void;
  /** Called with a part that another thread has read, at the reader's position. */
  adopt: (part: TakenPart) => void;
}

/** Passes all of the content to the reader. */
async function pour(source: Source, into: Pour): Promise<void> {
  const { found, steps, seen } = into;
  if (source.kind === "unreadable" && source.detail === "ENOTFILE") throw new NotAFile(undefined, source.uri);
  if (source.kind === "unreadable") throw Object.assign(new Error(source.detail), { code: source.detail });
  if (source.kind === "text") {
    for await (const piece of source.feed.pieces(steps.isCancelled)) {
      steps.progress(source.feed.taken, source.length);
      seen(piece);
      await push(piece, into);
    }
    if (steps.isCancelled()) throw new Cancelled();
    return;
  }
  if (source.kind === "member") {
    const member = (await source.content?.(steps)) ?? { whole: new Uint8Array(0) };
    if ("whole" in member && !member.failure) return pourBytes(memoryBytes(member.whole), true, into);
    found.copy = steps.spills.begin(0, into.limits.spill);
    try {
      await pourPieces(contentOfPieces(piecesOfMember(member), found, wantedOf(into)), into, true, true);
    } catch (error) {
      if (!(error instanceof DamagedMember)) throw error;
      into.damaged(error.damage);
    }
    return;
  }
  const asked = source.kind === "file" ? steps.ahead?.take(source.path) : undefined;
  const prepared = asked instanceof Promise ? await asked : asked;
  if (!prepared) return pourBytes(bytesOf(source), true, into);
  const { content, gzip, stamp } = prepared;
  if (!gzip) return pourBytes({ ...memoryBytes(content), stamp }, true, into);
  found.gzip = true;
  found.stamp = stamp;
  steps.progress(stamp.size, stamp.size);
  await pourWhole(content, into);
}

/** Reads all that the reader was given. Undefined, and nothing to wait for, when this turn is enough. */
function readOn({ reader, taken }: Pick<Pour, "reader" | "taken">): Promise<void> | undefined {
  for (;;) {
    const turn = taken();
    if (turn !== undefined)
      return turn.then(() => {
        if (!reader.isBehind) return undefined;
        reader.goOn();
        return readOn({ reader, taken });
      });
    if (!reader.isBehind) return undefined;
    reader.goOn();
  }
}

/** As {@link readOn}. */
function push(piece: Uint8Array, into: Pick<Pour, "reader" | "taken">): Promise<void> | undefined {
  for (let p = 0; p < piece.length; p += PIECE) {
    into.reader.push(piece.subarray(p, p + PIECE));
    const turn = readOn(into);
    if (turn !== undefined) return turn.then(() => push(piece.subarray(p + PIECE), into));
  }
  return undefined;
}

/** Content that was decompressed at once. */
async function pourWhole(content: Uint8Array, into: Pour): Promise<void> {
  const { reader, limits, seen } = into;
  reader.begin(content);
  const { inflated } = limits;
  for (let p = 0; p < content.length; p += PIECE) {
    const piece = content.subarray(p, Math.min(p + PIECE, inflated));
    if (p === 0) refuseArchive(content.subarray(0, PIECE));
    seen(piece, true);
    const turn = push(piece, into);
    if (turn !== undefined) await turn;
    if (content.length > inflated && p + PIECE > inflated) throw new TooLarge(inflated);
  }
}

async function pourBytes(bytes: Bytes, mayBeArchive: boolean, into: Pour): Promise<void> {
  const { reader, found, steps } = into;
  try {
    const coding = codingOf(bytes);
    found.gzip = coding.gzip;
    found.stamp = bytes.stamp;
    const progress = (read: number): void => steps.progress(read, bytes.size);
    progress(0);
    if (isPlainUtf8(coding)) {
      await pourPlain(bytes, coding.bom, mayBeArchive, into);
    } else {
      const small = coding.gzip && bytes.size <= SMALL_PACKED ? inflatedWhole(bytes) : undefined;
      const isBounded = coding.gzip || coding.awslogs;
      if (small) {
        progress(bytes.size);
        await pourWhole(small, into);
      } else {
        // compressed files are copied after they are read, see copies.ts; UTF-16 becomes at least half as long
        if (!coding.gzip) found.copy = steps.spills.begin(bytes.size / 2, into.limits.spill);
        const inflating = coding.gzip ? into.steps.inflating?.(bytes) : undefined;
        try {
          const wanted = { ...wantedOf(into), progress, inflating };
          await pourPieces(contentOf(bytes, wanted), into, isBounded, mayBeArchive);
        } finally {
          inflating?.close();
        }
      }
    }
    if (bytes.changed()) throw new Changed();
    if (bytes.stamp && isPlainUtf8(coding)) found.resume = resumeAt(bytes, coding.bom, reader);
  } finally {
    bytes.close();
  }
}

/** Reads directly into the reader's window, so that the content is copied only once. */
async function pourPlain(bytes: Bytes, bom: number, mayBeArchive: boolean, into: Pour): Promise<void> {
  const { reader, steps, seen, taken, adopt } = into;
  const start = bom + (steps.from ?? 0);
  let parts: Parts | undefined;
  let isAsked = false;
  try {
    for (let position = start; ; ) {
      if (!isAsked && position - start >= ALONE) {
        isAsked = true;
        parts = partsOf(bytes, bom, into);
      }
      const space = Math.min(PIECE, Math.max(0, bytes.size - position) + 1);
      const most = parts ? parts.free(position, space) : space;
      if (parts && most === 0) {
        position = await parts.pass(position, reader.between, steps.isCancelled, adopt);
        await taken();
        continue;
      }
      const room = reader.room(most).subarray(0, most);
      const read = bytes.read(room, position);
      if (read === 0) break;
      if (position === 0 && mayBeArchive) refuseArchive(room.subarray(0, read));
      position += read;
      steps.progress(position + (parts?.ahead ?? 0), bytes.size);
      seen(room.subarray(0, read)); // before the reader's memory moves
      reader.wrote(read);
      await readOn(into);
    }
  } finally {
    parts?.close();
  }
}

function partsOf(bytes: Bytes, bom: number, { reader, limits, steps }: Pour): Parts | undefined {
  const { inside: between } = reader;
  const { path, identity } = bytes;
  if (between === undefined || path === undefined || identity === undefined) return undefined;
  const { record, depth } = limits;
  return steps.parts?.({ path, identity, bom, between, limits: { record, depth } }, bytes.size);
}

const wantedOf = ({ damaged, limits }: Pour) => ({ damaged, most: limits.inflated });

async function pourPieces(
  pieces: AsyncIterable<Uint8Array>,
  into: Pour,
  isBounded: boolean,
  mayBeArchive = false,
): Promise<void> {
  const { limits, found, seen } = into;
  let left = isBounded ? limits.inflated : Number.POSITIVE_INFINITY;
  let isFirst = true;
  for await (const piece of pieces) {
    if (isFirst && mayBeArchive) refuseArchive(piece);
    isFirst = false;
    const kept = piece.subarray(0, left);
    const copied = found.copy?.add(kept);
    seen(kept);
    await push(kept, into);
    await copied;
    if (kept.length < piece.length) throw new TooLarge(limits.inflated);
    left -= piece.length;
  }
}

/**
 * Decompresses in one turn. Undefined if there is too much content for that, or the data is damaged: then it is read
 * piece by piece.
 */
function inflatedWhole(bytes: Bytes): Uint8Array | undefined {
  const packed = new Uint8Array(bytes.size);
  if (packed.length < 18 || bytes.read(packed, 0) < packed.length) return undefined;
  const content = inflateSmall(packed);
  return content && plainUtf8(content);
}

function refuseArchive(head: Uint8Array): void {
  const kind: ArchiveKind | undefined = archiveKind(head);
  if (kind === "zip" || kind === "tar") throw new IsArchive(kind);
}

/** Why there may be no record in it, as far as its beginning shows. */
function whyNone(head: readonly Uint8Array[]): "isLog" | "container" | "other" {
  const recognised = recogniseBytes(Buffer.concat(head));
  if (recognised.kind === "log") return "isLog";
  return containers.has(recognised.what) ? "container" : "other";
}

/** For these, the problem is not that they contain no record. */
const containers: ReadonlySet<string> = new Set(["gzip", "zip", "tar", "archive"]);

export function bytesOf(source: FileSource): Bytes {
  return source.kind === "file" ? fileBytes(source.path) : memoryBytes(source.bytes);
}
