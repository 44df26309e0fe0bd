import type { ColumnName } from "../../core/events/columns";
import type { Where } from "../../core/query/condition";
import type { Group } from "../engine";
import { CHUNK_ROWS, type Chunk } from "./chunk";
import { idOf } from "./ids";
import type { Kept } from "./kept";
import { type Numbers, TEXTS_AT_A_STRETCH } from "./levels";
import { type Mask, maskOf } from "./masks";
import { sorted } from "./sorted";
import type { Store } from "./store";
import { stored } from "./storedColumns";

/** The distinct texts of what is grouped by, with numbers. */
interface Numbering {
  readonly size: number;
  key(number: number): string;
  /** Sets `out` to `out` × size + the row's number for the chunk's first rows. */
  append(chunk: Chunk, count: number, out: Numbers): void;
}

/** With more combinations of keys than this, a map counts them. */
const MOST_COUNTERS = 1 << 20;

// used within one unit of work only
const passes = new Uint8Array(CHUNK_ROWS);
const narrow = new Uint32Array(CHUNK_ROWS);
const wide = new Float64Array(CHUNK_ROWS);

const COMBINATIONS_AT_A_STRETCH = 4096;

/**
 * Counts of distinct events, nested in the order of `by` (a single group if there is no column), by descending count,
 * then by key.
 * @param most returns no groups if the first level would have more: nobody can show so many
 */
export function* groupRows(
  store: Store,
  by: readonly ColumnName[],
  where: Where,
  most = Number.POSITIVE_INFINITY,
): Generator<void, Group[]> {
  // rows that are added while this yields have IDs that the tables below do not know
  const seen = [...store.chunks()].map((chunk) => ({ chunk, count: chunk.count }));
  return yield* grouped(store, by, seen, yield* maskOf(store, where), most);
}

/** The same of rows that somebody keeps. */
export function* groupsOf(store: Store, rows: Kept, by: readonly ColumnName[]): Generator<void, Group[]> {
  const marks = new Map<Chunk, Uint8Array>();
  for (let p = 0; p < rows.count; p++) {
    const id = rows.ids[p] as number;
    const chunk = rows.chunk(id);
    let own = marks.get(chunk);
    if (!own) {
      own = new Uint8Array(chunk.count);
      marks.set(chunk, own);
    }
    own[id % CHUNK_ROWS] = 1;
    if (p % CHUNK_ROWS === CHUNK_ROWS - 1) yield;
  }
  const seen = [...marks].map(([chunk, { length }]) => ({ chunk, count: length }));
  const mask: Mask = (chunk, _, out) => out.set(marks.get(chunk) as Uint8Array);
  return yield* grouped(store, by, seen, mask, Number.POSITIVE_INFINITY);
}

function* grouped(
  store: Store,
  by: readonly ColumnName[],
  seen: readonly { chunk: Chunk; count: number }[],
  mask: Mask,
  most: number,
): Generator<void, Group[]> {
  const levels: Numbering[] = [];
  for (const column of by) levels.push(yield* numberingOf(store, column, seen));
  const isFailure = store.derive.failures();
  let size = 1;
  for (const level of levels) size *= Math.max(level.size, 1);
  if (size > Number.MAX_SAFE_INTEGER) throw new Error("too many columns to group by");
  const counters = size > MOST_COUNTERS ? new SparseCounters() : new DenseCounters(size);
  const numbers = size > 0xffffffff ? wide : narrow;
  for (const { chunk, count } of seen) {
    mask(chunk, count, passes);
    numbers.fill(0, 0, count);
    for (const level of levels) level.append(chunk, count, numbers);
    counters.add(numbers, count, chunk.column(stored.result), isFailure);
    yield;
  }
  const tree: Tree = { children: new Map(), count: 0, failed: 0 };
  let n = 0;
  for (const [number, count, failed] of counters.entries()) {
    if (++n % COMBINATIONS_AT_A_STRETCH === 0) yield;
    if (levels.length === 0) return [{ key: "", count, failed }];
    const path: number[] = [];
    let rest = number;
    for (let i = levels.length - 1; i >= 0; i--) {
      const { size } = levels[i] as Numbering;
      path.unshift(rest % size);
      rest = Math.floor(rest / size);
    }
    addTo(tree, path, count, failed);
    if (tree.children.size > most) return [];
  }
  return yield* asGroups(tree, levels, 0);
}

