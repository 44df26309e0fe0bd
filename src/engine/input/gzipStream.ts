import { Odd } from "./damaged";
import { fastMachine, GzipReader } from "./gzipReader";

/** Undefined if this machine cannot run it. @param read fills an array with the next bytes; returns 0 at the end */
export function newGzipStream(read: (into: Uint8Array) => number, file?: string): GzipStream | undefined {
  const inflating = fastMachine(file);
  return inflating && new GzipStream(new GzipReader(inflating), read);
}

/** Decompresses gzip data of any length, piece by piece, as long as it is intact. */
export class GzipStream {
  constructor(
    private readonly reader: GzipReader,
    private readonly read: (into: Uint8Array) => number,
  ) {}

  /** Number of compressed bytes that were used. */
  get packed(): number {
    return this.reader.packed;
  }

  /**
   * Fills most of `into`, which has at least SLACK bytes.
   * @returns the number of bytes; 0 at the end
   * @throws {@link Odd}: earlier output is intact, the content of `into` is not
   */
  next(into: Uint8Array): number {
    let filled = 0;
    for (;;) {
      const next = this.reader.next(into.subarray(filled));
      filled += next.filled;
      if (next.came === "end" || next.came === "full") return filled;
      if (next.came === "damage") throw new Odd();
      if (next.came === "moreInput") this.reader.fill(this.read);
    }
  }
}
