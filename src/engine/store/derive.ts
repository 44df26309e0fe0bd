import {
  type ColumnName,
  type ConcludedRow,
  columnNames,
  columnRow,
  type PartRow,
  type TupleName,
} from "../../core/events/columns";
import type { DictionaryName } from "../../core/events/paths";
import type { Dictionary } from "../../core/scan/dictionary";
import type { Scanner } from "../../core/scan/scanner";
import { RowMaker } from "./rowMaker";
import { columnTexts, type StoredColumn, stored, tupleNames } from "./storedColumns";
import { TupleColumn } from "./tupleColumn";

/** Where a column's values are stored, and the text of each ID. */
export interface ColumnView {
  stored: StoredColumn;
  size: number;
  text(id: number): string;
  /** If several IDs have the same text: a number that is unique for each text. */
  textNumber?(id: number): number;
  /** If each text has only one ID: that ID, or 0 if there is none. */
  find?(text: string): number;
}

/** Knows what a row's IDs mean. */
export class Deriver {
  readonly rows: RowMaker;
  readonly tuples: Readonly<Record<TupleName, TupleColumn>>;
  /** For rows: what {@link view} returns for each column that has one. */
  readonly texts: readonly { name: ColumnName; stored: StoredColumn; text(id: number): string }[];
  #failures = new Uint8Array(0);
  readonly #dictionaries: Readonly<Record<DictionaryName, Dictionary>>;

  constructor(scanner: Scanner) {
    const { dictionaries } = scanner;
    this.#dictionaries = dictionaries;
    this.rows = new RowMaker(scanner);
    const columns = tupleNames().map((name) => [name, new TupleColumn(name, this.rows.tuples[name], dictionaries)]);
    this.tuples = Object.fromEntries(columns) as Record<TupleName, TupleColumn>;
    this.texts = columnNames.flatMap((name) => {
      const view = this.view(name);
      return view ? [{ name, stored: view.stored, text: view.text }] : [];
    });
  }

  get bytes(): number {
    return this.combined().reduce((sum, { tuples }) => sum + tuples.bytes, 0);
  }

  /** The columns whose IDs are tuples, in the order in which they are written and sent. */
  combined(): TupleColumn[] {
    return tupleNames().map((name) => this.tuples[name]);
  }

  /** 1 for every result that is denied or failed. */
  failures(): Uint8Array {
    const known = this.#failures;
    const { size } = this.tuples.result;
    if (known.length === size) return known;
    const all = new Uint8Array(size);
    all.set(known);
    for (let id = known.length; id < size; id++) {
      const outcome = this.tuples.result.text(columnRow("outcome") as ConcludedRow, id);
      all[id] = outcome === "denied" || outcome === "failed" ? 1 : 0;
    }
    this.#failures = all;
    return all;
  }

  /**
   * Where a column's values are stored, and the text of each ID; undefined for event and request IDs, which are stored
   * as bytes.
   */
  view(column: ColumnName): ColumnView | undefined {
    const row = columnRow(column);
    if ("guid" in row) return undefined;
    if ("of" in row) {
      const tuple = this.tuples[row.of];
      const view = { stored: tuple.stored, size: tuple.size, text: (id: number) => tuple.text(row, id) };
      return "part" in row ? { ...view, textNumber: (id) => tuple.partAt(row as PartRow, id) } : view;
    }
    const at = stored[row.name as keyof typeof stored];
    const dictionary = this.#dictionaries[columnTexts[at] as DictionaryName];
    return {
      stored: at,
      size: dictionary.size,
      text: (id) => dictionary.text(id),
      find: (text) => dictionary.find(text),
    };
  }
}
