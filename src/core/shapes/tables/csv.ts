/** Comma-separated values by RFC 4180; delimiters other than the comma, as spreadsheets write them, too. */
import type { FoundRow, RowFinder } from "./rows";

const QUOTE = 0x22;
const CR = 0x0d;
const LF = 0x0a;

export class CsvRows implements RowFinder {
  readonly isOpen = false;
  readonly #delimiter: number;

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  next(b: Uint8Array, from: number, to: number, isFinal: boolean): FoundRow | "more" {
    let isQuoted = false;
    let isFieldStart = true;
    for (let p = from; p < to; p++) {
      const c = b[p] as number;
      if (isQuoted) {
        if (c !== QUOTE) continue;
        if (p + 1 < to && b[p + 1] === QUOTE) p++;
        else isQuoted = false;
      } else if (c === QUOTE && isFieldStart) {
        isQuoted = true;
        isFieldStart = false;
      } else if (c === LF) return { kind: "row", start: from, end: p, next: p + 1 };
      else if (c === CR) {
        if (p + 1 === to && !isFinal) return "more";
        return { kind: "row", start: from, end: p, next: p + 1 < to && b[p + 1] === LF ? p + 2 : p + 1 };
      } else isFieldStart = c === this.#delimiter;
    }
    if (!isFinal) return "more";
    return isQuoted ? { kind: "damage" } : { kind: "row", start: from, end: to, next: to };
  }

  /** Behind the line's end: a quote too many may have swallowed the rows behind it. */
  recover(b: Uint8Array, searched: number, to: number): number {
    const newline = b.indexOf(LF, searched);
    return newline < 0 || newline >= to ? -1 : newline + 1;
  }
}

export function csvCells(row: string, delimiter: string): string[] {
  const cells: string[] = [];
  for (let p = 0; ; p++) {
    if (row[p] === '"') {
      let cell = "";
      for (p++; p < row.length; ) {
        const quote = row.indexOf('"', p);
        const end = quote < 0 ? row.length : quote;
        cell += row.slice(p, end);
        p = end + 1;
        if (row[p] !== '"') break;
        cell += '"';
        p++;
      }
      const end = row.indexOf(delimiter, p);
      // what stands behind the closing quote belongs to no grammar: kept as it is
      cells.push(cell + row.slice(p, end < 0 ? row.length : end));
      p = end < 0 ? row.length : end;
    } else {
      const end = row.indexOf(delimiter, p);
      cells.push(row.slice(p, end < 0 ? row.length : end));
      p = end < 0 ? row.length : end;
    }
    if (p >= row.length) return cells;
  }
}
