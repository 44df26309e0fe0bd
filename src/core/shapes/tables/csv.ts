/** Comma-separated values according to RFC 4180, also with other delimiters, as spreadsheets write them. */
import { cost } from "../../cost";
import type { FoundRow, RowFinder } from "./rows";

const QUOTE = 0x22;
const CR = 0x0d;
const LF = 0x0a;

/**
 * The state at a byte: a cell begins, inside a cell without quotes, inside a cell with quotes, after a quote that may
 * end it.
 */
type State = 0 | 1 | 2 | 3;
const START = 0;
const PLAIN = 1;
const QUOTED = 2;
const CLOSED = 3;

/** A row as far as it was read; positions in the content. */
interface Row {
  readonly start: number;
  at: number;
  state: State;
  delimiters: number;
  hasText: boolean;
  /** After its line end; undefined until that has arrived. */
  next: number | undefined;
}

/**
 * Finds rows, and reads each byte a fixed number of times, however many quotes are missing. A row with an extra quote
 * may swallow the rows after it, so each of its lines has to be tried as a row, too. A row that begins in a line of
 * another row and is inside quotes at the line's end, like the other one, continues as that one did: it is not read
 * again.
 */
export class CsvRows implements RowFinder {
  readonly isOpen = false;
  readonly #delimiter: number;
  #row = newRow(-1);
  /** A rejected row, and the state of reading it up to its line that is being tried. */
  #refused: { row: Row; again: Row } | undefined;

  /** @param columns accepts only rows with this many cells; any by default */
  constructor(
    delimiter: string,
    private readonly columns?: number,
  ) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  next(b: Uint8Array, from: number, to: number, isFinal: boolean, base = 0): FoundRow | "more" {
    if (this.#row.start !== base + from) {
      this.#row = newRow(base + from);
      if (this.#refused && base + from >= this.#refused.row.at) this.#refused = undefined;
      if (this.#refused) this.#goOnAs(this.#refused, b, to, base);
    }
    const row = this.#row;
    if (row.next === undefined) {
      const p = this.#run(row, b, to, base, false);
      if (p === to) {
        if (!isFinal) return "more";
        if (row.state === QUOTED) return { kind: "damage", at: to };
        row.next = base + to;
      } else if (b[p] === CR) {
        if (p + 1 === to && !isFinal) return "more";
        row.next = base + p + (p + 1 < to && b[p + 1] === LF ? 2 : 1);
      } else row.next = base + p + 1;
    }
    if (this.#refused?.row !== row) this.#follow(b, row.next, base);
    const fits = this.columns === undefined || (row.hasText && row.delimiters + 1 === this.columns);
    return { kind: "row", start: from, end: row.at - base, next: row.next - base, fits };
  }

  /**
   * Reads the row's first line. If it ends inside quotes, everything that was read of the rejected row applies to it.
   */
  #goOnAs({ row: refused, again }: { row: Row; again: Row }, b: Uint8Array, to: number, base: number): void {
    const row = this.#row;
    this.#run(row, b, to, base, true);
    if (row.state !== QUOTED || row.at >= refused.at) return;
    this.#run(again, b, row.at - base, base, false);
    const here = { ...row };
    row.delimiters += refused.delimiters - again.delimiters;
    row.at = refused.at;
    row.state = refused.state;
    row.next = refused.next;
    row.hasText = true;
    this.#refused = { row, again: here };
  }

  /** The bytes before `position` may be released: keeps the state of the rejected row at that position. */
  #follow(b: Uint8Array, position: number, base: number): void {
    if (!this.#refused) return;
    const { row, again } = this.#refused;
    this.#run(again, b, Math.min(position, row.at) - base, base, false);
  }

  /** Reads to the row's end, or to the first line end even inside quotes; at most to `to`. Returns the position. */
  #run(row: Row, b: Uint8Array, to: number, base: number, oneLine: boolean): number {
    const delimiter = this.#delimiter;
    let { state, delimiters, hasText } = row;
    let p = row.at - base;
    for (; p < to; p++) {
      const c = b[p] as number;
      if (state === QUOTED) {
        if (c === QUOTE) state = CLOSED;
        else if (oneLine && (c === LF || c === CR)) break;
        else hasText = true;
      } else if (c === QUOTE && state !== PLAIN) {
        if (state === CLOSED) hasText = true; // two quotes inside quotes are one
        state = QUOTED;
      } else if (c === delimiter) {
        state = START;
        delimiters++;
      } else if (c === LF || c === CR) break;
      else {
        state = PLAIN;
        hasText = true;
      }
    }
    cost.bytes += base + p - row.at;
    row.at = base + p;
    row.state = state;
    row.delimiters = delimiters;
    row.hasText = hasText;
    return p;
  }

  /** After the line's end: an extra quote may have swallowed the rows after it. */
  recover(b: Uint8Array, searched: number, to: number, base: number): { row: number } | { again: number } {
    if (!this.#refused || this.#refused.row.at < this.#row.at)
      this.#refused = { row: this.#row, again: newRow(this.#row.start) };
    let newline = searched; // most lines are short
    while (newline < to && b[newline] !== LF) newline++;
    const isFound = newline < to;
    const end = isFound ? newline + 1 : to;
    cost.bytes += end - searched;
    this.#follow(b, base + end, base);
    return isFound ? { row: end } : { again: end };
  }
}

function newRow(start: number): Row {
  return { start, at: start, state: START, delimiters: 0, hasText: false, next: undefined };
}

/** Characters; of more of them, pieces between very many quotes are not made texts of their own. */
const LONG_CELL = 4096;

/** With one quote for each two. */
function singleQuotes(cell: string): string {
  if (cell.length < LONG_CELL) return cell.replaceAll('""', '"');
  const bytes = encoder.encode(cell);
  let to = 0;
  for (let p = 0; p < bytes.length; p++) {
    const c = bytes[p] as number;
    if (c === QUOTE) p++;
    bytes[to++] = c;
  }
  return decoder.decode(bytes.subarray(0, to));
}

export function csvCells(row: string, delimiter: string): string[] {
  const cells: string[] = [];
  for (let p = 0; ; p++) {
    if (row[p] === '"') {
      const start = ++p;
      let isDoubled = false;
      for (; p < row.length; p++) {
        if (row.charCodeAt(p) !== QUOTE) continue;
        if (row.charCodeAt(p + 1) !== QUOTE) break;
        isDoubled = true;
        p++;
      }
      const inside = row.slice(start, p++);
      const cell = isDoubled ? singleQuotes(inside) : inside;
      const end = row.indexOf(delimiter, p);
      // text after the closing quote breaks the grammar and is kept as it is
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

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
