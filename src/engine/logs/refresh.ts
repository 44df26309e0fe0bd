import type { Stats } from "node:fs";
import fs from "node:fs/promises";
import { Cancelled } from "../engine";
import { codeOf, isHidden, type Walked, walk, walkedFile } from "../input/walk";
import { type Job, rest } from "../reading/readRows";
import { SharedChunks } from "../store/draft";
import { cannotBeReached, gone, look, place, readFolder } from "./folders";
import type { Log } from "./log";
import { diskOf, isNotFound, outOfReach } from "./outOfReach";
import type { Shelf } from "./shelf";

/** A file or folder that may have been created, changed or deleted. */
export interface Changed {
  uri: string;
  path: string;
}

/** Updates what is open from the disk. */
export async function refresh(shelf: Shelf, changed: readonly Changed[], asked: Job): Promise<void> {
  const job: Job = { ...asked, shared: new SharedChunks() };
  for (const at of changed) {
    await rest(shelf, job);
    const log = shelf.logs.get(at.uri);
    if (log?.source.kind === "folder") {
      // another question may have waited for the same end, and have begun to read by now
      while (log.reading) await shelf.whenIdle(log);
      if (shelf.logs.get(at.uri) !== log || log.wasCancelled) continue; // closed in the meantime, or not to continue unasked
      try {
        await readFolder(shelf, log, log.source, asked, true);
      } catch (error) {
        if (!(error instanceof Cancelled) || asked.isCancelled()) throw error;
        // somebody opens it: that reading finds all that has changed
      }
      continue;
    }
    let stat: Stats;
    try {
      stat = await fs.stat(at.path);
    } catch (error) {
      await missed(shelf, at.uri, codeOf(error), job);
      continue;
    }
    const folders = foldersOf(shelf, at.uri);
    if (!stat.isDirectory()) {
      const walked = walkedFile(at, stat);
      if (walked.kind === "file") walked.disk = diskOf(at.path);
      await take(shelf, folders, walked, job);
    } else if (folders.length > 0) {
      for await (const walked of walk(at, () => rest(shelf, job))) {
        for (const one of walked) if (one.uri !== at.uri) await take(shelf, folders, one, job);
      }
    }
  }
}

async function take(shelf: Shelf, folders: readonly Log[], walked: Walked, job: Job): Promise<void> {
  for (const folder of folders) place(shelf, folder, walked);
  const log = shelf.logs.get(walked.uri);
  if (log) await look(shelf, log, walked, job, true);
}

/** Reports a file that is gone or out of reach, or every file of such a folder. Members of an archive are reported on the archive. */
async function missed(shelf: Shelf, uri: string, code: string, job: Job): Promise<void> {
  for (const log of [...shelf.logs.values()]) {
    if ((log.uri !== uri && !log.uri.startsWith(`${uri}/`)) || log.source.kind === "member") continue;
    const why = isNotFound(code) ? await outOfReach(log) : code;
    if (why !== undefined) cannotBeReached(log, why);
    else {
      const holders = foldersOf(shelf, log.uri);
      if (holders.length === 0) gone(shelf, undefined, log);
      for (const folder of holders) gone(shelf, folder, log);
    }
    await rest(shelf, job);
  }
}

/** The open folders that contain a path, if none of the folders between is hidden. */
function foldersOf(shelf: Shelf, uri: string): Log[] {
  return [...shelf.folders].filter((folder) => {
    const top = folder.uri.endsWith("/") ? folder.uri : `${folder.uri}/`;
    if (!uri.startsWith(top)) return false;
    const between = decodeURIComponent(uri.slice(top.length)).split("/").slice(0, -1);
    return !between.some(isHidden);
  });
}
