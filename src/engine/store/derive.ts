import { cognitoSources, isSub, subOf, userPoolOf } from "../../core/events/cognito";
import type { ColumnName, IdentityKind } from "../../core/events/event";
import { type Identity, identityOf } from "../../core/events/identity";
import { type OutcomeAndReason, outcomeOf } from "../../core/events/outcome";
import { type DictionaryName, type Path, pathIndex, paths } from "../../core/events/paths";
import type { Dictionary } from "../../core/scan/dictionary";
import type { Batch } from "../../core/scan/scanner";
import { Combinations } from "./combinations";

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
  identity,
  result,
  cognito,
  nature,
}
export const storedColumns: readonly StoredColumn[] = Object.values(StoredColumn).filter(
  (value) => typeof value === "number",
);

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

/** Everything the record's userIdentity gave, and what it means. */
export interface KnownIdentity extends Identity {
  type: string;
  arn: string;
  principalId: string;
  userName: string;
  sessionIssuer: string;
  sourceIdentity: string;
  invokedBy: string;
}

const identityPaths: readonly Path[] = [
  "userIdentity.type",
  "userIdentity.principalId",
  "userIdentity.arn",
  "userIdentity.accountId",
  "userIdentity.userName",
  "userIdentity.sessionContext.sessionIssuer.type",
  "userIdentity.sessionContext.sessionIssuer.arn",
  "userIdentity.sessionContext.sessionIssuer.userName",
  "userIdentity.sessionContext.sourceIdentity",
  "userIdentity.invokedBy",
  "userIdentity.identityProvider",
  "userIdentity.onBehalfOf.userId",
  "additionalEventData.UserName",
];
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

const WIDTH = paths.length;
const LOGINS = pathIndex["requestParameters.logins.{}"];
const RESOURCES = pathIndex["resources.[].ARN"];

/** Turns a scanner's row into a chunk's: one id per stored column. */
export class Deriver {
  readonly identities: Combinations<KnownIdentity>;
  readonly results: Combinations<OutcomeAndReason>;
  readonly cognitos: Combinations<Cognito>;
  readonly natures: Combinations<Nature>;
  readonly #identityTuple = new Int32Array(identityPaths.length + 1);
  readonly #resultTuple = new Int32Array(resultPaths.length + 1);
  readonly #cognitoTuple = new Int32Array(cognitoPaths.length);
  readonly #natureTuple = new Int32Array(naturePaths.length);
  readonly #identityIndex = identityPaths.map((path) => pathIndex[path]);
  readonly #resultIndex = resultPaths.map((path) => pathIndex[path]);
  readonly #cognitoIndex = cognitoPaths.map((path) => pathIndex[path]);
  readonly #natureIndex = naturePaths.map((path) => pathIndex[path]);
  readonly #isCognito: (boolean | undefined)[] = [];

