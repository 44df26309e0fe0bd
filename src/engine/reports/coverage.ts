import { isHarmless, isPassedOver } from "../../core/shapes/shape";
import type { CoverageSummary, LogPlace, LogReport, LogState, ReportPage, ReportQuery } from "../engine";
import type { Found } from "../reading/reading";
import type { Store } from "../store/store";
import { summariseAll } from "../store/summary";

/** The coverage of all open logs, in pages, because there may be many thousands of logs. */

/** An open log, as its coverage needs it. */
export interface CoveredLog {
  found: Found;
  reading: unknown;
  /** Opened on its own. */
  own: boolean;
}
type Logs = ReadonlyMap<string, CoveredLog>;
type Report = (uri: string) => Generator<void, LogReport | undefined>;

const LONGEST_PAGE = 500; // logs, or places
const MOST_PROBLEMS = 10_000; // in one page of reports; a page with more ends early

/** Problems first. */
const byTrouble: readonly LogState[] = ["notRead", "partly", "reading", "passedOver", "other", "whole"];

function stateOf({ found, reading, own }: CoveredLog): LogState {
  if (reading) return "reading";
  const { shape, problems, problemCount } = found;
  if (shape === "") {
    if (problems.some(isPassedOver)) return own ? "notRead" : "passedOver"; // what was asked for cannot be skipped
    return problems.length > 0 && problems.every(isHarmless) ? "other" : "notRead";
  }
  return problemCount > 0 ? "partly" : "whole";
}

export function* summaryOf(store: Store, logs: Logs): Generator<void, CoverageSummary> {
  const { failed: _, ...counts } = yield* summariseAll(store);
  return { ...counts, ...(yield* countsOf(logs.values())) };
}

export function* countsOf(
  logs: Iterable<CoveredLog>,
): Generator<void, Pick<CoverageSummary, "bytes" | "files" | "others" | "parts" | "csvs">> {
  const files = { notRead: 0, partly: 0, reading: 0, passedOver: 0, other: 0, whole: 0 };
  const others: CoverageSummary["others"] = {};
  let bytes = 0;
  let parts = 0;
  let csvs = 0;
  let n = 0;
  for (const log of logs) {
    const { found } = log;
    const state = stateOf(log);
    files[state]++;
    bytes += found.bytes;
    if (found.shape === "eventHistoryCsv") csvs++;
    if (state !== "other" && state !== "passedOver") parts += found.problemCount;
    else if (state === "other") {
      const what = whatElse(found);
      others[what] = (others[what] ?? 0) + 1;
    }
    if (++n % 4096 === 0) yield;
  }
  return { bytes, files, others, parts, csvs };
}

function whatElse({ problems }: Found): string {
  const { reason, detail } = problems[0] ?? { reason: "empty" };
  return reason === "notALog" ? (detail ?? "") : reason;
}

/** The reports of some logs, in the order they were opened, or with problems first if states are given. */
export function* reportsOf(logs: Logs, report: Report, query: ReportQuery): Generator<void, ReportPage> {
  const uris = query.states ? yield* inStates(logs, query.states) : [...logs.keys()];
  const to = Math.min(query.to, query.from + LONGEST_PAGE, uris.length);
  const reports: LogReport[] = [];
  let problems = 0;
  let at = query.from;
  for (; at < to && problems < MOST_PROBLEMS; at++) {
    const one = yield* report(uris[at] as string);
    yield;
    if (!one) continue;
    const kept = one.problems.slice(0, query.problems);
    problems += kept.length;
    reports.push({ ...one, problems: kept });
  }
  return { total: uris.length, next: at, reports };
}

/**
 * All places that were not, or not completely, read, logs with few places first. Further places of a log are only
 * counted in its report.
 */
export function* placesOf(
  logs: Logs,
  from: number,
  to: number,
): Generator<void, { total: number; places: LogPlace[] }> {
  const end = Math.min(to, from + LONGEST_PAGE);
  const places: LogPlace[] = [];
  let total = 0;
  const troubled = (yield* inStates(logs, ["notRead", "partly", "reading"])).map((uri) => ({
    uri,
    ...(logs.get(uri) as CoveredLog).found,
  }));
  // one log with a thousand places must not hide the others
  troubled.sort((a, b) => a.problems.length - b.problems.length);
  for (const { uri, gzip, problems } of troubled) {
    for (let i = Math.max(0, from - total); i < Math.min(problems.length, end - total); i++)
      places.push({ uri, gzip, problem: problems[i] as LogPlace["problem"] });
    total += problems.length;
  }
  return { total, places };
}

function* inStates(logs: Logs, states: readonly LogState[]): Generator<void, string[]> {
  const found = new Map(byTrouble.map((state) => [state, [] as string[]]));
  let n = 0;
  for (const [uri, log] of logs) {
    found.get(stateOf(log))?.push(uri);
    if (++n % 4096 === 0) yield;
  }
  return byTrouble.filter((state) => states.includes(state)).flatMap((state) => found.get(state) ?? []);
}
