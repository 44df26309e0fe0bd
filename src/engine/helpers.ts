import os from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { Batch } from "./input/prepared";

/** Beside the engine's own file: esbuild.js puts both there. */
const FILE = path.join(__dirname, "helper.js");
const MOST = 4; // more do not help: the engine's thread is the next bound
/**
 * Hand-overs a helper has before it: it never waits for the next one. So many times MOST_TOGETHER, for each helper, is the most
 * memory that waits for the engine's thread: 32 MB with two processors, 128 MB with five or more.
 */
const AHEAD = 2;

interface Helper {
  worker: Worker;
  waiting: ((batch: Batch | undefined) => void)[];
}

/** Threads that prepare files; started for one reading of many, and ended with it. */
export class Helpers {
  #helpers: Helper[] = [];

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
  prepare(paths: readonly string[]): Promise<Batch | undefined> {
    const [first, ...others] = this.#helpers;
    if (!first) return Promise.resolve(undefined);
    const idlest = others.reduce((best, one) => (one.waiting.length < best.waiting.length ? one : best), first);
    return new Promise((resolve) => {
      idlest.waiting.push(resolve);
      idlest.worker.postMessage(paths);
    });
  }

  close(): void {
    for (const { worker } of this.#helpers) void worker.terminate();
  }
}
