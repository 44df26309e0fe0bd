import { type Bytes, contentOf } from "../input/content";
import { FROM } from "../input/spill";
import { isSameStamp } from "../input/stamp";
import { type Limits, MB } from "../limits";
import type { Log } from "../logs/log";
import type { Shelf } from "../logs/shelf";
import { reasonOf } from "../reports/failures";
import { bytesOf, type FileSource } from "./reading";

/** Bytes of unchanged pieces that may wait to be written while the next ones are decompressed. */
const AHEAD = 4 * MB;

/**
 * Copies the content of a large compressed file that was just read, so that records far inside it are found without
 * decompressing everything before them. Copies are made one after another, after the file is read, because the user
 * waits for the events, but rarely for a copy.
 */
export function copyLater(shelf: Shelf, log: Log, limits: Limits): void {
  const { source, found } = log;
  if (limits.spill === 0 || !found.gzip || found.bytes < FROM || found.copy) return;
  if (source.kind !== "file" && source.kind !== "bytes") return;
  shelf.copying = shelf.copying.then(() => copy(shelf, log, source, limits));
}

async function copy(shelf: Shelf, log: Log, source: FileSource, limits: Limits): Promise<void> {
  const { found } = log;
  const isWanted = (): boolean => shelf.logs.get(log.uri) === log && log.found === found;
  if (!isWanted()) return;
  const made = shelf.spills.begin(found.bytes, limits.spill, AHEAD);
  let left = found.bytes;
  let bytes: Bytes | undefined;
  try {
    bytes = bytesOf(source);
    if (source.kind === "file" && !isSameStamp(bytes.stamp, found.stamp)) return;
    found.copy = made; // usable as far as it is written
    for await (const piece of contentOf(bytes)) {
      await made.add(piece.subarray(0, left));
      await shelf.turns.rest("reading");
      left -= piece.length;
      if (left <= 0 || made.isOver || !isWanted()) break;
    }
  } catch (error) {
    // what precedes a break is usable; if the file is gone, the next reader reports it
    if (reasonOf(error) === "failed") shelf.fileFailed(log.uri, error);
  } finally {
    bytes?.close();
    if (!(await made.finish(found.bytes)) && found.copy === made) found.copy = undefined;
  }
}
