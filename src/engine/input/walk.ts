import { type Dirent, opendirSync, readdirSync, type Stats, statSync } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import { performance } from "node:perf_hooks";
import type { Rest } from "../thread/turns";
import { type SpecialFile, specialOf } from "./regularFile";
import { type Stamp, stampOf } from "./stamp";
import { childUri } from "./uris";

const AT_ONCE = 64; // files per request: each answer takes a while from other computers
/** Waiting for a faster answer costs more than the answer. */
const SLOW = 0.5; // ms
/** After a slow answer, this many folders are read without blocking the thread. */
const FOLDERS_AFTER_SLOW = 8;
const ENTRIES = 256; // entries of a folder that are read at a time: they are converted to objects at once

/** Something found below a folder; a folder itself only when what is in it is passed over. `disk`: the number of its folder's. */
export type Walked =
  | ({ kind: "file"; uri: string; path: string; disk?: number | undefined } & Stamp)
  | {
      kind: "passedOver";
      uri: string;
      path: string;
      why: "hidden" | "notAFile" | "linkedAgain";
      isFolder?: true;
      special?: SpecialFile | undefined;
      size: number;
    }
  | { kind: "unreadable"; uri: string; path: string; code: string };

interface Folder {
  uri: string;
  path: string;
}

/**
 * Everything in a folder, in order of paths, several at a time; folders reached by links come last, and none is entered
 * twice. The folder itself, or a file, may be given by its own path.
 */
export async function* walk(top: Folder, rest: Rest): AsyncGenerator<Walked[]> {
  const entered = new Set<string>();
  const links: Folder[] = [];
  const waiting: Folder[] = [top];
  const pace = new Pace();
  for (;;) {
    const folder = waiting.pop() ?? links.shift();
    if (!folder) return;
    await rest();
    let entries: Dirent[];
    let disk: number;
    try {
      const isQuick = pace.isQuick();
      const asked = { bigint: true } as const;
      const { dev, ino } = isQuick ? pace.timed(() => statSync(folder.path, asked)) : await fs.stat(folder.path, asked);
      if (entered.has(`${dev}:${ino}`)) {
        yield [{ ...folder, kind: "passedOver", why: "linkedAgain", isFolder: true, size: 0 }];
        continue;
      }
      entered.add(`${dev}:${ino}`);
      disk = Number(dev);
      entries = await (isQuick ? entriesAtOnce(folder.path, pace, rest) : entriesOf(folder.path, rest));
    } catch (error) {
      yield [{ ...folder, kind: "unreadable", code: codeOf(error) }];
      continue;
    }
    const odd = oddNames(folder, entries);
    if (odd.length > 0) {
      yield odd;
      entries = entries.filter(({ name }) => !isReplaced(name));
    }
    const inner: Folder[] = [];
    for (let from = 0; from < entries.length; from += AT_ONCE) {
      await rest();
      const found: Walked[] = [];
      for (const one of await foundOf(folder, entries.slice(from, from + AT_ONCE), pace)) {
        if (one.kind === "folder") inner.push(one);
        else if (one.kind === "link") links.push(one);
        else {
          if (one.kind === "file") one.disk = disk;
          found.push(one);
        }
      }
      if (found.length > 0) yield found;
    }
    waiting.push(...inner.reverse());
  }
}

/**
 * The code of a file whose name is not UTF-8: no document address can contain it, and two such names may look the same.
 */
const ODD_NAME = "ODDNAME";

/** Node's replacement for what is not UTF-8. A name may also really contain this character. */
const isReplaced = (name: string): boolean => name.includes("\ufffd");

/**
 * Reports each entry whose name is not UTF-8, with different names, and leaves out those whose name really has that
 * character.
 */
function oddNames(folder: Folder, entries: readonly Dirent[]): Walked[] {
  if (!entries.some(({ name }) => isReplaced(name))) return [];
  const inFolder = insideOf(folder);
  return readdirSync(folder.path, { encoding: "buffer" })
    .filter((name) => isReplaced(name.toString()))
    .sort(Buffer.compare)
    .map((name): Walked => {
      const isUtf8 = Buffer.from(name.toString()).equals(name);
      const at = inFolder(isUtf8 ? name.toString() : spelled(name));
      return isUtf8
        ? (fileOf(at) ?? { ...at, kind: "unreadable", code: ODD_NAME })
        : { ...at, kind: "unreadable", code: ODD_NAME };
    });
}

function fileOf(at: Folder): Walked | undefined {
  try {
    const stat = statSync(at.path);
    return stat.isDirectory() ? undefined : walkedFile(at, stat);
  } catch (error) {
    return { ...at, kind: "unreadable", code: codeOf(error) };
  }
}

