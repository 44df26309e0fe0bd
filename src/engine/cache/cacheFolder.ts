/** The folder of the index cache, which several windows share. */
import fs from "node:fs";
import path from "node:path";

export const ENTRY = ".index";
export const UNFINISHED = ".tmp";
/** Milliseconds after which nobody is writing an unfinished entry any longer. */
const OLDEST_UNFINISHED = 3600 * 1000;

/** Removes all entries, including unfinished ones and those of other windows. Returns the number of freed bytes. */
export function clearCache(folder: string): Promise<number> {
  return keepWithin(folder, -1);
}

/** Removes the least recently used entries beyond the limit. */
export async function keepWithin(folder: string, most: number): Promise<number> {
  const names = await fs.promises.readdir(folder).catch(() => []); // the folder does not exist yet
  const entries: { file: string; size: number; used: number }[] = [];
  for (const name of names) {
    const isUnfinished = name.endsWith(UNFINISHED);
    if (!isUnfinished && !name.endsWith(ENTRY)) continue; // not one of our files
    const file = path.join(folder, name);
    const stat = await fs.promises.stat(file).catch(() => undefined);
    if (!stat) continue; // another window removed it first
    if (!isUnfinished) entries.push({ file, size: stat.size, used: stat.mtimeMs });
    else if (most < 0 || Date.now() - stat.mtimeMs > OLDEST_UNFINISHED) await remove(file);
  }
  entries.sort((a, b) => b.used - a.used);
  let bytes = 0;
  let freed = 0;
  for (const { file, size } of entries) {
    bytes += size;
    if (bytes <= most) continue;
    await remove(file);
    freed += size;
  }
  return freed;
}

async function remove(file: string): Promise<void> {
  // on Windows another window may have it open: then it is removed next time
  await fs.promises.rm(file, { force: true }).catch(() => undefined);
}
