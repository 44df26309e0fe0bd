/** Files that change after they were read: no event is shown with another one's text. */
import { deepEqual, equal, ok } from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import zlib from "node:zlib";
import fc from "fast-check";
import { pack } from "tar-stream";
import type { EventRow } from "../../src/core/events/row";
import { markOfRecord } from "../../src/core/shapes/recordMark";
import { recordOfSpan } from "../../src/core/shapes/recordText";
import { startEngine } from "../../src/engine/client";
import type { Engine, LogReport, LogSource, Notice } from "../../src/engine/engine";
import { corpus, type Fields, json, reduced, whole } from "../support/corpus";
import { zipOf } from "../support/zip";

const record = (n: number, more: Fields = {}): Fields => ({
  eventVersion: "1.11",
  userIdentity: { type: "IAMUser", userName: "alice", accountId: "111122223333" },
  eventTime: `2026-03-02T10:10:0${n}Z`,
  eventSource: "s3.amazonaws.com",
  eventName: `Call${n}`,
  awsRegion: "eu-west-1",
  eventID: `00000000-0000-4000-8000-00000000000${n}`,
  ...more,
});
/** Nothing but its name tells such a record from the others. */
const withoutId = (n: number): Fields => record(n, { eventID: undefined, eventTime: "2026-03-02T10:10:00Z" });

const tarOf = async (files: [name: string, content: string | Buffer][]): Promise<Buffer> => {
  const tar = pack();
  for (const [name, content] of files) tar.entry({ name }, content);
  tar.finalize();
  const pieces: Uint8Array[] = [];
  for await (const piece of tar as AsyncIterable<Uint8Array>) pieces.push(piece);
  return Buffer.concat(pieces);
};
const lines = (records: Fields[]): string => records.map((one) => `${json(one)}\n`).join("");
const trail = (records: Fields[]): string => json({ Records: records });

