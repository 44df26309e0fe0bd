import { type Dirent, type Stats, statSync } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { childUri } from "./uris";

const AT_ONCE = 64; // files asked about: each answer takes a while from other computers
/** Waiting for an answer that takes less costs more than the answer. */
const SLOW = 0.5; // ms
const ENTRIES = 256; // of a folder, read at a time: they are made into objects at one stretch

/** Something found below a folder; a folder itself only when what is in it is passed over. */
export type Walked =
  | { kind: "file"; uri: string; path: string; size: number; modified: number }
  | {
      kind: "passedOver";
      uri: string;
      path: string;
      why: "hidden" | "notAFile" | "linkedAgain";
      isFolder?: true;
      size: number;
    }
  | { kind: "unreadable"; uri: string; path: string; code: string };

interface Folder {
  uri: string;
  path: string;
}

/**
 * All below a folder, in order of their paths; folders reached by links come last, and none is entered twice. The folder
 * itself, or a file, may be given by its own path.
 */
export async function* walk(top: Folder, rest: () => Promise<void>): AsyncGenerator<Walked> {
  const entered = new Set<string>();
  const links: Folder[] = [];
  const waiting: Folder[] = [top];
  for (;;) {
    const folder = waiting.pop() ?? links.shift();
    if (!folder) return;
    await rest();
    let entries: Dirent[];
    try {
      const { dev, ino } = await fs.stat(folder.path, { bigint: true });
      if (entered.has(`${dev}:${ino}`)) {
        yield { ...folder, kind: "passedOver", why: "linkedAgain", isFolder: true, size: 0 };
        continue;
      }
      entered.add(`${dev}:${ino}`);
      entries = await entriesOf(folder.path, rest);
    } catch (error) {
      yield { ...folder, kind: "unreadable", code: codeOf(error) };
      continue;
    }
    const inner: Folder[] = [];
    for (let from = 0; from < entries.length; from += AT_ONCE) {
      await rest();
      for (const one of await foundOf(folder, entries.slice(from, from + AT_ONCE))) {
        if (one.kind === "folder") inner.push(one);
        else if (one.kind === "link") links.push(one);
        else yield one;
      }
    }
    waiting.push(...inner.reverse());
  }
}

type Inner = (Folder & { kind: "folder" }) | (Folder & { kind: "link" });

/** One after another while the disk answers at once; from the first slow answer on all together. */
async function foundOf(folder: Folder, entries: readonly Dirent[]): Promise<(Walked | Inner)[]> {
  const found: (Walked | Inner)[] = [];
  let isSlow = false;
  while (found.length < entries.length && !isSlow) {
    const began = performance.now();
    found.push(told(folder, entries[found.length] as Dirent, statSync));
    isSlow = performance.now() - began > SLOW;
  }
  const others = entries.slice(found.length).map(async (entry) => {
    if (entry.isDirectory()) return told(folder, entry, statSync);
    const answer = await fs.stat(path.join(folder.path, entry.name)).catch((error: unknown) => ({ error }));
    return told(folder, entry, () => {
      if ("error" in answer) throw answer.error;
      return answer;
    });
  });
  return others.length === 0 ? found : [...found, ...(await Promise.all(others))];
}

function told(folder: Folder, entry: Dirent, stat: (path: string) => Stats): Walked | Inner {
  const at = { uri: childUri(folder.uri, entry.name), path: path.join(folder.path, entry.name) };
  const hidden = { kind: "passedOver", ...at, why: "hidden", isFolder: true, size: 0 } as const;
  if (entry.isDirectory()) return isHidden(entry.name) ? hidden : { kind: "folder", ...at };
  try {
    const stats = stat(at.path);
    if (!stats.isDirectory()) return walkedFile(at, stats);
    return isHidden(entry.name) ? hidden : { kind: "link", ...at };
  } catch (error) {
    return { kind: "unreadable", ...at, code: codeOf(error) };
  }
}

/** Hidden ones, and what is no file at all: a pipe would never end. */
export function walkedFile(at: Folder, stat: Stats): Walked {
  if (!stat.isFile()) return { kind: "passedOver", ...at, why: "notAFile", size: 0 };
  const { size, mtimeMs: modified } = stat;
  return isHidden(path.basename(at.path))
    ? { kind: "passedOver", ...at, why: "hidden", size }
    : { kind: "file", ...at, size, modified };
}

/** As Unix hides them; what systems leave behind is named so on all of them. */
export function isHidden(name: string): boolean {
  return name.startsWith(".") || name === "Thumbs.db" || name === "desktop.ini" || name === "__MACOSX";
}

async function entriesOf(folder: string, rest: () => Promise<void>): Promise<Dirent[]> {
  const entries: Dirent[] = [];
  for await (const entry of await fs.opendir(folder, { bufferSize: ENTRIES })) {
    entries.push(entry);
    if (entries.length % ENTRIES === 0) await rest();
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function codeOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return typeof code === "string" ? code : error instanceof Error ? error.message : "";
}
