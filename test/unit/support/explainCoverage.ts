/** How many events and parameters of real logs are explained: in every record, as in a hover. */
import fs from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import * as l10n from "@vscode/l10n";
import { explainAt } from "../../../src/core/explain/record";
import { apiTextsIn } from "../../../src/ui/apiTexts";
import { timeText } from "../../../src/ui/times";
import { readLog } from "./read";

const root = path.join(__dirname, "../../..");
const textsOf = apiTextsIn(path.join(root, "dist/api"));
const options = { now: Date.parse("2026-03-02T12:00:00Z"), timeZone: "UTC", timeText };

export interface Share {
  all: number;
  explained: number;
  /** How many of these with AWS's own text. */
  byAws: number;
  /** What is not explained, and how often. */
  rest: Map<string, number>;
}

/** Each is counted as often as it is recorded, and once for each kind of event. */
export interface ExplainCoverage {
  events: Share;
  keys: Share;
  kindsOfEvents: Share;
  kindsOfKeys: Share;
}

/** The public logs if they exist, else our own samples. */
export const samples = path.join(root, "samples");
export const publicLogs = path.join(root, "../shared/data");

export async function explainCoverage(folder: string): Promise<ExplainCoverage> {
  l10n.config({ contents: {} });
  const coverage = { events: share(), keys: share(), kindsOfEvents: share(), kindsOfKeys: share() };
  const seen = new Set<string>();
  for (const text of recordsIn(folder)) await addRecord(text, coverage, seen);
  return coverage;
}

async function addRecord(text: string, coverage: ExplainCoverage, seen: Set<string>): Promise<void> {
  const record = parsed(text);
  if (typeof record?.["eventName"] !== "string" || typeof record["eventSource"] !== "string") return;
  const kind = `${record["eventSource"]} ${record["eventName"]}`;
  const texts = await textsOf(record["eventSource"]);
  const name = explainAt(text, at(text, "eventName"), { ...options, texts })?.explanation;
  const own = name?.here !== undefined && !/^\S+ of ([^.]+|\S+)\.$/.test(name.here);
  const answer = { explained: own || isByAws(name?.what), byAws: isByAws(name?.what) };
  add(kind, answer, coverage.events, coverage.kindsOfEvents, seen);

  const parameters = record["requestParameters"];
  if (typeof parameters !== "object" || parameters === null) return;
  // a separate record for each key, so that its position in the text is known
  for (const [key, value] of Object.entries(parameters)) {
    const alone = JSON.stringify({ ...record, requestParameters: { ...parameters, [key]: value } });
    const found = explainAt(alone, placeOf(alone, parameters, key), { ...options, texts })?.explanation;
    const explained = found !== undefined && !found.notes?.some((note) => note.includes("has no explanation for it"));
    add(`${kind} ${key}`, { explained, byAws: isByAws(found?.what) }, coverage.keys, coverage.kindsOfKeys, seen);
  }
}

function placeOf(text: string, parameters: object, key: string): number {
  const start = text.indexOf(`"requestParameters":${JSON.stringify(parameters)}`) + '"requestParameters":'.length;
  let before = start + 1;
  for (const [name, value] of Object.entries(parameters)) {
    if (name === key) return before + 1;
    before += JSON.stringify(name).length + 1 + JSON.stringify(value).length + 1;
  }
  throw new Error(`no key ${key}`);
}

const isByAws = (what: readonly string[] = []): boolean => what.some((text) => text.startsWith("AWS's text: "));

function at(text: string, key: string): number {
  return new RegExp(`"${key}"\\s*:`).exec(text)?.index ?? -1;
}

function* recordsIn(folder: string): Iterable<string> {
  for (const name of fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const file = path.join(folder, name);
    if (!fs.statSync(file).isFile() || !/\.(jsonl?|gz)$/.test(name)) continue;
    const bytes = fs.readFileSync(file);
    yield* readLog(bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).records;
  }
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // damaged files are among them
  }
}

function add(
  what: string,
  answer: { explained: boolean; byAws: boolean },
  all: Share,
  kinds: Share,
  seen: Set<string>,
): void {
  for (const share of seen.has(what) ? [all] : [all, kinds]) {
    share.all++;
    if (answer.byAws) share.byAws++;
    if (answer.explained) share.explained++;
    else share.rest.set(what, (share.rest.get(what) ?? 0) + 1);
  }
  seen.add(what);
}

const share = (): Share => ({ all: 0, explained: 0, byAws: 0, rest: new Map() });

export function shareText({ all, explained, byAws }: Share): string {
  const percent = (count: number) => `${((100 * count) / Math.max(all, 1)).toFixed(1)} %`;
  return `${explained} of ${all} (${percent(explained)}); with AWS's text ${byAws} (${percent(byAws)})`;
}
