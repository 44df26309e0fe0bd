import { type ColumnName, type Comparison, columnRow } from "../../core/events/columns";
import { addressNumber } from "../../core/query/address";
import { IdKind } from "../../core/scan/scanner";
import { CHUNK_ROWS, type Chunk, ID_WORDS } from "./chunk";
import { type IdColumn, idOf, kindOf } from "./ids";
import type { Kept } from "./kept";
import type { Level } from "./levels";
import { orderByKeys } from "./radix";
import { sorted } from "./sorted";
import type { Store } from "./store";

const ROWS_AT_A_STRETCH = 65_536;
/** Comes after all others in either direction: the record has no value. */
const LAST = 0xffffffff;

/** Sorts rows by a column's values, stable for equal values. Yields between units of work. */
export function* sortedBy(store: Store, rows: Kept, column: ColumnName, descending: boolean): Generator<void, Kept> {
  const { ids } = rows;
  const level = yield* store.levels.of(column);
  const keys = level
    ? yield* keysOf(rows, level, yield* ranksOf(level, columnRow(column).compares, descending))
    : yield* idKeys(rows, column as IdColumn, descending);
  const order = yield* orderByKeys(keys);
  const found = { ids: new Uint32Array(ids.length), keys: new Uint32Array(ids.length) };
  for (let p = 0; p < order.length; p++) {
    found.ids[p] = ids[order[p] as number] as number;
    found.keys[p] = keys[order[p] as number] as number;
    if (p % ROWS_AT_A_STRETCH === 0) yield;
  }
  const made = rows.inOrder(found.ids, false, found.keys);
  if (!level) yield* refine(store, made, column as IdColumn, descending);
  return made;
}

/** For each distinct text of a column, its position among them. */
function* ranksOf(level: Level, compares: Comparison, descending: boolean): Generator<void, Uint32Array> {
  const numbers: number[] = [];
  for (let number = 0; number < level.size; number++) {
    if (level.key(number) !== "") numbers.push(number);
    if (number % 512 === 0) yield;
  }
  const ordered = yield* sorted(
    numbers,
    comparing(compares, (number) => level.key(number)),
  );
  if (descending) ordered.reverse();
  const ranks = new Uint32Array(level.size).fill(LAST);
  for (const [rank, number] of ordered.entries()) ranks[number] = rank;
  return ranks;
}

function comparing(compares: Comparison, text: (number: number) => string): (a: number, b: number) => number {
  const byText = (a: number, b: number): number => compared(text(a), text(b));
  if (compares === "text" || compares === "id") return byText;
  const values = new Map<number, number | bigint | undefined>();
  const read = (number: number): number | bigint | undefined => {
    if (!values.has(number))
      values.set(number, compares === "number" ? numeric(text(number)) : addressNumber(text(number)));
    return values.get(number);
  };
  // texts without a value of this kind, such as a service's name among addresses, come after the others
  return (a, b) => {
    const [one, other] = [read(a), read(b)];
    if (one === undefined || other === undefined) return one === other ? byText(a, b) : one === undefined ? 1 : -1;
    return compared(one, other) || byText(a, b);
  };
}

function numeric(text: string): number | undefined {
  const number = Number(text);
  return text.trim() === "" || Number.isNaN(number) ? undefined : number;
}

function compared<T extends string | number | bigint>(one: T, other: T): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function* keysOf(rows: Kept, level: Level, ranks: Uint32Array): Generator<void, Uint32Array> {
  const { ids } = rows;
  const keys = new Uint32Array(ids.length);
  let chunk: Chunk | undefined;
  for (let p = 0; p < ids.length; p++) {
    const id = ids[p] as number;
    if (chunk?.number !== id >>> 16) chunk = rows.chunk(id);
    const value = level.numberAt(chunk.column(level.stored)[id % CHUNK_ROWS] as number);
    keys[p] = ranks[value] ?? LAST;
    if (p % ROWS_AT_A_STRETCH === 0) yield;
  }
  return keys;
}

/** The first 32 bits of a GUID; other spellings come after them. */
function* idKeys(rows: Kept, column: IdColumn, descending: boolean): Generator<void, Uint32Array> {
  const { ids } = rows;
  const keys = new Uint32Array(ids.length);
  for (let p = 0; p < ids.length; p++) {
    const id = ids[p] as number;
    const chunk = rows.chunk(id);
    const row = id % CHUNK_ROWS;
    if (kindOf(column, chunk, row) !== IdKind.none) {
      const words = column === "eventID" ? chunk.eventIds : chunk.requestIds;
      const first = swapped(words[row * ID_WORDS] as number);
      keys[p] = Math.min(descending ? ~first >>> 0 : first, LAST - 1);
    } else keys[p] = LAST;
    if (p % ROWS_AT_A_STRETCH === 0) yield;
  }
  return keys;
}

/** Words are stored in the machine's byte order, but IDs compare from their first byte on. */
function swapped(word: number): number {
  return ((word & 0xff) << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
}

/** Sorts IDs with equal keys by their texts. */
function* refine(store: Store, rows: Kept, column: IdColumn, descending: boolean): Generator<void> {
  const { ids, keys = ids } = rows;
  for (let from = 0; from < keys.length; ) {
    let to = from + 1;
    while (to < keys.length && keys[to] === keys[from]) to++;
    if (to - from > 1) {
      const texts: { id: number; text: string }[] = [];
      for (let p = from; p < to; p++) {
        const id = ids[p] as number;
        texts.push({ id, text: idOf(store, column, rows.chunk(id), id % CHUNK_ROWS) });
        if (p % 512 === 0) yield;
      }
      const sign = descending ? -1 : 1;
      // an absent ID comes last in either direction
      const inOrder = yield* sorted(texts, (a, b) =>
        a.text === "" || b.text === ""
          ? Number(a.text === "") - Number(b.text === "")
          : sign * compared(a.text, b.text),
      );
      for (const [i, { id }] of inOrder.entries()) ids[from + i] = id;
    }
    from = to;
    if (from % ROWS_AT_A_STRETCH < to - from) yield;
  }
}
