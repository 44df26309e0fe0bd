import fs from "node:fs";
import path from "node:path";
import { MB } from "../limits";
import { removeSpillFolder } from "./spillFolder";

/** Content up to here is found again fast enough without a copy. */
export const FROM = 64 * MB;

/**
 * Copies on disk of content that cannot be read by position: a record far behind in a compressed log is found without
 * decompressing all before it. They are in a folder of this thread's own and last no longer than their logs are open.
 */
export class Spills {
  #used = 0;
  #files = 0;

  /**
   * @param folder undefined: nothing is kept
   * @param failed is told the system's code when nothing could be written
   */
  constructor(
    private readonly folder: string | undefined,
    private readonly failed: (code: string) => void,
  ) {
    if (folder !== undefined) removeSpillFolder(folder); // of a thread that ended unasked
  }

  /**
   * For one log; makes no file before there is something to keep.
   * @param expected bytes there are at least
   * @param most bytes of all copies together
   * @param ahead bytes that may wait to be written
   */
  begin(expected: number, most: number, ahead = 0): Spill {
    return new Spill(this, this.folder === undefined ? 0 : most, expected >= FROM ? 0 : FROM, ahead);
  }

  async open(): Promise<{ file: string; handle: fs.promises.FileHandle }> {
    const folder = this.folder as string;
    await fs.promises.mkdir(folder, { recursive: true, mode: 0o700 });
    const file = path.join(folder, `${++this.#files}.tmp`);
    return { file, handle: await fs.promises.open(file, "wx+", 0o600) };
  }

  /** Whether so many bytes more may be kept. */
  take(bytes: number, most: number): boolean {
    if (this.#used + bytes > most) return false;
    this.#used += bytes;
    return true;
  }

  giveBack(bytes: number): void {
    this.#used -= bytes;
  }

  tellFailure(error: unknown): void {
    this.failed((error as NodeJS.ErrnoException).code ?? String(error));
  }
}

/** The copy of one log's content, from some place on. */
export class Spill {
  #position = 0; // in the content
  #end: number; // up to where it is on disk
  #taken = 0;
  #handle: fs.promises.FileHandle | undefined;
  #file = "";
  #isOver = false; // no more is taken
  #isClosed = false;
  #unwritten = 0;
  #writing: Promise<void> = Promise.resolve();

  /** @param ahead bytes that may be unwritten when {@link add} resolves */
  constructor(
    private readonly spills: Spills,
    private readonly most: number,
    private readonly from: number,
    private readonly ahead: number,
  ) {
    this.#end = from;
    this.#isOver = most === 0;
  }

  /** No more is kept. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** The content's next piece, which must stay as it is until it is written; nothing to wait for while there is room. */
  add(piece: Uint8Array): Promise<void> | undefined {
    const start = this.#position;
    this.#position += piece.length;
    if (this.#isOver || this.#position <= this.from) return undefined;
    const kept = piece.subarray(Math.max(0, this.from - start));
    if (!this.spills.take(kept.length, this.most)) {
      this.#isOver = true; // what is there stays of use
      return undefined;
    }
    this.#taken += kept.length;
    this.#unwritten += kept.length;
    const written = this.#writing.then(() => this.#keep(kept));
    this.#writing = written;
    return this.#unwritten > this.ahead ? written : undefined;
  }

  async #keep(kept: Uint8Array): Promise<void> {
    try {
      if (this.#isClosed) return;
      if (!this.#handle) await this.#create();
      await this.#write(kept);
      this.#end += kept.length;
    } catch (error) {
      if (this.#isClosed) return; // closed meanwhile
      await this.close(); // on a full disk others need the space
      this.spills.tellFailure(error);
    } finally {
      this.#unwritten -= kept.length;
    }
  }

  async #create(): Promise<void> {
    const { file, handle } = await this.spills.open();
    this.#file = file;
    this.#handle = handle;
    if (!this.#isClosed) return;
    await this.close();
    throw new Error("closed");
  }

  async #write(piece: Uint8Array): Promise<void> {
    for (let done = 0; done < piece.length; ) {
      if (!this.#handle) throw new Error("closed");
      const place = this.#end - this.from + done;
      done += (await this.#handle.write(piece, done, piece.length - done, place)).bytesWritten;
    }
  }

  /** No more comes. Returns whether there is a copy worth keeping. @param bytes of all the content */
  async finish(bytes = this.#position): Promise<boolean> {
    await this.#writing;
    if (bytes < FROM) await this.close();
    this.#isOver = true;
    return this.#handle !== undefined;
  }

  /** The bytes of a span; undefined when they are not here. */
  async read(start: number, end: number): Promise<Uint8Array | undefined> {
    const handle = this.#handle;
    if (!handle || start < this.from || end > this.#end) return undefined;
    const into = new Uint8Array(end - start);
    try {
      for (let done = 0; done < into.length; ) {
        const { bytesRead } = await handle.read(into, done, into.length - done, start - this.from + done);
        if (bytesRead === 0) return undefined; // somebody cut the file short
        done += bytesRead;
      }
      return into;
    } catch (error) {
      if (this.#handle) this.spills.tellFailure(error);
      return undefined;
    }
  }

  async close(): Promise<void> {
    this.#isOver = true;
    this.#isClosed = true;
    const handle = this.#handle;
    this.#handle = undefined;
    this.spills.giveBack(this.#taken);
    this.#taken = 0;
    if (!handle) return;
    try {
      await handle.close();
      await fs.promises.rm(this.#file, { force: true });
    } catch {
      // it goes with its folder, at the latest at the next start
    }
  }
}
