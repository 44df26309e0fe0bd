/** Checks the questions of other extensions, which may not use types. */
import { type ColumnName, columnNames, isColumn } from "../events/columns";
import type { Filter } from "../events/row";
import type { Condition, Test, Where } from "./condition";

const DEEPEST = 50; // nested levels of conditions
const MOST = 10_000; // conditions, and values of one of them
const MOST_ON_RECORDS = 100; // conditions that are asked of each record

/** The columns of `by`. @throws a TypeError for anything else */
export function columnsArgument(by: unknown): ColumnName[] {
  if (!Array.isArray(by)) throw new TypeError("by is not a list of columns");
  return by.map((name: unknown) => columnArgument(name, "by"));
}

function columnArgument(name: unknown, place: string): ColumnName {
  if (!isColumn(name))
    throw new TypeError(`${place}: ${String(name)} is not a column; columns are ${columnNames.join(", ")}`);
  return name;
}

/** A valid filter or tree of conditions. @throws a TypeError that says what is wrong, and where */
export function whereArgument(value: unknown): Where {
  const object = objectAt(value, "filter");
  return "kind" in object
    ? conditionAt(object, "filter", { left: MOST, onRecords: MOST_ON_RECORDS }, 0)
    : filterAt(object);
}

function filterAt(value: Record<string, unknown>): Filter {
  const filter: Filter = {};
  for (const [name, wanted] of Object.entries(value)) {
    if (wanted === undefined) continue;
    if (name === "from" || name === "to") filter[name] = timeAt(wanted, `filter.${name}`);
    else if (!isColumn(name)) throw new TypeError(`filter: ${name} is not a column`);
    else if (isText(wanted) || isTexts(wanted)) filter[name] = wanted;
    else throw new TypeError(`filter.${name} is neither a text nor a list of texts`);
  }
  return filter;
}

interface Budget {
  left: number;
  onRecords: number;
}

function spend(budget: Budget, place: string): void {
  if (--budget.onRecords < 0) throw new TypeError(`${place}: more than ${MOST_ON_RECORDS} conditions on records`);
}

function conditionAt(value: unknown, place: string, budget: Budget, depth: number): Condition {
  const object = objectAt(value, place);
  if (depth > DEEPEST) throw new TypeError(`${place}: conditions nest more than ${DEEPEST} levels deep`);
  if (--budget.left < 0) throw new TypeError(`${place}: more than ${MOST} conditions`);
  const { kind } = object;
  switch (kind) {
    case "all":
    case "any": {
      const list = object["of"];
      if (!Array.isArray(list)) throw new TypeError(`${place}.of is not a list of conditions`);
      return { kind, of: list.map((one, i) => conditionAt(one, `${place}.of[${i}]`, budget, depth + 1)) };
    }
    case "not":
      return { kind, of: conditionAt(object["of"], `${place}.of`, budget, depth + 1) };
    case "column":
      return {
        kind,
        column: columnArgument(object["column"], `${place}.column`),
        test: testAt(object["test"], `${place}.test`),
      };
    case "path":
      spend(budget, place);
      return {
        kind,
        path: textAt(object["path"], `${place}.path`),
        test: testAt(object["test"], `${place}.test`),
      };
    case "text":
      spend(budget, place);
      return { kind, text: textAt(object["text"], `${place}.text`), ...ignoresCase(object, place) };
    case "time":
      return { kind, ...bounds(object, place, timeAt) };
    default:
      throw new TypeError(`${place}.kind is none of all, any, not, column, path, text, time`);
  }
}

function testAt(value: unknown, place: string): Test {
  const object = objectAt(value, place);
  const { kind } = object;
  switch (kind) {
    case "is":
      return { kind, value: textAt(object["value"], `${place}.value`) };
    case "oneOf": {
      const { values } = object;
      if (!isTexts(values) || values.length > MOST)
        throw new TypeError(`${place}.values is not a list of at most ${MOST} texts`);
      return { kind, values };
    }
    case "contains":
      return { kind, text: textAt(object["text"], `${place}.text`), ...ignoresCase(object, place) };
    case "wildcard":
      return { kind, pattern: textAt(object["pattern"], `${place}.pattern`), ...ignoresCase(object, place) };
    case "matches":
      return { kind, expression: textAt(object["expression"], `${place}.expression`), ...ignoresCase(object, place) };
    case "range": {
      const { exclusive } = object;
      if (exclusive !== undefined && exclusive !== "from" && exclusive !== "to" && exclusive !== "both")
        throw new TypeError(`${place}.exclusive is none of from, to, both`);
      return { kind, ...bounds(object, place, textAt), ...(exclusive === undefined ? {} : { exclusive }) };
    }
    case "within":
      return { kind, block: textAt(object["block"], `${place}.block`) };
    case "present":
      return { kind };
    default:
      throw new TypeError(`${place}.kind is none of is, oneOf, contains, wildcard, matches, range, within, present`);
  }
}

function bounds(
  { from, to }: Record<string, unknown>,
  place: string,
  read: (value: unknown, place: string) => string,
): { from?: string; to?: string } {
  return {
    ...(from === undefined ? {} : { from: read(from, `${place}.from`) }),
    ...(to === undefined ? {} : { to: read(to, `${place}.to`) }),
  };
}

function ignoresCase({ ignoreCase }: Record<string, unknown>, place: string): { ignoreCase?: boolean } {
  if (ignoreCase === undefined) return {};
  if (typeof ignoreCase !== "boolean") throw new TypeError(`${place}.ignoreCase is neither true nor false`);
  return { ignoreCase };
}

function objectAt(value: unknown, place: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new TypeError(`${place} is not an object`);
  return value as Record<string, unknown>;
}

function textAt(value: unknown, place: string): string {
  if (!isText(value)) throw new TypeError(`${place} is not a text`);
  return value;
}

function timeAt(value: unknown, place: string): string {
  if (!isText(value) || Number.isNaN(Date.parse(value))) throw new TypeError(`${place} is not a time in ISO 8601`);
  return value;
}

const isText = (value: unknown): value is string => typeof value === "string";

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText);
}
