import os from "node:os";
import { type Batch, type Prepared, preparedOf } from "../input/prepared";
import { HelperThread } from "./helperThread";

const MOST = 4; // more do not help, because the engine's thread becomes the bottleneck

/**
 * Batches that each helper gets in advance, so that it never waits for the next one. This × MOST_TOGETHER for each
 * helper is the maximum memory that waits for the engine's thread: 32 MB with two processors, 128 MB with five or more.
 */
const AHEAD = 2;

/** The request to a thread that prepares files. */
export interface FilesAsked {
  paths: readonly string[];
  /** Memory of a finished batch. */
  memory: ArrayBuffer | undefined;
}

/** The result, in the order of the paths. */
export interface Ahead {
  files: (Prepared | undefined)[];
  /** Call this when nothing in it is used any longer. */
  done(): void;
}

interface Helper {
  thread: HelperThread<FilesAsked, Batch>;
  waiting: ((batch: Batch | undefined) => void)[];
}

/** Threads that prepare files. They start for one reading of many files and end with it. */
export class Helpers {
  #helpers: Helper[] = [];
  /** Memory of finished batches: getting new memory from the system costs as much as filling it. */
  readonly #free: ArrayBuffer[] = [];

  /** @param failed called when a thread ends unexpectedly */
  constructor(
    private readonly failed: (why: string) => void,
    private readonly file?: string,
  ) {
    const processors = os.availableParallelism();
    if (processors < 2) return;
    // the engine's thread needs a processor for itself
    for (let i = 0; i < Math.min(processors - 1, MOST); i++) {
      try {
        this.#start();
      } catch {
        return; // the existing threads are enough
      }
    }
  }

  #start(): void {
    const waiting: Helper["waiting"] = [];
    const thread: Helper["thread"] = new HelperThread(
      (batch) => waiting.shift()?.(batch),
      (why) => {
        if (why !== undefined) this.failed(why);
        this.#helpers = this.#helpers.filter((one) => one.thread !== thread);
        for (const give of waiting.splice(0)) give(undefined);
      },
      { file: this.file },
    );
    this.#helpers.push({ thread, waiting });
  }

  /** Number of batches that may be in progress at a time. */
  get room(): number {
    return this.#helpers.length * AHEAD;
  }

  /** Undefined if the thread has ended and nobody has read the files. */
  prepare(paths: readonly string[]): Promise<Ahead | undefined> {
    const [first, ...others] = this.#helpers;
    if (!first) return Promise.resolve(undefined);
    const { thread, waiting } = others.reduce(
      (best, one) => (one.waiting.length < best.waiting.length ? one : best),
      first,
    );
    const asked: FilesAsked = { paths, memory: this.#free.pop() };
    thread.ask(asked, asked.memory ? [asked.memory] : []);
    return new Promise((resolve) => {
      waiting.push((batch) =>
        resolve(batch && { files: preparedOf(batch), done: () => this.#free.push(batch.memory) }),
      );
    });
  }

  close(): void {
    for (const { thread, waiting } of this.#helpers.splice(0)) {
      thread.end();
      for (const give of waiting) give(undefined);
    }
  }
}
