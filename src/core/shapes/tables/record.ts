/** Converts a row to a record's JSON: its own cells under CloudTrail's names, nothing added. */
import { PAD } from "../../scan/scanner";
import * as t from "../../scan/tokens";
import { columnOf, fieldOrder, innerName, isIdentityName } from "./columns";
import { parseStruct, type Struct } from "./struct";

export interface RowRecord {
  json: string;
  /** The row contains the record's own JSON. */
  isWhole: boolean;
  /** There is a column for errors: an empty cell proves that there was no error. */
  tellsErrors: boolean;
}

/** Characters; longer ones stay texts. CloudTrail itself omits what makes a record larger than 256 KB. */
const LONGEST_STRUCT = 128 * 1024;

type Tree = Map<string, string | Tree>;

/** Undefined if the row says nothing about an event. */
export function recordOfRow(names: readonly string[], cells: readonly string[]): RowRecord | undefined {
  const tree: Tree = new Map();
  for (const i of inOrder(names)) {
    const cell = cells[i] ?? "";
    const column = columnOf(names[i] as string);
    if (column === undefined || cell === "") continue;
    if (column.kind === "whole") {
      if (isObject(cell)) return { json: cell.trim(), isWhole: true, tellsErrors: true };
      continue;
    }
    const json = jsonOf(cell, column.kind, column.path[0] as string);
    if (json !== undefined) put(tree, column.path, json);
  }
  if (tree.size === 0) return undefined;
  const ordered = [...tree].sort(([a], [b]) => (fieldOrder.get(a) ?? 0) - (fieldOrder.get(b) ?? 0));
  const tellsErrors = names.some((name) => columnOf(name)?.path[0] === "errorCode");
  return { json: written(new Map(ordered)), isWhole: false, tellsErrors };
}

/** CloudWatch's own time of a record is used if there is no eventTime column. */
const standsIn = (name: string): boolean => name === "@timestamp";

/** Positions of the names; those that are only substitutes come last. */
function inOrder(names: readonly string[]): number[] {
  const order: number[] = [];
  const last: number[] = [];
  for (let i = 0; i < names.length; i++) (standsIn(names[i] as string) ? last : order).push(i);
  return last.length === 0 ? order : order.concat(last);
}

/** The first value of a place is used. */
function put(tree: Tree, path: readonly string[], json: string): void {
  let at = tree;
  for (const key of path.slice(0, -1)) {
    const inside = at.get(key);
    if (typeof inside === "string") return;
    const next: Tree = inside ?? new Map();
    at.set(key, next);
    at = next;
  }
  const last = path.at(-1) as string;
  const known = at.get(last);
  if (known === undefined || known instanceof Map) at.set(last, json);
}

function written(tree: Tree): string {
  return `{${[...tree].map(([key, value]) => `${JSON.stringify(key)}:${typeof value === "string" ? value : written(value)}`).join(",")}}`;
}

function jsonOf(cell: string, kind: "text" | "boolean" | "object" | "identity", field: string): string | undefined {
  if (kind === "text") return JSON.stringify(cell);
  if (kind === "boolean") return /^(true|false)$/i.test(cell) ? cell.toLowerCase() : JSON.stringify(cell);
  if (cell === "null") return undefined;
  if (isJson(cell)) return field === "resources" ? (namedResources(cell) ?? cell.trim()) : cell.trim();
  const struct =
    cell.length > LONGEST_STRUCT
      ? undefined
      : parseStruct(cell.trim(), kind === "identity" ? isIdentityName : undefined);
  return struct === undefined ? JSON.stringify(cell) : structJson(struct, field);
}

/** An object or a list; not a struct as Athena prints it, or any text. Nothing is made of it, however large it is. */
function isJson(cell: string): boolean {
  const first = cell.trimStart()[0];
  if (first !== "{" && first !== "[") return false;
  const bytes = new Uint8Array(cell.length * 3 + PAD); // three bytes for each code unit is the most
  const { written } = encoder.encodeInto(cell, bytes);
  const end = t.skipValue(bytes, t.skipSpace(bytes, 0));
  if (end < 0) return t.failedTooDeep(); // the scanner says so
  return t.skipSpace(bytes, end) === written;
}

const isObject = (cell: string): boolean => cell.trimStart()[0] === "{" && isJson(cell);

/** Event history names a resource by `resourceType` and `resourceName`, a record by `type` and `ARN`. */
function namedResources(cell: string): string | undefined {
  if (cell.length > LONGEST_STRUCT) return undefined;
  const list = JSON.parse(cell) as unknown;
  if (!Array.isArray(list)) return undefined;
  const named: object[] = [];
  for (const one of list as unknown[]) {
    const { resourceType, resourceName, ...rest } = (one ?? {}) as Record<string, unknown>;
    if (typeof resourceName !== "string" || Object.keys(rest).length > 0) return undefined;
    if (typeof resourceType === "object") return undefined; // whatever it is, it is no type, and may be deep
    const name = resourceName.startsWith("arn:") ? { ARN: resourceName } : { resourceName };
    named.push({ ...name, ...(resourceType === undefined ? {} : { type: resourceType }) });
  }
  return JSON.stringify(named);
}

function structJson(struct: Struct, field: string): string {
  if (typeof struct === "string") return JSON.stringify(struct);
  if (struct === null) return "null";
  if (Array.isArray(struct)) return `[${struct.map((one) => structJson(one, field)).join(",")}]`;
  const told = Object.entries(struct).filter(([, value]) => value !== null); // a struct has all its fields, empty or not
  return `{${told.map(([key, value]) => `${JSON.stringify(innerName(field, key))}:${structJson(value, field)}`).join(",")}}`;
}

const encoder = new TextEncoder();
