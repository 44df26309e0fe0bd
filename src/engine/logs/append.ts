import type { ShapeId } from "../../core/shapes/shape";
import { Cancelled } from "../engine";
import { type Bytes, fileBytes } from "../input/content";
import { canResume } from "../input/resume";
import { type Found, readSource } from "../reading/reading";
import { asReading, type Job, rest } from "../reading/readRows";
import type { Log } from "./log";
import type { Shelf } from "./shelf";

/** Reads what was appended to a log's file after it was read. Returns false if the file changed in another way. */
export async function append(shelf: Shelf, log: Log, job: Job): Promise<boolean> {
  const { source, found, draft } = log;
  const { resume, stamp } = found;
  if (source.kind !== "file" || !resume || !stamp || !draft || log.reading) return false;
  if (!hasGrown(source.path, found)) return false;
  const { problems } = found;
  const kept = problems.filter(({ start }) => start < resume.at);
  const grown: Found = {
    ...found,
    problems: kept,
    problemCount: found.problemCount - (problems.length - kept.length),
    resume: undefined, // until this reading is complete, and it is known again
    stopped: "cancelled",
  };
  await asReading(shelf, log, job, async (reading, own) => {
    log.found = grown;
    const stopped = await readSource(source, shelf.store.scanner, job.limits, grown, {
      rows: (batch) => draft.add(batch),
      progress: (read, total) => {
        reading.read = read;
        reading.total = total;
      },
      rest: () => rest(shelf, own),
      isTurnOver: () => shelf.turns.isOver(),
      isCancelled: own.isCancelled,
      memory: shelf.memory,
      working: (uri) => shelf.working(uri),
      spills: shelf.spills,
      failed: shelf.fileFailed,
      from: resume.at,
    });
    grown.shape = shapeOfBoth(found.shape, grown.shape);
    if (grown.stamp) log.size = grown.stamp.size;
    if (stopped === "cancelled") throw new Cancelled(); // earlier rows stay, but do not count as the whole log
  });
  return true;
}

function hasGrown(path: string, { resume, stamp }: Found): boolean {
  let bytes: Bytes;
  try {
    bytes = fileBytes(path);
  } catch {
    return false; // the following reading reports why
  }
  try {
    return (
      resume !== undefined &&
      bytes.size > (stamp?.size ?? 0) &&
      bytes.stamp?.file === stamp?.file &&
      canResume(bytes, resume)
    );
  } finally {
    bytes.close();
  }
}

function shapeOfBoth(before: ShapeId, after: ShapeId): ShapeId {
  if (after === "" || after === before) return before === "record" && after === "record" ? "lines" : before;
  const areLines = (shape: ShapeId): boolean => shape === "record" || shape === "lines";
  return areLines(before) && areLines(after) ? "lines" : "concatenated";
}
