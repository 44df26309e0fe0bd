import os from "node:os";
import { HelperThread } from "../helperThread";
import { programOfScanner } from "../scanner";
import type { Part, PartsWanted } from "./part";

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
  readonly #running = new Set<HelperThread<PartsAsked, Part | undefined>>();

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
    private readonly file?: string,
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
    const ended = (why?: string): void => {
      if (why !== undefined) this.failed(why);
      this.#running.delete(thread);
      this.over();
    };
    const answered = (part: Part | undefined): void => {
      if (part) received(part);
      else {
        thread.end(); // that was its last
        ended();
      }
    };
    const thread = new HelperThread<PartsAsked, Part | undefined>(answered, ended, { young: YOUNG, file: this.file });
    this.#running.add(thread);
    thread.ask(asked);
  }

  /** Whether parts may still come. */
  get isAnyRunning(): boolean {
    return this.#running.size > 0;
  }

  end(): void {
    for (const thread of this.#running) thread.end();
    this.#running.clear();
  }
}
