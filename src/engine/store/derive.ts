import { cognitoSources, isSub, subOf, userPoolOf } from "../../core/events/cognito";
import { type ColumnName, type EventForm, type IdentityKind, isReduced } from "../../core/events/event";
import { type OutcomeAndReason, outcomeOf } from "../../core/events/outcome";
import { type DictionaryName, type Path, pathIndex, paths } from "../../core/events/paths";
import type { Dictionary } from "../../core/scan/dictionary";
import type { Batch } from "../../core/scan/scanner";
import { placeAt } from "../../core/shapes/tables/table";
import { Combinations } from "./combinations";
import { Identities, IdentityPart } from "./identities";
import { Summaries } from "./summaries";

/** What a chunk keeps of each row, as ids; what several values tell together is one id of a combination. */
export enum StoredColumn {
  source,
  operation,
  region,
  address,
  agent,
  key,
  issuedKey,
  recipient,
  shared,
  endpoint,
  resource,
  target,
  oddRequest,
  summary,
  identity,
  result,
  cognito,
  nature,
}
export const storedColumns: readonly StoredColumn[] = Object.values(StoredColumn).filter(
  (value) => typeof value === "number",
);

/** The dictionary of a column whose ids are texts. */
export const columnTexts: { readonly [C in StoredColumn]?: DictionaryName } = {
  [StoredColumn.source]: "source",
  [StoredColumn.operation]: "operation",
  [StoredColumn.region]: "region",
  [StoredColumn.address]: "address",
  [StoredColumn.agent]: "agent",
  [StoredColumn.key]: "key",
  [StoredColumn.issuedKey]: "key",
  [StoredColumn.recipient]: "account",
  [StoredColumn.shared]: "shared",
  [StoredColumn.endpoint]: "endpoint",
  [StoredColumn.resource]: "arn",
  [StoredColumn.target]: "target",
  [StoredColumn.oddRequest]: "oddId",
  [StoredColumn.summary]: "summed",
};

/** A column whose ids are combinations, and of which dictionary each part of one is; behind them come flags. */
export interface CombinedColumn {
  stored: StoredColumn;
  combinations: Combinations<unknown>;
  parts: readonly DictionaryName[];
}

export interface Cognito {
  sub: string;
  userPool: string;
  client: string;
}

export interface Nature {
  eventType: string;
  category: string;
  readOnly: string;
}

const resultPaths: readonly Path[] = [
  "errorCode",
  "errorMessage",
  "responseElements.ConsoleLogin",
  "serviceEventDetails.UserAuthentication",
  "serviceEventDetails.CredentialVerification",
  "serviceEventDetails.CredentialChallenge",
  "additionalEventData.responseParameters.status",
  "eventCategory",
  "userIdentity.type",
];
const cognitoPaths: readonly Path[] = [
  "additionalEventData.sub",
  "additionalEventData.requestParameters.sub.[0]",
  "responseElements.userSub",
  "requestParameters.username",
  "requestParameters.userPoolId",
  "additionalEventData.userPoolId",
  "requestParameters.logins.{}",
  "resources.[].ARN",
  "requestParameters.clientId",
  "additionalEventData.requestParameters.client_id.[0]",
];
const naturePaths: readonly Path[] = ["eventType", "eventCategory", "readOnly"];
const targetPaths = paths.flatMap((row, index) => (row.dictionary === "target" ? [index] : []));

const resultIndex = Uint32Array.from(resultPaths, (path) => pathIndex[path]);
const cognitoIndex = Uint32Array.from(cognitoPaths, (path) => pathIndex[path]);
const natureIndex = Uint32Array.from(naturePaths, (path) => pathIndex[path]);

/** Place in a combination of {@link resultPaths}. */
const IDENTITY_TYPE = resultPaths.indexOf("userIdentity.type");
/** Places in a combination of {@link cognitoPaths}. */
const USER_NAME = cognitoPaths.indexOf("requestParameters.username");
const LOGIN = cognitoPaths.indexOf("requestParameters.logins.{}");
const RESOURCE = cognitoPaths.indexOf("resources.[].ARN");
/** Flags in a combination of {@link resultPaths}; nameless: the record has no eventName; silent: see {@link isSilent}. */
const IS_COGNITO = 1;
const NAMELESS = 2;
const SILENT = 4;

