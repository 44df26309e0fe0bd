/**
 * npm run bench -- --host: measures how responsive the extension host stays, inside a real VS Code, while a large log,
 * and then a folder of thousands, is opened by command. It measures the built extension and the thread that it started;
 * nothing in it is made for this.
 */
import assert from "node:assert/strict";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import fs from "node:fs";
import inspector from "node:inspector/promises";
import os from "node:os";
import path from "node:path";
import { createHistogram, monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import type { Worker } from "node:worker_threads";
import Mocha from "mocha";
import * as vscode from "vscode";
import type { PublicApi } from "../../../src/api";
import { door } from "../../../src/calls/door";
import type { FromThread, Questions, ToThread } from "../../../src/engine/thread/protocol";
import type { Truth } from "../generate";
import { type Stretch, stretchesOf } from "./stretch";

const ANSWER = 50; // ms, promised for a question while a log is read
const STRETCH = 10; // ms, promised for an uninterrupted run of our code
const DELAY = 40; // ms, promised for 99 % of the event loop's turns, the clock's own step included
const CLOCK = 10; // ms, the step of monitorEventLoopDelay: its figures count from one step to the next
const SAMPLE = 250; // µs between two samples of the stack
const PASSES = 3; // number of passes, of which the median counts
const PAUSE = 4; // ms between questions
const PATIENCE = 20_000; // ms after which a question counts as lost

const say = (line: string): void => Mocha.reporters.Base.consoleLog(line);

describe("the extension host", function () {
  this.timeout(900_000);
  let api: PublicApi;
  let thread: Thread;
  let ours: string;
  let small: vscode.TextDocument;
  let smallEvents = 0;

  before(async () => {
    // otherwise only the first opening reads anything
    await vscode.workspace.getConfiguration("cloudtrail").update("cache.maxMB", 0, vscode.ConfigurationTarget.Global);
    const extension = vscode.extensions.getExtension<PublicApi>("cloudtrail-inspector.cloudtrail-inspector");
    assert.ok(extension);
    api = await extension.activate();
    ours = path.join(extension.extensionPath, "dist", "extension.js");
    // the view as a user looks at it, with expanded events: it is redrawn while the log is read
    await vscode.commands.executeCommand("cloudtrail.events.focus");
    const sample = vscode.Uri.joinPath(extension.extensionUri, "samples", "cognito-signin.json");
    thread = await Thread.startedBy(async () => {
      small = await vscode.workspace.openTextDocument(sample);
      await vscode.window.showTextDocument(small);
      await vscode.commands.executeCommand("cloudtrail.openLog", sample);
    });
    smallEvents = (await api.coverage()).events;
    assert.ok(small.lineCount > 1000 && smallEvents > 20);
    for (const step of ["cloudtrail.events.focus", "list.focusFirst", "list.expand", "list.focusDown", "list.expand"])
      await vscode.commands.executeCommand(step);

    const { model = "unknown processor" } = os.cpus()[0] ?? {};
    say(`    ${model}, ${os.cpus().length} cores, ${os.type()} ${os.arch()}, load ${os.loadavg()[0]?.toFixed(1)}`);
    say(`    VS Code ${vscode.version}, extension host on Node ${process.version}`);
  });

  after(() => api.close());

  whileReading("a big log", "CLOUDTRAIL_BENCH_BIG");
  whileReading("a folder", "CLOUDTRAIL_BENCH_FOLDER");

  function whileReading(what: string, variable: string): void {
    describe(`while ${what} is read`, () => {
      const big = vscode.Uri.file(process.env[variable] ?? "");
      const firstLog = vscode.Uri.file(firstBelow(big.fsPath)).toString();
      const truth = JSON.parse(fs.readFileSync(`${big.fsPath}.truth`, "utf8")) as Truth;
      let seconds = 0; // duration of the longest opening

      before(() =>
        say(
          `    ${path.basename(big.path)}: ${(truth.bytes / 1e6).toFixed(0)} MB, ${truth.files} file(s), ${truth.events} events, load ${os.loadavg()[0]?.toFixed(1)}`,
        ),
      );

      /** Opens with the command that a user uses, until the tree has shown the end. */
      async function openBig(): Promise<number> {
        const start = performance.now();
        await vscode.commands.executeCommand("cloudtrail.openLog", big);
        const ms = performance.now() - start;
        return ms;
      }

      async function closeBig(): Promise<void> {
        const { events, logs } = await api.coverage();
        assert.equal(events - smallEvents, truth.events);
        assert.deepEqual(
          logs.filter(({ problemCount }) => problemCount > 0),
          [],
        );
        await api.close(big);
      }

      async function profiled(work: () => Promise<unknown>): Promise<inspector.Profiler.Profile> {
        const session = new inspector.Session();
        session.connect();
        await session.post("Profiler.enable");
        await session.post("Profiler.setSamplingInterval", { interval: SAMPLE });
        await session.post("Profiler.start");
        await work();
        const { profile } = await session.post("Profiler.stop");
        session.disconnect();
        return profile;
      }

      it(`is never held up by our own code for more than ${STRETCH} ms`, async () => {
        const isPreferred = preferThisThread();
        const longest: number[] = [];
        const isOurs = (url: string) => url.endsWith(ours); // other extensions' bundles have the same name
        for (let pass = 0; pass < PASSES; pass++) {
          let ms = 0;
          const turns = new Turns();
          const profile = await profiled(async () => {
            ms = await openBig();
          });
          turns.end();
          await closeBig();
          seconds = Math.max(seconds, ms / 1000);
          const found = stretchesOf(profile, isOurs, turns.begun);
          longest.push(found.longest.ms);
          assert.ok(found.busy > 0, "the profile holds our code");
          say(
            `    opened in ${(ms / 1000).toFixed(2)} s under the profiler; our code ran ${found.busy.toFixed(0)} ms in all,` +
              ` ${found.longest.ms.toFixed(1)} ms at a stretch: ${wordsOf(found.longest)}`,
          );
        }
        const control = stretchesOf(await profiled(() => wait(seconds * 1000)), isOurs);
        if (isPreferred) os.setPriority(0);
        else say("    other programs' turns are counted too: only root may put this thread before them");
        say(
          `    looked at every ${control.step.toFixed(2)} ms; ${control.gap.toFixed(1)} ms at most when nothing is done`,
        );
        // stalls of the machine hit different places: ours would occur again in the next pass
        const usual = longest.sort((a, b) => a - b)[PASSES >> 1] ?? 0;
        assert.ok(usual <= STRETCH, `SLOW: ${usual.toFixed(1)} ms, promised are ${STRETCH}`);
      });

      it(`answers within ${ANSWER} ms, and its turns are not late by more than ${DELAY} ms in 99 of 100 cases`, async () => {
        const idle = monitorEventLoopDelay({ resolution: CLOCK });
        idle.enable();
        await wait(seconds * 1000);
        idle.disable();
        const idleAnswers = new Answers();
        for (let n = 0; n < 500; n++) await ask(idleAnswers);

        const delay = monitorEventLoopDelay({ resolution: CLOCK });
        const answers = new Answers();
        let reading = true;
        delay.enable();
        const opened = openBig().finally(() => {
          reading = false;
          delay.disable();
        });
        while (reading) {
          await ask(answers);
          await wait(PAUSE);
        }
        const ms = await opened;
        await closeBig();

        say(`    opened in ${(ms / 1000).toFixed(2)} s, meanwhile asked from the extension host:`);
        for (const [question, times] of answers.all) say(`      ${question}: ${summary(times, 1e6)}`);
        for (const [question, times] of idleAnswers.all)
          say(`      ${question}, when nothing is read: ${summary(times, 1e6)}`);
        say(`    event loop, ${CLOCK} ms a step: ${summary(delay, 1e6)}`);
        say(`    event loop of a host that does nothing, as long: ${summary(idle, 1e6)}`);
        for (const [question, times] of answers.all) {
          assert.ok(times.count > 20, `${question} was asked ${times.count} times only`);
          const longest = times.max / 1e6;
          assert.ok(longest <= ANSWER, `SLOW: ${question} took ${longest.toFixed(1)} ms, promised are ${ANSWER}`);
        }
        const p99 = delay.percentile(99) / 1e6;
        assert.ok(
          p99 <= DELAY,
          `SLOW: 99 % of the event loop's turns within ${p99.toFixed(1)} ms, promised are ${DELAY}`,
        );
      });

      /** Asks for the record at a cursor and its text; then for a record of the log that is being read. */
      async function ask(answers: Answers): Promise<void> {
        const offset = 50 + Math.floor(Math.random() * (small.getText().length - 200));
        const row = await answers.timed("locate", () =>
          thread.door.documents.locate(small.uri.toString(), small.version, offset),
        );
        if (row) {
          const text = await answers.timed("text", () => thread.door.text.record(row.id));
          assert.equal(text?.kind, "document");
        }
        // the first record of a log follows {"Records":[
        const first = await thread.door.events.recordAt(firstLog, 12);
        if (!first) return;
        const text = await answers.timed("text of the log being read", () => thread.door.text.record(first.id));
        assert.equal(text?.kind, "bytes");
      }
    });
  }
});

/** A file itself, or the first one in a folder. */
function firstBelow(place: string): string {
  if (!fs.statSync(place).isDirectory()) return place;
  const [first = ""] = fs.readdirSync(place).sort();
  return firstBelow(path.join(place, first));
}

/** Records when a turn of the event loop began that our code had requested to let others run. */
class Turns {
  /** µs on the profiler's clock. */
  readonly begun: number[] = [];
  readonly #real = globalThis.setImmediate;

  constructor() {
    const told = (run: (...args: unknown[]) => void, ...args: unknown[]) =>
      this.#real(() => {
        this.begun.push(Number(process.hrtime.bigint() / 1000n));
        run(...args);
      });
    globalThis.setImmediate = Object.assign(told, { __promisify__: this.#real.__promisify__ }) as typeof setImmediate;
  }

  end(): void {
    globalThis.setImmediate = this.#real;
  }
}

class Answers {
  readonly all = new Map<string, ReturnType<typeof createHistogram>>();

  async timed<T>(question: string, answer: () => Promise<T>): Promise<T> {
    const start = process.hrtime.bigint();
    const value = await answer();
    const times = this.all.get(question) ?? createHistogram();
    this.all.set(question, times);
    times.record(process.hrtime.bigint() - start);
    return value;
  }
}

/**
 * The extension's own thread, asked with the extension's own messages, because no command asks for the record at a
 * cursor yet.
 */
class Thread {
  #lastId = 1_000_000_000; // far from the extension's own IDs: it ignores answers to other questions
  readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();

  private constructor(private readonly worker: Worker) {
    worker.on("message", (message: FromThread) => {
      if (message.kind !== "answer" && message.kind !== "failed") return;
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.kind === "answer") waiting?.resolve(message.value);
      else waiting?.reject(new Error(`${message.error.name}: ${message.error.message}`));
    });
  }

  static async startedBy(work: () => Promise<void>): Promise<Thread> {
    const started: Worker[] = [];
    const listen = (message: unknown): void => {
      started.push((message as { worker: Worker }).worker);
    };
    subscribe("worker_threads", listen);
    await work();
    unsubscribe("worker_threads", listen);
    const [worker] = started;
    assert.ok(worker && started.length === 1, "the first log starts the one thread");
    return new Thread(worker);
  }

  readonly door = door<Questions>(async (question) => {
    const id = ++this.#lastId;
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.worker.postMessage({ kind: "ask", id, question } satisfies ToThread);
    const late = new AbortController();
    const lost = wait(PATIENCE, undefined, { signal: late.signal, ref: false }).then(() => {
      throw new Error(`${question.method}: no answer within ${PATIENCE / 1000} s`);
    });
    lost.catch(() => undefined); // ended by the answer
    try {
      return await Promise.race([answer, lost]);
    } finally {
      late.abort();
    }
  });
}

function wordsOf({ functions }: Stretch): string {
  return functions
    .slice(0, 5)
    .map(([name, ms]) => `${name} ${ms.toFixed(1)} ms`)
    .join(", ");
}

/**
 * Gives the host's thread, and on Linux only this thread, the highest priority: the time should be that of our code,
 * not what a window without a graphics card takes away from it.
 */
function preferThisThread(): boolean {
  try {
    os.setPriority(os.constants.priority.PRIORITY_HIGHEST);
    return true;
  } catch {
    return false; // not root
  }
}

interface Times {
  count: number;
  max: number;
  percentile(of: number): number;
}

/** @param unit of the recorded values in a millisecond */
function summary(times: Times, unit: number): string {
  const at = (share: number) => (times.percentile(share) / unit).toFixed(2);
  const longest = (times.max / unit).toFixed(2);
  return `median ${at(50)} ms, 99 % within ${at(99)} ms, longest ${longest} ms (${times.count} times)`;
}
