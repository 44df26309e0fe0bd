import { deepEqual, equal, ok } from "node:assert/strict";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import zlib from "node:zlib";
import type { EventRow } from "../../src/core/events/row";
import { startEngine } from "../../src/engine/client";
import type { Engine, LogSource } from "../../src/engine/engine";
import { damagedCases } from "../support/damagedGzip";
import { tarOf } from "../support/tar";
import { zipOf } from "../support/zip";

const COUNT = 100; // records of one case: each case has its own, so that none is a duplicate

function line(n: number, filler = ""): string {
  return `${JSON.stringify({
    eventVersion: "1.08",
    userIdentity: { type: "IAMUser", userName: "alice", accountId: "111122223333" },
    eventTime: new Date(Date.UTC(2026, 2, 2) + n * 1000).toISOString().replace(".000Z", "Z"),
    eventSource: "s3.amazonaws.com",
    eventName: `GetObject${n * 7919}`,
    eventID: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
    ...(filler === "" ? {} : { requestParameters: { filler } }),
  })}\n`;
}
const lines = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, n) => line(from + n)).join("");
/** Members whose records are in no other case. */
const partsOf = (n: number): string[] => {
  const from = n * COUNT;
  return [
    lines(from, from + 30),
    lines(from + 30, from + 50),
    lines(from + 50, from + 90),
    lines(from + 90, from + 99),
  ];
};

interface Case {
  name: string;
  packed: Buffer;
  content: string;
  problems: unknown[];
}
const named = damagedCases(partsOf(0)).map(({ name }) => name);
const cases: Case[] = named.map((_, n) => damagedCases(partsOf(n))[n] as Case);

interface Outcome {
  records: [start: number, end: number, eventID: string][];
  lastText: string;
  problems: unknown[];
  places: [start: number, end: number][];
}

