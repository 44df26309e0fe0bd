/**
 * Conditions on what a record says outside the columns: a value at a path, a text anywhere. They read the record's JSON as it stands,
 * so that numbers are what was written, and stop where they know the answer.
 */
import { decoded, endOfString } from "../scan/textTokens";
import * as t from "../scan/tokens";
import { unescaped } from "../scan/walk";
import type { Condition, Test } from "./condition";
import { type Step, stepsOf } from "./path";
import { comparisonOf, type Expressions, type TextTest, textTest } from "./test";

const QUOTE = 0x22;
const COMMA = 0x2c;
const ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const OBJECT = 0x7b;
const NULL = 0x6e;
const PAD = 16; // zeros after the bytes
/** JSON in a text of JSON in a text …: deeper ones are looked at as texts. */
const DEEPEST = 8;

/** Conditions that only a record itself answers. */
export type RecordCondition = Extract<Condition, { kind: "path" | "text" }>;

export type RecordTest = (record: ReadRecord) => boolean;

/** One record's JSON, made ready for as many tests as there are. */
export class ReadRecord {
  #bytes: Uint8Array | undefined;
  #text: string | undefined;

  constructor(private readonly json: Uint8Array) {}

  /** Followed by zeros. */
  get bytes(): Uint8Array {
    this.#bytes ??= padded(this.json);
    return this.#bytes;
  }

  get text(): string {
    this.#text ??= decoder.decode(this.json);
    return this.#text;
  }
}

/** The record is not the JSON it was when it was read. */
export class NotJson extends Error {
  override name = "NotJson";
}

/** The test throws {@link NotJson}. @throws InvalidCondition */
export function recordTest(condition: RecordCondition, expressions: Expressions): RecordTest {
  if (condition.kind === "text") {
    const { kind: _, ...contains } = condition;
    const passes = textTest({ kind: "contains", ...contains }, "text", expressions);
    return (record) => standsIn(record.text, passes, 0);
  }
  const steps = stepsOf(condition.path).map(encodedStep);
  const { test } = condition;
  const passes = textTest(test, comparisonOf(test), expressions);
  return ({ bytes }) => new AtPath(steps, test, passes).holds(bytes);
}

type EncodedStep = { readonly key: string; readonly bytes: Uint8Array } | Exclude<Step, { key: string }>;

function encodedStep(step: Step): EncodedStep {
  return typeof step === "object" && "key" in step ? { ...step, bytes: encoder.encode(step.key) } : step;
}

/** The values that a path leads to: some of them may pass. One that is absent, or null, is the empty text. */
class AtPath {
  #found = false;

  constructor(
    private readonly steps: readonly EncodedStep[],
    private readonly test: Test,
    private readonly passes: TextTest,
  ) {}

  holds(b: Uint8Array): boolean {
    return this.#visit(b, t.skipSpace(b, 0), 0) || (!this.#found && this.passes(""));
  }

  #visit(b: Uint8Array, p: number, depth: number): boolean {
    const step = this.steps[depth];
    if (step === undefined) return this.#value(b, p);
    const c = b[p];
    if (c === QUOTE) {
      const inside = jsonIn(b, p);
      return inside !== undefined && this.#visit(inside, t.skipSpace(inside, 0), depth);
    }
    if (step === "each") return c === ARRAY && this.#each(b, p, depth + 1);
    if ("index" in step) {
      if (c !== ARRAY) return false;
      const at = elementAt(b, p, step.index);
      return at >= 0 && this.#visit(b, at, depth + 1);
    }
    if (c !== OBJECT) return false;
    const at = memberAt(b, p, step.key, step.bytes);
    return at >= 0 && this.#visit(b, at, depth + 1);
  }

  #each(b: Uint8Array, p: number, depth: number): boolean {
    for (const at of elements(b, p)) if (this.#visit(b, at, depth)) return true;
    return false;
  }

  #value(b: Uint8Array, p: number): boolean {
    const c = b[p];
    if (c === NULL) return false;
    this.#found = true;
    // what is an object or a list is there, and no text
    if (c === OBJECT || c === ARRAY) return this.test.kind === "present";
    if (c === QUOTE) {
      const end = sound(t.skipString(b, p + 1));
      const text = t.hadEscape() ? unescaped(b, p + 1, end - 1) : b.subarray(p + 1, end - 1);
      return this.passes(decoder.decode(text));
    }
    return this.passes(decoder.decode(b.subarray(p, sound(t.skipLiteral(b, p)))));
  }
}

function sound(p: number): number {
  if (p < 0) throw new NotJson();
  return p;
}

/** Where the value of a key begins: of one that comes twice the last counts, as in JSON.parse. -1 when there is none. */
function memberAt(b: Uint8Array, p: number, key: string, bytes: Uint8Array): number {
  let found = -1;
  p = t.skipSpace(b, p + 1);
  while (b[p] === QUOTE) {
    const start = p + 1;
    p = sound(t.skipString(b, start));
    const isKey = t.hadEscape()
      ? decoder.decode(unescaped(b, start, p - 1)) === key
      : p - 1 - start === bytes.length && bytes.every((byte, i) => b[start + i] === byte);
    p = t.skipSpace(b, t.skipSpace(b, p) + 1);
    if (isKey) found = p;
    p = t.skipSpace(b, sound(t.skipValue(b, p)));
    if (b[p] !== COMMA) break;
    p = t.skipSpace(b, p + 1);
  }
  return found;
}

function elementAt(b: Uint8Array, p: number, index: number): number {
  let i = 0;
  for (const at of elements(b, p)) if (i++ === index) return at;
  return -1;
}

/** Where the elements of a list begin. */
function* elements(b: Uint8Array, p: number): Generator<number> {
  p = t.skipSpace(b, p + 1);
  if (b[p] === ARRAY + 2) return;
  for (;;) {
    yield p;
    p = t.skipSpace(b, sound(t.skipValue(b, p)));
    if (b[p] !== COMMA) return;
    p = t.skipSpace(b, p + 1);
  }
}

/** The JSON of an object or a list that a text is, such as a policy; undefined when it is none. */
function jsonIn(b: Uint8Array, p: number): Uint8Array | undefined {
  const first = b[t.skipSpace(b, p + 1)];
  if (first !== OBJECT && first !== ARRAY && first !== BACKSLASH) return undefined;
  const end = sound(t.skipString(b, p + 1));
  const inside = padded(t.hadEscape() ? unescaped(b, p + 1, end - 1) : b.subarray(p + 1, end - 1));
  const start = t.skipSpace(inside, 0);
  if (inside[start] !== OBJECT && inside[start] !== ARRAY) return undefined;
  const after = t.skipContainer(inside, start);
  return after >= 0 && t.skipSpace(inside, after) === inside.length - PAD ? inside : undefined;
}

/** In the JSON as it is written, in a key or value as it reads, or in JSON inside of it. */
function standsIn(json: string, passes: TextTest, depth: number): boolean {
  if (passes(json)) return true;
  if (!json.includes("\\")) return false; // every text in it reads as it is written
  for (let at = json.indexOf('"'); at >= 0; ) {
    const end = endOfString(json, at);
    const token = json.slice(at, end);
    if (token.includes("\\")) {
      const text = decoded(token);
      if (text !== undefined && (depth < DEEPEST && isJson(text) ? standsIn(text, passes, depth + 1) : passes(text)))
        return true;
    }
    at = json.indexOf('"', end);
  }
  return false;
}

function isJson(text: string): boolean {
  if (!/^\s*[[{"]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function padded(json: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(json.length + PAD);
  bytes.set(json);
  return bytes;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
