import os from "node:os";
import type { BlackBox } from "./blackBox";
import type { IndexCache } from "./cache/indexCache";
import type { StopReason } from "./engine";
import { LeftOut } from "./failures";
import { Gate } from "./gate";
import { InflatingThread } from "./inflatingThread";
import type { Bytes } from "./input/content";
import { whyZlib } from "./input/inflaterProgram";
import type { Spills } from "./input/spill";
import { defaultLimits, type Limits, MB } from "./limits";
import { type FolderSource, type Log, type Reading, waiting } from "./log";
import { MemoryWatch } from "./memory";
import { Parts } from "./parts/parts";
import { PartThreads } from "./parts/threads";
import { DeliveryPlaces } from "./places";
import type { Found, Source } from "./reading";
import { newScanner } from "./scanner";
import { Results } from "./store/results";
import { Store } from "./store/store";
import type { Turns } from "./turns";

/** Logs opened for themselves that are read at one time: each takes memory, and none is read sooner because others are, too. */
const READ_AT_ONCE = 4;

/** Smaller files are read nearly as soon by one thread, with less memory. */
const WORTH_HELP = 256 * MB;

/** What results that somebody keeps may take of the memory there is for all logs. */
const RESULTS_SHARE = 0.25;

/** Packed: of smaller files zlib gives half before another thread has started. */
const WORTH_INFLATING = 8 * MB;

/** The content of an open document as it was in that version; empty when there is none any more. */
export type ReadDocument = (
  uri: string,
  version: number,
  isCancelled: () => boolean,
) => { pieces: AsyncIterable<Uint8Array>; close(): void };

/** The logs that are open, for themselves or because of a folder or archive they lie in, and their rows. */
export class Shelf {
  store = new Store(newScanner());
  results = this.#newResults();
  readDocument: ReadDocument | undefined;
  readonly logs = new Map<string, Log>();
  /** Opened for themselves. */
  readonly own = new Set<Log>();
  readonly folders = new Set<Log>();
  /** Being read, as far as they are open. */
  readonly reading = new Set<Log>();
  /** What coverage tells of: files, and folders something is amiss with. */
  readonly covered = new Map<string, Log>();
  readonly places = new DeliveryPlaces();
  /** Small ones do not wait for large ones. */
  readonly gates = { small: new Gate(READ_AT_ONCE), large: new Gate(READ_AT_ONCE) };
  /** Copies of compressed files that are made, one after another. */
  copying: Promise<void> = Promise.resolve();
  /** Of the reading that was asked for last: what is read unasked keeps to them. */
  limits: Limits = defaultLimits;
  /** They have ended the thread before. */
  leftOut: ReadonlyMap<string, StopReason> = new Map();
  readonly memory = new MemoryWatch(() => this.store.bytes + this.results.bytes);
  #parts: Parts | undefined;
  #copiesWent = false;
  #closing: Promise<void>[] = [];

  constructor(
    readonly turns: Turns,
    readonly changed: () => void,
    readonly spills: Spills,
    readonly cache: IndexCache,
    readonly blackBox: BlackBox,
    /** To be called when a thread that helps ends unasked. */
    readonly helperFailed: (why: string) => void,
    /** To be called with an error nobody expected, which reading a log has run into. */
    readonly fileFailed: (uri: string, error: unknown) => void,
    /** To be called, once for a log, when its file holds other records than were read of it. */
    readonly isReadAgain: (uri: string) => void,
  ) {}

  /** Before each piece of work on a log: if the thread ends now, it is known at what. Throws when it has done so before. */
  working(uri: string): void {
    const reason = this.leftOut.get(uri);
    if (reason !== undefined) throw new LeftOut(reason);
    this.blackBox.reading(uri);
  }

  add(uri: string, source: Source | FolderSource): Log {
    const log: Log = {
      uri,
      source,
      inside: undefined,
      found: waiting,
      version: undefined,
      reading: undefined,
      whenRead: undefined,
      own: false,
      holders: 0,
      members: undefined,
      size: 0,
      wasCancelled: false,
      draft: undefined,
      readFrom: undefined,
      readAgainAt: undefined,
      isToldReadAgain: false,
      disk: undefined,
    };
    this.logs.set(uri, log);
    if (source.kind === "folder") this.folders.add(log);
    else this.covered.set(uri, log);
    return log;
  }

  /** Somebody opens it for itself. */
  open(source: Source | FolderSource): Log {
    const log = this.logs.get(source.uri) ?? this.add(source.uri, source);
    log.own = true;
    this.own.add(log);
    return log;
  }

