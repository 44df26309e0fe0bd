import os from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { type Batch, type Prepared, preparedOf } from "./input/prepared";

/** Beside the engine's own file: esbuild.js puts both there. */
const FILE = path.join(__dirname, "helper.js");
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
  worker: Worker;
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
    private readonly file = FILE,
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
    const helper: Helper = { worker: new Worker(this.file), waiting: [] };
    helper.worker.on("message", (batch: Batch) => helper.waiting.shift()?.(batch));
    const ended = (): void => {
      this.#helpers = this.#helpers.filter((one) => one !== helper);
      for (const give of helper.waiting.splice(0)) give(undefined);
    };
    helper.worker.on("error", (error) => {
      this.failed(error.message);
      ended();
    });
    helper.worker.on("exit", ended);
    this.#helpers.push(helper);
  }

  /** Hand-overs that may be under way at one time. */
  get room(): number {
    return this.#helpers.length * AHEAD;
  }

  /** Undefined when the thread has ended: then nobody else has read them. */
  prepare(paths: readonly string[]): Promise<Ahead | undefined> {
    const [first, ...others] = this.#helpers;
    if (!first) return Promise.resolve(undefined);
    const { worker, waiting } = others.reduce(
      (best, one) => (one.waiting.length < best.waiting.length ? one : best),
      first,
    );
    const asked: FilesAsked = { paths, memory: this.#free.pop() };
    worker.postMessage(asked, asked.memory ? [asked.memory] : []);
    return new Promise((resolve) => {
      waiting.push((batch) =>
        resolve(batch && { files: preparedOf(batch), done: () => this.#free.push(batch.memory) }),
      );
    });
  }

  close(): void {
    for (const { worker } of this.#helpers) void worker.terminate();
  }
}
