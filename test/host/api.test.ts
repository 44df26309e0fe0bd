import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as vscode from "vscode";
import { freshFolder, gzipped, jsonLines, oneLine, record, records, theApi } from "./support";

/** Methods as callers without types use them. */
type Loose = Record<"open" | "close" | "groups" | "events", (...args: unknown[]) => Promise<unknown>>;

describe("public API", () => {
  const folder = freshFolder();

  it("open answers what was read when it is read", async () => {
    const api = await theApi();
    const text = oneLine(records(3));
    const uri = folder.write("a.json.gz", gzipped(text));
    const coverage = await api.open(uri);
    assert.deepEqual(coverage, {
      events: 3,
      duplicates: 0,
      reduced: 0,
      bytes: Buffer.byteLength(text),
      from: "2025-03-02T12:00:00Z",
      to: "2025-03-02T12:00:02Z",
      logs: [
        {
          uri: uri.toString(),
          shape: "records",
          bytes: Buffer.byteLength(text),
          events: 3,
          duplicates: 0,
          reduced: 0,
          problems: [],
          problemCount: 0,
        },
      ],
    });
    assert.deepEqual(await api.coverage(), coverage);
  });

  it("takes URIs as strings, several at once, and closes one or all", async () => {
    const api = await theApi();
    const a = folder.write("a.json", oneLine([record(1)]));
    const b = folder.write("b.json", oneLine([record(2)]));
    assert.equal((await api.open(a.toString(), b)).events, 2);
    await api.close(a.toString());
    assert.deepEqual(
      (await api.coverage()).logs.map(({ uri }) => uri),
      [b.toString()],
    );
    await api.close();
    assert.deepEqual((await api.coverage()).logs, []);
  });

  it("counts what two files repeat once", async () => {
    const api = await theApi();
    const a = folder.write("a.json", oneLine(records(3)));
    const b = folder.write("b.jsonl", jsonLines(records(5)));
    const { events, duplicates } = await api.open(a, b);
    assert.deepEqual({ events, duplicates }, { events: 5, duplicates: 3 });
  });

  it("a URI that cannot be read is a log with a problem", async () => {
    const api = await theApi();
    for (const uri of ["file:///nowhere/gone.json", "nosuch://scheme/log.json"]) {
      const { events, logs } = await api.open(uri);
      assert.equal(events, 0);
      assert.deepEqual(
        logs.map(({ uri, problems }) => [uri, problems.map(({ reason }) => reason)]),
        [[uri, ["unreadable"]]],
      );
      await api.close();
    }
  });

  it("a pipe is never waited for: it is a log with a problem, and Show Text says what it is", async function () {
    if (process.platform === "win32") this.skip(); // there are none of them
    const api = await theApi();
    const pipe = vscode.Uri.joinPath(folder.write("a.json", ""), "../pipe.json.gz");
    execFileSync("mkfifo", [pipe.fsPath]);
    const { logs } = await api.open(pipe);
    assert.deepEqual(
      logs.flatMap(({ problems }) => problems.map(({ reason }) => reason)),
      ["notAFile"],
    );
    await vscode.commands.executeCommand("cloudtrail.showText", pipe);
    assert.ok(!vscode.workspace.textDocuments.some(({ uri }) => uri.path.endsWith("/pipe.json.gz")));
  });

  it("a file that is no log is a log with a problem", async () => {
    const api = await theApi();
    const { logs } = await api.open(folder.write("a.json", '{"a":1}'));
    assert.deepEqual(
      logs.map(({ shape, problems }) => [shape, problems[0]?.reason]),
      [["", "notALog"]],
    );
  });

  it("groups by event source, then identity type, in the reader's words", async () => {
    const api = await theApi();
    const unknown = { userIdentity: { type: "Unknown", principalId: "Anonymous" } };
    const pool = "cognito-idp.amazonaws.com";
    await api.open(
      folder.write(
        "a.json",
        oneLine([
          record(1),
          record(2),
          record(3, { ...unknown, eventSource: pool, eventName: "InitiateAuth" }),
          record(4, { ...unknown, eventSource: pool, eventName: "InitiateAuth" }),
          record(5, { ...unknown, eventSource: pool, eventName: "InitiateAuth" }),
          record(6, {
            userIdentity: { accountId: "123456789012" },
            eventSource: pool,
            eventName: "Login_GET",
            eventType: "AwsServiceEvent",
          }),
          record(7, { ...unknown, eventSource: "ec2.amazonaws.com" }),
        ]),
      ),
    );
    assert.deepEqual(await api.groups(), [
      {
        key: pool,
        label: pool,
        count: 4,
        children: [
          { key: "Unknown", label: "App call without AWS credentials", count: 3 },
          { key: "", label: "Sign-in page or token request (no identity recorded)", count: 1 },
        ],
      },
      {
        key: "s3.amazonaws.com",
        label: "s3.amazonaws.com",
        count: 2,
        children: [{ key: "IAMUser", label: "IAM user", count: 2 }],
      },
      {
        key: "ec2.amazonaws.com",
        label: "ec2.amazonaws.com",
        count: 1,
        children: [{ key: "Unknown", label: "Not identified by CloudTrail", count: 1 }],
      },
    ]);
    assert.deepEqual(
      await api.groups({ by: ["eventName"], filter: { eventSource: ["ec2.amazonaws.com", "s3.amazonaws.com"] } }),
      [{ key: "GetBucketAcl", label: "GetBucketAcl", count: 3 }],
    );
  });

  it("events come in order of time, log, start", async () => {
    const api = await theApi();
    const a = folder.write("a.json", oneLine([record(5), record(1), record(3, { eventID: "a3" })]));
    const b = folder.write("b.json", oneLine([record(3, { eventID: "b3" }), record(0)]));
    await api.open(a);
    await api.open(b);
    const events = await api.events();
    assert.deepEqual(
      events.map(({ eventTime }) => eventTime.slice(17, 19)),
      ["00", "01", "03", "03", "05"],
    );
    assert.deepEqual(events.map(({ eventID }) => eventID).slice(2, 4), ["a3", "b3"]);
  });

  it("an event is plain data and says where its record is", async () => {
    const api = await theApi();
    const list = [record(1), record(2, { errorCode: "AccessDenied", errorMessage: "No" })];
    const text = oneLine(list);
    const uri = folder.write("a.json", text);
    await api.open(uri);
    const [first, second] = await api.events();
    assert.equal(typeof first?.id, "string");
    assert.equal(first && "errorCode" in first, false);
    assert.deepEqual(
      Object.values({ ...first, ...second }).filter((value) => value === undefined),
      [],
    );
    assert.equal(second?.uri, uri.toString());
    assert.equal(Buffer.from(text).subarray(second?.start, second?.end).toString(), JSON.stringify(list[1]));
    const { eventSource, eventName, identityType, actor, outcome, errorCode, arn } = second ?? {};
    assert.deepEqual(
      { eventSource, eventName, identityType, actor, outcome, errorCode, arn },
      {
        eventSource: "s3.amazonaws.com",
        eventName: "GetBucketAcl",
        identityType: "IAMUser",
        actor: "Alice",
        outcome: "denied",
        errorCode: "AccessDenied",
        arn: "arn:aws:iam::123456789012:user/Alice",
      },
    );
  });

  it("events come 1,000 at a time by default, and continue after an ID", async () => {
    const api = await theApi();
    await api.open(folder.write("a.json", oneLine(records(2500))));
    const all: string[] = [];
    const sizes: number[] = [];
    for (let after: string | undefined; ; ) {
      const page = await api.events(after === undefined ? {} : { after });
      sizes.push(page.length);
      if (page.length === 0) break;
      all.push(...page.map(({ id }) => id));
      after = all.at(-1);
    }
    assert.deepEqual(sizes, [1000, 1000, 500, 0]);
    assert.equal(new Set(all).size, 2500);
    assert.equal((await api.events({ limit: 3 })).length, 3);
    assert.equal((await api.events({ limit: 0 })).length, 0);
    assert.equal((await api.events({ limit: Number.POSITIVE_INFINITY })).length, 2500);
  });

  it("filters by what stands in the records, and says which of them could not be looked at", async () => {
    const api = await theApi();
    const bucketName = "one.example";
    const there = folder.write("there.json", oneLine([record(1, { requestParameters: { bucketName } }), record(2)]));
    const gone = folder.write("gone.json", oneLine([record(3)]));
    await api.open(there);
    await api.open(gone);
    const test = { kind: "is", value: bucketName } as const;
    const filter = { kind: "path", path: "requestParameters.bucketName", test } as const;
    const found = await api.events({ filter });
    assert.equal(found.length, 1);
    assert.equal("notLookedAt" in found, false);
    assert.equal((await api.events({ filter: { kind: "text", text: "ONE.EXAMPLE", ignoreCase: true } })).length, 1);
    await vscode.workspace.fs.delete(gone);
    const notLookedAt = {
      count: 1,
      why: [{ reason: "unreadable", detail: "ENOENT", count: 1, uri: gone.toString() }],
    };
    const later = { kind: "all", of: [filter, { kind: "text", text: bucketName }] } as const;
    assert.deepEqual(await api.events({ filter: later }), Object.assign([...found], { notLookedAt }));
    const groups = await api.groups({ by: ["eventName"], filter: later });
    assert.deepEqual([groups.map(({ count }) => count), groups.notLookedAt], [[1], notLookedAt]);
  });

  it("filters by values and by time, to excluded", async () => {
    const api = await theApi();
    const list = [
      record(1),
      record(2, { errorCode: "NoSuchBucket" }),
      record(3, { awsRegion: "eu-west-1" }),
      record(4),
    ];
    await api.open(folder.write("a.json", oneLine(list)));
    const seconds = async (filter: Parameters<typeof api.events>[0]) =>
      (await api.events(filter)).map(({ eventTime }) => eventTime.slice(18, 19)).join("");
    assert.equal(await seconds({ filter: { outcome: ["denied", "failed"] } }), "2");
    assert.equal(await seconds({ filter: { awsRegion: "us-east-1" } }), "124");
    assert.equal(await seconds({ filter: { from: "2025-03-02T12:00:02Z", to: "2025-03-02T12:00:04Z" } }), "23");
    assert.equal(await seconds({ filter: { eventName: [] } }), "");
  });

  const wrong: [name: string, call: (api: Loose) => Promise<unknown>][] = [
    ["open(1)", (api) => api.open(1)],
    ["open('no uri')", (api) => api.open("no uri")],
    ["close({})", (api) => api.close({})],
    ["groups({ by: 'eventName' })", (api) => api.groups({ by: "eventName" })],
    ["groups({ by: ['nothing'] })", (api) => api.groups({ by: ["nothing"] })],
    ["groups(1)", (api) => api.groups(1)],
    ["events({ filter: { nothing: 'x' } })", (api) => api.events({ filter: { nothing: "x" } })],
    ["events({ filter: { eventName: 1 } })", (api) => api.events({ filter: { eventName: 1 } })],
    ["events({ filter: { from: 'yesterday' } })", (api) => api.events({ filter: { from: "yesterday" } })],
    ["events({ limit: '3' })", (api) => api.events({ limit: "3" })],
    ["events({ limit: -1 })", (api) => api.events({ limit: -1 })],
    ["events({ after: 1 })", (api) => api.events({ after: 1 })],
    ["events({ after: 'x' })", (api) => api.events({ after: "x" })],
  ];
  for (const [name, call] of wrong) {
    it(`${name} rejects with a TypeError`, async () => {
      await assert.rejects(call((await theApi()) as unknown as Loose), TypeError);
    });
  }

  it("closing while it is read rejects as cancelled", async () => {
    const api = await theApi();
    const uri = folder.write("a.json", oneLine(records(20_000)));
    const opening = api.open(uri);
    await api.close(uri);
    await assert.rejects(opening, vscode.CancellationError);
    assert.deepEqual((await api.coverage()).logs, []);
  });
});
