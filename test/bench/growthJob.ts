import fs from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Engine, Result } from "../../src/engine/engine";
import { openAll, warmEngine } from "./engineJob";
import { median } from "./table";

const ROUNDS = 7;
const PAUSE = 4; // milliseconds between questions of a reader who looks at one event all the while

export interface Answered {
  /** Milliseconds: the first time, later times, and the longest wait of another question meanwhile. */
  first: number;
  median: number;
  waited: number;
}

/** Figures of an engine with this much open. */
export interface Grown {
  ms: number;
  events: number;
  bytes: number;
  logs: number;
  failed: number;
  rssMb: number;
  /** The longest wait of another question while it was read. */
  waited: number;
  /** Number of change messages meanwhile, and of logs in the largest. */
  changes: number;
  largestChange: number;
  answers: Record<string, Answered>;
}

/** Everything that the views ask about what is open. */
function questionsOf(engine: Engine): Record<string, () => Promise<unknown>> {
  let result: Result | undefined;
  const all = (): Result => result as Result;
  let actor: string;
  let uri: string;
  return {
    "the tree's groups": () => engine.events.groups(["eventSource", "identity"], {}),
    "group by source and identity type": () => engine.events.groups(["eventSource", "identityType"], {}),
    "every actor, for the API": async () => {
      const [busiest] = await engine.events.groups(["actor"], {});
      actor = busiest?.key ?? "";
    },
    "group by actor, if few": () => engine.events.groups(["actor"], { eventSource: "s3.amazonaws.com" }, 499),
    "filter by outcome": () => engine.events.select({ outcome: ["denied", "failed"] }),
    "filter by actor": () => engine.events.select({ actor }),
    "all, in order of time": async () => {
      result?.dispose();
      result = await engine.events.select({});
    },
    "page of 500": async () => {
      const [row] = await all().rows(all().count >> 1, (all().count >> 1) + 500);
      uri = row?.uri ?? "";
    },
    "divide by time": () => all().level(0, all().count, "utc"),
    "place of an event": async () => all().positionOf((await all().rows(all().count - 1, all().count))[0]!.id),
    "coverage, as the tree says it": () => engine.coverage.summary(),
    "500 logs' reports": () => engine.coverage.reports({ from: 0, to: 500 }),
    "reports of logs with trouble": () => engine.coverage.reports({ from: 0, to: 500, states: ["notRead", "partly"] }),
    "one log's report": () => engine.coverage.report(uri),
    deliveries: () => engine.coverage.deliveries(),
  };
}

/** Opens everything at once, and asks. */
export async function grow(targets: readonly string[], warmUp: string): Promise<Grown> {
  const engine = await warmEngine(warmUp);
  try {
    return await measured(engine, targets);
  } finally {
    engine.dispose();
  }
}

async function measured(engine: Engine, targets: readonly string[]): Promise<Grown> {
  const changes: number[] = [];
  engine.onDidChange(({ loading }) => changes.push(loading.length));
  const start = performance.now();
  const reading = await besides(engine, () => Promise.all(targets.map((target) => openAll(engine, target))));
  const ms = performance.now() - start;
  const told = { changes: changes.length, largestChange: Math.max(...changes) };
  const answers: Grown["answers"] = {};
  for (const [name, ask] of Object.entries(questionsOf(engine))) {
    const times: number[] = [];
    for (let i = 0; i <= ROUNDS; i++) {
      const asked = performance.now();
      await ask();
      times.push(performance.now() - asked);
    }
    const { waited } = await besides(engine, ask); // apart: it takes time itself
    const [first, ...later] = times;
    answers[name] = { first: first as number, median: median(later), waited };
  }
  const { events, bytes, files } = await engine.coverage.summary();
  const failed = (await engine.events.groups([], {}))[0]?.failed ?? 0;
  const rssMb = process.memoryUsage.rss() / 1e6;
  return { ms, events, bytes, failed, logs: files.whole, rssMb, waited: reading.waited, ...told, answers };
}

/** Does the work, and asks something small again and again meanwhile. */
async function besides(engine: Engine, work: () => Promise<unknown>): Promise<{ waited: number }> {
  let waited = 0;
  let isDone = false;
  const asking = (async () => {
    while (!isDone) {
      const start = performance.now();
      await engine.events.row(0);
      waited = Math.max(waited, performance.now() - start);
      await wait(PAUSE);
    }
  })();
  await work().finally(() => {
    isDone = true;
  });
  await asking;
  return { waited };
}

/** What to open: optionally each log in a folder on its own. */
export function targetsOf(targets: readonly string[], each: boolean): string[] {
  return each ? targets.flatMap(logsIn) : [...targets];
}

function logsIn(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json.gz"))
    .map((name) => path.join(folder, name));
}
