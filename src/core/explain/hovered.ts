import { decoded, endOfScalar, endOfString } from "../scan/scalars";

/**
 * The token of a JSON text at an offset, and the way to it. By hand: log text is written by strangers, and jsonc-parser's
 * tree overflows the stack at some thousand levels; only what stands before the offset is read.
 */
export interface Token {
  /** Keys and array positions from the outside in; of a key, the key itself is the last. */
  path: (string | number)[];
  on: "key" | "value";
  /** Offsets in the text, quotes included, end exclusive. */
  start: number;
  end: number;
}

interface Level {
  object: boolean;
  /** In an object: the key that was read last. In an array: the position. */
  at: string | number;
  /** In an object: what comes next is a key. */
  keyNext: boolean;
}

/** Undefined between tokens and on brackets, commas and colons. */
export function tokenAt(text: string, offset: number): Token | undefined {
  for (const { path, on, start, end } of tokens(text)) {
    if (offset < start) return undefined;
    if (offset < end) return { path: path(), on, start, end };
  }
  return undefined;
}

/** Its way is made when asked for: most tokens are only passed. */
export interface PassedToken extends Omit<Token, "path"> {
  path: () => Token["path"];
}

/** All keys and plain values in the order of the text; until a key that is no JSON. */
export function* tokens(text: string): Generator<PassedToken> {
  const levels: Level[] = [];
  const path = () => levels.map((one) => one.at);
  for (let at = 0; at < text.length; ) {
    const character = text[at] as string;
    const level = levels.at(-1);
    switch (character) {
      case "{":
        levels.push({ object: true, at: "", keyNext: true });
        at++;
        break;
      case "[":
        levels.push({ object: false, at: 0, keyNext: false });
        at++;
        break;
      case "}":
      case "]":
        levels.pop();
        at++;
        break;
      case ",":
        if (level?.object) level.keyNext = true;
        else if (level) level.at = (level.at as number) + 1;
        at++;
        break;
      case ":":
      case " ":
      case "\n":
      case "\r":
      case "\t":
        at++;
        break;
      default: {
        const end = endOfScalar(text, at);
        const isKey = level?.object === true && level.keyNext;
        if (isKey) {
          const key = decoded(text.slice(at, end));
          if (key === undefined) return;
          level.at = key;
          level.keyNext = false;
        }
        yield { path, on: isKey ? "key" : "value", start: at, end };
        at = end;
      }
    }
  }
}

/** The object or list behind a key, as it stands; "" when there is none. @param keyEnd behind the key's closing quote */
export function containerAfter(text: string, keyEnd: number): string {
  const start = /[^\s:]/.exec(text.slice(keyEnd, keyEnd + 4096))?.index;
  if (start === undefined || !"{[".includes(text[keyEnd + start] ?? "")) return "";
  let depth = 0;
  for (let at = keyEnd + start; at < text.length; ) {
    const character = text[at] as string;
    if (character === '"') {
      at = endOfString(text, at);
      continue;
    }
    if (character === "{" || character === "[") depth++;
    if (character === "}" || character === "]") depth--;
    at++;
    if (depth === 0) return text.slice(keyEnd + start, at);
  }
  return "";
}
