import type { ColumnName, Filter } from "../../core/events/event";
import type { Group } from "../engine";
import type { Chunk } from "./chunk";
import { StoredColumn } from "./derive";
import { idOf, TEXTS_AT_A_STRETCH, testOf } from "./filter";
import type { Store } from "./store";

/** Ids of one column's distinct texts, numbered anew: several stored ids may have the same text. */
interface Level {
  keys: string[];
  of: (chunk: Chunk, row: number) => number;
}

/** Counts of distinct events, nested in the order of `by` (one group of all for no column); by falling count, then by key. */
export function* groupRows(store: Store, by: readonly ColumnName[], filter: Filter): Generator<void, Group[]> {
  const test = yield* testOf(store, filter);
  const levels: Level[] = [];
  for (const column of by) levels.push(yield* levelOf(store, column));
  const isFailure = store.derive.failures();
  const counts = new Map<number, { count: number; failed: number }>();
  // one number per combination of keys, exact as long as the product of the levels' sizes is below 2^53
  let size = 1;
  for (const level of levels) size *= Math.max(level.keys.length, 1);
  const wide = size > Number.MAX_SAFE_INTEGER || levels.some((level) => level.keys.length === 0);
  const tree: Tree = { children: new Map(), count: 0, failed: 0 };
  // rows that come while this rests have ids the tables above do not know
  const seen = [...store.chunks()].map((chunk) => ({ chunk, count: chunk.count }));
  for (const { chunk, count } of seen) {
    const results = chunk.column(StoredColumn.result);
    for (let row = 0; row < count; row++) {
      if (!test(chunk, row)) continue;
      const failed = isFailure[results[row] as number] as number;
      if (wide) {
        addTo(
          tree,
          levels.map((level) => level.of(chunk, row)),
          1,
          failed,
        );
        continue;
      }
      let key = 0;
      for (const level of levels) key = key * level.keys.length + level.of(chunk, row);
      const known = counts.get(key);
      if (known) {
        known.count++;
        known.failed += failed;
      } else counts.set(key, { count: 1, failed });
    }
    yield;
  }
  if (levels.length === 0) {
    const all = counts.get(0);
    return all ? [{ key: "", ...all }] : [];
  }
  for (const [key, { count, failed }] of counts) {
    const ids: number[] = [];
    let rest = key;
    for (const level of [...levels].reverse()) {
      ids.unshift(rest % level.keys.length);
      rest = Math.floor(rest / level.keys.length);
    }
    addTo(tree, ids, count, failed);
  }
  return asGroups(tree, levels, 0);
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

function asGroups(tree: Tree, levels: readonly Level[], depth: number): Group[] {
  const groups = [...tree.children].map(([id, child]): Group => {
    const group: Group = { key: levels[depth]?.keys[id] ?? "", count: child.count, failed: child.failed };
    if (depth + 1 < levels.length) group.children = asGroups(child, levels, depth + 1);
    return group;
  });
  return groups.sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

function* levelOf(store: Store, column: ColumnName): Generator<void, Level> {
  const keys: string[] = [];
  const ids = new Map<string, number>();
  const number = (text: string): number => {
    const known = ids.get(text);
    if (known !== undefined) return known;
    ids.set(text, keys.length);
    keys.push(text);
    return keys.length - 1;
  };
  const view = store.derive.view(column);
  if (!view)
    return { keys, of: (chunk, row) => number(idOf(store, column === "requestID" ? column : "eventID", chunk, row)) };
  const numbers = new Uint32Array(view.size);
  for (let id = 0; id < numbers.length; id++) {
    numbers[id] = number(view.text(id));
    if (id % TEXTS_AT_A_STRETCH === 0) yield;
  }
  const { stored } = view;
  return { keys, of: (chunk, row) => numbers[chunk.column(stored)[row] as number] as number };
}
