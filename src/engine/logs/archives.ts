import { archiveKind } from "../../core/shapes/archive";
import { Cancelled } from "../engine";
import { type Bytes, codingOf, contentOf, contentOfPieces, memoryBytes } from "../input/content";
import { type GzipDamage, TooLarge } from "../input/damaged";
import { type MemberContent, memberContent, piecesOfMember } from "../input/memberContent";
import type { ArchiveDamage, Member } from "../input/members";
import { type Span, stretchIn } from "../input/span";
import type { Stamp } from "../input/stamp";
import { Gaps, tarMembers } from "../input/tar";
import { memberOf, memberUri } from "../input/uris";
import { zipMembers } from "../input/zip";
import { MB } from "../limits";
import { bytesOf, type FileSource, type Found, IsArchive, nothingYet, type Source } from "../reading/reading";
import { asMember, asReading, type Job, readRows, rest } from "../reading/readRows";
import { archiveProblem, damageProblem, detailOf, isPassing, reasonOf } from "../reports/failures";
import { addProblem } from "../reports/problems";
import { SharedChunks } from "../store/draft";
import { OutOfMemory } from "../thread/memory";
import { type Log, newReading, passedOver, type Reading } from "./log";
import type { Shelf } from "./shelf";

/** Further files in one archive or folder are not read. */
export const MOST_FILES = 500_000;
/** Levels of archives in archives: an archive may even contain itself. */
const DEEPEST = 3;
/** Archives in an archive are read from memory: bytes of all that are being read, including nested ones. */
const IN_MEMORY = 64 * MB;

type Kind = "zip" | "tar";

/** Shared by the archives in a file, however they are nested. */
interface Whole {
  file: FileSource;
  job: Job;
  budget: Budget;
  files: number;
}

/** Reads all members of an archive as logs, one after another. */
export async function readArchive(
  shelf: Shelf,
  log: Log,
  file: FileSource,
  kind: Kind,
  asked: Job,
  reading: Reading,
): Promise<void> {
  const job: Job = { ...asked, shared: asked.shared ?? new SharedChunks() };
  const whole = { file, job, budget: new Budget(job.limits.inflated), files: 0 };
  await readMembers(shelf, log, () => bytesOf(file), kind, reading, whole, { depth: 0, room: IN_MEMORY });
}

/** @param room bytes of memory for archives in this one */
async function readMembers(
  shelf: Shelf,
  log: Log,
  open: () => Bytes,
  kind: Kind,
  reading: Reading,
  whole: Whole,
  inner: { depth: number; room: number },
): Promise<void> {
  const { job } = whole;
  const found: Found = { ...nothingYet(), shape: kind };
  shelf.replace(log, found);
  log.members ??= new Map();
  reading.files = 0;
  const seen = new Set<string>();
  let failure: unknown;
  const told = {
    damaged: (damage: GzipDamage) => addProblem(found, { start: 0, end: 0, ...damageProblem(damage) }),
    archive: (damage: ArchiveDamage) => addProblem(found, archiveProblem(damage)),
  };
  try {
    const bytes = open();
    try {
      if (bytes.stamp) found.stamp = bytes.stamp;
      if (inner.depth === 0) log.size = bytes.size;
      for await (const member of membersIn(bytes, kind, reading, whole.budget, told)) {
        if (whole.files++ === MOST_FILES) {
          addProblem(found, { start: 0, end: 0, reason: "tooManyFiles", detail: String(MOST_FILES) });
          break;
        }
        const child = await readOne(shelf, log, member, whole, inner);
        seen.add(child.uri);
        reading.files++;
        reading.events += shelf.store.countOf(child.uri);
        if (kind === "zip") reading.read = reading.files;
        const full = child.found.problems.find(({ reason }) => reason === "outOfMemory");
        if (full) throw new OutOfMemory(full.detail === undefined ? undefined : Number(full.detail));
        await rest(shelf, job);
        shelf.blackBox.reading(log.uri); // finding the next member is work on the archive
      }
      if (bytes.changed()) addProblem(found, { start: 0, end: 0, reason: "changedWhileRead" });
    } finally {
      bytes.close();
    }
  } catch (error) {
    failure = error;
  }
  if (failure === undefined) {
    for (const child of [...log.members.values()]) if (!seen.has(child.uri)) shelf.disown(log, child);
  } else {
    const reason = reasonOf(failure);
    if (reason === "failed") shelf.fileFailed(log.uri, failure);
    const detail = detailOf(failure);
    addProblem(found, { start: 0, end: 0, reason, ...(detail === undefined ? {} : { detail }) });
  }
  found.stopped =
    failure === undefined
      ? [...log.members.values()].map(({ found: { stopped } }) => stopped).find((why) => why && isPassing(why))
      : reasonOf(failure);
  log.version = 0;
  if (failure instanceof Cancelled) throw failure;
}