describe("a log's file changes after it was read", () => {
  let engine: Engine;
  let folder: string;
  let notices: Notice[];
  beforeEach(() => {
    engine = startEngine(path.resolve("dist/engine.js"));
    notices = [];
    engine.onNotice((notice) => notices.push(notice));
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "cloudtrail-changed-"));
  });
  afterEach(() => {
    engine.dispose();
    fs.rmSync(folder, { recursive: true });
  });

  const at = (name: string): string => path.join(folder, name);
  const uriOf = (name: string): string => pathToFileURL(at(name)).toString();
  const open = (name = "log"): Promise<LogReport> =>
    engine.logs.open({ kind: "file", uri: uriOf(name), path: at(name) });
  const write = (content: string | Uint8Array, name = "log"): void => fs.writeFileSync(at(name), content);
  const rows = async (): Promise<EventRow[]> => {
    const result = await engine.events.select({});
    try {
      return await result.rows(0, result.count);
    } finally {
      result.dispose();
    }
  };
  const names = async (): Promise<string[]> =>
    (await rows())
      .map(({ start, eventName }) => [start, eventName] as const)
      .sort(([one], [other]) => one - other)
      .map(([, name]) => name);
  /** What a record's text names as its operation; undefined when there is no text. */
  const told = async (row: EventRow): Promise<unknown> => {
    const text = await engine.text.record(row.id);
    if (text === undefined) return undefined;
    ok(text.kind === "bytes");
    const shown = JSON.parse(Buffer.from(text.json).toString()) as Fields;
    return shown["eventName"];
  };
  /** Of several events at a time. */
  const toldTogether = async (of: readonly EventRow[]): Promise<unknown[]> => {
    const found: unknown[] = [];
    for await (const one of engine.text.records(of.map(({ id }) => id)))
      found.push(
        "text" in one && one.text.kind === "bytes"
          ? (JSON.parse(Buffer.from(one.text.json).toString()) as Fields)["eventName"]
          : undefined,
      );
    return found;
  };
  const until = async (what: string, condition: () => Promise<boolean>): Promise<void> => {
    const limit = Date.now() + 20_000;
    while (!(await condition())) {
      ok(Date.now() < limit, `waited in vain: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const isIdle = async (): Promise<boolean> => (await engine.coverage.summary()).files.reading === 0;
  const again = (): string[] => notices.flatMap((notice) => (notice.kind === "readAgain" ? notice.uri : []));

  type Write = (records: Fields[]) => string | Uint8Array | Promise<string | Uint8Array>;
  const carriers: [name: string, write: Write][] = [
    ...[...whole, ...reduced].map(([, name, write]): [string, Write] => [name, write]),
    ["gzip", (records) => zlib.gzipSync(trail(records))],
    ["gzip of lines", (records) => zlib.gzipSync(lines(records))],
    ["UTF-16", (records) => Buffer.from(`\ufeff${trail(records)}`, "utf16le")],
    ["a zip's member", (records) => zipOf([["a.json", trail(records)]], { store: true })],
    ["a zip's compressed member", (records) => zipOf([["a.json.gz", zlib.gzipSync(trail(records))]])],
    ["a tar's member", (records) => tarOf([["a.json", trail(records)]])],
    ["a tar.gz's member", async (records) => zlib.gzipSync(await tarOf([["a.csv", reduced[0]?.[2](records) ?? ""]]))],
    ["a member of a zip in a zip", (records) => zipOf([["in.zip", zipOf([["a.json", trail(records)]])]])],
  ];
  const kinds: [name: string, make: (n: number) => Fields][] = [
    ["records with IDs", record],
    ["records without IDs", withoutId],
  ];
  for (const [carrier, carry] of carriers) {
    for (const [kind, make] of kinds) {
      it(`${carrier}, ${kind}: no event gets another one's text; the file is read again, and that is told once`, async () => {
        const before = [1, 2, 3].map(make);
        write(await carry(before));
        await open();
        const old = (await rows()).slice(0, 3); // some shapes repeat the first one
        equal(old.length, 3);
        for (const row of old) equal(await told(row), row.eventName);
        deepEqual(
          await toldTogether(old),
          old.map(({ eventName }) => eventName),
        );
        write(await carry([3, 2, 1].map(make)));
        const together = await toldTogether(old);
        for (const [i, text] of together.entries())
          ok(text === undefined || text === old[i]?.eventName, `${old[i]?.eventName} has the text of ${String(text)}`);
        ok(together.includes(undefined));
        const shown = new Map<string, unknown>();
        for (const row of old) shown.set(row.eventName, await told(row));
        for (const [name, text] of shown) ok(text === undefined || text === name, `${name} has the text of ${text}`);
        await until(
          "it is read again",
          async () => (await isIdle()) && (await names()).slice(0, 3).join() === "Call3,Call2,Call1",
        );
        const now = await rows();
        for (const row of now) equal(await told(row), row.eventName);
        deepEqual(
          await toldTogether(now),
          now.map(({ eventName }) => eventName),
        );
        deepEqual(again(), [uriOf("log")]);
        for (const row of old) equal(await told(row), undefined); // of the reading before
      });
    }
  }

  const others: [name: string, content: string | Uint8Array][] = [
    ["a shorter log", trail([record(1)])],
    ["an empty file", ""],
    ["no JSON", '"'.repeat(2000)],
    ["a binary file", Buffer.alloc(2000, 7)],
    ["a compressed log", zlib.gzipSync(trail([record(1), record(2)]))],
    ["a damaged compressed log", zlib.gzipSync(trail([record(1), record(2)])).fill(9, 30)],
    ["a zip", zipOf([["a.json", trail([record(1)])]])],
  ];
  for (const [name, content] of others) {
    it(`${name} in its place: there is no text, and no error`, async function () {
      this.timeout(60_000); // one of every shape
      for (const [carrier, carry] of carriers) {
        write(await carry([record(1), record(2), record(3)]));
        await open();
        const last = (await rows()).find(({ eventName }) => eventName === "Call3");
        ok(last, carrier);
        write(content);
        equal(await told(last), undefined, carrier);
        await until("it is read again", isIdle);
        await engine.logs.close();
      }
    });
  }

  it("in a folder: the file is read again, and nothing else", async () => {
    write(trail([record(1), record(2)]), "a.json");
    write(trail([record(3), record(4)]), "b.json");
    await engine.logs.open({ kind: "folder", uri: pathToFileURL(folder).toString(), path: folder });
    const old = await rows();
    write(trail([record(2), record(1)]), "a.json");
    for (const row of old) ok([row.eventName, undefined].includes((await told(row)) as string | undefined));
    await until(
      "it is read again",
      async () => (await isIdle()) && (await told((await rows())[0] as EventRow)) === "Call1",
    );
    deepEqual(again(), [uriOf("a.json")]);
    const kept = (await rows()).filter(({ uri }) => uri === uriOf("b.json"));
    deepEqual(
      kept,
      old.filter(({ uri }) => uri === uriOf("b.json")),
    );
  });

  it("all the time: it is read at most once for each record that somebody asks for, and told once", async () => {
    const contents = [
      [1, 2, 3],
      [3, 1, 2],
      [2, 3, 1],
    ].map((order) => trail(order.map((n) => record(n))));
    write(contents[0] as string);
    await open();
    let readings = 0;
    let wasReading = false;
    engine.onDidChange(({ loading }) => {
      if (loading.length > 0 && !wasReading) readings++;
      wasReading = loading.length > 0;
    });
    for (let n = 1; n <= 30; n++) {
      const [row] = await rows();
      ok(row);
      write(contents[n % contents.length] as string);
      await told(row);
      await until("it is read", isIdle);
    }
    ok(readings <= 30, String(readings));
    deepEqual(again(), [uriOf("log")]);
  });

  it("a log that only grew keeps its texts, and is not read again for them", async () => {
    write(lines([record(1), record(2)]));
    await open();
    const old = await rows();
    fs.appendFileSync(at("log"), lines([record(3)]));
    for (const row of old) equal(await told(row), row.eventName);
    deepEqual(again(), []);
    deepEqual(await names(), ["Call1", "Call2"]);
  });

  it("a part of a log that is shown as it stands is that of the file that was read, or of one that only grew", async () => {
    const part = async (name: string, inside = ""): Promise<string | undefined> => {
      const found = await engine.text.content(uriOf(name) + inside, undefined, 0, 10);
      return found && Buffer.from(found).toString();
    };
    const sound = `${lines([record(1)])}{broken}\n${lines([record(2)])}`;
    write(sound);
    await open();
    equal(await part("log"), sound.slice(0, 10));
    fs.appendFileSync(at("log"), lines([record(3)]));
    equal(await part("log"), sound.slice(0, 10));
    write(`      ${sound}`);
    equal(await part("log"), undefined);
    await until("it is read again", isIdle);
    equal(await part("log"), `      ${sound}`.slice(0, 10));
    deepEqual(again(), [uriOf("log")]);

    write(zipOf([["a.json", sound]]), "zip");
    await open("zip");
    equal(await part("zip", "#a.json"), sound.slice(0, 10));
    write(zipOf([["a.json", ` ${sound}`]]), "zip");
    equal(await part("zip", "#a.json"), undefined);
  });

  describe("what is read from an open document", () => {
    const document = (version: number, text: string, go: Promise<void> = Promise.resolve()): LogSource => ({
      kind: "text",
      uri: uriOf("log"),
      version,
      length: text.length,
      async *slices() {
        await go;
        yield text;
      },
    });

    it("stands in the version that was read, also while the next one is read", async () => {
      await engine.logs.open(document(3, trail([record(1), record(2)])));
      const [row] = await rows();
      ok(row);
      let go = (): void => undefined;
      const next = engine.logs.open(
        document(
          4,
          trail([record(2), record(1)]),
          new Promise((resolve) => {
            go = resolve;
          }),
        ),
      );
      const text = await engine.text.record(row.id);
      ok(text?.kind === "document");
      deepEqual([text.version, text.start], [3, row.textStart]);
      go();
      await next;
      equal(await engine.text.record(row.id), undefined);
    });

    it("and then from its file: the document's rows are not looked for in the file", async () => {
      await engine.logs.open(document(1, trail([record(1), record(2)])));
      const [row] = await rows();
      ok(row);
      write(`${" ".repeat(100_000)}${trail([record(2), record(1)])}`);
      const reading = open();
      const text = await engine.text.record(row.id);
      ok(text === undefined || text.kind === "document", JSON.stringify(text));
      await reading;
      equal(await engine.text.record(row.id), undefined);
      for (const one of await rows()) equal(await told(one), one.eventName);
      deepEqual(again(), []);
    });
  });
});

