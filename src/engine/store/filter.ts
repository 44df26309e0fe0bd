import { type ColumnName, columnNames } from "../../core/events/columns";
import type { Filter } from "../../core/events/row";
import { parseTime } from "../../core/events/time";
import { formatId, readId } from "../../core/scan/guid";
import { IdKind } from "../../core/scan/scanner";
import { type Chunk, ID_WORDS } from "./chunk";
import type { Store } from "./store";
import { FURTHER, stored } from "./storedColumns";

/** Leaves 1 in `out` for each of a chunk's first `count` rows that passes, else 0. */
export type Mask = (chunk: Chunk, count: number, out: Uint8Array) => void;

/** For rows that there are when this begins: values that come while it rests it does not know. */
export function* maskOf(store: Store, filter: Filter): Generator<void, Mask> {
  const masks: Mask[] = [(chunk, count, out) => chunk.markEvents(count, out)];
  const from = filter.from === undefined ? undefined : parseTime(filter.from);
  const to = filter.to === undefined ? undefined : parseTime(filter.to);
  if (from !== undefined || to !== undefined)
    masks.push(timeMask(from ?? Number.NEGATIVE_INFINITY, to ?? Number.POSITIVE_INFINITY));
  for (const column of columnNames) {
    const wanted = filter[column];
    if (wanted !== undefined)
      masks.push(yield* columnMask(store, column, typeof wanted === "string" ? [wanted] : wanted));
  }
  return (chunk, count, out) => {
    for (const mask of masks) mask(chunk, count, out);
  };
}

/** From the one, before the other; an unreadable time is in no span. */
function timeMask(from: number, to: number): Mask {
  return ({ times }, count, out) => {
    for (let row = 0; row < count; row++) {
      const time = times[row] as number;
      if (!(time >= from && time < to)) out[row] = 0;
    }
  };
}

function clear(out: Uint8Array, count: number, passes: (row: number) => boolean): void {
  for (let row = 0; row < count; row++) if (out[row] === 1 && !passes(row)) out[row] = 0;
}

function* columnMask(store: Store, column: ColumnName, values: readonly string[]): Generator<void, Mask> {
  const level = yield* store.levels.of(column);
  if (!level) {
    const test = idTest(store, column === "requestID" ? "requestID" : "eventID", new Set(values));
    return (chunk, count, out) => clear(out, count, (row) => test(chunk, row));
  }
  const passes = level.passing(values);
  const at = level.stored;
  return (chunk, count, out) => {
    const ids = chunk.column(at);
    const further = at === FURTHER ? chunk.furtherResources : undefined;
    if (!further || further.isEmpty) {
      for (let row = 0; row < count; row++) out[row] = (out[row] as number) & (passes[ids[row] as number] as number);
      return;
    }
    const byFurther = new Uint8Array(count);
    further.forEachPassing(passes, (row) => {
      if (row < count) byFurther[row] = 1;
    });
    for (let row = 0; row < count; row++)
      out[row] = (out[row] as number) & ((passes[ids[row] as number] as number) | (byFurther[row] as number));
  };
}

/** Whether a row of a chunk passes. */
type Test = (chunk: Chunk, row: number) => boolean;

export const idColumns = ["eventID", "requestID"] as const;
type IdColumn = (typeof idColumns)[number];

/** Ids are compared as they are kept: making texts of a million takes long. */
function idTest(store: Store, column: IdColumn, values: ReadonlySet<string>): Test {
  const tests = [...values].map((value): Test => {
    const bytes = new TextEncoder().encode(value);
    const id = new Uint8Array(16);
    const kind = readId(bytes, 0, bytes.length, id, 0);
    if (kind === IdKind.none) {
      const odd = store.scanner.dictionaries.oddId.find(value);
      if (odd === 0 && value !== "") return () => false;
      return (chunk, row) => kindOf(column, chunk, row) === IdKind.none && oddIdOf(column, chunk, row) === odd;
    }
    const words = new Uint32Array(id.buffer);
    return (chunk, row) => {
      if (kindOf(column, chunk, row) !== kind) return false;
      const kept = column === "eventID" ? chunk.eventIds : chunk.requestIds;
      return words.every((word, i) => kept[row * ID_WORDS + i] === word);
    };
  });
  return (chunk, row) => tests.some((test) => test(chunk, row));
}

function kindOf(column: IdColumn, chunk: Chunk, row: number): number {
  return column === "eventID" ? chunk.eventIdKind(row) : chunk.requestIdKind(row);
}

function oddIdOf(column: IdColumn, chunk: Chunk, row: number): number {
  return column === "eventID" ? (chunk.oddIds.get(row) ?? 0) : (chunk.column(stored.oddRequestID)[row] as number);
}

export function idOf(store: Store, column: IdColumn, chunk: Chunk, row: number): string {
  const kind = kindOf(column, chunk, row);
  if (kind === IdKind.none) return store.oddId(oddIdOf(column, chunk, row));
  const kept = column === "eventID" ? chunk.eventIds : chunk.requestIds;
  return formatId(kind, new Uint8Array(kept.buffer, kept.byteOffset + row * ID_WORDS * 4, 16), 0);
}
