import { restoreFolder } from "../cache/restore";
import { saveLater } from "../cache/save";
import { Cancelled, type Problem, type ProblemReason } from "../engine";
import { Helpers } from "../helpers/helpers";
import { isSameStamp, type Stamp } from "../input/stamp";
import { type Walked, walk } from "../input/walk";
import { ReadAhead } from "../reading/readAhead";
import { type Found, nothingYet } from "../reading/reading";
import { readLog } from "../reading/readLog";
import { asMember, asReading, type Job, rest } from "../reading/readRows";
import { isPassing } from "../reports/failures";
import { addProblem } from "../reports/problems";
import { SharedChunks } from "../store/draft";
import type { Rest } from "../thread/turns";
import { append } from "./append";
import { MOST_FILES } from "./archives";
import { type FolderSource, has, type Log, mark, notReached, passedOver, type Reading, unmark, waiting } from "./log";
import { isOnAnotherDisk, outOfReach } from "./outOfReach";
import type { Shelf } from "./shelf";

const READ_AT_ONCE = 24; // files

/**
 * Reads all files in a folder as logs; of what was read before, only what has changed.
 * @param quiet unless something has
 */
export async function readFolder(
  shelf: Shelf,
  log: Log,
  source: FolderSource,
  asked: Job,
  quiet = false,
): Promise<void> {
  const readAll = async (reading: Reading, own: Job): Promise<void> => {
    const job: Job = { ...own, shared: new SharedChunks() };
    const found = { ...nothingYet(), shape: "folder" as const };
    log.source = source;
    shelf.replace(log, found);
    log.members ??= new Map();
    reading.files = 0;
    log.wasCancelled = false;
    const isFirst = log.version === undefined;
    let restored = 0;
    let isAnyRead = false;
    const files: [child: Log, walked: Walked][] = [];
    const ahead = new ReadAhead(() => new Helpers(shelf.helperFailed));
    let full: Problem | undefined;
    let begun = 0;
    const wasKept = shelf.cache.has(log.uri);
    const mostAtOnce = wasKept ? 0 : READ_AT_ONCE; // kept columns are available sooner
    const readOne = async (child: Log, walked: Walked, how: Job): Promise<void> => {
      if (walked.kind === "file" && !isAsRead(child, walked)) {
        isAnyRead = true;
        reading.quiet = false;
      }
      await look(shelf, child, walked, how);
    };
    const count = (child: Log): void => {
      full = child.found.problems.find(({ reason }) => reason === "outOfMemory");
      if (full) return;
      reading.read = reading.files = (reading.files ?? 0) + 1;
      reading.events += shelf.store.countOf(child.uri);
    };
    const prepare = (child: Log, walked: Walked): void => {
      if (child.version === undefined && walked.kind === "file") ahead.add(walked);
    };
    try {
      for await (const several of filesBelow(source, found, () => rest(shelf, job))) {
        for (const walked of several) {
          const child = place(shelf, log, walked);
          files.push([child, walked]);
          // something to see at once: finding all files of a large folder takes longer than reading some
          if (begun < mostAtOnce && !full) {
            begun++;
            await readOne(child, walked, job);
            count(child);
            await rest(shelf, job);
          } else if (!wasKept) prepare(child, walked);
        }
      }
      reading.total = files.length;
      restored = await restoreFolder(shelf, log, stampsOf(files), job);
      if (wasKept) for (const [child, walked] of files) prepare(child, walked);
      ahead.complete();
      const helped: Job = { ...job, ahead };
      for (let i = begun; i < files.length && !full; i++) {
        const [child, walked] = files[i] as (typeof files)[number];
        if (!isUpToDate(shelf, child, walked)) await readOne(child, walked, helped);
        count(child);
        const turn = rest(shelf, job);
        if (turn !== undefined) await turn;
      }
      if (full) leaveOut(log, passedOver({ ...full, start: 0, end: 0 }));
    } catch (error) {
      if (error instanceof Cancelled) {
        log.wasCancelled ||= asked.isCancelled(); // not when a newer reading takes its place
        leaveOut(log, notReached);
        if (reading.total === undefined) addProblem(found, { start: 0, end: 0, reason: "cancelled" });
      }
      throw error;
    } finally {
      ahead.close();
      coverIfAmiss(shelf, log);
    }
    await missing(shelf, log, files, job);
    log.version = 0;
    if (isAnyRead || (isFirst && restored === 0)) saveLater(shelf, log, job.limits, restored);
  };
  await asReading(shelf, log, asked, readAll, quiet);
}

/** Reports problems of the folder itself on the folder. A folder without any is covered by its files alone. */
function coverIfAmiss(shelf: Shelf, log: Log): void {
  if (log.found.problemCount > 0) shelf.covered.set(log.uri, log);
  else shelf.covered.delete(log.uri);
}

/** Files that were in the folder and were not found now. */
async function missing(shelf: Shelf, log: Log, files: readonly (readonly [Log, Walked])[], job: Job): Promise<void> {
  const there = new Set(files.map(([child]) => child));
  const closed = files.flatMap(([, walked]) => (walked.kind === "unreadable" ? walked : []));
  const own = log.found.problems.find(({ reason }) => reason === "unreadable")?.detail;
  for (const child of [...(log.members?.values() ?? [])]) {
    if (there.has(child)) continue;
    // what is in a folder that cannot be read may exist or not
    const code = own ?? closed.find(({ uri }) => child.uri.startsWith(`${uri}/`))?.code ?? (await outOfReach(child));
    if (code === undefined) gone(shelf, log, child);
    else {
      cannotBeReached(child, code);
      if (own === undefined && !has(log, "unreadable") && isOnAnotherDisk(code))
        addProblem(log.found, { start: 0, end: 0, reason: "unreadable", detail: code });
    }
    await rest(shelf, job);
  }
  coverIfAmiss(shelf, log);
}

