/**
 * AWS's own English texts for one service, as written by scripts/api-texts/lines.mjs: one line of JSON for each
 * operation and each data type. A line is parsed when it is needed, because parsing a whole service would block VS
 * Code.
 */
import type { Operation, Shape } from "./model";
import { nameInTexts } from "./names";

export interface ApiTexts {
  /**
   * Services with the same event source can have operations with the same name: the record decides which one is meant.
   */
  operation(eventName: string, record: Readonly<Record<string, unknown>>): Operation | undefined;
}

type Row = readonly [sdk: number, text: string, input: string, output: string, action: string, level: string];

/** @param text the content of one file of dist/api */
export function apiTexts(eventSource: string, text: string): ApiTexts {
  const { uids } = JSON.parse(text.slice(0, text.indexOf("\n"))) as { uids: string[] };
  const kept = new Map<string, unknown>();
  const line = (key: string): unknown => {
    if (kept.has(key)) return kept.get(key);
    const begin = text.indexOf(`\n${key}\t`);
    const start = begin + key.length + 2;
    const value: unknown = begin < 0 ? undefined : JSON.parse(text.slice(start, text.indexOf("\n", start)));
    kept.set(key, value);
    return value;
  };
  const rowsOf = (name: string) => (/^\w{1,100}$/.test(name) ? (line(`O${name}`) as Row[] | undefined) : undefined);
  return {
    operation(eventName, record) {
      const name = nameInTexts(eventSource, eventName, (one) => rowsOf(one) !== undefined);
      const found = (name === undefined ? undefined : rowsOf(name))?.map(
        ([sdk, said, input, output, action, level]) => ({
          name: name ?? "",
          text: said,
          input,
          output,
          action,
          level,
          uid: uids[sdk] ?? "",
          shape: (type: string) => line(`S${sdk}:${type}`) as Shape | undefined,
        }),
      );
      return found && meant(found, record);
    },
  };
}

/** Decides by the version of the API, then by the parameters in the record. */
function meant(operations: readonly Operation[], record: Readonly<Record<string, unknown>>): Operation | undefined {
  if (operations.length === 1) return operations[0];
  const { apiVersion, requestParameters } = record;
  const version = typeof apiVersion === "string" ? apiVersion.replaceAll("_", "-") : "";
  const same = operations.find(({ uid }) => version !== "" && uid.endsWith(version));
  if (same) return same;
  const asked = Object.keys(
    typeof requestParameters === "object" && requestParameters !== null ? requestParameters : {},
  );
  const known = operations.map((operation) => {
    const names = new Set(Object.keys(operation.shape(operation.input) ?? {}).map((name) => name.toLowerCase()));
    return asked.filter((name) => names.has(name.toLowerCase())).length;
  });
  return operations[known.indexOf(Math.max(...known))];
}