const WIDTH = paths.length;
const SOURCE = pathIndex.eventSource;
const INSIGHT_SOURCE = pathIndex["insightDetails.eventSource"];
const OPERATION = pathIndex.eventName;
const INSIGHT_OPERATION = pathIndex["insightDetails.eventName"];
const REGION = pathIndex.awsRegion;
const ADDRESS = pathIndex.sourceIPAddress;
const AGENT = pathIndex.userAgent;
const KEY = pathIndex["userIdentity.accessKeyId"];
const SESSION_KEY = pathIndex["responseElements.credentials.accessKeyId"];
const USER_KEY = pathIndex["responseElements.accessKey.accessKeyId"];
const RECIPIENT = pathIndex.recipientAccountId;
const SHARED = pathIndex.sharedEventID;
const ENDPOINT = pathIndex.vpcEndpointId;
const REQUEST = pathIndex.requestID;
const EVENT_TYPE = pathIndex.eventType;
const CATEGORY = pathIndex.eventCategory;
const ACCOUNT = pathIndex.accountId;
const LOGINS = pathIndex["requestParameters.logins.{}"];
const RESOURCES = pathIndex["resources.[].ARN"];

/** Where a column's values are kept, and the text of each id. */
export interface ColumnView {
  stored: StoredColumn;
  size: number;
  text(id: number): string;
  /** Where each text has one id of its own: that id, 0 when there is none. */
  find?(text: string): number;
}

/** Turns a scanner's row into a chunk's: one id per stored column. */
export class Deriver {
  readonly identities: Identities;
  readonly results: Combinations<OutcomeAndReason>;
  readonly cognitos: Combinations<Cognito>;
  readonly natures: Combinations<Nature>;
  readonly #resultTuple = new Int32Array(resultPaths.length + 1);
  readonly #cognitoTuple = new Int32Array(cognitoPaths.length);
  readonly #natureTuple = new Int32Array(naturePaths.length);
  readonly #isCognito: (boolean | undefined)[] = [];
  readonly #summaries: Summaries;
  readonly #aggregated: number;
  readonly #apiCall: number;
  #failures = new Uint8Array(0);

