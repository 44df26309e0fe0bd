import type { IdentityKind } from "../../core/events/event";
import { type IdentityTexts, identityKindOf, identityOf } from "../../core/events/identity";
import { type DictionaryName, type Path, pathIndex } from "../../core/events/paths";
import type { Tuples } from "../../core/scan/derived";
import type { Dictionary } from "../../core/scan/dictionary";
import { Combinations } from "./combinations";
import { RowFlag } from "./rowFlags";

/** What a userIdentity is told by; the event's source decides one thing more: whether it is Cognito's. */
const parts = [
  ["userIdentity.type", "identityType"],
  ["userIdentity.principalId", "principal"],
  ["userIdentity.arn", "arn"],
  ["userIdentity.accountId", "account"],
  ["userIdentity.userName", "name"],
  ["userIdentity.sessionContext.sessionIssuer.arn", "arn"],
  ["userIdentity.sessionContext.sessionIssuer.userName", "name"],
  ["userIdentity.sessionContext.sourceIdentity", "name"],
  ["userIdentity.invokedBy", "service"],
  ["userIdentity.onBehalfOf.userId", "name"],
  ["additionalEventData.UserName", "name"],
] as const satisfies readonly [Path, DictionaryName][];

const FLAGS = parts.length;

/** The tuple of a row that is its identity. */
export const identityTuple = {
  paths: parts.map(([path]) => pathIndex[path]),
  flags: RowFlag.cognito | RowFlag.csvRow | RowFlag.resultRow,
};

/** Positions in a combination. */
export const IdentityPart = {
  type: 0,
  principalId: 1,
  arn: 2,
  account: 3,
  userName: 4,
  issuerArn: 5,
  issuerName: 6,
  sourceIdentity: 7,
  invokedBy: 8,
  onBehalfOf: 9,
  signInName: 10,
} as const;

/** Distinct identities. Most of their texts are never looked at: each is decoded when it is. */
export class Identities {
  readonly #combinations: Combinations<{ actor: string; sessionName: string }>;
  readonly #kinds: (IdentityKind | undefined)[] = [];
  /** By the ids of all texts that decide one: many sessions have them in common. */
  readonly #kindsByParts = new Map<string, IdentityKind>();
  readonly #dictionaries: Dictionary[];

  /** @param tuples those of {@link identityTuple} */
  constructor(dictionaries: Readonly<Record<DictionaryName, Dictionary>>, tuples: Tuples) {
    this.#dictionaries = parts.map(([, name]) => dictionaries[name]);
    this.#combinations = new Combinations(tuples, (id) => identityOf(this.#texts(id)));
  }

  get size(): number {
    return this.#combinations.size;
  }

  get bytes(): number {
    return this.#combinations.bytes;
  }

  /** As {@link CombinedColumn} has it. */
  get kept(): { combinations: Combinations<unknown>; parts: DictionaryName[] } {
    return { combinations: this.#combinations, parts: parts.map(([, name]) => name) };
  }

  /** The id of a part's text. */
  part(id: number, part: number): number {
    return this.#combinations.part(id, part);
  }

  text(id: number, part: number): string {
    return (this.#dictionaries[part] as Dictionary).text(this.#combinations.part(id, part));
  }

  kind(id: number): IdentityKind {
    const known = this.#kinds[id];
    if (known !== undefined) return known;
    const parts = this.#partsOfKind(id);
    const kind = this.#kindsByParts.get(parts) ?? identityKindOf(this.#texts(id));
    this.#kindsByParts.set(parts, kind);
    this.#kinds[id] = kind;
    return kind;
  }

  /** What {@link identityKindOf} looks at. */
  #partsOfKind(id: number): string {
    const part = (i: number): number => this.#combinations.part(id, i);
    const issuerName = part(IdentityPart.issuerName);
    const role = issuerName === 0 ? part(IdentityPart.arn) : 0;
    return [part(IdentityPart.type), part(FLAGS), part(IdentityPart.issuerArn), issuerName, role].join();
  }

  actor(id: number): string {
    return this.#combinations.value(id).actor;
  }

  sessionName(id: number): string {
    return this.#combinations.value(id).sessionName;
  }

  #texts(id: number): IdentityTexts {
    const text = (part: number): string => this.text(id, part);
    const flags = this.#combinations.part(id, FLAGS);
    return {
      get type() {
        return text(IdentityPart.type);
      },
      get principalId() {
        return text(IdentityPart.principalId);
      },
      get arn() {
        return text(IdentityPart.arn);
      },
      get accountId() {
        return text(IdentityPart.account);
      },
      get userName() {
        return text(IdentityPart.userName);
      },
      get issuerArn() {
        return text(IdentityPart.issuerArn);
      },
      get issuerName() {
        return text(IdentityPart.issuerName);
      },
      get invokedBy() {
        return text(IdentityPart.invokedBy);
      },
      get onBehalfOf() {
        return text(IdentityPart.onBehalfOf);
      },
      get signInName() {
        return text(IdentityPart.signInName);
      },
      isCognito: (flags & RowFlag.cognito) !== 0,
      row: (flags & RowFlag.csvRow) !== 0 ? "csv" : (flags & RowFlag.resultRow) !== 0 ? "result" : undefined,
    };
  }
}
