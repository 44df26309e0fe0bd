import { CHUNK_ROWS, type Chunk, type ChunkColumns, ID_WORDS, type Ids, OWN_FLAGS } from "../store/chunk";
import type { Deriver } from "../store/derive";
import { columnTexts, storedColumns } from "../store/storedColumns";
import { type Block, Unusable } from "./block";
import { chunkBlockOf, newChunkBlock } from "./layout";
import type { IdMap, KnownIds } from "./texts";

/** All rows of a chunk with the IDs of its store. */
export function blockOf(chunk: Chunk): Uint8Array {
  const { count, furtherResources, oddIds, oddTimes } = chunk;
  const { rows, ids: furtherIds } = furtherResources.all;
  const { block, bytes } = newChunkBlock({
    rows: count,
    duplicates: chunk.duplicates,
    stretches: 0,
    further: rows.length,
    oddIds: oddIds.size,
    oddTimes: oddTimes.size,
    widths: chunk.ids.map(({ BYTES_PER_ELEMENT }) => BYTES_PER_ELEMENT),
  });
  const { columns } = block;
  columns.starts.set(chunk.starts.subarray(0, count));
  columns.times.set(chunk.times.subarray(0, count));
  columns.lengths.set(chunk.lengths.subarray(0, count));
  columns.flags.set(chunk.flags.subarray(0, count));
  columns.eventIds.set(chunk.eventIds.subarray(0, count * ID_WORDS));
  columns.requestIds.set(chunk.requestIds.subarray(0, count * ID_WORDS));
  columns.ids.forEach((ids, column) => {
    ids.set((chunk.ids[column] as Ids).subarray(0, count));
  });
  columns.further.rows.set(rows);
  columns.further.ids.set(furtherIds);
  block.oddIds.set([...oddIds].flat());
  block.oddTimes.set([...oddTimes].flat());
  return bytes;
}

/** The rows of a block, with a store's IDs. */
export interface Unpacked {
  columns: ChunkColumns;
  /** Log, first row, end of rows; and so on. */
  stretches: Uint32Array;
  /** Row, ID; and so on. */
  oddIds: Uint32Array;
  oddTimes: Uint32Array;
}

/** Its arrays are in the block's memory if they fit there. */
export function unpack({ buffer, length }: Block, known: KnownIds, derive: Deriver): Unpacked {
  const { columns, stretches, oddIds, oddTimes } = chunkBlockOf(buffer, length);
  const combined = derive.combined();
  const ids = storedColumns.map((column): Ids => {
    const name = columnTexts[column];
    const map =
      name === undefined
        ? known.combinations[combined.findIndex(({ stored }) => stored === column)]
        : known.texts[name];
    return withIds(columns.ids[column] as Ids, map as IdMap);
  });
  const further = { rows: columns.further.rows, ids: columns.further.ids };
  further.ids.forEach((number, i) => {
    further.ids[i] = known.texts.arn.id(number);
  });
  secondsInPlace(oddIds, known.texts.oddId);
  secondsInPlace(oddTimes, known.texts.oddTime);
  return { columns: { ...columns, ids, further }, stretches, oddIds, oddTimes };
}

/** Puts the rows into a new chunk, which has no logs yet. */
export function put({ columns, oddIds, oddTimes }: Unpacked, chunk: Chunk): void {
  chunk.take(columns);
  setAll(chunk.oddIds, oddIds);
  setAll(chunk.oddTimes, oddTimes);
}

/** Clears the duplicate marks: all rows are compared again. */
export function forgetCopies(chunk: Chunk): void {
  const { flags, count } = chunk;
  for (let row = 0; row < count; row++) flags[row] = (flags[row] as number) & OWN_FLAGS;
  chunk.duplicates = 0;
}

const room = new Uint32Array(CHUNK_ROWS);

function withIds(numbers: Ids, map: IdMap): Ids {
  if (map.isSame) return numbers;
  const count = numbers.length;
  const ids = count <= CHUNK_ROWS ? room.subarray(0, count) : new Uint32Array(count);
  const known = map.all;
  let all = 0;
  for (let row = 0; row < count; row++) {
    const id = known[numbers[row] as number];
    if (id === undefined) throw new Unusable("a number");
    ids[row] = id;
    all |= id;
  }
  const width = all < 0 || all > 0xffff ? 4 : all > 0xff ? 2 : 1;
  if (width > numbers.BYTES_PER_ELEMENT) return width === 4 ? ids.slice() : Uint16Array.from(ids);
  numbers.set(ids);
  return numbers;
}

function secondsInPlace(pairs: Uint32Array, map: IdMap): void {
  for (let i = 1; i < pairs.length; i += 2) pairs[i] = map.id(pairs[i] as number);
}

function setAll(into: Map<number, number>, pairs: Uint32Array): void {
  for (let i = 0; i < pairs.length; i += 2) into.set(pairs[i] as number, pairs[i + 1] as number);
}
