/** What is known of a file that is not found where it was. */
import { statSync } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import { codeOf } from "../input/walk";
import type { Log } from "./log";

/** The code of a file on a disk, or on another computer, that is no longer connected. */
const UNMOUNTED = "UNMOUNTED";

/** The number of the disk of a file's folder; undefined when there is no such folder. */
export function diskOf(file: string): number | undefined {
  try {
    return statSync(path.dirname(file)).dev;
  } catch {
    return undefined;
  }
}

/**
 * Why a log's file may still exist although it is not found: the code of the nearest folder above it, if that cannot be read, and
 * "UNMOUNTED" if it is on another disk than the file's folder was. Undefined: the file was deleted.
 */
export async function outOfReach(log: Log): Promise<string | undefined> {
  const { inside, source } = log;
  const file = source.kind === "file" ? source : inside;
  if (file?.kind !== "file") return undefined;
  for (let at = file.path; ; ) {
    const folder = path.dirname(at);
    if (folder === at) return undefined;
    try {
      const { dev } = await fs.stat(folder);
      return log.disk === undefined || log.disk === dev ? undefined : UNMOUNTED;
    } catch (error) {
      const code = codeOf(error);
      if (!isNotFound(code)) return code;
    }
    at = folder;
  }
}

export function isOnAnotherDisk(code: string): boolean {
  return code === UNMOUNTED;
}

export function isNotFound(code: string): boolean {
  return code === "ENOENT" || code === "ENOTDIR";
}
