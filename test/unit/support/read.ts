import { deepEqual } from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import type { EventForm } from "../../../src/core/events/event";
import { guidPaths, type Path, pathIndex, paths } from "../../../src/core/events/paths";
import { formatId } from "../../../src/core/scan/guid";
import { PlainScanner, plainDictionaries } from "../../../src/core/scan/plain";
import { IdKind, type Scanner } from "../../../src/core/scan/scanner";
import type { Machine } from "../../../src/core/scan/simd/machine";
import { SimdScanner } from "../../../src/core/scan/simd/scanner";
import { AnyReader } from "../../../src/core/shapes/anyReader";
import type { ContentReader, ReaderSink, RecordLimits } from "../../../src/core/shapes/contentReader";
import { listKeys, places } from "../../../src/core/shapes/places";
import { LogReader } from "../../../src/core/shapes/reader";
import { HEAD } from "../../../src/core/shapes/recognise";
import type { Problem, ShapeId } from "../../../src/core/shapes/shape";
import { TableReader } from "../../../src/core/shapes/tables/reader";
import { tableOf } from "../../../src/core/shapes/tables/recognise";
import { placeAt, type Table } from "../../../src/core/shapes/tables/table";
import { distFolder } from "../../support/dist";

export interface ReadLog {
  shape: ShapeId;
  /** The text of each record, in reading order. */
  records: string[];
  /** The bytes of each record in the content. */
  spans: [start: number, end: number][];
  problems: Problem[];
  /** The values of each record by path; absent ones are left out. */
  values: Partial<Record<string, string>>[];
  times: number[];
  /** UTF-16 positions of each record. */
  textSpans: [start: number, end: number][];
  /** For each record: its IDs of 16 bytes, its place, and the further values of its paths. */
  more: { ids: string[]; place: number; further: [path: string, text: string][] }[];
  forms: (EventForm | undefined)[];
  table: Table | undefined;
}

const program = new WebAssembly.Module(fs.readFileSync(path.join(distFolder(), "scanner.wasm")));

const SEED = 42;
const scanners: Record<string, (batchRows?: number) => Scanner> = {
  plain: (batchRows) => new PlainScanner(paths, listKeys, places, plainDictionaries(SEED), batchRows),
  simd(batchRows) {
    const machine = new WebAssembly.Instance(program).exports as unknown as Machine;
    return new SimdScanner(machine, paths, listKeys, places, SEED, batchRows);
  },
};

export interface Reading {
  /** By default, a log in JSON. */
  as?: "log" | "table" | "any";
  /** Bytes that are passed at a time. */
  piece?: number;
  limits?: Partial<RecordLimits>;
  window?: number;
  batchRows?: number;
}

const LOGS = 40; // read by one pair of scanners, so that remains of one log affect the next

let pair: Scanner[] = [];
let readByPair = 0;

/** Reads a whole log with every scanner, and proves that they agree. */
export function readLog(content: string | Uint8Array, how: Reading = {}): ReadLog {
  const bytes = typeof content === "string" ? encoder.encode(content) : content;
  if (readByPair++ % LOGS === 0) {
    if (pair.length > 0) expectSame(...(pair.map(textsOf) as [unknown, unknown]), "texts");
    pair = newPair();
  }
  const [plain, simd] = pair.map((scanner) => readWith(scanner, bytes, how)) as [ReadLog, ReadLog];
  expectSame(simd, plain);
  return plain;
}

/** Reads a whole log of any shape. */
export function readAny(content: string | Uint8Array, how: Reading = {}): ReadLog {
  return readLog(content, { ...how, as: "any" });
}

/** Reads a whole table, which must be one. */
export function readTable(content: string | Uint8Array, how: Reading = {}): ReadLog {
  return readLog(content, { ...how, as: "table" });
}

/** The texts in the dictionaries after a log. */
export function textsOfLog(content: string | Uint8Array, how: Reading = {}): Record<string, string[]> {
  const bytes = typeof content === "string" ? encoder.encode(content) : content;
  const [plain, simd] = newPair().map((scanner) => {
    readWith(scanner, bytes, how);
    return textsOf(scanner);
  });
  expectSame(simd, plain);
  return plain as Record<string, string[]>;
}

