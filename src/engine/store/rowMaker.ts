import { cognitoSources, isSub, userPoolOf } from "../../core/events/cognito";
import { type EventForm, isReduced } from "../../core/events/event";
import { type DictionaryName, type Path, pathIndex, paths } from "../../core/events/paths";
import type { Derived, TupleOf, Tuples } from "../../core/scan/derived";
import type { Dictionary } from "../../core/scan/dictionary";
import { PlainTuples } from "../../core/scan/plainDerived";
import type { Batch, Scanner } from "../../core/scan/scanner";
import { placeAt } from "../../core/shapes/tables/table";
import { identityTuple } from "./identities";
import { RowFlag } from "./rowFlags";
import { StoredColumn, storedColumns } from "./storedColumns";
import { Summaries } from "./summaries";
import { cognitoPaths, naturePaths, resultPaths } from "./tuplePaths";

const targetPaths = paths.flatMap(({ dictionary, path }) => (dictionary === "target" ? [path as Path] : []));

/** Of which paths each stored column is the first that has a value; the others are made of several. */
const columnPaths: { readonly [C in StoredColumn]?: readonly Path[] } = {
  [StoredColumn.source]: ["eventSource", "insightDetails.eventSource"],
  [StoredColumn.operation]: ["eventName", "insightDetails.eventName"],
  [StoredColumn.region]: ["awsRegion"],
  [StoredColumn.address]: ["sourceIPAddress"],
  [StoredColumn.agent]: ["userAgent"],
  [StoredColumn.key]: ["userIdentity.accessKeyId"],
  [StoredColumn.issuedKey]: ["responseElements.credentials.accessKeyId", "responseElements.accessKey.accessKeyId"],
  [StoredColumn.recipient]: ["recipientAccountId"],
  [StoredColumn.shared]: ["sharedEventID"],
  [StoredColumn.endpoint]: ["vpcEndpointId"],
  [StoredColumn.resource]: ["resources.[].ARN"],
  [StoredColumn.target]: targetPaths,
  [StoredColumn.oddRequest]: ["requestID"],
};

/** Columns behind them, looked at only while rows are made. */
const CATEGORY = storedColumns.length;
const SUMMED = CATEGORY + 1;
const ODD_ID = CATEGORY + 2;
const ODD_TIME = CATEGORY + 3;
const lookedAt: readonly (readonly Path[])[] = [
  ["eventCategory"],
  ["insightDetails.insightType", "summary.primaryDimension.dimension"],
  ["eventID"],
  ["eventTime"],
];

const indexOf = (chosen: readonly Path[]): number[] => chosen.map((path) => pathIndex[path]);

const tuples: readonly TupleOf[] = [
  { ...identityTuple, column: StoredColumn.identity },
  {
    paths: indexOf(resultPaths),
    flags: RowFlag.cognito | RowFlag.nameless | RowFlag.silent,
    // beside a code the message tells nothing more of the outcome, and every one is different
    leftOut: { place: resultPaths.indexOf("errorMessage"), beside: resultPaths.indexOf("errorCode") },
    column: StoredColumn.result,
  },
  { paths: indexOf(naturePaths), flags: 0, column: StoredColumn.nature },
];

const WIDTH = paths.length;
const EVENT_TYPE = pathIndex.eventType;
const ACCOUNT = pathIndex.accountId;
const LOGINS = pathIndex["requestParameters.logins.{}"];
const RESOURCES = pathIndex["resources.[].ARN"];
const cognitoIndex = Uint32Array.from(indexOf(cognitoPaths));
/** Places in a tuple of {@link cognitoPaths}. */
const USER_NAME = cognitoPaths.indexOf("requestParameters.username");
const LOGIN = cognitoPaths.indexOf("requestParameters.logins.{}");
const RESOURCE = cognitoPaths.indexOf("resources.[].ARN");

/** Turns a scanner's rows into a chunk's: one id per stored column. */
export class RowMaker {
  readonly tuples: Readonly<Record<"identity" | "result" | "cognito" | "nature", Tuples>>;
  readonly #derived: Derived;
  readonly #dictionaries: Readonly<Record<DictionaryName, Dictionary>>;
  readonly #cognitoTuple = new Int32Array(cognitoPaths.length);
  readonly #isCognito: (boolean | undefined)[] = [];
  readonly #summaries: Summaries;
  readonly #aggregated: number;
  readonly #apiCall: number;

