/** Threads that really end: which log is to blame, what happens to the others, and when reading is given up. */
import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startEngine } from "../../src/engine/client";
import {
  Cancelled,
  type Engine,
  EngineStopped,
  type LogReport,
  type LogSource,
  type Stop,
} from "../../src/engine/engine";
import { Stops } from "../../src/engine/thread/stops";
import { zipOf } from "../support/zip";

const workerFile = path.resolve("dist/engine.js");
const MINUTE = 60_000;

const log = (count: number, from = 0): string =>
  JSON.stringify({
    Records: Array.from({ length: count }, (_, n) => ({
      eventVersion: "1.11",
      eventTime: new Date(Date.UTC(2026, 2, 2) + (from + n) * 1000).toISOString(),
      eventSource: "s3.amazonaws.com",
      eventName: "GetBucketAcl",
      eventID: `00000000-0000-4000-8000-${String(from + n).padStart(12, "0")}`,
    })),
  });

describe("what is done when the thread ends", () => {
  const again = (...alone: string[]) => ({ kind: "again", alone: new Set(alone) });
  const leaveOut = (uri: string, ...alone: string[]) => ({ kind: "leaveOut", uri, alone: new Set(alone) });
  const giveUp = { kind: "giveUp" };
  type Take = [reading: string | undefined, asked: string[], verdict: object];

  const cases: [name: string, takes: Take[]][] = [
    [
      "a log that is read when it ends is read again after the others, then left out",
      [
        ["a", ["a", "b"], again("a")],
        ["a", ["a"], leaveOut("a")],
      ],
    ],
    [
      "where nobody knows what was read, all that were asked for are read one by one",
      [
        [undefined, ["a", "b"], again("a", "b")],
        [undefined, ["b"], leaveOut("b", "a")],
      ],
    ],
    [
      "another log is not to blame",
      [
        ["a", ["a", "b"], again("a")],
        ["b", ["a", "b"], again("a", "b")],
        ["a", ["a"], leaveOut("a", "b")],
        [undefined, [], again("b")],
      ],
    ],
    [
      "what no log explains happens three times",
      [
        [undefined, [], again()],
        [undefined, [], again()],
        [undefined, [], giveUp],
      ],
    ],
    [
      "a log that is left out already explains nothing",
      [
        ["a", [], again("a")],
        ["a", [], leaveOut("a")],
        ["a", [], again()],
        ["a", [], again()],
        ["a", [], giveUp],
      ],
    ],
    [
      "logs are left out one by one, but not for ever",
      [
        ...Array.from({ length: 9 }, (_, n): Take[] => [
          [String(n), [], again(String(n))],
          [String(n), [], leaveOut(String(n))],
        ]).flat(),
        ["x", [], again("x")],
        ["x", [], giveUp],
      ],
    ],
  ];
  for (const [name, takes] of cases) {
    it(name, () => {
      const stops = new Stops();
      for (const [reading, asked, verdict] of takes) deepEqual(stops.take(reading, asked, "engineStopped"), verdict);
    });
  }

  it("forgets after ten minutes", () => {
    let now = 0;
    const stops = new Stops(() => now);
    for (let i = 0; i < 50; i++, now += 6 * MINUTE)
      deepEqual(stops.take(undefined, [], "engineStopped"), again(), String(now));
    deepEqual(stops.take("a", [], "engineStopped"), again("a"));
    now += 11 * MINUTE;
    deepEqual(stops.take("a", [], "engineStopped"), again("a"));
  });

  it("holds nothing against a log that was closed, and does not take its stops for unexplained ones", () => {
    const stops = new Stops();
    for (let i = 0; i < 5; i++) {
      deepEqual(stops.take("a", [], "engineStopped"), again("a"));
      equal(stops.forget("a"), false);
    }
    stops.take("a", [], "engineStopped");
    stops.take("a", [], "engineStopped");
    equal(stops.forget("a"), true);
    deepEqual(stops.take("a", [], "engineStopped"), again("a"));
  });
});

