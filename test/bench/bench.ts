/**
 * How fast logs are read, against what else a program could do. See --help.
 * Every competitor runs in a process of its own, so that one's memory is not the other's; timed is the work only.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import os from "node:os";
import { parseArgs } from "node:util";
import { mutate } from "../unit/support/mutate";
import { openAll, readWithEngine, warmEngine } from "./engineJob";
import { type Data, type DataWanted, dataFor, type Layout } from "./generate";
import { type Outcome, type PeerName, peers, peerTitles } from "./peers";
import { measureQuestions } from "./questions";
import { measureResponsiveness } from "./responsive";

interface Contest {
  title: string;
  data: DataWanted;
  /** What the engine is measured against, and how many times faster it is promised to be at least. */
  against: Partial<Record<PeerName, number>>;
  /** Only with --all. */
  extra?: true;
}

const contests: Contest[] = [
  { title: "one line", data: { layout: "records", megabytes: 200 }, against: { parseWhole: 2, visitWhole: 2 } },
  { title: "pretty-printed", data: { layout: "pretty", megabytes: 200 }, against: { parseWhole: 0 }, extra: true },
  { title: "JSON Lines", data: { layout: "lines", megabytes: 200 }, against: { parseLines: 0 }, extra: true },
  {
    title: "one line, gzip",
    data: { layout: "records", megabytes: 200, gzip: true },
    against: { parseWhole: 0 },
    extra: true,
  },
  {
    title: "folder of gzip files",
    data: { layout: "folder", megabytes: 200 },
    against: { parseWhole: 0 },
    extra: true,
  },
];

const MILLION = 1600; // megabytes that hold about a million events
const WARM_UP: DataWanted = { layout: "records", megabytes: 8, seed: 7 };
const HELP = `npm run bench                        read generated logs, against other parsers, and compare
  --all                                more layouts than the first
  --rounds N                           rounds, the competitors taking turns (5 unless said)
  --mb N                               megabytes of each generated log
npm run bench -- PATH [--json]       read this file or folder with a warm engine; --json: one line of JSON
npm run bench -- --responsive        how long answers take while 1 GB is read (--mb: another size)
npm run bench -- --questions        how long questions take over a million events, and what an event costs in memory
npm run bench -- --host             the same inside a real VS Code, with what its extension host has to bear
npm run bench -- --mutate N          N logs with one byte changed: do all scanners read the same, as JSON.parse does (--seed)
npm run bench -- --make LAYOUT       write a log and say where: records, pretty, lines or folder (--mb, --gzip, --seed)
Generated logs are kept in CLOUDTRAIL_BENCH_DATA, or in the system's folder for temporary files.`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      all: { type: "boolean" },
      gzip: { type: "boolean" },
      help: { type: "boolean" },
      job: { type: "string" }, // one round of one competitor, asked for by the bench itself
      json: { type: "boolean" },
      make: { type: "string" },
      mb: { type: "string" },
      questions: { type: "boolean" },
      mutate: { type: "string" },
      responsive: { type: "boolean" },
      rounds: { type: "string" },
      seed: { type: "string" },
    },
  });
  const megabytes = values.mb === undefined ? undefined : Number(values.mb);
  const [target, warmUp = ""] = positionals;
  if (values.help) return console.log(HELP);
  if (values.job !== undefined && target !== undefined) return oneRound(values.job, target, warmUp);
  if (values.make !== undefined) {
    const wanted = {
      layout: values.make as Layout,
      megabytes: megabytes ?? 200,
      gzip: values.gzip ?? false,
      seed: Number(values.seed ?? 1),
    };
    return console.log(JSON.stringify(await dataFor(wanted)));
  }
  if (values.mutate !== undefined) return mutateLogs(Number(values.mutate), Number(values.seed ?? 1));
  if (target !== undefined) return readOne(target, values.json ?? false);
  if (values.questions) {
    if (!measureQuestions(made({ layout: "records", megabytes: megabytes ?? MILLION }))) process.exitCode = 1;
    return;
  }
  if (values.responsive) {
    const right = await measureResponsiveness(
      made({ layout: "records", megabytes: megabytes ?? 1000 }),
      made(WARM_UP).path,
    );
    if (!right) process.exitCode = 1;
    return;
  }
  const chosen = contests.filter(({ extra }) => values.all || !extra);
  console.log(
    `${os.cpus()[0]?.model ?? "unknown processor"}, ${os.cpus().length} cores, Node ${process.version}, ${os.type()} ${os.arch()}`,
  );
  console.log("Each round is a new process that has first read 8 MB; timed is the work, not the start.");
  for (const contest of chosen) compete(contest, Number(values.rounds ?? 5), megabytes);
}

function mutateLogs(count: number, seed: number): void {
  const { refused, noticed, falseAlarms, lost } = mutate(count, seed);
  console.log(
    `${count} logs with one byte changed (seed ${seed}), read alike by all scanners: JSON.parse refuses ${refused}, of which ${noticed} were noticed; ${falseAlarms.length} false alarms; ${lost.length} records lost beside the changed ones`,
  );
  for (const text of [...falseAlarms, ...lost].slice(0, 10)) console.log(text);
  if (noticed < refused || falseAlarms.length + lost.length > 0) process.exitCode = 1;
}

/** Made in another process: what it takes in memory must not count here. */
function made({ layout, megabytes, gzip, seed }: DataWanted): Data {
  const args = ["--make", layout, "--mb", String(megabytes), "--seed", String(seed ?? 1), ...(gzip ? ["--gzip"] : [])];
  return JSON.parse(run(args)) as Data;
}

