import { type Path, pathIndex, paths } from "../../../src/core/events/paths";
import { PlainScanner } from "../../../src/core/scan/plain";
import { listKeys, places } from "../../../src/core/shapes/places";
import { LogReader, type RecordLimits } from "../../../src/core/shapes/reader";
import type { Problem, ShapeId } from "../../../src/core/shapes/shape";

export interface ReadLog {
  shape: ShapeId;
  /** Text of each record, in the order read. */
  records: string[];
  problems: Problem[];
  /** Values of each record by path; absent ones are missing. */
  values: Partial<Record<Path, string>>[];
  times: number[];
  /** UTF-16 places of each record. */
  textSpans: [start: number, end: number][];
  /** Sizes of all dictionaries. */
  sizes: Record<string, number>;
}

/** Reads a whole log, handed over in pieces of `piece` bytes. */
export function readLog(
  content: string | Uint8Array,
  piece = Number.POSITIVE_INFINITY,
  { record = 1 << 26, depth = 1_000_000 }: Partial<RecordLimits> = {},
): ReadLog {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const scanner = new PlainScanner(paths, listKeys, places, 42);
  const read: ReadLog = { shape: "", records: [], problems: [], values: [], times: [], textSpans: [], sizes: {} };
  const reader = new LogReader(
    scanner,
    {
      rows(batch) {
        for (let row = 0; row < batch.count; row++) {
          const start = batch.starts[row] as number;
          read.records.push(new TextDecoder().decode(bytes.subarray(start, start + (batch.lengths[row] as number))));
          const textStart = batch.textStarts[row] as number;
          read.textSpans.push([textStart, textStart + (batch.textLengths[row] as number)]);
          read.times.push(batch.times[row] as number);
          const values: Partial<Record<Path, string>> = {};
          for (const { path, dictionary } of paths) {
            const id = batch.ids[row * paths.length + pathIndex[path]] as number;
            if (id !== 0) values[path] = scanner.dictionaries[dictionary].text(id);
          }
          read.values.push(values);
        }
      },
      problem: (problem) => read.problems.push(problem),
    },
    { record, depth },
  );
  for (let p = 0; p < bytes.length; p += piece) reader.push(bytes.subarray(p, Math.min(bytes.length, p + piece)));
  reader.end();
  read.shape = reader.shape;
  for (const [name, dictionary] of Object.entries(scanner.dictionaries)) read.sizes[name] = dictionary.size;
  return read;
}
