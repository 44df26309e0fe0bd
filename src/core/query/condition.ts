/**
 * A question about events is a tree of conditions. It is plain data that crosses threads, and is checked if it comes
 * from outside.
 */
import type { ColumnName } from "../events/columns";
import type { Filter } from "../events/row";

/** A test of one text. An absent value is the empty text. */
export type Test =
  | { readonly kind: "is"; readonly value: string }
  | { readonly kind: "oneOf"; readonly values: readonly string[] }
  | { readonly kind: "contains"; readonly text: string; readonly ignoreCase?: boolean }
  /** `*` matches any text, `?` one character. */
  | { readonly kind: "wildcard"; readonly pattern: string; readonly ignoreCase?: boolean }
  /**
   * A regular expression in RE2's syntax, which takes linear time. It matches anywhere in the text unless it is
   * anchored.
   */
  | { readonly kind: "matches"; readonly expression: string; readonly ignoreCase?: boolean }
  /** Compares as the column does: texts, numbers or addresses. */
  | {
      readonly kind: "range";
      readonly from?: string;
      readonly to?: string;
      /** By default both bounds are part of the range. */
      readonly exclusive?: "from" | "to" | "both";
    }
  /** An address block such as 192.0.2.0/24. */
  | { readonly kind: "within"; readonly block: string }
  | { readonly kind: "present" };

export type Condition =
  | { readonly kind: "all"; readonly of: readonly Condition[] }
  | { readonly kind: "any"; readonly of: readonly Condition[] }
  | { readonly kind: "not"; readonly of: Condition }
  | { readonly kind: "column"; readonly column: ColumnName; readonly test: Test }
  /**
   * The values that a path leads to in the record, such as resources[].ARN: some of them may pass. A range compares as its bounds look:
   * numbers, addresses or texts. A value that is absent, or null, is the empty text; an object or a list is present, and no text.
   */
  | { readonly kind: "path"; readonly path: string; readonly test: Test }
  /** Stands anywhere in the record: as its JSON is written, or in a key or value as it reads, also in JSON inside of texts. */
  | { readonly kind: "text"; readonly text: string; readonly ignoreCase?: boolean }
  /** Times in ISO 8601, `from` inclusive, `to` exclusive. An event without a readable time is in no time span. */
  | { readonly kind: "time"; readonly from?: string; readonly to?: string };

/** Either form of conditions. In a filter, all values must hold. */
export type Where = Filter | Condition;

export const everything: Condition = { kind: "all", of: [] };

/** Converts a filter's columns and time span to one tree. */
export function conditionOf(where: Where): Condition {
  if (isCondition(where)) return where;
  const { from, to, ...columns } = where;
  const of: Condition[] = Object.entries(columns).flatMap(([column, wanted]): Condition[] => {
    if (wanted === undefined) return [];
    const test: Test = typeof wanted === "string" ? { kind: "is", value: wanted } : { kind: "oneOf", values: wanted };
    return [{ kind: "column", column: column as ColumnName, test }];
  });
  if (from !== undefined || to !== undefined)
    of.unshift({ kind: "time", ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) });
  return { kind: "all", of };
}

function isCondition(where: Where): where is Condition {
  return "kind" in where;
}

/** Whether it takes the records themselves to answer it: columns do not. */
export function asksRecords(where: Where): boolean {
  const condition = conditionOf(where);
  switch (condition.kind) {
    case "path":
    case "text":
      return true;
    case "all":
    case "any":
      return condition.of.some(asksRecords);
    case "not":
      return asksRecords(condition.of);
    case "column":
    case "time":
      return false;
  }
}

/** Both must hold. A tree without conditions is left out. */
export function both(one: Condition, other: Condition): Condition {
  const of = [one, other].flatMap((condition) => (condition.kind === "all" ? condition.of : [condition]));
  return of.length === 1 ? (of[0] as Condition) : { kind: "all", of };
}

/** A condition that is not valid. */
export class InvalidCondition extends Error {
  override name = "InvalidCondition";

  constructor(
    readonly why: "expression" | "block" | "range" | "time" | "path" | "tooLong" | "asksRecords",
    /** The condition as it was written. */
    readonly given: string,
    /** The library's own message, if it has one. */
    readonly detail = "",
  ) {
    super(`${why}: ${given}${detail === "" ? "" : ` (${detail})`}`);
  }
}
