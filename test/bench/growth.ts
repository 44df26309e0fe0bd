import os from "node:os";
import type { Data, DataWanted, Truth } from "./generate";
import { type Grown, grow, targetsOf } from "./growthJob";
import { type Held, hold } from "./growthMemory";

/** Measures how reading, questions and memory grow with events, files and logs. */

interface Stage {
  title: string;
  data: readonly DataWanted[];
  /** Opens the logs of the folder one by one. */
  each?: true;
}

const million = (seed: number): DataWanted => ({ layout: "records", megabytes: 1600, seed });
const folder = (files: number, eventsPerFile: number): DataWanted => ({
  layout: "folder",
  megabytes: 0,
  files,
  eventsPerFile,
});

const stages: readonly Stage[] = [
  { title: "a million events in one log", data: [million(1)] },
  { title: "five million events in five logs", data: [1, 2, 3, 4, 5].map(million) },
  { title: "a folder of 50,000 logs", data: [folder(50_000, 8)] },
  { title: "200 logs, each opened for itself", data: [folder(200, 5000)], each: true },
];

const PROMISED = 16; // milliseconds for each answer over a million events
const BYTES_PROMISED = 110; // bytes of memory per event, without dictionaries
/** Questions with a promise; the others are only printed. */
const promised = /^(group|filter|page)/;
/** Their time depends on logs, or on a screen, not on events. */
const isOfEvents = (name: string): boolean => !/^page|report|deliveries/.test(name);
/** Ratios of shorter times mean nothing. */
const NOISE = 0.5; // milliseconds

/** Prints everything; false if a promise is not kept or an answer is wrong. */
export function measureGrowth(made: (wanted: DataWanted) => Data, run: (args: string[]) => string): boolean {
  let first: Grown | undefined;
  let isKept = true;
  for (const { title, data, each } of stages) {
    const logs = data.map(made);
    const targets = [...logs.map(({ path }) => path), ...(each ? ["--each"] : [])];
    const [load = 0] = os.loadavg();
    const grown = JSON.parse(run(["--job", "growth", ...targets])) as Grown;
    const held = JSON.parse(run(["--job", "growthMemory", ...targets])) as Held;
    first ??= grown;
    console.log(`\n${title}; load ${load.toFixed(1)} before`);
    tellReading(grown, held);
    const isFast = tellAnswers(grown, first);
    const isRight = checkCounts(
      grown,
      logs.map(({ truth }) => truth),
    );
    isKept &&= isFast && isRight && held.columns <= BYTES_PROMISED;
  }
  return isKept;
}

/** Runs one round in this process. */
export async function growthRound(job: string, paths: readonly string[], each: boolean, warmUp: string): Promise<void> {
  const targets = targetsOf(paths, each);
  console.log(JSON.stringify(job === "growthMemory" ? await hold(targets) : await grow(targets, warmUp)));
}

function tellReading(grown: Grown, { columns, dictionaries, memory }: Held): void {
  const { ms, events, bytes, logs, rssMb, waited, changes, largestChange } = grown;
  console.log(
    `  ${events} events of ${logs} log(s), ${(bytes / 1e6).toFixed(0)} MB, read in ${(ms / 1000).toFixed(1)} s: ${((ms / events) * 1000).toFixed(1)} µs an event, ${((ms / logs) * 1000).toFixed(0)} µs a log`,
  );
  const slow = columns > BYTES_PROMISED ? `  LARGE: promised are ${BYTES_PROMISED} of columns` : "";
  console.log(
    `  an event: ${columns.toFixed(0)} bytes of columns, ${dictionaries.toFixed(0)} of dictionaries, ${memory.toFixed(0)} of memory in all; the process at the end: ${rssMb.toFixed(0)} MB${slow}`,
  );
  console.log(
    `  while it was read another question waited ${waited.toFixed(0)} ms at most; ${changes} messages of changes, of up to ${largestChange} log(s) being read`,
  );
}

function tellAnswers({ answers, events }: Grown, least: Grown): boolean {
  let isFast = true;
  console.log("  | question | first, ms | later | for a million events | of that of one log | another waited |");
  for (const [name, { first, median, waited }] of Object.entries(answers)) {
    const perMillion = isOfEvents(name) ? (median / events) * 1e6 : undefined;
    const before = least.answers[name]?.median ?? Number.NaN;
    const ratio = perMillion === undefined ? median / before : perMillion / ((before / least.events) * 1e6);
    const isSlow = promised.test(name) && (perMillion ?? median) > PROMISED;
    isFast &&= !isSlow;
    const cells = [
      name,
      first.toFixed(1),
      median.toFixed(1),
      perMillion?.toFixed(1) ?? "–",
      median < NOISE ? "–" : `${ratio.toFixed(2)} ×`,
      `${waited.toFixed(0)} ms`,
    ];
    console.log(`  | ${cells.join(" | ")} |${isSlow ? ` SLOW: promised are ${PROMISED}` : ""}`);
  }
  return isFast;
}

function checkCounts({ events, failed, bytes }: Grown, truths: readonly Truth[]): boolean {
  const sum = (of: (truth: Truth) => number): number => truths.reduce((total, truth) => total + of(truth), 0);
  const made = { events: sum((one) => one.events), failed: sum((one) => one.failed), bytes: sum((one) => one.bytes) };
  if (events === made.events && failed === made.failed && bytes === made.bytes) return true;
  console.log(`  WRONG: ${JSON.stringify({ events, failed, bytes })}, made were ${JSON.stringify(made)}`);
  return false;
}
