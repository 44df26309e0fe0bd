/** The folder the index cache is in, which several windows share. */
import fs from "node:fs";
import path from "node:path";

export const ENTRY = ".index";
export const UNFINISHED = ".tmp";
/** An unfinished entry this old is nobody's any more: milliseconds. */
const OLDEST_UNFINISHED = 3600 * 1000;

/** Removes all entries, also unfinished ones; those of other windows too. Gives back how many bytes are free again. */
export function clearCache(folder: string): Promise<number> {
  return keepWithin(folder, -1);
}

/** What does not fit any more goes, what was used longest ago first. */
export async function keepWithin(folder: string, most: number): Promise<number> {
  const names = await fs.promises.readdir(folder).catch(() => []); // there never was one
  const entries: { file: string; size: number; used: number }[] = [];
  for (const name of names) {
    const isUnfinished = name.endsWith(UNFINISHED);
    if (!isUnfinished && !name.endsWith(ENTRY)) continue; // not ours
    const file = path.join(folder, name);
    const stat = await fs.promises.stat(file).catch(() => undefined);
    if (!stat) continue; // another window was quicker
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
  // on Windows it may be open in another window: then it goes next time
  await fs.promises.rm(file, { force: true }).catch(() => undefined);
}
