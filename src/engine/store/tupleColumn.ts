import type { ColumnRow, ConcludedRow, PartRow, TupleName } from "../../core/events/columns";
import { tuples as specs } from "../../core/events/columns";
import type { DictionaryName, Path } from "../../core/events/paths";
import type { Tuples } from "../../core/scan/derived";
import type { Dictionary } from "../../core/scan/dictionary";
import { dictionaryOf, type StoredColumn, stored } from "./storedColumns";

/** Distinct tuples of one kind, and the conclusions from each, which are drawn once, on demand. */
export class TupleColumn {
  readonly stored: StoredColumn;
  /** The dictionary of each part. If a tuple has flags, they come after the parts. */
  readonly parts: readonly DictionaryName[];
  readonly #dictionaries: readonly Dictionary[];
  readonly #flags: number;
  readonly #places: ReadonlyMap<string, number>;
  readonly #concluded = new Map<ColumnRow, Concluded>();

  constructor(
    name: TupleName,
    readonly tuples: Tuples,
    dictionaries: Readonly<Record<DictionaryName, Dictionary>>,
  ) {
    const { paths, flags } = specs[name];
    this.stored = stored[name];
    this.parts = paths.map(dictionaryOf);
    this.#dictionaries = this.parts.map((part) => dictionaries[part]);
    this.#flags = flags;
    this.#places = new Map(paths.map((path, i) => [path, i]));
  }

  get size(): number {
    return this.tuples.size;
  }

  /** The number at a position of a tuple: a text's ID, or the flags. */
  part(id: number, i: number): number {
    return this.tuples.part(id, i);
  }

  /** The ID of the text at a path; equal texts have equal IDs. */
  partAt(row: PartRow, id: number): number {
    return this.tuples.part(id, this.#placeOf(row.part));
  }

  text(row: PartRow | ConcludedRow, id: number): string {
    return "part" in row ? this.#text(id, row.part) : this.#conclude(row, id);
  }

  #conclude(row: ConcludedRow, id: number): string {
    const concluded = this.#concludedBy(row);
    const known = concluded.byId[id];
    if (known !== undefined) return known;
    const flags = this.#flags === 0 ? 0 : this.tuples.part(id, this.parts.length);
    const key = row.key?.((path) => this.tuples.part(id, this.#placeOf(path)), flags);
    const made =
      (key === undefined ? undefined : concluded.byKey.get(key)) ?? row.is((path) => this.#text(id, path), flags);
    if (key !== undefined) concluded.byKey.set(key, made);
    concluded.byId[id] = made;
    return made;
  }

  #concludedBy(row: ConcludedRow): Concluded {
    let concluded = this.#concluded.get(row);
    if (!concluded) {
      concluded = { byId: [], byKey: new Map() };
      this.#concluded.set(row, concluded);
    }
    return concluded;
  }

  #text(id: number, path: Path): string {
    const place = this.#placeOf(path);
    return (this.#dictionaries[place] as Dictionary).text(this.tuples.part(id, place));
  }

  #placeOf(path: Path): number {
    const place = this.#places.get(path);
    if (place === undefined) throw new Error(`a column asks for ${path}, which its tuple does not have`);
    return place;
  }
}

interface Concluded {
  readonly byId: (string | undefined)[];
  readonly byKey: Map<string, string>;
}
