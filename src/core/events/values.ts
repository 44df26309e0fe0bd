/**
 * What a record says at the places of {@link paths}, whoever read it: the engine by IDs of texts, the extension host
 * from JSON.
 */
import { type EventForm, isReduced } from "./event";
import type { Path } from "./usualPaths";

/** The text at a place; "" where the record has none. */
export type TextAt<P extends Path = Path> = (path: P) => string;

/** Values of a record that prove something together. Conclusions are drawn once for each distinct tuple. */
export interface TupleSpec<P extends Path = Path> {
  readonly paths: readonly P[];
  /** Bits of {@link OriginFlag} that matter in addition to the values. */
  readonly flags: number;
  /** Only events with this bit of {@link OriginFlag} have these values; all others count as having none. */
  readonly onlyWith?: number;
  /** A value that adds nothing if another one is present. */
  readonly leftOut?: { readonly path: P; readonly beside: P };
  /** Which values of a place count, if only some do. The first one is used; others count as absent. */
  readonly accepts?: { readonly [path in P]?: (text: string) => boolean };
}

/**
 * What is known about an event in addition to its record's values, as bits. The index cache stores them, so a change
 * needs a new cache format.
 */
export const OriginFlag = {
  cognito: 1,
  /** The record has no eventName. */
  nameless: 2,
  /** A table row that shows no error: this proves nothing. */
  silent: 4,
  csvRow: 8,
  resultRow: 16,
} as const;

/** What an event was read from, and whether that form would show an error. */
export interface Origin {
  readonly form: EventForm;
  /** A table row with a column for errors: an empty cell proves that there was no error. */
  readonly tellsErrors?: boolean | undefined;
}

export const wholeRecord: Origin = { form: "record" };

/** All origins. The index cache stores their numbers, so a change needs a new cache format. */
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

/** What decides the {@link OriginFlag}s in addition to the {@link Origin}. */
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
  // a failed sign-in or page request does not use the record's error code
  if (isReduced(form) && !(tellsErrors && facts.isApiCall)) flags |= OriginFlag.silent;
  return flags;
}