export const newPair = (): Scanner[] => Object.values(scanners).map((make) => make(64));

/** Like deepEqual, which is slow for equal values. */
export function expectSame(a: unknown, b: unknown, what?: string): void {
  if (JSON.stringify(a) !== JSON.stringify(b)) deepEqual(a, b, what);
}

export function readWith(scanner: Scanner, bytes: Uint8Array, how: Reading): ReadLog {
  const read: ReadLog = {
    shape: "",
    records: [],
    spans: [],
    problems: [],
    values: [],
    times: [],
    textSpans: [],
    more: [],
    forms: [],
    table: undefined,
  };
  const sink = {
    rows: () => takeRows(scanner, bytes, read),
    problem: (problem: Problem) => read.problems.push(problem),
  };
  const limits = { record: 1 << 26, depth: 1_000_000, ...how.limits };
  const reader = readerOf(scanner, sink, limits, bytes, how);
  const step = how.piece ?? bytes.length;
  for (let p = 0; p < bytes.length; p += step) reader.push(bytes.subarray(p, Math.min(bytes.length, p + step)));
  reader.end();
  reader.close();
  read.shape = reader.shape;
  read.table = reader.table;
  return read;
}

function readerOf(
  scanner: Scanner,
  sink: ReaderSink,
  limits: RecordLimits,
  bytes: Uint8Array,
  { as, window = 4096 }: Reading,
): ContentReader {
  if (as === "any") {
    const reader = new AnyReader(scanner, sink, limits);
    reader.begin(bytes.subarray(0, HEAD)); // else a small log would be read in one piece
    return reader;
  }
  if (as !== "table") return new LogReader(scanner, sink, limits, window);
  const table = tableOf(bytes.subarray(0, HEAD));
  if (!table) throw new Error("not a table of events");
  return new TableReader(table, scanner, sink, limits);
}

/** All texts of each dictionary. */
export function textsOf({ dictionaries }: Scanner): Record<string, string[]> {
  const texts = Object.entries(dictionaries).map(([name, dictionary]) => [
    name,
    Array.from({ length: dictionary.size }, (_, id) => dictionary.text(id)).sort(),
  ]);
  return Object.fromEntries(texts) as Record<string, string[]>;
}

function takeRows({ batch, dictionaries }: Scanner, bytes: Uint8Array, read: ReadLog): void {
  for (let row = 0; row < batch.count; row++) {
    const start = batch.starts[row] as number;
    const end = start + (batch.lengths[row] as number);
    read.records.push(decoder.decode(bytes.subarray(start, end)));
    read.spans.push([start, end]);
    const textStart = batch.textStarts[row] as number;
    read.textSpans.push([textStart, textStart + (batch.textLengths[row] as number)]);
    read.times.push(batch.times[row] as number);
    const values: Partial<Record<string, string>> = {};
    for (const { path: name, dictionary } of paths) {
      const id = batch.ids[row * paths.length + pathIndex[name as Path]] as number;
      if (id !== 0) values[name] = dictionaries[dictionary].text(id);
    }
    read.values.push(values);
    const ids = guidPaths.map((_, i) => {
      const at = row * guidPaths.length + i;
      const kind = batch.guidKinds[at] as number;
      return kind === IdKind.none ? "" : formatId(kind, batch.guids, at * 16);
    });
    const further: [string, string][] = [];
    for (let i = 0; i < batch.extras.length; i += 3) {
      const { path: name, dictionary } = paths[batch.extras[i + 1] as number] as (typeof paths)[number];
      if (batch.extras[i] === row) further.push([name, dictionaries[dictionary].text(batch.extras[i + 2] as number)]);
    }
    read.forms.push(placeAt(batch.places[row] as number)?.form);
    read.more.push({ ids, place: batch.places[row] as number, further });
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
