import { closeSync } from "node:fs";
import fs from "node:fs/promises";
import { type Block, Unusable } from "../exchange/block";
import { forgetCopies, put, unpack } from "../exchange/rows";
import { KnownIds } from "../exchange/texts";
import { isSameStamp, type Stamp, stampOf as stampOfStats } from "../input/stamp";
import { has, type Log, waiting } from "../logs/log";
import type { Shelf } from "../logs/shelf";
import type { Source } from "../reading/reading";
import { type Job, rest } from "../reading/readRows";
import type { Chunk } from "../store/chunk";
import { Draft } from "../store/draft";
import { checkMemory, isFailedAllocation, OutOfMemory } from "../thread/memory";
import { blocksOf, type KeptBlock } from "./blocks";
import { decisive, type Head, jsonOf, type KeptLog } from "./kept";
import { type End, Kind } from "./save";

/** Restores a file's rows from its entry. Returns false if the file has to be read. */
export async function restoreFile(shelf: Shelf, log: Log, source: Source, job: Job): Promise<boolean> {
  if (source.kind !== "file" || log.version !== undefined || shelf.logs.get(log.uri) !== log) return false;
  const stamp = await stampOf(source.path);
  if (!stamp) return false;
  const restored = await restore(shelf, log, job, stamp, () => true);
  return restored !== undefined;
}

/** Restores the rows of those files of a folder that have not changed. Returns the bytes of their content. */
export async function restoreFolder(
  shelf: Shelf,
  folder: Log,
  files: ReadonlyMap<string, Stamp>,
  job: Job,
): Promise<number> {
  if (folder.version !== undefined) return 0;
  const isWanted = ({ uri, found }: KeptLog): boolean => {
    const log = shelf.logs.get(uri);
    if (!log || log.version !== undefined || log.reading || log.source.kind !== "file") return false;
    if (log.found.stamp && has(log, "cancelled")) return false;
    return isSameStamp(found.stamp, files.get(uri));
  };
  return (await restore(shelf, folder, job, undefined, isWanted)) ?? 0;
}

/** @param isWanted is called for each log of a folder */
async function restore(
  shelf: Shelf,
  log: Log,
  job: Job,
  stamp: Stamp | undefined,
  isWanted: (kept: KeptLog) => boolean,
): Promise<number | undefined> {
  const { cache } = shelf;
  if (cache.isOff || job.limits.cache === 0 || shelf.leftOut.has(log.uri)) return undefined;
  const fd = cache.open(log.uri);
  if (fd === undefined) return undefined;
  shelf.blackBox.reading(log.uri);
  const entry = new Entry(shelf, log, job, stamp, isWanted);
  try {
    for await (const block of blocksOf(fd, () => rest(shelf, job))) {
      entry.take(block);
      await rest(shelf, job);
      shelf.blackBox.reading(log.uri);
    }
    return await entry.show();
  } catch (error) {
    entry.discard();
    // the log itself can still be read, whatever is wrong with the entry
    if (error instanceof Unusable || error instanceof OutOfMemory || isFailedAllocation(error)) return undefined;
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    if ((error as NodeJS.ErrnoException).code !== undefined) return undefined;
    throw error;
  } finally {
    closeSync(fd);
  }
}

async function stampOf(path: string): Promise<Stamp | undefined> {
  try {
    const stat = await fs.stat(path);
    return stat.isFile() ? stampOfStats(stat) : undefined;
  } catch {
    return undefined; // reading the log shows why
  }
}

/** An entry on its way into the store. None of it is visible until all of it proved intact. */
class Entry {
  readonly #kept: KeptLog[] = [];
  readonly #isWanted: boolean[] = [];
  readonly #chunks: Chunk[] = [];
  readonly #shown: Log[] = [];
  readonly #store;
  readonly #known: KnownIds;
  #head: Head | undefined;
  #end: End | undefined;

  constructor(
    private readonly shelf: Shelf,
    private readonly log: Log,
    private readonly job: Job,
    private readonly stamp: Stamp | undefined,
    private readonly isWanted: (kept: KeptLog) => boolean,
  ) {
    this.#store = shelf.store;
    this.#known = new KnownIds(this.#store.scanner, this.#store.derive);
  }

