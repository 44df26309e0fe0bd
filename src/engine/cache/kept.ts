/** Which logs an entry holds, and what reading them has found. */
import { paddedLength, Unusable } from "../exchange/block";
import { isPassing } from "../failures";
import type { Stamp } from "../input/stamp";
import { type Limits, MB } from "../limits";
import type { Log } from "../log";
import type { Found } from "../reading";

/** A log of this much content, or a folder of this many files, takes longer to read than its entry. */
const LEAST_BYTES = 16 * MB;
const LEAST_FILES = 200;
/** A file may be written again in the moment its time already tells: milliseconds, as coarse as file systems are. */
const SAME_TIME = 2000;
const LOGS = 256; // in a block

/** What an entry begins with. */
export interface Head {
  mark: string;
  uri: string;
  limits: readonly number[];
  /** Of a file. */
  stamp: Stamp | undefined;
}

/** Those that decide what is found in a log. */
export function decisive({ inflated, record, depth }: Limits): readonly number[] {
  return [inflated, record, depth];
}

/** A log in an entry, behind the folder or archive it lies in. */
export interface KeptLog {
  /** The number of that one; -1 of the first. */
  inside: number;
  uri: string;
  size: number;
  /** Its rows are there; otherwise it was passed over. */
  isRead: boolean;
  found: Omit<Found, "copy">;
}

/** With the logs themselves; undefined when it is not worth an entry, or would not be the same when read again. */
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
