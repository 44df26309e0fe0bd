import type { Problem, ProblemReason } from "../engine";
import type { Stamp } from "../input/stamp";
import type { Found, Source } from "../reading/reading";
import type { Draft } from "../store/draft";

export interface FolderSource {
  kind: "folder";
  uri: string;
  path: string;
}

/** A log, or a folder or archive of logs, that was opened or found in an open one. */
export interface Log {
  readonly uri: string;
  source: Source | FolderSource;
  /** Its source if it is open only because of its folder or archive. */
  inside: Source | undefined;
  /** The result of the reading whose rows questions see. */
  found: Found;
  /** The version whose rows questions see; undefined during the first reading. */
  version: number | undefined;
  reading: Reading | undefined;
  whenRead: Set<() => void> | undefined;
  /** Opened on its own. */
  own: boolean;
  /** Number of open folders and archives that contain it. */
  holders: number;
  /** The members of a folder or archive. */
  members: Map<string, Log> | undefined;
  /** Bytes on disk, from the folder or archive. */
  size: number;
  /** The user cancelled the reading of this folder: it does not continue unasked. */
  wasCancelled: boolean;
  /** Takes the rows of what is appended to the file. */
  draft: Draft | undefined;
  /** What the rows that questions see were read from, while they are there and something else is read. */
  readFrom: Source | FolderSource | undefined;
  /** The state of its file for which it was read again because a record was no longer there. */
  readAgainAt: Stamp | undefined;
  isToldReadAgain: boolean;
  /** The disk of the folder it lies in, as it was when its file was last found there. */
  disk: number | undefined;
}

/** One reading of a log, until a newer one replaces it. */
export interface Reading {
  /** Bytes of the source, code units of a text, files of a folder. */
  read: number;
  total: number | undefined;
  /** For a folder or archive. */
  files?: number;
  /** Events of a folder's members that are read. */
  events: number;
  stopped: boolean;
  /** An update that nobody asked for and that has found nothing to read yet: it is not shown. */
  quiet: boolean;
}

export function newReading(quiet = false): Reading {
  return { read: 0, total: undefined, events: 0, stopped: false, quiet };
}

/** Shared by all logs in this state: never changed in place. */
export const waiting: Found = { gzip: false, shape: "", bytes: 0, problems: [], problemCount: 0 };
export const notReached: Found = passedOver({ start: 0, end: 0, reason: "cancelled" });

export function passedOver(problem: Problem): Found {
  return { gzip: false, shape: "", bytes: 0, problems: [problem], problemCount: 1 };
}

/** Marks a log that no longer exists; what was read of it stays. */
export function mark(log: Log, problem: Problem): void {
  const { found } = log;
  log.found = { ...found, problems: [problem, ...found.problems], problemCount: found.problemCount + 1 };
}

export function unmark(log: Log, reason: ProblemReason): void {
  const { found } = log;
  const problems = found.problems.filter((problem) => problem.reason !== reason);
  const problemCount = found.problemCount - (found.problems.length - problems.length);
  log.found = { ...found, problems, problemCount };
}

export function has({ found }: Log, wanted: ProblemReason): boolean {
  return found.problems.some(({ reason }) => reason === wanted);
}
