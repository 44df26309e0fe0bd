import zlib from "node:zlib";
import { archiveKind } from "../../core/shapes/archive";
import type { Rest } from "../thread/turns";
import { again, step } from "./pieces";

/** Members up to this size are read completely, like files; larger ones are streamed. */
const WHOLE = 8 * 1024 * 1024;
/** The beginning of compressed data, which shows what is in it. */
const BEGINNING = 4096;

/** A member's bytes, with what was wrong after them. If there are many, its pieces from the first one on. */
export type MemberContent = { whole: Uint8Array; failure?: Error } | { pieces: AsyncGenerator<Uint8Array> };

/** @param most bytes of a member that is itself an archive, because it is only read as a whole */
export async function memberContent(
  pieces: AsyncIterable<Uint8Array>,
  { rest }: { rest: Rest },
  most: number,
): Promise<MemberContent> {
  const iterator = pieces[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let size = 0;
  let limit = WHOLE;
  for (;;) {
    const next = await step(iterator);
    if (next === undefined) return { whole: Buffer.concat(first) };
    if (next instanceof Error) return { whole: Buffer.concat(first), failure: next };
    first.push(next);
    size += next.length;
    await rest();
    if (size <= limit) continue;
    if (limit < most && holdsArchive(first[0] as Uint8Array)) limit = most;
    if (size > limit) return { pieces: again(first, iterator) };
  }
}

export async function* piecesOfMember(content: MemberContent): AsyncGenerator<Uint8Array> {
  if ("pieces" in content) {
    yield* content.pieces;
    return;
  }
  yield content.whole;
  if (content.failure) throw content.failure;
}

function holdsArchive(head: Uint8Array): boolean {
  if (archiveKind(head) !== undefined) return true;
  if (head[0] !== 0x1f || head[1] !== 0x8b) return false;
  try {
    const options = { finishFlush: zlib.constants.Z_SYNC_FLUSH };
    return archiveKind(zlib.gunzipSync(head.subarray(0, BEGINNING), options)) !== undefined;
  } catch {
    return false; // damaged: its reader reports that
  }
}
