/** Which logs an entry contains, and what was found when they were read. */

import { paddedLength, Unusable } from "../exchange/block";
import type { Stamp } from "../input/stamp";
import { type Limits, MB } from "../limits";
import type { Log } from "../logs/log";
import type { Found } from "../reading/reading";
import { isPassing } from "../reports/failures";

/**
 * A log with at least this much content, or a folder with at least this many files, takes longer to read than its
 * entry.
 */
const LEAST_BYTES = 16 * MB;
const LEAST_FILES = 200;
/** Milliseconds in which a file may change again without a new time, because file systems have coarse times. */
const SAME_TIME = 2000;
const LOGS = 256; // in a block

/** The beginning of an entry. */
export interface Head {
  mark: string;
  uri: string;
  limits: readonly number[];
  /** The stamp of a file. */
  stamp: Stamp | undefined;
}

/** The limits that decide what is found in a log. */
export function decisive({ inflated, record, depth }: Limits): readonly number[] {
  return [inflated, record, depth];
}

/** A log in an entry, after the folder or archive that contains it. */
export interface KeptLog {
  /** The number of the containing log; -1 for the first log. */
  inside: number;
  uri: string;
  size: number;
  /** Whether it has rows here; otherwise it was skipped. */
  isRead: boolean;
  found: Omit<Found, "copy">;
}

/** The contents of an entry; undefined if it is not worth an entry, or would be different when read again. */
export function keptOf(log: Log): { log: Log; kept: KeptLog }[] | undefined {
  const all: { log: Log; kept: KeptLog }[] = [];
  const isFolder = log.source.kind === "folder";
  const add = (one: Log, inside: number): boolean => {
    const { uri, size, version, found, source } = one;
    if (source.kind === "text" || one.reading || !isLasting(found, source)) return false;
    if (source.kind === "file" && !isSettled(found.stamp)) return false;
    const before = all.length;
    const { copy: _, ...rest } = found;
    all.push({ log: one, kept: { inside, uri, size, isRead: version !== undefined, found: rest } });
    for (const member of one.members?.values() ?? []) {
      if (add(member, before) || one.source.kind === "folder") continue;
      all.length = before;
      return false;
    }
    return true;
  };
  if (!add(log, -1)) return undefined;
  const bytes = all.reduce((sum, { kept }) => sum + kept.found.bytes, 0);
  const isLarge = bytes >= LEAST_BYTES || (isFolder && all.length > LEAST_FILES);
  return isLarge ? all : undefined;
}

function isLasting({ problems }: Found, { kind }: Log["source"]): boolean {
  return !problems.some(({ reason }) => isPassing(reason) && !(reason === "unreadable" && kind === "member"));
}

function isSettled(stamp: Stamp | undefined): boolean {
  return stamp !== undefined && Date.now() - stamp.modified > SAME_TIME;
}

export function* logBlocks(logs: readonly KeptLog[]): Generator<Uint8Array> {
  for (let from = 0; from < logs.length; from += LOGS) yield jsonBlock(logs.slice(from, from + LOGS));
}

export function jsonBlock(value: unknown): Uint8Array {
  const json = Buffer.from(JSON.stringify(value));
  const block = new Uint8Array(paddedLength(json.length)).fill(0x20);
  block.set(json);
  return block;
}

export function jsonOf<T>({ buffer, length }: { buffer: ArrayBuffer; length: number }): T {
  try {
    return JSON.parse(Buffer.from(buffer, 0, length).toString()) as T;
  } catch {
    throw new Unusable("JSON");
  }
}
