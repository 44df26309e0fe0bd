import * as t from "../../scan/tokens";
import { CsvRows, csvCells } from "./csv";
import { JsonRows } from "./jsonRows";
import type { RowFinder } from "./rows";
import { holdEvents, rowOf, type Table } from "./table";

const DELIMITERS = [",", ";", "\t"];
const MOST_COLUMNS = 2000;
/** Rows that are looked at for names of columns that events have. */
const MOST_ROWS = 8;

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
  if (/^\[\s*\[/.test(beginning)) return laterRowOf(decoder.decode(b.subarray(0, length)));
  return undefined;
}

/** A list of lists whose first one is damaged: the next one tells. */
function laterRowOf(text: string): Table | undefined {
  if (/\]\s*,\s*\[\s*\{\s*"(field|value)"\s*:/.test(text)) return { kind: "insights" };
  return /\]\s*,\s*\[\s*\{\s*"\w+"\s*:\s*("[^"\\]*"|null)\s*\}/.test(text) ? { kind: "lake" } : undefined;
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
      let rows = 0;
      // the first row may be damaged, and yet be a row
      for (const row of firstRows(new JsonRows(0), b, head.length)) {
        const columns = rowOf(table, row)?.columns;
        if (columns === undefined) continue;
        if (holdEvents(columns.filter((name) => !/^@?message$/i.test(name))) || isInCells(columns)) return true;
        if (++rows === MOST_ROWS) return false;
      }
      // a row that does not fit into the beginning holds something large: a record; one that is no JSON is not known
      return rows === 0 && marks.test(text);
    }
  }
}

/** The first row of a head that may be cut off anywhere, if the row is complete. */
function firstRow(rows: RowFinder, b: Uint8Array, length: number): string | undefined {
  for (const row of firstRows(rows, b, length)) return row;
  return undefined;
}

/** The complete rows of a head that may be cut off anywhere, also those after some that are broken. */
function* firstRows(rows: RowFinder, b: Uint8Array, length: number): Generator<string> {
  let broken = 0;
  for (let p = 0; p < length; ) {
    const found = rows.next(b, p, length, false);
    if (found !== "more" && found.kind === "damage" && rows.isOpen && broken++ < MOST_ROWS) {
      const next = rows.recover(b, p + 1, length, 0);
      if (!("row" in next)) return;
      p = next.row;
      continue;
    }
    if (found === "more" || found.kind === "damage") {
      // a file of one line without its end
      if (found !== "more" || !(rows instanceof CsvRows)) return;
      const whole = rows.next(b, p, length, true);
      if (whole !== "more" && whole.kind === "row") yield decoder.decode(b.subarray(whole.start, whole.end));
      return;
    }
    if (found.kind === "row") yield decoder.decode(b.subarray(found.start, found.end));
    p = found.next;
  }
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
