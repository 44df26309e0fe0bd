import { type ColumnName, columnNames, type Filter } from "../../core/events/event";
import { parseTime } from "../../core/events/time";
import { formatGuid } from "../../core/scan/guid";
import type { Chunk } from "./chunk";
import { StoredColumn } from "./derive";
import type { Store } from "./store";

/** Making a text takes up to 5 µs; work yields after this many. */
export const TEXTS_AT_A_STRETCH = 512;

/** Whether a row of a chunk meets the filter; made once per question. */
export type Test = (chunk: Chunk, row: number) => boolean;

export function* testOf(store: Store, filter: Filter): Generator<void, Test> {
  const tests: Test[] = [(chunk, row) => !chunk.isDuplicate(row)];
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
  if (!view) return (chunk, row) => values.has(eventIdOf(store, chunk, row));
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

export function eventIdOf(store: Store, chunk: Chunk, row: number): string {
  if (chunk.hasGuid(row)) return formatGuid(chunk.guids, row * 16);
  return store.oddId(chunk.oddIds.get(row) ?? 0);
}
