/** What is said of files that cannot be read any more, that are back, or whose reading was stopped: no more than is known. */
import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import zlib from "node:zlib";
import { pack } from "tar-stream";
import { IndexCache } from "../../src/engine/cache/indexCache";
import { startEngine } from "../../src/engine/client";
import { Cancelled, type Engine, type LogReport } from "../../src/engine/engine";
import { Spills } from "../../src/engine/input/spill";
import { defaultLimits, type Limits } from "../../src/engine/limits";
import { OpenLogs } from "../../src/engine/logs/openLogs";
import { BlackBox, blackBoxMemory } from "../../src/engine/thread/blackBox";
import { Turns } from "../../src/engine/thread/turns";
import { zipOf } from "../support/zip";

const record = (n: number): string =>
  JSON.stringify({
    eventVersion: "1.08",
    eventTime: new Date(Date.UTC(2026, 2, 2) + n * 1000).toISOString().replace(".000Z", "Z"),
    eventSource: "s3.amazonaws.com",
    eventName: "GetObject",
    eventID: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
  });
const trail = (...numbers: number[]): string => `{"Records":[${numbers.map(record).join(",")}]}`;
const lines = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, n) => `${record(from + n)}\n`).join("");
const tarOf = async (files: [name: string, content: string | Buffer][]): Promise<Buffer> => {
  const tar = pack();
  for (const [name, content] of files) tar.entry({ name }, content);
  tar.finalize();
  const pieces: Uint8Array[] = [];
  for await (const piece of tar as AsyncIterable<Uint8Array>) pieces.push(piece);
  return Buffer.concat(pieces);
};

const nothing = (): void => undefined;

