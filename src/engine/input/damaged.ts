/**
 * What is wrong with gzip data. "cut": it ends early; "trailer": only behind what comes out of it. "broken": it cannot be inflated any further. "header": of compressed data,
 * not understood. "checksum", "length": not those of what came out; "changed": both. A number: so many bytes are no compressed data.
 */
export type GzipDamage = "cut" | "trailer" | "broken" | "header" | "checksum" | "length" | "changed" | number;

/** Content is missing there. */
export function isGap(damage: GzipDamage): boolean {
  return damage === "cut" || damage === "broken" || damage === "header" || damage === "changed";
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
