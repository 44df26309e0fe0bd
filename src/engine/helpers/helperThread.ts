import path from "node:path";
import { type Transferable, Worker } from "node:worker_threads";

/** Next to the engine's own file: esbuild.js puts both there. */
const FILE = path.join(__dirname, "helper.js");

interface HowToRun {
  /** MB for short-lived objects. */
  young?: number;
  file?: string | undefined;
}

/** A thread that runs helper.ts. */
export class HelperThread<Asked, Answer> {
  readonly #worker: Worker;
  #isRunning = true;

  /**
   * @throws if there can be no further thread
   * @param over called once when the thread ends unexpectedly, with the reason; no answers follow
   */
  constructor(answered: (answer: Answer) => void, over: (why?: string) => void, { young, file = FILE }: HowToRun = {}) {
    this.#worker = new Worker(file, young === undefined ? {} : { resourceLimits: { maxYoungGenerationSizeMb: young } });
    const ended = (why?: string): void => {
      if (!this.#isRunning) return;
      this.end();
      over(why);
    };
    this.#worker.on("message", (answer: Answer) => {
      if (this.#isRunning) answered(answer);
    });
    this.#worker.on("error", (error) => ended(error.message));
    this.#worker.on("exit", () => ended());
  }

  ask(asked: Asked, handedOver: readonly Transferable[] = []): void {
    this.#worker.postMessage(asked, handedOver);
  }

  end(): void {
    this.#isRunning = false;
    void this.#worker.terminate();
  }
}
