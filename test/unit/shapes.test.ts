import { deepEqual } from "node:assert/strict";
import { recogniseText } from "../../src/core/shapes/recognise";
import { recordText } from "../../src/core/shapes/recordText";
import type { ShapeId } from "../../src/core/shapes/shape";
import { readLog } from "./support/read";

const record = (name: string): string =>
  `{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","userName":"é日🚀\\"${name}"},"eventName":"${name}","eventSource":"s3.amazonaws.com","resources":[{"ARN":"arn:aws:s3:::${name}"}]}`;
const [A, B] = [record("A"), record("B")];
const text = (json: string): string => JSON.stringify(json);

describe("records are found in", () => {
  const bridge = (json: string): string =>
    `{"version":"0","id":"x","detail-type":"AWS API Call via CloudTrail","source":"aws.s3","account":"111122223333","time":"2026-03-02T10:10:00Z","region":"eu-west-1","resources":["r"],"detail":${json}}`;
  const cases: [name: string, log: string, shape: ShapeId][] = [
    ["an EventBridge event", bridge(A), "eventBridge"],
    ["EventBridge events in a list", `[${bridge(A)},\n${bridge(B)}]`, "eventBridge"],
    ["EventBridge events in lines", `${bridge(A)}\n${bridge(B)}\n`, "eventBridge"],
    [
      "an EventBridge event whose detail comes first",
      `{"detail":${A},"resources":["arn:x"],"eventName":"no"}`,
      "eventBridge",
    ],
    [
      "lookup-events output",
      `{"Events":[{"EventId":"1","EventName":"A","ReadOnly":"false","Resources":[],"CloudTrailEvent":${text(A)}},{"CloudTrailEvent":${text(B)},"Username":"x"}],"NextToken":"t"}`,
      "lookupEvents",
    ],
    ["the texts of lookup-events alone", `[${text(A)},\n${text(B)}]`, "texts"],
    [
      "a CloudWatch Logs subscription message",
      `{"messageType":"DATA_MESSAGE","owner":"111122223333","logGroup":"g","logEvents":[{"id":"1","timestamp":1,"message":${text(A)}},{"id":"2","timestamp":2,"message":${text(B)}}]}`,
      "cloudWatchLogs",
    ],
    [
      "filter-log-events output",
      `{"events":[{"logStreamName":"s","timestamp":1,"message":${text(A)},"eventId":"1"}],"searchedLogStreams":[]}`,
      "cloudWatchLogs",
    ],
    ["lines exported from CloudWatch Logs", `2026-03-02T10:10:00.000Z ${A}\n2026-03-02T10:10:01.000Z ${B}\n`, "lines"],
    ["lines of aws logs tail", `2026-03-02T10:10:00.123000+00:00 111122223333_CloudTrail_eu-west-1 ${A}\n`, "lines"],
    [
      "a log shipper's lines",
      `{"@timestamp":"x","aws":{"cloudtrail":${A}}}\n{"_source":{"aws":{"cloudtrail":${B}}}}`,
      "wrapped",
    ],
  ];
  for (const [name, log, shape] of cases) {
    for (const piece of [1, 7, Number.POSITIVE_INFINITY]) {
      it(`${name}, ${piece} bytes at a time`, () => {
        const read = readLog(log, { piece });
        const expected = [A, B].slice(0, read.records.length);
        deepEqual(read.problems, []);
        deepEqual(read.shape, shape);
        deepEqual(
          read.records.map((span) => recordText(span)),
          expected,
        );
        deepEqual(
          read.textSpans.map(([from, to]) => recordText(log.slice(from, to))),
          expected,
        );
        deepEqual(read.values, readLog(expected.join("\n")).values);
        deepEqual(read.records.length, log.includes('"B"') || log.includes('\\"B\\"') ? 2 : 1);
      });
    }
    it(`${name}, and it is recognised`, () => deepEqual(recogniseText(log).kind, "log"));
  }

  it("a list of texts with one that is not a record, and says so", () => {
    const log = `[${text(A)},"START RequestId: 1",${text("{}")}]`;
    const read = readLog(log);
    deepEqual(
      read.records.map((span) => recordText(span)),
      [A],
    );
    deepEqual(
      read.problems.map(({ start, end, reason }) => [Buffer.from(log).subarray(start, end).toString(), reason]),
      [
        ['"START RequestId: 1"', "notARecord"],
        [text("{}"), "notARecord"],
      ],
    );
  });

  it("subscription messages between which CloudWatch Logs asked whether somebody is there", () => {
    const check =
      '{"messageType":"CONTROL_MESSAGE","owner":"CloudwatchLogs","logGroup":"","logStream":"","subscriptionFilters":[],"logEvents":[{"id":"","timestamp":1510109208016,"message":"CWL CONTROL MESSAGE: Checking health of destination Firehose."}]}';
    const read = readLog(
      `${check}\n{"messageType":"DATA_MESSAGE","logEvents":[{"id":"1","message":${text(A)}}]}\n${check}`,
    );
    deepEqual([read.records.map((span) => recordText(span)), read.problems], [[A], []]);
  });

  it("a record that has a message of its own", () => {
    const own = `{"eventVersion":"1.08","eventName":"A","message":${text(B)}}`;
    deepEqual(readLog(own).records, [own]);
  });

  it("a record that has a detail of its own, which is no record", () => {
    const own = `{"eventVersion":"1.08","eventName":"A","detail":{"x":1},"eventSource":"s3.amazonaws.com"}`;
    const read = readLog(own);
    deepEqual([read.records, read.problems], [[own], []]);
    deepEqual(read.values, [{ eventVersion: "1.08", eventName: "A", eventSource: "s3.amazonaws.com" }]);
  });

  it("details in details, 100,000 deep", () => {
    const log = `${'{"detail":'.repeat(100_000)}${A}${"}".repeat(100_000)}\n${B}`;
    deepEqual(readLog(log).records, [B]);
  });
});

describe("a record's text is read", () => {
  const names = [
    'A "b" \\ / c',
    "tab\tand line\nand \b\f\r",
    "é日🚀",
    "plain",
    "a much longer name than the one behind it",
    "x",
  ];
  const recordOf = (name: string): string => JSON.stringify({ eventVersion: "1.08", eventName: name });
  const ways: [name: string, write: (text: string) => string][] = [
    ["with the escapes that JSON needs", (text) => JSON.stringify(text)],
    ["with escaped slashes", (text) => JSON.stringify(text).replaceAll("/", "\\/")],
    [
      "with a number for each character",
      (text) =>
        `"${[...text].map((c) => (c < "\x7f" ? `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}` : c)).join("")}"`,
    ],
  ];
  for (const [way, write] of ways) {
    it(way, () => {
      const { values, problems } = readLog(`[${names.map((name) => write(recordOf(name))).join(",")}]`);
      deepEqual(
        values.map(({ eventName }) => eventName),
        names,
      );
      deepEqual(problems, []);
    });
  }
});
