import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import zlib from "node:zlib";
import { IndexCache } from "../../src/engine/cache/indexCache";
import { startEngine } from "../../src/engine/client";
import type { Engine, RowText, Sort } from "../../src/engine/engine";
import { Spills } from "../../src/engine/input/spill";
import { defaultLimits } from "../../src/engine/limits";
import { OpenLogs } from "../../src/engine/logs/openLogs";
import { BlackBox, blackBoxMemory } from "../../src/engine/thread/blackBox";
import { Turns } from "../../src/engine/thread/turns";
import { tarOf } from "../support/tar";
import { zipOf } from "../support/zip";

const never = (): boolean => false;
const none = (): void => undefined;
const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** The order of time is not the order of the log. */
function record(n: number, size = 0): string {
  const time = new Date(Date.UTC(2026, 2, 2) + ((n * 7919) % 1009) * 1000).toISOString().replace(".000", "");
  return JSON.stringify({
    eventVersion: "1.11",
    eventTime: time,
    eventSource: "s3.amazonaws.com",
    eventName: `Call${n % 3}`,
    eventID: idOf(n),
    requestParameters: { filler: "é".repeat(size) },
  });
}
const records = (count: number, from = 0, size = 0): string[] =>
  Array.from({ length: count }, (_, i) => record(from + i, size));
const logOf = (all: readonly string[]): string => `{"Records":[${all.join(",\n")}]}`;

function textOf(row: RowText): string {
  if ("unread" in row) return `${row.unread.reason} ${row.unread.detail ?? ""}`.trim();
  return row.text.kind === "bytes" ? Buffer.from(row.text.json).toString() : "in a document";
}

/** The engine as its thread has it, without the thread, so that what it asks of Node can be counted. */
function openLogs(): OpenLogs {
  const cache = new IndexCache(undefined, none, none);
  return new OpenLogs(
    new Turns(),
    none,
    new Spills(undefined, none),
    cache,
    new BlackBox(blackBoxMemory()),
    none,
    none,
    none,
  );
}

async function textsOf(
  logs: OpenLogs,
  sort?: Sort,
  { from = 0, most = Number.MAX_SAFE_INTEGER } = {},
): Promise<string[]> {
  for (const _ of (function* () {
    yield* logs.results.select(1, {}, sort);
  })());
  const rows = logs.results.get(1).part(from, from + most);
  const found: string[] = [];
  for await (const page of logs.texts(rows, never, none)) found.push(...page.map(textOf));
  return found;
}

