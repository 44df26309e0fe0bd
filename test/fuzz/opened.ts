import fs from "node:fs";
import path from "node:path";
import { IndexCache } from "../../src/engine/cache/indexCache";
import type { CoverageSummary, LogReport } from "../../src/engine/engine";
import { fastMachine } from "../../src/engine/input/gzipReader";
import { Spills } from "../../src/engine/input/spill";
import { defaultLimits } from "../../src/engine/limits";
import { OpenLogs } from "../../src/engine/logs/openLogs";
import { useProgram } from "../../src/engine/reading/scanner";
import { BlackBox, blackBoxMemory } from "../../src/engine/thread/blackBox";
import { Turns } from "../../src/engine/thread/turns";
import { distFolder } from "../support/dist";

useProgram(new WebAssembly.Module(fs.readFileSync(path.join(distFolder(), "scanner.wasm"))));
fastMachine(path.join(distFolder(), "inflater.wasm")); // the engine's own files are elsewhere: compiled once, the program is used from now on

/** What the engine says about one file. */
export interface Opened {
  report: LogReport;
  /** Every log: the file itself, or the logs in it. */
  logs: OpenedLog[];
  summary: CoverageSummary;
  /** A record as it is shown, by its bytes in its log. */
  text(uri: string, start: number, end: number): Promise<Uint8Array | undefined>;
}

export interface OpenedLog {
  report: LogReport;
  rows: [start: number, end: number][];
  content: Uint8Array;
}

/** Logs read by one engine, so that remains of one affect the next. */
const LOGS = 100;
const never = (): boolean => false;
const none = (): void => undefined;

/** The engine without its thread: errors are thrown here. */
export class OpenedFiles {
  readonly #turns = new Turns();
  #logs = this.#newLogs();
  #count = 0;

  #newLogs(): OpenLogs {
    const cache = new IndexCache(undefined, none, none);
    return new OpenLogs(
      this.#turns,
      none,
      new Spills(undefined, none),
      cache,
      new BlackBox(blackBoxMemory()),
      none,
      none,
      none,
    );
  }

  async with(bytes: Uint8Array, judge: (opened: Opened) => Promise<void>): Promise<void> {
    if (this.#count++ % LOGS === 0) this.#logs = this.#newLogs();
    const uri = `file:///${this.#count}.log`;
    const logs = this.#logs;
    // an open log keeps the engine from starting over with each log
    await logs.open({ kind: "unreadable", uri: "file:///stays", detail: "ENOENT" }, defaultLimits, never);
    const before = await this.#run(logs.summary());
    try {
      const report = await logs.open({ kind: "bytes", uri, bytes }, defaultLimits, never);
      const summary = await this.#run(logs.summary());
      const { reports } = await this.#run(logs.reports({ from: 0, to: 500 }));
      await judge({
        report,
        logs: await Promise.all(
          reports.filter((one) => one.uri !== "file:///stays" && !one.members).map((one) => this.#opened(one)),
        ),
        summary: { ...summary, parts: summary.parts - before.parts },
        text: async (log, start, end) => {
          const text = await logs.text(log, undefined, start, end, never, none);
          return text?.kind === "bytes" ? text.json : undefined;
        },
      });
    } catch (error) {
      this.#count = 0;
      throw error;
    }
    await logs.close(uri, defaultLimits);
  }

  async #opened(report: LogReport): Promise<OpenedLog> {
    const logs = this.#logs;
    const rows: OpenedLog["rows"] = [];
    for (const { chunk, from, to } of logs.store.rowsOf(report.uri))
      for (let row = from; row < to; row++) {
        const start = chunk.starts[row] as number;
        rows.push([start, start + (chunk.lengths[row] as number)]);
      }
    const content =
      report.bytes > 0 ? await logs.stretch(report.uri, undefined, 0, report.bytes, never, none) : undefined;
    return { report, rows, content: content ?? new Uint8Array(0) };
  }

  #run<T>(work: Generator<void, T>): Promise<T> {
    return this.#turns.run(work, "question", never);
  }
}
