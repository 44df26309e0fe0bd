/**
 * The one walk through a JSON text that is a string. By hand: strangers write logs, so nothing here may recurse, and a regular
 * expression's stack does not hold a string of many megabytes. The scanner of jsonc-parser does not recurse either, but
 * is slower.
 */
export interface TextToken {
  on: "key" | "value" | "open" | "close";
  /** Offsets in the text, quotes included, end exclusive. */
  start: number;
  end: number;
  /** What a key says, its escapes resolved; undefined when it is no JSON. */
  key: string | undefined;
}

/**
 * Keys, plain values and brackets in the order of the text. The same object is given each time.
 * @param from an offset between two of them
 */
export function* textTokens(text: string, from = 0): Generator<TextToken> {
  const objects: boolean[] = []; // for each open bracket
  const token: TextToken = { on: "value", start: 0, end: 0, key: undefined };
  let isKeyNext = false;
  for (let at = from; at < text.length; ) {
    const character = text[at] as string;
    switch (character) {
      case "{":
      case "[":
        isKeyNext = character === "{";
        objects.push(isKeyNext);
        token.on = "open";
        break;
      case "}":
      case "]":
        objects.pop();
        isKeyNext = false;
        token.on = "close";
        break;
      case ",":
        isKeyNext = objects.at(-1) === true;
        at++;
        continue;
      case ":":
      case " ":
      case "\n":
      case "\r":
      case "\t":
        at++;
        continue;
      default:
        token.on = isKeyNext ? "key" : "value";
    }
    token.start = at;
    at = token.on === "open" || token.on === "close" ? at + 1 : endOfScalar(text, at);
    token.end = at;
    token.key = undefined;
    if (token.on === "key") {
      token.key = decoded(text.slice(token.start, at));
      isKeyNext = false;
    }
    yield token;
  }
}

/** Where the key or value that starts here ends, exclusive. */
function endOfScalar(text: string, start: number): number {
  if (text[start] === '"') return endOfString(text, start);
  let at = start + 1;
  while (at < text.length && !',:[]{}" \n\r\t'.includes(text[at] as string)) at++;
  return at;
}

/** From quote to quote: strings of many megabytes are crossed at the speed of indexOf. */
export function endOfString(text: string, start: number): number {
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return text.length;
    let slashes = 0;
    while (text[quote - 1 - slashes] === "\\") slashes++;
    if (slashes % 2 === 0) return quote + 1;
    from = quote + 1;
  }
}

/** What a string says, which may be written with escapes: "session\u0054oken" is the same key. Undefined when it is no JSON. */
export function decoded(token: string): string | undefined {
  if (!token.includes("\\")) return token.slice(1, -1);
  try {
    return String(JSON.parse(token));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