  constructor(private readonly dictionaries: Readonly<Record<DictionaryName, Dictionary>>) {
    const reader = (chosen: readonly Path[], combinations: () => Combinations<unknown>) => {
      const from = chosen.map((path) => this.#dictionaryOf(path));
      return (id: number, i: number): string => (from[i] as Dictionary).text(combinations().part(id, i));
    };
    this.identities = new Identities(dictionaries);
    this.#summaries = new Summaries(dictionaries);
    this.#aggregated = dictionaries.word.internText("Aggregated");
    this.#apiCall = dictionaries.word.internText("AwsApiCall");
    const result = reader(resultPaths, () => this.results);
    this.results = new Combinations(resultPaths.length + 1, (id) => {
      const flags = this.results.part(id, resultPaths.length);
      const isCognito = (flags & IS_COGNITO) !== 0;
      const category = result(id, 7);
      return outcomeOf({
        errorCode: result(id, 0),
        errorMessage: result(id, 1),
        consoleLogin: result(id, 2),
        serviceResults: [result(id, 3), result(id, 4), result(id, 5)],
        responseStatus: result(id, 6),
        isCognito,
        isCognitoPage: isCognito && result(id, 8) === "",
        isSilent: (flags & SILENT) !== 0,
        isSummary: category === "Insight" || category === "Aggregated" || (flags & NAMELESS) !== 0,
      });
    });
    const cognito = reader(cognitoPaths, () => this.cognitos);
    this.cognitos = new Combinations(cognitoPaths.length, (id) => ({
      sub: subOf([0, 1, 2, 3].map((i) => cognito(id, i))),
      userPool: userPoolOf([4, 5, 6, 7].map((i) => cognito(id, i))),
      client: cognito(id, 8) || cognito(id, 9),
    }));
    const nature = reader(naturePaths, () => this.natures);
    this.natures = new Combinations(naturePaths.length, (id) => ({
      eventType: nature(id, 0),
      category: nature(id, 1),
      readOnly: nature(id, 2),
    }));
    // id 0 of each is the record that says nothing
    this.results.of(this.#resultTuple);
    this.cognitos.of(this.#cognitoTuple);
    this.natures.of(this.#natureTuple);
  }

  /** A summary of many calls. */
  isAggregated(batch: Batch, row: number): boolean {
    return batch.ids[row * WIDTH + CATEGORY] === this.#aggregated;
  }

  get bytes(): number {
    return [this.identities, this.results, this.cognitos, this.natures].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Writes the row's ids to `out`: each stored column's `rows` ids stand behind those of the one before, this row's at `place`. */
  row(batch: Batch, row: number, form: EventForm, out: Uint32Array, place: number, rows: number): void {
    const { ids } = batch;
    const at = row * WIDTH;
    const source = ids[at + SOURCE] || (ids[at + INSIGHT_SOURCE] as number);
    const operation = ids[at + OPERATION] || (ids[at + INSIGHT_OPERATION] as number);
    const isCognito = this.#isFromCognito(source);
    out[StoredColumn.source * rows + place] = source;
    out[StoredColumn.operation * rows + place] = operation;
    out[StoredColumn.region * rows + place] = ids[at + REGION] as number;
    out[StoredColumn.address * rows + place] = ids[at + ADDRESS] as number;
    out[StoredColumn.agent * rows + place] = ids[at + AGENT] as number;
    out[StoredColumn.key * rows + place] = ids[at + KEY] as number;
    out[StoredColumn.issuedKey * rows + place] = ids[at + SESSION_KEY] || (ids[at + USER_KEY] as number);
    out[StoredColumn.recipient * rows + place] =
      ids[at + RECIPIENT] || (form === "summary" ? (ids[at + ACCOUNT] as number) : 0);
    out[StoredColumn.shared * rows + place] = ids[at + SHARED] as number;
    out[StoredColumn.endpoint * rows + place] = ids[at + ENDPOINT] as number;
    out[StoredColumn.resource * rows + place] = ids[at + RESOURCES] as number;
    let target = 0;
    for (let i = 0; i < targetPaths.length && target === 0; i++)
      target = ids[at + (targetPaths[i] as number)] as number;
    out[StoredColumn.target * rows + place] = target;
    out[StoredColumn.oddRequest * rows + place] = ids[at + REQUEST] as number;
    out[StoredColumn.summary * rows + place] = this.#summaries.of(batch, row);
    const flags =
      (isCognito ? IS_COGNITO : 0) |
      (operation === 0 ? NAMELESS : 0) |
      (isReduced(form) && this.#isSilent(batch, row) ? SILENT : 0);
    out[StoredColumn.identity * rows + place] = this.identities.of(ids, at, isCognito, form);
    out[StoredColumn.result * rows + place] = this.#result(ids, at, flags);
    out[StoredColumn.nature * rows + place] = this.#nature(ids, at, operation);
    out[StoredColumn.cognito * rows + place] = isCognito ? this.#cognito(batch, row, at) : 0;
  }

  combined(): CombinedColumn[] {
    const names = (chosen: readonly Path[]) => chosen.map((path) => nameOf(path));
    return [
      { stored: StoredColumn.identity, ...this.identities.kept },
      { stored: StoredColumn.result, combinations: this.results, parts: names(resultPaths) },
      { stored: StoredColumn.cognito, combinations: this.cognitos, parts: names(cognitoPaths) },
      { stored: StoredColumn.nature, combinations: this.natures, parts: names(naturePaths) },
    ];
  }

  /** 1 for every result that is denied or failed. */
  failures(): Uint8Array {
    const known = this.#failures;
    const { size } = this.results;
    if (known.length === size) return known;
    const all = new Uint8Array(size);
    all.set(known);
    for (let id = known.length; id < size; id++) {
      const { outcome } = this.results.value(id);
      all[id] = outcome === "denied" || outcome === "failed" ? 1 : 0;
    }
    this.#failures = all;
    return all;
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
    const isCognito = cognitoSources.has(this.dictionaries.source.text(source));
    this.#isCognito[source] = isCognito;
    return isCognito;
  }

  #result(ids: Uint32Array, at: number, flags: number): number {
    const tuple = this.#resultTuple;
    for (let i = 0; i < resultIndex.length; i++) tuple[i] = ids[at + (resultIndex[i] as number)] as number;
    tuple[resultIndex.length] = flags;
    // beside a code the message tells nothing more of the outcome, and every one is different
    if (tuple[0] !== 0) tuple[1] = 0;
    return this.results.ofLikely(tuple, tuple[IDENTITY_TYPE] as number);
  }

  #nature(ids: Uint32Array, at: number, operation: number): number {
    const tuple = this.#natureTuple;
    for (let i = 0; i < natureIndex.length; i++) tuple[i] = ids[at + (natureIndex[i] as number)] as number;
    return this.natures.ofLikely(tuple, operation);
  }

  #cognito(batch: Batch, row: number, at: number): number {
    const tuple = this.#cognitoTuple;
    for (let i = 0; i < cognitoIndex.length; i++) tuple[i] = batch.ids[at + (cognitoIndex[i] as number)] as number;
    // user names and resources are often texts of their own for every event: only what tells something makes a combination
    if (tuple[USER_NAME] !== 0 && !isSub(this.dictionaries.sub.text(tuple[USER_NAME] as number))) tuple[USER_NAME] = 0;
    tuple[LOGIN] = this.#poolAmong(batch, row, LOGINS, "pool", tuple[LOGIN] as number);
    tuple[RESOURCE] = this.#poolAmong(batch, row, RESOURCES, "arn", tuple[RESOURCE] as number);
    return this.cognitos.of(tuple);
  }

  /** Of several values of one path the one that names a user pool; 0 if none does. */
  #poolAmong(batch: Batch, row: number, path: number, dictionary: DictionaryName, first: number): number {
    if (first === 0) return 0;
    const names = this.dictionaries[dictionary];
    if (userPoolOf([names.text(first)]) !== "") return first;
    const { extras } = batch;
    for (let i = 0; i < extras.length; i += 3) {
      if (extras[i] !== row || extras[i + 1] !== path) continue;
      const further = extras[i + 2] as number;
      if (userPoolOf([names.text(further)]) !== "") return further;
    }
    return 0;
  }

  #dictionaryOf(path: Path): Dictionary {
    return this.dictionaries[nameOf(path)];
  }

  /** Where a public column's values are kept, and the text of each of its ids; undefined for ids, which have bytes of their own. */
  view(column: ColumnName): ColumnView | undefined {
    const plain = (stored: StoredColumn): ColumnView => {
      const dictionary = this.dictionaries[columnTexts[stored] as DictionaryName];
      const text = (id: number) => dictionary.text(id);
      return { stored, size: dictionary.size, text, find: (of) => dictionary.find(of) };
    };
    const derived = <T>(stored: StoredColumn, from: Combinations<T>, text: (value: T) => string) => ({
      stored,
      size: from.size,
      text: (id: number) => text(from.value(id)),
    });
    const { identities } = this;
    const identity = (text: (id: number) => string) => ({ stored: StoredColumn.identity, size: identities.size, text });
    const part = (i: number) => identity((id) => identities.text(id, i));
    switch (column) {
      case "eventSource":
        return plain(StoredColumn.source);
      case "eventName":
        return plain(StoredColumn.operation);
      case "awsRegion":
        return plain(StoredColumn.region);
      case "sourceIPAddress":
        return plain(StoredColumn.address);
      case "userAgent":
        return plain(StoredColumn.agent);
      case "accessKeyId":
        return plain(StoredColumn.key);
      case "issuedAccessKeyId":
        return plain(StoredColumn.issuedKey);
      case "recipientAccountId":
        return plain(StoredColumn.recipient);
      case "sharedEventID":
        return plain(StoredColumn.shared);
      case "vpcEndpointId":
        return plain(StoredColumn.endpoint);
      case "resource":
        return plain(StoredColumn.resource);
      case "target":
        return plain(StoredColumn.target);
      case "summary":
        return plain(StoredColumn.summary);
      case "identityType":
        return part(IdentityPart.type);
      case "identity":
        return identity((id): IdentityKind => identities.kind(id));
      case "actor":
        return identity((id) => identities.actor(id));
      case "arn":
        return part(IdentityPart.arn);
      case "principalId":
        return part(IdentityPart.principalId);
      case "userName":
        return part(IdentityPart.userName);
      case "account":
        return part(IdentityPart.account);
      case "sessionIssuer":
        return part(IdentityPart.issuerArn);
      case "sessionName":
        return identity((id) => identities.sessionName(id));
      case "sourceIdentity":
        return part(IdentityPart.sourceIdentity);
      case "invokedBy":
        return part(IdentityPart.invokedBy);
      case "outcome":
        return derived(StoredColumn.result, this.results, (value) => value.outcome);
      case "errorCode":
        return derived(StoredColumn.result, this.results, (value) => value.errorCode);
      case "reason":
        return derived(StoredColumn.result, this.results, (value) => value.reason);
      case "sub":
        return derived(StoredColumn.cognito, this.cognitos, (value) => value.sub);
      case "userPool":
        return derived(StoredColumn.cognito, this.cognitos, (value) => value.userPool);
      case "client":
        return derived(StoredColumn.cognito, this.cognitos, (value) => value.client);
      case "eventType":
        return derived(StoredColumn.nature, this.natures, (value) => value.eventType);
      case "eventCategory":
        return derived(StoredColumn.nature, this.natures, (value) => value.category);
      case "readOnly":
        return derived(StoredColumn.nature, this.natures, (value) => value.readOnly);
      case "eventID":
      case "requestID":
        return undefined;
    }
  }
}

function nameOf(path: Path): DictionaryName {
  return (paths[pathIndex[path]] as { dictionary: DictionaryName }).dictionary;
}
