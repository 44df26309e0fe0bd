/** Blocks of numbers and bytes that move between stores, in a file or in transferred memory. */

/** Data that is damaged or was written by another program. */
export class Unusable extends Error {
  override name = "Unusable";
}

export interface Block {
  /** Begins with the block. The buffer may be longer than the block. */
  buffer: ArrayBuffer;
  length: number;
}

const MULTIPLE = 16; // a block's length is rounded up to this many bytes

export function paddedLength(length: number): number {
  return Math.ceil(length / MULTIPLE) * MULTIPLE;
}
