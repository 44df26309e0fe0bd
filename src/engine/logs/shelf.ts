import os from "node:os";
import type { IndexCache } from "../cache/indexCache";
import type { StopReason } from "../engine";
import { InflatingThread } from "../helpers/inflatingThread";
import type { Bytes } from "../input/content";
import { whyZlib } from "../input/inflaterProgram";
import type { Spills } from "../input/spill";
import { defaultLimits, type Limits, MB } from "../limits";
import { Parts } from "../parts/parts";
import { PartThreads } from "../parts/threads";
import type { Found, Source } from "../reading/reading";
import { newScanner } from "../reading/scanner";
import { DeliveryPlaces } from "../reports/deliveryPlaces";
import { LeftOut } from "../reports/failures";
import { Results } from "../store/results";
import { Store } from "../store/store";
import type { BlackBox } from "../thread/blackBox";
import { Gate } from "../thread/gate";
import { MemoryWatch } from "../thread/memory";
import type { Turns } from "../thread/turns";
import { type FolderSource, type Log, type Reading, waiting } from "./log";

/**
 * Logs opened on their own that are read at a time: each needs memory, and none is finished sooner if others are read,
 * too.
 */
const READ_AT_ONCE = 4;

/** One thread reads smaller files nearly as fast, with less memory. */
const WORTH_HELP = 256 * MB;

/** What results that somebody keeps may take of the memory there is for all logs. */
const RESULTS_SHARE = 0.25;

/** Compressed bytes: zlib decompresses half of a smaller file before another thread has started. */
const WORTH_INFLATING = 8 * MB;

/** The content of an open document as it was in that version; empty when there is none any more. */
export type ReadDocument = (
  uri: string,
  version: number,
  isCancelled: () => boolean,
) => { pieces: AsyncIterable<Uint8Array>; close(): void };

/** The logs that are open, on their own or because they are in a folder or archive, and their rows. */
export class Shelf {
  store = new Store(newScanner());
  results = this.#newResults();
  readDocument: ReadDocument | undefined;
  readonly logs = new Map<string, Log>();
  /** Logs that were opened on their own. */
  readonly own = new Set<Log>();
  readonly folders = new Set<Log>();
  /** Open logs that are being read. */
  readonly reading = new Set<Log>();
  /** What the coverage reports: files, and folders with a problem. */
  readonly covered = new Map<string, Log>();
  readonly places = new DeliveryPlaces();
  /** Small logs do not wait for large ones. */
  readonly gates = { small: new Gate(READ_AT_ONCE), large: new Gate(READ_AT_ONCE) };
  /** Copies of compressed files, made one after another. */
  copying: Promise<void> = Promise.resolve();
  /** The limits of the last requested reading, which also apply to updates. */
  limits: Limits = defaultLimits;
  /** Logs that ended the thread before. */
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
    /** Called when a helper thread ends unexpectedly. */
    readonly helperFailed: (why: string) => void,
    /** Called with an unexpected error during the reading of a log. */
    readonly fileFailed: (uri: string, error: unknown) => void,
    /** To be called, once for a log, when its file holds other records than were read of it. */
    readonly isReadAgain: (uri: string) => void,
  ) {}

  /**
   * Call this before each unit of work on a log, so that it is known if the thread ends. Throws if the log ended it
   * before.
   */
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

  /** Opens a log on its own. */
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

  /** Several threads read only one file at a time. */
  partsOf(wanted: ConstructorParameters<typeof Parts>[1], size: number, { memory }: Limits): Parts | undefined {
    if (size < WORTH_HELP || PartThreads.most < 1 || this.#parts?.isOpen) return undefined;
    this.#parts = new Parts(this.store, wanted, size, memory, this.helperFailed);
    return this.#parts;
  }

  /** Undefined if zlib is faster, in Node's own thread. */
  inflatingOf({ path, identity, size }: Bytes): InflatingThread | undefined {
    if (size < WORTH_INFLATING || path === undefined || identity === undefined) return undefined;
    if (os.availableParallelism() < 2 || whyZlib() !== undefined) return undefined;
    return new InflatingThread(path, identity, this.helperFailed);
  }

  /** Adds a file found in a folder or archive: an open file is read only once. */
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

  /** Removes a file from a folder or archive. */
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

  /** Lets waiting readings that were cancelled leave. */
  lookForCancelled(): void {
    for (const gate of Object.values(this.gates)) gate.look();
  }

  /** Replaces the result of a log's previous reading. */
  replace(log: Log, found: Found): void {
    if (log.found.copy !== found.copy) this.#closeCopy(log.found);
    // a log that was closed while it was read keeps nothing
    if (this.logs.get(log.uri) !== log) this.#closeCopy(found);
    log.found = found;
  }

  #closeCopy({ copy }: Found): void {
    if (copy) this.#closing.push(copy.close());
  }

  async copiesClosed(): Promise<void> {
    await Promise.all(this.#closing.splice(0));
  }

  /** Removes the rows of a log. */
  hide(log: Log): void {
    const { uri } = log;
    log.draft = undefined;
    log.readFrom = undefined;
    if (!this.store.has(uri)) return;
    this.store.hide(uri);
    this.#copiesWent = true;
  }

  /** Waits for the end of a reading in progress. */
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

  /** Call this after rows were removed: their duplicates become separate events. */
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
