const ROWS_AT_A_STRETCH = 65_536;
const DIGITS = 16; // bits that are sorted at a time
const BUCKETS = 1 << DIGITS;

/**
 * The order of positions 0 … n - 1 by their keys, stable for equal keys. Yields between units of work. Takes at most
 * two passes over the keys.
 */
export function* orderByKeys(keys: Uint32Array): Generator<void, Uint32Array> {
  let order = Uint32Array.from(keys, (_, position) => position);
  yield;
  const largest = yield* maximum(keys);
  let next = new Uint32Array(keys.length);
  for (let shift = 0; shift < 32 && (shift === 0 || largest >>> shift > 0); shift += DIGITS) {
    yield* pass(keys, order, next, shift);
    [order, next] = [next, order];
  }
  return order;
}

function* maximum(keys: Uint32Array): Generator<void, number> {
  let largest = 0;
  for (let p = 0; p < keys.length; p++) {
    if ((keys[p] as number) > largest) largest = keys[p] as number;
    if (p % ROWS_AT_A_STRETCH === 0) yield;
  }
  return largest;
}

function* pass(keys: Uint32Array, from: Uint32Array, into: Uint32Array, shift: number): Generator<void> {
  const starts = new Uint32Array(BUCKETS + 1);
  for (let p = 0; p < keys.length; p++) {
    const bucket = (((keys[p] as number) >>> shift) & (BUCKETS - 1)) + 1;
    starts[bucket] = (starts[bucket] as number) + 1;
    if (p % ROWS_AT_A_STRETCH === 0) yield;
  }
  for (let bucket = 1; bucket <= BUCKETS; bucket++)
    starts[bucket] = (starts[bucket] as number) + (starts[bucket - 1] as number);
  for (let p = 0; p < from.length; p++) {
    const position = from[p] as number;
    const bucket = ((keys[position] as number) >>> shift) & (BUCKETS - 1);
    const at = starts[bucket] as number;
    into[at] = position;
    starts[bucket] = at + 1;
    if (p % ROWS_AT_A_STRETCH === 0) yield;
  }
}
