/** How long something takes, and how long it blocks everything else in this process. */
export interface Watched<T> {
  /** ms by the clock. */
  took: number;
  /** Maximum ms of processor time between two turns of the loop. */
  longest: number;
  gave: T;
}

/** Measures the process's own time at every turn of the loop while it runs, so that other programs do not count. */
export async function watched<T>(run: () => Promise<T>): Promise<Watched<T>> {
  const own = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  let [last, longest, done] = [own(), 0, false];
  const look = () => {
    const now = own();
    longest = Math.max(longest, now - last);
    last = now;
    if (!done) setImmediate(look);
  };
  setImmediate(look);
  const begun = performance.now();
  const gave = await run();
  done = true;
  await new Promise(setImmediate);
  return { took: performance.now() - begun, longest, gave };
}
