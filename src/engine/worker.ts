import { parentPort, workerData } from "node:worker_threads";
import { firstPosition } from "../core/query/buckets";
import { deliveriesOf, lateDeliveryOf } from "../core/query/delivery";
import { BlackBox } from "./blackBox";
import { IndexCache } from "./cache/indexCache";
import type { Notice } from "./engine";
import { TextFeed } from "./input/feed";
import { whyZlib } from "./input/inflaterProgram";
import { Spills } from "./input/spill";
import { OpenLogs } from "./logs";
import {
  type Answer,
  CHANGE_INTERVAL,
  FLAGS,
  type FromThread,
  type Method,
  PROGRESS_INTERVAL,
  type Questions,
  sentError,
  type ThreadData,
  type ToThread,
} from "./protocol";
import { whyPlain } from "./scanner";
import { aggregateRows, histogramOf } from "./store/aggregate";
import { LONGEST_PAGE, levelOf } from "./store/division";
import { matchesOf } from "./store/find";
import { groupRows } from "./store/groups";
import { positionOf, seek } from "./store/results";
import { cellsOf, eventRow, rowsOf, textSpans } from "./store/rows";
import { Turns } from "./turns";

/** The engine's thread: takes questions between turns of reading. */

const port = parentPort;
if (!port) throw new Error("the engine runs as a worker thread only");
const post = (message: FromThread): void => port.postMessage(message);
const tell = (notice: Notice): void => post({ kind: "notice", notice });

