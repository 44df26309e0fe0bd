/** Turns at least `interval` ms apart: Cognito shares one small quota among all who list users of an account. */
export class Pace {
  private next = Number.NEGATIVE_INFINITY;

  constructor(private readonly interval: number) {}

  /** @param now in ms of any clock. @returns how long to wait, in ms */
  take(now: number): number {
    const turn = Math.max(now, this.next);
    this.next = turn + this.interval;
    return turn - now;
  }
}
