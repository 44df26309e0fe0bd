import { performance } from "node:perf_hooks";
import { Cancelled } from "../engine";

/** Await this between two steps; undefined, with nothing to wait for, while the turn lasts. */
export type Rest = () => Promise<void> | undefined;

const TURN = 8; // ms; including what a step may run over, no turn is longer than 10

/**
 * Shares the thread: work runs in turns of at most 10 ms, and waiting messages are handled between two turns. Questions
 * go before reading; work of the same kind takes turns.
 */
export class Turns {
  #startedAt = performance.now();
  #waiting = { question: [] as (() => void)[], reading: [] as (() => void)[] };
  #pumping = false;

  /** @param questioned called before any work for a question */
  constructor(private readonly questioned: () => void = () => undefined) {}

  /** The work has had its time. */
  isOver(): boolean {
    return performance.now() - this.#startedAt >= TURN;
  }

  /** Resolves at once while the turn lasts, else when it is this work's turn again. */
  rest(kind: "question" | "reading"): Promise<void> | undefined {
    if (!this.isOver()) return undefined;
    return new Promise((resolve) => {
      this.#waiting[kind].push(resolve);
      this.#pump();
    });
  }

  async run<T>(work: Generator<void, T>, kind: "question" | "reading", isCancelled: () => boolean): Promise<T> {
    for (;;) {
      if (isCancelled()) throw new Cancelled();
      const step = work.next();
      if (step.done) return step.value;
      await this.rest(kind);
    }
  }

  #pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    setImmediate(() => {
      this.#pumping = false;
      this.#startedAt = performance.now();
      const question = this.#waiting.question.shift();
      if (question) this.questioned();
      const next = question ?? this.#waiting.reading.shift();
      next?.();
      if (this.#waiting.question.length + this.#waiting.reading.length > 0) this.#pump();
    });
  }

  /** A message from outside begins its own turn. */
  begin(): void {
    this.questioned();
    this.#startedAt = performance.now();
  }
}