const flags = new Int32Array((workerData as ThreadData).flags);
const blackBox = new BlackBox((workerData as ThreadData).blackBox);
const turns = new Turns(() => blackBox.clear());
const spills = new Spills((workerData as ThreadData).spillFolder, (code) => tell({ kind: "spillFailed", code }));
const cache = new IndexCache(
  (workerData as ThreadData).cacheFolder,
  (code) => tell({ kind: "cacheFailed", code }),
  (uri, files) => tell({ kind: "cacheUsed", uri, files }),
);
const logs = new OpenLogs(
  turns,
  changed,
  spills,
  cache,
  blackBox,
  (why) => tell({ kind: "helperFailed", why }),
  (uri, error) =>
    tell({ kind: "fileFailed", uri, why: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
);
logs.leaveOut((workerData as ThreadData).leftOut);
const slow = whyPlain() ?? whyZlib();
if (slow !== undefined) tell({ kind: "slow", why: slow });
const feeds = new Map<number, TextFeed>();
const wakes = new Map<number, () => void>();

/** One question: its id, whether its caller took it back, and what to do at that moment. */
interface Asked {
  id: number;
  isCancelled: () => boolean;
  onCancel: (wake: () => void) => void;
  /** Tells the caller how much is done, 0 to 1. */
  progress: (fraction: number) => void;
}

const LONGEST_STRETCH = 1024 * 1024; // bytes

const methods: { [M in Method]: (asked: Asked, ...args: Questions[M]) => Promise<Answer<M>> | Answer<M> } = {
  async open({ id, isCancelled }, source, limits) {
    if (source.kind !== "text") return logs.open(source, limits, isCancelled);
    const feed = feeds.get(id);
    if (!feed) throw new Error("the text of a document comes with its own feed");
    return logs.open({ ...source, feed }, limits, isCancelled);
  },
  close: (_, uri, limits) => logs.close(uri, limits),
  refresh: ({ isCancelled }, changed, limits) => logs.refresh(changed, limits, isCancelled),
  coverageSummary: ({ isCancelled }) => turns.run(logs.summary(), "question", isCancelled),
  report: ({ isCancelled }, uri) => turns.run(logs.report(uri), "question", isCancelled),
  reports: ({ isCancelled }, query) => turns.run(logs.reports(query), "question", isCancelled),
  places: ({ isCancelled }, from, to) => turns.run(logs.places(from, to), "question", isCancelled),
  deliveries: ({ isCancelled }) => turns.run(deliveriesOf(logs.s3Places()), "question", isCancelled),
  lateDelivery: ({ isCancelled }, time) => turns.run(lateDeliveryOf(logs.s3Places(), time), "question", isCancelled),
  groups: ({ isCancelled }, by, filter, most) =>
    turns.run(groupRows(logs.store, by, filter, most), "question", isCancelled),
  select: ({ isCancelled }, result, where, sort) =>
    turns.run(logs.results.select(result, where, sort), "question", isCancelled),
  rows: (_, result, from, to) => rowsOf(logs.store, logs.results.get(result), from, Math.min(to, from + LONGEST_PAGE)),
  cells: (_, result, from, to, columns) =>
    cellsOf(logs.store, logs.results.get(result), from, Math.min(to, from + LONGEST_PAGE), columns),
  level: ({ isCancelled }, result, from, to, zone) =>
    turns.run(levelOf(logs.store, logs.results.get(result), from, to, zone), "question", isCancelled),
  seek: (_, result, time) => seek(logs.results.get(result), time),
  positionOf: (_, result, id) => positionOf(logs.results.get(result), id),
  histogram: ({ isCancelled }, result, query) =>
    turns.run(histogramOf(logs.store, logs.results.get(result), query), "question", isCancelled),
  aggregate: ({ isCancelled }, result, query) =>
    turns.run(aggregateRows(logs.store, logs.results.get(result), query), "question", isCancelled),
  release(_, result) {
    logs.results.release(result);
    return undefined;
  },
  row(_, id) {
    const found = logs.store.find(id);
    return found && eventRow(logs.store, found.chunk, found.row);
  },
  find: ({ isCancelled }, value) => turns.run(matchesOf(logs.store, value), "question", isCancelled),
  async text({ isCancelled, progress }, id) {
    const found = logs.store.find(id);
    if (!found) return undefined;
    const { chunk, row } = found;
    const start = chunk.starts[row] as number;
    return logs.text(chunk.uriOf(row), undefined, start, start + (chunk.lengths[row] as number), isCancelled, progress);
  },
  contentAt: ({ isCancelled, progress }, uri, path, start, end) =>
    logs.stretch(uri, path, start, Math.min(end, start + LONGEST_STRETCH), isCancelled, progress),
  textAt: ({ isCancelled, progress }, uri, path, start, end) => logs.text(uri, path, start, end, isCancelled, progress),
  async locate({ isCancelled, onCancel }, uri, version, offset) {
    if (!(await logs.whenVersion(uri, version, isCancelled, onCancel))) return undefined;
    for (const { chunk, from, to } of logs.store.rowsOf(uri)) {
      if (!chunk.text) continue;
      const { starts, lengths } = chunk.text;
      const row = firstPosition((p) => (starts[p] as number) > offset, from, to) - 1;
      if (row < from || offset >= (starts[row] as number) + (lengths[row] as number)) continue;
      return eventRow(logs.store, chunk, row);
    }
    return undefined;
  },
  async recordSpans({ isCancelled, onCancel }, uri, version, most) {
    if (!(await logs.whenVersion(uri, version, isCancelled, onCancel))) return undefined;
    return textSpans(logs.store, uri, most);
  },
  recordAt(_, uri, start) {
    for (const { chunk, from, to } of logs.store.rowsOf(uri)) {
      const row = firstPosition((p) => (chunk.starts[p] as number) >= start, from, to);
      if (row < to && chunk.starts[row] === start) return eventRow(logs.store, chunk, row);
    }
    return undefined;
  },
};

let reported = 0;
let reportDue: NodeJS.Timeout | undefined;

function changed(): void {
  if (reportDue) return;
  reportDue = setTimeout(report, Math.max(0, reported + CHANGE_INTERVAL - Date.now()));
}

function report(): void {
  clearTimeout(reportDue); // one that goes on beside the next would tell as often again
  reportDue = undefined;
  reported = Date.now();
  post({
    kind: "changed",
    change: { events: logs.store.events, loading: logs.loading, revision: logs.store.revision },
  });
}

port.on("message", (message: ToThread) => {
  turns.begin();
  switch (message.kind) {
    case "ask":
      blackBox.took(message.id);
      void answer(message.id, message.method, message.args);
      break;
    case "cancel":
      wakes.get(message.id)?.();
      feeds.get(message.id)?.wake();
      logs.lookForCancelled();
      break;
    case "slice":
      feeds.get(message.id)?.push(message.text);
      break;
    case "slicesEnd":
      feeds.get(message.id)?.end();
      break;
    case "leftOut":
      logs.leaveOut(message.logs);
      break;
  }
});

function progressOf(id: number): (fraction: number) => void {
  let told = 0;
  return (fraction) => {
    if (Date.now() - told < PROGRESS_INTERVAL) return;
    told = Date.now();
    post({ kind: "progress", id, fraction });
  };
}

async function answer(id: number, method: Method, args: unknown[]): Promise<void> {
  const isCancelled = (): boolean => Atomics.load(flags, id % FLAGS) === 1;
  const asked: Asked = { id, isCancelled, onCancel: (wake) => wakes.set(id, wake), progress: progressOf(id) };
  if (method === "open") feeds.set(id, new TextFeed(() => post({ kind: "sliceUsed", id })));
  try {
    const run = methods[method] as (asked: Asked, ...args: unknown[]) => unknown;
    const value = await run(asked, ...args);
    if (method === "open" || method === "close" || method === "refresh") report(); // whoever awaits it finds the counts up to date
    post({ kind: "answer", id, value });
  } catch (error) {
    post({ kind: "failed", id, error: sentError(error) });
  } finally {
    feeds.delete(id);
    wakes.delete(id);
  }
}

blackBox.started();
