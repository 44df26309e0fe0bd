import type { RecordLimits } from "../core/shapes/contentReader";

/** Limits for reading logs that strangers wrote. A reading keeps the limits with which it began. */
export interface Limits extends RecordLimits {
  /** Maximum decompressed bytes of one compressed log. */
  inflated: number;
  /** Bytes that the engine's thread may use for all open logs. */
  memory: number;
  /** Bytes of decompressed content of all open logs that are kept on disk; 0 keeps none. */
  spill: number;
  /** Bytes of columns that are kept on disk for the next opening; 0 keeps none. */
  cache: number;
}

export const MB = 1024 * 1024;

export const defaultLimits: Limits = {
  inflated: 16_384 * MB,
  record: 64 * MB, // CloudTrail's own limit is 256 KB, 1 MB in event data stores
  depth: 100_000, // CloudTrail's own records have about ten levels
  memory: 2048 * MB,
  spill: 4096 * MB,
  cache: 2048 * MB,
};
