import type { RowText } from "../engine";
import type { Shelf } from "../logs/shelf";
import { passOver, type Taken } from "./pass";
import { type Rows, type Wanted, type WantedFile, wantedOf } from "./wanted";

/** Bytes of records that came before those asked for earlier: a compressed log's are not read by position. */
const MOST_KEPT = 64 * 1024 * 1024;
/** After so many are given up, a while passes before others have to be. */
const LEFT_KEPT = MOST_KEPT / 2;
/** Passes that are under way, each with an open file. */
const MOST_PASSES = 8;
/** What one answer holds. */
const PAGE_BYTES = 256 * 1024;
const PAGE_ROWS = 500;
/** What a record takes in memory beside its bytes. */
const OVERHEAD = 200;

export interface TextJob {
  isCancelled(): boolean;
  /** Rejects with Cancelled. */
  rest(): Promise<void> | undefined;
  progress(fraction: number): void;
}

/**
 * The texts of rows in the order of the rows, a page at a time. Each file is gone through once as long as what comes too early fits
 * into memory; of what does not, the parts needed last are read once more.
 */
export async function* textsInOrder(shelf: Shelf, rows: Rows, job: TextJob): AsyncGenerator<RowText[]> {
  const wanted = await shelf.turns.run(wantedOf(rows), "question", job.isCancelled);
  const texts = new Texts(shelf, rows, wanted, job);
  try {
    let page: RowText[] = [];
    let bytes = 0;
    for (let at = 0; at < rows.ids.length; at++) {
      const { at: _, ...text } = await texts.take(at);
      page.push({ id: rows.ids[at] as number, ...text });
      bytes += sizeOf(text);
      if (bytes < PAGE_BYTES && page.length < PAGE_ROWS) continue;
      job.progress((at + 1) / rows.ids.length);
      yield page;
      page = [];
      bytes = 0;
      await job.rest();
    }
    if (page.length > 0) yield page;
  } finally {
    await texts.close();
  }
}

function sizeOf(text: object): number {
  return OVERHEAD + ("text" in text ? ((text.text as { json?: Uint8Array }).json?.length ?? 0) : 0);
}

/** What was read too early waits here. */
class Texts {
  readonly #ready = new Map<number, Taken>();
  #bytes = 0;
  /** 1 for each position whose text came and was given up. */
  readonly #dropped: Uint8Array;
  /** Under way, the one used last at the end. */
  readonly #passes = new Map<WantedFile, AsyncGenerator<Taken[]>>();

  constructor(
    private readonly shelf: Shelf,
    private readonly rows: Rows,
    private readonly wanted: Wanted,
    private readonly job: TextJob,
  ) {
    this.#dropped = new Uint8Array(rows.ids.length);
  }

  async take(at: number): Promise<Taken> {
    const file = this.wanted.fileAt(at);
    if (!file) return { at, unread: { reason: "closed" } };
    for (let isBegun = false; ; ) {
      const taken = this.#ready.get(at);
      if (taken) {
        this.#ready.delete(at);
        this.#bytes -= sizeOf(taken);
        return taken;
      }
      if (this.#dropped[at] === 1) await this.#end(file);
      let pass = this.#passes.get(file);
      if (!pass) {
        if (isBegun) throw new Error("a pass over a file did not tell what became of a record");
        isBegun = true;
        pass = this.#begin(file, at);
      }
      this.#passes.delete(file);
      this.#passes.set(file, pass);
      const next = await pass.next();
      if (next.done) this.#passes.delete(file);
      else this.#keep(next.value, at);
      await this.job.rest();
      for (const [oldest] of this.#passes) if (this.#passes.size > MOST_PASSES) await this.#end(oldest);
    }
  }

  #begin(file: WantedFile, from: number): AsyncGenerator<Taken[]> {
    const { rest, isCancelled, progress } = this.job;
    const isWanted = (at: number): boolean => {
      if (at < from || this.#ready.has(at)) return false;
      this.#dropped[at] = 0;
      return true;
    };
    return passOver(this.shelf, this.rows, file, isWanted, {
      isCancelled,
      rest: (done) => {
        progress((from + done * file.count) / this.rows.ids.length);
        return rest();
      },
    });
  }

  #keep(some: readonly Taken[], at: number): void {
    for (const taken of some) {
      this.#ready.set(taken.at, taken);
      this.#bytes += sizeOf(taken);
    }
    if (this.#bytes <= MOST_KEPT) return;
    for (const late of [...this.#ready.keys()].sort((a, b) => b - a)) {
      if (this.#bytes <= LEFT_KEPT || late === at) return;
      this.#bytes -= sizeOf(this.#ready.get(late) as Taken);
      this.#ready.delete(late);
      this.#dropped[late] = 1;
    }
  }

  async #end(file: WantedFile): Promise<void> {
    const pass = this.#passes.get(file);
    this.#passes.delete(file);
    await pass?.return(undefined);
  }

  async close(): Promise<void> {
    for (const file of [...this.#passes.keys()]) await this.#end(file);
    this.#ready.clear();
  }
}
