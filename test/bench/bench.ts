/**
 * Measures how fast logs are read, compared with other programs. See --help. Every competitor runs in its own process,
 * so that their memory is separate, and only the work is timed.
 */
import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { mutate } from "../unit/support/mutate";
import { readAdversaries } from "./adversarialJob";
import { competeAll } from "./compete";
import { openAll, readFirst, readWhole, readWithEngine, warmEngine } from "./engineJob";
import { type Data, type DataWanted, dataFor, type Layout } from "./generate";
import { growthRound, measureGrowth } from "./growth";
import { foreign, type Peer, type PeerName, peers } from "./peers";
import { askQuestions, measureQuestions } from "./questions";
import { reopen } from "./reopen";
import { measureResponsiveness } from "./responsive";

const MILLION = 1600; // megabytes that hold about a million events
const WARM_UP: DataWanted = { layout: "records", megabytes: 8, seed: 7 };
const linesWarmUp: DataWanted = { ...WARM_UP, layout: "lines" };
const HELP = `npm run bench                        everything promised of speed and size, measured: a table
  --peers                              against other programs too: DuckDB (npm, installed for it alone) and jq (if it is there)
  --only TEXT                          only rows whose work holds this text
  --all                                more layouts, of which nothing is promised
  --rounds N                           rounds, the competitors taking turns (5 unless said)
  --mb N                               megabytes of each generated log
  --vscode newest|oldest               in the Node.js that VS Code brings along, not in yours
npm run bench -- PATH [--json]       read this file or folder with a warm engine; --json: one line of JSON
npm run bench -- --responsive        how long answers take while 1 GB is read (--mb: another size)
npm run bench -- --questions        how long questions take over a million events, and what an event costs in memory
npm run bench -- --growth           how the same grows: 5 million events, 50,000 files, 200 logs (10 GB of generated logs)
npm run bench -- --host             the same inside a real VS Code, with what its extension host has to bear, a folder, too; and how long hovers and links take
npm run bench -- --show             1 GB and 5,000 files opened in a real VS Code as a person does: waits, and pictures in out/shots
npm run bench -- --mutate N          N logs with one byte changed: do all scanners read the same, as JSON.parse does (--seed)
npm run bench -- --make LAYOUT       write a log and say where: records, pretty, lines or folder (--mb, --gzip, --seed, --files, --events)
Generated logs are kept in CLOUDTRAIL_BENCH_DATA, or in the system's folder for temporary files.`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      all: { type: "boolean" },
      events: { type: "string" },
      each: { type: "boolean" }, // in a round: the logs in the folder instead of the folder
      files: { type: "string" },
      growth: { type: "boolean" },
      gzip: { type: "boolean" },
      help: { type: "boolean" },
      job: { type: "string" }, // one round of one competitor, started by the bench itself
      json: { type: "boolean" },
      make: { type: "string" },
      mb: { type: "string" },
      only: { type: "string" },
      peers: { type: "boolean" },
      questions: { type: "boolean" },
      mutate: { type: "string" },
      responsive: { type: "boolean" },
      rounds: { type: "string" },
      seed: { type: "string" },
      whole: { type: "boolean" }, // a round that is timed from outside
    },
  });
  const megabytes = values.mb === undefined ? undefined : Number(values.mb);
  const [target] = positionals;
  if (values.help) return console.log(HELP);
  if (values.job?.startsWith("growth"))
    return growthRound(values.job, positionals, values.each ?? false, made(WARM_UP).path);
  if (values.job !== undefined && target !== undefined) return oneRound(values.job, target, values.whole ?? false);
  if (values.make !== undefined) {
    const wanted = {
      layout: values.make as Layout,
      megabytes: megabytes ?? 200,
      gzip: values.gzip ?? false,
      seed: Number(values.seed ?? 1),
      ...(values.files === undefined ? {} : { files: Number(values.files) }),
      ...(values.events === undefined ? {} : { eventsPerFile: Number(values.events) }),
    };
    return console.log(JSON.stringify(await dataFor(wanted)));
  }
  if (values.mutate !== undefined) return mutateLogs(Number(values.mutate), Number(values.seed ?? 1));
  if (target !== undefined) return readOne(target, values.json ?? false);
  if (values.questions) {
    if (!measureQuestions(made({ layout: "records", megabytes: megabytes ?? MILLION }))) process.exitCode = 1;
    return;
  }
  if (values.growth) {
    if (!measureGrowth(made, run)) process.exitCode = 1;
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
  const kept = competeAll(
    {
      rounds: Number(values.rounds ?? 5),
      megabytes,
      peers: values.peers ?? false,
      all: values.all ?? false,
      only: values.only ?? "",
    },
    made,
    run,
  );
  if (!kept) process.exitCode = 1;
}

