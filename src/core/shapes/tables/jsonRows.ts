/** The rows in a query's JSON answer: elements of the list under one of these keys, or of lists in a list. */
import * as t from "../../scan/tokens";
import type { FoundRow, RowFinder } from "./rows";

/** Keys of objects that are entered, and of the lists of rows. */
const entered = new Set(["ResultSet"]);
const lists = new Set(["Rows", "QueryResultRows", "results"]);

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

export class JsonRows implements RowFinder {
  readonly #open: ("object" | "rows")[] = [];
  #left: number; // of the rows at the beginning that only name the columns

  /** @param headers rows that are none: Athena's first one names the columns */
  constructor(headers: number) {
    this.#left = headers;
  }

  get isOpen(): boolean {
    return this.#open.length > 0;
  }

  next(b: Uint8Array, from: number, to: number, isFinal: boolean): FoundRow | "more" {
    const p = t.skipSpace(b, from);
    if (p >= to) return { kind: "nothing", next: to };
    const inside = this.#open.at(-1);
    const c = b[p] as number;
    if (c === COMMA) return { kind: "nothing", next: p + 1 };
    if (c === CLOSE_ARRAY || c === CLOSE_OBJECT) {
      this.#open.pop();
      return { kind: "nothing", next: p + 1 };
    }
    if (inside === "object") return this.#key(b, p, to, isFinal);
    if (inside === "rows") return this.#row(b, p, to, isFinal);
    if (c === OPEN_OBJECT) return this.#enter("object", p);
    if (c === OPEN_ARRAY) return this.#enter("rows", p);
    return { kind: "damage" };
  }

  #enter(what: "object" | "rows", p: number): FoundRow {
    this.#open.push(what);
    return { kind: "nothing", next: p + 1 };
  }

  #row(b: Uint8Array, p: number, to: number, isFinal: boolean): FoundRow | "more" {
    const after = t.skipValue(b, p);
    if (isCut(b, p, after, to) && !isFinal) return "more";
    if (after < 0) return { kind: "damage" };
    if (this.#left > 0) {
      this.#left--;
      return { kind: "nothing", next: after };
    }
    return { kind: "row", start: p, end: after, next: after };
  }

  #key(b: Uint8Array, p: number, to: number, isFinal: boolean): FoundRow | "more" {
    let after = b[p] === QUOTE ? t.skipString(b, p + 1) : t.fail(p);
    let key = "";
    if (after >= 0) {
      key = decoder.decode(b.subarray(p + 1, after - 1));
      after = t.skipSpace(b, after);
      after = b[after] === COLON ? t.skipSpace(b, after + 1) : t.fail(after);
    }
    if (after >= 0 && after < to) {
      if (b[after] === OPEN_OBJECT && entered.has(key)) return this.#enter("object", after);
      if (b[after] === OPEN_ARRAY && lists.has(key)) return this.#enter("rows", after);
    }
    if (after >= 0) after = t.skipValue(b, after);
    if ((after < 0 ? t.failedAt() : after) >= to && !isFinal) return "more";
    return after < 0 ? { kind: "damage" } : { kind: "nothing", next: after };
  }

  /** At a bracket that a row begins with, behind a comma or an opening bracket. */
  recover(b: Uint8Array, searched: number, to: number): number {
    for (let p = searched; p < to; p++) {
      const c = b[p];
      if (c !== OPEN_OBJECT && c !== OPEN_ARRAY) continue;
      let before = p - 1;
      while (before >= 0 && (b[before] as number) <= 0x20) before--;
      if (b[before] !== COMMA && b[before] !== OPEN_ARRAY) continue;
      const inside = t.skipSpace(b, p + 1);
      const isRow = c === OPEN_ARRAY ? b[inside] === OPEN_OBJECT : startsWithData(b, inside);
      if (isRow) {
        if (this.#open.at(-1) !== "rows") this.#open.push("rows");
        return p;
      }
    }
    return -1;
  }
}

/** Only a number or a word may go on behind the end; whatever has a closing byte is whole. */
function isCut(b: Uint8Array, start: number, after: number, to: number): boolean {
  if (after < 0) return t.failedAt() >= to;
  const first = b[start];
  return after >= to && first !== QUOTE && first !== OPEN_ARRAY && first !== OPEN_OBJECT;
}

function startsWithData(b: Uint8Array, p: number): boolean {
  const data = '"Data"';
  for (let i = 0; i < data.length; i++) if (b[p + i] !== data.charCodeAt(i)) return false;
  return true;
}

const decoder = new TextDecoder();
