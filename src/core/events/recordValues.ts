/** The columns of one record given as JSON, derived by the same functions that the engine uses. */
import { cognitoSources } from "./cognito";
import { type ColumnName, type ConcludedRow, columnRow, tuples } from "./columns";
import { type PathRow, paths } from "./paths";
import { type Origin, originFlags, type TextAt, type TupleSpec, wholeRecord } from "./values";

export type Json = Readonly<Record<string, unknown>>;

/** The columns of one record. */
export interface RecordValues {
  /** Does not support IDs, and values that sum up many calls. */
  column(name: ColumnName): string;
  readonly flags: number;
  /** The texts of a tuple after its rules are applied: which values count, and which add nothing beside others. */
  texts(tuple: TupleSpec): TextAt;
}

export function recordValues(record: Json, origin: Origin = wholeRecord): RecordValues {
  const first = (path: string): string => textsAt(record, path)[0] ?? "";
  const source = first("eventSource") || first("insightDetails.eventSource");
  const flags = originFlags(origin, {
    isCognito: cognitoSources.has(source),
    hasName: (first("eventName") || first("insightDetails.eventName")) !== "",
    isApiCall: first("eventType") === "AwsApiCall",
  });
  const texts = (tuple: TupleSpec): TextAt => {
    if (tuple.onlyWith !== undefined && (flags & tuple.onlyWith) === 0) return () => "";
    return (path) => {
      if (tuple.leftOut?.path === path && first(tuple.leftOut.beside) !== "") return "";
      const accepts = tuple.accepts?.[path];
      return accepts ? (textsAt(record, path).find(accepts) ?? "") : first(path);
    };
  };
  return {
    flags,
    texts,
    column(name) {
      const row = columnRow(name);
      if ("from" in row) return row.from.map(first).find((text) => text !== "") ?? "";
      if ("guid" in row) return first(row.guid);
      if ("summed" in row) return "";
      const tuple = tuples[row.of];
      if ("part" in row) return texts(tuple)(row.part);
      return (row as ConcludedRow).is(texts(tuple), flags & tuple.flags);
    },
  };
}

const rows: ReadonlyMap<string, PathRow> = new Map(paths.map((row) => [row.path, row]));

/**
 * All texts at a place of {@link paths}, in the record's order. If one value has several spellings, the last one
 * counts.
 */
function textsAt(record: Json, path: string): string[] {
  const spellings = [path, ...(rows.get(path)?.also ?? [])];
  const found = spellings.flatMap((spelling) => [...walk(record, spelling.split("."), [])]).sort(inOrder);
  const hasSeveral = path.includes("[]") || path.includes("{}");
  return (hasSeveral ? found : found.slice(-1)).map(({ text }) => text);
}

interface Found {
  text: string;
  /** Position of the key or element in each object or list on the way. */
  at: readonly number[];
}

function* walk(value: unknown, [step, ...rest]: readonly string[], at: readonly number[]): Iterable<Found> {
  if (step === undefined) {
    const text = textOf(value);
    if (text !== undefined) yield { text, at };
  } else if (Array.isArray(value)) {
    if (step !== "[]" && step !== "[0]") return;
    const elements = (step === "[]" ? value : value.slice(0, 1)) as unknown[];
    for (const [i, element] of elements.entries()) yield* walk(element, rest, [...at, i]);
  } else if (typeof value === "object" && value !== null) {
    const keys = Object.keys(value);
    if (step === "{}") for (const [i, text] of keys.entries()) yield { text, at: [...at, i] };
    else if (Object.hasOwn(value, step)) yield* walk((value as Json)[step], rest, [...at, keys.indexOf(step)]);
  }
}

function inOrder(one: Found, other: Found): number {
  for (const [i, at] of one.at.entries()) {
    const difference = at - (other.at[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A scalar as the scanners read it; undefined for null and for anything else. */
function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}