describe("texts of a result", () => {
  let folder: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "cloudtrail-texts-"));
  });
  after(() => fs.rmSync(folder, { recursive: true }));
  let inflations = 0;
  let opened: string[] = [];
  const { createGunzip } = zlib;
  const { openSync } = fs;
  const inZlib = (made: typeof createGunzip): void => {
    Object.defineProperty(zlib, "createGunzip", { configurable: true, enumerable: true, value: made });
  };
  beforeEach(() => {
    inZlib((options) => {
      inflations++;
      return createGunzip(options);
    });
    fs.openSync = (file, ...rest) => {
      opened.push(String(file));
      return openSync(file, ...rest);
    };
  });
  afterEach(() => {
    inZlib(createGunzip);
    fs.openSync = openSync;
  });
  const countAnew = (): void => {
    inflations = 0;
    opened = [];
  };

  const file = (name: string, content: string | Uint8Array): { kind: "file"; uri: string; path: string } => {
    const at = path.join(folder, name);
    fs.writeFileSync(at, content);
    return { kind: "file", uri: `file://${at}`, path: at };
  };
  const byTime = (all: readonly string[]): string[] =>
    all
      .map((text, i) => ({ text, i, time: (JSON.parse(text) as { eventTime: string }).eventTime }))
      .sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : a.i - b.i))
      .map(({ text }) => text);

  const sorts: [name: string, sort: Sort | undefined][] = [
    ["of time", undefined],
    ["of time, the latest first", { by: "time", descending: true }],
    ["of their names", { by: "eventName" }],
  ];
  for (const [name, sort] of sorts) {
    it(`of a compressed log without a copy, in order ${name}: it is inflated once for all`, async () => {
      const all = records(3000, 0, 300);
      const logs = openLogs();
      await logs.open(file("one.json.gz", zlib.gzipSync(logOf(all))), defaultLimits, never);
      countAnew();
      const found = await textsOf(logs, sort);
      deepEqual([inflations, opened.length], [1, 1]);
      equal(found.length, all.length);
      deepEqual([...found].sort(), [...all].sort());
      if (!sort) deepEqual(found, byTime(all));
    });
  }

  it("of several compressed logs whose events alternate: each is inflated once", async () => {
    const logs = openLogs();
    const all = [records(500), records(500, 500), records(500, 1000)];
    for (const [i, some] of all.entries())
      await logs.open(file(`${i}.json.gz`, zlib.gzipSync(logOf(some))), defaultLimits, never);
    countAnew();
    deepEqual((await textsOf(logs)).sort(), all.flat().sort());
    deepEqual([inflations, opened.length], [3, 3]);
  });

  it("of the logs in an archive: the archive is gone through once", async () => {
    const logs = openLogs();
    const all = [records(300), records(300, 300), records(300, 600)];
    const tar = await tarOf(all.map((some, i) => [`${i}.json`, Buffer.from(logOf(some))]));
    await logs.open(file("all.tar.gz", zlib.gzipSync(tar)), defaultLimits, never);
    countAnew();
    deepEqual(await textsOf(logs), byTime(all.flat()));
    // its beginning alone is inflated before, to see what it is
    deepEqual([inflations, opened.length], [2, 1]);
  });

  it("of logs in archives in each other", async () => {
    const logs = openLogs();
    const all = [records(30), records(30, 30), records(30, 60)];
    const inner = zipOf([
      ["a.json", logOf(all[0] as string[])],
      ["b.json.gz", zlib.gzipSync(logOf(all[1] as string[]))],
    ]);
    const outer = zipOf([
      ["inner.zip", inner],
      ["c.json", logOf(all[2] as string[])],
    ]);
    await logs.open(file("outer.zip", outer), defaultLimits, never);
    opened = [];
    deepEqual(await textsOf(logs), byTime(all.flat()));
    equal(opened.length, 1);
  });

  it("of a log larger than what may be kept, latest first: it is inflated as often as that is needed, and not for each record", async function () {
    this.timeout(60_000);
    const all = records(1000, 0, 50_000); // 100 MB
    const logs = openLogs();
    await logs.open(
      file("large.json.gz", zlib.gzipSync(logOf(all), { level: 1 })),
      { ...defaultLimits, spill: 0 },
      never,
    );
    inflations = 0;
    const ordered = byTime(all);
    deepEqual(await textsOf(logs, { by: "time", descending: true }), ordered.reverse());
    ok(inflations > 1 && inflations <= 6, `${inflations} inflations`);
  });

  it("of rows that lie close together in a plain log: it is opened once", async () => {
    const all = records(2000);
    const logs = openLogs();
    await logs.open(file("plain.json", `\uFEFF${logOf(all)}`), defaultLimits, never);
    opened = [];
    deepEqual(await textsOf(logs), byTime(all));
    equal(opened.length, 1);
  });

  it("of a part of the rows", async () => {
    const all = records(100);
    const logs = openLogs();
    await logs.open(file("part.json.gz", zlib.gzipSync(logOf(all))), defaultLimits, never);
    deepEqual(await textsOf(logs, undefined, { from: 20, most: 30 }), byTime(all).slice(20, 50));
  });

  it("of UTF-16, of tables and of records in texts", async () => {
    const logs = openLogs();
    const all = records(20, 0, 5);
    await logs.open(file("utf16.json", Buffer.from(`\uFEFF${logOf(all)}`, "utf16le")), defaultLimits, never);
    deepEqual(await textsOf(logs), byTime(all));
    const wrapped = { Events: all.map((CloudTrailEvent, i) => ({ EventId: String(i), CloudTrailEvent })) };
    const other = openLogs();
    await other.open(file("lookup.json", JSON.stringify(wrapped)), defaultLimits, never);
    deepEqual(await textsOf(other), byTime(all));
  });

  describe("that cannot be had", () => {
    const open = async (): Promise<{ logs: OpenLogs; all: string[]; gone: string }> => {
      const logs = openLogs();
      const all = records(4);
      const one = file("there.json.gz", zlib.gzipSync(logOf(all.slice(0, 2))));
      const other = file("gone.json.gz", zlib.gzipSync(logOf(all.slice(2))));
      await logs.open(one, defaultLimits, never);
      await logs.open(other, defaultLimits, never);
      return { logs, all, gone: other.path };
    };
    it("come with the reason, the others as they are: a file that is gone", async () => {
      const { logs, all, gone } = await open();
      fs.rmSync(gone);
      deepEqual((await textsOf(logs)).sort(), [...all.slice(0, 2), "unreadable ENOENT", "unreadable ENOENT"].sort());
    });
    it("a file that holds something else", async () => {
      const { logs, all, gone } = await open();
      fs.writeFileSync(gone, zlib.gzipSync(logOf(records(2, 7))));
      const changed = "changedWhileRead";
      deepEqual((await textsOf(logs)).sort(), [...all.slice(0, 2), changed, changed].sort());
    });
    it("a file that was written again, with more", async () => {
      const { logs, all, gone } = await open();
      fs.writeFileSync(gone, zlib.gzipSync(logOf([...all.slice(2), record(9)])));
      deepEqual((await textsOf(logs)).sort(), [...all].sort());
    });
    it("a log that was closed", async () => {
      const { logs, all, gone } = await open();
      for (const _ of logs.results.select(1, {}));
      const rows = logs.results.get(1);
      await logs.close(`file://${gone}`, defaultLimits);
      const found: string[] = [];
      for await (const page of logs.texts(rows, never, none)) found.push(...page.map(textOf));
      deepEqual(found.sort(), [...all.slice(0, 2), "closed", "closed"].sort());
    });
  });
});

