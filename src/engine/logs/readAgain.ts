import { statSync } from "node:fs";
import { Cancelled } from "../engine";
import { isSameStamp, type Stamp, stampOf } from "../input/stamp";
import { memberOf } from "../input/uris";
import { readLog } from "../reading/readLog";
import { asMember, type Job } from "../reading/readRows";
import { SharedChunks } from "../store/draft";
import type { Log } from "./log";
import type { Shelf } from "./shelf";

/**
 * Reads a log's file again if it holds another record than the one that was asked for, whatever its stamp says, and reports that.
 * Each state of a file leads to one reading at most, and a file that is being read is not read once more: one that changes all the
 * time is read no more often than somebody asks for its records.
 */
export function readAgain(shelf: Shelf, log: Log): void {
  const file = fileOf(shelf, log);
  if (!file || file.reading || file.source.kind !== "file") return;
  const stamp = stampAt(file.source.path);
  if (!stamp || isSameStamp(stamp, file.readAgainAt)) return;
  file.readAgainAt = stamp;
  if (!file.isToldReadAgain) shelf.isReadAgain(file.uri);
  file.isToldReadAgain = true;
  const job: Job = {
    limits: shelf.limits,
    isCancelled: () => false,
    ...(file.own ? {} : { shared: new SharedChunks() }),
  };
  const { source } = file;
  void asMember(shelf, file, job, () => readLog(shelf, file, source, job))
    .catch((error) => {
      if (!(error instanceof Cancelled)) shelf.fileFailed(file.uri, error);
    })
    .then(() => shelf.settle())
    .then(shelf.changed);
}

/** The file on the disk: of what lies in an archive that archive. */
function fileOf({ logs }: Shelf, log: Log): Log | undefined {
  return log.source.kind === "member" ? logs.get(memberOf(log.uri).archive) : log;
}

function stampAt(path: string): Stamp | undefined {
  try {
    return stampOf(statSync(path));
  } catch {
    return undefined; // the question for the record is answered, and the next look at the folder reports the reason
  }
}
