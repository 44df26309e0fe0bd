import { Cancelled } from "../engine";
import type { Limits } from "../limits";
import { type Log, mark, newReading, passedOver, type Reading, waiting } from "../logs/log";
import type { Shelf } from "../logs/shelf";
import { detailOf, reasonOf } from "../reports/failures";
import { eventsIn } from "../store/chunk";
import { Draft, type SharedChunks } from "../store/draft";
import type { Store } from "../store/store";
import { copyLater } from "./copies";
import type { ReadAhead } from "./readAhead";
import { nothingYet, readSource, type Source } from "./reading";

/** Amount of a source (bytes, code units) whose row count predicts that of the rest. */
const ENOUGH = 4 * 1024 * 1024;

/** A request to read a log. */
export interface Job {
  limits: Limits;
  isCancelled(): boolean;
  /** Chunks for the rows of many files that are read for it: none of the files was chosen on its own. */
  shared?: SharedChunks;
  /** Reads files of the folder in advance. */
  ahead?: ReadAhead;
  isQuiet?: () => boolean;
}

/** Throws, or rejects with, {@link Cancelled}. */
export function rest(shelf: Shelf, job: Job): Promise<void> | undefined {
  if (!job.isQuiet?.()) shelf.changed();
  const turn = shelf.turns.rest("reading");
  if (turn !== undefined) return turn.then(() => unlessCancelled(job));
  unlessCancelled(job);
  return undefined;
}

function unlessCancelled({ isCancelled }: Job): void {
  if (isCancelled()) throw new Cancelled();
}

/** A newer reading of the same log ends this one. */
export async function asReading(
  shelf: Shelf,
  log: Log,
  job: Job,
  read: (reading: Reading, job: Job) => Promise<void>,
  quiet = false,
): Promise<void> {
  shelf.stop(log.reading);
  const reading = newReading(quiet);
  log.reading = reading;
  shelf.reading.add(log);
  if (!quiet) shelf.changed();
  try {
    const listing = shelf.store.listCopies();
    // there is rarely anything to list
    if (!listing.next().done) await shelf.turns.run(listing, "reading", () => reading.stopped);
    const isCancelled = () => job.isCancelled() || reading.stopped;
    await read(reading, { ...job, isCancelled, isQuiet: () => reading.quiet });
  } finally {
    shelf.blackBox.clear();
    if (log.reading === reading) {
      log.reading = undefined;
      shelf.reading.delete(log);
    }
    shelf.wake(log);
    shelf.changed();
  }
}

/**
 * Reads one of many files: its problems never affect the others. If a newer reading replaces this one, the others
 * continue.
 */
export async function asMember(shelf: Shelf, log: Log, job: Job, read: () => Promise<unknown>): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (error instanceof Cancelled) {
      if (job.isCancelled()) throw error;
      return;
    }
    const reason = reasonOf(error);
    if (reason === "failed") shelf.fileFailed(log.uri, error);
    const detail = detailOf(error);
    const problem = { start: 0, end: 0, reason, ...(detail === undefined ? {} : { detail }) };
    if (log.found === waiting) log.found = passedOver(problem);
    else mark(log, problem);
  }
}

/** What was read before stays until this is complete. */
export async function readRows(shelf: Shelf, log: Log, source: Source, job: Job, reading: Reading): Promise<void> {
  const { store } = shelf;
  const isAgain = log.version !== undefined && !log.members;
  const draft = new Draft(store, log.uri, source.kind === "text", source.kind === "text" ? undefined : job.shared);
  const found = nothingYet();
  const showNow = (): void => {
    shelf.hide(log); // rows of a cancelled reading
    shelf.replace(log, found);
    for (const _ of draft.show());
  };
  if (!isAgain) showNow();
  let rows = 0;
  let isExpected = false;
  const stopped = await readSource(source, store.scanner, job.limits, found, {
    rows: (batch) => {
      rows += batch.count;
      draft.add(batch);
    },
    progress: (read, total) => {
      reading.read = read;
      reading.total = total;
      if (isExpected || read < ENOUGH) return;
      isExpected = true;
      draft.expect((rows / read) * (total - read));
    },
    rest: () => rest(shelf, job),
    isTurnOver: () => shelf.turns.isOver(),
    isCancelled: job.isCancelled,
    memory: shelf.memory,
    working: (uri) => shelf.working(uri),
    spills: shelf.spills,
    failed: shelf.fileFailed,
    isOneOfMany: job.shared !== undefined,
    ahead: job.ahead,
    parts: (wanted, size) => shelf.partsOf(wanted, size, job.limits),
    inflating: (bytes) => shelf.inflatingOf(bytes),
    takeOver: (part) => draft.takeOver(part),
  }).catch((error) => {
    draft.discard();
    void found.copy?.close();
    throw error;
  });
  if (shelf.logs.get(log.uri) !== log) void found.copy?.close(); // the log was closed in the meantime
  if (stopped === "cancelled") {
    if (isAgain) {
      draft.discard();
      void found.copy?.close();
    } else if (source.kind === "text") shelf.hide(log);
    throw new Cancelled();
  }
  for (const member of log.members?.values() ?? []) shelf.disown(log, member); // it was an archive before
  log.members = undefined;
  if (isAgain) shelf.hide(log);
  shelf.replace(log, found); // before its rows are seen: it says how their texts are read
  if (isAgain) await shelf.turns.run(draft.show(), "reading", () => false);
  log.version = source.kind === "text" ? source.version : 0;
  draft.trim();
  copyLater(shelf, log, job.limits);
  if (found.resume) log.draft = draft;
  if (found.stamp) log.size = found.stamp.size;
}

export function eventsOf(store: Store, uri: string): number {
  return store.rowsOf(uri).reduce((events, stretch) => events + eventsIn(stretch), 0);
}