  constructor(scanner: Scanner) {
    const { dictionaries } = scanner;
    this.#dictionaries = dictionaries;
    this.#derived = scanner.derive(
      [...storedColumns.map((column) => indexOf(columnPaths[column] ?? [])), ...lookedAt.map(indexOf)],
      tuples,
    );
    const [identity, result, nature] = this.#derived.tuples as [Tuples, Tuples, Tuples];
    this.tuples = { identity, result, nature, cognito: new PlainTuples(cognitoPaths.length) };
    // number 0 of each is the record that says nothing
    for (const one of Object.values(this.tuples)) one.of(new Int32Array(one.width));
    this.#summaries = new Summaries(dictionaries);
    this.#aggregated = dictionaries.word.internText("Aggregated");
    this.#apiCall = dictionaries.word.internText("AwsApiCall");
  }

  /** Makes those rows of the scanner's batch; {@link column}, {@link form} and the rest tell what became of them, until other rows are made. */
  make(batch: Batch, from: number, to: number): void {
    const derived = this.#derived;
    derived.columns(from, to);
    for (let row = from; row < to; row++) derived.flags[row] = this.#flagsOf(batch, row);
    derived.combine(from, to);
    for (let row = from; row < to; row++) {
      if (((derived.flags[row] as number) & RowFlag.cognito) !== 0)
        this.#set(StoredColumn.cognito, row, this.#cognito(batch, row));
      if (this.#made(SUMMED, row) !== 0) this.#set(StoredColumn.summary, row, this.#summaries.of(batch, row));
      if (this.#isAggregated(row) && this.#made(StoredColumn.recipient, row) === 0)
        this.#set(StoredColumn.recipient, row, batch.ids[row * WIDTH + ACCOUNT] as number);
    }
  }

  /** Ids of all columns; a column's begin at {@link columnAt}. */
  get ids(): Uint32Array {
    return this.#derived.ids;
  }

  columnAt(column: StoredColumn): number {
    return column * this.#derived.stride;
  }

  form(batch: Batch, row: number): EventForm {
    if (this.#isAggregated(row)) return "summary";
    const place = batch.places[row] as number;
    return place === 0 ? "record" : (placeAt(place)?.form ?? "record");
  }

  /** Its text's id; 0 when the event id is 16 bytes, or absent. */
  oddId(row: number): number {
    return this.#made(ODD_ID, row);
  }

  /** Likewise of the time. */
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

  /** A summary of many calls. */
  #isAggregated(row: number): boolean {
    return this.#made(CATEGORY, row) === this.#aggregated;
  }

  #flagsOf(batch: Batch, row: number): number {
    let flags = this.#isFromCognito(this.#made(StoredColumn.source, row)) ? RowFlag.cognito : 0;
    if (this.#made(StoredColumn.operation, row) === 0) flags |= RowFlag.nameless;
    const form = this.form(batch, row);
    if (form === "record") return flags;
    if (form === "csvRow") flags |= RowFlag.csvRow;
    if (form === "resultRow") flags |= RowFlag.resultRow;
    return isReduced(form) && this.#isSilent(batch, row) ? flags | RowFlag.silent : flags;
  }

  /**
   * Whether a row that names no error tells nothing by that: its table has no column for errors, or the event is a sign-in or a
   * page, of which the error stands elsewhere in the record.
   */
  #isSilent(batch: Batch, row: number): boolean {
    if (!placeAt(batch.places[row] as number)?.tellsErrors) return true;
    return batch.ids[row * WIDTH + EVENT_TYPE] !== this.#apiCall;
  }

  #isFromCognito(source: number): boolean {
    const known = this.#isCognito[source];
    if (known !== undefined) return known;
    const isCognito = cognitoSources.has(this.#dictionaries.source.text(source));
    this.#isCognito[source] = isCognito;
    return isCognito;
  }

  #cognito(batch: Batch, row: number): number {
    const at = row * WIDTH;
    const tuple = this.#cognitoTuple;
    for (let i = 0; i < cognitoIndex.length; i++) tuple[i] = batch.ids[at + (cognitoIndex[i] as number)] as number;
    // user names and resources are often texts of their own for every event: only what tells something makes a combination
    if (tuple[USER_NAME] !== 0 && !isSub(this.#dictionaries.sub.text(tuple[USER_NAME] as number))) tuple[USER_NAME] = 0;
    tuple[LOGIN] = this.#poolAmong(batch, row, LOGINS, "pool", tuple[LOGIN] as number);
    tuple[RESOURCE] = this.#poolAmong(batch, row, RESOURCES, "arn", tuple[RESOURCE] as number);
    return this.tuples.cognito.of(tuple);
  }

  /** Of several values of one path the one that names a user pool; 0 if none does. */
  #poolAmong(batch: Batch, row: number, path: number, dictionary: DictionaryName, first: number): number {
    if (first === 0) return 0;
    const names = this.#dictionaries[dictionary];
    if (userPoolOf([names.text(first)]) !== "") return first;
    const { extras } = batch;
    for (let i = 0; i < extras.length; i += 3) {
      if (extras[i] !== row || extras[i + 1] !== path) continue;
      const further = extras[i + 2] as number;
      if (userPoolOf([names.text(further)]) !== "") return further;
    }
    return 0;
  }
}