  take(block: KeptBlock): void {
    if ((block.kind === Kind.head) === (this.#head !== undefined) || this.#end) throw new Unusable("its order");
    switch (block.kind) {
      case Kind.head:
        this.#begin(jsonOf<Head>(block));
        break;
      case Kind.logs:
        for (const kept of jsonOf<KeptLog[]>(block)) this.#takeLog(kept);
        break;
      case Kind.texts:
        this.#known.takeTexts(block);
        break;
      case Kind.tuples:
        this.#known.takeTuples(block);
        break;
      case Kind.chunk:
        this.#takeChunk(block);
        break;
      case Kind.end:
        this.#end = jsonOf<End>(block);
        break;
      default:
        throw new Unusable("a block's kind");
    }
  }

  #begin(head: Head): void {
    const { mark, uri, limits, stamp } = head;
    if (mark !== this.shelf.cache.mark || uri !== this.log.uri) throw new Unusable("whose it is");
    if (decisive(this.job.limits).some((limit, i) => limit !== limits[i])) throw new Unusable("limits");
    if (this.stamp && !isSameStamp(stamp, this.stamp)) throw new Unusable("the file");
    this.#head = head;
  }

  #takeLog(kept: KeptLog): void {
    const { inside } = kept;
    const isFirst = inside < 0;
    const isOfFolder = inside === 0 && this.stamp === undefined;
    this.#isWanted.push(isFirst || (this.#isWanted[inside] === true && (!isOfFolder || this.isWanted(kept))));
    this.#kept.push(kept);
  }

  #takeChunk(block: Block): void {
    const store = this.#store;
    checkMemory(this.job.limits.memory, () => store.bytes);
    const chunk = store.newChunk(false, 0);
    this.#chunks.push(chunk);
    const unpacked = unpack(block, this.#known, store.derive);
    put(unpacked, chunk);
    const { stretches } = unpacked;
    for (let i = 0; i < stretches.length; i += 3) {
      const { uri } = this.#keptAt(stretches[i] as number);
      chunk.stretches.push({ chunk, uri, from: stretches[i + 1] as number, to: stretches[i + 2] as number });
    }
  }

  #keptAt(number: number): KeptLog {
    const kept = this.#kept[number];
    if (!kept) throw new Unusable("a log");
    return kept;
  }

  /** Makes the rows visible to questions. Returns the bytes of content that they came from. */
  async show(): Promise<number> {
    const store = this.#store;
    const { shelf } = this;
    if (this.#end?.chunks !== this.#chunks.length) throw new Unusable("its end");
    const isOnly = store.isEmpty && ![...shelf.logs.values()].some((log) => log.reading && log !== this.log);
    const areCompared = this.#end.areCopiesKnown && isOnly && this.#isWanted.every(Boolean);
    if (!areCompared) for (const chunk of this.#chunks) forgetCopies(chunk);
    const stretches = new Map<string, Chunk["stretches"]>();
    for (const { stretches: of } of this.#chunks) {
      for (const stretch of of) {
        const known = stretches.get(stretch.uri);
        if (known) known.push(stretch);
        else stretches.set(stretch.uri, [stretch]);
      }
    }
    let bytes = 0;
    let files = 0;
    for (const [number, kept] of this.#kept.entries()) {
      const log = this.#isWanted[number] ? this.#logOf(number) : undefined;
      const own = stretches.get(kept.uri) ?? [];
      if (!log) {
        for (const stretch of own) store.forget(stretch);
        continue;
      }
      if (log.source.kind === "folder") continue;
      this.#shown.push(log);
      shelf.hide(log); // left by a cancelled reading
      shelf.replace(log, { ...kept.found });
      log.size = kept.size;
      if (kept.found.shape === "zip" || kept.found.shape === "tar") log.members ??= new Map();
      bytes += kept.found.bytes;
      if (kept.isRead) {
        const draft = new Draft(store, kept.uri, false);
        for (const stretch of own) {
          draft.adopt(stretch, areCompared);
          if (!areCompared) await rest(shelf, this.job);
        }
        log.version = 0;
        if (!log.members) log.draft = draft;
      }
      if (log.source.kind === "file") files++;
      const turn = rest(shelf, this.job);
      if (turn !== undefined) await turn;
    }
    shelf.cache.used(this.log.uri, files);
    return bytes;
  }

  /** The log, if it still exists and was not read in the meantime. */
  #logOf(number: number): Log | undefined {
    const { inside, uri, size } = this.#keptAt(number);
    const { shelf } = this;
    if (inside < 0) return shelf.logs.get(uri) === this.log ? this.log : undefined;
    const { uri: holderUri, found } = this.#keptAt(inside);
    const holder = shelf.logs.get(holderUri);
    if (!holder) return undefined;
    if (found.shape !== "zip" && found.shape !== "tar") {
      const log = shelf.logs.get(uri);
      return log?.version === undefined && !log?.reading ? log : undefined;
    }
    const { source } = holder;
    const archive = source.kind === "member" ? source.archive : source;
    if (archive.kind !== "file" || shelf.logs.get(uri)) return undefined;
    return shelf.adopt(holder, uri, { kind: "member", uri, archive }, size);
  }

  discard(): void {
    for (const log of this.#shown) {
      this.shelf.hide(log);
      for (const member of log.members?.values() ?? []) this.shelf.disown(log, member);
      log.found = waiting;
      log.version = undefined;
      log.members = undefined;
    }
    for (const chunk of this.#chunks) this.#store.drop(chunk);
  }
}
