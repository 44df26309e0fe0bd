/**
 * What a chunk stores for each row, derived from the table of columns: the ID of a text or of a tuple of several
 * values.
 */
import { columnRows, type PlainRow, type TupleName, tuples } from "../../core/events/columns";
import { type DictionaryName, type Path, pathIndex, paths } from "../../core/events/paths";

type PlainName = Extract<(typeof columnRows)[number], { from: readonly string[] }>["name"];
type SlotName = PlainName | "oddRequestID" | "summary" | TupleName;

/** A column's position in a chunk. */
export type StoredColumn = number;

interface Slot {
  readonly name: SlotName;
  /** The first of these that has a value is used; empty if the value is a tuple. */
  readonly from: readonly string[];
  /** The dictionary, if the column's IDs are text IDs. */
  readonly dictionary?: DictionaryName;
}

const plain = columnRows.filter((row): row is Extract<typeof row, PlainRow> => "from" in row);

export const slots: readonly Slot[] = [
  ...plain.map(({ name, from }): Slot => ({ name, from, dictionary: dictionaryOf(from[0]) })),
  { name: "oddRequestID", from: ["requestID" satisfies Path], dictionary: "oddId" },
  { name: "summary", from: [], dictionary: "summed" },
  ...tupleNames().map((name): Slot => ({ name, from: [] })),
];

/** Where each column is stored. */
export const stored = Object.fromEntries(slots.map(({ name }, at) => [name, at])) as Record<SlotName, StoredColumn>;
export const storedColumns: readonly StoredColumn[] = slots.map((_, at) => at);
/** The dictionary of a column whose ids are texts. */
export const columnTexts: readonly (DictionaryName | undefined)[] = slots.map(({ dictionary }) => dictionary);

/** The only column of which all of a record's values are stored: further values are kept outside the rows. */
export const FURTHER: StoredColumn = stored.resource;

export function tupleNames(): TupleName[] {
  return Object.keys(tuples) as TupleName[];
}

export function dictionaryOf(path: string): DictionaryName {
  return (paths[pathIndex[path as Path]] as { dictionary: DictionaryName }).dictionary;
}
