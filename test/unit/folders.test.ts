import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import zlib from "node:zlib";
import { pack } from "tar-stream";
import { startEngine } from "../../src/engine/client";
import { Cancelled, type Engine, type LogReport } from "../../src/engine/engine";
import { defaultLimits, type Limits } from "../../src/engine/limits";
import { zipOf } from "../support/zip";

const record = (n: number): string =>
  JSON.stringify({
    eventVersion: "1.08",
    userIdentity: { type: "IAMUser", userName: "alice", accountId: "111122223333" },
    eventTime: new Date(Date.UTC(2026, 2, 2) + n * 1000).toISOString().replace(".000Z", "Z"),
    eventSource: "s3.amazonaws.com",
    eventName: "GetObject",
    awsRegion: "eu-west-1",
    eventID: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
    recipientAccountId: "111122223333",
  });
const trail = (...numbers: number[]): string => `{"Records":[${numbers.map(record).join(",")}]}`;
const tarOf = async (files: [name: string, content: string | Buffer][]): Promise<Buffer> => {
  const tar = pack();
  for (const [name, content] of files) tar.entry({ name }, content);
  tar.finalize();
  const pieces: Uint8Array[] = [];
  for await (const piece of tar as AsyncIterable<Uint8Array>) pieces.push(piece);
  return Buffer.concat(pieces);
};

