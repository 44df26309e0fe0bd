import type { EventForm, IdentityKind } from "../../core/events/event";
import { type IdentityTexts, identityKindOf, identityOf } from "../../core/events/identity";
import { type DictionaryName, type Path, pathIndex } from "../../core/events/paths";
import type { Dictionary } from "../../core/scan/dictionary";
import { Combinations } from "./combinations";

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

const places = Uint32Array.from(parts, ([path]) => pathIndex[path]);
const FLAGS = parts.length;
/** Flags of a combination. */
const IS_COGNITO = 1;
const IS_CSV_ROW = 2;
const IS_RESULT_ROW = 4;

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
  readonly #tuple = new Int32Array(parts.length + 1);
  readonly #dictionaries: Dictionary[];

  constructor(dictionaries: Readonly<Record<DictionaryName, Dictionary>>) {
    this.#dictionaries = parts.map(([, name]) => dictionaries[name]);
    this.#combinations = new Combinations(parts.length + 1, (id) => identityOf(this.#texts(id)));
    this.#combinations.of(this.#tuple); // id 0: the record says nothing
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

  of(ids: Uint32Array, at: number, isCognito: boolean, form: EventForm): number {
    const tuple = this.#tuple;
    for (let i = 0; i < places.length; i++) tuple[i] = ids[at + (places[i] as number)] as number;
    tuple[FLAGS] =
      (isCognito ? IS_COGNITO : 0) | (form === "csvRow" ? IS_CSV_ROW : form === "resultRow" ? IS_RESULT_ROW : 0);
    return this.#combinations.ofLikely(tuple, tuple[IdentityPart.arn] as number);
  }

  text(id: number, part: number): string {
    return (this.#dictionaries[part] as Dictionary).text(this.#combinations.part(id, part));
  }

  kind(id: number): IdentityKind {
    const known = this.#kinds[id];
    if (known !== undefined) return known;
    const kind = identityKindOf(this.#texts(id));
    this.#kinds[id] = kind;
    return kind;
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
      isCognito: (flags & IS_COGNITO) !== 0,
      row: (flags & IS_CSV_ROW) !== 0 ? "csv" : (flags & IS_RESULT_ROW) !== 0 ? "result" : undefined,
    };
  }
}
