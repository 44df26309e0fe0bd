/**
 * Reads AWS's own texts when they are first needed and keeps them. There is one file for each service in dist/api
 * (scripts/generate-api-texts.mjs).
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { type ApiTexts, apiTexts } from "../core/explain/api/texts";

/** Undefined for a service without texts. Rejects if a file cannot be read, and tries again the next time. */
export type ApiTextsOf = (eventSource: string) => Promise<ApiTexts | undefined>;

const KEPT = 40; // services; the largest has a megabyte of text

export function apiTextsIn(folder: string): ApiTextsOf {
  const kept = new Map<string, Promise<ApiTexts>>();
  let index: Promise<Record<string, string>> | undefined;
  return async (eventSource) => {
    index ??= readFile(path.join(folder, "index.json"), "utf8").then((text) => JSON.parse(text));
    index.catch(() => {
      index = undefined;
    });
    const files = await index;
    // the name comes from the log: only files that the index names are ever opened
    const name = eventSource.replace(/\.amazonaws\.com(\.cn)?$/, "");
    const file = Object.hasOwn(files, name) ? files[name] : undefined;
    if (file === undefined) return undefined;
    const known = kept.get(eventSource);
    if (known !== undefined) return known;
    const reading = readFile(path.join(folder, `${file}.api`), "utf8").then((text) => apiTexts(eventSource, text));
    kept.set(eventSource, reading);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
    reading.catch(() => kept.delete(eventSource));
    return reading;
  };
}
