import { cost } from "../cost";
import { textTokens } from "../scan/textTokens";

/**
 * The token of a JSON text at an offset, and the way to it. Only what stands before the
 * offset is read.
 */
export interface Token {
  /** Keys and array positions from the outside in. If the token is a key, that key is the last. */
  path: (string | number)[];
  on: "key" | "value";
  /** Offsets in the text, including quotes; end is exclusive. */
  start: number;
  end: number;
}

/** Undefined between tokens and on brackets, commas and colons. */
export function tokenAt(text: string, offset: number): Token | undefined {
  for (const { path, on, start, end } of tokens(text)) {
    if (offset < start) return undefined;
    if (offset < end) return { path: path(), on, start, end };
  }
  return undefined;
}

/** The path is made only when it is requested, because most tokens are skipped. */
export interface PassedToken extends Omit<Token, "path"> {
  path: () => Token["path"];
  /** Steps of its way. */
  depth: number;
}

/** All keys and plain values in the order of the text, until the first invalid key. */
export function* tokens(text: string): Generator<PassedToken> {
  const steps: (string | number)[] = []; // for each open bracket: the key that was read last, or the position in a list
  const path = () => {
    cost.bytes += steps.length;
    return [...steps];
  };
  for (const { on, start, end, key } of textTokens(text)) {
    const last = steps.length - 1;
    if (on === "close") {
      steps.pop();
      continue;
    }
    if (on === "key") {
      if (key === undefined) return;
      steps[last] = key;
    } else if (typeof steps[last] === "number") steps[last]++;
    if (on === "open") steps.push(text[start] === "{" ? "" : -1);
    else yield { path, depth: steps.length, on, start, end };
  }
}

/** The object or list after a key, as it stands; "" when there is none. @param keyEnd after the key's closing quote */
export function containerAfter(text: string, keyEnd: number): string {
  let depth = 0;
  let from = 0;
  for (const { on, start, end } of textTokens(text, keyEnd)) {
    if (on === "open" && depth++ === 0) from = start;
    if (depth === 0) return "";
    if (on === "close" && --depth === 0) return text.slice(from, end);
  }
  return "";
}
