import { deepEqual } from "node:assert/strict";
import zlib from "node:zlib";
import { type Recognition, recogniseBytes, recogniseText } from "../../src/core/shapes/recognise";

const record =
  '{"eventVersion":"1.08","userIdentity":{"type":"Root"},"eventName":"A","eventSource":"s3.amazonaws.com"}';
const log = (shape: "records" | "array" | "record"): Recognition => ({ kind: "log", shape });
const other = (what: Extract<Recognition, { kind: "other" }>["what"]): Recognition => ({ kind: "other", what });

describe("a text is recognised as", () => {
  const cases: [name: string, text: string, is: Recognition][] = [
    ["a trail file", `{"Records":[${record}]}`, log("records")],
    ["a trail file with its only record cut", `{"Records":[${record.slice(0, 60)}`, log("records")],
    ["a trail file without records", '{"Records":[]}', log("records")],
    ["a trail file whose first record is broken", `{"Records":[{eventVersion":1},${record}]}`, log("records")],
    [
      "a trail file whose first record is broken behind a known name",
      `{"Records":[{"eventVersion":1.},${record}]}`,
      log("records"),
    ],
    ["an array of records", `[${record}]`, log("array")],
    ["one record, cut", record.slice(0, 50), log("record")],
    ["a record behind a BOM", `\ufeff${record}`, log("record")],
    ["JSON Lines", `${record}\n${record}`, log("record")],
    ["an Insights record", '{"eventVersion":"1.09","insightDetails":{"state":"Start"}}', log("record")],
    ["nothing", " \n", other("empty")],
    ["other JSON", '{"name":"x","version":"1.0.0"}', other("json")],
    ["other JSON, cut", '{"name":"x","list":[1,2', other("json")],
    ["another program's events", '{"eventType":"click","time":1}\n{"eventType":"key","time":2}', other("json")],
    [
      "S3 event notifications",
      '{"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{}}]}',
      other("s3Notification"),
    ],
    [
      "DynamoDB stream records",
      '{"Records":[{"eventID":"1","eventName":"INSERT","eventVersion":"1.0","eventSource":"aws:dynamodb"}]}',
      other("json"),
    ],
    [
      "SQS messages",
      '{"Records":[{"messageId":"x","receiptHandle":"y","body":"{}","eventSource":"aws:sqs"}]}',
      other("sqsMessages"),
    ],
    ["an SNS message about a log file", '{"s3Bucket":"b","s3ObjectKey":["AWSLogs/x"]}', other("snsMessages")],
    ["an IAM policy", '{"Version":"2012-10-17","Statement":[{"Effect":"Allow"}]}', other("iamPolicy")],
    ["a digest file", '{"awsAccountId":"111122223333","digestStartTime":"x","digestS3Object":"y"}', other("digest")],
    [
      "an EventBridge event",
      `{"version":"0","detail-type":"AWS API Call via CloudTrail","detail":${record}}`,
      log("record"),
    ],
    [
      "lookup-events output without a record",
      '{"Events":[{"EventId":"x","CloudTrailEvent":"{}"}]}',
      other("lookupEvents"),
    ],
    ["a subscription message without events", '{"messageType":"DATA_MESSAGE","logEvents":[]}', other("cloudWatchLogs")],
    ["a Lake result", '{"QueryStatus":"FINISHED","QueryResultRows":[]}', other("lakeResult")],
    ["Google's audit log", '[{"protoPayload":{},"logName":"x"}]', other("otherCloud")],
    ["Azure's activity log", '{"records":[],"operationName":"x","resourceId":"y"}', other("otherCloud")],
    [
      "ActionTrail",
      '[{"eventVersion":"1","eventName":"x","eventSource":"ecs.aliyuncs.com","acsRegion":"cn-hangzhou"}]',
      other("alibabaActionTrail"),
    ],
    ["a CSV", "User name,AWS access key,Event time\n", other("text")],
  ];
  for (const [name, text, is] of cases) it(name, () => deepEqual(recogniseText(text), is));

  it("gzip, by its bytes", () => deepEqual(recogniseBytes(zlib.gzipSync(record)), other("gzip")));
  it("binary data", () => deepEqual(recogniseBytes(Uint8Array.from([1, 0, 2, 0, 3])), other("binary")));
});
