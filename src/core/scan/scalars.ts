/** Keys and plain values in a JSON text, by hand: a regular expression's stack does not hold a string of many megabytes. */

/** Where the key or value that starts here ends, exclusive. */
export function endOfScalar(text: string, start: number): number {
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
