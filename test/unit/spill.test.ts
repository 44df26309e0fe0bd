import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import zlib from "node:zlib";
import { buildSync } from "esbuild";
import { type EngineOptions, startEngine } from "../../src/engine/client";
import { Cancelled, type Engine } from "../../src/engine/engine";
import { defaultLimits, type Limits, MB } from "../../src/engine/limits";
import { idOf } from "../support/records";
import { zipOf } from "../support/zip";

const workerFile = path.resolve("dist/engine.js");
const COUNT = 900;
const FILLER = "x".repeat(80_000);
const record = (n: number): string =>
  `{"eventVersion":"1.08","eventName":"Call","eventTime":"2026-03-02T00:00:00Z","eventID":"${idOf(n)}","requestParameters":"${FILLER}${n}"}`;

describe("copies of large compressed logs", () => {
  const records = Array.from({ length: COUNT }, (_, n) => record(n));
  const text = `{"Records":[${records.join(",")}]}`;
  const packed = zlib.gzipSync(text, { level: 1 });
  let folder: string;
  let root: string;
  let log: string;
  let limits: Limits;
  let engines: Engine[];
  let engine: Engine;

  const start = (options: EngineOptions = {}): Engine => {
    const started = startEngine(workerFile, { limits: () => limits, spillRoot: root, ...options });
    engines.push(started);
    return started;
  };
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "cloudtrail-spill-"));
    root = path.join(folder, "storage", "spill");
    log = path.join(folder, "log.json.gz");
    fs.writeFileSync(log, packed);
    limits = { ...defaultLimits };
    engines = [];
    engine = start();
  });
  afterEach(() => {
    for (const one of engines) one.dispose();
    fs.rmSync(folder, { recursive: true });
  });

  const open = (name = log) => engine.logs.open({ kind: "file", uri: `file://${name}`, path: name });
  /** Sizes of all copies of all engines. */
  const copies = (): number[] =>
    fs.existsSync(root)
      ? fs.readdirSync(root).flatMap((name) => {
          const own = path.join(root, name);
          return fs.readdirSync(own).map((file) => fs.statSync(path.join(own, file)).size);
        })
      : [];
  /** Copies are made after the logs are read: waits until all exist. */
  const copied = async (...sizes: number[]): Promise<void> => {
    const wanted = sizes.sort().join();
    while (copies().sort().join() !== wanted) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  /** The text of the record with this number, in any way. */
  const textOf = async (n: number, signal?: AbortSignal, progress?: (fraction: number) => void): Promise<string> => {
    const result = await engine.events.select({ eventID: idOf(n) });
    const [row] = await result.rows(0, 1);
    const found = await engine.text.record(row?.id ?? -1, signal, progress);
    ok(found?.kind === "bytes");
    return Buffer.from(found.json).toString();
  };

  it("return every record unchanged, even after the log is gone", async () => {
    const read = await open();
    deepEqual([read.events, read.problems], [COUNT, []]);
    await copied(text.length);
    fs.rmSync(log);
    for (const n of [0, 1, 449, COUNT - 2, COUNT - 1]) equal(await textOf(n), records[n]);
    const last = text.length - 2 - (records[COUNT - 1]?.length ?? 0);
    const found = await engine.text.span(`file://${log}`, log, last, text.length - 2);
    ok(found?.kind === "bytes");
    equal(Buffer.from(found.json).toString(), records[COUNT - 1]);
  });

  it("are their owner's alone", async function () {
    if (process.platform === "win32") return this.skip(); // Windows has no such modes, pipes and signals
    await open();
    await copied(text.length);
    const [own = ""] = fs.readdirSync(root);
    const [file = ""] = fs.readdirSync(path.join(root, own));
    const modes = [root, path.join(root, own), path.join(root, own, file)].map((one) => fs.statSync(one).mode & 0o777);
    deepEqual(modes, [0o700, 0o700, 0o600]);
  });

  it("are made of all members", async () => {
    const half = text.length / 2;
    fs.writeFileSync(log, Buffer.concat([zlib.gzipSync(text.slice(0, half)), zlib.gzipSync(text.slice(half))]));
    equal((await open()).events, COUNT);
    await copied(text.length);
    fs.rmSync(log);
    for (const n of [0, 838, COUNT - 1]) equal(await textOf(n), records[n]);
  });

  it("are made while a log in an archive is read, from 64 MB on", async () => {
    log = path.join(folder, "log.zip");
    fs.writeFileSync(log, zipOf([["log.json", text]]));
    equal((await open()).events, COUNT);
    deepEqual(copies(), [text.length - 64 * MB]);
    equal(await textOf(0), records[0]);
    equal(await textOf(838), records[838]); // begins before and ends after it
    fs.rmSync(log);
    equal(await textOf(COUNT - 1), records[COUNT - 1]);
    await rejects(textOf(0), /ENOENT/);
  });

  it("are not made for small logs, or for those that only claim to be large", async () => {
    const small = zlib.gzipSync(`[${records.slice(0, 10).join()}]`);
    new DataView(small.buffer, small.byteOffset).setUint32(small.length - 4, 0xfffffff0, true);
    fs.writeFileSync(log, small);
    deepEqual(
      (await open()).problems.map(({ reason }) => reason),
      ["gzipLength"],
    );
    deepEqual(copies(), []);
    fs.writeFileSync(log, zlib.gzipSync(`[${records.slice(0, 10).join()}]`));
    equal((await open()).events, 10);
    deepEqual(copies(), []);
  });

  it("are made of UTF-16 as well", async () => {
    fs.writeFileSync(log, Buffer.from(`\ufeff${text}`, "utf16le"));
    equal((await open()).events, COUNT);
    deepEqual(copies(), [text.length]);
    fs.rmSync(log);
    equal(await textOf(COUNT - 1), records[COUNT - 1]);
  });

  it("go when their log is closed, and no other's", async () => {
    const other = path.join(folder, "other.json.gz");
    fs.writeFileSync(other, packed);
    await open();
    await open(other);
    await copied(text.length, text.length);
    await engine.logs.close(`file://${log}`);
    equal(copies().length, 1);
    fs.rmSync(other);
    equal(await textOf(5), records[5]);
    await engine.logs.close();
    deepEqual(copies(), []);
  });

  it("are replaced when their log is read again", async () => {
    await open();
    fs.writeFileSync(log, zlib.gzipSync(`{"Records":[${records.slice(0, 850).join()}]}`, { level: 1 }));
    equal((await open()).events, 850);
    await copied(records.slice(0, 850).join().length + '{"Records":[]}'.length);
    fs.rmSync(log);
    equal(await textOf(849), records[849]);
  });

  it("go with their engine, and leave another's alone", async () => {
    await open();
    await copied(text.length);
    const [mine = ""] = fs.readdirSync(root);
    const second = start();
    await second.logs.open({ kind: "file", uri: "file:///second", path: log });
    await copied(text.length, text.length);
    equal(fs.readdirSync(root).length, 2);
    second.dispose();
    deepEqual(fs.readdirSync(root), [mine]);
    fs.rmSync(log);
    equal(await textOf(7), records[7]);
    engine.dispose();
    deepEqual(fs.readdirSync(root), []);
  });

  it("go when the thread dies, and come again with it", async () => {
    const dying = path.join(folder, "dying.js");
    fs.writeFileSync(
      dying,
      `require("node:worker_threads").parentPort.on("message", ({ question }) => question?.method === "find" && process.exit(3));
       require(${JSON.stringify(workerFile)});`,
    );
    engine = startEngine(dying, { spillRoot: root });
    engines.push(engine);
    await open();
    const again = new Promise<void>((resolve) => {
      engine.onNotice(
        ({ kind }) =>
          kind === "stopped" && engine.onDidChange(({ events, loading }) => events > 0 && !loading.length && resolve()),
      );
    });
    await rejects(engine.events.find("x"));
    await again;
    await copied(text.length);
  });

  it("use no more than the setting allows; other content is found by decompressing", async () => {
    limits.spill = 10 * MB;
    equal((await open()).events, COUNT);
    while ((copies()[0] ?? 0) <= 9 * MB) await new Promise((resolve) => setTimeout(resolve, 10));
    equal(await textOf(COUNT - 1), records[COUNT - 1]);
    ok((copies()[0] ?? 0) <= 10 * MB);
    fs.rmSync(log);
    equal(await textOf(0), records[0]);
    await rejects(textOf(COUNT - 1), /ENOENT/);
  });

  it("share what the setting allows, and give it back", async () => {
    limits.spill = 100 * MB;
    const other = path.join(folder, "other.json.gz");
    fs.writeFileSync(other, packed);
    await open();
    await open(other);
    while (copies().length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    ok(copies().reduce((sum, size) => sum + size) <= 100 * MB);
    await engine.logs.close(`file://${log}`);
    await open(other);
    await copied(text.length);
    await engine.logs.close(`file://${other}`);
    await open();
    await copied(text.length);
  });

  it("are not made when the setting is 0", async () => {
    limits.spill = 0;
    equal((await open()).events, COUNT);
    equal(await textOf(COUNT - 1), records[COUNT - 1]);
    equal(fs.existsSync(root), false);
  });

  it("missing, the way to a record tells how far it is, and can be cancelled", async () => {
    limits.spill = 0;
    await open();
    const abort = new AbortController();
    const told: number[] = [];
    const looking = textOf(COUNT - 1, abort.signal, (fraction) => {
      told.push(fraction);
      abort.abort();
    });
    await rejects(looking, Cancelled);
    ok(told.length > 0 && told.every((fraction) => fraction > 0 && fraction < 1), String(told));
    equal(await textOf(COUNT - 1), records[COUNT - 1]);
  });

  it("cannot be written: one message says so, and records are found by decompressing", async () => {
    fs.mkdirSync(path.dirname(root), { recursive: true });
    fs.writeFileSync(root, "in the way");
    const codes: string[] = [];
    engine.onNotice((notice) => notice.kind === "spillFailed" && codes.push(notice.code));
    const other = path.join(folder, "other.json.gz");
    fs.writeFileSync(other, packed);
    for (const name of [log, other]) equal((await open(name)).problems.length, 0);
    while (codes.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    equal(await textOf(COUNT - 1), records[COUNT - 1]);
    equal(codes.length, 1);
    ok(["ENOTDIR", "EEXIST"].includes(codes[0] ?? ""), codes[0]);
  });

  it("cannot be written to the end: nothing is left of them, a message says so, and records are still found", function () {
    if (process.platform === "win32") return this.skip(); // Windows has no such modes, pipes and signals
    // a real write fails: the system lets this process write files of at most 20 MB
    const ran = spawnSync(
      "sh",
      ["-c", `ulimit -f 40960; exec "$0" "$@"`, process.execPath, program("engine.dispose()")],
      {
        encoding: "utf8",
      },
    );
    deepEqual(JSON.parse(ran.stdout), {
      events: COUNT,
      problems: [],
      codes: ["EFBIG"],
      last: records[COUNT - 1],
    });
    deepEqual(copies(), []);
  });

  it("of a window that was killed go at the next start; those of a living one stay", async function () {
    if (process.platform === "win32") return this.skip(); // Windows has no such modes, pipes and signals
    const [killed, living] = [1, 2].map(() =>
      spawn(process.execPath, [program("process.stdin.resume()")], { stdio: ["pipe", "pipe", "inherit"] }),
    );
    ok(killed && living);
    try {
      await Promise.all([killed, living].map(({ stdout }) => once(stdout, "data")));
      equal(copies().length, 2);
      killed.kill("SIGKILL");
      await once(killed, "exit");
      const before = fs.readdirSync(root);
      equal(before.length, 2);
      start();
      const gone = (): string[] => before.filter((name) => !fs.existsSync(path.join(root, name)));
      while (gone().length === 0) await new Promise(setImmediate);
      ok(gone()[0]?.includes(`-${killed.pid}-`));
      equal(copies().length, 1);
    } finally {
      living.kill("SIGKILL");
      await once(living, "exit");
    }
  });

  it("of another computer that shares the storage go when they are old; what is not ours stays", async () => {
    const old = new Date(Date.now() - 8 * 24 * 3600 * 1000);
    const make = (name: string, time?: Date): string => {
      const own = path.join(root, name);
      fs.mkdirSync(own, { recursive: true });
      fs.writeFileSync(path.join(own, "1.tmp"), "x");
      if (time) fs.utimesSync(own, time, time);
      return own;
    };
    const [young, aged, foreign] = [make("00000000-1-aa"), make("00000000-1-bb", old), make("something", old)];
    start();
    while (fs.existsSync(aged)) await new Promise(setImmediate);
    ok(fs.existsSync(young) && fs.existsSync(foreign));
  });

  /** A program that reads the log with copies in the same storage and prints the result; then it does `then`. */
  function program(then: string): string {
    const outfile = path.join(folder, `program-${fs.readdirSync(folder).length}.js`);
    const contents = `
      import fs from "node:fs";
      import { startEngine } from "./src/engine/client";
      const root = ${JSON.stringify(root)};
      const engine = startEngine(${JSON.stringify(workerFile)}, { spillRoot: root });
      const codes = [];
      engine.onNotice((notice) => notice.kind === "spillFailed" && codes.push(notice.code));
      const isCopied = () => fs.existsSync(root) && fs.readdirSync(root).some((own) => own.includes("-" + process.pid + "-") &&
        fs.readdirSync(root + "/" + own).some((file) => fs.statSync(root + "/" + own + "/" + file).size === ${text.length}));
      (async () => {
        const read = await engine.logs.open({ kind: "file", uri: "file:///log", path: ${JSON.stringify(log)} });
        while (!isCopied() && codes.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
        const result = await engine.events.select({ eventID: ${JSON.stringify(idOf(COUNT - 1))} });
        const [row] = await result.rows(0, 1);
        const last = Buffer.from((await engine.text.record(row.id)).json).toString();
        fs.writeSync(1, JSON.stringify({ events: read.events, problems: read.problems, codes, last }) + "\\n");
        ${then};
      })();`;
    buildSync({
      stdin: { contents, resolveDir: path.resolve() },
      bundle: true,
      platform: "node",
      outfile,
      logLevel: "error",
    });
    return outfile;
  }
});