  constructor(private readonly dictionaries: Readonly<Record<DictionaryName, Dictionary>>) {
    const texts = (chosen: readonly Path[], tuple: Int32Array): string[] =>
      chosen.map((path, i) => this.#dictionaryOf(path).text(tuple[i] as number));
    this.identities = new Combinations(identityPaths.length + 1, (tuple) => {
      const [
        type,
        principalId,
        arn,
        accountId,
        userName,
        issuerType,
        issuerArn,
        issuerName,
        sourceIdentity,
        invokedBy,
        identityProvider,
        onBehalfOf,
        signInName,
      ] = texts(identityPaths, tuple) as [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ];
      const isCognito = tuple[identityPaths.length] === 1;
      const all = {
        type,
        principalId,
        arn,
        accountId,
        userName,
        issuerType,
        issuerArn,
        issuerName,
        sourceIdentity,
        invokedBy,
        identityProvider,
        onBehalfOf,
        signInName,
        isCognito,
      };
      return {
        ...identityOf(all),
        type,
        arn,
        principalId,
        userName,
        sessionIssuer: issuerArn,
        sourceIdentity,
        invokedBy,
      };
    });
    this.results = new Combinations(resultPaths.length + 1, (tuple) => {
      const [errorCode, errorMessage, consoleLogin, a, b, c, responseStatus, category, type] = texts(
        resultPaths,
        tuple,
      ) as [string, string, string, string, string, string, string, string, string];
      const flags = tuple[resultPaths.length] as number;
      const isCognito = (flags & 1) !== 0;
      return outcomeOf({
        errorCode,
        errorMessage,
        consoleLogin,
        serviceResults: [a, b, c],
        responseStatus,
        isCognito,
        isCognitoPage: isCognito && type === "",
        isSummary: category === "Insight" || category === "Aggregated" || (flags & 2) !== 0,
      });
    });
    this.cognitos = new Combinations(cognitoPaths.length, (tuple) => {
      const [s1, s2, s3, s4, p1, p2, p3, p4, c1, c2] = texts(cognitoPaths, tuple) as [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ];
      return { sub: subOf([s1, s2, s3, s4]), userPool: userPoolOf([p1, p2, p3, p4]), client: c1 || c2 };
    });
    this.natures = new Combinations(naturePaths.length, (tuple) => {
      const [eventType, category, readOnly] = texts(naturePaths, tuple) as [string, string, string];
      return { eventType, category, readOnly };
    });
    // id 0 of each is the record that says nothing
    this.identities.of(this.#identityTuple);
    this.results.of(this.#resultTuple);
    this.cognitos.of(this.#cognitoTuple);
    this.natures.of(this.#natureTuple);
  }

  /** Writes the row's ids to `out` in the order of {@link storedColumns}. */
  row(batch: Batch, row: number, out: Uint32Array): void {
    const ids = batch.ids;
    const at = row * WIDTH;
    const id = (path: number): number => ids[at + path] as number;
    const source = id(pathIndex.eventSource) || id(pathIndex["insightDetails.eventSource"]);
    const isCognito = (this.#isCognito[source] ??= cognitoSources.has(this.dictionaries.source.text(source)));
    out[StoredColumn.source] = source;
    out[StoredColumn.operation] = id(pathIndex.eventName) || id(pathIndex["insightDetails.eventName"]);
    out[StoredColumn.region] = id(pathIndex.awsRegion);
    out[StoredColumn.address] = id(pathIndex.sourceIPAddress);
    out[StoredColumn.agent] = id(pathIndex.userAgent);
    out[StoredColumn.key] = id(pathIndex["userIdentity.accessKeyId"]);
    out[StoredColumn.issuedKey] =
      id(pathIndex["responseElements.credentials.accessKeyId"]) ||
      id(pathIndex["responseElements.accessKey.accessKeyId"]);
    out[StoredColumn.recipient] = id(pathIndex.recipientAccountId);
    out[StoredColumn.shared] = id(pathIndex.sharedEventID);
    out[StoredColumn.endpoint] = id(pathIndex.vpcEndpointId);
    out[StoredColumn.resource] = id(RESOURCES);
    let target = 0;
    for (const path of targetPaths) target ||= id(path);
    out[StoredColumn.target] = target;
    out[StoredColumn.identity] = this.#combine(
      this.identities,
      this.#identityTuple,
      this.#identityIndex,
      ids,
      at,
      isCognito ? 1 : 0,
    );
    const isNameless = out[StoredColumn.operation] === 0;
    const flags = (isCognito ? 1 : 0) | (isNameless ? 2 : 0);
    out[StoredColumn.result] = this.#combine(this.results, this.#resultTuple, this.#resultIndex, ids, at, flags);
    out[StoredColumn.nature] = this.#combine(this.natures, this.#natureTuple, this.#natureIndex, ids, at, 0);
    out[StoredColumn.cognito] = isCognito ? this.#cognito(batch, row, at) : 0;
  }

  #combine<T>(
    into: Combinations<T>,
    tuple: Int32Array,
    index: readonly number[],
    ids: Uint32Array,
    at: number,
    flags: number,
  ): number {
    for (let i = 0; i < index.length; i++) tuple[i] = ids[at + (index[i] as number)] as number;
    if (tuple.length > index.length) tuple[index.length] = flags;
    // beside a code the message tells nothing more of the outcome, and every one is different
    if (tuple === this.#resultTuple && tuple[0] !== 0) tuple[1] = 0;
    return into.of(tuple);
  }

  #cognito(batch: Batch, row: number, at: number): number {
    const tuple = this.#cognitoTuple;
    this.#cognitoIndex.forEach((path, i) => {
      tuple[i] = batch.ids[at + path] as number;
    });
    const login = this.#poolAmong(batch, row, LOGINS, "pool", tuple[6] as number);
    const resource = this.#poolAmong(batch, row, RESOURCES, "arn", tuple[7] as number);
    tuple[6] = login;
    tuple[7] = resource;
    // user names are texts of their own for every event: only one that is a sub may make a combination
    if (!isSub(this.dictionaries.sub.text(tuple[3] as number))) tuple[3] = 0;
    return this.cognitos.of(tuple);
  }

  /** Of several values of one path the one that names a user pool; 0 if none does. */
  #poolAmong(batch: Batch, row: number, path: number, dictionary: DictionaryName, first: number): number {
    const names = this.dictionaries[dictionary];
    if (userPoolOf([names.text(first)]) !== "") return first;
    const { extras } = batch;
    for (let i = 0; i < extras.length; i += 3) {
      if (extras[i] === row && extras[i + 1] === path && userPoolOf([names.text(extras[i + 2] as number)]) !== "")
        return extras[i + 2] as number;
    }
    return 0;
  }

  #dictionaryOf(path: Path): Dictionary {
    return this.dictionaries[(paths[pathIndex[path]] as { dictionary: DictionaryName }).dictionary];
  }

