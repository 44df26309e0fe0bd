/**
 * What is wrong with compressed data, of a gzip file or of a member of an archive. "cut": it ends early; "trailer": only behind what comes out of it. "broken": it cannot be inflated any further. "header": of compressed data,
 * not understood. "checksum", "length": not those of what came out; "changed": both. A number: so many bytes are no compressed data.
 * "archive": the archive that holds it ends, or is damaged, before all of it came.
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

/** Content is missing there. */
export function isGap(damage: GzipDamage): boolean {
  return damage === "cut" || damage === "broken" || damage === "header" || damage === "changed" || damage === "archive";
}

export class DamagedGzip extends Error {
  override name = "DamagedGzip";
  constructor(readonly damage: GzipDamage) {
    super(`damaged gzip data: ${damage}`);
  }
}

/** More came out than is wanted. */
export class TooLarge extends Error {
  constructor(readonly limit: number) {
    super();
  }
}

/** Not whole and sound gzip alone: somebody slower finds out what it is. */
export class Odd extends Error {
  override name = "Odd";
}
