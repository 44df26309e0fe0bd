import { cognitoSources } from "../../core/events/cognito";
import { tuples as specs, type TupleName } from "../../core/events/columns";
import { type DictionaryName, type Path, pathIndex, paths } from "../../core/events/paths";
import { originFlags, originNumber, origins, type TupleSpec, wholeRecord } from "../../core/events/values";
import type { Derived, TupleOf, Tuples } from "../../core/scan/derived";
import type { Dictionary } from "../../core/scan/dictionary";
import { PlainTuples } from "../../core/scan/plainDerived";
import type { Batch, Scanner } from "../../core/scan/scanner";
import { placeAt } from "../../core/shapes/tables/table";
import { dictionaryOf, type StoredColumn, slots, stored, tupleNames } from "./storedColumns";
import { Summaries } from "./summaries";

/** Columns after the stored ones, used only while rows are made. */
const CATEGORY = slots.length;
const SUMMED = CATEGORY + 1;
const ODD_ID = CATEGORY + 2;
const ODD_TIME = CATEGORY + 3;
const lookedAt: readonly (readonly Path[])[] = [
  ["eventCategory"],
  ["insightDetails.insightType", "summary.primaryDimension.dimension"],
  ["eventID"],
  ["eventTime"],
];

const indexOf = (chosen: readonly string[]): number[] => chosen.map((path) => pathIndex[path as Path]);

/** Tuples that a scanner makes by itself, and those of which only some values count. */
const madeByScanner = tupleNames().filter((name) => specs[name].accepts === undefined);
const chosenHere = tupleNames().filter((name) => specs[name].accepts !== undefined);

function tupleOf(name: TupleName): TupleOf {
  const { paths: chosen, flags, leftOut } = specs[name];
  const places = leftOut && { place: chosen.indexOf(leftOut.path), beside: chosen.indexOf(leftOut.beside) };
  return { paths: indexOf(chosen), flags, column: stored[name], ...(places ? { leftOut: places } : {}) };
}

const WIDTH = paths.length;
const EVENT_TYPE = pathIndex.eventType;
const ACCOUNT = pathIndex.accountId;

/** Turns a scanner's rows into a chunk's rows: one ID per stored column. */
export class RowMaker {
  readonly tuples: Readonly<Record<TupleName, Tuples>>;
  readonly #derived: Derived;
  readonly #dictionaries: Readonly<Record<DictionaryName, Dictionary>>;
  readonly #choices: readonly Choice[];
  readonly #isCognito: (boolean | undefined)[] = [];
  readonly #summaries: Summaries;
  readonly #aggregated: number;
  readonly #apiCall: number;

