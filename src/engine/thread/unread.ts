/** Answers without a thread: none was needed yet, or there is none any more. */
import type { AnswersAtHand } from "../../calls/door";
import type { CoverageSummary, LogReport, LogState, StopReason } from "../engine";
import { stopProblem } from "../reports/failures";
import type { Questions } from "./protocol";

type Answers = AnswersAtHand<Questions>;

const counts: CoverageSummary = {
  events: 0,
  duplicates: 0,
  reduced: 0,
  bytes: 0,
  accounts: [],
  regions: [],
  files: { notRead: 0, partly: 0, reading: 0, passedOver: 0, other: 0, whole: 0 },
  others: {},
  parts: 0,
  csvs: 0,
};

/** No log was ever opened. Everything else needs a thread. */
export const answersBefore = {
  logs: { close: () => undefined, refresh: () => undefined },
  coverage: {
    summary: () => counts,
    report: () => undefined,
    reports: () => ({ total: 0, next: 0, reports: [] }),
    places: () => ({ total: 0, places: [] }),
    deliveries: () => ({ files: 0, stretches: [], stretchCount: 0 }),
    lateDelivery: () => undefined,
  },
  events: { groups: () => [], row: () => undefined, find: () => [], recordAt: () => undefined },
  results: { release: () => undefined },
  text: { record: () => undefined },
  documents: { locate: () => undefined, recordSpans: () => undefined },
  texts: { ofEvents: () => undefined },
} satisfies Answers;

/** Reading was given up: the logs are open, and none could be read. Everything else cannot be answered. */
export function answersAfter(uris: readonly string[], reason: StopReason): Answers {
  const reports = uris.map((uri) => unreadReport(uri, reason));
  const page = (from: number, to: number): LogReport[] => reports.slice(from, Math.min(to, from + 500));
  const has = (states: readonly LogState[] | undefined): boolean => states?.includes("notRead") ?? true;
  const { logs, coverage, events, results, documents } = answersBefore;
  return {
    logs: { ...logs, open: ({ uri }) => unreadReport(uri, reason) },
    coverage: {
      ...coverage,
      summary: () => ({
        ...counts,
        files: { ...counts.files, notRead: reports.length },
        parts: reports.length,
      }),
      report: (uri) => reports.find((report) => report.uri === uri),
      reports: ({ from, to, states }) => {
        if (!has(states)) return { total: 0, next: 0, reports: [] };
        const found = page(from, to);
        return { total: reports.length, next: from + found.length, reports: found };
      },
      places: (from, to) => ({
        total: reports.length,
        places: page(from, to).flatMap(({ uri, gzip, problems }) =>
          problems.map((problem) => ({ uri, gzip, problem })),
        ),
      }),
    },
    events,
    results: {
      ...results,
      select: () => ({ count: 0 }),
      groups: () => [],
      cells: () => [],
      rows: () => [],
      level: () => ({ kind: "rows" }),
      seek: () => 0,
      positionOf: () => -1,
      aggregate: () => ({ total: 0, rows: [] }),
      histogram: (_result, { from = 0 }) => ({
        from,
        width: 1,
        ok: [],
        denied: [],
        failed: [],
        unknown: [],
        outside: 0,
      }),
    },
    texts: { ofResult: () => undefined },
    // it would be false to say that a record does not exist
    documents: { recordSpans: documents.recordSpans },
  };
}

function unreadReport(uri: string, reason: StopReason): LogReport {
  return {
    uri,
    shape: "",
    gzip: false,
    bytes: 0,
    size: 0,
    events: 0,
    duplicates: 0,
    reduced: 0,
    failed: 0,
    accounts: [],
    regions: [],
    problems: [stopProblem(reason)],
    problemCount: 1,
  };
}
