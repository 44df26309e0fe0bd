/** Texts of records, and content as it is, out of what a log was read from. What is not what was read is never given out. */
import { HEAD } from "../../core/shapes/recognise";
import { markOfRecord } from "../../core/shapes/recordMark";
import { recordOfSpan } from "../../core/shapes/recordText";
import { tableOf } from "../../core/shapes/tables/recognise";
import { Cancelled, type RecordText } from "../engine";
import { canResume } from "../input/resume";
import { type Span, stretchOf } from "../input/span";
import { isSameStamp } from "../input/stamp";
import { memberOf } from "../input/uris";
import { memberSpan } from "../logs/archives";
import type { FolderSource, Log } from "../logs/log";
import { readAgain } from "../logs/readAgain";
import type { Shelf } from "../logs/shelf";
import { bytesOf, type Found, type Source } from "../reading/reading";
import { reasonOf } from "../reports/failures";

/** A stretch of a log's content; the log need not be open if its file's path is given. */
export interface Place {
  uri: string;
  path: string | undefined;
  start: number;
  end: number;
}

/** Whoever asks. */
export interface Asker {
  isCancelled: () => boolean;
  progress: (fraction: number) => void;
}

type Rested = (fraction: number) => Promise<void>;

/**
 * The record at a place, or where it stands in the log's document; undefined when the log is neither open nor has a path, and when
 * another record than the one with this mark is there: then the log is read again.
 */
export async function recordText(
  shelf: Shelf,
  place: Place & { mark: string | undefined },
  asker: Asker,
): Promise<RecordText | undefined> {
  const { uri, start, end, mark } = place;
  const log = shelf.logs.get(uri);
  const source = sourceOf(log, place);
  const table = log?.found.table;
  if (source?.kind === "text") {
    const found = inDocument(shelf, uri, source.version, start, end);
    return found && (table ? { ...found, table } : found);
  }
  if (!source) return undefined;
  const copied = await log?.found.copy?.read(start, end);
  const read = copied
    ? { bytes: copied, head: copied }
    : await spanFrom(source, uri, start, end, log ? 0 : HEAD, onTheWay(shelf, asker));
  const record =
    read?.bytes.length === end - start ? recordOfSpan(read.bytes, log ? table : tableOf(read.head)) : undefined;
  if (record && (mark === undefined || markOfRecord(record.json) === mark)) return { kind: "bytes", ...record };
  if (log) readAgain(shelf, log);
  return undefined;
}

/** Content as it is, as much of the stretch as there is; undefined for what is read from a document, or is not what was read. */
export async function contentAt(shelf: Shelf, place: Place, asker: Asker): Promise<Uint8Array | undefined> {
  const { uri, start, end } = place;
  const log = shelf.logs.get(uri);
  const copied = log && (await log.found.copy?.read(start, Math.min(end, log.found.bytes)));
  if (copied) return copied;
  const source = sourceOf(log, place);
  if (log && source && !isStillThere(shelf, log, source)) {
    readAgain(shelf, log);
    return undefined;
  }
  return (await spanFrom(source, uri, start, end, 0, onTheWay(shelf, asker)))?.bytes;
}

/** What its rows were read from. */
function sourceOf(log: Log | undefined, { uri, path }: Place): Source | FolderSource | undefined {
  if (log) return log.readFrom ?? log.source;
  if (path === undefined) return undefined;
  const { archive, ids } = memberOf(uri);
  const file = { kind: "file", uri: archive, path } as const;
  return ids.length > 0 ? { kind: "member", uri, archive: file } : file;
}

/** Whether a file is as it was read, or has only grown: a place in it has nothing else by which to tell. Throws errors of the system. */
function isStillThere(shelf: Shelf, log: Log, source: Source | FolderSource): boolean {
  const file = source.kind === "member" ? source.archive : source;
  if (file.kind !== "file") return true;
  const found: Found | undefined = file === source ? log.found : shelf.logs.get(file.uri)?.found;
  if (!found?.stamp) return true; // nothing was read of it
  const bytes = bytesOf(file);
  try {
    const { stamp, resume } = found;
    if (isSameStamp(bytes.stamp, stamp)) return true;
    const hasGrown = bytes.size > stamp.size && bytes.stamp?.file === stamp.file;
    return hasGrown && resume !== undefined && canResume(bytes, resume);
  } finally {
    bytes.close();
  }
}

function inDocument(
  { store }: Shelf,
  uri: string,
  version: number,
  start: number,
  end: number,
): { kind: "document"; version: number; start: number; end: number } | undefined {
  for (const { chunk, from: first, to } of store.rowsOf(uri)) {
    const row = chunk.starts.subarray(0, to).indexOf(start, first);
    if (row < 0 || !chunk.text || chunk.lengths[row] !== end - start) continue;
    const from = chunk.text.starts[row] as number;
    return { kind: "document", version, start: from, end: from + (chunk.text.lengths[row] as number) };
  }
  return undefined;
}

function onTheWay(shelf: Shelf, { isCancelled, progress }: Asker): Rested {
  return async (fraction) => {
    progress(fraction);
    await shelf.turns.rest("question");
    if (isCancelled()) throw new Cancelled();
  };
}

/** Undefined when what was an archive or compressed is so no longer. Throws errors of the system. */
async function spanFrom(
  source: Source | FolderSource | undefined,
  uri: string,
  start: number,
  end: number,
  headLength: number,
  rest: Rested,
): Promise<Span | undefined> {
  switch (source?.kind) {
    case "member":
      try {
        return await memberSpan(source.archive, uri, start, end, headLength, rest);
      } catch (error) {
        if (isDamage(error)) return undefined;
        throw error;
      }
    case "file":
    case "bytes": {
      const bytes = bytesOf(source);
      try {
        return { bytes: await stretchOf(bytes, start, end, rest), head: await stretchOf(bytes, 0, headLength, rest) };
      } finally {
        bytes.close();
      }
    }
    default:
      return undefined;
  }
}

const damage: ReadonlySet<string> = new Set([
  "truncatedMember",
  "damagedGzip",
  "truncatedGzip",
  "gzipChecksum",
  "notGzip",
]);
const isDamage = (error: unknown): boolean => damage.has(reasonOf(error));
