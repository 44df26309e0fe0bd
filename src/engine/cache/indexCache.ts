import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { openRegular } from "../input/regularFile";
import { clearCache, ENTRY, keepWithin, UNFINISHED } from "./cacheFolder";

/**
 * Files in the extension's own storage, each with the columns of one log or folder, so that it opens quickly the next
 * time. Several windows may share them: an entry appears whole or not at all, and a removed entry counts as absent.
 */
export class IndexCache {
  #waiting: Promise<void> = Promise.resolve();
  #mark: string | undefined;

  /**
   * @param folder undefined turns the cache off
   * @param failed gets the system's error code if nothing could be written
   * @param used gets what did not have to be read
   */
  constructor(
    private readonly folder: string | undefined,
    private readonly failed: (code: string) => void,
    readonly used: (uri: string, files: number) => void,
  ) {}

  get isOff(): boolean {
    return this.folder === undefined;
  }

  /** Identifies this program: another version may derive other columns from the same bytes. */
  get mark(): string {
    this.#mark ??= markOf([__filename, path.join(__dirname, "scanner.wasm")]);
    return this.#mark;
  }

  /** Whether there is an entry, valid or not. */
  has(uri: string): boolean {
    return this.folder !== undefined && fs.existsSync(this.#fileOf(uri));
  }

  /** A file descriptor that the caller must close; undefined if there is no readable entry. */
  open(uri: string): number | undefined {
    const file = this.#fileOf(uri);
    try {
      const { fd } = openRegular(file);
      const now = new Date();
      void fs.promises.utimes(file, now, now).catch(() => undefined); // the least recently used entry is removed first
      return fd;
    } catch {
      return undefined;
    }
  }

  /**
   * Writes entries one after another, because each takes memory and disk time.
   * @param write returns whether the entry is complete
   */
  later(uri: string, most: number, write: (handle: fs.promises.FileHandle) => Promise<boolean>): void {
    this.#waiting = this.#waiting.then(async () => {
      try {
        await this.#write(uri, most, write);
      } catch (error) {
        this.failed((error as NodeJS.ErrnoException).code ?? String(error));
      }
    });
  }

  async #write(uri: string, most: number, write: (handle: fs.promises.FileHandle) => Promise<boolean>): Promise<void> {
    const folder = this.folder as string;
    const file = this.#fileOf(uri);
    const unfinished = `${file}-${randomBytes(4).toString("hex")}${UNFINISHED}`;
    await fs.promises.mkdir(folder, { recursive: true, mode: 0o700 });
    const handle = await fs.promises.open(unfinished, "wx", 0o600);
    let isWhole = false;
    try {
      isWhole = await write(handle);
    } finally {
      await handle.close();
      if (!isWhole) await fs.promises.rm(unfinished, { force: true });
    }
    if (!isWhole) return;
    try {
      await fs.promises.rename(unfinished, file);
    } catch (error) {
      await fs.promises.rm(unfinished, { force: true });
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error; // the cache was cleared in the meantime
    }
    await keepWithin(folder, most);
  }

  /** Removes the cache when nothing should be kept any longer. */
  clear(): void {
    const { folder } = this;
    if (folder !== undefined) this.#waiting = this.#waiting.then(() => clearCache(folder)).then(() => undefined);
  }

  /** Hashes the URI, because a listing of the folder should not reveal paths. */
  #fileOf(uri: string): string {
    const name = createHash("sha256").update(uri).digest("hex").slice(0, 32);
    return path.join(this.folder as string, `${name}${ENTRY}`);
  }
}

function markOf(files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) if (fs.existsSync(file)) hash.update(fs.readFileSync(file));
  return hash.digest("hex");
}
