import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import zlib from "node:zlib";
import { columnNames } from "../../src/core/events/columns";
import { clearCache } from "../../src/engine/cache/cacheFolder";
import { type EngineOptions, startEngine } from "../../src/engine/client";
import { Cancelled, type Engine, type LogReport } from "../../src/engine/engine";
import { defaultLimits, type Limits } from "../../src/engine/limits";

const workerFile = path.resolve("dist/engine.js");
const COUNT = 3000;
const FILLER = "x".repeat(6000); // so that the log is large enough to be kept

/** Every kind of row, and many values; `salt` makes other events of the same kinds. */
function record(place: number, salt = 0): string {
  const n = place % 2900; // the last ones are duplicates
  const id = `00000000-0000-4000-8${String(salt).padStart(3, "0")}-${String(n).padStart(12, "0")}`;
  const fields: object = {
    eventVersion: "1.08",
    userIdentity: {
      type: n % 3 === 0 ? "IAMUser" : "AssumedRole",
      principalId: `AROA${n % 700}:session${n % 50}`,
      arn: `arn:aws:sts::111122223333:assumed-role/Role${n % 400}/session${salt}é`,
      accountId: n % 7 === 0 ? "111122223333" : "123456789012",
      accessKeyId: `ASIA${String(n % 500).padStart(16, "0")}`,
      ...(n % 3 === 0 ? { userName: `user${n % 13}` } : {}),
      sessionContext: {
        sessionIssuer: { arn: `arn:aws:iam::111122223333:role/Role${n % 400}`, userName: `Role${n % 400}` },
      },
    },
    eventTime:
      n % 100 === 7
        ? `2026-03-02T10:00:${String(n % 60).padStart(2, "0")}+02:00`
        : new Date(Date.UTC(2026, 2, 2) + n * 1000).toISOString().replace(".000Z", "Z"),
    eventSource: ["s3.amazonaws.com", "sts.amazonaws.com", "cognito-idp.amazonaws.com"][n % 3],
    eventName: `Call${n % 300}`,
    awsRegion: n % 2 === 0 ? "eu-west-1" : "us-east-1",
    sourceIPAddress: `192.0.2.${n % 256}`,
    userAgent: `agent/${n % 40}`,
    ...(n % 5 === 0 ? { errorCode: "AccessDenied", errorMessage: `not ${n}` } : {}),
    ...(n % 11 === 0
      ? { resources: [{ ARN: `arn:aws:s3:::b${n}` }, { ARN: `arn:aws:s3:::c${n}` }, { ARN: "arn:aws:s3:::d" }] }
      : {}),
    requestParameters: {
      filler: FILLER,
      bucketName: `bucket${n % 900}`,
      userPoolId: "eu-west-1_Example1",
      clientId: `client${n % 4}`,
    },
    ...(n % 3 === 2
      ? { additionalEventData: { sub: `11111111-2222-4333-8444-${String(n % 60).padStart(12, "0")}` } }
      : {}),
    eventID: n % 50 === 3 ? `odd ${n} ${salt}` : id,
    requestID: n % 4 === 0 ? `ABCDEF${String(n).padStart(10, "0")}` : n % 4 === 1 ? `request ${n}` : id,
    eventType: "AwsApiCall",
    readOnly: n % 2 === 0,
    recipientAccountId: "111122223333",
  };
  return JSON.stringify(fields);
}
const records = (count: number, salt = 0): string[] => Array.from({ length: count }, (_, n) => record(n, salt));
const trail = (list: string[]): string => `{"Records":[${list.join(",")}]}`;
const old = new Date(Date.UTC(2026, 0, 1));

