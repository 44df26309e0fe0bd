/** npm run fuzz: see HELP. Generated files and deflate data, checked in separate threads. */
import os from "node:os";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import fc from "fast-check";
import { type PropertyName, properties, replay } from "./properties";

const HELP = `npm run fuzz                        200,000 generated logs, and as many streams of deflate data
  --logs N                            so many
  --only logs|streams                 one of both
  --seed N                            the same ones again (a random one unless said)
  --path P                            that one alone, as a failure names it
  --threads N                         (as many as there are processors)
A failure is made as small as it gets in a minute, and printed with its seed and path.`;

/** Generated from one seed. */
const BATCH = 1000;
/** Seconds that one log may take on a machine that does something else, too. */
const HANGS = 120; // seconds
const SHRINKING = 60; // seconds

interface Batch {
  name: PropertyName;
  seed: number;
  logs: number;
  path?: string | undefined;
}
interface ThreadData {
  /** How many logs the thread has begun, and the batch of the first one. */
  begun: SharedArrayBuffer;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: "boolean" },
      logs: { type: "string", default: "200000" },
      only: { type: "string" },
      path: { type: "string" },
      seed: { type: "string" },
      threads: { type: "string", default: String(os.availableParallelism()) },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const seed = values.seed === undefined ? Math.floor(Math.random() * 0x7000_0000) : Number(values.seed);
  const names = (Object.keys(properties) as PropertyName[]).filter((name) => (values.only ?? name) === name);
  if (values.path !== undefined) {
    const [name = "logs"] = names;
    return (await runBatch({ name, seed, logs: 1, path: values.path })) === undefined ? 0 : 1;
  }
  const logs = Number(values.logs);
  const batches = names.flatMap((name) =>
    Array.from({ length: Math.ceil(logs / BATCH) }, (_, i): Batch => {
      return { name, seed: seed + i, logs: Math.min(BATCH, logs - i * BATCH) };
    }),
  );
  console.log(`${logs} each of ${names.join(" and ")}, from seed ${seed} on`);
  const started = performance.now();
  const failures = await inThreads(batches, Number(values.threads));
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${failures} failure(s) in ${seconds} s`);
  return failures === 0 ? 0 : 1;
}

/** Each thread takes batch after batch. Returns the number of failures. */
async function inThreads(batches: Batch[], threads: number): Promise<number> {
  const all = batches.length;
  let done = 0;
  let failures = 0;
  const take = async (): Promise<void> => {
    let thread: Thread | undefined;
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      thread ??= new Thread();
      const failure = await thread.run(batch);
      done++;
      if (failure !== undefined) {
        failures++;
        console.log(failure);
        if (thread.isOver) thread = undefined;
      }
      if (done % 20 === 0 || done === all) console.log(`${done} of ${all} batches of ${BATCH}`);
    }
    await thread?.close();
  };
  await Promise.all(Array.from({ length: threads }, take));
  return failures;
}

/** A thread that hangs is ended. */
class Thread {
  isOver = false;
  readonly #begun = new SharedArrayBuffer(4);
  readonly #worker = new Worker(__filename, {
    workerData: { begun: this.#begun } satisfies ThreadData,
    resourceLimits: { maxOldGenerationSizeMb: 3000 },
    execArgv: ["--enable-source-maps"],
  });

  /** Returns what failed, in words. */
  run(batch: Batch): Promise<string | undefined> {
    const begun = new Int32Array(this.#begun);
    Atomics.store(begun, 0, 0);
    return new Promise((resolve) => {
      let last = 0;
      let still = 0;
      const watch = setInterval(() => {
        const now = Atomics.load(begun, 0);
        still = now === last ? still + 1 : 0;
        last = now;
        if (still >= HANGS + (now < 0 ? 2 * SHRINKING : 0)) void this.#worker.terminate();
      }, 1000);
      const finished = (failure?: string): void => {
        clearInterval(watch);
        this.#worker.removeAllListeners();
        resolve(failure);
      };
      this.#worker.once("message", finished);
      const ended = (why: string): void => {
        this.isOver = true;
        const path = String(Math.max(0, last - 1));
        finished(`\n${batch.name}: ${why}\n${replay(batch.name, { seed: batch.seed, counterexamplePath: path })}`);
      };
      this.#worker.once("error", (error) => ended(String(error)));
      this.#worker.once("exit", () => ended("hangs, or has ended the thread"));
      this.#worker.postMessage(batch);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** Prints and returns what failed. */
async function runBatch({ name, seed, logs, path }: Batch, begun?: Int32Array): Promise<string | undefined> {
  const property = properties[name]().beforeEach((before: () => unknown) => {
    if (begun && (begun[0] as number) >= 0) Atomics.add(begun, 0, 1);
    return before();
  });
  const first = await fc.check(property as never, {
    seed,
    numRuns: logs,
    endOnFailure: true,
    ...(path === undefined ? {} : { path }),
  });
  if (!first.failed) return undefined;
  if (begun) Atomics.store(begun, 0, -1);
  const again = { seed, path: first.counterexamplePath ?? "", interruptAfterTimeLimit: SHRINKING * 1000 };
  const shrunk = await fc.check(property as never, again);
  const found = shrunk.failed ? shrunk : first;
  const { errorInstance } = found;
  const why = errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance);
  const text = `\n${name}: ${why}\n${fc.stringify(found.counterexample)}\n${replay(name, found)}`;
  if (!begun) console.log(text);
  return text;
}

if (isMainThread)
  main().then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    },
  );
else {
  const begun = new Int32Array((workerData as ThreadData).begun);
  parentPort?.on("message", (batch: Batch) => {
    runBatch(batch, begun).then(
      (failure) => parentPort?.postMessage(failure),
      (error: unknown) => parentPort?.postMessage(String(error)),
    );
  });
}