function stampsOf(files: readonly (readonly [Log, Walked])[]): Map<string, Stamp> {
  const stamps = new Map<string, Stamp>();
  for (const [, walked] of files) if (walked.kind === "file") stamps.set(walked.uri, walked);
  return stamps;
}

async function* filesBelow(folder: FolderSource, found: Found, rest: Rest): AsyncGenerator<Walked[]> {
  let left = MOST_FILES;
  for await (const several of walk(folder, rest)) {
    const files = several.filter(({ uri }) => uri !== folder.uri);
    for (const one of several) {
      if (one.uri === folder.uri && one.kind === "unreadable")
        addProblem(found, { start: 0, end: 0, reason: "unreadable", detail: one.code });
    }
    yield files.length > left ? files.slice(0, left) : files;
    left -= files.length;
    if (left >= 0) continue;
    addProblem(found, { start: 0, end: 0, reason: "tooManyFiles", detail: String(MOST_FILES) });
    return;
  }
}

/** Adds the file to the folder. */
export function place(shelf: Shelf, folder: Log, walked: Walked): Log {
  const { uri, path } = walked;
  const child = shelf.adopt(folder, uri, { kind: "file", uri, path }, walked.kind === "unreadable" ? 0 : walked.size);
  if (walked.kind === "file" && walked.disk !== undefined) child.disk = walked.disk;
  return child;
}

/**
 * Reads a file of a folder, unless its current version was already read.
 * @param unasked only an update: cancelled readings do not continue
 */
export async function look(shelf: Shelf, log: Log, walked: Walked, job: Job, unasked = false): Promise<void> {
  if (shelf.logs.get(log.uri) !== log) return; // closed in the meantime
  if (walked.kind === "unreadable") return cannotBeReached(log, walked.code);
  if (walked.kind === "passedOver") {
    const problem = { start: 0, end: 0, reason: walked.why, ...detailOf(walked) };
    if (log.version === undefined) log.found = passedOver(problem);
    else if (!has(log, problem.reason)) mark(log, problem);
    return;
  }
  if (log.own) {
    await shelf.whenIdle(log);
    if (log.source.kind !== "file" || shelf.logs.get(log.uri) !== log) return; // its document is read, or it was closed
  }
  if (isStillAsRead(log, walked, unasked)) return;
  await asMember(shelf, log, job, async () => {
    if (log.found.resume && (await append(shelf, log, job))) return;
    await readLog(shelf, log, { kind: "file", uri: log.uri, path: walked.path }, log.own ? withoutShared(job) : job);
  });
}

function detailOf({ isFolder, special }: Extract<Walked, { kind: "passedOver" }>): Pick<Problem, "detail"> {
  const detail = isFolder ? "folder" : special;
  return detail === undefined ? {} : { detail };
}

/** Whether there is nothing to wait for or to read. */
function isUpToDate(shelf: Shelf, log: Log, walked: Walked): boolean {
  return walked.kind === "file" && !log.own && shelf.logs.get(log.uri) === log && isStillAsRead(log, walked);
}

/** Like {@link isAsRead}; if so, the file exists. */
function isStillAsRead(log: Log, walked: Stamp, unasked = false): boolean {
  if (!isAsRead(log, walked, unasked)) return false;
  isBack(log);
  return true;
}

function isAsRead(log: Log, walked: Stamp, unasked = false): boolean {
  const { stamp, stopped } = log.found;
  if (!isSameStamp(stamp, walked)) return false;
  if (stopped !== undefined && isPassing(stopped)) return unasked && waitsToBeAsked.has(stopped);
  return log.version !== undefined;
}

/** Reading that was cancelled, or would end again at once, does not continue by itself. */
const waitsToBeAsked: ReadonlySet<ProblemReason> = new Set(["cancelled", "outOfMemory", "engineStopped"]);

function withoutShared({ limits, isCancelled }: Job): Job {
  return { limits, isCancelled };
}

function isBack(log: Log): void {
  for (const reason of ["deleted", "unreadable", "notAFile"] as const) if (has(log, reason)) unmark(log, reason);
}

/** Marks a file that no longer exists; what was read stays. */
export function gone(shelf: Shelf, folder: Log | undefined, log: Log): void {
  if (log.source.kind === "text" || has(log, "deleted")) return;
  if (log.found.shape === "" && folder && !log.own) shelf.disown(folder, log);
  else markInstead(log, { start: 0, end: log.found.bytes, reason: "deleted" });
}

/** Nobody knows whether it is still there: what was read stays, and is marked. @param code of the system, or our own */
export function cannotBeReached(log: Log, code: string): void {
  if (log.source.kind === "text") return;
  const problem = { start: 0, end: 0, reason: "unreadable", detail: code } as const;
  if (log.version === undefined) log.found = passedOver(problem);
  else markInstead(log, problem);
}

/** What was said before of where it is holds no longer. */
function markInstead(log: Log, problem: Problem): void {
  isBack(log);
  mark(log, problem);
}

function leaveOut(folder: Log, why: Found): void {
  for (const child of folder.members?.values() ?? []) if (child.found === waiting) child.found = why;
}
