import assert from "node:assert/strict";
import os from "node:os";
import type { Data, DataWanted } from "./generate";
import { jqVersion } from "./otherPrograms";
import { foreign, type PeerName, peerTitles } from "./peers";
import {
  type Contest,
  contests,
  isKept,
  jobOf,
  measured,
  median,
  type Promised,
  type Round,
  type Rounds,
  told,
} from "./table";

export interface Wanted {
  rounds: number;
  megabytes: number | undefined;
  /** Whether other programs take part. */
  peers: boolean;
  all: boolean;
  /** Only contests whose title contains this. */
  only: string;
}

interface Row {
  title: string;
  promised: Promised;
  value: number | undefined;
}

/** Runs all contests, prints each and a table at the end. @returns whether all measured promises are kept */
export function competeAll(wanted: Wanted, made: (data: DataWanted) => Data, run: (args: string[]) => string): boolean {
  const { rounds, megabytes, peers } = wanted;
  const chosen = contests.filter(
    ({ title, extra }) => (wanted.all || !extra) && title.toLowerCase().includes(wanted.only.toLowerCase()),
  );
  console.log(machine());
  console.log(`Rounds: ${rounds}, the competitors taking turns; ratios are medians of the rounds' ratios.`);
  if (peers && jqVersion() === undefined) console.log("jq is not on the PATH (Debian: apt-get install jq): left out.");
  const missing = (job: string): boolean => foreign.has(job) && (!peers || (job === "jq" && jqVersion() === undefined));
  const rows: Row[] = [];
  for (const contest of chosen) {
    const data = made(megabytes === undefined ? contest.data : { ...contest.data, megabytes });
    const jobs = jobsOf(contest).filter((job) => !missing(job));
    if (jobs.length === 1 && jobs[0] === "engine" && !contest.extra && contest.promises.every(isForeign)) {
      rows.push(...contest.promises.map((promised) => ({ title: contest.title, promised, value: undefined })));
      continue;
    }
    const results = rounded(contest, jobs, contest.rounds ?? rounds, data, run);
    say(contest, data, results);
    for (const promised of contest.promises) {
      const value = missing(jobOf(promised)) ? undefined : measured(promised, results);
      rows.push({ title: contest.title, promised, value });
    }
  }
  tellTable(rows);
  return rows.every(({ promised, value }) => value === undefined || isKept(promised, value));
}

const isForeign = (promised: Promised): boolean => foreign.has(jobOf(promised));

function machine(): string {
  const { model } = os.cpus()[0] ?? { model: "unknown processor" };
  const [load = 0] = os.loadavg();
  return `${model}, ${os.cpus().length} cores, Node ${process.version}, ${os.type()} ${os.arch()}; load ${load.toFixed(1)} at the start`;
}

function jobsOf({ promises }: Contest): string[] {
  const isEnginesToo = promises.some(({ measure }) => measure.kind !== "own");
  return [...new Set([...(isEnginesToo ? ["engine"] : []), ...promises.map(jobOf)])];
}

function rounded(
  { whole }: Contest,
  jobs: readonly string[],
  rounds: number,
  data: Data,
  run: (args: string[]) => string,
): Rounds {
  const results: Record<string, Round[]> = Object.fromEntries(jobs.map((job) => [job, []]));
  for (let round = 0; round < rounds; round++) {
    for (const job of jobs) {
      const start = performance.now();
      const result = JSON.parse(run(["--job", job, data.path, ...(whole ? ["--whole"] : [])])) as Round;
      if (whole) result.ms = performance.now() - start;
      check(job, result, data);
      results[job]?.push(result);
    }
  }
  return results;
}

/** A fast wrong answer is worthless. */
function check(job: string, { events, groups, failed, arns, bytes }: Round, { truth }: Data): void {
  if (bytes !== undefined && job !== "readOnly") assert.equal(bytes, truth.bytes, `${job}: bytes`);
  if (events !== undefined && job !== "first") assert.equal(events, truth.events, `${job}: events`);
  if (groups !== undefined)
    assert.deepEqual(sorted(groups), sorted(truth.groups), `${job}: by source and identity type`);
  if (failed !== undefined) assert.equal(failed, truth.failed, `${job}: failed events`);
  if (arns !== undefined) assert.equal(arns, truth.arns, `${job}: different ARNs`);
}

function sorted(groups: unknown): unknown {
  const byKey = <T>(entries: [string, T][]) => entries.sort(([a], [b]) => (a < b ? -1 : 1));
  const whole = groups as Record<string, Record<string, number>>;
  return byKey(Object.entries(whole)).map(([key, types]) => [key, byKey(Object.entries(types))]);
}

const titles: Record<string, string> = {
  ...peerTitles,
  engine: "the engine, until all is read and counted by source and identity type",
  first: "the engine, until 100 events are counted",
  reopen: "the engine, until all is there again",
  questions: "the engine's questions",
  mutate: "the scanners, each with every log",
};

function say({ title, whole }: Contest, { truth }: Data, results: Rounds): void {
  const megabytes = truth.bytes / 1e6;
  console.log(
    `\n${title}: ${megabytes.toFixed(0)} MB, ${truth.events} events, ${truth.files} file(s)${whole ? "; whole processes" : ""}`,
  );
  for (const [job, rounds] of Object.entries(results)) {
    const ms = median(rounds.map((one) => one.ms));
    const cpu = rounds.every(({ cpuMs }) => cpuMs !== undefined)
      ? median(rounds.map((one) => one.cpuMs as number))
      : NaN;
    const rss = median(rounds.map((one) => one.rssMb));
    const best = Math.min(...rounds.map((one) => one.ms));
    console.log(
      `  ${figure(ms, 7)} ms (best ${figure(best, 6)}) ${figure(cpu, 7)} ms CPU ${figure(megabytes / (ms / 1000), 6)} MB/s ${foreign.has(job) ? "      " : figure(rss, 6)} MB peak  ${titles[job as PeerName]}`,
    );
  }
}

const figure = (value: number, width: number): string =>
  (Number.isFinite(value) ? value.toFixed(value < 100 ? 1 : 0) : "–").padStart(width);

function tellTable(rows: readonly Row[]): void {
  const lines = rows.map(({ title, promised, value }) => {
    const { measure, bound, wish } = promised;
    const against = measure.kind === "own" ? "–" : peerTitles[measure.than].split(",")[0];
    const promise = measure.kind === "faster" ? "≥" : "≤";
    const found = value === undefined ? "not measured: needs --peers" : told(promised, value);
    const met = value === undefined ? "" : isKept(promised, value) ? "yes" : "NO";
    return [title, against, `${promise} ${told(promised, bound)}`, String(wish), found, met];
  });
  console.log("");
  for (const cells of [["work", "against", "promised", "wished", "measured", "met"], Array(6).fill("---"), ...lines])
    console.log(`| ${cells.join(" | ")} |`);
}
