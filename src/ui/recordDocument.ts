/** The record in its own document, after the comment that says what it was made from. */
export function bodyOf(text: string): { text: string; start: number } {
  let start = 0;
  while (text.startsWith("//", start)) {
    const newline = text.indexOf("\n", start);
    start = newline < 0 ? text.length : newline + 1;
  }
  return { text: text.slice(start), start };
}
