/** What crosses between stores: blocks of numbers and bytes, in a file or in memory that is handed over. */

/** What is not as it was written, or was written by another program. */
export class Unusable extends Error {
  override name = "Unusable";
}

export interface Block {
  /** Begins with the block; what lies behind its length is not the block's. */
  buffer: ArrayBuffer;
  length: number;
}

const MULTIPLE = 16; // bytes a block's length is filled up to

export function paddedLength(length: number): number {
  return Math.ceil(length / MULTIPLE) * MULTIPLE;
}
