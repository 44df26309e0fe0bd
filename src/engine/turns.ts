import { performance } from "node:perf_hooks";
import { Cancelled } from "./engine";

/** To be awaited between two steps; undefined, and nothing to wait for, while the turn lasts. */
export type Rest = () => Promise<void> | undefined;

const TURN = 8; // ms; with what a step may run over, no turn is longer than 10

/**
 * Shares the thread: work goes on in turns of at most 10 ms, and between two of them waiting messages are taken. Questions
 * go before reading; those of one kind take turns.
 */
export class Turns {
  #startedAt = performance.now();
  #waiting = { question: [] as (() => void)[], reading: [] as (() => void)[] };
  #pumping = false;

  /** @param questioned called before anything is done for a question */
  constructor(private readonly questioned: () => void = () => undefined) {}

  /** The work has had its time. */
  isOver(): boolean {
    return performance.now() - this.#startedAt >= TURN;
  }

  /** Resolves at once while the turn lasts, else when the next one is this work's. */
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

  /** A message from outside begins a turn of its own. */
  begin(): void {
    this.questioned();
    this.#startedAt = performance.now();
  }
}
