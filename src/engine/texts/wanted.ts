import { memberOf } from "../input/uris";
import type { Chunk } from "../store/chunk";
import { CHUNK_ROWS } from "../store/chunk";
import { orderByKeys } from "../store/radix";

/** Rows whose texts are wanted, in the order asked for; a position among them stands for a row. */
export interface Rows {
  readonly ids: Uint32Array;
  /** Undefined where the row is no longer known. */
  known(id: number): Chunk | undefined;
}

/** The rows of one log: their positions, in the order of their places in it. */
export interface WantedLog {
  readonly uri: string;
  readonly at: Uint32Array;
}

/** What is gone through at one time: a file, with those logs in it of which rows are wanted. */
export interface WantedFile {
  readonly logs: Map<string, WantedLog>;
  count: number;
}

export interface Wanted {
  readonly files: readonly WantedFile[];
  /** Undefined for a row that is no longer known. */
  fileAt(position: number): WantedFile | undefined;
}

const ROWS_AT_A_STRETCH = 16_384;

/** Which files the rows are in; with rests. */
export function* wantedOf(rows: Rows): Generator<void, Wanted> {
  const { ids } = rows;
  const order = yield* orderByKeys(ids);
  const byLog = new Map<string, { start: number; at: Uint32Array }[]>();
  let looked = 0;
  for (let from = 0; from < order.length; ) {
    const id = ids[order[from] as number] as number;
    const chunk = rows.known(id);
    const stretch = chunk?.stretchOf(id % CHUNK_ROWS);
    const end = chunk && stretch ? chunk.number * CHUNK_ROWS + stretch.to : id + 1;
    let to = from + 1;
    while (to < order.length && (ids[order[to] as number] as number) < end) to++;
    if (chunk && stretch) {
      const parts = byLog.get(stretch.uri);
      const part = { start: chunk.starts[id % CHUNK_ROWS] as number, at: order.subarray(from, to) };
      if (parts) parts.push(part);
      else byLog.set(stretch.uri, [part]);
    }
    looked += to - from + 1;
    from = to;
    if (looked < ROWS_AT_A_STRETCH) continue;
    looked = 0;
    yield;
  }
  const files = new Map<string, WantedFile>();
  for (const [uri, parts] of byLog) {
    const log: WantedLog = { uri, at: joined(parts) };
    const { archive } = memberOf(uri);
    const file = files.get(archive) ?? { logs: new Map<string, WantedLog>(), count: 0 };
    file.logs.set(uri, log);
    file.count += log.at.length;
    files.set(archive, file);
    if (files.size % ROWS_AT_A_STRETCH === 0) yield;
  }
  return {
    files: [...files.values()],
    fileAt(position) {
      const id = ids[position] as number;
      const uri = rows.known(id)?.stretchOf(id % CHUNK_ROWS)?.uri;
      return uri === undefined ? undefined : files.get(memberOf(uri).archive);
    },
  };
}

/** A log's rows lie in several chunks, whose numbers say nothing of their order. */
function joined(parts: { start: number; at: Uint32Array }[]): Uint32Array {
  const [only] = parts;
  if (only && parts.length === 1) return only.at;
  parts.sort((a, b) => a.start - b.start);
  const all = new Uint32Array(parts.reduce((sum, { at }) => sum + at.length, 0));
  let n = 0;
  for (const { at } of parts) {
    all.set(at, n);
    n += at.length;
  }
  return all;
}