  release(log: Log): void {
    log.own = false;
    this.own.delete(log);
    if (log.holders === 0) this.drop(log);
  }

  clear(): void {
    for (const log of this.logs.values()) {
      if (log.reading) log.reading.stopped = true;
      this.#closeCopy(log.found);
      this.wake(log);
    }
    this.lookForCancelled();
    for (const all of [this.logs, this.own, this.folders, this.covered, this.reading]) all.clear();
    this.places.clear();
  }

  /** One file at a time is read by several threads. */
  partsOf(wanted: ConstructorParameters<typeof Parts>[1], size: number, { memory }: Limits): Parts | undefined {
    if (size < WORTH_HELP || PartThreads.most < 1 || this.#parts?.isOpen) return undefined;
    this.#parts = new Parts(this.store, wanted, size, memory, this.helperFailed);
    return this.#parts;
  }

  /** Undefined where zlib does it sooner, in a thread of Node's own. */
  inflatingOf({ path, identity, size }: Bytes): InflatingThread | undefined {
    if (size < WORTH_INFLATING || path === undefined || identity === undefined) return undefined;
    if (os.availableParallelism() < 2 || whyZlib() !== undefined) return undefined;
    return new InflatingThread(path, identity, this.helperFailed);
  }

  /** A file found in a folder or archive: what is open already is read only once. */
  adopt(holder: Log, uri: string, source: Source, size: number): Log {
    holder.members ??= new Map();
    const log = this.logs.get(uri) ?? this.add(uri, source);
    if (!holder.members.has(uri)) {
      holder.members.set(uri, log);
      log.holders++;
    }
    log.inside = source;
    log.size = size;
    return log;
  }

  /** A folder or archive does not hold it any more. */
  disown(holder: Log, log: Log): void {
    if (!holder.members?.delete(log.uri)) return;
    log.holders--;
    if (!log.own && log.holders === 0) this.drop(log);
  }

  drop(log: Log): void {
    this.stop(log.reading);
    this.logs.delete(log.uri);
    this.covered.delete(log.uri);
    this.folders.delete(log);
    this.own.delete(log);
    this.reading.delete(log);
    this.#closeCopy(log.found);
    this.hide(log);
    this.wake(log);
    for (const member of log.members?.values() ?? []) this.disown(log, member);
  }

  stop(reading: Reading | undefined): void {
    if (!reading) return;
    reading.stopped = true;
    this.lookForCancelled();
  }

  /** Those that wait to be read and need not any more. */
  lookForCancelled(): void {
    for (const gate of Object.values(this.gates)) gate.look();
  }

  /** What a reading has found takes the place of what was found before. */
  replace(log: Log, found: Found): void {
    if (log.found.copy !== found.copy) this.#closeCopy(log.found);
    // one that was closed while it was read keeps nothing
    if (this.logs.get(log.uri) !== log) this.#closeCopy(found);
    log.found = found;
  }

  #closeCopy({ copy }: Found): void {
    if (copy) this.#closing.push(copy.close());
  }

  async copiesClosed(): Promise<void> {
    await Promise.all(this.#closing.splice(0));
  }

  /** Forgets the rows of a log. */
  hide(log: Log): void {
    const { uri } = log;
    log.draft = undefined;
    log.readFrom = undefined;
    if (!this.store.has(uri)) return;
    this.store.hide(uri);
    this.#copiesWent = true;
  }

  /** Waits for the end of a reading that is under way. */
  async whenIdle(log: Log): Promise<void> {
    while (log.reading) {
      await new Promise<void>((resolve) => {
        log.whenRead ??= new Set();
        log.whenRead.add(resolve);
      });
    }
  }

  wake(log: Log): void {
    const { whenRead } = log;
    log.whenRead = undefined;
    for (const wake of whenRead ?? []) wake();
  }

  #newResults(): Results {
    return new Results(this.store, () => this.limits.memory * RESULTS_SHARE);
  }

  /** After rows went: what was a copy of one of them is an event of its own again. */
  async settle(): Promise<void> {
    const { store } = this;
    if (this.logs.size === 0) {
      this.store = new Store(newScanner());
      this.store.revision = store.revision + 1;
      this.results = this.#newResults();
      this.#copiesWent = false;
      return;
    }
    if (!this.#copiesWent) return;
    this.#copiesWent = false;
    if (![...store.chunks()].some((chunk) => chunk.duplicates > 0)) return;
    await this.turns.run(store.recount(), "reading", () => this.store !== store);
  }
}