/** Writes bytes that are not UTF-8 as numbers: a⟨FF⟩.json */
function spelled(name: Buffer): string {
  let text = "";
  for (let at = 0; at < name.length; ) {
    const length = [1, 2, 3, 4].find((bytes) => {
      const part = name.subarray(at, at + bytes);
      return part.length === bytes && Buffer.from(part.toString()).equals(part);
    });
    text +=
      length === undefined
        ? `⟨${(name[at] as number).toString(16).toUpperCase()}⟩`
        : name.toString("utf8", at, at + length);
    at += length ?? 1;
  }
  return text;
}

/** How fast the disk answers, as far as it was asked. */
class Pace {
  /** The first folder may be on a computer that does not answer at all. */
  #slow = 1;

  /** Call this once for each folder: after a slow answer, some folders count as slow. */
  isQuick(): boolean {
    if (this.#slow === 0) return true;
    this.#slow--;
    return false;
  }

  isSlow(ms: number): boolean {
    if (ms <= SLOW) return false;
    this.#slow = FOLDERS_AFTER_SLOW;
    return true;
  }

  timed<T>(ask: () => T): T {
    const began = performance.now();
    const answer = ask();
    this.isSlow(performance.now() - began);
    return answer;
  }
}

type Inner = (Folder & { kind: "folder" }) | (Folder & { kind: "link" });

/** One after another while the disk answers at once; all together from the first slow answer on. */
async function foundOf(folder: Folder, entries: readonly Dirent[], pace: Pace): Promise<(Walked | Inner)[]> {
  const found: (Walked | Inner)[] = [];
  const inFolder = insideOf(folder);
  let isSlow = false;
  let before = performance.now();
  while (found.length < entries.length && !isSlow) {
    const entry = entries[found.length] as Dirent;
    found.push(told(inFolder(entry.name), entry, statSync));
    const now = performance.now();
    isSlow = pace.isSlow(now - before);
    before = now;
  }
  if (found.length === entries.length) return found;
  const others = entries.slice(found.length).map(async (entry) => {
    const at = inFolder(entry.name);
    if (entry.isDirectory()) return told(at, entry, statSync);
    const answer = await fs.stat(at.path).catch((error: unknown) => ({ error }));
    return told(at, entry, () => {
      if ("error" in answer) throw answer.error;
      return answer;
    });
  });
  return [...found, ...(await Promise.all(others))];
}

/** The same path as path.join, computed once for a folder. */
function insideOf(folder: Folder): (name: string) => Folder {
  const first = path.join(folder.path, "_").slice(0, -1);
  return (name) => ({ uri: childUri(folder.uri, name), path: first + name });
}

function told(at: Folder, entry: Dirent, stat: (path: string) => Stats): Walked | Inner {
  const { uri, path } = at;
  const hidden = { kind: "passedOver", uri, path, why: "hidden", isFolder: true, size: 0 } as const;
  if (entry.isDirectory()) return isHidden(entry.name) ? hidden : { kind: "folder", uri, path };
  try {
    const stats = stat(path);
    if (!stats.isDirectory()) return walkedFile(at, stats, entry.name);
    return isHidden(entry.name) ? hidden : { kind: "link", uri, path };
  } catch (error) {
    return { kind: "unreadable", uri, path, code: codeOf(error) };
  }
}

/** Skips hidden files, and what is not a file: reading a pipe would never end. */
export function walkedFile({ uri, path: file }: Folder, stat: Stats, name = path.basename(file)): Walked {
  if (!stat.isFile())
    return { kind: "passedOver", uri, path: file, why: "notAFile", special: specialOf(stat), size: 0 };
  return isHidden(name)
    ? { kind: "passedOver", uri, path: file, why: "hidden", size: stat.size }
    : { kind: "file", uri, path: file, ...stampOf(stat) };
}

/** Hidden as in Unix; systems leave files with these names. */
export function isHidden(name: string): boolean {
  return name.startsWith(".") || name === "Thumbs.db" || name === "desktop.ini" || name === "__MACOSX";
}

/** Like {@link entriesOf}, without waiting for each part. */
async function entriesAtOnce(folder: string, pace: Pace, rest: Rest): Promise<Dirent[]> {
  const entries: Dirent[] = [];
  const opened = pace.timed(() => opendirSync(folder, { bufferSize: ENTRIES }));
  try {
    for (let entry = pace.timed(() => opened.readSync()); entry; entry = opened.readSync()) {
      entries.push(entry);
      if (entries.length % ENTRIES === 0) await rest();
    }
  } finally {
    opened.closeSync();
  }
  return inOrder(entries);
}

async function entriesOf(folder: string, rest: Rest): Promise<Dirent[]> {
  const entries: Dirent[] = [];
  for await (const entry of await fs.opendir(folder, { bufferSize: ENTRIES })) {
    entries.push(entry);
    if (entries.length % ENTRIES === 0) await rest();
  }
  return inOrder(entries);
}

const inOrder = (entries: Dirent[]): Dirent[] => entries.sort((a, b) => (a.name < b.name ? -1 : 1));

export function codeOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return typeof code === "string" ? code : error instanceof Error ? error.message : "";
}
