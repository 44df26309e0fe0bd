import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import zlib from "node:zlib";
import { startEngine } from "../../src/engine/client";
import { Cancelled, type Engine, type LogReport, type LogSource, StaleResult } from "../../src/engine/engine";

const workerFile = path.resolve("dist/engine.js");

const record = (n: number, more: object = {}): string =>
  JSON.stringify({
    eventVersion: "1.08",
    userIdentity: {
      type: "IAMUser",
      userName: `user${n % 3}`,
      arn: `arn:aws:iam::111122223333:user/user${n % 3}`,
      accountId: "111122223333",
    },
    eventTime: new Date(Date.UTC(2026, 2, 2) + n * 1000).toISOString().replace(".000Z", "Z"),
    eventSource: n % 2 === 0 ? "s3.amazonaws.com" : "sts.amazonaws.com",
    eventName: "Call",
    awsRegion: "eu-west-1",
    ...(n % 5 === 0 ? { errorCode: "AccessDenied" } : {}),
    eventID: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
    recipientAccountId: "111122223333",
    ...more,
  });
const trail = (...records: string[]): string => `{"Records":[${records.join(",")}]}`;
const many = (count: number): string => `{"Records":[${Array.from({ length: count }, (_, n) => record(n)).join(",")}]}`;

function textSource(uri: string, version: number, text: string, piece = 1000): LogSource {
  return {
    kind: "text",
    uri,
    version,
    length: text.length,
    async *slices() {
      for (let p = 0; p < text.length; p += piece) yield text.slice(p, p + piece);
    },
  };
}

