import type { ReaderSink } from "./contentReader";

/** Steps between two looks at the clock, which takes longer than most steps. */
const STEPS = 16;

/** What a reader does with the bytes it has, and may rest in. */
export class Work {
  #steps = 0;
  #work: Generator<void> | undefined;
  #isHasty = false;
  #isDue = false;

  constructor(private readonly sink: ReaderSink) {}

  get isBehind(): boolean {
    return this.#work !== undefined;
  }

  /** Asked at each step that a rest may follow: the work yields then, and until it does this stays so. */
  isRestDue(): boolean {
    if ((++this.#steps & (STEPS - 1)) === 0 && !this.#isHasty) this.#isDue ||= this.sink.isTurnOver?.() === true;
    return this.#isDue;
  }

  /** As {@link isRestDue}, asked beside a step that takes long by itself. */
  isRestDueNow(): boolean {
    if (!this.#isHasty) this.#isDue ||= this.sink.isTurnOver?.() === true;
    return this.#isDue;
  }

  begin(work: Generator<void>): void {
    this.#work = work;
    this.goOn();
  }

  goOn(): void {
    this.#isDue = false;
    if (this.#work?.next().done) this.#work = undefined;
  }

  /** Without a rest. */
  finish(): void {
    this.#isHasty = true;
    while (this.#work) this.goOn();
    this.#isHasty = false;
  }
}
