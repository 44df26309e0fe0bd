import type { Rest } from "../turns";
import { again, step } from "./pieces";

/** Members up to this size are read whole, and then like any file; larger ones pass through. */
const WHOLE = 8 * 1024 * 1024;

/** A member's bytes, or when they are many its pieces from the first one on. */
export async function memberBytes(
  pieces: AsyncIterable<Uint8Array>,
  { rest }: { rest: Rest },
): Promise<Uint8Array | AsyncGenerator<Uint8Array>> {
  const iterator = pieces[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let size = 0;
  while (size <= WHOLE) {
    const next = await step(iterator);
    if (next === undefined) return Buffer.concat(first);
    if (next instanceof Error) return again(first, iterator, next);
    first.push(next);
    size += next.length;
    await rest();
  }
  return again(first, iterator);
}
