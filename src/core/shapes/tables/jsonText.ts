/**
 * As `JSON.stringify`, for values that `JSON.parse` made. That one calls itself for each level and ends with an error where a stranger
 * nested thousands of them.
 */
export function jsonText(value: unknown): string {
  let text = "";
  const open: { close: "]" | "}"; left: Iterator<[key: string | number, value: unknown]>; isFirst: boolean }[] = [];
  const write = (one: unknown): void => {
    if (Array.isArray(one)) {
      text += "[";
      open.push({ close: "]", left: one.entries(), isFirst: true });
    } else if (typeof one === "object" && one !== null) {
      text += "{";
      open.push({ close: "}", left: Object.entries(one).values(), isFirst: true });
    } else text += JSON.stringify(one);
  };
  write(value);
  for (let at = open.at(-1); at !== undefined; at = open.at(-1)) {
    const next = at.left.next();
    if (next.done) {
      text += at.close;
      open.pop();
      continue;
    }
    if (!at.isFirst) text += ",";
    at.isFirst = false;
    const [key, inside] = next.value;
    if (at.close === "}") text += `${JSON.stringify(key)}:`;
    write(inside);
  }
  return text;
}