  constructor(scanner: Scanner) {
    const { dictionaries } = scanner;
    this.#dictionaries = dictionaries;
    this.#derived = scanner.derive(
      [...slots.map(({ from }) => indexOf(from)), ...lookedAt.map(indexOf)],
      madeByScanner.map(tupleOf),
    );
    this.#choices = chosenHere.map((name) => new Choice(name, dictionaries));
    this.tuples = Object.fromEntries([
      ...madeByScanner.map((name, i) => [name, this.#derived.tuples[i] as Tuples]),
      ...this.#choices.map(({ name, tuples }) => [name, tuples]),
    ]) as Record<TupleName, Tuples>;
    // number 0 of each is an empty record
    for (const one of Object.values(this.tuples)) one.of(new Int32Array(one.width));
    this.#summaries = new Summaries(dictionaries);
    this.#aggregated = dictionaries.word.internText("Aggregated");
    this.#apiCall = dictionaries.word.internText("AwsApiCall");
  }

  /**
   * Makes these rows from the scanner's batch. {@link column}, {@link origin} and the other getters refer to them until
   * other rows are made.
   */
  make(batch: Batch, from: number, to: number): void {
    const derived = this.#derived;
    derived.columns(from, to);
    for (let row = from; row < to; row++) derived.flags[row] = this.#flagsOf(batch, row);
    derived.combine(from, to);
    for (let row = from; row < to; row++) {
      for (const choice of this.#choices) {
        if (choice.concerns(derived.flags[row] as number)) this.#set(choice.column, row, choice.of(batch, row));
      }
      if (this.#made(SUMMED, row) !== 0) this.#set(stored.summary, row, this.#summaries.of(batch, row));
      if (this.#isAggregated(row) && this.#made(stored.recipientAccountId, row) === 0)
        this.#set(stored.recipientAccountId, row, batch.ids[row * WIDTH + ACCOUNT] as number);
    }
  }

  /** IDs of all columns; a column begins at {@link columnAt}. */
  get ids(): Uint32Array {
    return this.#derived.ids;
  }

  columnAt(column: StoredColumn): number {
    return column * this.#derived.stride;
  }

  /** The number of one of {@link origins}. */
  origin(batch: Batch, row: number): number {
    if (this.#isAggregated(row)) return SUMMARY;
    const place = batch.places[row] as number;
    return place === 0 ? WHOLE : originOfPlace(place);
  }

  /** The ID of the event ID's text; 0 if the event ID has 16 bytes, or is absent. */
  oddId(row: number): number {
    return this.#made(ODD_ID, row);
  }

  /** The same for the time. */
  oddTime(row: number): number {
    return this.#made(ODD_TIME, row);
  }

  #made(column: number, row: number): number {
    const { ids, stride } = this.#derived;
    return ids[column * stride + row] as number;
  }

  #set(column: StoredColumn, row: number, id: number): void {
    const { ids, stride } = this.#derived;
    ids[column * stride + row] = id;
  }

  /** Whether the row is a summary of many calls. */
  #isAggregated(row: number): boolean {
    return this.#made(CATEGORY, row) === this.#aggregated;
  }

  #flagsOf(batch: Batch, row: number): number {
    return originFlags(origins[this.origin(batch, row)] ?? wholeRecord, {
      isCognito: this.#isFromCognito(this.#made(stored.eventSource, row)),
      hasName: this.#made(stored.eventName, row) !== 0,
      isApiCall: batch.ids[row * WIDTH + EVENT_TYPE] === this.#apiCall,
    });
  }

  #isFromCognito(source: number): boolean {
    const known = this.#isCognito[source];
    if (known !== undefined) return known;
    const isCognito = cognitoSources.has(this.#dictionaries.source.text(source));
    this.#isCognito[source] = isCognito;
    return isCognito;
  }
}

const WHOLE = originNumber("record");
const SUMMARY = originNumber("summary");

function originOfPlace(number: number): number {
  const place = placeAt(number);
  return place?.form === undefined ? WHOLE : originNumber(place.form, place.tellsErrors);
}

/** A tuple of which only some values count. It is made here because a scanner does not judge values. */
class Choice {
  readonly column: StoredColumn;
  readonly tuples: PlainTuples;
  readonly #spec: TupleSpec;
  readonly #values: readonly {
    path: number;
    dictionary: Dictionary;
    accepts: ((text: string) => boolean) | undefined;
  }[];
  readonly #tuple: Int32Array;

  constructor(
    readonly name: TupleName,
    dictionaries: Readonly<Record<DictionaryName, Dictionary>>,
  ) {
    this.#spec = specs[name];
    this.column = stored[name];
    this.#values = this.#spec.paths.map((path) => ({
      path: pathIndex[path],
      dictionary: dictionaries[dictionaryOf(path)],
      accepts: this.#spec.accepts?.[path],
    }));
    this.#tuple = new Int32Array(this.#values.length);
    this.tuples = new PlainTuples(this.#tuple.length);
  }

  concerns(flags: number): boolean {
    const { onlyWith } = this.#spec;
    return onlyWith === undefined || (flags & onlyWith) !== 0;
  }

  of(batch: Batch, row: number): number {
    const tuple = this.#tuple;
    this.#values.forEach(({ path, dictionary, accepts }, i) => {
      const first = batch.ids[row * WIDTH + path] as number;
      tuple[i] =
        first === 0 || !accepts ? first : accepted(batch, row, path, first, (id) => accepts(dictionary.text(id)));
    });
    return this.tuples.of(tuple);
  }
}

/** The first of a path's values that counts; 0 if none does. */
function accepted(batch: Batch, row: number, path: number, first: number, accepts: (id: number) => boolean): number {
  if (accepts(first)) return first;
  const { extras } = batch;
  for (let i = 0; i < extras.length; i += 3) {
    if (extras[i] !== row || extras[i + 1] !== path) continue;
    const further = extras[i + 2] as number;
    if (accepts(further)) return further;
  }
  return 0;
}
