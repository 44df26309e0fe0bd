import type { Stats } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import { gone, look, place, readFolder } from "./folders";
import { codeOf, isHidden, type Walked, walk, walkedFile } from "./input/walk";
import type { Log } from "./log";
import { type Job, rest } from "./readRows";
import type { Shelf } from "./shelf";
import { SharedChunks } from "./store/draft";

/** A file or folder that may have come, changed or gone. */
export interface Changed {
  uri: string;
  path: string;
}

/** Brings what is open up to date with the disk. */
export async function refresh(shelf: Shelf, changed: readonly Changed[], asked: Job): Promise<void> {
  const job: Job = { ...asked, shared: new SharedChunks() };
  for (const at of changed) {
    await rest(shelf, job);
    const log = shelf.logs.get(at.uri);
    if (log?.source.kind === "folder") {
      await shelf.whenIdle(log);
      if (shelf.logs.get(at.uri) !== log || log.wasCancelled) continue; // closed meanwhile, or not to go on unasked
      await readFolder(shelf, log, log.source, asked, true);
      continue;
    }
    let stat: Stats;
    try {
      stat = await fs.stat(at.path);
    } catch (error) {
      const code = codeOf(error);
      const out = code === "ENOENT" || code === "ENOTDIR" ? await outOfReach(at.path) : code;
      if (out === undefined) forget(shelf, at.uri);
      else if (log) await look(shelf, log, { kind: "unreadable", ...at, code: out }, job, true);
      continue;
    }
    const folders = foldersOf(shelf, at.uri);
    if (!stat.isDirectory()) await take(shelf, folders, walkedFile(at, stat), job);
    else if (folders.length > 0) {
      for await (const walked of walk(at, () => rest(shelf, job))) {
        for (const one of walked) if (one.uri !== at.uri) await take(shelf, folders, one, job);
      }
    }
  }
}

/** Why nothing can be said of a file that is not found: the system's code for the nearest folder above it; undefined when that one is there. */
async function outOfReach(file: string): Promise<string | undefined> {
  const folder = path.dirname(file);
  if (folder === file) return undefined;
  try {
    await fs.stat(folder);
    return undefined;
  } catch (error) {
    const code = codeOf(error);
    return code === "ENOENT" || code === "ENOTDIR" ? outOfReach(folder) : code;
  }
}

async function take(shelf: Shelf, folders: readonly Log[], walked: Walked, job: Job): Promise<void> {
  for (const folder of folders) place(shelf, folder, walked);
  const log = shelf.logs.get(walked.uri);
  if (log) await look(shelf, log, walked, job, true);
}

/** A file that is gone, or all that lay in a folder that is. */
function forget(shelf: Shelf, uri: string): void {
  for (const log of [...shelf.logs.values()]) {
    if (log.uri !== uri && !log.uri.startsWith(`${uri}/`)) continue;
    const holders = foldersOf(shelf, log.uri);
    if (holders.length === 0) gone(shelf, undefined, log);
    for (const folder of holders) gone(shelf, folder, log);
  }
}

/** The open folders a path lies in, if none of the folders between is hidden. */
function foldersOf(shelf: Shelf, uri: string): Log[] {
  return [...shelf.folders].filter((folder) => {
    const top = folder.uri.endsWith("/") ? folder.uri : `${folder.uri}/`;
    if (!uri.startsWith(top)) return false;
    const between = decodeURIComponent(uri.slice(top.length)).split("/").slice(0, -1);
    return !between.some(isHidden);
  });
}
