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
 * A record was asked for, and the log's file holds another one there: the file is read again, whatever its stamp says, and that is told.
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
    return undefined; // whoever asked for the record is told, and the folder's next look tells why
  }
}