function run(args: string[]): string {
  return execFileSync(process.execPath, [__filename, ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
}

interface Round extends Outcome {
  rssMb: number;
  failed?: number;
  arns?: number;
}

const peakRss = () => (process.resourceUsage().maxRSS * 1024) / 1e6;

async function oneRound(job: string, target: string, warmUp: string): Promise<void> {
  const outcome = job === "engine" ? await readWithEngine(target, warmUp) : peerRound(job as PeerName, target);
  console.log(JSON.stringify({ ...outcome, coverage: undefined, rssMb: peakRss() }));
}

function peerRound(name: PeerName, target: string): Outcome {
  const peer = peers[name];
  peer(made({ ...WARM_UP, layout: name === "parseLines" ? "lines" : "records" }).path);
  return peer(target);
}

function compete({ title, data: wanted, against }: Contest, rounds: number, megabytes: number | undefined): void {
  const data = made({ ...wanted, ...(megabytes === undefined ? {} : { megabytes }) });
  const warmUp = made(WARM_UP).path;
  const jobs = ["engine", ...(Object.keys(against) as PeerName[])] as const;
  const results = Object.fromEntries(jobs.map((job) => [job, [] as Round[]]));
  for (let round = 0; round < rounds; round++) {
    for (const job of jobs) {
      const result = JSON.parse(run(["--job", job, data.path, warmUp])) as Round;
      check(job, result, data);
      results[job]!.push(result);
    }
  }
  const megabytesRead = data.truth.bytes / 1e6;
  console.log(
    `\n${title}: ${megabytesRead.toFixed(0)} MB, ${data.truth.events} events, ${data.truth.files} file(s), medians of ${rounds} rounds`,
  );
  for (const job of jobs) {
    const of = results[job]!;
    const ms = median(of.map((one) => one.ms));
    const cpu = median(of.map((one) => one.cpuMs));
    const rss = median(of.map((one) => one.rssMb));
    const name =
      job === "engine"
        ? "engine: open on a warm engine until read, and counted by source and identity"
        : peerTitles[job];
    console.log(
      `  ${ms.toFixed(0).padStart(6)} ms  ${cpu.toFixed(0).padStart(6)} ms CPU  ${(megabytesRead / (ms / 1000)).toFixed(0).padStart(5)} MB/s  ${rss.toFixed(0).padStart(5)} MB peak  ${name}`,
    );
  }
  for (const job of Object.keys(against) as PeerName[])
    tellRatio(job, results["engine"]!, results[job]!, against[job] ?? 0);
}

function tellRatio(job: PeerName, engine: Round[], other: Round[], promised: number): void {
  const ratio = median(other.map((one, i) => one.ms / engine[i]!.ms));
  console.log(
    `  the engine is ${ratio.toFixed(2)} times as fast as ${peerTitles[job].split(":")[0]} (median of the rounds' ratios)`,
  );
  const cpu = median(other.map((one, i) => one.cpuMs / engine[i]!.cpuMs));
  console.log(`  and takes the processors ${cpu.toFixed(2)} times less`);
  const bare = other.flatMap((one, i) => (one.bareMs === undefined ? [] : [one.bareMs / engine[i]!.ms]));
  if (bare.length > 0)
    console.log(`  and ${median(bare).toFixed(2)} times as fast as that without its columns: read, decode, parse only`);
  if (ratio >= promised) return;
  console.log(`  SLOW: promised are ${promised} times`);
  process.exitCode = 1;
}

/** A fast wrong answer is worth nothing. */
function check(job: string, { events, groups, failed, arns }: Round, { truth }: Data): void {
  assert.equal(events, truth.events, `${job}: events`);
  assert.deepEqual(sorted(groups), sorted(truth.groups), `${job}: events by source and identity type`);
  if (job !== "engine") return;
  assert.equal(failed, truth.failed, `${job}: failed events`);
  assert.equal(arns, truth.arns, `${job}: different ARNs`);
}

function sorted(groups: Outcome["groups"]): unknown {
  const byKey = <T>(entries: [string, T][]) => entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return byKey(Object.entries(groups)).map(([key, types]) => [key, byKey(Object.entries(types))]);
}

function median(values: number[]): number {
  const ordered = values.toSorted((a, b) => a - b);
  const middle = ordered.length >> 1;
  return ordered.length % 2 === 1 ? ordered[middle]! : (ordered[middle - 1]! + ordered[middle]!) / 2;
}

async function readOne(target: string, json: boolean): Promise<void> {
  const engine = await warmEngine(made(WARM_UP).path);
  const start = performance.now();
  await openAll(engine, target);
  const ms = performance.now() - start;
  const { bytes, events, logs } = await engine.coverage();
  engine.dispose();
  const figures = { bytes, events, wall_ms: round(ms), mb_s: round(bytes / 1e3 / ms), peak_rss_mb: round(peakRss()) };
  if (json) return console.log(JSON.stringify(figures));
  const problems = logs.reduce((sum, log) => sum + log.problemCount, 0);
  console.log(
    `${figures.events} events in ${logs.length} file(s), ${(bytes / 1e6).toFixed(1)} MB of content, ${problems} part(s) not read`,
  );
  console.log(`${figures.wall_ms} ms, ${figures.mb_s} MB/s, ${figures.peak_rss_mb} MB peak`);
}

const round = (value: number) => Math.round(value * 10) / 10;

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
