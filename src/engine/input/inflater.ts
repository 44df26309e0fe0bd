import zlib from "node:zlib";
import { dataOf, isPadding, TRAILER } from "./gzipFormat";
import { type Inflating, newInflating, Why } from "./inflaterProgram";

/** Undefined if this machine cannot run it. @param most maximum bytes of input and of output */
export function newInflater(most: { packed: number; content: number }, file?: string): Inflater | undefined {
  const inflating = newInflating(most, file);
  return inflating && new Inflater(inflating);
}

/** Decompresses gzip data within one memory. */
export class Inflater {
  constructor(private readonly inflating: Inflating) {}

  /** Where to put compressed data. */
  get input(): Buffer {
    return this.inflating.input;
  }

  /**
   * Decompresses this many bytes at the input's beginning.
   * @returns the content, valid until the next call; undefined if the data is not only complete and intact gzip, or has
   * more than `most` bytes of content
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

  /** Decompresses one member; positions are those in the input and in the output. */
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
      content + most + 1, // one byte more shows that the content is too large
    );
    if (why !== Why.done) return undefined;
    return { used: machine.usedTo() - packed, filled: machine.filledTo() - content };
  }
}
