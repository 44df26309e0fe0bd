import { newChunkBlock } from "../exchange/layout";
import { CHUNK_ROWS, type Chunk, ID_WORDS, type Ids, type Stretch } from "../store/chunk";
import { storedColumns } from "../store/storedColumns";
import type { UsedIds } from "./used";

/** Rows of a log to be written into a file. */
export interface LogRows extends Stretch {
  /** The log's number in the file. */
  log: number;
}

/** Rows of many logs, in order, in as few blocks as possible. */
export function* chunkBlocks(stretches: readonly LogRows[], used: UsedIds): Generator<Uint8Array> {
  const ids = storedColumns.map(() => new Uint32Array(CHUNK_ROWS));
  let parts: LogRows[] = [];
  let rows = 0;
  for (const stretch of stretches) {
    for (let from = stretch.from; from < stretch.to; ) {
      const to = Math.min(stretch.to, from + CHUNK_ROWS - rows);
      parts.push({ ...stretch, from, to });
      rows += to - from;
      from = to;
      if (rows < CHUNK_ROWS) continue;
      yield packed(parts, rows, used, ids);
      parts = [];
      rows = 0;
    }
  }
  if (rows > 0) yield packed(parts, rows, used, ids);
}

/** @param room for the IDs of a whole chunk */
function packed(parts: readonly LogRows[], rows: number, used: UsedIds, room: readonly Uint32Array[]): Uint8Array {
  const widths = storedColumns.map((column) => {
    const out = room[column] as Uint32Array;
    const { numbers } = used.columns[column] as UsedIds["columns"][number];
    let n = 0;
    let all = 0;
    for (const { chunk, from, to } of parts) {
      const ids = chunk.column(column);
      for (let row = from; row < to; row++) {
        const number = numbers[ids[row] as number] as number;
        out[n++] = number;
        all |= number;
      }
    }
    return all < 0x100 && all >= 0 ? 1 : all < 0x10000 && all >= 0 ? 2 : 4;
  });
  const further = among(parts, furtherOf, used.texts.arn.numbers);
  const oddIds = among(parts, ({ oddIds: of }) => [...of], used.texts.oddId.numbers);
  const oddTimes = among(parts, ({ oddTimes: of }) => [...of], used.texts.oddTime.numbers);
  const { block, bytes } = newChunkBlock({
    rows,
    duplicates: copiesIn(parts),
    stretches: parts.length,
    further: further.length,
    oddIds: oddIds.length,
    oddTimes: oddTimes.length,
    widths,
  });
  const { columns } = block;
  let n = 0;
  for (const [i, { chunk, log, from, to }] of parts.entries()) {
    columns.starts.set(chunk.starts.subarray(from, to), n);
    columns.times.set(chunk.times.subarray(from, to), n);
    columns.lengths.set(chunk.lengths.subarray(from, to), n);
    columns.flags.set(chunk.flags.subarray(from, to), n);
    columns.eventIds.set(chunk.eventIds.subarray(from * ID_WORDS, to * ID_WORDS), n * ID_WORDS);
    columns.requestIds.set(chunk.requestIds.subarray(from * ID_WORDS, to * ID_WORDS), n * ID_WORDS);
    block.stretches.set([log, n, n + to - from], i * 3);
    n += to - from;
  }
  for (const column of storedColumns) (columns.ids[column] as Ids).set((room[column] as Uint32Array).subarray(0, rows));
  columns.further.rows.set(further.map(([row]) => row));
  columns.further.ids.set(further.map(([, id]) => id));
  block.oddIds.set(oddIds.flat());
  block.oddTimes.set(oddTimes.flat());
  return bytes;
}

type RowId = readonly [row: number, id: number];

function furtherOf(chunk: Chunk): RowId[] {
  const { rows, ids } = chunk.furtherResources.all;
  return Array.from(rows, (row, i) => [row, ids[i] as number] as const);
}

/** Values that only few rows have: those of these rows, with their new positions and numbers. */
function among(parts: readonly LogRows[], of: (chunk: Chunk) => RowId[], numbers: Uint32Array): RowId[] {
  const found: RowId[] = [];
  let n = 0;
  let values: RowId[] = [];
  let chunk: Chunk | undefined;
  let next = 0;
  for (const part of parts) {
    if (part.chunk !== chunk) {
      chunk = part.chunk;
      values = of(chunk).sort(([a], [b]) => a - b); // the order of several values of one row is kept
      next = 0;
    }
    while (next < values.length && (values[next] as RowId)[0] < part.from) next++;
    for (; next < values.length && (values[next] as RowId)[0] < part.to; next++) {
      const [row, id] = values[next] as RowId;
      found.push([row - part.from + n, numbers[id] as number]);
    }
    n += part.to - part.from;
  }
  return found;
}

function copiesIn(parts: readonly LogRows[]): number {
  let copies = 0;
  for (const { chunk, from, to } of parts)
    if (chunk.duplicates > 0) for (let row = from; row < to; row++) if (chunk.isDuplicate(row)) copies++;
  return copies;
}
