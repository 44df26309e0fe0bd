import os from "node:os";
import { HelperThread } from "../helpers/helperThread";
import { programOfScanner } from "../reading/scanner";
import type { Part, PartsWanted } from "./part";

const MOST = 3; // each needs memory for its own texts
/** Memory for one part is useless for the next. */
const YOUNG = 1; // MB

/** The request to a thread that reads parts. */
export interface PartsAsked {
  parts: PartsWanted;
  /** The scanner's program, compiled once for all threads. */
  program: WebAssembly.Module | undefined;
}

/** Threads that read parts of one file and end with it. */
export class PartThreads {
  readonly #running = new Set<HelperThread<PartsAsked, Part | undefined>>();

  /** How many threads this machine allows: the engine's thread needs a processor for itself. */
  static get most(): number {
    return Math.min(MOST, os.availableParallelism() - 1);
  }

  /** @param over called when a thread has read everything it takes */
  constructor(
    wanted: Omit<PartsWanted, "threads">,
    received: (part: Part, thread: number) => void,
    private readonly over: () => void,
    /** Called when a thread ends unexpectedly. */
    private readonly failed: (why: string) => void,
    private readonly file?: string,
  ) {
    const { most } = PartThreads;
    const asked: PartsAsked = { parts: { ...wanted, threads: most + 1 }, program: programOfScanner() };
    for (let i = 0; i < most; i++) {
      try {
        this.#start(asked, (part) => received(part, i));
      } catch {
        return; // the existing threads are enough
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
        thread.end(); // that was its last part part
        ended();
      }
    };
    const thread = new HelperThread<PartsAsked, Part | undefined>(answered, ended, { young: YOUNG, file: this.file });
    this.#running.add(thread);
    thread.ask(asked);
  }

  /** Whether parts may still arrive. */
  get isAnyRunning(): boolean {
    return this.#running.size > 0;
  }

  end(): void {
    for (const thread of this.#running) thread.end();
    this.#running.clear();
  }
}
