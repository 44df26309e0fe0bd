import zlib from "node:zlib";
import type { Rest } from "../turns";
import { unpacked } from "./awslogs";
import { asDamage, PIECE, withoutMark } from "./content";

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

/** Damage behind good pieces is told when these were taken. */
async function step(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array | Error | undefined> {
  try {
    const { done, value } = await iterator.next();
    return done ? undefined : value;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** All of it, when some was taken already. */
export async function* again(
  first: Uint8Array[],
  iterator: AsyncIterator<Uint8Array>,
  failure?: Error,
): AsyncGenerator<Uint8Array> {
  for (;;) {
    const piece = first.shift();
    if (!piece) break;
    yield piece;
  }
  if (failure) throw failure;
  yield* { [Symbol.asyncIterator]: () => iterator };
}

/** The content of a member too large to be held: inflated when it is compressed itself, without BOM, as UTF-8. */
export async function* contentOfPieces(
  pieces: AsyncGenerator<Uint8Array>,
  found: { gzip: boolean },
): AsyncGenerator<Uint8Array> {
  const first = await pieces.next();
  if (first.done) return;
  found.gzip = first.value[0] === 0x1f && first.value[1] === 0x8b;
  const all = again([first.value], pieces);
  yield* unpacked(withoutMark(found.gzip ? inflatedPieces(all) : all));
}

async function* inflatedPieces(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = zlib.createGunzip({ chunkSize: PIECE });
  const out: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => out.push(chunk));
  const failure = new Promise<unknown>((resolve) => stream.once("error", resolve));
  const ended = new Promise<undefined>((resolve) => stream.once("end", () => resolve(undefined)));
  try {
    for await (const piece of pieces) {
      const taken = new Promise<undefined>((resolve) => stream.write(piece, () => resolve(undefined)));
      const failed = await Promise.race([failure, taken]);
      yield* out.splice(0);
      if (failed !== undefined) throw asDamage(failed);
    }
    stream.end();
    const failed = await Promise.race([failure, ended]);
    yield* out.splice(0);
    if (failed !== undefined) throw asDamage(failed);
  } finally {
    stream.destroy();
  }
}
