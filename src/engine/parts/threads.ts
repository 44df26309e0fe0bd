import os from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { programOfScanner } from "../scanner";
import type { Part, PartsWanted } from "./part";

/** Beside the engine's own file: esbuild.js puts both there. */
const FILE = path.join(__dirname, "helper.js");
const MOST = 3; // each takes memory for texts of its own
/** What is made for one part is of no use for the next. */
const YOUNG = 1; // MB

/** What a thread that reads parts is asked for. */
export interface PartsAsked {
  parts: PartsWanted;
  /** Of the scanner: compiled once for all threads. */
  program: WebAssembly.Module | undefined;
}

/** Threads that read parts of one file; they end with it. */
export class PartThreads {
  readonly #running = new Set<Worker>();

  /** How many there may be on this machine; the engine's thread needs a processor for itself. */
  static get most(): number {
    return Math.min(MOST, os.availableParallelism() - 1);
  }

  /** @param over called when one has read all it will */
  constructor(
    wanted: Omit<PartsWanted, "threads">,
    received: (part: Part, thread: number) => void,
    private readonly over: () => void,
    /** Called when one ends unasked. */
    private readonly failed: (why: string) => void,
    private readonly file = FILE,
  ) {
    const { most } = PartThreads;
    const asked: PartsAsked = { parts: { ...wanted, threads: most + 1 }, program: programOfScanner() };
    for (let i = 0; i < most; i++) {
      try {
        this.#start(asked, (part) => received(part, i));
      } catch {
        return; // those there are do
      }
    }
  }

  #start(asked: PartsAsked, received: (part: Part) => void): void {
    const worker = new Worker(this.file, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG } });
    this.#running.add(worker);
    worker.on("message", (part: Part | undefined) => {
      if (!this.#running.has(worker)) return;
      if (part) received(part);
      else this.#end(worker);
    });
    worker.on("error", (error) => {
      if (this.#running.has(worker)) this.failed(error.message);
      this.#end(worker);
    });
    worker.on("exit", () => this.#end(worker));
    worker.postMessage(asked);
  }

  #end(worker: Worker): void {
    if (!this.#running.delete(worker)) return;
    void worker.terminate();
    this.over();
  }

  /** Whether parts may still come. */
  get isAnyRunning(): boolean {
    return this.#running.size > 0;
  }

  end(): void {
    for (const worker of this.#running) void worker.terminate();
    this.#running.clear();
  }
}
