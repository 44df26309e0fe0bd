/**
 * Tables with rows that are events: recognized by their beginning, read row by row. Plain data, so that it can cross
 * threads.
 */
import type { EventForm } from "../../events/event";
import { type Place, places } from "../places";
import { columnOf } from "./columns";
import { csvCells } from "./csv";
import { jsonText } from "./jsonText";
import { type RowRecord, recordOfRow } from "./record";

export type Table =
  | { kind: "csv"; delimiter: string; columns: string[] }
  /** `aws athena get-query-results`: the first row names the columns. */
  | { kind: "athena"; columns: string[] }
  /** `aws cloudtrail get-query-results` for CloudTrail Lake: each row is a list of objects with one key. */
  | { kind: "lake" }
  /** `aws logs get-query-results`: each row is a list of fields and values. */
  | { kind: "insights" };

type RowPlace = Omit<Place, "path" | "holds">;

/** The places of records made from rows, numbered after {@link places}. */
const rowPlaces: readonly RowPlace[] = (
  ["eventHistoryCsv", "queryCsv", "athenaResult", "lakeResult", "insightsResult"] as const
).flatMap((shape): RowPlace[] => {
  const form = shape === "eventHistoryCsv" ? "csvRow" : "resultRow";
  return [
    { shape, form: "cell" },
    { shape, form },
    { shape, form, tellsErrors: true },
  ];
});

/** The place for a number in a batch: one of {@link places}, or of a table. */
export function placeAt(number: number): RowPlace | undefined {
  return places[number] ?? rowPlaces[number - places.length];
}

export function shapeOfTable(table: Table): Place["shape"] {
  switch (table.kind) {
    case "csv":
      return isEventHistory(table.columns) ? "eventHistoryCsv" : "queryCsv";
    case "athena":
      return "athenaResult";
    case "lake":
      return "lakeResult";
    case "insights":
      return "insightsResult";
  }
}

export function formOfRow(table: Table, isWhole: boolean): EventForm {
  return isWhole ? "cell" : shapeOfTable(table) === "eventHistoryCsv" ? "csvRow" : "resultRow";
}

/** Numbers of {@link placeAt} for a table's rows. */
export function placesOfRows(table: Table): (made: RowRecord) => number {
  const shape = shapeOfTable(table);
  const first = places.length + rowPlaces.findIndex((place) => place.shape === shape);
  return ({ isWhole, tellsErrors }) => (isWhole ? first : tellsErrors ? first + 2 : first + 1);
}

/** Event history's file has these names, and nothing about the caller's identity or parameters. */
function isEventHistory(columns: readonly string[]): boolean {
  const paths = columns.map((name) => columnOf(name)?.path.join("."));
  return (
    !columns.some((name) => columnOf(name)?.kind === "whole") &&
    paths.includes("userIdentity.userName") &&
    !paths.includes("userIdentity") &&
    !paths.includes("requestParameters")
  );
}

/** Whether rows with these columns are events: they name the operation or service, and identify the event. */
export function holdEvents(columns: readonly string[]): boolean {
  const found = columns.map(columnOf);
  if (found.some((column) => column?.kind === "whole")) return true;
  const has = (...names: string[]): boolean => found.some((column) => names.includes(column?.path.join(".") ?? ""));
  return has("eventTime", "eventID") && has("eventName", "eventSource");
}

/** The record that a row's text contains or describes; undefined if there is none. */
export function recordOf(table: Table, row: string): RowRecord | undefined {
  const read = rowOf(table, row);
  return read && recordOfRow(read.columns, read.cells);
}

/** Undefined if the row does not fit its table. */
export function rowOf(table: Table, row: string): { columns: readonly string[]; cells: readonly string[] } | undefined {
  switch (table.kind) {
    case "csv": {
      const cells = csvCells(row, table.delimiter);
      return cells.length === table.columns.length ? { columns: table.columns, cells } : undefined;
    }
    case "athena": {
      const data = (parsed(row) as { Data?: unknown } | undefined)?.Data;
      if (!Array.isArray(data)) return undefined;
      return {
        columns: table.columns,
        cells: data.map((cell: unknown) => textOf((cell as { VarCharValue?: unknown } | null)?.VarCharValue)),
      };
    }
    case "lake":
      return pairsOf(row, (one) => Object.entries(one)[0]);
    case "insights":
      return pairsOf(row, ({ field, value }) => [textOf(field), value]);
  }
}

function pairsOf(
  row: string,
  pairOf: (one: Record<string, unknown>) => [name: string, value: unknown] | undefined,
): { columns: string[]; cells: string[] } | undefined {
  const list = parsed(row);
  if (!Array.isArray(list)) return undefined;
  const columns: string[] = [];
  const cells: string[] = [];
  for (const one of list as unknown[]) {
    if (typeof one !== "object" || one === null) continue;
    const pair = pairOf(one as Record<string, unknown>);
    columns.push(pair?.[0] ?? "");
    cells.push(textOf(pair?.[1]));
  }
  return { columns, cells };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined; // the row finder took it for JSON, but it is not
  }
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return value === undefined || value === null ? "" : jsonText(value);
}
