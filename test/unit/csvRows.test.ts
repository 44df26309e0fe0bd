import { deepEqual } from "node:assert/strict";
import { CsvRows, csvCells } from "../../src/core/shapes/tables/csv";
import type { FoundRow } from "../../src/core/shapes/tables/rows";

/** What is simple, and reads every row from its beginning. */
function rowAt(text: string, from: number): FoundRow {
  let isQuoted = false;
  let isCellStart = true;
  for (let p = from; ; p++) {
    const c = text[p];
    if (c === undefined && isQuoted) return { kind: "damage", at: p };
    if (c === undefined || (!isQuoted && (c === "\n" || c === "\r"))) {
      const next = c === undefined ? p : text.startsWith("\r\n", p) ? p + 2 : p + 1;
      const cells = csvCells(text.slice(from, p), ",");
      return { kind: "row", start: from, end: p, next, fits: cells.length === 2 && cells.some((cell) => cell !== "") };
    }
    if (isQuoted && c === '"') {
      if (text[p + 1] === '"') p++;
      else isQuoted = false;
    } else if (c === '"' && isCellStart) {
      isQuoted = true;
      isCellStart = false;
    } else if (!isQuoted) isCellStart = c === ",";
  }
}

describe("rows of a CSV in which quotes are missing", () => {
  const letters = ['"', '"', ",", "\n", "x", "\r"];
  let seed = 1;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return (seed >>> 8) % below;
  };

  const isRefused = (text: string, found: FoundRow): boolean =>
    found.kind === "damage" ||
    (found.kind === "row" && text.slice(found.start, found.end).includes("\n") && !found.fits);

  /** Rows from the beginning; of what is refused each line is tried. */
  function rowsOf(text: string, at: (from: number) => FoundRow, lineBehind: (p: number) => number): FoundRow[] {
    const all: FoundRow[] = [];
    for (let from = 0; from >= 0 && from < text.length; ) {
      const found = at(from);
      all.push(found);
      from = found.kind === "row" && !isRefused(text, found) ? found.next : lineBehind(from + 1);
    }
    return all;
  }

  /** As a reader does: bytes come piece by piece, and those before the row that is read go. */
  function read(text: string): FoundRow[] {
    const all = new TextEncoder().encode(text);
    const step = 1 + random(text.length);
    const rows = new CsvRows(",", 2);
    let given = Math.min(step, text.length);
    const more = (): void => {
      given = Math.min(text.length, given + step);
    };
    const bytes = (base: number): Uint8Array => {
      const b = new Uint8Array(given - base + 64);
      b.set(all.subarray(base, given));
      return b;
    };
    return rowsOf(
      text,
      (from) => {
        for (;;) {
          const base = from - random(2) * from;
          const found = rows.next(bytes(base), from - base, given - base, given === text.length, base);
          if (found === "more") more();
          else if (found.kind === "row")
            return { ...found, start: found.start + base, end: found.end + base, next: found.next + base };
          else if (found.kind === "damage") return { ...found, at: found.at + base };
          else return found;
        }
      },
      (p) => {
        for (let searched = p; ; ) {
          const base = searched - 1;
          const found = rows.recover(bytes(base), 1, given - base, base);
          if ("row" in found) return found.row + base;
          if (given === text.length) return -1;
          searched = found.again + base;
          more();
        }
      },
    );
  }

  it("are found as when each is read from its beginning", () => {
    for (let i = 0; i < 20_000; i++) {
      const text = Array.from({ length: 1 + random(40) }, () => letters[random(letters.length)]).join("");
      const expected = rowsOf(
        text,
        (from) => rowAt(text, from),
        (p) => text.indexOf("\n", p) + 1 || -1,
      );
      deepEqual(read(text), expected, JSON.stringify(text));
    }
  });
});
