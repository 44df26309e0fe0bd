import type { RecordLimits } from "../core/shapes/contentReader";

/** What bounds the reading of logs that strangers wrote. A reading keeps the limits it began with. */
export interface Limits extends RecordLimits {
  /** Bytes that may come out of one compressed log. */
  inflated: number;
  /** Bytes that the engine's thread may take for all open logs. */
  memory: number;
  /** Bytes of decompressed content kept on disk, of all open logs; 0 keeps none. */
  spill: number;
  /** Bytes of columns kept on disk for when logs are read again; 0 keeps none. */
  cache: number;
}

export const MB = 1024 * 1024;

export const defaultLimits: Limits = {
  inflated: 16_384 * MB,
  record: 64 * MB, // CloudTrail's own limit is 256 KB, 1 MB in event data stores
  depth: 100_000, // CloudTrail's own records nest some ten levels
  memory: 2048 * MB,
  spill: 4096 * MB,
  cache: 2048 * MB,
};