interface Told {
  damaged(damage: GzipDamage): void;
  archive(damage: ArchiveDamage): void;
}
const nobody: Told = { damaged: () => undefined, archive: () => undefined };

async function* membersIn(
  bytes: Bytes,
  kind: Kind,
  reading: Reading,
  budget: Budget,
  { damaged, archive }: Told,
): AsyncGenerator<Member> {
  const { gzip } = codingOf(bytes);
  const progress = (packed: number): void => {
    reading.read = packed;
  };
  const gaps = new Gaps();
  const wanted = {
    progress,
    damaged: (damage: GzipDamage): void => {
      damaged(damage);
      gaps.told(damage);
    },
    most: budget.limit,
  };
  if (kind === "tar") {
    reading.total = bytes.size;
    const content = contentOf(bytes, wanted);
    yield* tarMembers(gzip ? budget.counted(content) : content, gaps, archive);
    return;
  }
  // a zip is read from its end, so a compressed one is decompressed first
  const zip = gzip ? memoryBytes(await gathered(budget.counted(contentOf(bytes, wanted)), IN_MEMORY)) : bytes;
  const total = (entries: number): void => {
    reading.total = entries;
  };
  for await (const member of zipMembers(zip, total, archive, budget.limit))
    yield { ...member, pieces: () => budget.counted(member.pieces()) };
}

async function gathered(pieces: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > most) throw new TooLarge(most);
    all.push(piece.slice());
  }
  return Buffer.concat(all);
}

/** Maximum decompressed size of all members of an archive together: each of many may be within the limit for one. */
class Budget {
  #left: number;

  constructor(readonly limit: number) {
    this.#left = limit;
  }

  async *counted(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      this.#left -= piece.length;
      if (this.#left < 0) throw new TooLarge(this.limit);
      yield piece;
    }
  }
}

async function readOne(
  shelf: Shelf,
  log: Log,
  member: Member,
  whole: Whole,
  { depth, room }: { depth: number; room: number },
): Promise<Log> {
  const uri = memberUri(log.uri, member.entry);
  const source: Source = { kind: "member", uri, archive: whole.file };
  const child = shelf.adopt(log, uri, source, member.size);
  const { passedOver: why } = member;
  if (why !== undefined) {
    child.found = passedOver({
      start: 0,
      end: 0,
      ...(typeof why === "string" ? { reason: why } : { reason: "unreadable", detail: why.code }),
    });
    return child;
  }
  let content: MemberContent | undefined;
  const read: Source = {
    ...source,
    content: async (steps) => {
      content = await memberContent(member.pieces(), steps, room);
      return content;
    },
  };
  await asMember(shelf, child, whole.job, () =>
    asReading(shelf, child, whole.job, async (reading, own) => {
      try {
        await readRows(shelf, child, read, own, reading);
      } catch (error) {
        if (!(error instanceof IsArchive)) throw error;
        shelf.hide(child);
        if (content === undefined || "pieces" in content || depth === DEEPEST) {
          shelf.replace(child, passedOver({ start: 0, end: 0, reason: "notALog", detail: error.archive }));
          return;
        }
        const { whole: bytes, failure } = content;
        const next = { depth: depth + 1, room: room - bytes.length };
        await readMembers(shelf, child, () => memoryBytes(bytes), error.archive, reading, { ...whole, job: own }, next);
        if (failure) addProblem(child.found, { start: 0, end: 0, reason: reasonOf(failure) });
      }
    }),
  );
  child.source = child.inside = source; // the source of its bytes is closed by now
  return child;
}

