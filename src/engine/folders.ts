import { append } from "./append";
import { MOST_FILES } from "./archives";
import { restoreFolder } from "./cache/restore";
import { saveLater } from "./cache/save";
import { Cancelled } from "./engine";
import type { Stamp } from "./input/content";
import { type Walked, walk } from "./input/walk";
import { type FolderSource, has, type Log, mark, notReached, passedOver, unmark, waiting } from "./log";
import { addProblem, type Found, nothingYet } from "./reading";
import { readMember } from "./readLog";
import { asReading, eventsOf, type Job, rest } from "./readRows";
import type { Shelf } from "./shelf";
import { SharedChunks } from "./store/store";

/** Reads all files below a folder as logs; of what was read before only what changed since. */
export async function readFolder(shelf: Shelf, log: Log, source: FolderSource, asked: Job): Promise<void> {
  await asReading(shelf, log, asked, async (reading, own) => {
    const job: Job = { ...own, shared: new SharedChunks() };
    const found = { ...nothingYet(), shape: "folder" as const };
    log.source = source;
    shelf.replace(log, found);
    log.members ??= new Map();
    reading.files = 0;
    log.wasCancelled = false;
    let restored = 0;
    const files: [child: Log, walked: Walked][] = [];
    try {
      for await (const walked of walk(source, () => rest(shelf, job))) {
        if (walked.uri === source.uri) {
          if (walked.kind === "unreadable")
            addProblem(found, { start: 0, end: 0, reason: "unreadable", detail: walked.code });
        } else if (files.length === MOST_FILES) {
          addProblem(found, { start: 0, end: 0, reason: "tooManyFiles", detail: String(MOST_FILES) });
          break;
        } else files.push([place(shelf, log, walked), walked]);
      }
      reading.total = files.length;
      restored = await restoreFolder(shelf, log, stampsOf(files), job);
      for (const [child, walked] of files) {
        await look(shelf, child, walked, job);
        const full = child.found.problems.find(({ reason }) => reason === "outOfMemory");
        if (full) {
          leaveOut(log, passedOver({ ...full, start: 0, end: 0 }));
          break;
        }
        reading.read = ++reading.files;
        reading.events += eventsOf(shelf.store, child.uri);
        await rest(shelf, job);
      }
    } catch (error) {
      if (error instanceof Cancelled) {
        log.wasCancelled = true;
        leaveOut(log, notReached);
        if (reading.total === undefined) addProblem(found, { start: 0, end: 0, reason: "cancelled" });
      }
      throw error;
    } finally {
      if (found.problemCount > 0) shelf.covered.set(log.uri, log);
      else shelf.covered.delete(log.uri);
    }
    const there = new Set(files.map(([child]) => child));
    for (const child of [...log.members.values()]) if (!there.has(child)) gone(shelf, log, child);
    log.version = 0;
    saveLater(shelf, log, job.limits, restored);
  });
}

function stampsOf(files: readonly (readonly [Log, Walked])[]): Map<string, Stamp> {
  const stamps = new Map<string, Stamp>();
  for (const [, walked] of files) if (walked.kind === "file") stamps.set(walked.uri, walked);
  return stamps;
}

/** The file is one of the folder's from now on. */
export function place(shelf: Shelf, folder: Log, walked: Walked): Log {
  const { uri, path } = walked;
  const child = shelf.adopt(folder, uri, { kind: "file", uri, path }, walked.kind === "unreadable" ? 0 : walked.size);
  return child;
}

/** Reads a file of a folder, if it was not read as it is now. */
export async function look(shelf: Shelf, log: Log, walked: Walked, job: Job): Promise<void> {
  if (shelf.logs.get(log.uri) !== log) return; // closed meanwhile
  if (walked.kind !== "file") {
    const problem =
      walked.kind === "unreadable"
        ? ({ start: 0, end: 0, reason: "unreadable", detail: walked.code } as const)
        : ({ start: 0, end: 0, reason: walked.why, ...(walked.isFolder ? { detail: "folder" } : {}) } as const);
    if (log.version === undefined) log.found = passedOver(problem);
    else if (!log.found.problems.some(({ reason }) => reason === problem.reason)) mark(log, problem);
    return;
  }
  if (log.own) {
    await shelf.whenIdle(log);
    if (log.source.kind !== "file" || shelf.logs.get(log.uri) !== log) return; // its document is read, or it was closed
  }
  const { stamp } = log.found;
  const wasRead = log.version !== undefined || has(log, "cancelled");
  if (wasRead && stamp?.size === walked.size && stamp.modified === walked.modified) {
    if (has(log, "deleted")) unmark(log, "deleted");
    return;
  }
  if (await append(shelf, log, job)) return;
  await readMember(shelf, log, { kind: "file", uri: log.uri, path: walked.path }, log.own ? withoutShared(job) : job);
}

function withoutShared({ limits, isCancelled }: Job): Job {
  return { limits, isCancelled };
}

/** It is not there any more: what was read stays, and is marked. */
export function gone(shelf: Shelf, folder: Log | undefined, log: Log): void {
  if (log.source.kind === "text" || has(log, "deleted")) return;
  if (log.found.shape === "" && folder && !log.own) shelf.disown(folder, log);
  else mark(log, { start: 0, end: log.found.bytes, reason: "deleted" });
}

function leaveOut(folder: Log, why: Found): void {
  for (const child of folder.members?.values() ?? []) if (child.found === waiting) child.found = why;
}
