import { type ColumnName, columnNames } from "../../core/events/columns";
import { isInTable } from "../../core/events/event";
import type { EventRow } from "../../core/events/row";
import { formatTime } from "../../core/events/time";
import type { Cells } from "../engine";
import { CHUNK_ROWS, type Chunk } from "./chunk";
import { idColumns, idOf } from "./ids";
import type { Kept } from "./kept";
import type { Store } from "./store";

type Blank = Record<ColumnName, string> & Mutable<Omit<EventRow, ColumnName>>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** All rows have the same keys in the same order: copying one object is much faster than adding keys one by one. */
const blank: Blank = {
  ...(Object.fromEntries(columnNames.map((name) => [name, ""])) as Record<ColumnName, string>),
  id: 0,
  uri: "",
  start: 0,
  end: 0,
  eventTime: "",
  form: "record",
  sameSecond: false,
  duplicate: false,
};

/** A row as plain data; made only for rows that are shown. */
export function eventRow(store: Store, chunk: Chunk, row: number, sameSecond = false): EventRow {
  const start = chunk.starts[row] as number;
  const time = chunk.times[row] as number;
  const made = { ...blank };
  for (const { name, stored, text } of store.derive.texts) made[name] = text(chunk.column(stored)[row] as number);
  for (const name of idColumns) made[name] = idOf(store, name, chunk, row);
  made.id = chunk.number * CHUNK_ROWS + row;
  made.uri = chunk.uriOf(row);
  made.start = start;
  made.end = start + (chunk.lengths[row] as number);
  made.eventTime = Number.isNaN(time)
    ? store.scanner.dictionaries.oddTime.text(chunk.oddTimes.get(row) ?? 0)
    : formatTime(time);
  made.form = chunk.form(row);
  made.sameSecond = sameSecond;
  made.duplicate = chunk.isDuplicate(row);
  if (!Number.isNaN(time)) made.time = time;
  if (chunk.origin(row).tellsErrors) made.tellsErrors = true;
  if (chunk.text) {
    made.textStart = chunk.text.starts[row] as number;
    made.textEnd = made.textStart + (chunk.text.lengths[row] as number);
  }
  return made as EventRow;
}

/** Rows `from`–`to` of a result. */
export function rowsOf(store: Store, rows: Kept, from: number, to: number): EventRow[] {
  const made: EventRow[] = [];
  const second = (position: number): number => Math.floor(rows.time(position) / 1000);
  for (let p = Math.max(0, from); p < Math.min(to, rows.count); p++) {
    const id = rows.ids[p] as number;
    const own = second(p);
    made.push(eventRow(store, rows.chunk(id), id % CHUNK_ROWS, own === second(p - 1) || own === second(p + 1)));
  }
  return made;
}

/** Some columns of rows `from`–`to`. */
export function cellsOf(
  store: Store,
  rows: Kept,
  from: number,
  to: number,
  columns: readonly ColumnName[],
): Cells<ColumnName>[] {
  const made: Cells<ColumnName>[] = [];
  const chosen = store.derive.texts.filter(({ name }) => columns.includes(name));
  const chosenIds = idColumns.filter((name) => columns.includes(name));
  for (let p = Math.max(0, from); p < Math.min(to, rows.count); p++) {
    const id = rows.ids[p] as number;
    const chunk = rows.chunk(id);
    const row = id % CHUNK_ROWS;
    const cells: Record<string, string | number> = { id };
    const time = chunk.times[row] as number;
    if (!Number.isNaN(time)) cells["time"] = time;
    for (const { name, stored, text } of chosen) cells[name] = text(chunk.column(stored)[row] as number);
    for (const name of chosenIds) cells[name] = idOf(store, name, chunk, row);
    made.push(cells as Cells<ColumnName>);
  }
  return made;
}

/** The start and end of each of a log's records in its document, in order; undefined if there are more than `most`. */
export function textSpans(store: Store, uri: string, most: number): Uint32Array | undefined {
  const spans: [start: number, end: number][] = [];
  for (const { chunk, from, to } of store.rowsOf(uri)) {
    if (!chunk.text || spans.length + to - from > most) return undefined;
    for (let row = from; row < to; row++) {
      if (isInTable(chunk.form(row))) continue;
      const start = chunk.text.starts[row] as number;
      spans.push([start, start + (chunk.text.lengths[row] as number)]);
    }
  }
  return Uint32Array.from(spans.sort(([one], [other]) => one - other).flat());
}