describe("what cannot be read, is back, or was not read to its end", () => {
  let engine: Engine;
  let limits: Limits;
  let folder: string;
  let elsewhere: string | undefined;
  beforeEach(() => {
    limits = defaultLimits;
    engine = startEngine(path.resolve("dist/engine.js"), { limits: () => limits });
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "cloudtrail-reach-"));
    elsewhere = undefined;
  });
  afterEach(() => {
    engine.dispose();
    fs.rmSync(folder, { recursive: true });
    if (elsewhere !== undefined) fs.rmSync(elsewhere, { recursive: true });
  });

  const at = (name = ""): string => path.join(folder, name);
  const uriOf = (name = ""): string => pathToFileURL(at(name)).toString();
  const write = (name: string, content: string | Uint8Array): void => {
    fs.mkdirSync(path.dirname(at(name)), { recursive: true });
    fs.writeFileSync(at(name), content);
  };
  const openFolder = (name = "", signal?: AbortSignal): Promise<LogReport> =>
    engine.logs.open({ kind: "folder", uri: uriOf(name), path: at(name) }, signal);
  const openFile = (name: string, signal?: AbortSignal): Promise<LogReport> =>
    engine.logs.open({ kind: "file", uri: uriOf(name), path: at(name) }, signal);
  const change = (...names: string[]): Promise<void> =>
    engine.logs.refresh(names.map((name) => ({ uri: uriOf(name), path: at(name) })));
  const events = async (): Promise<number> => (await engine.coverage.summary()).events;
  const told = async (name: string): Promise<(string | undefined)[][]> =>
    ((await engine.coverage.report(uriOf(name)))?.problems ?? []).map(({ reason, detail }) =>
      detail === undefined ? [reason] : [reason, detail],
    );
  /** Nobody may look into it, root included. */
  const lock = (name: string): void => {
    fs.renameSync(at(name), `${at(name)}.away`);
    fs.symlinkSync(path.basename(name), at(name)); // leads to itself: ELOOP
  };
  const unlock = (name: string): void => {
    fs.rmSync(at(name));
    fs.renameSync(`${at(name)}.away`, at(name));
  };

  const contents: [kind: string, content: () => Promise<string | Uint8Array> | string | Uint8Array][] = [
    ["a log", () => trail(1)],
    ["a compressed log", () => zlib.gzipSync(trail(1))],
    ["a zip", () => zipOf([["a.json", trail(1)]])],
    ["a tar", () => tarOf([["a.json", trail(1)]])],
  ];
  for (const [kind, content] of contents) {
    for (const [where, inFolder] of [
      ["opened by itself", false],
      ["in an open folder", true],
    ] as const) {
      it(`${kind} ${where}: cannot be read, is deleted, and is back`, async () => {
        write("in/x", await content());
        await (inFolder ? openFolder() : openFile("in/x"));
        equal(await events(), 1);
        for (let n = 0; n < 2; n++) {
          lock("in/x");
          await change("in/x");
          deepEqual([await told("in/x"), await events()], [[["unreadable", "ELOOP"]], 1]);
          await change("in/x");
          deepEqual(await told("in/x"), [["unreadable", "ELOOP"]]);
          unlock("in/x");
          await change("in/x");
          deepEqual([await told("in/x"), await events()], [[], 1]);

          lock("in");
          await change("in/x");
          deepEqual([await told("in/x"), await events()], [[["unreadable", "ELOOP"]], 1]);
          unlock("in");
          await change("in/x");
          deepEqual(await told("in/x"), []);

          fs.renameSync(at("in/x"), at("away"));
          await change("in/x");
          deepEqual([await told("in/x"), await events()], [[["deleted"]], 1]);
          fs.renameSync(at("away"), at("in/x"));
          await change("in/x");
          deepEqual([await told("in/x"), await events()], [[], 1]);

          fs.renameSync(at("in"), at("away"));
          await change("in");
          deepEqual([await told("in/x"), await events()], [[["deleted"]], 1]);
          fs.renameSync(at("away"), at("in"));
          await change("in/x");
          const { reports } = await engine.coverage.reports({ from: 0, to: 10 });
          deepEqual([reports.flatMap(({ problems }) => problems), await events()], [[], 1]);
        }
      });
    }

    it(`${kind} that could not be read when it was opened is read when it is there`, async () => {
      write("x", await content());
      lock("x");
      await openFile("x");
      deepEqual([await told("x"), await events()], [[["unreadable", "ELOOP"]], 0]);
      unlock("x");
      await change("x");
      deepEqual([await told("x"), await events()], [[], 1]);
    });
  }

  it("a folder that cannot be reached is told, and so is what lies in it; nothing of it is called deleted", async () => {
    write("logs/a.json", trail(1));
    write("logs/in/b.json", trail(2));
    write("logs/no.txt", "x");
    await openFolder("logs");
    lock("logs");
    for (const changed of ["logs", "logs/a.json"]) {
      await change(changed);
      equal(await events(), 2);
      deepEqual(await told("logs/a.json"), [["unreadable", "ELOOP"]]);
    }
    deepEqual(
      [await told("logs"), await told("logs/in/b.json")],
      [[["unreadable", "ELOOP"]], [["unreadable", "ELOOP"]]],
    );
    unlock("logs");
    await change("logs");
    equal(await events(), 2);
    for (const name of ["logs", "logs/a.json", "logs/in/b.json"]) deepEqual(await told(name), [], name);

    fs.renameSync(at("logs"), at("moved"));
    await change("logs");
    equal(await events(), 2);
    deepEqual(
      [await told("logs"), await told("logs/a.json")],
      [[["unreadable", "ENOENT"]], [["unreadable", "ENOENT"]]],
    );
    fs.renameSync(at("moved"), at("logs"));
    await change("logs");
    for (const name of ["logs", "logs/a.json", "logs/in/b.json"]) deepEqual(await told(name), [], name);
  });

  /** A folder on another disk than the tests', reached by a link, as one that is mounted here. */
  const mounted = (): (() => void) | undefined => {
    if (!fs.existsSync("/dev/shm") || fs.statSync("/dev/shm").dev === fs.statSync(folder).dev) return undefined;
    const other = fs.mkdtempSync("/dev/shm/cloudtrail-reach-");
    elsewhere = other;
    fs.symlinkSync(other, at("drive"));
    return () => {
      fs.rmSync(at("drive"));
      fs.mkdirSync(at("drive")); // what a mount point is when nothing is mounted there
    };
  };
  const mountAgain = (): void => {
    fs.rmdirSync(at("drive"));
    fs.symlinkSync(elsewhere ?? "", at("drive"));
  };

  it("a drive that is no longer mounted takes no file with it: none is called deleted", async function () {
    const unmount = mounted();
    if (!unmount) this.skip(); // no second disk here
    write("drive/a.json", trail(1));
    write("drive/in/b.json", trail(2));
    await openFile("drive/a.json");
    await openFile("drive/in/b.json");
    unmount();
    await change("drive/a.json", "drive/in/b.json");
    deepEqual(
      [await told("drive/a.json"), await told("drive/in/b.json")],
      [[["unreadable", "UNMOUNTED"]], [["unreadable", "UNMOUNTED"]]],
    );
    equal(await events(), 2);
    mountAgain();
    await change("drive/a.json", "drive/in/b.json");
    deepEqual([await told("drive/a.json"), await told("drive/in/b.json")], [[], []]);
    fs.rmSync(at("drive/a.json"));
    await change("drive/a.json");
    deepEqual(await told("drive/a.json"), [["deleted"]]);
  });

  it("nor do its files in an open folder", async function () {
    const unmount = mounted();
    if (!unmount) this.skip(); // no second disk here
    write("drive/a.json", trail(1));
    write("drive/in/b.json", trail(2));
    write("drive/no.txt", "x");
    await openFolder("drive");
    const before = await engine.coverage.summary();
    unmount();
    for (const changed of ["drive", "drive/a.json", "drive"]) {
      await change(changed);
      deepEqual(await told("drive/a.json"), [["unreadable", "UNMOUNTED"]]);
    }
    deepEqual(await told("drive/in/b.json"), [["unreadable", "UNMOUNTED"]]);
    deepEqual(await told("drive"), [["unreadable", "UNMOUNTED"]]);
    equal(await events(), 2);
    mountAgain();
    await change("drive");
    deepEqual(await engine.coverage.summary(), before);
  });

  it("a large growing file whose old lines were changed where nobody looked: the record that is asked for tells", async () => {
    const notices: string[] = [];
    engine.onNotice(({ kind }) => notices.push(kind));
    const all = lines(0, 40_000);
    ok(all.length > 4 * 1024 ** 2);
    write("log.jsonl", all);
    await openFile("log.jsonl");
    const place = all.indexOf("\n", Math.floor((all.length * 100) / 256) + 4096) + 1; // behind one of the places that are compared
    const row = await engine.events.recordAt(uriOf("log.jsonl"), place);
    ok(row);
    fs.writeFileSync(
      at("log.jsonl"),
      `${all.slice(0, place)}${all.slice(place).replace("GetObject", "PutObject")}${record(50_000)}\n`,
    );
    await change("log.jsonl");
    equal(await events(), 40_001);
    equal(await engine.text.record(row.id), undefined);
    const limit = Date.now() + 15_000;
    while ((await engine.events.recordAt(uriOf("log.jsonl"), place))?.eventName !== "PutObject") {
      ok(Date.now() < limit, "it is read again");
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    deepEqual(notices, ["readAgain"]);
  });

  describe("a folder that is compared with the disk", () => {
    it("again and again: what is unchanged is neither read nor kept anew", async () => {
      for (let n = 0; n < 300; n++) write(`logs/${n}.json`, trail(n));
      const cache = new IndexCache(at("cache"), nothing, nothing);
      let keeps = 0;
      cache.later = () => {
        keeps++;
      };
      const [spills, blackBox] = [new Spills(undefined, nothing), new BlackBox(blackBoxMemory())];
      const logs = new OpenLogs(new Turns(), nothing, spills, cache, blackBox, nothing, nothing, nothing);
      const never = (): boolean => false;
      const folder = { uri: uriOf("logs"), path: at("logs") };
      await logs.open({ kind: "folder", ...folder }, limits, never);
      const { revision } = logs.store;
      equal(keeps, 1);
      for (let n = 0; n < 5; n++) await logs.refresh([folder], limits, never);
      deepEqual([logs.store.revision, keeps], [revision, 1]);
      write("logs/new.json", trail(1000));
      await logs.refresh([folder], limits, never);
      deepEqual([logs.store.events, keeps], [301, 2]);
      await logs.close(undefined, limits);
    });

    it("by several at once, while it is opened: every one of them ends, and it is followed after that", async () => {
      for (let n = 0; n < 200; n++) write(`logs/${n}.json`, trail(n));
      const opening = openFolder("logs");
      await Promise.all(Array.from({ length: 5 }, () => change("logs")));
      await Promise.all([change("logs"), opening.then(() => openFolder("logs")), change("logs")]);
      write("logs/new.json", trail(1000));
      await change("logs");
      equal(await events(), 201);
      deepEqual(await told("logs"), []);
    });
  });

  describe("stopped", () => {
    const COUNT = 100_000;
    /** Stops it when some events are there. */
    const stopped = async (open: (signal: AbortSignal) => Promise<LogReport>, most: number): Promise<number> => {
      const abort = new AbortController();
      const listening = engine.onDidChange((change) => {
        if (change.events > most) abort.abort();
      });
      await rejects(open(abort.signal), (error) => error instanceof Cancelled);
      listening.dispose();
      return events();
    };
    const members = (count: number): [string, string][] =>
      Array.from({ length: count }, (_, n) => [`${n}.jsonl`, lines(n * 1000, (n + 1) * 1000)]);

    it("a log's new part is read when the log is opened again", async () => {
      write("log.jsonl", lines(0, 100));
      await openFile("log.jsonl");
      fs.appendFileSync(at("log.jsonl"), lines(100, COUNT));
      await openFile("log.jsonl"); // the whole of it
      equal(await events(), COUNT);
      fs.appendFileSync(at("log.jsonl"), lines(COUNT, 2 * COUNT));
      equal(await stopped((signal) => openFile("log.jsonl", signal), COUNT - 1), COUNT); // what was read before stays
      equal((await openFile("log.jsonl")).events, 2 * COUNT);
      deepEqual(await told("log.jsonl"), []);
    });

    const archives: [kind: string, make: (files: [string, string][]) => Promise<Uint8Array> | Uint8Array][] = [
      ["zip", (files) => zipOf(files)],
      ["tar", (files) => tarOf(files)],
      ["tar.gz", async (files) => zlib.gzipSync(await tarOf(files), { level: 1 })],
    ];
    for (const [kind, make] of archives) {
      it(`a ${kind} in a folder is read to its end when the folder is opened again, not unasked`, async () => {
        write("logs/x", await make(members(100)));
        const read = await stopped((signal) => openFolder("logs", signal), 1000);
        ok(read < COUNT, String(read));
        deepEqual(await told("logs/x"), [["cancelled"]]);
        await change("logs/x");
        await change("logs");
        equal(await events(), read);
        equal((await openFolder("logs")).events, COUNT);
        deepEqual(await told("logs/x"), []);
      });

      it(`a ${kind} whose members did not fit into memory is read when there is room`, async () => {
        write("logs/x", await make(members(100)));
        limits = { ...defaultLimits, memory: 1 };
        await openFolder("logs");
        ok((await events()) < COUNT);
        limits = defaultLimits;
        equal((await openFolder("logs")).events, COUNT);
      });
    }

    it("an archive that grew, and was stopped, is read to its end when it is opened again", async () => {
      write("x.zip", zipOf(members(10)));
      equal((await openFile("x.zip")).events, 10_000);
      write("x.zip", zipOf(members(100)));
      await stopped((signal) => openFile("x.zip", signal), 10_001);
      deepEqual(await told("x.zip"), [["cancelled"]]);
      equal((await openFile("x.zip")).events, COUNT);
      deepEqual(await told("x.zip"), []);
    });
  });
});
