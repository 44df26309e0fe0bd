/**
 * Decides what to do when the engine's thread has ended unexpectedly: which log is to blame, and when trying again is
 * useless.
 */
import type { StopReason } from "../engine";

/** Earlier stops do not count. */
const WINDOW = 10 * 60_000; // ms
/** Maximum number of stops for which no log is to blame. */
const MOST_UNEXPLAINED = 3;
/** Maximum number of all stops: logs that end the thread are left out one by one, but not forever. */
const MOST = 20;

export type Verdict =
  /** Read everything again; the logs in `alone` after all others, one at a time. */
  | { kind: "again"; alone: ReadonlySet<string> }
  /** Like "again", without this log. */
  | { kind: "leaveOut"; uri: string; alone: ReadonlySet<string> }
  | { kind: "giveUp" };

interface Stop {
  at: number;
  /** Logs that may have caused it. */
  blamed: readonly string[];
}

export class Stops {
  /** Logs that ended the thread twice. */
  readonly leftOut = new Map<string, StopReason>();
  #stops: Stop[] = [];

  constructor(private readonly now: () => number = () => performance.now()) {}

  /**
   * @param reading the log that the thread was working on, if known
   * @param asked logs whose reading was requested and not answered
   */
  take(reading: string | undefined, asked: readonly string[], reason: StopReason): Verdict {
    const at = this.now();
    const suspects = reading === undefined ? asked : [reading];
    const blamed = suspects.filter((uri) => !this.leftOut.has(uri));
    this.#stops = this.#stops.filter((stop) => at - stop.at < WINDOW);
    const [only] = blamed;
    const isAgain = blamed.length === 1 && this.#stops.some((stop) => stop.blamed.includes(only as string));
    this.#stops.push({ at, blamed });
    const unexplained = this.#stops.filter((stop) => stop.blamed.length === 0).length;
    if (unexplained >= MOST_UNEXPLAINED || this.#stops.length >= MOST) return { kind: "giveUp" };
    if (isAgain && only !== undefined) this.leftOut.set(only, reason);
    const alone = new Set(this.#stops.flatMap((stop) => stop.blamed).filter((uri) => !this.leftOut.has(uri)));
    return isAgain && only !== undefined ? { kind: "leaveOut", uri: only, alone } : { kind: "again", alone };
  }

  /** Called when a log was closed: if it is opened again, it gets a fresh start. @returns whether it was left out */
  forget(uri: string): boolean {
    this.#stops = this.#stops.flatMap((stop) => {
      if (!stop.blamed.includes(uri)) return stop;
      const blamed = stop.blamed.filter((one) => one !== uri);
      return blamed.length > 0 ? { ...stop, blamed } : [];
    });
    return this.leftOut.delete(uri);
  }

  /** Starts over. */
  clear(): void {
    this.#stops = [];
    this.leftOut.clear();
  }
}