describe("folders and archives", () => {
  let engine: Engine;
  let limits: Limits;
  let folder: string;
  beforeEach(() => {
    limits = defaultLimits;
    engine = startEngine(path.resolve("dist/engine.js"), { limits: () => limits });
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "cloudtrail-folders-"));
  });
  afterEach(() => {
    engine.dispose();
    fs.rmSync(folder, { recursive: true });
  });

  const uriOf = (name = ""): string => pathToFileURL(path.join(folder, name)).toString();
  const write = (name: string, content: string | Uint8Array): string => {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    return file;
  };
  const open = (name = ""): Promise<LogReport> =>
    engine.logs.open({ kind: "folder", uri: uriOf(name), path: path.join(folder, name) });
  const openFile = (name: string): Promise<LogReport> =>
    engine.logs.open({ kind: "file", uri: uriOf(name), path: path.join(folder, name) });
  const change = (...names: string[]): Promise<void> =>
    engine.logs.refresh(names.map((name) => ({ uri: uriOf(name), path: path.join(folder, name) })));
  const events = async (): Promise<number> => (await engine.coverage.summary()).events;
  const problemsOf = async (name: string): Promise<string[]> =>
    ((await engine.coverage.report(uriOf(name)))?.problems ?? []).map(({ reason }) => reason);

  describe("a folder", () => {
    it("of very many small files is read by several threads, each file as it would be alone", async () => {
      const name = (n: number): string => `${String(n).padStart(3, "0")}.json.gz`;
      for (let n = 0; n < 300; n++) write(name(n), zlib.gzipSync(trail(2 * n, 2 * n + 1)));
      const whole = zlib.gzipSync(trail(170, 171));
      write(name(85), whole.subarray(0, whole.length - 9));
      write(name(100), zlib.gzipSync(Buffer.from(`\ufeff${trail(200, 201)}`, "utf16le")));
      write(name(101), trail(202, 203));
      write(name(102), "");
      write(name(103), zlib.gzipSync(Buffer.alloc(5_000_000, " ")));
      write(name(104), await tarOf([["inner.json", trail(208, 209)]]));
      await open();
      equal(await events(), 596);
      deepEqual(await problemsOf(name(85)), ["truncatedGzip"]);
      deepEqual(await problemsOf(name(102)), ["empty"]);
      deepEqual(await problemsOf(name(103)), ["empty"]);
      for (const n of [30, 85, 100, 101, 299]) {
        const row = await engine.events.recordAt(uriOf(name(n)), '{"Records":['.length);
        equal(row?.eventTime, JSON.parse(record(2 * n)).eventTime, name(n));
      }
    });

    it("is read with all below it; what is no log is counted by what it is", async () => {
      write("AWSLogs/a.json.gz", zlib.gzipSync(trail(1, 2)));
      write("AWSLogs/deep/er/b.json", trail(3));
      write("lines.jsonl", `${record(4)}\n${record(5)}\n`);
      write("notes.txt", "nothing here");
      write("policy.json", '{"Version":"2012-10-17","Statement":[]}');
      write("picture.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]));
      write("empty.json", "");
      write(".DS_Store", "x");
      write(".git/config", "x");
      const report = await open();
      equal(report.shape, "folder");
      equal(report.events, 5);
      deepEqual(report.members, {
        files: { notRead: 0, partly: 0, reading: 0, passedOver: 2, other: 4, whole: 3 },
        others: { text: 1, iamPolicy: 1, binary: 1, empty: 1 },
      });
      equal(report.problemCount, 0);
    });

    it("without a log in it is none", async () => {
      write("notes.txt", "nothing here");
      const report = await open();
      equal(report.shape, "");
      deepEqual(
        report.problems.map(({ reason, detail }) => [reason, detail]),
        [["notALog", "noLogs"]],
      );
    });

    it("that is not there says so", async () => {
      const report = await open("gone");
      equal(report.shape, "");
      ok(report.problems.some(({ reason, detail }) => reason === "unreadable" && detail === "ENOENT"));
    });

    it("with a link that leads back into it is read once", async () => {
      write("logs/a.json", trail(1));
      fs.symlinkSync(folder, path.join(folder, "logs/round"));
      fs.symlinkSync(path.join(folder, "logs"), path.join(folder, "again"));
      fs.symlinkSync(path.join(folder, "nowhere"), path.join(folder, "broken.json"));
      const report = await open();
      equal(report.events, 1);
      equal(report.duplicates, 0);
      equal(report.members?.files.passedOver, 2);
      equal(report.members?.files.notRead, 1);
    });

    it("never waits for a pipe", async function () {
      if (process.platform === "win32") this.skip(); // Windows has no such modes, pipes and signals
      write("a.json", trail(1));
      execFileSync("mkfifo", [path.join(folder, "pipe.json")]);
      equal((await open()).members?.files.passedOver, 1);
    });

    it("keeps good records beside damaged files", async () => {
      write("a.json", `{"Records":[${record(1)},{"eventVersion":"1.08",,},${record(2)}]}`);
      const whole = zlib.gzipSync(trail(...Array.from({ length: 2000 }, (_, n) => n + 10)));
      write("b.json.gz", whole.subarray(0, whole.length - 200));
      const report = await open();
      ok(report.events > 1000 && report.events < 2002, String(report.events));
      deepEqual(report.members?.files, { notRead: 0, partly: 2, reading: 0, passedOver: 0, other: 0, whole: 0 });
      deepEqual(await problemsOf("b.json.gz"), ["truncatedGzip"]);
    });

    it("is read to its end when files vanish, or become something else, while it is read", async () => {
      const names = Array.from({ length: 2000 }, (_, i) => `${String(i).padStart(4, "0")}.json`);
      for (const [i, name] of names.entries()) write(name, trail(i));
      let isFirst = true;
      const changes = engine.onDidChange(({ events }) => {
        if (!isFirst || events === 0) return;
        isFirst = false;
        for (const [i, name] of names.entries()) {
          const file = path.join(folder, name);
          if (i % 4 !== 0) fs.rmSync(file);
          if (i % 4 === 2) fs.mkdirSync(file);
          if (i % 4 === 3) fs.writeFileSync(file, "{");
        }
      });
      const report = await open();
      changes.dispose();
      ok(report.events >= 500, String(report.events));
      // what went before the walk came to it was never there; half of the files stay, or have another content
      const files = Object.values(report.members?.files ?? {}).reduce((sum, count) => sum + count, 0);
      ok(files >= 1000 && files <= 2000, String(files));
    });

    it("and its own file opened beside it are one log", async () => {
      write("a.json", trail(1, 2));
      await openFile("a.json");
      const report = await open();
      equal(report.events, 2);
      equal(report.duplicates, 0);
      await engine.logs.close(uriOf("a.json"));
      equal(await events(), 2);
      await engine.logs.close(uriOf());
      equal(await events(), 0);
    });

    it("merges with another; one inside the other is read once", async () => {
      write("a/a.json", trail(1));
      write("b/b.json", trail(2));
      await open("a");
      await open("b");
      await open();
      equal(await events(), 2);
      await engine.logs.close(uriOf());
      equal(await events(), 2);
      await engine.logs.close(uriOf("a"));
      equal(await events(), 1);
    });

    it("leaves a file to the document that shows it, and takes it back", async () => {
      write("a.json", trail(1));
      write("b.json", trail(2));
      await open();
      const text = trail(1, 3, 4);
      await engine.logs.open({
        kind: "text",
        uri: uriOf("a.json"),
        version: 7,
        length: text.length,
        async *slices() {
          yield text;
        },
      });
      equal(await events(), 4);
      ok(await engine.documents.locate(uriOf("a.json"), 7, 20));
      await open();
      await change("a.json");
      equal(await events(), 4);
      await engine.logs.close(uriOf("a.json"));
      equal(await events(), 2);
    });

    it("cancelled keeps what was read and says what was not reached", async () => {
      for (let n = 0; n < 300; n++)
        write(`${String(n).padStart(3, "0")}.json`, trail(...Array.from({ length: 40 }, (_, i) => n * 40 + i)));
      const abort = new AbortController();
      engine.onDidChange(({ loading }) => {
        const [folder] = loading; // all are found, some are read
        if (folder?.total === 300 && (folder.files ?? 0) > 3) abort.abort();
      });
      await rejects(
        engine.logs.open({ kind: "folder", uri: uriOf(), path: folder }, abort.signal),
        (error) => error instanceof Cancelled,
      );
      const { events, files } = await engine.coverage.summary();
      ok(events > 0 && events < 12_000, String(events));
      equal(files.whole + files.partly + files.notRead, 300);
      equal(files.reading, 0);
      await change("");
      equal((await engine.coverage.summary()).events, events);
      const again = await open();
      equal(again.events, 12_000);
      equal(again.duplicates, 0);
      deepEqual(again.members?.files, { notRead: 0, partly: 0, reading: 0, passedOver: 0, other: 0, whole: 300 });
    });

    it("names its files as VS Code does", async () => {
      write("a b/ü+(1)'!.json", trail(1));
      await open();
      const { reports } = await engine.coverage.reports({ from: 0, to: 10 });
      deepEqual(
        reports.map(({ uri }) => uri.slice(uriOf().length)),
        ["/a%20b/%C3%BC%2B%281%29%27%21.json"],
      );
    });
  });

  describe("what begins behind much that is no log", () => {
    const MB = 1024 * 1024;
    const text = (size: number): Buffer => Buffer.alloc(size, "nothing to see here\n");
    const binary = (size: number): Buffer => Buffer.alloc(size, Buffer.from([0, 1, 2, 200, 0, 7]));
    const cases: [name: string, content: Buffer, events: number, problems: string[]][] = [
      ["a little text", Buffer.concat([text(MB), Buffer.from(`\n${record(1)}\n`)]), 1, ["notJson"]],
      ["a little that is no text", Buffer.concat([binary(MB), Buffer.from(`\n${record(1)}\n`)]), 1, ["notJson"]],
      ["16 MB of text alone", text(16 * MB), 0, ["notALog"]],
      ["much text", Buffer.concat([text(17 * MB), Buffer.from(`\n${record(1)}\n`)]), 0, ["notLookedInto"]],
      ["much space", Buffer.concat([Buffer.alloc(17 * MB, " "), Buffer.from(record(1))]), 0, ["notLookedInto"]],
      ["much that is no text", Buffer.concat([binary(17 * MB), Buffer.from(`\n${record(1)}`)]), 0, ["notLookedInto"]],
    ];
    for (const [name, content, count, problems] of cases) {
      it(`${name}: is read, or told as not looked into, never denied`, async () => {
        write("in/log.json", content);
        write("in/logs.zip", zipOf([["log.json", content]]));
        await open("in");
        for (const uri of [uriOf("in/log.json"), `${uriOf("in/logs.zip")}#log.json`]) {
          const report = await engine.coverage.report(uri);
          deepEqual([...new Set(report?.problems.map(({ reason }) => reason))], problems, uri);
        }
        const { files } = await engine.coverage.summary();
        equal(files.notRead, problems[0] === "notLookedInto" ? 2 : 0);
        equal(await events(), count);
        await openFile("in/log.json"); // a chosen file is read to its end
        equal(await events(), content.includes("eventID") ? 1 : 0);
      });
    }
  });

  describe("a folder that changes", () => {
    it("takes new files, and folders that come with files in them", async () => {
      write("a.json", trail(1));
      await open();
      write("b.json", trail(2));
      write("new/c.json", trail(3));
      write(".hidden/d.json", trail(4));
      await change("b.json", "new", ".hidden/d.json");
      equal(await events(), 3);
    });

    it("reads changed files again, and nothing else", async () => {
      write("a.json", trail(1));
      write("b.json", trail(2));
      await open();
      write("a.json", trail(5, 6, 7));
      await change("a.json", "b.json");
      equal(await events(), 4);
    });

    it("is looked through unasked without a word, unless there is something to read", async () => {
      const many = (folder: string): void => {
        for (let n = 0; n < 300; n++) write(`${folder}/${n}.json`, trail(...Array.from({ length: 40 }, (_, i) => i)));
      };
      many("first");
      await open();
      const told: (number | undefined)[] = [];
      engine.onDidChange(({ loading }) => told.push(...loading.map(({ files }) => files)));
      for (let n = 0; n < 30; n++) await change(""); // longer than the engine waits between two messages
      deepEqual(told, []);
      many("second");
      // half a gigabyte of spaces: reading takes longer than that, however fast the machine is
      const spaces = zlib.gzipSync(Buffer.alloc(64 * 1024 ** 2, " "), { level: 1 });
      write(
        "second/slow.json.gz",
        Buffer.concat([zlib.gzipSync('{"Records":['), ...Array(8).fill(spaces), zlib.gzipSync("]}")]),
      );
      await change("");
      ok(told.length > 0);
    });

    it("keeps what was read of a deleted file, and says so until it is back", async () => {
      write("in/a.json", trail(1));
      write("in/no.txt", "x");
      write("b.json", trail(2));
      await open();
      fs.rmSync(path.join(folder, "in"), { recursive: true });
      await change("in");
      equal(await events(), 2);
      deepEqual(await problemsOf("in/a.json"), ["deleted"]);
      equal(await engine.coverage.report(uriOf("in/no.txt")), undefined);
      write("in/a.json", trail(1));
      await change("in/a.json");
      deepEqual(await problemsOf("in/a.json"), []);
      equal(await events(), 2);
    });

    it("says no longer that a file cannot be read, or is none, when the same file is back", async () => {
      if (process.platform === "win32") return; // Windows has no named pipes, and links need a permission
      const file = write("a.json", trail(1));
      await open();
      fs.renameSync(file, `${file}.away`);
      fs.symlinkSync(file, file); // links to itself: ELOOP
      await change("a.json");
      deepEqual(await problemsOf("a.json"), ["unreadable"]);
      fs.rmSync(file);
      execFileSync("mkfifo", [file]);
      await change("a.json");
      ok((await problemsOf("a.json")).includes("notAFile"));
      fs.rmSync(file);
      fs.renameSync(`${file}.away`, file);
      await change("a.json");
      deepEqual(await problemsOf("a.json"), []);
      equal(await events(), 1);
    });

    it("notices another file of the same size and time in a file's place, and swapped files", async () => {
      const at = new Date("2026-03-02T10:00:00Z");
      const [a, b] = [write("a.json", trail(1)), write("b.json", trail(2))];
      for (const file of [a, b]) fs.utimesSync(file, at, at);
      await open();
      const ids = async (name: string): Promise<string[]> => {
        const all = await engine.events.select({});
        const rows = await all.rows(0, all.count);
        return rows.filter(({ uri }) => uri === uriOf(name)).map(({ eventID }) => eventID);
      };
      const before = [await ids("a.json"), await ids("b.json")];
      fs.renameSync(a, `${a}.tmp`);
      fs.renameSync(b, a);
      fs.renameSync(`${a}.tmp`, b);
      await change("a.json", "b.json");
      deepEqual([await ids("b.json"), await ids("a.json")], before);
      fs.writeFileSync(a, trail(3));
      fs.utimesSync(a, at, at);
      await change("a.json");
      ok(![...before.flat()].includes((await ids("a.json"))[0] ?? ""));
    });

    it("does not call deleted what lies in a folder that cannot be looked into any more", async () => {
      if (process.getuid?.() === 0) {
        // root may read everything: a broken link stands for the folder
        write("in/a.json", trail(1));
        await open();
        fs.renameSync(path.join(folder, "in"), path.join(folder, ".away"));
        fs.symlinkSync("in", path.join(folder, "in")); // a loop: ELOOP
        await change("");
        deepEqual(await problemsOf("in/a.json"), ["unreadable"]);
        fs.rmSync(path.join(folder, "in"));
        fs.renameSync(path.join(folder, ".away"), path.join(folder, "in"));
        await change("");
        deepEqual(await problemsOf("in/a.json"), []);
      } else {
        write("in/a.json", trail(1));
        await open();
        fs.chmodSync(path.join(folder, "in"), 0);
        await change("in/a.json");
        deepEqual(await problemsOf("in/a.json"), ["unreadable"]);
        fs.chmodSync(path.join(folder, "in"), 0o700);
        await change("in/a.json");
        deepEqual(await problemsOf("in/a.json"), []);
      }
    });

    it("tells files apart whose names are not UTF-8, and says of each that it cannot be opened", async () => {
      for (const [byte, n] of [
        [0xff, 1],
        [0xfe, 2],
      ] as const)
        fs.writeFileSync(
          Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x61, byte]), Buffer.from(".json")]),
          trail(n),
        );
      write("\ufffd.json", trail(3));
      write("e\u0301.json", trail(4));
      write("\u00e9.json", trail(5));
      write("100%#?.json", trail(6));
      write("line\nend.json", trail(7));
      await open();
      equal(await events(), 5);
      deepEqual(await problemsOf("a⟨FF⟩.json"), ["unreadable"]);
      deepEqual(await problemsOf("a⟨FE⟩.json"), ["unreadable"]);
      deepEqual((await engine.coverage.report(uriOf("a⟨FF⟩.json")))?.problems[0]?.detail, "ODDNAME");
    });

    it("reads a growing file anew whose old lines were changed, wherever that was", async () => {
      const line = (n: number): string =>
        `${JSON.parse(trail(n))
          .Records.map((one: object) => JSON.stringify(one))
          .join("")}\n`;
      const many = (count: number): string => Array.from({ length: count }, (_, n) => line(n)).join("");
      const old = many(300);
      write("a.jsonl", old);
      await open();
      const changed = old.replace(line(150), line(150).replace("GetObject", "PutObject"));
      ok(changed !== old && changed.length === old.length);
      fs.writeFileSync(path.join(folder, "a.jsonl"), changed + line(300));
      await change("a.jsonl");
      equal((await engine.events.select({ eventName: "PutObject" })).count, 1);
      equal(await events(), 301);
    });

    it("finds all that by itself when it is opened again", async () => {
      write("a.json", trail(1));
      write("b.json", trail(2));
      await open();
      fs.rmSync(path.join(folder, "a.json"));
      write("c.json", trail(3));
      const report = await open();
      equal(report.events, 3);
      deepEqual(await problemsOf("a.json"), ["deleted"]);
    });

    it("counts a copy for itself when the file it repeated is read again", async () => {
      write("a.json", trail(1));
      write("b.json", trail(1, 2));
      await open();
      equal(await events(), 2);
      write("a.json", trail(9));
      await change("a.json");
      equal(await events(), 3);
    });
  });

  describe("a file that grows", () => {
    const append = (name: string, text: string): void => fs.appendFileSync(path.join(folder, name), text);
    const bytes = async (name: string): Promise<number> => (await engine.coverage.report(uriOf(name)))?.bytes ?? 0;

    it("is read on from where it ended; earlier rows keep their ids", async () => {
      write("log.jsonl", `${record(1)}\n${record(2)}\n`);
      await openFile("log.jsonl");
      const before = await engine.events.recordAt(uriOf("log.jsonl"), 0);
      append("log.jsonl", `${record(3)}\n`);
      await change("log.jsonl");
      equal(await events(), 3);
      deepEqual(await engine.events.row(before?.id ?? -1), before);
      const third = await engine.events.recordAt(uriOf("log.jsonl"), 2 * (record(1).length + 1));
      equal(third?.eventTime, "2026-03-02T00:00:03Z");
      const text = await engine.text.record(third?.id ?? -1);
      equal(text?.kind === "bytes" ? Buffer.from(text.json).toString() : "", record(3));
      equal(await bytes("log.jsonl"), 3 * (record(1).length + 1));
    });

    it("completes a record that was cut when it was read", async () => {
      const cut = record(2).slice(0, 50);
      write("log.jsonl", `${record(1)}\n${cut}`);
      await openFile("log.jsonl");
      deepEqual(await problemsOf("log.jsonl"), ["truncated"]);
      append("log.jsonl", `${record(2).slice(50)}\n`);
      await change("log.jsonl");
      deepEqual(await problemsOf("log.jsonl"), []);
      equal(await events(), 2);
    });

    it("from one record becomes lines", async () => {
      write("log.jsonl", record(1));
      equal((await openFile("log.jsonl")).shape, "record");
      append("log.jsonl", `\n${record(2)}`);
      await change("log.jsonl");
      equal((await engine.coverage.report(uriOf("log.jsonl")))?.shape, "lines");
    });

    it("is read again as a whole when what stood before is not the same", async () => {
      write("log.jsonl", `${record(1)}\n${record(2)}\n`);
      await openFile("log.jsonl");
      write("log.jsonl", `${record(7)}\n${record(8)}\n${record(9)}\n`);
      await change("log.jsonl");
      const result = await engine.events.select({});
      const { count } = result;
      deepEqual(
        (await result.rows(0, count)).map(({ eventTime }) => eventTime.slice(-4)),
        [":07Z", ":08Z", ":09Z"],
      );
    });

    it("is read again when it was cut short", async () => {
      write("log.jsonl", `${record(1)}\n${record(2)}\n`);
      await openFile("log.jsonl");
      write("log.jsonl", `${record(1)}\n`);
      await change("log.jsonl");
      equal(await events(), 1);
    });

    it("may begin with a byte order mark", async () => {
      write("log.jsonl", `\ufeff${record(1)}\n`);
      await openFile("log.jsonl");
      append("log.jsonl", `${record(2)}\n`);
      await change("log.jsonl");
      equal(await events(), 2);
      deepEqual(await problemsOf("log.jsonl"), []);
    });

    it("may be empty at first", async () => {
      write("a.json", trail(1));
      write("log.jsonl", "");
      await open();
      append("log.jsonl", `${record(2)}\n`);
      await change("log.jsonl");
      equal(await events(), 2);
    });

    it("whose reading was cancelled is not read on unasked", async () => {
      write("log.jsonl", Array.from({ length: 100_000 }, (_, n) => `${record(n)}\n`).join(""));
      const abort = new AbortController();
      engine.onDidChange(({ events }) => {
        if (events > 1000) abort.abort();
      });
      const file = { kind: "file", uri: uriOf("log.jsonl"), path: path.join(folder, "log.jsonl") } as const;
      await rejects(engine.logs.open(file, abort.signal), (error) => error instanceof Cancelled);
      const read = await events();
      await change("log.jsonl");
      equal(await events(), read);
      ok(read < 100_000, String(read));
    });

    it("in a folder, whose new part was not read to its end, is read to its end when the folder is opened again", async () => {
      const lines = (from: number, to: number): string =>
        Array.from({ length: to - from }, (_, n) => `${record(from + n)}\n`).join("");
      write("log.jsonl", lines(0, 100));
      await open();
      append("log.jsonl", lines(100, 100_000));
      const abort = new AbortController();
      engine.onDidChange(({ events }) => {
        if (events > 1000) abort.abort();
      });
      const again = { kind: "folder", uri: uriOf(), path: folder } as const;
      await rejects(engine.logs.open(again, abort.signal), (error) => error instanceof Cancelled);
      const read = await events();
      ok(read < 100_000, String(read));
      deepEqual(await problemsOf("log.jsonl"), ["cancelled"]);
      await change("log.jsonl"); // nobody requests more
      equal(await events(), read);
      equal((await open()).events, 100_000);
      deepEqual(await problemsOf("log.jsonl"), []);
    });

    it("whose new part did not fit into memory is read when there is room", async () => {
      write("log.jsonl", `${record(1)}\n`);
      await open();
      append("log.jsonl", Array.from({ length: 300_000 }, (_, n) => `${record(n)}\n`).join(""));
      limits = { ...defaultLimits, memory: 1 };
      await open();
      ok((await problemsOf("log.jsonl")).includes("outOfMemory"));
      limits = defaultLimits;
      equal((await open()).events, 300_000);
      deepEqual(await problemsOf("log.jsonl"), []);
    });

    it("is no list that was closed: that is read again", async () => {
      write("log.json", trail(1));
      await openFile("log.json");
      write("log.json", trail(1, 2));
      await change("log.json");
      equal(await events(), 2);
    });
  });

  describe("an archive", () => {
    const files: [string, string | Buffer][] = [
      ["AWSLogs/a.json", trail(1, 2)],
      ["AWSLogs/b.json.gz", zlib.gzipSync(trail(3))],
      ["README.md", "nothing"],
      [".hidden/c.json", trail(4)],
    ];
    const archives: [name: string, content: () => Promise<Buffer>][] = [
      ["logs.zip", async () => zipOf(files)],
      ["logs.tar", () => tarOf(files)],
      ["logs.tar.gz", async () => zlib.gzipSync(await tarOf(files))],
      ["logs.tgz under another name", async () => zlib.gzipSync(await tarOf(files))],
    ];
    for (const [name, content] of archives) {
      it(`${name}: its members are logs, and their records are found again`, async () => {
        write(name, await content());
        const report = await openFile(name);
        equal(report.shape, name.endsWith("zip") ? "zip" : "tar");
        equal(report.events, 3);
        deepEqual(report.members, {
          files: { notRead: 0, partly: 0, reading: 0, passedOver: 1, other: 1, whole: 2 },
          others: { text: 1 },
        });
        const member = `${uriOf(name)}#AWSLogs%2Fb.json.gz`;
        const row = await engine.events.recordAt(member, 12);
        const text = await engine.text.record(row?.id ?? -1);
        equal(text?.kind === "bytes" ? Buffer.from(text.json).toString() : "", record(3));
        await engine.logs.close(uriOf(name));
        equal(await events(), 0);
        const later = await engine.text.span(member, path.join(folder, name), 12, 12 + record(3).length);
        equal(later?.kind === "bytes" ? Buffer.from(later.json).toString() : "", record(3));
      });
    }

    it("in a folder is read with it, and an archive in the archive, too", async () => {
      const inner = zipOf([["x.json", trail(9)]]);
      write(
        "in/logs.zip",
        zipOf([
          ["a.json", trail(1)],
          ["inner.zip", inner],
        ]),
      );
      write("old.7z", Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4]));
      const report = await open();
      equal(report.events, 2);
      equal(report.members?.files.notRead, 1);
      const { places } = await engine.coverage.places(0, 10);
      deepEqual(
        places.map(({ uri, problem }) => [uri.slice(uriOf().length), problem.reason, problem.detail]),
        [["/old.7z", "notALog", "archive"]],
      );
    });

    it("that is damaged keeps the members before, and says so", async () => {
      const whole = await tarOf([
        ["a.json", trail(1)],
        ["b.json", trail(...Array.from({ length: 500 }, (_, n) => n + 5))],
      ]);
      write("logs.tar", whole.subarray(0, whole.length - 30_000));
      const report = await openFile("logs.tar");
      ok(report.events > 100 && report.events < 501, String(report.events));
      ok(report.problemCount > 0);
      write("logs.zip", zipOf(files).subarray(0, 300));
      deepEqual(
        (await openFile("logs.zip")).problems.map(({ reason }) => reason),
        ["damagedArchive"],
      );
    });

    it("with a member whose sum is wrong keeps it, and says so", async () => {
      const zip = zipOf([["a.json", trail(1, 2)]], { store: true });
      const at = zip.indexOf("GetObject");
      zip[at] = "P".charCodeAt(0);
      write("logs.zip", zip);
      const report = await openFile("logs.zip");
      equal(report.events, 2);
      const member = await engine.coverage.report(`${uriOf("logs.zip")}#a.json`);
      deepEqual(
        member?.problems.map(({ reason }) => reason),
        ["gzipChecksum"],
      );
    });

    it("of which more comes out than the limit is not followed further", async () => {
      const limited = startEngine(path.resolve("dist/engine.js"), {
        limits: () => ({ ...defaultLimits, inflated: 100_000 }),
      });
      try {
        write(
          "bomb.zip",
          zipOf([
            ["a.json", trail(1)],
            ["b.json", Buffer.alloc(9_000_000, " ")],
            ["c.json", trail(2)],
          ]),
        );
        const report = await limited.logs.open({
          kind: "file",
          uri: uriOf("bomb.zip"),
          path: path.join(folder, "bomb.zip"),
        });
        equal(report.events, 1);
        const places = await limited.coverage.places(0, 10);
        deepEqual(
          places.places.map(({ problem }) => problem.reason),
          ["inflatedTooLarge", "inflatedTooLarge"],
        );
      } finally {
        limited.dispose();
      }
    });

    it("that changed is read again", async () => {
      write(
        "logs.zip",
        zipOf([
          ["a.json", trail(1)],
          ["b.json", trail(2)],
        ]),
      );
      await openFile("logs.zip");
      write(
        "logs.zip",
        zipOf([
          ["a.json", trail(1)],
          ["c.json", trail(3, 4)],
        ]),
      );
      await change("logs.zip");
      equal(await events(), 3);
      equal(await engine.coverage.report(`${uriOf("logs.zip")}#b.json`), undefined);
    });
  });
});