/** Counts the rows that {@link passes} selects by their numbers. */
class DenseCounters {
  readonly #counts: Uint32Array;
  readonly #failed: Uint32Array;

  constructor(size: number) {
    this.#counts = new Uint32Array(size);
    this.#failed = new Uint32Array(size);
  }

  add(numbers: Numbers, count: number, results: Chunk["ids"][number], isFailure: Uint8Array): void {
    const counts = this.#counts;
    const failed = this.#failed;
    for (let row = 0; row < count; row++) {
      if (passes[row] === 0) continue;
      const number = numbers[row] as number;
      counts[number] = (counts[number] as number) + 1;
      failed[number] = (failed[number] as number) + (isFailure[results[row] as number] as number);
    }
  }

  *entries(): Iterable<[number: number, count: number, failed: number]> {
    for (let number = 0; number < this.#counts.length; number++) {
      const count = this.#counts[number] as number;
      if (count > 0) yield [number, count, this.#failed[number] as number];
    }
  }
}

class SparseCounters {
  readonly #counts = new Map<number, { count: number; failed: number }>();

  add(numbers: Numbers, count: number, results: Chunk["ids"][number], isFailure: Uint8Array): void {
    for (let row = 0; row < count; row++) {
      if (passes[row] === 0) continue;
      const number = numbers[row] as number;
      let counter = this.#counts.get(number);
      if (!counter) {
        counter = { count: 0, failed: 0 };
        this.#counts.set(number, counter);
      }
      counter.count++;
      counter.failed += isFailure[results[row] as number] as number;
    }
  }

  *entries(): Iterable<[number: number, count: number, failed: number]> {
    for (const [number, { count, failed }] of this.#counts) yield [number, count, failed];
  }
}

interface Tree {
  children: Map<number, Tree>;
  count: number;
  failed: number;
}

function addTo(tree: Tree, ids: readonly number[], count: number, failed: number): void {
  for (const id of ids) {
    let child = tree.children.get(id);
    if (!child) {
      child = { children: new Map(), count: 0, failed: 0 };
      tree.children.set(id, child);
    }
    child.count += count;
    child.failed += failed;
    tree = child;
  }
}

function* asGroups(tree: Tree, levels: readonly Numbering[], depth: number): Generator<void, Group[]> {
  const groups: Group[] = [];
  for (const [id, child] of tree.children) {
    const group: Group = { key: levels[depth]?.key(id) ?? "", count: child.count, failed: child.failed };
    if (depth + 1 < levels.length) group.children = yield* asGroups(child, levels, depth + 1);
    if (groups.push(group) % TEXTS_AT_A_STRETCH === 0) yield;
  }
  return yield* sorted(groups, before);
}

const before = (a: Group, b: Group): number => b.count - a.count || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

function* numberingOf(
  store: Store,
  column: ColumnName,
  seen: readonly { chunk: Chunk; count: number }[],
): Generator<void, Numbering> {
  const level = yield* store.levels.of(column);
  if (level) {
    return {
      size: level.size,
      key: (number) => level.key(number),
      append: (chunk, count, out) => level.append(chunk.column(level.stored), count, out),
    };
  }
  const keys: string[] = [];
  const byKey = new Map<string, number>();
  const of = new Map<Chunk, Uint32Array>();
  for (const { chunk, count } of seen) {
    const own = new Uint32Array(count);
    for (let row = 0; row < count; row++) {
      const key = idOf(store, column === "requestID" ? column : "eventID", chunk, row);
      let number = byKey.get(key);
      if (number === undefined) {
        number = keys.push(key) - 1;
        byKey.set(key, number);
      }
      own[row] = number;
      if (row % TEXTS_AT_A_STRETCH === 0) yield;
    }
    of.set(chunk, own);
  }
  return {
    size: keys.length,
    key: (number) => keys[number] as string,
    append(chunk, count, out) {
      const own = of.get(chunk) as Uint32Array;
      for (let row = 0; row < count; row++) out[row] = (out[row] as number) * keys.length + (own[row] as number);
    },
  };
}
