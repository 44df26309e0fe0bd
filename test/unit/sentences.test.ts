/** Compares the sentence of an event with what the engine keeps about it. */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { EventRow } from "../../src/core/events/row";
import { parsedRecord } from "../../src/core/explain/facts";
import { oneLine } from "../../src/core/explain/oneLine/oneLine";
import { startEngine } from "../../src/engine/client";
import type { Engine } from "../../src/engine/engine";

const root = path.join(__dirname, "../../..");
const shared = ["data", "reports"].map((name) => path.join(root, "../shared", name)).filter((at) => fs.existsSync(at));
const folders = [path.join(root, "samples"), ...shared];

interface Said {
  row: EventRow;
  sentence: string;
}

async function allOf(engine: Engine, uri: string): Promise<Said[]> {
  const result = await engine.events.select({});
  const { count } = result;
  const said: Said[] = [];
  for (let from = 0; from < count; from += 500) {
    for (const row of await result.rows(from, from + 500)) {
      const text = await engine.text.record(row.id);
      assert.equal(text?.kind, "bytes", `${uri} at ${row.start}`);
      const record = text.kind === "bytes" && parsedRecord(new TextDecoder().decode(text.json));
      if (record) said.push({ row, sentence: oneLine(record, row) });
    }
  }
  return said;
}

/** The sentence claims no more than the outcome: that a call was made, was tried, or neither. */
function contradicts({ row, sentence }: Said): boolean {
  switch (row.outcome) {
    case "ok":
      return /: (denied|failed)\b/.test(sentence);
    case "denied":
      return !/: denied\b/.test(sentence);
    case "failed":
      return !/: failed\b/.test(sentence);
    case "unknown": // who, what and where in a line without a verb, or numbers of many calls
      return !(sentence.includes(" · ") || row.summary !== "");
  }
}

const forgetsWho = ({ row, sentence }: Said): boolean =>
  sentence.includes("without a recorded identity") && [row.actor, row.arn, row.principalId, row.userName].some(Boolean);

describe("the sentence of an event", () => {
  for (const folder of folders) {
    it(`contradicts neither its outcome nor who acted: every record in ${path.basename(folder)}`, async function () {
      this.timeout(300_000);
      const engine = startEngine(path.join(root, "dist/engine.js"));
      const wrong: string[] = [];
      let events = 0;
      try {
        for (const name of fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
          const file = path.join(folder, name);
          if (!fs.statSync(file).isFile()) continue;
          const uri = pathToFileURL(file).href;
          await engine.logs.open({ kind: "file", uri, path: file });
          const said = await allOf(engine, uri);
          events += said.length;
          for (const one of said)
            if (contradicts(one) || forgetsWho(one)) wrong.push(`${name}: ${one.row.outcome}: ${one.sentence}`);
          await engine.logs.close(uri);
        }
      } finally {
        engine.dispose();
      }
      assert.ok(events > 0);
      assert.deepEqual(wrong, []);
    });
  }

  const user = { type: "IAMUser", userName: "alice" };
  const rows: [name: string, header: string, cells: string, outcome: string, sentence: string][] = [
    [
      "a result without a column for errors",
      "eventTime,eventSource,eventName,eventID,eventType,userIdentity,requestParameters",
      `2026-03-02T10:10:00Z,s3.amazonaws.com,DeleteBucket,e1,AwsApiCall,"${quoted(user)}","${quoted({ bucketName: "b" })}"`,
      "unknown",
      "IAM user alice · DeleteBucket · Amazon S3",
    ],
    [
      "a result with one",
      "eventTime,eventSource,eventName,eventID,eventType,userIdentity,requestParameters,errorCode",
      `2026-03-02T10:10:00Z,s3.amazonaws.com,DeleteBucket,e1,AwsApiCall,"${quoted(user)}","${quoted({ bucketName: "b" })}",`,
      "ok",
      "IAM user alice deleted bucket b",
    ],
    [
      "a sign-in in a result, whose failure stands elsewhere",
      "eventTime,eventSource,eventName,eventID,eventType,userIdentity,errorCode",
      `2026-03-02T10:10:00Z,signin.amazonaws.com,ConsoleLogin,e1,AwsConsoleSignIn,"${quoted(user)}",`,
      "unknown",
      "IAM user alice · ConsoleLogin · AWS Sign-In",
    ],
    [
      "a row of Event history's CSV",
      "Event ID,Event time,User name,Event source,Event name,AWS access key,Source IP address,Read-only,Error code,Resources",
      "e1,2026-03-02T10:10:00Z,maria,iam.amazonaws.com,CreateAccessKey,,192.0.2.7,false,,[]",
      "unknown",
      "maria · CreateAccessKey · AWS IAM",
    ],
  ];
  for (const [name, header, cells, outcome, sentence] of rows) {
    it(`agrees with the tree about ${name}`, async () => {
      const engine = startEngine(path.join(root, "dist/engine.js"));
      try {
        const bytes = new TextEncoder().encode(`${header}\n${cells}\n`);
        await engine.logs.open({ kind: "bytes", uri: "file:///a.csv", bytes });
        const [one] = await allOf(engine, "file:///a.csv");
        assert.deepEqual([one?.row.outcome, one?.sentence], [outcome, sentence]);
      } finally {
        engine.dispose();
      }
    });
  }
});

function quoted(value: object): string {
  return JSON.stringify(value).replaceAll('"', '""');
}
