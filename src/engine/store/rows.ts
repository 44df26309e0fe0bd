import type { ColumnName } from "../../core/events/columns";
import { isInTable } from "../../core/events/event";
import type { ColumnTexts, EventRow } from "../../core/events/row";
import { formatTime } from "../../core/events/time";
import { CHUNK_ROWS, type Chunk } from "./chunk";
import { idColumns, idOf } from "./ids";
import type { Store } from "./store";

/** A row as plain data; made only for what is shown. */
export function eventRow(store: Store, chunk: Chunk, row: number, sameSecond = false): EventRow {
  const start = chunk.starts[row] as number;
  const time = chunk.times[row] as number;
  const made: EventRow = {
    ...columnTexts(store, chunk, row),
    id: chunk.number * CHUNK_ROWS + row,
    uri: chunk.uriOf(row),
    start,
    end: start + (chunk.lengths[row] as number),
    eventTime: Number.isNaN(time)
      ? store.scanner.dictionaries.oddTime.text(chunk.oddTimes.get(row) ?? 0)
      : formatTime(time),
    form: chunk.form(row),
    sameSecond,
    duplicate: chunk.isDuplicate(row),
  };
  if (!Number.isNaN(time)) made.time = time;
  if (chunk.origin(row).tellsErrors) made.tellsErrors = true;
  if (chunk.text) {
    made.textStart = chunk.text.starts[row] as number;
    made.textEnd = made.textStart + (chunk.text.lengths[row] as number);
  }
  return made;
}

function columnTexts(store: Store, chunk: Chunk, row: number): ColumnTexts {
  const texts = {} as Record<ColumnName, string>;
  for (const { name, stored, text } of store.derive.texts) texts[name] = text(chunk.column(stored)[row] as number);
  for (const name of idColumns) texts[name] = idOf(store, name, chunk, row);
  return texts as ColumnTexts;
}

/** Rows `from`–`to` of an answer; undefined when one of them is gone because its log was closed or read again. */
export function rowsOf(store: Store, ids: Uint32Array, from: number, to: number): EventRow[] | undefined {
  const made: EventRow[] = [];
  const second = (position: number): number => {
    if (position < 0 || position >= ids.length) return Number.NaN;
    return Math.floor(timeAt(store, ids, position) / 1000);
  };
  for (let p = Math.max(0, from); p < Math.min(to, ids.length); p++) {
    const found = store.find(ids[p] as number);
    if (!found) return undefined;
    const own = second(p);
    made.push(eventRow(store, found.chunk, found.row, own === second(p - 1) || own === second(p + 1)));
  }
  return made;
}

/** Start and end in turn of a log's records in its document, in order; undefined when there are more than `most`. */
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

export function timeAt(store: Store, ids: Uint32Array, position: number): number {
  const found = store.find(ids[position] as number);
  return found ? (found.chunk.times[found.row] as number) : Number.NaN;
}
