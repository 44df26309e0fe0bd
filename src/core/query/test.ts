/** A test of one text that can be run many times. In the worst case it takes time in proportion to the text. */
import type { Comparison } from "../events/columns";
import { addressNumber, blockTest } from "./address";
import { InvalidCondition, type Test } from "./condition";

/** Characters of a pattern or an expression: enough for a person, but not for generated ones that block a thread. */
const LONGEST = 10_000;

export type TextTest = (text: string) => boolean;

/**
 * Compiles a regular expression that takes linear time.
 * @throws an Error that says what is wrong with the expression
 */
export type Expressions = (expression: string, ignoreCase: boolean) => TextTest;

/** @throws InvalidCondition */
export function textTest(test: Test, compares: Comparison, expressions: Expressions): TextTest {
  switch (test.kind) {
    case "is":
      return (text) => text === test.value;
    case "oneOf": {
      const values = new Set(test.values);
      return (text) => values.has(text);
    }
    case "contains":
      return containing(test.text, test.ignoreCase ?? false);
    case "wildcard":
      return wildcard(checked(test.pattern), test.ignoreCase ?? false);
    case "matches":
      return expression(checked(test.expression), test.ignoreCase ?? false, expressions);
    case "range":
      return range(test, compares);
    case "within":
      return blockTest(test.block);
    case "present":
      return (text) => text !== "";
  }
}

/** How a test compares what has no comparison of its own: as its bounds look. */
export function comparisonOf(test: Test): Comparison {
  if (test.kind !== "range") return "text";
  const bounds = [test.from, test.to].filter((bound) => bound !== undefined);
  if (bounds.every((bound) => numberOf(bound) !== undefined)) return "number";
  return bounds.every((bound) => addressNumber(bound) !== undefined) ? "address" : "text";
}

function checked(pattern: string): string {
  if (pattern.length > LONGEST) throw new InvalidCondition("tooLong", pattern.slice(0, 100), String(LONGEST));
  return pattern;
}

/** Folds case as in English, so that a log means the same everywhere. */
const folded = (text: string): string => text.toLowerCase();

function containing(part: string, ignoreCase: boolean): TextTest {
  if (!ignoreCase) return (text) => text.includes(part);
  const wanted = folded(part);
  return (text) => folded(text).includes(wanted);
}

function wildcard(pattern: string, ignoreCase: boolean): TextTest {
  const characters = [...(ignoreCase ? folded(pattern) : pattern)];
  const parts = split(characters);
  return (text) => matches(parts, [...(ignoreCase ? folded(text) : text)]);
}

/** The parts between the stars. */
function split(pattern: readonly string[]): readonly string[][] {
  const parts: string[][] = [[]];
  for (const character of pattern) {
    if (character === "*") parts.push([]);
    else parts.at(-1)?.push(character);
  }
  return parts;
}

/** Matches each part at its first possible place: a later one could only leave less room for the next part. */
function matches(parts: readonly (readonly string[])[], text: readonly string[]): boolean {
  const [first = [], ...rest] = parts;
  const last = rest.pop();
  if (!fits(first, text, 0)) return false;
  if (!last) return text.length === first.length;
  let at = first.length;
  for (const part of rest) {
    while (at + part.length <= text.length && !fits(part, text, at)) at++;
    if (at + part.length > text.length) return false;
    at += part.length;
  }
  return text.length - last.length >= at && fits(last, text, text.length - last.length);
}

function fits(part: readonly string[], text: readonly string[], at: number): boolean {
  if (at + part.length > text.length) return false;
  return part.every((character, i) => character === "?" || character === text[at + i]);
}

function expression(source: string, ignoreCase: boolean, expressions: Expressions): TextTest {
  try {
    return expressions(source, ignoreCase);
  } catch (error) {
    throw new InvalidCondition("expression", source, error instanceof Error ? error.message : String(error));
  }
}

type Range = Extract<Test, { kind: "range" }>;

function range(test: Range, compares: Comparison): TextTest {
  switch (compares) {
    case "number":
      return bounded(test, numberOf);
    case "address":
      return bounded(test, addressNumber);
    case "text":
    case "id":
      return bounded(test, (text) => (text === "" ? undefined : text));
  }
}

function numberOf(text: string): number | undefined {
  const number = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isNaN(number) ? undefined : number;
}

/** A text without a value of this kind is in no range. */
function bounded<T extends number | bigint | string>(
  { from, to, exclusive }: Range,
  read: (text: string) => T | undefined,
): TextTest {
  const bound = (text: string | undefined): T | undefined => {
    if (text === undefined) return undefined;
    const value = read(text);
    if (value === undefined) throw new InvalidCondition("range", text);
    return value;
  };
  const [low, high] = [bound(from), bound(to)];
  const [lowIsOut, highIsOut] = [
    exclusive === "from" || exclusive === "both",
    exclusive === "to" || exclusive === "both",
  ];
  return (text) => {
    const value = read(text);
    if (value === undefined) return false;
    if (low !== undefined && (lowIsOut ? value <= low : value < low)) return false;
    return high === undefined || (highIsOut ? value < high : value <= high);
  };
}
