import { statSync } from "node:fs";
import { restoreFile } from "../cache/restore";
import { saveLater } from "../cache/save";
import { Cancelled } from "../engine";
import { MB } from "../limits";
import { readArchive } from "../logs/archives";
import { type Log, notReached, type Reading, waiting } from "../logs/log";
import { diskOf } from "../logs/outOfReach";
import type { Shelf } from "../logs/shelf";
import type { Gate } from "../thread/gate";
import { type FileSource, IsArchive, type Source } from "./reading";
import { asReading, type Job, readRows } from "./readRows";

const SMALL = 4 * MB;

/** Reads a log from its source. What was read before stays until this is complete. */
export async function readLog(shelf: Shelf, log: Log, source: Source, job: Job): Promise<void> {
  await asReading(shelf, log, job, async (reading, own) => {
    if (log.version !== undefined) log.readFrom ??= log.source;
    log.source = source;
    if (log.own && source.kind === "file") log.disk = diskOf(source.path) ?? log.disk;
    if (own.shared) return read(shelf, log, source, own, reading);
    const leave = await gateFor(shelf, source)?.enter(own.isCancelled);
    try {
      if (own.isCancelled()) {
        if (log.found === waiting) log.found = notReached;
        throw new Cancelled();
      }
      if (await restoreFile(shelf, log, source, own)) return;
      await read(shelf, log, source, own, reading);
      saveLater(shelf, log, own.limits);
    } finally {
      leave?.();
    }
  });
}

async function read(shelf: Shelf, log: Log, source: Source, job: Job, reading: Reading): Promise<void> {
  try {
    await readRows(shelf, log, source, job, reading);
  } catch (error) {
    if (!(error instanceof IsArchive)) throw error;
    shelf.hide(log);
    await readArchive(shelf, log, source as FileSource, error.archive, job, reading);
  }
}

/** Undefined if no gate is needed: a text that another thread sends does not wait. */
function gateFor({ gates }: Shelf, source: Source): Gate | undefined {
  switch (source.kind) {
    case "file":
      return sizeOf(source.path) > SMALL ? gates.large : gates.small;
    case "bytes":
      return source.bytes.length > SMALL ? gates.large : gates.small;
    default:
      return undefined;
  }
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0; // reading the file shows what is wrong with it
  }
}
