/** Spaces calls at least `interval` ms apart: everyone who lists users of an account shares one small Cognito quota. */
export class Pace {
  private next = Number.NEGATIVE_INFINITY;

  constructor(private readonly interval: number) {}

  /** @param now in ms of any clock @returns how long to wait, in ms */
  take(now: number): number {
    const turn = Math.max(now, this.next);
    this.next = turn + this.interval;
    return turn - now;
  }
}