describe("damaged gzip data is read alike", function () {
  this.timeout(120_000);
  let folder: string;
  let engine: Engine;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "cloudtrail-damaged-"));
    engine = startEngine(path.resolve("dist/engine.js"));
  });
  afterEach(() => {
    engine.dispose();
    fs.rmSync(folder, { recursive: true });
  });
  const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;
  const write = (name: string, content: string | Uint8Array): void =>
    fs.writeFileSync(path.join(folder, name), content);
  const fileOf = (name: string): LogSource => ({ kind: "file", uri: uriOf(name), path: path.join(folder, name) });

  async function outcomes(by = engine): Promise<Map<string, Outcome>> {
    const found = new Map<string, Outcome>();
    const { reports } = await by.coverage.reports({ from: 0, to: 500, problems: 100 });
    for (const { uri, problems } of reports)
      found.set(uri, {
        records: [],
        lastText: "",
        problems: problems.map(({ reason, detail }) => (detail === undefined ? reason : [reason, detail])),
        places: problems.map(({ start, end }) => [start, end]),
      });
    const result = await by.events.select({});
    const { count } = result;
    const last = new Map<string, EventRow>();
    for (let from = 0; from < count; from += 500)
      for (const row of await result.rows(from, from + 500)) {
        const { uri, start, end, eventID } = row;
        found.get(uri)?.records.push([start, end, eventID]);
        if (start >= (last.get(uri)?.start ?? 0)) last.set(uri, row);
      }
    for (const [uri, { id }] of last) {
      const text = await by.text.record(id);
      (found.get(uri) as Outcome).lastText = text?.kind === "bytes" ? Buffer.from(text.json).toString() : "";
    }
    for (const { records } of found.values()) records.sort(([a], [b]) => a - b);
    return found;
  }

  /** Compares with the case: the records with their positions in the content, and the problems. */
  function isRight({ name, content, problems }: Case, outcome: Outcome | undefined, before = 0): void {
    ok(outcome, name);
    let at = before;
    const texts = content.split(/(?<=\n)/);
    const records = texts.map((text) => {
      const start = at;
      at += text.length;
      return [start, at - 1, JSON.parse(text).eventID];
    });
    equal(outcome.lastText, texts.at(-1)?.trimEnd(), name);
    deepEqual(
      outcome.records.filter(([start]) => start >= before),
      records,
      name,
    );
    deepEqual(outcome.problems, problems, name);
    for (const [start, end] of outcome.places)
      ok(before <= start && start <= end && end <= at, `${name}: ${start}–${end}`);
  }

  const nameOf = (n: number): string => `${String(n).padStart(3, "0")}.json.gz`;
  const files = cases.map(({ packed }, n): [string, Buffer] => [nameOf(n), packed]);
  const ways: [name: string, open: () => Promise<(file: string) => string>][] = [
    [
      "as a file",
      async () => {
        for (const [name, packed] of files) {
          write(name, packed);
          await engine.logs.open(fileOf(name));
        }
        return uriOf;
      },
    ],
    [
      "as bytes",
      async () => {
        for (const [name, bytes] of files) await engine.logs.open({ kind: "bytes", uri: uriOf(name), bytes });
        return uriOf;
      },
    ],
    [
      "in a folder",
      async () => {
        for (const [name, packed] of files) write(name, packed);
        await engine.logs.open({ kind: "folder", uri: uriOf(""), path: folder });
        return uriOf;
      },
    ],
    [
      "in a folder of so many files that others help",
      async () => {
        for (let n = 0; n < 120; n++) write(`${nameOf(0)}-${n}`, "nothing");
        for (const [name, packed] of files) write(name.replace("0", "9"), packed);
        await engine.logs.open({ kind: "folder", uri: uriOf(""), path: folder });
        return (name) => uriOf(name.replace("0", "9"));
      },
    ],
    [
      "in a zip",
      async () => {
        write("logs.zip", zipOf(files));
        await engine.logs.open(fileOf("logs.zip"));
        return (name) => `${uriOf("logs.zip")}#${name}`;
      },
    ],
    [
      "in a tar",
      async () => {
        write("logs.tar", await tarOf(files));
        await engine.logs.open(fileOf("logs.tar"));
        return (name) => `${uriOf("logs.tar")}#${name}`;
      },
    ],
    [
      "compressed once more",
      async () => {
        for (const [name, packed] of files) {
          write(name, zlib.gzipSync(packed));
          await engine.logs.open(fileOf(name));
        }
        return uriOf;
      },
    ],
    [
      "after it has grown",
      async () => {
        for (const [name, packed] of files) {
          write(name, packed.subarray(0, packed.length / 2));
          await engine.logs.open(fileOf(name));
          write(name, packed);
          await engine.logs.refresh([{ uri: uriOf(name), path: path.join(folder, name) }]);
        }
        return uriOf;
      },
    ],
  ];
  for (const [way, open] of ways) {
    it(way, async () => {
      const uri = await open();
      const found = await outcomes();
      for (const [n, one] of cases.entries()) isRight(one, found.get(uri(nameOf(n))));
    });
  }

  describe("where it is large:", () => {
    /** So large that a separate thread decompresses what follows. */
    const filler = Array.from({ length: 24 }, (_, n) => {
      const noise = Array.from({ length: 16_000 }, (_, i) => createHash("sha256").update(`${n} ${i}`).digest("base64"));
      return line(1_000_000 + n, noise.join(""));
    });
    const before = `${filler.join("")}${" ".repeat(24 * 1024 * 1024)}`;
    const packedBefore = zlib.gzipSync(before, { level: 1 });
    const some = new Set([
      "a zero between two members",
      "something else behind the last member",
      "zeros behind the last member",
      "a header cut",
      "no trailer",
      "the checksum of the first member",
      "one in the middle broken",
      "another method",
    ]);
    const large = cases
      .filter(({ name }) => some.has(name))
      .map((one): Case => ({ ...one, packed: Buffer.concat([packedBefore, one.packed]) }));
    for (const one of large) {
      it(`${one.name}, as a file, in a zip, in a tar, and opened again from the index cache`, async () => {
        ok(packedBefore.length > 9_000_000 && before.length > 40_000_000);
        write("log.json.gz", one.packed);
        const old = new Date(Date.UTC(2026, 0, 1));
        fs.utimesSync(path.join(folder, "log.json.gz"), old, old);
        const cacheFolder = path.join(folder, "cache");
        const caching = startEngine(path.resolve("dist/engine.js"), { cacheFolder });
        await caching.logs.open(fileOf("log.json.gz"));
        const first = (await outcomes(caching)).get(uriOf("log.json.gz"));
        isRight(one, first, before.length);
        const isKept = (): boolean =>
          fs.existsSync(cacheFolder) && fs.readdirSync(cacheFolder).some((name) => name.endsWith(".index"));
        while (!isKept()) await new Promise((resolve) => setTimeout(resolve, 10));
        caching.dispose();

        const again = startEngine(path.resolve("dist/engine.js"), { cacheFolder });
        let used = 0;
        again.onNotice(({ kind }) => kind === "cacheUsed" && used++);
        await again.logs.open(fileOf("log.json.gz"));
        deepEqual((await outcomes(again)).get(uriOf("log.json.gz")), first, "from the cache");
        equal(used, 1);
        again.dispose();

        write("log.zip", zipOf([["log.json.gz", one.packed]], { store: true }));
        await engine.logs.open(fileOf("log.zip"));
        deepEqual((await outcomes()).get(`${uriOf("log.zip")}#log.json.gz`), first, "in a zip");
        await engine.logs.close(uriOf("log.zip"));
        write("log.tar", await tarOf([["log.json.gz", one.packed]]));
        await engine.logs.open(fileOf("log.tar"));
        deepEqual((await outcomes()).get(`${uriOf("log.tar")}#log.json.gz`), first, "in a tar");
      });
    }
  });

  it("in the middle of a record: no record of another member is lost", async () => {
    const wrap = (text: string): string => `{"Records":[${text.trimEnd().replaceAll("\n", ",")}]}`;
    const members: [string, Buffer][] = [];
    for (let n = 0; n < 240; n++) {
      const parts = partsOf(n)
        .slice(0, 3)
        .map(n % 2 === 0 ? String : wrap);
      const [first, second, third] = parts.map((part) => zlib.gzipSync(part)) as [Buffer, Buffer, Buffer];
      second.fill(0xff, 12 + n, 12 + n + (n % 9));
      members.push([nameOf(n), Buffer.concat([first, second, third])]);
    }
    write("logs.zip", zipOf(members));
    await engine.logs.open(fileOf("logs.zip"));
    const found = await outcomes();
    for (const [n, [name]] of members.entries()) {
      const { records = [], problems = [] } = found.get(`${uriOf("logs.zip")}#${name}`) ?? {};
      const ids = new Set(records.map(([, , eventID]) => eventID));
      const others = partsOf(n)[0] + (partsOf(n)[2] as string);
      for (const text of others.trimEnd().split("\n")) ok(ids.has(JSON.parse(text).eventID), `${name}: ${text}`);
      equal(problems.length > 0, n % 9 > 0, name);
    }
  });

  describe("where nothing comes out:", () => {
    const nothing: [name: string, bytes: number[], problems: unknown[]][] = [
      ["an unknown method", [0x1f, 0x8b, 1, 2, 3], [["gzipHeader", "nothing"]]],
      ["two bytes", [0x1f, 0x8b], [["truncatedGzip", "nothing"]]],
      ["a header alone", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3], [["truncatedGzip", "nothing"]]],
      ["broken data", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 7, 7, 7, 7], [["damagedGzip", "nothing"]]],
      ["an empty member", [...zlib.gzipSync("")], ["empty"]],
      ["an empty member and something else", [...zlib.gzipSync(""), 1, 2], [["notGzip", "2"]]],
    ];
    for (const [name, bytes, problems] of nothing) {
      it(name, async () => {
        write("alone.json.gz", Buffer.from(bytes));
        fs.mkdirSync(path.join(folder, "in"));
        write("in/x.json.gz", Buffer.from(bytes));
        write("x.zip", zipOf([["x.json.gz", Buffer.from(bytes)]]));
        await engine.logs.open(fileOf("alone.json.gz"));
        await engine.logs.open({ kind: "folder", uri: uriOf("in"), path: path.join(folder, "in") });
        await engine.logs.open(fileOf("x.zip"));
        const found = await outcomes();
        for (const uri of [uriOf("alone.json.gz"), uriOf("in/x.json.gz"), `${uriOf("x.zip")}#x.json.gz`])
          deepEqual(found.get(uri)?.problems, problems, uri);
        const state = problems[0] === "empty" ? "other" : "notRead";
        const { reports } = await engine.coverage.reports({ from: 0, to: 10, problems: 0, states: [state] });
        ok(reports.some(({ uri }) => uri === uriOf("alone.json.gz")));
      });
    }
  });
});
