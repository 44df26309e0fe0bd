/** Bytes from the content of a source that is not a text. */
import { type Bytes, codingOf, contentOf, isPlainUtf8 } from "./content";
import { DamagedGzip } from "./damaged";
import { DamagedMember } from "./members";

/** The existing part of the requested bytes, and the content's beginning, which shows what they mean. */
export interface Span {
  bytes: Uint8Array;
  head: Uint8Array;
}

/**
 * The existing part of the requested bytes: content may end in it, or be damaged there.
 * @param rest gets the progress, 0 to 1
 */
export async function stretchOf(
  bytes: Bytes,
  start: number,
  end: number,
  rest: (fraction: number) => Promise<void>,
): Promise<Uint8Array> {
  if (start === end) return new Uint8Array(0);
  const coding = codingOf(bytes);
  if (isPlainUtf8(coding)) {
    const into = new Uint8Array(end - start);
    return into.subarray(0, bytes.read(into, start + coding.bom));
  }
  return stretchIn(contentOf(bytes), start, end, rest);
}

export async function stretchIn(
  pieces: AsyncIterable<Uint8Array>,
  start: number,
  end: number,
  rest: (fraction: number) => Promise<void>,
): Promise<Uint8Array> {
  const into = new Uint8Array(end - start);
  let position = 0;
  const part = (): Uint8Array => into.subarray(0, Math.max(0, Math.min(end, position) - start));
  try {
    for await (const piece of pieces) {
      const from = Math.max(start, position);
      const to = Math.min(end, position + piece.length);
      if (from < to) into.set(piece.subarray(from - position, to - position), from - start);
      position += piece.length;
      if (position >= end) break;
      await rest(position / end);
    }
  } catch (error) {
    if (!(error instanceof DamagedGzip || error instanceof DamagedMember)) throw error;
  }
  return part();
}
