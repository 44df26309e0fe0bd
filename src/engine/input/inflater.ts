import zlib from "node:zlib";
import { dataOf, isPadding, TRAILER } from "./gzipFormat";
import { type Inflating, newInflating, Why } from "./inflaterProgram";

/** Undefined where this machine cannot run it. @param most bytes that go in, and come out */
export function newInflater(most: { packed: number; content: number }, file?: string): Inflater | undefined {
  const inflating = newInflating(most, file);
  return inflating && new Inflater(inflating);
}

/** Inflates gzip data inside one memory. */
export class Inflater {
  constructor(private readonly inflating: Inflating) {}

  /** Where packed data is to be put. */
  get input(): Buffer {
    return this.inflating.input;
  }

  /**
   * Of so many bytes at the input's beginning.
   * @returns the content, good until the next; undefined where the data is not whole and sound gzip alone, or more than `most` comes out
   */
  gunzip(length: number, most: number): Buffer | undefined {
    const { input, output } = this.inflating;
    let to = 0;
    for (let member = 0; member < length; ) {
      const data = dataOf(input, member, length);
      if (data === undefined)
        return member > 0 && isPadding(input.subarray(member, length)) ? output.subarray(0, to) : undefined;
      const start = to;
      const end = this.#inflate(data, length, start, Math.min(most, output.length));
      if (end === undefined) return undefined;
      const { used, filled } = end;
      if (used + TRAILER > length || filled > most) return undefined;
      const content = output.subarray(start, filled);
      if (zlib.crc32(content) !== input.readUInt32LE(used)) return undefined;
      if (content.length % 2 ** 32 !== input.readUInt32LE(used + 4)) return undefined;
      to = filled;
      member = used + TRAILER;
    }
    return output.subarray(0, to);
  }

  /** Of one member; places are those in the input and in the output. */
  #inflate(data: number, length: number, start: number, most: number) {
    const { machine, input, output } = this.inflating;
    const { byteOffset: packed } = input;
    const { byteOffset: content } = output;
    machine.begin();
    const why = machine.inflate(
      packed + data,
      packed + length,
      true,
      content + start,
      content + start,
      content + most + 1, // it stops there: one byte more shows that there is more
    );
    if (why !== Why.done) return undefined;
    return { used: machine.usedTo() - packed, filled: machine.filledTo() - content };
  }
}
