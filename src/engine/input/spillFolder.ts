import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** Days in ms after which a folder belongs to nobody, even if its process cannot be checked. */
const OLDEST = 7 * 24 * 3600 * 1000;
const here = createHash("sha256").update(os.hostname()).digest("hex").slice(0, 8);
/** Machine, process, engine. */
const NAME = /^([0-9a-f]{8})-(\d+)-[0-9a-f]+$/;

/** A folder for one engine's spill files; created with the first one. */
export function newSpillFolder(root: string): string {
  return path.join(root, `${here}-${process.pid}-${randomBytes(4).toString("hex")}`);
}

/** Removes what windows left when they ended unexpectedly, but never what belongs to a running one. Never rejects. */
export async function removeStaleSpills(root: string): Promise<void> {
  const names = await fs.promises.readdir(root).catch(() => []); // nothing was ever spilled
  for (const name of names) {
    const folder = path.join(root, name);
    // what cannot be removed now is tried again at the next start
    if (await isStale(name, folder)) await fs.promises.rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}

async function isStale(name: string, folder: string): Promise<boolean> {
  const [, machine, pid] = NAME.exec(name) ?? [];
  if (machine === undefined) return false; // not one of our folders
  if (machine === here && !isAlive(Number(pid))) return true;
  const found = await fs.promises.stat(folder).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > OLDEST;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** Removes the folder now or later: what cannot be removed now is stale at the next start. */
export function removeSpillFolder(folder: string): void {
  try {
    fs.rmSync(folder, { recursive: true, force: true });
  } catch {
    // there is none and none can be created; or on Windows, it stays until its last file is closed
  }
}