describe("texts from the engine's thread", () => {
  let engine: Engine;
  beforeEach(() => {
    engine = startEngine(path.resolve("dist/engine.js"));
  });
  afterEach(() => engine.dispose());
  const open = async (count: number, size: number): Promise<string[]> => {
    const all = records(count, 0, size);
    await engine.logs.open({ kind: "bytes", uri: "file:///log.gz", bytes: zlib.gzipSync(logOf(all), { level: 1 }) });
    return all;
  };

  it("come in the order asked for, each with its id, and tell how far they are", async () => {
    const all = await open(2000, 300);
    const result = await engine.events.select({}, { sort: { by: "eventName", descending: true } });
    const ids = (await result.cells(100, 500, [])).map(({ id }) => id);
    const seen: RowText[] = [];
    const fractions: number[] = [];
    for await (const text of result.texts(100, 500, { progress: (fraction) => fractions.push(fraction) }))
      seen.push(text);
    deepEqual(
      seen.map(({ id }) => id),
      ids,
    );
    const known = new Set(all);
    ok(seen.every((text) => known.has(textOf(text))));
    ok(fractions.every((fraction, i) => fraction > 0 && fraction <= 1 && fraction >= (fractions[i - 1] ?? 0)));
    const some: RowText[] = [];
    for await (const text of engine.text.records([...ids].reverse())) some.push(text);
    deepEqual(some, seen.reverse());
  });

  it("are not read ahead of who uses them, who may stop at any time", async () => {
    await open(200, 100_000); // 40 MB
    const result = await engine.events.select({});
    let used = 0;
    let furthest = 0;
    for await (const _ of result.texts(0, 200, { progress: (fraction) => (furthest = Math.max(furthest, fraction)) })) {
      await engine.coverage.summary(); // what the thread could do meanwhile it has done
      if (++used === 5) break;
    }
    ok(furthest < 1, `read up to ${furthest}`);
    equal((await engine.events.select({})).count, 200); // it answers, and goes on
  });

  it("end when the caller takes them back", async () => {
    await open(200, 10_000);
    const result = await engine.events.select({});
    const abort = new AbortController();
    const read = async (): Promise<void> => {
      for await (const _ of result.texts(0, 200, { signal: abort.signal })) abort.abort();
    };
    await rejects(read(), { name: "Cancelled" });
    result.dispose();
    await rejects(
      async () => {
        for await (const _ of result.texts(0, 1));
      },
      { name: "StaleResult" },
    );
  });

  it("of an event that is no longer there say so", async () => {
    await open(2, 1);
    const seen: string[] = [];
    for await (const text of engine.text.records([0xfff0_0000])) seen.push(textOf(text));
    deepEqual(seen, ["closed"]);
  });
});
