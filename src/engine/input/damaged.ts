/**
 * What is wrong with compressed data, in a gzip file or a member of an archive. "cut": it ends early; "trailer": only
 * the part after its content is missing. "broken": it cannot be decompressed further. "header": not understood.
 * "checksum", "length": do not match the content; "changed": both. A number: this many bytes are not compressed data.
 * "archive": the archive that contains it ends, or is damaged, before its end.
 */
export type GzipDamage =
  | "cut"
  | "trailer"
  | "broken"
  | "header"
  | "checksum"
  | "length"
  | "changed"
  | "archive"
  | number;

/** Whether content is missing there. */
export function isGap(damage: GzipDamage): boolean {
  return damage === "cut" || damage === "broken" || damage === "header" || damage === "changed" || damage === "archive";
}

export class DamagedGzip extends Error {
  override name = "DamagedGzip";
  constructor(readonly damage: GzipDamage) {
    super(`damaged gzip data: ${damage}`);
  }
}

/** The content is larger than the limit. */
export class TooLarge extends Error {
  constructor(readonly limit: number) {
    super();
  }
}

/** The data is not only complete and intact gzip: a slower reader finds out what it is. */
export class Odd extends Error {
  override name = "Odd";
}