function mutateLogs(count: number, seed: number): void {
  const { refused, noticed, falseAlarms, lost } = mutate(count, seed);
  console.log(
    `${count} logs with one byte changed (seed ${seed}), read alike by all scanners: JSON.parse refuses ${refused}, of which ${noticed} were noticed; ${falseAlarms.length} false alarms; ${lost.length} records lost beside the changed ones`,
  );
  for (const text of [...falseAlarms, ...lost].slice(0, 10)) console.log(text);
  if (noticed < refused || falseAlarms.length + lost.length > 0) process.exitCode = 1;
}

/** Generates the data in another process, whose memory must not count here. */
function made({ layout, megabytes, gzip, seed, files, eventsPerFile }: DataWanted): Data {
  const args = ["--make", layout, "--mb", String(megabytes), "--seed", String(seed ?? 1), ...(gzip ? ["--gzip"] : [])];
  if (files !== undefined) args.push("--files", String(files));
  if (eventsPerFile !== undefined) args.push("--events", String(eventsPerFile));
  return JSON.parse(run(args)) as Data;
}

function run(args: string[]): string {
  return execFileSync(process.execPath, [__filename, ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
}

const peakRss = () => (process.resourceUsage().maxRSS * 1024) / 1e6;

/** Runs one round of one competitor in this process. */
async function oneRound(job: string, target: string, whole: boolean): Promise<void> {
  console.log(
    JSON.stringify({
      rssMb: 0,
      ...(await outcomeOf(job, target, whole)),
      ...(foreign.has(job) ? {} : { rssMb: peakRss() }),
    }),
  );
}

async function outcomeOf(job: string, target: string, whole: boolean): Promise<object> {
  switch (job) {
    case "engine":
      return whole ? readWhole(target) : readWithEngine(target, made(WARM_UP).path);
    case "first":
      return readFirst(target, made(WARM_UP).path);
    case "reopen":
      return reopen(target, made(WARM_UP).path);
    case "questions":
      return { ms: 0, ...askQuestions({ path: target, truth: undefined as never }) };
    case "adversaries":
      return readAdversaries(target, made(WARM_UP).path);
    case "mutate": {
      const { refused, noticed, falseAlarms, lost } = mutate(10_000, 42);
      return { ms: 0, wrong: refused - noticed + falseAlarms.length + lost.length };
    }
    default: {
      const peer: Peer = peers[job as PeerName];
      const warmUp: DataWanted | undefined = {
        parseLines: linesWarmUp,
        parseWhole: WARM_UP,
        parseRecords: WARM_UP,
        visitWhole: WARM_UP,
        parseEach: WARM_UP,
      }[job];
      if (warmUp && !whole) await peer(made(warmUp).path);
      return peer(target);
    }
  }
}

async function readOne(target: string, json: boolean): Promise<void> {
  const engine = await warmEngine(made(WARM_UP).path);
  const start = performance.now();
  await openAll(engine, target);
  const ms = performance.now() - start;
  const { bytes, events, logs } = await engine.coverage.whole();
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
