/** AWS's own English texts of one service, as scripts/generate-api-texts.mjs writes them, and the way to a parameter in them. */
import { memberOf } from "./words";

/** The type names the shape a member holds, "[]" or "{}" before it for each list or map round it; absent: a plain value. */
type Member = readonly [text: string, type?: string];

export interface ApiTexts {
  readonly operations: Readonly<Record<string, readonly [text: string, input: string, output: string]>>;
  readonly shapes: Readonly<Record<string, Readonly<Record<string, Member>>>>;
}

export interface FoundText {
  text: string;
  /** The data type it is a member of; undefined for the operation's own request and response, which have no page. */
  dataType?: string;
}

/** `path` begins with requestParameters or responseElements; positions in lists and keys of maps lead to what holds them. */
export function textAt(texts: ApiTexts, operation: string, path: readonly string[]): FoundText | undefined {
  if (!Object.hasOwn(texts.operations, operation)) return undefined;
  const [, input = "", output = ""] = texts.operations[operation] ?? [];
  const own = path[0] === "requestParameters" ? input : path[0] === "responseElements" ? output : "";
  let type = own;
  let found: FoundText | undefined;
  for (const step of path.slice(1)) {
    if (/^(\[\]|\{\})/.test(type)) {
      type = type.slice(2);
      continue;
    }
    const [, member] = memberOf(texts.shapes[type] ?? {}, step) ?? [];
    if (member === undefined) return undefined;
    found = type === own ? { text: member[0] } : { text: member[0], dataType: type };
    type = member[1] ?? "";
  }
  return found;
}