/** The bytes of a span of a member, found again in its archive; undefined when it is no longer there. */
export async function memberSpan(
  archive: FileSource,
  uri: string,
  start: number,
  end: number,
  headLength: number,
  rested: (fraction: number) => Promise<void>,
): Promise<Span | undefined> {
  for await (const { pieces } of contentsOf(archive, [uri], rested)) {
    return await spanIn(pieces, start, end, headLength, rested);
  }
  return undefined;
}

interface WantedMember {
  uri: string;
  /** The ids that lead to it from here on. */
  ids: readonly string[];
}

/**
 * The content of some members of an archive, found again in one pass over it, in the order they come in it: each is to be used before
 * the next is asked for. The pass ends with the last one; those that are no longer there do not come.
 * @param stamps is given the archive's, as it is now
 */
export async function* contentsOf(
  archive: FileSource,
  uris: readonly string[],
  rested: (fraction: number) => Promise<void>,
  stamps: { now?: Stamp | undefined } = {},
): AsyncGenerator<{ uri: string; pieces: AsyncGenerator<Uint8Array> }> {
  const reading = newReading();
  const rest = (): Promise<void> => rested(reading.total ? reading.read / reading.total : 0);
  let left = uris.length;
  async function* follow(
    bytes: Bytes,
    wanted: readonly WantedMember[],
    room: number,
  ): AsyncGenerator<{ uri: string; pieces: AsyncGenerator<Uint8Array> }> {
    const kind = await kindOf(bytes);
    if (kind === undefined) return;
    const byEntry = new Map<string, WantedMember[]>();
    for (const { uri, ids } of wanted) {
      const [id = "", ...further] = ids;
      const known = byEntry.get(id);
      if (known) known.push({ uri, ids: further });
      else byEntry.set(id, [{ uri, ids: further }]);
    }
    for await (const member of membersIn(bytes, kind, reading, new Budget(Number.POSITIVE_INFINITY), nobody)) {
      await rest();
      const here = byEntry.get(member.entry);
      if (!here || member.passedOver !== undefined) continue;
      byEntry.delete(member.entry);
      const content = await memberContent(member.pieces(), { rest }, room);
      const [first] = here;
      if (first?.ids.length === 0) {
        left--;
        yield { uri: first.uri, pieces: readAgain(content) };
      } else if ("whole" in content) yield* follow(memoryBytes(content.whole), here, room - content.whole.length);
      if (left === 0 || byEntry.size === 0) return;
    }
  }
  const bytes = bytesOf(archive);
  stamps.now = bytes.stamp;
  try {
    yield* follow(
      bytes,
      uris.map((uri) => ({ uri, ids: memberOf(uri).ids })),
      IN_MEMORY,
    );
  } finally {
    bytes.close();
  }
}

/** As the reading of the member does it. */
function readAgain(content: MemberContent): AsyncGenerator<Uint8Array> {
  return "whole" in content && !content.failure
    ? contentOf(memoryBytes(content.whole))
    : contentOfPieces(piecesOfMember(content), { gzip: false });
}

async function spanIn(
  pieces: AsyncGenerator<Uint8Array>,
  start: number,
  end: number,
  headLength: number,
  rested: (fraction: number) => Promise<void>,
): Promise<Span> {
  let head: Uint8Array = new Uint8Array(0);
  const seen = async function* (): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      if (head.length < headLength) head = Buffer.concat([head, piece.subarray(0, headLength - head.length)]);
      yield piece;
    }
  };
  const bytes = await stretchIn(seen(), start, end, rested);
  return { bytes, head };
}

async function kindOf(bytes: Bytes): Promise<Kind | undefined> {
  const head = new Uint8Array(512);
  bytes.read(head, 0);
  let kind = archiveKind(head);
  if (codingOf(bytes).gzip) {
    for await (const piece of contentOf(bytes)) {
      kind = archiveKind(piece);
      break;
    }
  }
  return kind === "archive" ? undefined : kind;
}
