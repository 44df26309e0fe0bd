/** Where the texts of a record link to: fields and the operation to AWS's pages, ARNs to the events that have them. */

import { operationOf, operationPage } from "./api/operation";
import type { ApiTexts } from "./api/texts";
import type { Link } from "./explanation";
import type { Json } from "./facts";
import { fieldAt } from "./fields/find";
import { tokens } from "./hovered";
import { fieldPage } from "./record";

/** Offsets in the record's text, without quotes; end is exclusive. */
export interface PlaceLink {
  start: number;
  end: number;
  on: "key" | "value";
  /** AWS's page, or the number of the plain value that is an ARN. */
  to: { kind: "page"; link: Link } | { kind: "arn"; value: number };
}

/** Levels; no field that AWS documents stands deeper, and to make the way to each of very many is slow. */
const DEEPEST = 64;
const LONGEST_ARN = 2048; // characters, including quotes

/** Yields the link, or undefined, for each key and value, so that a caller can pause anywhere in a long record. */
export function* linksIn(
  recordText: string,
  record: Json,
  texts: ApiTexts | undefined,
): Generator<PlaceLink | undefined> {
  const operation = operationOf(record, texts);
  let value = 0;
  for (const { path, depth, on, start, end } of tokens(recordText)) {
    const place = { start: start + 1, end: end - 1, on };
    if (on === "key" && depth > DEEPEST) yield undefined;
    else if (on === "key") {
      const steps = path().map((step) => (typeof step === "number" ? "[]" : step));
      const field = fieldAt(steps);
      yield field && { ...place, to: { kind: "page", link: fieldPage(record, steps, field.page, operation) } };
    } else {
      const number = value++;
      if (isArnToken(recordText, start, end)) yield { ...place, to: { kind: "arn", value: number } };
      else if (depth === 1 && recordText[start] === '"' && path()[0] === "eventName") {
        yield { ...place, to: { kind: "page", link: operationPage(record, operation) } };
      } else yield undefined;
    }
  }
}

/** The ARN with a number from {@link linksIn}, even if the record was indented again in the meantime. */
export function valueNumbered(recordText: string, number: number): string | undefined {
  let value = 0;
  for (const { on, start, end } of tokens(recordText)) {
    if (on === "key" || value++ !== number) continue;
    return isArnToken(recordText, start, end) ? recordText.slice(start + 1, end - 1) : undefined;
  }
  return undefined;
}

/** ARNs contain no characters that JSON escapes, so the text is the value. */
function isArnToken(text: string, start: number, end: number): boolean {
  if (end - start > LONGEST_ARN || !text.startsWith('"arn:aws', start)) return false;
  return /^"arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(\d{12}|aws)?:[^"\\]+"$/.test(text.slice(start, end));
}
