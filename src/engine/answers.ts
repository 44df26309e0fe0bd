import type { Answers } from "../calls/door";
import { deliveriesOf, lateDeliveryOf } from "../core/delivery/delivery";
import type { EventRow } from "../core/events/row";
import { firstPosition } from "../core/query/buckets";
import { markOf } from "../core/shapes/recordMark";
import type { TextFeed } from "./input/feed";
import type { OpenLogs } from "./logs/openLogs";
import { aggregateRows, histogramOf } from "./store/aggregate";
import { LONGEST_PAGE, levelOf } from "./store/division";
import { matchesOf } from "./store/find";
import { groupRows, groupsOf } from "./store/groups";
import { positionOf, seek } from "./store/results";
import { cellsOf, eventRow, rowsOf, textSpans } from "./store/rows";
import type { Rows } from "./texts/wanted";
import type { Part, Questions } from "./thread/protocol";
import type { Turns } from "./thread/turns";

/** Who asks the thread a question, and whether the answer is still wanted. */
export interface Caller {
  id: number;
  isCancelled: () => boolean;
  onCancel: (wake: () => void) => void;
  /** Reports the progress to the caller, 0 to 1. */
  progress: (fraction: number) => void;
  /** A part of the answer: resolves when there is room for the next one. */
  give: (part: Part) => Promise<void>;
}

const LONGEST_STRETCH = 1024 * 1024; // bytes

/** @param feeds texts of documents that are being sent, by the question that opens them */
export function answersOf(
  logs: OpenLogs,
  turns: Turns,
  feeds: ReadonlyMap<number, TextFeed>,
): Answers<Questions, Caller> {
  const inTurns = <T>({ isCancelled }: Caller, work: Generator<void, T>): Promise<T> =>
    turns.run(work, "question", isCancelled);
  return {
    logs: {
      async open({ id, isCancelled }, source, limits) {
        if (source.kind !== "text") return logs.open(source, limits, isCancelled);
        const feed = feeds.get(id);
        if (!feed) throw new Error("the text of a document comes with its own feed");
        return logs.open({ ...source, feed }, limits, isCancelled);
      },
      close: (_, uri, limits) => logs.close(uri, limits),
      refresh: ({ isCancelled }, changed, limits) => logs.refresh(changed, limits, isCancelled),
    },
    coverage: {
      summary: (caller) => inTurns(caller, logs.summary()),
      report: (caller, uri) => inTurns(caller, logs.report(uri)),
      reports: (caller, query) => inTurns(caller, logs.reports(query)),
      places: (caller, from, to) => inTurns(caller, logs.places(from, to)),
      deliveries: (caller) => inTurns(caller, deliveriesOf(logs.s3Places())),
      lateDelivery: (caller, time) => inTurns(caller, lateDeliveryOf(logs.s3Places(), time)),
    },
    events: {
      groups: (caller, by, where, most) => inTurns(caller, groupRows(logs.store, by, where, most)),
      row(_, id) {
        const found = logs.store.find(id);
        return found && eventRow(logs.store, found.chunk, found.row);
      },
      find: (caller, value) => inTurns(caller, matchesOf(logs.store, value)),
      recordAt(_, uri, start) {
        for (const { chunk, from, to } of logs.store.rowsOf(uri)) {
          const row = firstPosition((p) => (chunk.starts[p] as number) >= start, from, to);
          if (row < to && chunk.starts[row] === start) return eventRow(logs.store, chunk, row);
        }
        return undefined;
      },
    },
    results: {
      select: ({ isCancelled, progress }, result, where, sort) =>
        logs.select(result, where, sort, isCancelled, progress),
      rows: (_, result, from, to) =>
        rowsOf(logs.store, logs.results.get(result), from, Math.min(to, from + LONGEST_PAGE)),
      cells: (_, result, from, to, columns) =>
        cellsOf(logs.store, logs.results.get(result), from, Math.min(to, from + LONGEST_PAGE), columns),
      level: (caller, result, from, to, zone) =>
        inTurns(caller, levelOf(logs.store, logs.results.get(result), from, to, zone)),
      seek: (_, result, time) => seek(logs.results.get(result), time),
      positionOf: (_, result, id) => positionOf(logs.results.get(result), id),
      histogram: (caller, result, query) => inTurns(caller, histogramOf(logs.store, logs.results.get(result), query)),
      groups: (caller, result, by) => inTurns(caller, groupsOf(logs.store, logs.results.get(result), by)),
      aggregate: (caller, result, query) => inTurns(caller, aggregateRows(logs.store, logs.results.get(result), query)),
      release: (_, result) => logs.results.release(result),
    },
    text: {
      async record({ isCancelled, progress }, id) {
        const found = logs.store.find(id);
        if (!found) return undefined;
        const row = eventRow(logs.store, found.chunk, found.row);
        return logs.text(row.uri, undefined, row.start, row.end, isCancelled, progress, markOf(row));
      },
      span: ({ isCancelled, progress }, uri, path, start, end) =>
        logs.text(uri, path, start, end, isCancelled, progress),
      content: ({ isCancelled, progress }, uri, path, start, end) =>
        logs.stretch(uri, path, start, Math.min(end, start + LONGEST_STRETCH), isCancelled, progress),
    },
    documents: {
      async locate({ isCancelled, onCancel }, uri, version, offset) {
        if (!(await logs.whenVersion(uri, version, isCancelled, onCancel))) return undefined;
        return recordAround(uri, offset);
      },
      async recordSpans({ isCancelled, onCancel }, uri, version, most) {
        if (!(await logs.whenVersion(uri, version, isCancelled, onCancel))) return undefined;
        return textSpans(logs.store, uri, most);
      },
    },
    texts: {
      ofResult: (caller, result, from, to) => giveTexts(caller, logs.results.get(result).part(from, to)),
      ofEvents: (caller, ids) => giveTexts(caller, logs.store.rows(ids)),
    },
  };

  async function giveTexts({ isCancelled, progress, give }: Caller, rows: Rows): Promise<void> {
    for await (const part of logs.texts(rows, isCancelled, progress)) await give(part);
  }

  function recordAround(uri: string, offset: number): EventRow | undefined {
    for (const { chunk, from, to } of logs.store.rowsOf(uri)) {
      if (!chunk.text) continue;
      const { starts, lengths } = chunk.text;
      const row = firstPosition((p) => (starts[p] as number) > offset, from, to) - 1;
      if (row < from || offset >= (starts[row] as number) + (lengths[row] as number)) continue;
      return eventRow(logs.store, chunk, row);
    }
    return undefined;
  }
}
