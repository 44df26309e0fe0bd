import { type DictionaryName, dictionaryNames } from "../../core/events/paths";
import type { Chunk, Stretch } from "../store/chunk";
import type { Store } from "../store/store";
import { columnTexts, type StoredColumn, storedColumns } from "../store/storedColumns";
import type { TupleColumn } from "../store/tupleColumn";

/** The IDs that some rows use, renumbered without gaps. */
export interface UsedIds {
  texts: Readonly<Record<DictionaryName, Numbers>>;
  /** For each of {@link Deriver.combined}. */
  combinations: readonly Numbers[];
  /** For each stored column. */
  columns: readonly Numbers[];
}

export interface Numbers {
  /** By ID; unused IDs have 0. */
  numbers: Uint32Array;
  /** By number. */
  ids: Uint32Array;
}

/** Yields between chunks. */
export function* usedIds(store: Store, stretches: readonly Stretch[]): Generator<void, UsedIds> {
  const combined = store.derive.combined();
  const { dictionaries } = store.scanner;
  const texts = {} as Record<DictionaryName, Uint8Array>;
  for (const name of dictionaryNames) {
    texts[name] = new Uint8Array(dictionaries[name].size);
    // these have the same IDs in every store, so that all others have the same IDs in an empty one
    texts[name].fill(1, 0, store.firstTexts[name]);
  }
  const combinations = combined.map(({ size }) => new Uint8Array(size).fill(1, 0, 1));
  const marks = storedColumns.map((stored) => marksOf(stored, combined, texts, combinations));
  let last: Chunk | undefined;
  for (const { chunk, from, to } of stretches) {
    for (const column of storedColumns) {
      const ids = chunk.column(column);
      const used = marks[column] as Uint8Array;
      for (let row = from; row < to; row++) used[ids[row] as number] = 1;
    }
    yield;
    if (chunk === last) continue;
    last = chunk; // many small logs share one chunk
    for (const id of chunk.furtherResources.all.ids) texts.arn[id] = 1;
    for (const id of chunk.oddIds.values()) texts.oddId[id] = 1;
    for (const id of chunk.oddTimes.values()) texts.oddTime[id] = 1;
  }
  for (const [i, of] of combined.entries()) {
    const used = combinations[i] as Uint8Array;
    const partTexts = of.parts.map((name) => texts[name]);
    for (let id = 0; id < used.length; id++) {
      if (used[id] === 0) continue;
      for (let part = 0; part < partTexts.length; part++) (partTexts[part] as Uint8Array)[of.part(id, part)] = 1;
    }
    yield;
  }
  const numbered = {} as Record<DictionaryName, Numbers>;
  for (const name of dictionaryNames) {
    numbered[name] = numbersOf(texts[name]);
    yield;
  }
  const tuples = combinations.map(numbersOf);
  const columns = storedColumns.map((stored) => marksOf(stored, combined, numbered, tuples));
  return { texts: numbered, combinations: tuples, columns };
}

function marksOf<T>(
  stored: StoredColumn,
  combined: readonly TupleColumn[],
  texts: Readonly<Record<DictionaryName, T>>,
  combinations: readonly T[],
): T {
  const name = columnTexts[stored];
  if (name !== undefined) return texts[name];
  return combinations[combined.findIndex((one) => one.stored === stored)] as T;
}

function numbersOf(used: Uint8Array): Numbers {
  const numbers = new Uint32Array(used.length);
  let count = 0;
  for (let id = 0; id < used.length; id++) if (used[id] === 1) numbers[id] = count++;
  const ids = new Uint32Array(count);
  for (let id = 0, n = 0; id < used.length; id++) if (used[id] === 1) ids[n++] = id;
  return { numbers, ids };
}