  /** Where a public column's values are kept, and the text of each of its ids; undefined for the event id, which has bytes of its own. */
  view(column: ColumnName): { stored: StoredColumn; size: number; text: (id: number) => string } | undefined {
    const plain = (stored: StoredColumn, name: DictionaryName) => {
      const dictionary = this.dictionaries[name];
      return { stored, size: dictionary.size, text: (id: number) => dictionary.text(id) };
    };
    const derived = <T>(stored: StoredColumn, from: Combinations<T>, text: (value: T) => string) => ({
      stored,
      size: from.size,
      text: (id: number) => text(from.values[id] as T),
    });
    const identity = (text: (value: KnownIdentity) => string) => derived(StoredColumn.identity, this.identities, text);
    switch (column) {
      case "eventSource":
        return plain(StoredColumn.source, "source");
      case "eventName":
        return plain(StoredColumn.operation, "operation");
      case "awsRegion":
        return plain(StoredColumn.region, "region");
      case "sourceIPAddress":
        return plain(StoredColumn.address, "address");
      case "userAgent":
        return plain(StoredColumn.agent, "agent");
      case "accessKeyId":
        return plain(StoredColumn.key, "key");
      case "issuedAccessKeyId":
        return plain(StoredColumn.issuedKey, "key");
      case "recipientAccountId":
        return plain(StoredColumn.recipient, "account");
      case "sharedEventID":
        return plain(StoredColumn.shared, "shared");
      case "vpcEndpointId":
        return plain(StoredColumn.endpoint, "endpoint");
      case "resource":
        return plain(StoredColumn.resource, "arn");
      case "target":
        return plain(StoredColumn.target, "target");
      case "identityType":
        return identity((value) => value.type);
      case "identity":
        return identity((value): IdentityKind => value.kind);
      case "actor":
        return identity((value) => value.actor);
      case "arn":
        return identity((value) => value.arn);
      case "principalId":
        return identity((value) => value.principalId);
      case "userName":
        return identity((value) => value.userName);
      case "account":
        return identity((value) => value.account);
      case "sessionIssuer":
        return identity((value) => value.sessionIssuer);
      case "sessionName":
        return identity((value) => value.sessionName);
      case "sourceIdentity":
        return identity((value) => value.sourceIdentity);
      case "invokedBy":
        return identity((value) => value.invokedBy);
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
        return undefined;
    }
  }
}
