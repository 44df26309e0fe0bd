import { archiveKind } from "../core/shapes/archive";
import { Cancelled } from "./engine";
import { damageProblem, detailOf, reasonOf } from "./failures";
import { type Bytes, codingOf, contentOf, contentOfPieces, memoryBytes } from "./input/content";
import { DamagedGzip, type GzipDamage, isGap, TooLarge } from "./input/damaged";
import { memberBytes } from "./input/memberContent";
import { type Member, tarMembers } from "./input/members";
import { again } from "./input/pieces";
import { type Span, stretchIn, stretchOf } from "./input/span";
import { entryOf, memberUri } from "./input/uris";
import { zipMembers } from "./input/zip";
import { type Log, newReading, passedOver, type Reading } from "./log";
import { addProblem } from "./problems";
import { bytesOf, type FileSource, nothingYet, type Source } from "./reading";
import { asReading, type Job, readRows, rest } from "./readRows";
import type { Shelf } from "./shelf";
import { SharedChunks } from "./store/draft";

/** More than this in one archive or folder is not looked at. */
export const MOST_FILES = 500_000;

/** Reads all members of an archive as logs, one after the other. */
export async function readArchive(
  shelf: Shelf,
  log: Log,
  source: FileSource,
  kind: "zip" | "tar",
  asked: Job,
  reading: Reading,
): Promise<void> {
  const job: Job = { ...asked, shared: asked.shared ?? new SharedChunks() };
  const found = { ...nothingYet(), shape: kind };
  shelf.replace(log, found);
  log.members ??= new Map();
  reading.files = 0;
  const seen = new Set<string>();
  let failure: unknown;
  try {
    const bytes = bytesOf(source);
    log.size = bytes.size;
    found.stamp = bytes.stamp;
    try {
      const budget = new Budget(job.limits.inflated);
      const damaged = (damage: GzipDamage): void => {
        // what comes behind a gap is no tar any more
        if (isGap(damage)) throw new DamagedGzip(damage);
        addProblem(found, { start: 0, end: 0, ...damageProblem(damage) });
      };
      for await (const member of membersIn(bytes, kind, reading, budget, damaged)) {
        if (seen.size === MOST_FILES) {
          addProblem(found, { start: 0, end: 0, reason: "tooManyFiles", detail: String(MOST_FILES) });
          break;
        }
        const child = await readOne(shelf, log, source, member, job);
        seen.add(child.uri);
        reading.files++;
        reading.events += shelf.store.countOf(child.uri);
        if (kind === "zip") reading.read = reading.files;
        await rest(shelf, job);
        shelf.blackBox.reading(log.uri); // to find the next member is work on the archive
      }
    } finally {
      bytes.close();
    }
  } catch (error) {
    failure = error;
  }
  const reason = failure === undefined ? undefined : reasonOf(failure);
  if (failure !== undefined && reason === undefined) throw failure;
  if (reason !== undefined) {
    const detail = detailOf(failure);
    addProblem(found, { start: 0, end: 0, reason, ...(detail === undefined ? {} : { detail }) });
  } else for (const child of [...log.members.values()]) if (!seen.has(child.uri)) shelf.disown(log, child);
  log.version = 0;
  if (failure instanceof Cancelled) throw failure;
}

async function* membersIn(
  bytes: Bytes,
  kind: "zip" | "tar",
  reading: Reading,
  budget: Budget,
  damaged?: (damage: GzipDamage) => void,
): AsyncGenerator<Member> {
  if (kind === "tar") {
    reading.total = bytes.size;
    const progress = (packed: number): void => {
      reading.read = packed;
    };
    const content = contentOf(bytes, { progress, damaged, most: budget.limit });
    yield* tarMembers(codingOf(bytes).gzip ? budget.counted(content) : content);
    return;
  }
  const members = zipMembers(bytes, (entries) => {
    reading.total = entries;
  });
  for await (const member of members) yield { ...member, pieces: () => budget.counted(member.pieces()) };
}

/** What all members of an archive may inflate to together: each of many may be within the limit of one. */
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

async function readOne(shelf: Shelf, log: Log, archive: FileSource, member: Member, job: Job): Promise<Log> {
  const uri = memberUri(log.uri, member.entry);
  const source: Source = { kind: "member", uri, archive, pieces: member.pieces };
  const child = shelf.adopt(log, uri, source, member.size);
  const { passedOver: why } = member;
  if (why === undefined) {
    await asReading(shelf, child, job, (reading, own) => readRows(shelf, child, source, own, reading));
  } else {
    child.found = passedOver({
      start: 0,
      end: 0,
      ...(typeof why === "string" ? { reason: why } : { reason: "unreadable", detail: why.code }),
    });
  }
  // what its bytes came out of is closed by now
  child.source = child.inside = { ...source, pieces: gone };
  return child;
}

async function* gone(): AsyncGenerator<Uint8Array> {}

/** The bytes of a span of a member, found again in its archive; undefined when they are no longer there. */
export async function memberSpan(
  archive: FileSource,
  uri: string,
  start: number,
  end: number,
  headLength: number,
  rested: (fraction: number) => Promise<void>,
): Promise<Span | undefined> {
  const entry = entryOf(uri)?.entry;
  const reading = newReading();
  const onTheWay = (): Promise<void> => rested(reading.total ? reading.read / reading.total : 0);
  const bytes = bytesOf(archive);
  try {
    const kind = await kindOf(bytes);
    if (kind === undefined) return undefined;
    for await (const member of membersIn(bytes, kind, reading, new Budget(Number.POSITIVE_INFINITY))) {
      await onTheWay();
      if (member.entry !== entry || member.passedOver !== undefined) continue;
      const content = await memberBytes(member.pieces(), { rest: onTheWay });
      if (content instanceof Uint8Array) {
        const whole = memoryBytes(content);
        return {
          bytes: await stretchOf(whole, start, end, rested),
          head: await stretchOf(whole, 0, headLength, rested),
        };
      }
      const pieces = contentOfPieces(content, { gzip: false });
      const first = await pieces.next();
      const head = first.done ? new Uint8Array(0) : first.value.slice(0, headLength);
      return { bytes: await stretchIn(again(first.done ? [] : [first.value], pieces), start, end, rested), head };
    }
    return undefined;
  } finally {
    bytes.close();
  }
}

async function kindOf(bytes: Bytes): Promise<"zip" | "tar" | undefined> {
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
