import type { EventForm } from "../../../src/core/events/event";
import { type Path, pathIndex, paths } from "../../../src/core/events/paths";
import { PlainScanner } from "../../../src/core/scan/plain";
import { AnyReader } from "../../../src/core/shapes/anyReader";
import type { ContentReader, ReaderSink, RecordLimits } from "../../../src/core/shapes/contentReader";
import { listKeys, places } from "../../../src/core/shapes/places";
import { LogReader } from "../../../src/core/shapes/reader";
import { HEAD } from "../../../src/core/shapes/recognise";
import type { Problem, ShapeId } from "../../../src/core/shapes/shape";
import { TableReader } from "../../../src/core/shapes/tables/reader";
import { tableOf } from "../../../src/core/shapes/tables/recognise";
import { placeAt, type Table } from "../../../src/core/shapes/tables/table";

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
  forms: (EventForm | undefined)[];
  table: Table | undefined;
}

/** Reads a whole log of JSON, handed over in pieces of `piece` bytes. */
export function readLog(content: string | Uint8Array, piece?: number, limits?: Partial<RecordLimits>): ReadLog {
  return readWith("log", content, piece, limits);
}

/** Reads a whole log of any shape. */
export function readAny(content: string | Uint8Array, piece?: number): ReadLog {
  return readWith("any", content, piece);
}

/** Reads a whole table, which must be one. */
export function readTable(content: string | Uint8Array, piece?: number, limits?: Partial<RecordLimits>): ReadLog {
  return readWith("table", content, piece, limits);
}

function readWith(
  as: "log" | "table" | "any",
  content: string | Uint8Array,
  piece = Number.POSITIVE_INFINITY,
  { record = 1 << 26, depth = 1_000_000 }: Partial<RecordLimits> = {},
): ReadLog {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const scanner = new PlainScanner(paths, listKeys, places, 42);
  const read: ReadLog = {
    shape: "",
    records: [],
    problems: [],
    values: [],
    times: [],
    textSpans: [],
    sizes: {},
    forms: [],
    table: undefined,
  };
  const sink: ReaderSink = {
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
        read.forms.push(placeAt(batch.places[row] as number)?.form);
      }
    },
    problem: (problem) => read.problems.push(problem),
  };
  const limits = { record, depth };
  let reader: ContentReader;
  if (as === "table") {
    const table = tableOf(bytes.subarray(0, HEAD));
    if (!table) throw new Error("not a table of events");
    reader = new TableReader(table, scanner, sink, limits);
  } else reader = as === "any" ? new AnyReader(scanner, sink, limits) : new LogReader(scanner, sink, limits);
  for (let p = 0; p < bytes.length; p += piece) reader.push(bytes.subarray(p, Math.min(bytes.length, p + piece)));
  reader.end();
  read.shape = reader.shape;
  read.table = reader.table;
  for (const [name, dictionary] of Object.entries(scanner.dictionaries)) read.sizes[name] = dictionary.size;
  return read;
}
