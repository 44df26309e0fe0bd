import fs from "node:fs";
import path from "node:path";
import { MB } from "../limits";
import { removeSpillFolder } from "./spillFolder";

/** Smaller content is found again fast enough without a copy. */
export const FROM = 64 * MB;

/**
 * Copies on disk of content that cannot be read by position, so that a record far inside a compressed log is found
 * without decompressing everything before it. They are in this thread's own folder and exist only while their logs are
 * open.
 */
export class Spills {
  #used = 0;
  #files = 0;

  /**
   * @param folder undefined turns copies off
   * @param failed gets the system's error code if nothing could be written
   */
  constructor(
    private readonly folder: string | undefined,
    private readonly failed: (code: string) => void,
  ) {
    if (folder !== undefined) removeSpillFolder(folder); // left by a thread that ended unexpectedly
  }

  /**
   * Begins a copy for one log; creates no file before there is something to keep.
   * @param expected minimum number of bytes
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

  /** Whether this many more bytes may be kept. */
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

/** The copy of one log's content from some position on. */
export class Spill {
  #position = 0; // in the content
  #end: number; // end of what is on disk
  #taken = 0;
  #handle: fs.promises.FileHandle | undefined;
  #file = "";
  #isOver = false; // accepts no more
  #isClosed = false;
  #unwritten = 0;
  #writing: Promise<void> = Promise.resolve();

  /** @param ahead bytes that may still be unwritten when {@link add} resolves */
  constructor(
    private readonly spills: Spills,
    private readonly most: number,
    private readonly from: number,
    private readonly ahead: number,
  ) {
    this.#end = from;
    this.#isOver = most === 0;
  }

  /** Whether it accepts no more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /**
   * Adds the content's next piece, which must not change until it is written. Returns nothing to wait for while there
   * is room.
   */
  add(piece: Uint8Array): Promise<void> | undefined {
    const start = this.#position;
    this.#position += piece.length;
    if (this.#isOver || this.#position <= this.from) return undefined;
    const kept = piece.subarray(Math.max(0, this.from - start));
    if (!this.spills.take(kept.length, this.most)) {
      this.#isOver = true; // what is there stays usable
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
      if (this.#isClosed) return; // closed in the meantime
      await this.close(); // on a full disk, others need the space
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

  /** Ends the copy. Returns whether it is worth keeping. @param bytes of the whole content */
  async finish(bytes = this.#position): Promise<boolean> {
    await this.#writing;
    if (bytes < FROM) await this.close();
    this.#isOver = true;
    return this.#handle !== undefined;
  }

  /** The bytes of a span; undefined if they are not here. */
  async read(start: number, end: number): Promise<Uint8Array | undefined> {
    const handle = this.#handle;
    if (!handle || start < this.from || end > this.#end) return undefined;
    const into = new Uint8Array(end - start);
    try {
      for (let done = 0; done < into.length; ) {
        const { bytesRead } = await handle.read(into, done, into.length - done, start - this.from + done);
        if (bytesRead === 0) return undefined; // somebody truncated the file
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
      // it is removed with its folder, at the latest at the next start
    }
  }
}