describe("the engine's thread", () => {
  let folder: string;
  let engine: Engine | undefined;
  let stops: Stop[];
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "cloudtrail-stops-"));
    stops = [];
  });
  afterEach(() => {
    engine?.dispose();
    engine = undefined;
    fs.rmSync(folder, { recursive: true });
  });

  const write = (name: string, content: string | Uint8Array): string => {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    return file;
  };
  const source = (name: string, content: string | Uint8Array = log(5)): LogSource => ({
    kind: "file",
    uri: `file:///${name}`,
    path: write(name, content),
  });
  const reasons = ({ problems }: LogReport): string[] => problems.map(({ reason }) => reason);
  const times = (name: string): number => fs.readFileSync(path.join(folder, name), "utf8").length;
  const kinds = (): string[] => stops.map((stop) => (stop.kind === "leftOut" ? `leftOut ${stop.uri}` : stop.kind));

  /** An engine whose thread runs `first` before its own code; `times` counts calls of `note(NAME)` there. */
  function start(first: string, heap?: number): Engine {
    const file = write(
      "dying.js",
      `const fs = require("node:fs");
       const { parentPort, workerData } = require("node:worker_threads");
       const inFolder = (name) => ${JSON.stringify(folder)} + "/" + name;
       const note = (name) => fs.appendFileSync(inFolder(name), "x");
       note("starts");
       ${first}
       require(${JSON.stringify(workerFile)});`,
    );
    engine = startEngine(file, heap === undefined ? {} : { heap });
    engine.onNotice((notice) => notice.kind === "stopped" && stops.push(notice.stop));
    return engine;
  }

  /** Ends the thread when it opens a file with such a name, until `harmless` exists. */
  const atFile = (how: string): string => `
    const { openSync } = fs;
    fs.openSync = (name, ...more) => {
      if (String(name).includes("killer") && !fs.existsSync(inFolder("harmless"))) {
        note("kills");
        ${how}
      }
      return openSync(name, ...more);
    };`;
  const atQuestion = (method: string, how = "process.exit(3)"): string => `
    parentPort.on("message", ({ question: { method } = {} }) => {
      if (method !== ${JSON.stringify(method)} || fs.existsSync(inFolder("harmless"))) return;
      ${how};
    });`;
  const fillHeap = "const all = []; for (;;) all.push(new Array(1000).fill(0).map((_, i) => ({ i })));";

  it("ends once: the logs are read again, questions are rejected, nobody has to do anything", async () => {
    const dying = start(atQuestion("groups", `note("harmless"); process.exit(3)`));
    await dying.logs.open(source("a.json"));
    await rejects(dying.events.groups(["eventSource"], {}), EngineStopped);
    equal((await dying.logs.open(source("b.json", log(3, 100)))).events, 3);
    deepEqual(kinds(), ["again"]);
    await until(async () => (await dying.events.groups(["eventSource"], {}))[0]?.count === 8);
  });

  it("ends at one of several logs: that one is left out and named, the others are read", async () => {
    const dying = start(atFile("process.exit(3);"));
    const names = ["a.json", "killer.json", "b.json", "c.json"];
    const reports = await Promise.all(names.map((name, n) => dying.logs.open(source(name, log(5, n * 10)))));
    deepEqual(
      reports.map((report) => [report.uri, report.events, reasons(report)]),
      [
        ["file:///a.json", 5, []],
        ["file:///killer.json", 0, ["engineStopped"]],
        ["file:///b.json", 5, []],
        ["file:///c.json", 5, []],
      ],
    );
    deepEqual(kinds(), ["again", "leftOut file:///killer.json"]);
    equal(times("kills"), 2);
    equal(times("starts"), 3);
    // logs that were answered before it ended the second time are read again meanwhile
    await until(async () => (await dying.coverage.summary()).events === 15);
  });

  it("ends at a file of a folder: the file is left out, not the folder", async () => {
    const dying = start(atFile("process.exit(3);"));
    for (let n = 0; n < 9; n++) write(`logs/${n}${n === 4 ? "-killer" : ""}.json`, log(5, n * 10));
    const logs = path.join(folder, "logs");
    const report = await dying.logs.open({ kind: "folder", uri: "file:///logs", path: logs });
    deepEqual([report.members?.files.whole, report.members?.files.notRead], [8, 1]);
    deepEqual(kinds(), ["again", "leftOut file:///logs/4-killer.json"]);
    const left = await dying.coverage.report("file:///logs/4-killer.json");
    deepEqual(left && reasons(left), ["engineStopped"]);
  });

  it("ends at a member of an archive: the member is left out, not the archive", async () => {
    // work on a member calls this, wherever it is
    const dying = start(`
      const box = new Int32Array(workerData.blackBox, 0, 3);
      const units = new Uint16Array(workerData.blackBox, 12);
      const { subarray } = Uint8Array.prototype;
      Uint8Array.prototype.subarray = function (...range) {
        if (String.fromCharCode(...units.slice(0, box[1])).endsWith("#killer.json")) process.exit(3);
        return subarray.apply(this, range);
      };`);
    const archive = zipOf([
      ["a.json", log(5)],
      ["killer.json", log(5, 10)],
      ["z.json", log(5, 20)],
    ]);
    const report = await dying.logs.open(source("all.zip", archive));
    deepEqual([report.members?.files.whole, report.members?.files.notRead], [2, 1]);
    deepEqual(kinds(), ["again", "leftOut file:///all.zip#killer.json"]);
  });

  it("ends at two logs: both are left out", async () => {
    const dying = start(atFile("process.exit(3);"));
    const names = ["a.json", "killer-1.json", "killer-2.json"];
    const reports = await Promise.all(names.map((name, n) => dying.logs.open(source(name, log(5, n * 10)))));
    deepEqual(reports.map(reasons), [[], ["engineStopped"], ["engineStopped"]]);
    deepEqual(
      kinds()
        .filter((kind) => kind !== "again")
        .sort(),
      ["leftOut file:///killer-1.json", "leftOut file:///killer-2.json"],
    );
  });

  it("has no memory left for one log: only that log's reading ends, and its report says why", async () => {
    const dying = start(atFile(fillHeap), 48);
    const [good, bad] = await Promise.all([
      dying.logs.open(source("a.json")),
      dying.logs.open(source("killer.json", log(5, 10))),
    ]);
    deepEqual([good?.events, bad?.events], [5, 0]);
    deepEqual(
      [good?.problems, bad?.problems],
      [[], [{ start: 0, end: 0, reason: "engineStopped", detail: "outOfMemory" }]],
    );
    deepEqual(kinds(), ["again", "leftOut file:///killer.json"]);
  });

  it("has no memory left at a file of a folder: the files after it are read", async () => {
    const dying = start(atFile(fillHeap), 48);
    for (let n = 0; n < 6; n++) write(`logs/${n}${n === 1 ? "-killer" : ""}.json`, log(5, n * 10));
    const report = await dying.logs.open({ kind: "folder", uri: "file:///logs", path: path.join(folder, "logs") });
    deepEqual([report.members?.files.whole, report.members?.files.notRead], [5, 1]);
  });

  it("ends after every answer: it is given up with one message, and tried again on request", async () => {
    const dying = start(`
      const { postMessage } = parentPort;
      parentPort.postMessage = function (message) {
        postMessage.call(this, message);
        if (message.kind === "answer" && !fs.existsSync(inFolder("harmless"))) setTimeout(() => process.exit(3), 5);
      };`);
    equal((await dying.logs.open(source("a.json"))).events, 5);
    await until(() => kinds().includes("giveUp"));
    deepEqual(kinds(), ["again", "again", "giveUp"]);
    equal(times("starts"), 3);
    // nothing that nobody could read is reported as existing or missing
    const { files, events, parts } = await dying.coverage.summary();
    deepEqual([files.notRead, events, parts], [1, 0, 1]);
    deepEqual(reasons((await dying.coverage.report("file:///a.json")) as LogReport), ["engineStopped"]);
    deepEqual(reasons(await dying.logs.open(source("b.json", log(3, 100)))), ["engineStopped"]);
    deepEqual(
      (await dying.coverage.whole()).logs.map(({ uri }) => uri),
      ["file:///a.json", "file:///b.json"],
    );
    deepEqual(await dying.events.groups(["eventSource"], {}), []);
    const result = await dying.events.select({});
    const { count } = result;
    deepEqual([count, await result.rows(0, 9)], [0, []]);
    await rejects(dying.text.record(1), EngineStopped);
    await rejects(dying.text.span("file:///a.json", path.join(folder, "a.json"), 0, 9), EngineStopped);
    equal(times("starts"), 3);

    write("harmless", "");
    dying.logs.restart();
    await until(async () => (await dying.coverage.summary()).events === 8);
    deepEqual((await dying.coverage.whole()).logs.map(reasons), [[], []]);
    equal(times("starts"), 4);
    deepEqual(kinds(), ["again", "again", "giveUp"]);
  });

  it("ends each time after it has answered for one of several logs: none of the others is to blame", async () => {
    const dying = start(`
      const { postMessage } = parentPort;
      parentPort.postMessage = function (message) {
        postMessage.call(this, message);
        if (message.kind === "answer") process.exit(3);
      };`);
    const names = ["a.json", "b.json", "c.json"];
    const reports = await Promise.all(names.map((name, n) => dying.logs.open(source(name, log(5, n * 10)))));
    await until(() => kinds().includes("giveUp"));
    equal(reports.length, 3);
    deepEqual(
      kinds().filter((kind) => kind.startsWith("leftOut")),
      [],
    );
  });

  it("is given up a second time only after as many stops as the first time", async () => {
    const dying = start(atQuestion("groups"));
    const ask = async (): Promise<void> => {
      await dying.logs.open(source("a.json"));
      // wait until the new thread has read everything again: otherwise it would stop at that
      while ((await dying.coverage.summary()).files.reading > 0);
      await rejects(dying.events.groups(["eventSource"], {}), EngineStopped);
    };
    await ask();
    await ask();
    await ask();
    dying.logs.restart();
    await ask();
    await ask();
    deepEqual(kinds(), ["again", "again", "giveUp", "again", "again"]);
  });

  it("cannot even start: that is no log's fault, and every promise is kept", async () => {
    const dying = start(`throw new Error("no such thing");`);
    const names = ["a.json", "b.json"];
    const reports = await Promise.all(names.map((name) => dying.logs.open(source(name))));
    deepEqual(reports.map(reasons), [["engineStopped"], ["engineStopped"]]);
    deepEqual(kinds(), ["again", "again", "giveUp"]);
    equal(times("starts"), 3);
    await dying.logs.close("file:///a.json");
    deepEqual(
      (await dying.coverage.whole()).logs.map(({ uri }) => uri),
      ["file:///b.json"],
    );
  });

  it("was given up: after the last log is closed, the next one starts over", async () => {
    const dying = start(`if (!fs.existsSync(inFolder("harmless"))) process.exit(3);`);
    deepEqual(reasons(await dying.logs.open(source("a.json"))), ["engineStopped"]);
    write("harmless", "");
    await dying.logs.close();
    equal((await dying.logs.open(source("b.json"))).events, 5);
  });

  it("tries a log that was left out again when it was closed, or somebody wants it", async () => {
    const dying = start(atFile("process.exit(3);"));
    const killer = source("killer.json");
    deepEqual(reasons(await dying.logs.open(killer)), ["engineStopped"]);
    deepEqual(reasons(await dying.logs.open(killer)), ["engineStopped"]);
    equal(times("kills"), 2);
    write("harmless", "");
    dying.logs.restart(killer.uri);
    equal((await dying.logs.open(killer)).events, 5);
    equal(times("starts"), 3);
  });

  it("ends while a document is read: its text is asked for again", async () => {
    const dying = start(atQuestion("groups", `note("harmless"); process.exit(3)`));
    const text = log(2000);
    let asked = 0;
    const opened = dying.logs.open({
      kind: "text",
      uri: "untitled:1",
      version: 1,
      length: text.length,
      async *slices() {
        asked++;
        if (asked === 1) dying.events.groups(["eventSource"], {}).catch(() => undefined);
        for (let p = 0; p < text.length; p += 1000) yield text.slice(p, p + 1000);
      },
    });
    equal((await opened).events, 2000);
    equal(asked, 2);
    deepEqual(kinds(), ["again"]);
  });

  it("ends while logs wait: who cancels, closes or shuts down is answered", async () => {
    const dying = start(`process.exit(3);`);
    const abort = new AbortController();
    const cancelled = dying.logs.open(source("a.json"), abort.signal);
    const closed = dying.logs.open(source("b.json"));
    const left = dying.logs.open(source("c.json"));
    const told = Promise.allSettled([cancelled, closed, left]);
    await until(() => stops.length > 0);
    abort.abort();
    await dying.logs.close("file:///b.json");
    dying.dispose();
    const ends = (await told).map((end) => (end.status === "rejected" ? end.reason.name : "answered"));
    equal(ends[0], new Cancelled().name);
    ok(
      ends.every((end) => ["Cancelled", "EngineStopped", "answered"].includes(end)),
      ends.join(),
    );
  });

  /** Waits on a condition, never on a time. */
  async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
    const limit = Date.now() + 15_000;
    for (;;) {
      if (await Promise.resolve(condition()).catch(() => false)) return;
      if (Date.now() > limit) throw new Error(`waited in vain: ${kinds().join()}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
});
