import { type ColumnName, columnNames, type Filter } from "../../core/events/event";
import { parseTime } from "../../core/events/time";
import { formatId, readId } from "../../core/scan/guid";
import { IdKind } from "../../core/scan/scanner";
import type { Chunk } from "./chunk";
import { StoredColumn } from "./derive";
import type { Store } from "./store";

/** Making a text takes up to 5 µs; work yields after this many. */
export const TEXTS_AT_A_STRETCH = 512;

/** Whether a row of a chunk meets the filter; made once per question. */
export type Test = (chunk: Chunk, row: number) => boolean;

export function* testOf(store: Store, filter: Filter): Generator<void, Test> {
  const tests: Test[] = [(chunk, row) => chunk.isEvent(row)];
  const from = filter.from === undefined ? undefined : parseTime(filter.from);
  const to = filter.to === undefined ? undefined : parseTime(filter.to);
  if (from !== undefined) tests.push((chunk, row) => (chunk.times[row] as number) >= from);
  if (to !== undefined) tests.push((chunk, row) => (chunk.times[row] as number) < to);
  for (const column of columnNames) {
    const wanted = filter[column];
    if (wanted === undefined) continue;
    const values = new Set(typeof wanted === "string" ? [wanted] : wanted);
    tests.push(yield* columnTest(store, column, values));
  }
  const [first, second, third] = tests as [Test, Test?, Test?];
  if (!second) return first;
  if (!third) return (chunk, row) => first(chunk, row) && second(chunk, row);
  return (chunk, row) => tests.every((test) => test(chunk, row));
}

function* columnTest(store: Store, column: ColumnName, values: ReadonlySet<string>): Generator<void, Test> {
  const view = store.derive.view(column);
  if (!view) return idTest(store, column === "requestID" ? "requestID" : "eventID", values);
  const passes = new Uint8Array(view.size);
  for (let id = 0; id < passes.length; id++) {
    passes[id] = values.has(view.text(id)) ? 1 : 0;
    if (id % TEXTS_AT_A_STRETCH === 0) yield;
  }
  const { stored } = view;
  if (stored !== StoredColumn.resource) return (chunk, row) => passes[chunk.column(stored)[row] as number] === 1;
  return (chunk, row) =>
    passes[chunk.column(stored)[row] as number] === 1 ||
    (chunk.furtherResources.get(row)?.some((id) => passes[id] === 1) ?? false);
}

type IdColumn = "eventID" | "requestID";

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
    return (chunk, row) => {
      if (kindOf(column, chunk, row) !== kind) return false;
      const kept = column === "eventID" ? chunk.eventIds : chunk.requestIds;
      for (let i = 0; i < 16; i++) if (kept[row * 16 + i] !== id[i]) return false;
      return true;
    };
  });
  return (chunk, row) => tests.some((test) => test(chunk, row));
}

function kindOf(column: IdColumn, chunk: Chunk, row: number): number {
  return column === "eventID" ? chunk.eventIdKind(row) : chunk.requestIdKind(row);
}

function oddIdOf(column: IdColumn, chunk: Chunk, row: number): number {
  return column === "eventID" ? (chunk.oddIds.get(row) ?? 0) : (chunk.column(StoredColumn.oddRequest)[row] as number);
}

export function idOf(store: Store, column: IdColumn, chunk: Chunk, row: number): string {
  const kind = kindOf(column, chunk, row);
  if (kind === IdKind.none) return store.oddId(oddIdOf(column, chunk, row));
  return formatId(kind, column === "eventID" ? chunk.eventIds : chunk.requestIds, row * 16);
}
