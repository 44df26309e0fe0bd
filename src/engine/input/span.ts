/** Bytes of a source's content out of a source that is no text. */
import { type Bytes, codingOf, contentOf, isPlainUtf8 } from "./content";
import { DamagedGzip } from "./damaged";

/** A record's: all of the span, or nothing. @param rest is told how much of the way is done, 0 to 1 */
export async function spanOf(
  bytes: Bytes,
  start: number,
  end: number,
  rest: (fraction: number) => Promise<void>,
): Promise<Uint8Array | undefined> {
  const found = await stretchOf(bytes, start, end, rest);
  return found.length === end - start ? found : undefined;
}

/** As much of the stretch as there is: content may end in it, or be damaged there. */
export async function stretchOf(
  bytes: Bytes,
  start: number,
  end: number,
  rest: (fraction: number) => Promise<void>,
): Promise<Uint8Array> {
  const into = new Uint8Array(end - start);
  const coding = codingOf(bytes);
  if (isPlainUtf8(coding)) return into.subarray(0, bytes.read(into, start + coding.bom));
  let position = 0;
  const part = (): Uint8Array => into.subarray(0, Math.max(0, Math.min(end, position) - start));
  try {
    for await (const piece of contentOf(bytes)) {
      const from = Math.max(start, position);
      const to = Math.min(end, position + piece.length);
      if (from < to) into.set(piece.subarray(from - position, to - position), from - start);
      position += piece.length;
      if (position >= end) break;
      await rest(position / end);
    }
  } catch (error) {
    if (!(error instanceof DamagedGzip)) throw error;
  }
  return part();
}
