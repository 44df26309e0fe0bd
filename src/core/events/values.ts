/** What a record says at the places of {@link paths}, whoever read it: the engine by ids of texts, the extension host from JSON. */
import { type EventForm, isReduced } from "./event";
import type { Path } from "./usualPaths";

/** The text at a place; "" where the record has none. */
export type TextAt<P extends Path = Path> = (path: P) => string;

/** Values of a record that tell something together: what is concluded from them is concluded once per distinct tuple. */
export interface TupleSpec<P extends Path = Path> {
  readonly paths: readonly P[];
  /** What matters beside the values: bits of {@link OriginFlag}. */
  readonly flags: number;
  /** Only events with this bit of {@link OriginFlag} have these values; for all others they are taken as absent. */
  readonly onlyWith?: number;
  /** A value that tells nothing more where another one is present. */
  readonly leftOut?: { readonly path: P; readonly beside: P };
  /** Which value of a place counts, where only some do: of several the first. Others are taken as absent. */
  readonly accepts?: { readonly [path in P]?: (text: string) => boolean };
}

/** What is known of an event beside its record's values, as bits. The index cache keeps them: a change makes a new format. */
export const OriginFlag = {
  cognito: 1,
  /** The record has no eventName. */
  nameless: 2,
  /** A row of a table that names no error tells nothing by that. */
  silent: 4,
  csvRow: 8,
  resultRow: 16,
} as const;

/** What an event was read from, and whether that would name an error. */
export interface Origin {
  readonly form: EventForm;
  /** A row of a table that has a column for errors: an empty cell says that there was none. */
  readonly tellsErrors?: boolean | undefined;
}

export const wholeRecord: Origin = { form: "record" };

/** All there are, numbered: the index cache keeps the numbers, so a change makes a new format. */
export const origins: readonly Origin[] = [
  wholeRecord,
  { form: "cell" },
  { form: "summary" },
  { form: "csvRow" },
  { form: "resultRow" },
  { form: "csvRow", tellsErrors: true },
  { form: "resultRow", tellsErrors: true },
];

export function originNumber(form: EventForm, tellsErrors = false): number {
  const isRow = form === "csvRow" || form === "resultRow";
  return origins.findIndex((one) => one.form === form && (one.tellsErrors ?? false) === (isRow && tellsErrors));
}

/** What decides {@link OriginFlag}s beside the {@link Origin}. */
export interface OriginFacts {
  readonly isCognito: boolean;
  readonly hasName: boolean;
  /** `eventType` is AwsApiCall. */
  readonly isApiCall: boolean;
}

export function originFlags({ form, tellsErrors }: Origin, facts: OriginFacts): number {
  let flags = facts.isCognito ? OriginFlag.cognito : 0;
  if (!facts.hasName) flags |= OriginFlag.nameless;
  if (form === "csvRow") flags |= OriginFlag.csvRow;
  if (form === "resultRow") flags |= OriginFlag.resultRow;
  // a sign-in's or a page's failure stands elsewhere in the record than in its error code
  if (isReduced(form) && !(tellsErrors && facts.isApiCall)) flags |= OriginFlag.silent;
  return flags;
}