describe("the index cache", function () {
  this.timeout(60_000);
  const text = trail([...records(COUNT), '{"eventName": oops}', record(1, 9)]);
  let folder: string;
  let cacheFolder: string;
  let engines: Engine[];
  let limits: Limits;
  let used: { uri: string; files: number }[];
  let failures: string[];

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "cloudtrail-cache-"));
    cacheFolder = path.join(folder, "storage", "cache");
    engines = [];
    used = [];
    failures = [];
    limits = { ...defaultLimits };
  });
  afterEach(() => {
    for (const one of engines) one.dispose();
    fs.rmSync(folder, { recursive: true });
  });

  const start = (options: EngineOptions = { cacheFolder }): Engine => {
    const engine = startEngine(workerFile, { limits: () => limits, ...options });
    engine.onNotice((notice) => notice.kind === "cacheUsed" && used.push({ uri: notice.uri, files: notice.files }));
    engine.onNotice((notice) => notice.kind === "cacheFailed" && failures.push(notice.code));
    engines.push(engine);
    return engine;
  };
  const write = (name: string, content: string | Uint8Array, time = old): string => {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    fs.utimesSync(file, time, time);
    return file;
  };
  const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;
  const open = (engine: Engine, name: string): Promise<LogReport> =>
    engine.logs.open({ kind: "file", uri: uriOf(name), path: path.join(folder, name) });
  const openFolder = (engine: Engine, name: string): Promise<LogReport> =>
    engine.logs.open({ kind: "folder", uri: uriOf(name), path: path.join(folder, name) });
  const entries = (): string[] =>
    fs.existsSync(cacheFolder) ? fs.readdirSync(cacheFolder).filter((name) => name.endsWith(".index")) : [];
  /** Waits until there are this many entries. */
  const kept = async (count = 1): Promise<string> => {
    while (entries().length < count) await new Promise((resolve) => setTimeout(resolve, 10));
    return path.join(cacheFolder, entries()[0] ?? "");
  };
  /** Everything that can be asked about what is open, except row IDs. */
  const everything = async (engine: Engine): Promise<unknown> => {
    const result = await engine.events.select({});
    const { count } = result;
    const rows: unknown[] = [];
    for (let from = 0; from < count; from += 500)
      for (const { id: _, ...row } of await result.rows(from, from + 500)) rows.push(row);
    const groups: unknown[] = [];
    for (const column of columnNames) groups.push([column, await engine.events.groups([column], {})]);
    const found = [await engine.events.find("arn:aws:s3:::c11"), await engine.events.find("arn:aws:s3:::d")];
    return { rows, groups, found, coverage: await engine.coverage.whole() };
  };
  const readAfresh = async (read: (engine: Engine) => Promise<unknown>): Promise<unknown> => {
    const engine = start({});
    await read(engine);
    return everything(engine);
  };

  it("restores a log as it was read: every row, column, group and problem", async () => {
    write("log.json", text);
    const first = start();
    const report = await open(first, "log.json");
    equal(report.duplicates, 100);
    equal(report.problemCount, 1);
    await kept();
    const fresh = await everything(first);
    const second = start();
    deepEqual(await open(second, "log.json"), report);
    deepEqual(used, [{ uri: uriOf("log.json"), files: 1 }]);
    deepEqual(await everything(second), fresh);
    deepEqual(failures, []);
  });

  /** Opens the log, waits for its entry, and starts a new engine. */
  const readOnce = async (name = "log.json"): Promise<string> => {
    const engine = start();
    await open(engine, name);
    const entry = await kept();
    engine.dispose();
    return entry;
  };

  it("gives back compressed logs, tables and logs in archives", async () => {
    const csv = [
      "Event ID,AWS access key,AWS region,Error code,Source IP address,Read-only,Event time,Event source,Event name,User name,Resources",
      ...Array.from(
        { length: 12_000 },
        (_, n) =>
          `id ${n},,eu-west-1,,192.0.2.1,true,2026-03-02T00:00:00Z,s3.amazonaws.com,Call${n % 7},user${n % 3},"[{""resourceName"":""${"y".repeat(1500)}""}]"`,
      ),
    ];
    const tar = tarOf({ "one.json": text, "no.txt": "nothing", "two.json": trail(records(5, 2)) });
    write("log.json.gz", zlib.gzipSync(text));
    write("history.csv", csv.join("\n"));
    write("logs.tar", tar);
    for (const [i, name] of ["log.json.gz", "history.csv", "logs.tar"].entries()) {
      const first = start();
      const report = await open(first, name);
      const fresh = await everything(first);
      await kept(i + 1);
      const second = start();
      deepEqual(await open(second, name), report, name);
      deepEqual(await everything(second), fresh, name);
      const result = await second.events.select({});
      const [row] = await result.rows(0, 1);
      equal((await second.text.record(row?.id ?? -1))?.kind, "bytes");
    }
    deepEqual(
      used.map(({ files }) => files),
      [1, 1, 1],
    );
  });

  it("gives back the files of a folder that are as they were, and reads the others", async () => {
    for (let n = 0; n < 300; n++) write(`logs/${n}.json`, trail([record(n), record(n + 1)]));
    write("logs/broken.json", `{"Records":[${record(1, 3)},`);
    write("logs/read.me", "no log");
    const first = start();
    await openFolder(first, "logs");
    await kept();
    const fresh = await everything(first);
    const second = start();
    await openFolder(second, "logs");
    deepEqual(used, [{ uri: uriOf("logs"), files: 302 }]);
    deepEqual(await everything(second), fresh);
    // 0 repeats 1's second record
    write("logs/1.json", trail([record(1, 4)]));
    write("logs/new.json", trail([record(2, 4), record(5)]));
    fs.rmSync(path.join(folder, "logs/2.json"));
    const third = start();
    await openFolder(third, "logs");
    equal(used[1]?.files, 300);
    deepEqual(await everything(third), await readAfresh((engine) => openFolder(engine, "logs")));
  });

  it("knows copies in other logs, whichever was there first", async () => {
    write("log.json", text);
    write("other.json", trail([record(7), record(8, 9), record(7, 9)]));
    await readOnce();
    const both = async (engine: Engine, names: string[]): Promise<unknown> => {
      for (const name of names) await open(engine, name);
      return everything(engine);
    };
    for (const names of [
      ["log.json", "other.json"],
      ["other.json", "log.json"],
    ]) {
      const fresh = await readAfresh((engine) => both(engine, names));
      deepEqual(await both(start(), names), fresh);
    }
    equal(used.length, 2);
    const engine = start();
    await both(engine, ["log.json", "other.json"]);
    await engine.logs.close(uriOf("log.json"));
    equal((await engine.coverage.whole()).events, 3);
  });

  it("knows which rows are copies although another log was open when the entry was written", async () => {
    write("log.json", text);
    write("other.json", trail([record(7), record(8)]));
    const engine = start();
    await open(engine, "other.json");
    equal((await open(engine, "log.json")).duplicates, 102);
    await kept();
    equal((await open(start(), "log.json")).duplicates, 100);
    equal(used.length, 1);
  });

  it("reads on what was appended to a log it gave back", async () => {
    const file = write("log.jsonl", `${records(COUNT).join("\n")}\n`);
    await readOnce("log.jsonl");
    const engine = start();
    await open(engine, "log.jsonl");
    fs.appendFileSync(file, `${record(1, 5)}\n`);
    await engine.logs.refresh([{ uri: uriOf("log.jsonl"), path: file }]);
    deepEqual([(await engine.coverage.whole()).events, used.length], [2901, 1]);
  });

  const changes: [name: string, change: (file: string) => void][] = [
    ["its content and size", (file) => fs.appendFileSync(file, " ")],
    ["its time", (file) => fs.utimesSync(file, old, new Date(old.getTime() + 1))],
  ];
  for (const [name, change] of changes) {
    it(`does not take a log for what it was that has changed: ${name}`, async () => {
      const file = write("log.json", text);
      await readOnce();
      change(file);
      if (name === "its content and size") fs.utimesSync(file, old, old);
      equal((await open(start(), "log.json")).events, 2901);
      deepEqual(used, []);
    });
  }

  it("keeps nothing of a log whose time is now: it may be written again in the same moment", async () => {
    write("log.json", text, new Date());
    write("old.json", text);
    const engine = start();
    await open(engine, "log.json");
    await open(engine, "old.json");
    await kept();
    equal(entries().length, 1);
  });

  it("reads a log again with other limits", async () => {
    write("log.json", text);
    await readOnce();
    limits.record = 1000;
    ok((await open(start(), "log.json")).problems.some(({ reason }) => reason === "recordTooLarge"));
    deepEqual(used, []);
  });

  it("ignores a damaged entry, wherever the damage is, and writes it again", async () => {
    write("log.json", text);
    const entry = await readOnce();
    const whole = fs.readFileSync(entry);
    const report = await readAfresh((engine) => open(engine, "log.json"));
    const damages: [name: string, content: Uint8Array][] = [
      ["empty", new Uint8Array(0)],
      ["something else", Buffer.from("hello, this is no entry at all")],
      ...[0, 7, 15, 40, whole.length - 1].map((at): [string, Uint8Array] => {
        const content = Uint8Array.from(whole);
        content[at] = (content[at] as number) ^ 4;
        return [`a bit at ${at}`, content];
      }),
      ...[10, 16, whole.length >> 1, whole.length - 1, whole.length - 64].map((length): [string, Uint8Array] => [
        `cut at ${length}`,
        whole.subarray(0, length),
      ]),
      ["longer", Buffer.concat([whole, whole.subarray(0, 400)])],
    ];
    for (let n = 1; n <= 6; n++) {
      const content = Uint8Array.from(whole);
      const at = Math.floor((whole.length * n) / 7);
      content[at] = (content[at] as number) ^ (1 << (n % 8));
      damages.push([`a bit at ${at}`, content]);
    }
    for (const [name, content] of damages) {
      fs.writeFileSync(entry, content);
      const engine = start();
      await open(engine, "log.json");
      deepEqual(used, [], name);
      equal((await engine.coverage.whole()).events, 2901, name);
      if (name === "empty") deepEqual(await everything(engine), report);
      while (fs.readFileSync(entry).equals(content)) await new Promise((resolve) => setTimeout(resolve, 10));
      engine.dispose();
      const next = start();
      await open(next, "log.json");
      deepEqual(used.splice(0).length, 1, name);
      next.dispose();
    }
    await open(start(), "log.json");
    equal(used.length, 1);
  });

  it("does not take what another version of the program wrote", async () => {
    write("log.json", text);
    await readOnce();
    const other = path.join(folder, "dist");
    fs.mkdirSync(other);
    fs.writeFileSync(path.join(other, "engine.js"), `${fs.readFileSync(workerFile, "utf8")}\n// newer`);
    fs.copyFileSync(path.resolve("dist/scanner.wasm"), path.join(other, "scanner.wasm"));
    const engine = startEngine(path.join(other, "engine.js"), { cacheFolder });
    engines.push(engine);
    engine.onNotice((notice) => notice.kind === "cacheUsed" && used.push({ uri: notice.uri, files: notice.files }));
    equal((await open(engine, "log.json")).events, 2901);
    deepEqual(used, []);
  });

  it("is its owner's alone, and tells no names of files in its listing", async function () {
    if (process.platform === "win32") return this.skip(); // Windows has no such modes, pipes and signals
    write("log.json", text);
    const entry = await readOnce();
    deepEqual(
      [cacheFolder, entry].map((one) => fs.statSync(one).mode & 0o777),
      [0o700, 0o600],
    );
    equal(path.basename(entry).includes("log"), false);
    equal(fs.readFileSync(entry).includes(FILLER), false);
  });

  it("keeps nothing for small logs, texts of documents, or bytes that were passed in", async () => {
    write("small.json", trail(records(5)));
    write("large.json", text);
    const engine = start();
    await open(engine, "small.json");
    async function* slices() {
      yield text;
    }
    await engine.logs.open({ kind: "text", uri: "untitled:1", version: 1, length: text.length, slices });
    await engine.logs.open({ kind: "bytes", uri: "memory:/a.json", bytes: Buffer.from(text) });
    await open(engine, "large.json");
    await kept();
    equal(entries().length, 1);
  });

  it("holds no more than its setting, and lets go first what was used longest ago", async () => {
    for (const name of ["a.json", "b.json", "c.json"]) write(name, text);
    const size = fs.statSync(await readOnce("a.json")).size;
    limits.cache = size * 2.5;
    const engine = start();
    await open(engine, "b.json");
    await kept(2);
    const second = start();
    await open(second, "a.json"); // used again
    equal(used.length, 1);
    const before = entries();
    await open(second, "c.json");
    while (entries().every((name) => before.includes(name))) await new Promise((resolve) => setTimeout(resolve, 10));
    while (entries().length > 2) await new Promise((resolve) => setTimeout(resolve, 10));
    await open(start(), "a.json");
    equal(used.length, 2);
    limits.cache = 0;
    await open(start(), "a.json");
    equal(used.length, 2);
    while (entries().length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  });

  it("is cleared, with what other windows left unfinished", async () => {
    write("log.json", text);
    const entry = await readOnce();
    const { size } = fs.statSync(entry);
    fs.writeFileSync(`${entry}-0.tmp`, "");
    fs.writeFileSync(path.join(cacheFolder, "other"), "not ours");
    equal(await clearCache(cacheFolder), size);
    deepEqual(fs.readdirSync(cacheFolder), ["other"]);
    equal(await clearCache(path.join(folder, "never")), 0);
    equal((await open(start(), "log.json")).events, 2901);
    deepEqual(used, []);
  });

  it("that cannot be written is reported, and the log is read anyway", async () => {
    write("log.json", text);
    fs.mkdirSync(path.dirname(cacheFolder), { recursive: true });
    fs.writeFileSync(cacheFolder, "a file");
    equal((await open(start(), "log.json")).events, 2901);
    while (failures.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    ok(["EEXIST", "ENOTDIR"].includes(failures[0] ?? ""));
  });

  it("takes no more memory than the setting allows: what does not fit is read, as far as it does", async () => {
    write("log.json", text);
    await readOnce();
    limits.memory = 1;
    const report = await open(start(), "log.json");
    deepEqual(
      report.problems.map(({ reason }) => reason),
      ["outOfMemory"],
    );
    deepEqual(used, []);
  });

  it("is left at once when the caller cancels", async () => {
    write("log.json", text);
    await readOnce();
    const engine = start();
    const stop = new AbortController();
    const opened = engine.logs.open(
      { kind: "file", uri: uriOf("log.json"), path: path.join(folder, "log.json") },
      stop.signal,
    );
    stop.abort();
    await rejects(opened, Cancelled);
    equal((await open(engine, "log.json")).events, 2901);
  });
});

/** A tar of these files. */
function tarOf(files: { [name: string]: string }): Buffer {
  const parts = Object.entries(files).map(([name, content]) => {
    const head = Buffer.alloc(512);
    const size = Buffer.byteLength(content);
    head.write(name);
    head.write("0000644\0", 100);
    head.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
    head.write("00000000000\0", 136);
    head.write("        0ustar\x0000", 148);
    const sum = head.reduce((all, one) => all + one, 0);
    head.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return Buffer.concat([head, Buffer.from(content), Buffer.alloc((512 - (size % 512)) % 512)]);
  });
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}