describe("the engine", () => {
  let engine: Engine;
  let folder: string;
  beforeEach(() => {
    engine = startEngine(workerFile);
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "cloudtrail-engine-"));
  });
  afterEach(() => {
    engine.dispose();
    fs.rmSync(folder, { recursive: true });
  });

  const write = (name: string, content: string | Uint8Array): string => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, content);
    return file;
  };
  const open = (content: string | Uint8Array, name = "log.json"): Promise<LogReport> =>
    engine.logs.open({ kind: "file", uri: `file:///${name}`, path: write(name, content) });
  const problems = (report: LogReport): unknown[] =>
    report.problems.map(({ reason, detail }) => (detail === undefined ? reason : [reason, detail]));

  it("answers before any log was opened", async () => {
    equal((await engine.coverage.whole()).events, 0);
    deepEqual(await engine.events.groups(["eventSource"], {}), []);
    deepEqual(await engine.events.find("x"), []);
  });

  it("groups by source and identity, with failures", async () => {
    await open(many(10));
    deepEqual(await engine.events.groups(["eventSource", "identityType"], {}), [
      { key: "s3.amazonaws.com", count: 5, failed: 1, children: [{ key: "IAMUser", count: 5, failed: 1 }] },
      { key: "sts.amazonaws.com", count: 5, failed: 1, children: [{ key: "IAMUser", count: 5, failed: 1 }] },
    ]);
  });

  it("selects in order of time whatever the order in the file, unreadable times last", async () => {
    await open(trail(record(3), record(1, { eventTime: "soon" }), record(2), record(0)));
    const result = await engine.events.select({});
    const { count } = result;
    const rows = await result.rows(0, count);
    deepEqual(
      rows.map(({ eventTime }) => eventTime),
      ["2026-03-02T00:00:00Z", "2026-03-02T00:00:02Z", "2026-03-02T00:00:03Z", "soon"],
    );
    equal(await result.seek(Date.UTC(2026, 2, 2, 0, 0, 1)), 1);
    equal(await result.seek(Date.UTC(2027, 0)), 3);
    equal(await result.positionOf(rows[2]?.id ?? -1), 2);
  });

  it("filters by columns and time", async () => {
    await open(many(30));
    const count = async (filter: Parameters<Engine["events"]["select"]>[0]): Promise<number> =>
      (await engine.events.select(filter)).count;
    equal(await count({ outcome: "denied" }), 6);
    equal(await count({ actor: ["user0", "user1"] }), 20);
    equal(await count({ actor: "user0", eventSource: "s3.amazonaws.com" }), 5);
    equal(await count({ from: "2026-03-02T00:00:10Z", to: "2026-03-02T00:00:20Z" }), 10);
    equal(await count({ eventID: "00000000-0000-4000-8000-000000000007" }), 1);
    equal(await count({ actor: "nobody" }), 0);
  });

  it("marks events of one second as simultaneous", async () => {
    await open(trail(record(1), record(2), record(3, { eventTime: "2026-03-02T00:00:02Z" })));
    const result = await engine.events.select({});
    deepEqual(
      (await result.rows(0, 3)).map(({ sameSecond }) => sameSecond),
      [false, true, true],
    );
  });

  it("finds an exact value in every column that has it", async () => {
    const arn = "arn:aws:s3:::second";
    await open(
      trail(
        record(0),
        record(1, { resources: [{ ARN: "arn:aws:s3:::first" }, { ARN: arn }], sourceIPAddress: "192.0.2.7" }),
      ),
    );
    deepEqual(await engine.events.find(arn), [{ column: "resource", count: 1 }]);
    deepEqual(await engine.events.find("192.0.2.7"), [{ column: "sourceIPAddress", count: 1 }]);
    deepEqual(await engine.events.find("00000000-0000-4000-8000-000000000001"), [{ column: "eventID", count: 1 }]);
    deepEqual(await engine.events.find("192.0.2"), []);
    deepEqual(await engine.events.find(""), []);
  });

  it("counts the same record delivered twice once, and keeps the same id with other content", async () => {
    await open(trail(record(1), record(2)), "a.json");
    await open(trail(record(2), record(3), record(3, { recipientAccountId: "123456789012" })), "b.json");
    const { events, duplicates } = await engine.coverage.whole();
    deepEqual([events, duplicates], [4, 1]);
    await engine.logs.close("file:///a.json");
    const after = await engine.coverage.whole();
    deepEqual([after.events, after.duplicates], [3, 0]);
  });

  it("recognizes every record when a log of several chunks is opened twice, after another log", async () => {
    await open(trail(record(900_000), record(900_001)), "before.json");
    const log = many(70_000);
    await open(log, "a.json");
    const twice = await open(log, "b.json");
    deepEqual([twice.events, twice.duplicates], [0, 70_000]);
    equal((await engine.coverage.whole()).events, 70_002);
  });

  it("tells the coverage of many logs a page at a time, trouble first", async () => {
    await open(trail(record(1)), "whole.json");
    await open(`{"Records":[${record(2)},{"a":,${record(3)}]}`, "partly.json");
    await open('{"Version":"2012-10-17","Statement":[]}', "policy.json");
    await engine.logs.open({ kind: "unreadable", uri: "file:///gone.json", detail: "ENOENT" });
    const { logs: _, ...counts } = await engine.coverage.whole();
    deepEqual(await engine.coverage.summary(), {
      ...counts,
      files: { notRead: 1, partly: 1, reading: 0, passedOver: 0, other: 1, whole: 1 },
      others: { iamPolicy: 1 },
      parts: 2,
    });
    const uris = async (query: Parameters<Engine["coverage"]["reports"]>[0]): Promise<string> => {
      const { total, next, reports } = await engine.coverage.reports(query);
      return `${reports.map(({ uri }) => uri.slice(8, -5)).join(" ")} ${next}/${total}`;
    };
    equal(await uris({ from: 0, to: 9 }), "whole partly policy gone 4/4");
    equal(await uris({ from: 0, to: 3, states: ["whole", "notRead", "partly", "other"] }), "gone partly policy 3/4");
    equal(await uris({ from: 3, to: 9, states: ["whole", "notRead", "partly", "other"] }), "whole 4/4");
    const { total, places } = await engine.coverage.places(1, 9);
    deepEqual(
      [total, places.map(({ uri, problem }) => `${uri.slice(8)} ${problem.reason}`)],
      [2, ["partly.json notJson"]],
    );
    equal((await engine.coverage.report("file:///partly.json"))?.problemCount, 1);
    equal(await engine.coverage.report("file:///never.json"), undefined);
  });

  it("gives reports of logs with very many problems in smaller pages, and all of them in the coverage", async () => {
    const log = `${record(0)}\n${"{}\n".repeat(1200)}`;
    for (let n = 0; n < 12; n++) await open(log, `log${n}.jsonl`);
    const page = await engine.coverage.reports({ from: 0, to: 500 });
    deepEqual([page.next, page.reports[0]?.problems.length, page.reports[0]?.problemCount], [10, 1000, 1200]);
    const few = await engine.coverage.reports({ from: 0, to: 500, problems: 1 });
    deepEqual([few.next, few.reports[0]?.problems.length], [12, 1]);
    const { logs } = await engine.coverage.whole();
    deepEqual([logs.length, (await engine.coverage.summary()).parts], [12, 12 * 1200]);
    deepEqual(
      (await engine.coverage.places(999, 1001)).places.map(({ uri }) => uri),
      ["file:///log0.jsonl", "file:///log1.jsonl"],
    );
  });

  it("knows of deliveries by the names of the logs", async () => {
    await open(trail(record(1)), "123456789012_CloudTrail_eu-west-1_20260302T1005Z_ExAmPlE1.json");
    await open(trail(record(2)), "events.json");
    deepEqual(await engine.coverage.deliveries(), {
      files: 1,
      first: Date.UTC(2026, 2, 2, 10, 5),
      last: Date.UTC(2026, 2, 2, 10, 5),
      stretches: [],
      stretchCount: 0,
    });
    equal(await engine.coverage.lateDelivery(Date.UTC(2026, 2, 2, 9)), undefined);
    equal((await engine.coverage.lateDelivery(Date.UTC(2026, 2, 2, 10)))?.prefixCount, 1);
  });

  it("never lets a row of a CSV hide the whole record of the same event, whichever comes first", async () => {
    const csv = [
      "User name,Event time,Event source,Event name,Event ID",
      "user1,2026-03-02T00:00:01Z,sts.amazonaws.com,Call,00000000-0000-4000-8000-000000000001",
      "user1,2026-03-02T00:00:01Z,sts.amazonaws.com,Other,00000000-0000-4000-8000-000000000002",
    ].join("\n");
    const rows = async () => {
      const result = await engine.events.select({});
      const { count } = result;
      return (await result.rows(0, count)).map(({ eventName, form }) => [eventName, form]);
    };
    await open(csv, "history.csv");
    deepEqual(await rows(), [
      ["Call", "csvRow"],
      ["Other", "csvRow"],
    ]);
    await open(trail(record(1), record(2)), "a.json");
    const both = [
      ["Call", "record"],
      ["Other", "csvRow"], // the same ID with other content is a separate event
      ["Call", "record"],
    ];
    deepEqual((await rows()).sort(), [...both].sort());
    await open(csv, "again.csv");
    deepEqual((await rows()).sort(), [...both].sort());
    const { events, duplicates, reduced } = await engine.coverage.whole();
    deepEqual([events, duplicates, reduced], [3, 3, 1]);
    await engine.logs.close("file:///a.json");
    deepEqual((await engine.coverage.whole()).reduced, 2);
  });

  it("shows a table's row as a record with CloudTrail's names, and says so after the log was closed too", async () => {
    const csv = 'eventtime,eventname,useridentity\n2026-03-02T10:10:00Z,A,"{type=Root, accountid=111122223333}"\n';
    await open(csv, "result.csv");
    const result = await engine.events.select({});
    const [row] = await result.rows(0, 1);
    ok(row);
    deepEqual([row.identity, row.outcome, csv.slice(row.start, row.end)], ["Root", "unknown", csv.split("\n")[1]]);
    const found = await engine.text.record(row.id);
    ok(found?.kind === "bytes");
    equal(found.form, "resultRow");
    equal(
      Buffer.from(found.json).toString(),
      '{"userIdentity":{"type":"Root","accountId":"111122223333"},"eventTime":"2026-03-02T10:10:00Z","eventName":"A"}',
    );
    await engine.logs.close();
    deepEqual(await engine.text.span("file:///x.csv", path.join(folder, "result.csv"), row.start, row.end), found);
  });

  it('keeps records apart that all carry the eventID "1"', async () => {
    await open(trail(...[0, 1, 2, 2].map((n) => record(n, { eventID: "1" }))));
    const { events, duplicates } = await engine.coverage.whole();
    deepEqual([events, duplicates], [3, 1]);
  });

  describe("unpacks what CloudWatch Logs hands to Lambda:", () => {
    const message = (...records: string[]): string =>
      JSON.stringify({ messageType: "DATA_MESSAGE", logEvents: records.map((text) => ({ id: "1", message: text })) });
    const wrapped = (data: string): string => `{"awslogs": {"data": "${data}"}}`;
    const packed = (...records: string[]): string => wrapped(zlib.gzipSync(message(...records)).toString("base64"));
    const bomb = wrapped(zlib.gzipSync(Buffer.alloc(80 * 1024 * 1024, 0x20)).toString("base64"));
    const cases: [name: string, content: string | Uint8Array, events: number, problems: unknown[]][] = [
      ["one event", packed(record(1), record(2)), 2, []],
      ["its slashes escaped", packed(record(1), record(2)).replaceAll("/", "\\/"), 2, []],
      ["a list", `[${packed(record(1))},\n${packed(record(2))}]\n`, 2, []],
      ["lines, compressed", zlib.gzipSync(`${packed(record(1))}\n${packed(record(2))}`), 2, []],
      [
        "one that is damaged among others",
        `${packed(record(1))}\n${wrapped("H4sI")}\n${packed(record(2))}`,
        2,
        ["notARecord"],
      ],
      ["one that grows too large", `${packed(record(1))}\n${bomb}\n${packed(record(2))}`, 2, ["notARecord"]],
      ["one that is cut", `${packed(record(1), record(2))}\n${packed(record(3)).slice(0, -20)}`, 2, ["truncated"]],
      [
        "only a health check",
        wrapped(
          zlib
            .gzipSync(
              '{"messageType":"CONTROL_MESSAGE","logEvents":[{"id":"","message":"CWL CONTROL MESSAGE: Checking"}]}',
            )
            .toString("base64"),
        ),
        0,
        [],
      ],
    ];
    for (const [name, content, events, expected] of cases) {
      it(name, async () => {
        const report = await open(content);
        deepEqual([report.shape === "", report.events, problems(report)], [false, events, expected]);
        const result = await engine.events.select({});
        const { count } = result;
        const all = await result.rows(0, count);
        for (const [n, row] of all.entries()) {
          const found = await engine.text.record(row.id);
          equal(found?.kind === "bytes" && Buffer.from(found.json).toString(), record(n + 1));
        }
      });
    }
  });

  describe("reads from bytes", () => {
    const text = trail(record(1), record(2, { userAgent: "日本 é 🚀" }));
    const cases: [name: string, content: Uint8Array][] = [
      ["gzip", zlib.gzipSync(text)],
      ["gzip of several members", Buffer.concat([zlib.gzipSync(text.slice(0, 50)), zlib.gzipSync(text.slice(50))])],
      ["UTF-8 with BOM", Buffer.from(`\ufeff${text}`)],
      ["gzip of UTF-8 with BOM", zlib.gzipSync(`\ufeff${text}`)],
      ["UTF-16LE with BOM", Buffer.from(`\ufeff${text}`, "utf16le")],
      ["UTF-16BE with BOM", Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
    ];
    for (const [name, content] of cases) {
      it(`of ${name}, and the spans point into the UTF-8 content`, async () => {
        const report = await open(content);
        deepEqual([report.events, report.bytes, report.problems], [2, Buffer.byteLength(text), []]);
        const result = await engine.events.select({});
        const row = (await result.rows(1, 2))[0];
        ok(row);
        equal(Buffer.from(text).subarray(row.start, row.end).toString(), record(2, { userAgent: "日本 é 🚀" }));
        const found = await engine.text.record(row.id);
        ok(found?.kind === "bytes");
        equal(Buffer.from(found.json).toString(), record(2, { userAgent: "日本 é 🚀" }));
        const again = await engine.text.span("file:///closed.json", path.join(folder, "log.json"), row.start, row.end);
        deepEqual(again, found);
      });
    }

    it("handed over in memory", async () => {
      const report = await engine.logs.open({
        kind: "bytes",
        uri: "vscode-vfs://x/log.json.gz",
        bytes: zlib.gzipSync(text),
      });
      deepEqual([report.events, report.gzip], [2, true]);
    });

    it("reads everything that can be decompressed from a truncated gzip", async () => {
      const packed = zlib.gzipSync(many(2000));
      const report = await open(packed.subarray(0, packed.length / 2));
      ok(report.events > 500 && report.events < 1500, String(report.events));
      deepEqual(problems(report), ["truncatedGzip"]);
    });

    it("reads everything that can be decompressed before the damage of a gzip", async () => {
      const plain = many(20_000);
      const packed = zlib.gzipSync(plain);
      packed.fill(0xff, packed.length / 2, packed.length / 2 + 2000);
      const report = await open(packed);
      ok(problems(report).includes("damagedGzip"), JSON.stringify(problems(report)));
      ok(report.events > 8000, String(report.events));
      const result = await engine.events.select({});
      const { count } = result;
      for (const row of await result.rows(count - 500, count)) {
        // what broke the data may have changed the content just before the break
        if (row.end < report.bytes - 2000) ok(plain.includes(row.eventID));
      }
    });
  });

  describe("says what it could not read:", () => {
    const cases: [name: string, content: string | Uint8Array, problems: unknown[]][] = [
      ["an empty file", "", ["empty"]],
      ["an empty gzip", zlib.gzipSync(""), ["empty"]],
      ["other JSON", '{"hello":[1,2]}', [["notALog", "json"]]],
      ["an IAM policy", '{"Version":"2012-10-17","Statement":[]}', [["notALog", "iamPolicy"]]],
      [
        "S3 event notifications",
        '{"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","s3":{}}]}',
        [["notALog", "s3Notification"]],
      ],
      [
        "SQS messages",
        '{"Records":[{"messageId":"1","body":"x","eventSource":"aws:sqs"}]}',
        [["notALog", "sqsMessages"]],
      ],
      ["a digest file", '{"awsAccountId":"111122223333","digestS3Object":"x","logFiles":[]}', [["notALog", "digest"]]],
      ["another cloud's audit log", '{"protoPayload":{},"logName":"x"}', [["notALog", "otherCloud"]]],
      [
        "ActionTrail",
        '[{"eventVersion":"1","eventSource":"ecs.aliyuncs.com","eventName":"x","acsRegion":"cn-beijing"}]',
        [["notALog", "alibabaActionTrail"]],
      ],
      ["plain text", "hello\nworld\n", [["notALog", "text"]]],
      ["binary data", Uint8Array.from([0, 1, 2, 3, 0, 255]), [["notALog", "binary"]]],
      ["an empty list of records: nothing to say", '{"Records":[]}', []],
    ];
    for (const [name, content, expected] of cases) {
      it(name, async () => {
        const report = await open(content);
        deepEqual([report.events, problems(report)], [0, expected]);
      });
    }

    it("a file that is not there, and a folder", async () => {
      deepEqual(problems(await engine.logs.open({ kind: "file", uri: "file:///no", path: path.join(folder, "no") })), [
        ["unreadable", "ENOENT"],
      ]);
      deepEqual(problems(await engine.logs.open({ kind: "file", uri: "file:///dir", path: folder })), [
        ["unreadable", "EISDIR"],
      ]);
      equal((await engine.coverage.whole()).logs.length, 2);
    });
  });

  describe("reads documents", () => {
    it("with surrogate pairs cut between slices, and locates by UTF-16 offset", async () => {
      const text = `[\n${Array.from({ length: 50 }, (_, n) => record(n, { userAgent: "🚀日é".repeat(20) })).join(",\n")}\n]`;
      const report = await engine.logs.open(textSource("untitled:a", 3, text, 7));
      deepEqual([report.events, report.problems, report.bytes], [50, [], Buffer.byteLength(text)]);
      const start = text.indexOf('"eventID":"00000000-0000-4000-8000-000000000031"');
      const row = await engine.documents.locate("untitled:a", 3, start);
      equal(row?.eventID, "00000000-0000-4000-8000-000000000031");
      equal(text.slice(row?.textStart, row?.textEnd), record(31, { userAgent: "🚀日é".repeat(20) }));
      equal(await engine.documents.locate("untitled:a", 3, 0), undefined);
      deepEqual(await engine.text.record(row?.id ?? -1), {
        kind: "document",
        version: 3,
        start: row?.textStart,
        end: row?.textEnd,
      });
    });

    it("locate waits for the version it names, and gives up when cancelled", async () => {
      await engine.logs.open(textSource("untitled:a", 1, trail(record(1))));
      const abort = new AbortController();
      const waiting = engine.documents.locate("untitled:a", 2, 20);
      const givenUp = engine.documents.locate("untitled:a", 9, 20, abort.signal);
      abort.abort();
      equal(await givenUp, undefined);
      await engine.logs.open(textSource("untitled:a", 2, trail(record(7))));
      equal((await waiting)?.eventID, "00000000-0000-4000-8000-000000000007");
      equal((await engine.coverage.whole()).events, 1);
    });

    it("shows the old version until the new one is read, and a cancelled one leaves the old", async () => {
      await engine.logs.open(textSource("untitled:a", 1, many(3)));
      const abort = new AbortController();
      let release: () => void = () => undefined;
      const source: LogSource = {
        kind: "text",
        uri: "untitled:a",
        version: 2,
        length: 10,
        async *slices() {
          yield many(5).slice(0, 900);
          await new Promise<void>((resolve) => {
            release = resolve;
          });
        },
      };
      const reading = engine.logs.open(source, abort.signal);
      equal((await engine.coverage.whole()).events, 3);
      abort.abort();
      await rejects(reading, Cancelled);
      release();
      equal((await engine.coverage.whole()).events, 3);
    });
  });

  it("an error keeps the system's code on its way from the thread", async () => {
    await open(many(1)); // a thread that was never asked to read answers nothing
    const missing = path.resolve("no such file");
    await rejects(engine.text.span("file:///missing.json", missing, 0, 10), { code: "ENOENT" });
  });

  it("keeps a result for its owner, however many others ask for theirs, until it is let go", async () => {
    await open(many(3));
    const first = await engine.events.select({});
    for (let i = 0; i < 20; i++) await engine.events.select({ eventName: "Call" });
    equal((await first.rows(0, 1)).length, 1);
    first.dispose();
    await rejects(first.rows(0, 1), StaleResult);
  });

  it("a result stays what it was when its log is read again or closed", async () => {
    await open(many(3));
    const before = await engine.events.select({});
    const wanted = await before.rows(0, 3);
    await open(many(2));
    deepEqual(await before.rows(0, 3), wanted);
    equal((await engine.events.select({})).count, 2);
    deepEqual(await engine.events.row(wanted[0]?.id ?? -1), undefined);
  });

  it("splits many events by time, at most 500 parts a level, down to rows", async () => {
    const spread = Array.from({ length: 1500 }, (_, n) =>
      record(n, { eventTime: new Date(Date.UTC(2026, 0, 1) + n * 3_600_000).toISOString() }),
    );
    const crowd = Array.from({ length: 1200 }, (_, n) =>
      record(n, { eventTime: "2026-06-01T12:00:00Z", eventID: `crowd-${n}` }),
    );
    await open(trail(...spread, ...crowd));
    const result = await engine.events.select({});
    const { count } = result;
    const days = await result.level(0, count, "utc");
    ok(days.kind === "buckets");
    deepEqual(
      [
        days.buckets.length,
        days.buckets[0]?.unit,
        days.buckets.reduce((sum, bucket) => sum + bucket.to - bucket.from, 0),
      ],
      [64, "day", 2700],
    );
    const last = days.buckets.at(-1);
    ok(last);
    const runs = await result.level(last.from, last.to, "utc");
    ok(runs.kind === "buckets");
    deepEqual(
      runs.buckets.map(({ unit, from, to }) => [unit, to - from]),
      [
        ["run", 500],
        ["run", 500],
        ["run", 200],
      ],
    );
    deepEqual(await result.level(0, 24, "utc"), { kind: "rows" });
  });

  it("reads with the plain scanner if the fast one cannot run, and says so once", async () => {
    fs.copyFileSync(workerFile, path.join(folder, "engine.js"));
    write("scanner.wasm", "what no processor can run");
    const slow = startEngine(path.join(folder, "engine.js"));
    try {
      const reasons: string[] = [];
      slow.onNotice((notice) => notice.kind === "slow" && reasons.push(notice.why));
      equal((await slow.logs.open({ kind: "file", uri: "file:///a.json", path: write("a.json", many(5)) })).events, 5);
      await slow.logs.close();
      equal((await slow.logs.open({ kind: "file", uri: "file:///b.json", path: write("b.json", many(7)) })).events, 7);
      equal(reasons.length, 1);
      match(reasons[0] as string, /magic/);
    } finally {
      slow.dispose();
    }
  });

  it("closes everything", async () => {
    await open(many(5));
    await engine.logs.close();
    deepEqual((await engine.coverage.whole()).logs, []);
    equal((await engine.events.select({})).count, 0);
  });

  it("reads many logs opened at once, and lets one go that is cancelled while it waits for the others", async () => {
    const abort = new AbortController();
    const opened = Array.from({ length: 30 }, (_, n) =>
      engine.logs.open(
        { kind: "file", uri: `file:///${n}.json`, path: write(`${n}.json`, trail(record(n), record(n + 1))) },
        n === 29 ? abort.signal : undefined,
      ),
    );
    abort.abort();
    await rejects(opened[29] as Promise<LogReport>, Cancelled);
    const reports = await Promise.all(opened.slice(0, 29));
    deepEqual(
      reports.map(({ uri, events, duplicates }) => [uri, events + duplicates]),
      Array.from({ length: 29 }, (_, n) => [`file:///${n}.json`, 2]),
    );
    equal((await engine.coverage.whole()).events, 30);
    deepEqual(problems((await engine.coverage.report("file:///29.json")) as LogReport), ["cancelled"]);
  });

  it("tells of changes at most every 50 ms, and once more for each log that is read", async () => {
    const files = Array.from({ length: 200 }, (_, n) => ({
      kind: "file" as const,
      uri: `file:///${n}.json`,
      path: write(`${n}.json`, many(200)),
    }));
    let changes = 0;
    engine.onDidChange(() => changes++);
    const start = performance.now();
    for (let n = 0; n < files.length; n += 20)
      await Promise.all(files.slice(n, n + 20).map((source) => engine.logs.open(source)));
    const most = files.length + (performance.now() - start) / 50 + 2;
    ok(changes <= most, `${changes} changes were told, ${most} were due`);
  });

  it("is cancelled while it reads a file, and keeps what was read", async () => {
    const abort = new AbortController();
    const file = write("large.json", many(200_000));
    const reading = engine.logs.open({ kind: "file", uri: "file:///large.json", path: file }, abort.signal);
    await new Promise<void>((resolve) => {
      engine.onDidChange(({ events }) => events > 0 && resolve());
    });
    abort.abort();
    await rejects(reading, Cancelled);
    const { events, logs } = await engine.coverage.whole();
    ok(events > 0 && events < 200_000, String(events));
    deepEqual(problems(logs[0] as LogReport), ["cancelled"]);
  });
});
