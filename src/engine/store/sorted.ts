const RUN = 4096; // items that are sorted or merged at a time

/**
 * Sorts runs and merges them two by two, and yields in between, because a million items at once would block the thread.
 * Takes over the array.
 */
export function* sorted<T>(items: T[], compare: (a: T, b: T) => number): Generator<void, T[]> {
  if (items.length <= RUN) return items.sort(compare);
  let from = items;
  for (let start = 0; start < items.length; start += RUN) {
    const run = items.slice(start, start + RUN).sort(compare);
    for (let i = 0; i < run.length; i++) from[start + i] = run[i] as T;
    yield;
  }
  let into = items.slice();
  for (let size = RUN; size < items.length; size *= 2) {
    for (let start = 0; start < items.length; start += size * 2) yield* merge(from, into, start, size, compare);
    [from, into] = [into, from];
  }
  return from;
}

/** Merges two adjacent runs. */
function* merge<T>(
  from: readonly T[],
  into: T[],
  start: number,
  size: number,
  compare: (a: T, b: T) => number,
): Generator<void> {
  const middle = Math.min(start + size, from.length);
  const end = Math.min(start + size * 2, from.length);
  let a = start;
  let b = middle;
  for (let n = start; n < end; n++) {
    const isFirst = b === end || (a < middle && compare(from[a] as T, from[b] as T) <= 0);
    into[n] = from[isFirst ? a++ : b++] as T;
    if (n % RUN === 0) yield;
  }
}
