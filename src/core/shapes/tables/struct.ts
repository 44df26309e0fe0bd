/**
 * Structs and maps as Athena and CloudTrail Lake print them: `{type=IAMUser, sessioncontext={attributes=null}}`,
 * `[{arn=…}]`. Nothing is quoted, so a comma and a space separate only if a name and an equals sign follow.
 */
import { cost } from "../../cost";

export type Struct = string | null | Struct[] | { [key: string]: Struct };

const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

const DEEPEST = 64;
/**
 * On average, how many times each character may be looked at. What seems to be a struct and is not is read again as a
 * text, on each level. A text that needs more is not a struct printed by a query, and stays a text.
 */
const LOOKS = 4;
/** Characters that may be looked at in any case. */
const LEAST_LOOKS = 10_000;

/** Undefined if the text is not a struct. @param isKey which names may follow a comma; any by default */
export function parseStruct(text: string, isKey?: (name: string) => boolean): Struct | undefined {
  const reader = new StructReader(text, isKey);
  const value = reader.container(0);
  cost.bytes += reader.looks;
  return reader.at === text.length && !reader.isTired ? value : undefined;
}

const named = /([\w:./@$-]{1,200})=/y;

class StructReader {
  at = 0;
  looks = 0;
  readonly #most: number;

  constructor(
    private readonly text: string,
    private readonly isKey: ((name: string) => boolean) | undefined,
  ) {
    this.#most = text.length * LOOKS + LEAST_LOOKS;
  }

  get isTired(): boolean {
    return this.looks > this.#most;
  }

  container(depth: number): Struct | undefined {
    this.looks++;
    if (depth > DEEPEST || this.isTired) return undefined;
    if (this.text[this.at] === "{") return this.fields(depth);
    if (this.text[this.at] === "[") return this.elements(depth);
    return undefined;
  }

  private fields(depth: number): Struct | undefined {
    const fields: { [key: string]: Struct } = {};
    this.at++;
    if (this.taken("}")) return fields;
    for (;;) {
      const key = this.key(this.at);
      if (key === undefined) return undefined;
      this.at += key.length + 1;
      const value = this.value(depth, "}");
      if (value === undefined) return undefined;
      Object.defineProperty(fields, key, { value, enumerable: true, configurable: true, writable: true });
      if (this.taken("}")) return fields;
      if (!this.taken(", ")) return undefined;
    }
  }

  private elements(depth: number): Struct | undefined {
    const elements: Struct[] = [];
    this.at++;
    if (this.taken("]")) return elements;
    for (;;) {
      const value = this.value(depth, "]");
      if (value === undefined) return undefined;
      elements.push(value);
      if (this.taken("]")) return elements;
      if (!this.taken(", ")) return undefined;
    }
  }

  private value(depth: number, close: "}" | "]"): Struct | undefined {
    const start = this.at;
    const inside = this.container(depth + 1);
    // a text may begin with a bracket, too
    if (inside !== undefined && (this.isSeparator(this.at, close) || this.text[this.at] === close)) return inside;
    this.at = start;
    if (this.isTired) return undefined;
    const { text } = this;
    const closing = close.charCodeAt(0);
    let at = start;
    for (let open = 0; at < text.length; at++) {
      const c = text.charCodeAt(at);
      if (open === 0 && (c === closing || (c === COMMA && this.isSeparator(at, close)))) break;
      if (c === OPEN_BRACE || c === OPEN_BRACKET) open++;
      else if ((c === CLOSE_BRACE || c === CLOSE_BRACKET) && open > 0) open--;
    }
    this.at = at;
    this.looks += this.at - start;
    const value = text.slice(start, at);
    return value === "null" ? null : value;
  }

  private isSeparator(at: number, close: "}" | "]"): boolean {
    if (!this.text.startsWith(", ", at)) return false;
    return close === "]" || this.key(at + 2) !== undefined;
  }

  /** The name before an equals sign. */
  private key(at: number): string | undefined {
    named.lastIndex = at;
    const name = named.exec(this.text)?.[1];
    this.looks += name?.length ?? 1;
    return name !== undefined && (this.isKey === undefined || this.isKey(name)) ? name : undefined;
  }

  private taken(expected: string): boolean {
    if (!this.text.startsWith(expected, this.at)) return false;
    this.at += expected.length;
    return true;
  }
}
