/** Runs at most once in `interval` ms and never in parallel. Requests during a run cause one more run after it. */
export class Throttle {
  private timer: NodeJS.Timeout | undefined;
  private running = false;
  private asked = false;
  private ended = false;
  private last = Number.NEGATIVE_INFINITY;

  /** @param run handles its own failures */
  constructor(
    private readonly run: () => Promise<void>,
    private readonly interval: number,
  ) {}

  /** @param now true for a user's action: the user is waiting */
  ask(now = false): void {
    if (this.ended) return;
    this.asked = true;
    if (now) {
      this.last = Number.NEGATIVE_INFINITY;
      clearTimeout(this.timer);
      this.timer = undefined;
    }
    if (this.running || this.timer !== undefined) return;
    const wait = this.last + this.interval - performance.now();
    if (wait > 0) this.timer = setTimeout(() => void this.go(), wait);
    else void this.go();
  }

  private async go(): Promise<void> {
    this.timer = undefined;
    this.asked = false;
    this.running = true;
    this.last = performance.now();
    await this.run();
    this.running = false;
    if (this.asked) this.ask();
  }

  dispose(): void {
    this.ended = true;
    clearTimeout(this.timer);
  }
}
