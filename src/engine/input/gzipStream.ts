import { Odd } from "./damaged";
import { fastMachine, GzipReader } from "./gzipReader";

/** Undefined where this machine cannot run it. @param read fills an array with what comes next; 0 at the end */
export function newGzipStream(read: (into: Uint8Array) => number, file?: string): GzipStream | undefined {
  const inflating = fastMachine(file);
  return inflating && new GzipStream(new GzipReader(inflating), read);
}

/** Inflates gzip data of any length, piece by piece, as long as it is sound. */
export class GzipStream {
  constructor(
    private readonly reader: GzipReader,
    private readonly read: (into: Uint8Array) => number,
  ) {}

  /** Bytes of packed data that were used. */
  get packed(): number {
    return this.reader.packed;
  }

  /**
   * Fills `into`, which takes at least SLACK bytes, but for a little.
   * @returns how much there is; 0 at the end. Throws {@link Odd}: what was given before is sound, what is in `into` is not.
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
