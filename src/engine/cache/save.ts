import type { FileHandle } from "node:fs/promises";
import { Cancelled } from "../engine";
import { textBlocks, tupleBlocks } from "../exchange/texts";
import type { Limits } from "../limits";
import type { Log } from "../logs/log";
import type { Shelf } from "../logs/shelf";
import { BlockWriter } from "./blocks";
import { chunkBlocks, type LogRows } from "./chunks";
import { decisive, type Head, jsonBlock, type KeptLog, keptOf, logBlocks } from "./kept";
import { type Numbers, usedIds } from "./used";

/** Kinds of blocks, in their order. */
export const Kind = { head: 1, logs: 2, texts: 3, tuples: 4, chunk: 5, end: 6 } as const;

/** The end of an entry. */
export interface End {
  chunks: number;
  /** Whether the rows' duplicate marks are complete and do not depend on other logs. */
  areCopiesKnown: boolean;
}

/**
 * If less than this share of a folder was not in its entry, the entry is not rewritten, and that share is read again
 * the next time.
 */
const FEW = 0.05;

/**
 * Writes an entry for a log or folder that was just read, after all earlier requests.
 * @param from bytes of content that were restored from an entry
 */
export function saveLater(shelf: Shelf, log: Log, limits: Limits, from = 0): void {
  const { cache, store } = shelf;
  if (cache.isOff || (log.source.kind !== "file" && log.source.kind !== "folder")) return;
  if (limits.cache === 0) {
    cache.clear();
    return;
  }
  cache.later(log.uri, limits.cache, async (handle) => {
    const all = shelf.store === store && shelf.logs.get(log.uri) === log ? keptOf(log) : undefined;
    if (!all || all.reduce((sum, { kept }) => sum + kept.found.bytes, 0) * (1 - FEW) < from) return false;
    try {
      return await write(shelf, log, all, limits, handle);
    } catch (error) {
      if (error instanceof Cancelled) return false;
      throw error;
    }
  });
}

async function write(
  shelf: Shelf,
  log: Log,
  all: { log: Log; kept: KeptLog }[],
  limits: Limits,
  handle: FileHandle,
): Promise<boolean> {
  const { store, turns, cache } = shelf;
  const { revision } = store;
  const found = all.map((one) => one.log.found);
  const hasChanged = (): boolean =>
    shelf.store !== store ||
    all.some((one, i) => one.log.found !== found[i] || shelf.logs.get(one.log.uri) !== one.log);
  const stretches = all.flatMap(({ log: { uri } }, number) =>
    store.rowsOf(uri).map((stretch): LogRows => ({ ...stretch, log: number })),
  );
  const areCounted = store.recounts === 0;
  const areAll = stretches.reduce((sum, { from, to }) => sum + to - from, 0) === rowsShown(shelf);
  const writer = new BlockWriter(handle);
  const put = async (kind: number, block: Uint8Array): Promise<void> => {
    if (writer.bytes + block.length > limits.cache) throw new Cancelled(); // it would be removed at once
    await writer.write(kind, block);
    await turns.rest("reading");
  };
  const head: Head = {
    mark: cache.mark,
    uri: log.uri,
    limits: decisive(limits),
    stamp: log.source.kind === "file" ? log.found.stamp : undefined,
  };
  await put(Kind.head, jsonBlock(head));
  for (const block of logBlocks(all.map(({ kept }) => kept))) await put(Kind.logs, block);
  const used = await turns.run(usedIds(store, stretches), "reading", hasChanged);
  const texts = textBlocks(store.scanner, (name) => used.texts[name].ids.subarray(1));
  for (const block of texts) await put(Kind.texts, block);
  const tuples = tupleBlocks(
    store.derive,
    (combined) => (used.combinations[combined] as Numbers).ids.subarray(1),
    (name) => used.texts[name].numbers,
  );
  for (const block of tuples) await put(Kind.tuples, block);
  let chunks = 0;
  for (const block of chunkBlocks(stretches, used)) {
    await put(Kind.chunk, block);
    chunks++;
    if (hasChanged()) return false;
  }
  const end: End = {
    chunks,
    areCopiesKnown: areAll && areCounted && store.recounts === 0 && store.revision === revision,
  };
  await put(Kind.end, jsonBlock(end));
  return true;
}

function rowsShown({ store }: Shelf): number {
  let rows = 0;
  for (const { count, removed } of store.chunks()) rows += count - removed;
  return rows;
}
