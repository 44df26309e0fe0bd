import { subOf, userPoolOf } from "../../core/events/cognito";
import type { ColumnName, IdentityKind } from "../../core/events/event";
import { type OutcomeAndReason, outcomeOf } from "../../core/events/outcome";
import { type DictionaryName, type Path, pathIndex, paths } from "../../core/events/paths";
import type { Dictionary } from "../../core/scan/dictionary";
import type { Scanner } from "../../core/scan/scanner";
import { Combinations } from "./combinations";
import { Identities, IdentityPart } from "./identities";
import { RowFlag } from "./rowFlags";
import { RowMaker } from "./rowMaker";
import { columnTexts, StoredColumn } from "./storedColumns";
import { cognitoPaths, naturePaths, resultPaths } from "./tuplePaths";

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

/** Where a column's values are kept, and the text of each id. */
export interface ColumnView {
  stored: StoredColumn;
  size: number;
  text(id: number): string;
  /** Where many ids have one text: what has a number of its own for each text. */
  textNumber?(id: number): number;
  /** Where each text has one id of its own: that id, 0 when there is none. */
  find?(text: string): number;
}

/** What a row's ids mean. */
export class Deriver {
  readonly rows: RowMaker;
  readonly identities: Identities;
  readonly results: Combinations<OutcomeAndReason>;
  readonly cognitos: Combinations<Cognito>;
  readonly natures: Combinations<Nature>;
  #failures = new Uint8Array(0);
  readonly #dictionaries: Readonly<Record<DictionaryName, Dictionary>>;

  constructor(scanner: Scanner) {
    const { dictionaries } = scanner;
    this.#dictionaries = dictionaries;
    const reader = (chosen: readonly Path[], combinations: () => Combinations<unknown>) => {
      const from = chosen.map((path) => this.#dictionaryOf(path));
      return (id: number, i: number): string => (from[i] as Dictionary).text(combinations().part(id, i));
    };
    this.rows = new RowMaker(scanner);
    const { identity, result: results, cognito: cognitos, nature: natures } = this.rows.tuples;
    this.identities = new Identities(dictionaries, identity);
    const result = reader(resultPaths, () => this.results);
    this.results = new Combinations(results, (id) => {
      const flags = this.results.part(id, resultPaths.length);
      const isCognito = (flags & RowFlag.cognito) !== 0;
      const category = result(id, 7);
      return outcomeOf({
        errorCode: result(id, 0),
        errorMessage: result(id, 1),
        consoleLogin: result(id, 2),
        serviceResults: [result(id, 3), result(id, 4), result(id, 5)],
        responseStatus: result(id, 6),
        isCognito,
        isCognitoPage: isCognito && result(id, 8) === "",
        isSilent: (flags & RowFlag.silent) !== 0,
        isSummary: category === "Insight" || category === "Aggregated" || (flags & RowFlag.nameless) !== 0,
      });
    });
    const cognito = reader(cognitoPaths, () => this.cognitos);
    this.cognitos = new Combinations(cognitos, (id) => ({
      sub: subOf([0, 1, 2, 3].map((i) => cognito(id, i))),
      userPool: userPoolOf([4, 5, 6, 7].map((i) => cognito(id, i))),
      client: cognito(id, 8) || cognito(id, 9),
    }));
    const nature = reader(naturePaths, () => this.natures);
    this.natures = new Combinations(natures, (id) => ({
      eventType: nature(id, 0),
      category: nature(id, 1),
      readOnly: nature(id, 2),
    }));
  }

  get bytes(): number {
    return [this.identities, this.results, this.cognitos, this.natures].reduce((sum, { bytes }) => sum + bytes, 0);
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

  #dictionaryOf(path: Path): Dictionary {
    return this.#dictionaries[nameOf(path)];
  }

  /** Where a public column's values are kept, and the text of each of its ids; undefined for ids, which have bytes of their own. */
  view(column: ColumnName): ColumnView | undefined {
    const plain = (stored: StoredColumn): ColumnView => {
      const dictionary = this.#dictionaries[columnTexts[stored] as DictionaryName];
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
    const part = (i: number) => ({
      ...identity((id) => identities.text(id, i)),
      textNumber: (id: number) => identities.part(id, i),
    });
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
