export class DamagedGzip extends Error {
  override name = "DamagedGzip";
  /** @param truncated the compressed data ends early; otherwise it is broken */
  constructor(readonly truncated: boolean) {
    super(truncated ? "compressed data ends early" : "compressed data is broken");
  }
}

/** Not whole and sound gzip alone: zlib tells what it is. */
export class Odd extends Error {
  override name = "Odd";
}
