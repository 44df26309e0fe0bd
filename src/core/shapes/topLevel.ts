import { beforeSpace } from "./oddSpace";
import type { ShapeId } from "./shape";

/** Recognizes a log's shape by the values at its top. */
export class TopLevel {
  #count = 0;
  #first: "record" | "list" | "container" = "record";
  #isFirstOnOneLine = true;
  #isEachOnNewLine = true;
  #hasLinePrefix = false;

  get shape(): ShapeId {
    if (this.#count === 0) return "";
    if (this.#hasLinePrefix) return "lines";
    if (this.#count > 1) return this.#isFirstOnOneLine && this.#isEachOnNewLine ? "lines" : "concatenated";
    return this.#first === "container" ? "records" : this.#first === "list" ? "array" : "record";
  }

  /** What {@link join} of another instance needs. */
  get told(): { values: number; isEachOnNewLine: boolean; hasLinePrefix: boolean } {
    return { values: this.#count, isEachOnNewLine: this.#isEachOnNewLine, hasLinePrefix: this.#hasLinePrefix };
  }

  /** Adds the values that another instance saw next; the first of them begins a line if this instance's values do. */
  join({ values, isEachOnNewLine, hasLinePrefix }: TopLevel["told"]): void {
    this.#count += values;
    this.#isEachOnNewLine &&= isEachOnNewLine;
    this.#hasLinePrefix ||= hasLinePrefix;
  }

  /** The next value follows a time on its line. */
  linePrefix(): void {
    this.#hasLinePrefix = true;
  }

  /** Adds a value. `start` to `end` is its text; for a list or container, only the beginning. */
  value(kind: "record" | "list" | "container", b: Uint8Array, start: number, end: number): void {
    if (this.#count++ === 0) {
      this.#first = kind;
      this.#isFirstOnOneLine = !b.subarray(start, end).includes(0x0a);
    } else if (this.#isEachOnNewLine) {
      const before = beforeSpace(b, start);
      let p = start - 1;
      while (p >= before && b[p] !== 0x0a) p--;
      // what came before the window is unknown: then the other values decide
      if (p < before && before > 0) this.#isEachOnNewLine = false;
    }
  }
}
