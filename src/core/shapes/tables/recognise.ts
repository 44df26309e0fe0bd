import * as t from "../../scan/tokens";
import { CsvRows, csvCells } from "./csv";
import { JsonRows } from "./jsonRows";
import type { RowFinder } from "./rows";
import { holdEvents, rowOf, type Table } from "./table";

const DELIMITERS = [",", ";", "\t"];
const MOST_COLUMNS = 2000;

/** Distinguishes a table with records in its cells from other logs with messages. */
const marks = /eventVersion|userIdentity|eventSource|insightDetails/;

/** The table that this content begins with; undefined if it is not a table, or its rows are not events. */
export function tableOf(head: Uint8Array): Table | undefined {
  const table = anyTableOf(head);
  return table && isOfEvents(table, head) ? table : undefined;
}

/** A query result or a CSV, whatever its content. */
export function anyTableOf(head: Uint8Array): Table | undefined {
  if (isRecords(head)) return undefined;
  const b = new Uint8Array(head.length + 64);
  b.set(head);
  const p = t.skipSpace(b, 0);
  const first = b[p];
  if (first === 0x7b || first === 0x5b) return jsonTableOf(b, head.length, decoder.decode(head.subarray(p, p + 400)));
  return csvTableOf(head);
}

/** True for most logs, and avoids copying them. */
function isRecords(head: Uint8Array): boolean {
  return /^\s*\{\s*"Records"/.test(decoder.decode(head.subarray(0, 100)));
}

function jsonTableOf(b: Uint8Array, length: number, beginning: string): Table | undefined {
  const keys = topKeys(b, length);
  if (keys.has("QueryResultRows")) return { kind: "lake" };
  if (keys.has("ResultSet")) {
    const header = firstRow(new JsonRows(0), b, length);
    const row = header === undefined ? undefined : rowOf({ kind: "athena", columns: [] }, header);
    return { kind: "athena", columns: [...(row?.cells ?? [])] };
  }
  if (
    keys.has("results") &&
    /"results"\s*:\s*\[\s*\[|"results"\s*:\s*\[\s*\]/.test(decoder.decode(b.subarray(0, length)))
  )
    return { kind: "insights" };
  if (/^\[\s*\[\s*\{\s*"(field|value)"\s*:/.test(beginning)) return { kind: "insights" };
  if (/^\[\s*\[\s*\{\s*"\w+"\s*:\s*("[^"\\]*"|null)\s*\}/.test(beginning)) return { kind: "lake" };
  return undefined;
}

function csvTableOf(head: Uint8Array): Table | undefined {
  for (const delimiter of DELIMITERS) {
    const header = firstRow(new CsvRows(delimiter), head, head.length);
    if (header === undefined) return undefined;
    const columns = csvCells(header, delimiter);
    if (columns.length <= MOST_COLUMNS && holdEvents(columns)) return { kind: "csv", delimiter, columns };
  }
  return undefined;
}

function isOfEvents(table: Table, head: Uint8Array): boolean {
  const text = decoder.decode(head);
  const isInCells = (columns: readonly string[]): boolean =>
    columns.some((name) => /^(@?message|eventjson)$/i.test(name)) &&
    (marks.test(text) || columns.includes("eventJson"));
  switch (table.kind) {
    case "csv":
    case "athena": {
      const { columns } = table;
      const others = columns.filter((name) => !/^@?message$/i.test(name));
      return holdEvents(others) || isInCells(columns);
    }
    case "lake":
    case "insights": {
      const b = new Uint8Array(head.length + 64);
      b.set(head);
      const row = firstRow(new JsonRows(0), b, head.length);
      const columns = row === undefined ? undefined : rowOf(table, row)?.columns;
      // a first row that does not fit into the head contains something large: a record
      if (columns === undefined) return marks.test(text);
      return holdEvents(columns.filter((name) => !/^@?message$/i.test(name))) || isInCells(columns);
    }
  }
}

/** The first row of a head that may be cut off anywhere, if the row is complete. */
function firstRow(rows: RowFinder, b: Uint8Array, length: number): string | undefined {
  for (let p = 0; p < length; ) {
    const found = rows.next(b, p, length, false);
    if (found === "more" || found.kind === "damage") {
      // a file with one line without a line end
      if (found !== "more" || !(rows instanceof CsvRows)) return undefined;
      const whole = rows.next(b, p, length, true);
      return whole !== "more" && whole.kind === "row" ? decoder.decode(b.subarray(whole.start, whole.end)) : undefined;
    }
    if (found.kind === "row") return decoder.decode(b.subarray(found.start, found.end));
    p = found.next;
  }
  return undefined;
}

function topKeys(b: Uint8Array, length: number): ReadonlySet<string> {
  const keys = new Set<string>();
  let p = t.skipSpace(b, 0);
  if (b[p] !== 0x7b) return keys;
  p = t.skipSpace(b, p + 1);
  while (p < length && b[p] === 0x22) {
    const after = t.skipString(b, p + 1);
    if (after < 0) break;
    keys.add(decoder.decode(b.subarray(p + 1, after - 1)));
    p = t.skipSpace(b, after);
    if (b[p] !== 0x3a) break;
    p = t.skipValue(b, t.skipSpace(b, p + 1));
    if (p < 0) break;
    p = t.skipSpace(b, p);
    if (b[p] !== 0x2c) break;
    p = t.skipSpace(b, p + 1);
  }
  return keys;
}

const decoder = new TextDecoder();
