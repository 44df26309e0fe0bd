export class DamagedGzip extends Error {
  override name = "DamagedGzip";
  /** @param truncated the compressed data ends early; otherwise it is broken */
  constructor(readonly truncated: boolean) {
    super(truncated ? "compressed data ends early" : "compressed data is broken");
  }
}