describe("the mark of a record", () => {
  let engine: Engine;
  before(() => {
    engine = startEngine(path.resolve("dist/engine.js"));
  });
  after(() => engine.dispose());

  const marks = async (content: string): Promise<void> => {
    await engine.logs.open({ kind: "bytes", uri: "file:///log", bytes: Buffer.from(content) });
    const result = await engine.events.select({});
    for (const row of await result.rows(0, 500)) {
      const text = await engine.text.record(row.id);
      equal(text?.kind, "bytes", `${row.start}–${row.end} of ${content}`);
    }
    result.dispose();
    await engine.logs.close();
  };

  for (const [, name, write] of [...whole, ...reduced]) {
    it(`is the same of the row and of its text: ${name}`, async () => {
      await fc.assert(
        fc.asyncProperty(corpus, (records) => marks(write(records))),
        { numRuns: 15 },
      );
    });
  }

  it("is the same of odd records", async () => {
    const odd = [
      '{"eventName":"A","eventID":1.10,"eventTime":"soon","userAgent":true}',
      '{"eventName":"A","eventName":"B","eventID":"x","eventId":"y"}',
      '{"eventName":"\\ud800\\u0041\\/","eventTime":"20260302T101000Z"}',
      '{"eventName":"","eventSource":null,"insightDetails":{"eventName":"C","eventSource":"s3.amazonaws.com"}}',
      '{"eventName":"A","timeWindow":{"windowStart":"2026-03-02T10:10:00Z"},"eventCategory":"Aggregated","accountId":"111122223333"}',
      '{"event\\u004eame":"A","eventVersion":"1","requestID":"0123456789ABCDEF","requestParameters":{"userName":["x"],"roleArn":5}}',
      `{"eventName":"${"long".repeat(100_000)}","requestParameters":{"bucketName":"${"x".repeat(100_000)}"}}`,
      `{"eventName":"deep","requestParameters":${"[".repeat(90_000)}${"]".repeat(90_000)}}`,
      '{"eventName":"A","Records":1,"message":"{}","detail":{"eventName":"no"}}'.replace(
        ',"detail":{"eventName":"no"}',
        "",
      ),
    ];
    await marks(`{"Records":[${odd.join(",\n")}]}`);
    await marks(odd.join("\n"));
  });

  it("differs where any value that is compared does, and says nothing of the log", () => {
    const one = record(1);
    const mark = (fields: Fields): string => markOfRecord(Buffer.from(json(fields))) ?? "";
    const changes: Fields[] = [
      { eventID: "00000000-0000-4000-8000-000000000002" },
      { eventTime: "2026-03-02T10:10:02Z" },
      { eventName: "Call2" },
      { eventSource: "sts.amazonaws.com" },
      { awsRegion: "us-east-1" },
      { sourceIPAddress: "192.0.2.1" },
      { userAgent: "x" },
      { requestID: "x" },
      { requestParameters: { bucketName: "x" } },
    ];
    const all = [one, ...changes.map((change) => ({ ...one, ...change }))].map(mark);
    equal(new Set(all).size, all.length);
    for (const each of all) ok(/^[0-9a-f]{26}$/.test(each));
  });

  it("is none of what is no object", () => {
    for (const text of ["", "[]", "1", '"x"', "{", '{"eventName":"A"} x', '{"eventName":"A"}{}', "{]"])
      equal(markOfRecord(Buffer.from(text)), undefined, text);
  });

  it("of no text at all there is no record", () => {
    equal(recordOfSpan(Buffer.from('"cut')), undefined);
    equal(recordOfSpan(Buffer.from('"\\x"')), undefined);
  });
});
