import { readArchive } from "./archives";
import { restoreFile } from "./cache/restore";
import { saveLater } from "./cache/save";
import { Cancelled } from "./engine";
import type { Log } from "./log";
import { type FileSource, IsArchive, type Source } from "./reading";
import { asReading, type Job, readRows } from "./readRows";
import type { Shelf } from "./shelf";

/** Reads a log from its source; what was read of it before stays until this is complete. */
export async function readLog(shelf: Shelf, log: Log, source: Source, job: Job): Promise<void> {
  await asReading(shelf, log, job, async (reading, own) => {
    log.source = source;
    if (!own.shared && (await restoreFile(shelf, log, source, own))) return;
    try {
      await readRows(shelf, log, source, own, reading);
    } catch (error) {
      if (!(error instanceof IsArchive)) throw error;
      shelf.hide(log);
      await readArchive(shelf, log, source as FileSource, error.archive, own, reading);
    }
    if (!own.shared) saveLater(shelf, log, own.limits);
  });
}

/** A reading of one of many that a newer one of the same log has ended is no matter of the others. */
export async function readMember(shelf: Shelf, log: Log, source: Source, job: Job): Promise<void> {
  try {
    await readLog(shelf, log, source, job);
  } catch (error) {
    if (!(error instanceof Cancelled) || job.isCancelled()) throw error;
  }
}
