import { type ColumnName, columnNames } from "../../core/events/columns";
import type { Match } from "../engine";
import { groupRows } from "./groups";
import { isKnownId } from "./ids";
import type { Store } from "./store";

/** The columns that contain exactly this value. Rows are checked only in columns that contain the text at all. */
export function* matchesOf(store: Store, value: string): Generator<void, Match[]> {
  const matches: Match[] = [];
  if (value === "") return matches;
  for (const column of columnNames) {
    if (!(yield* knows(store, column, value))) continue;
    const [all] = yield* groupRows(store, [], { [column]: value });
    if (all && all.count > 0) matches.push({ column, count: all.count });
  }
  return matches;
}

function* knows(store: Store, column: ColumnName, value: string): Generator<void, boolean> {
  const level = yield* store.levels.of(column);
  return level ? level.find(value) >= 0 : isKnownId(store, value);
}
