import fs from "node:fs";
import v8 from "node:v8";
import vm from "node:vm";
import { paths } from "../../src/core/events/paths";
import type { Where } from "../../src/core/query/condition";
import { PlainScanner, plainDictionaries } from "../../src/core/scan/plain";
import { listKeys, places } from "../../src/core/shapes/places";
import { LogReader } from "../../src/core/shapes/reader";
import type { Sort } from "../../src/engine/engine";
import { aggregateRows, histogramOf } from "../../src/engine/store/aggregate";
import { Draft } from "../../src/engine/store/draft";
import { groupRows } from "../../src/engine/store/groups";
import { rowsThat } from "../../src/engine/store/results";
import { rowsOf } from "../../src/engine/store/rows";
import { Store } from "../../src/engine/store/store";
import type { Data } from "./generate";

const PROMISED = 16; // milliseconds for each answer over a million events
const PROMISED_SORT = 200; // and for what moves every row
const BYTES_PROMISED = 110; // bytes of memory per event, without dictionaries
const ROUNDS = 9;
const PIECE = 512 * 1024;

/** How long questions take in the engine's thread, and how much memory an event needs there. */
export interface Figures {
  events: number;
  /** Bytes per event: of columns, of dictionaries, of all memory. */
  columns: number;
  dictionaries: number;
  memory: number;
  /** Milliseconds for a million events. */
  answers: Record<string, { median: number; best: number }>;
}

export function askQuestions({ path }: Data): Figures {
  const before = memory();
  const store = new Store(new PlainScanner(paths, listKeys, places, plainDictionaries(1)));
  read(store, path);
  const events = store.events;
  const whole = memory() - before;
  const { dictionaries } = store.scanner;
  const known = Object.values(dictionaries).reduce((sum, { bytes }) => sum + bytes, store.derive.bytes);
  const select = (where: Where, sort?: Sort) => finished(rowsThat(store, where, sort));
  const all = select({});
  const [busiest] = finished(groupRows(store, ["actor"], {}));
  const questions: Record<string, () => unknown> = {
    "group by source and identity type": () => finished(groupRows(store, ["eventSource", "identityType"], {})),
    "group by actor": () => finished(groupRows(store, ["actor"], {})),
    "filter by outcome": () => select({ outcome: ["denied", "failed"] }),
    "filter by actor": () => select({ actor: busiest?.key ?? "" }),
    "filter by name and hour": () =>
      select({ eventName: "GetObject", from: "2026-03-02T10:00:00Z", to: "2026-03-02T11:00:00Z" }),
    "page of 500": () => rowsOf(store, all, all.count >> 1, (all.count >> 1) + 500),
    "all, in order of time": () => select({}),
    "sort by actor": () => select({}, { by: "actor" }),
    "sort by address": () => select({}, { by: "sourceIPAddress", descending: true }),
    "sort by event ID": () => select({}, { by: "eventID" }),
    "sum up by operation and actor": () => finished(aggregateRows(store, all, { by: ["eventName", "actor"] })),
    "histogram of 1,000 parts": () => finished(histogramOf(store, all, { parts: 1000 })),
  };
  const answers: Figures["answers"] = {};
  for (const [name, ask] of Object.entries(questions)) {
    const times: number[] = [];
    for (let i = 0; i < ROUNDS; i++) {
      const start = performance.now();
      ask();
      times.push((performance.now() - start) * (name.startsWith("page") ? 1 : 1e6 / events));
    }
    answers[name] = { best: Math.min(...times), median: times.sort((a, b) => a - b)[ROUNDS >> 1] as number };
  }
  return {
    events,
    columns: (store.bytes - known) / events,
    dictionaries: known / events,
    memory: whole / events,
    answers,
  };
}

/** Prints them; false if a promise is not kept. */
export function measureQuestions(data: Data): boolean {
  const { events, columns, dictionaries, memory: all, answers } = askQuestions(data);
  console.log(
    `${events} events: ${columns.toFixed(0)} bytes of columns each, ${dictionaries.toFixed(0)} of dictionaries, ${all.toFixed(0)} of memory in all`,
  );
  let slow = columns > BYTES_PROMISED;
  for (const [name, { median, best }] of Object.entries(answers)) {
    const promised = /^(sort|sum up)/.test(name) ? PROMISED_SORT : PROMISED;
    const isSlow = median > promised;
    slow ||= isSlow;
    console.log(
      `  ${name}: median ${median.toFixed(1)} ms, best ${best.toFixed(1)} ms, for a million events${isSlow ? `  SLOW: promised are ${promised}` : ""}`,
    );
  }
  return !slow && events === data.truth.events;
}

function read(store: Store, path: string): void {
  const draft = new Draft(store, "log", false);
  for (const _ of draft.show());
  const reader = new LogReader(
    store.scanner,
    { rows: (batch) => draft.add(batch), problem: () => undefined },
    {
      record: 1 << 26,
      depth: 1000,
    },
  );
  const file = fs.openSync(path, "r");
  for (;;) {
    const count = fs.readSync(file, reader.room(PIECE).subarray(0, PIECE));
    if (count === 0) break;
    reader.wrote(count);
  }
  fs.closeSync(file);
  reader.end();
}

v8.setFlagsFromString("--expose-gc");
const collectGarbage = vm.runInNewContext("gc") as () => void;

function memory(): number {
  collectGarbage();
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return arrayBuffers + heapUsed;
}

function finished<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
