/** AWS's own texts, one file per service in dist/api (scripts/generate-api-texts.mjs): read when first asked for, then kept. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { ApiTexts } from "../core/explain/cognito";

/** Undefined for a service without texts. Rejects when a file cannot be read, and tries again next time. */
export type ApiTextsOf = (eventSource: string) => Promise<ApiTexts | undefined>;

export function apiTextsIn(folder: string): ApiTextsOf {
  const kept = new Map<string, Promise<unknown>>();
  const once = <T>(key: string, read: () => Promise<T>): Promise<T> => {
    const known = kept.get(key) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const reading = read();
    kept.set(key, reading);
    reading.catch(() => kept.delete(key));
    return reading;
  };
  const files = () => once("", async () => new Set((await readdir(folder)).filter((file) => file.endsWith(".json"))));
  return async (eventSource) => {
    // the name comes from the log: only a file that is there is ever opened
    const file = `${eventSource.replace(/\.amazonaws\.com$/, "")}.json`;
    if (!(await files()).has(file)) return undefined;
    return once(file, async () => JSON.parse(await readFile(path.join(folder, file), "utf8")) as ApiTexts);
  };
}
