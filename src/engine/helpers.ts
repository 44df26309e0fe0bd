import os from "node:os";
import { HelperThread } from "./helperThread";
import { type Batch, type Prepared, preparedOf } from "./input/prepared";

const MOST = 4; // more do not help: the engine's thread is the next bound

/**
 * Hand-overs a helper has before it: it never waits for the next one. So many times MOST_TOGETHER, for each helper, is the most
 * memory that waits for the engine's thread: 32 MB with two processors, 128 MB with five or more.
 */
const AHEAD = 2;

/** What a thread that prepares files is asked for. */
export interface FilesAsked {
  paths: readonly string[];
  /** Of a hand-over that is over. */
  memory: ArrayBuffer | undefined;
}

/** What it gave, by the order of the paths. */
export interface Ahead {
  files: (Prepared | undefined)[];
  /** To be called when nothing of it is used any more. */
  done(): void;
}

interface Helper {
  thread: HelperThread<FilesAsked, Batch>;
  waiting: ((batch: Batch | undefined) => void)[];
}

/** Threads that prepare files; started for one reading of many, and ended with it. */
export class Helpers {
  #helpers: Helper[] = [];
  /** Memory of hand-overs that are over: to take it from the system anew costs as much as to fill it. */
  readonly #free: ArrayBuffer[] = [];

  /** @param failed called when a thread ends unasked */
  constructor(
    private readonly failed: (why: string) => void,
    private readonly file?: string,
  ) {
    const processors = os.availableParallelism();
    if (processors < 2) return;
    // the engine's thread needs one for itself
    for (let i = 0; i < Math.min(processors - 1, MOST); i++) {
      try {
        this.#start();
      } catch {
        return; // those there are do
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

  /** Hand-overs that may be under way at one time. */
  get room(): number {
    return this.#helpers.length * AHEAD;
  }

  /** Undefined when the thread has ended: then nobody else has read them. */
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
