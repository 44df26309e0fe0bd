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
    ["a Lake result without rows", '{"QueryStatus":"FINISHED","QueryResultRows":[]}', other("queryResult")],
    ["Google's audit log", '[{"protoPayload":{},"logName":"x"}]', other("otherCloud")],
    ["Azure's activity log", '{"records":[],"operationName":"x","resourceId":"y"}', other("otherCloud")],
    [
      "ActionTrail",
      '[{"eventVersion":"1","eventName":"x","eventSource":"ecs.aliyuncs.com","acsRegion":"cn-hangzhou"}]',
      other("alibabaActionTrail"),
    ],
    ["a CSV of something else", "name,size\na,1\n", other("text")],
    [
      "a query result that only counts",
      '{"ResultSet":{"Rows":[{"Data":[{"VarCharValue":"eventname"},{"VarCharValue":"_col1"}]}]}}',
      other("queryResult"),
    ],
    [
      "a health check of CloudWatch Logs",
      '{"messageType":"CONTROL_MESSAGE","owner":"CloudwatchLogs","logGroup":"","logStream":"","subscriptionFilters":[],"logEvents":[{"id":"","timestamp":1510109208016,"message":"CWL CONTROL MESSAGE: Checking health of destination Firehose."}]}',
      { kind: "log", shape: "cloudWatchLogs" },
    ],
    [
      "the signature of a Lake result",
      '{"version":"1.0","region":"us-east-1","files":[{"fileHashValue":"de85","fileName":"result_1.csv.gz"}],"hashAlgorithm":"SHA-256","hashSignature":"7664","publicKeyFingerprint":"67b9"}',
      other("lakeSignature"),
    ],
    ["a Config snapshot", '{"fileVersion":"1.0","configSnapshotId":"x","configurationItems":[]}', other("awsConfig")],
    [
      "a GuardDuty finding",
      '{"schemaVersion":"2.0","accountId":"111122223333","region":"us-west-2","type":"Recon:EC2/Portscan","service":{},"severity":5}',
      other("guardDuty"),
    ],
    ["Security Hub findings", '{"Findings":[{"SchemaVersion":"2018-10-08"}]}', other("securityHub")],
    [
      "an OCSF event",
      '{"metadata":{"product":{"name":"CloudTrail"}},"class_uid":6003,"api":{"operation":"x"}}',
      other("ocsf"),
    ],
    ["a Parquet file", "PAR1\u0015\u0004", other("parquet")],
    ["a WAF log", '{"timestamp":1,"formatVersion":1,"webaclId":"x","httpRequest":{}}', other("wafLog")],
    [
      "a resolver log",
      '{"version":"1.1","account_id":"111122223333","vpc_id":"vpc-1","query_name":"a.example."}',
      other("dnsLog"),
    ],
    [
      "a VPC flow log",
      "2 123456789012 eni-1235b8ca123456789 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK\n",
      other("vpcFlowLog"),
    ],
    [
      "a VPC flow log with its header",
      "version account-id interface-id srcaddr dstaddr\n2 123456789012 eni-1\n",
      other("vpcFlowLog"),
    ],
    [
      "a log of an Application Load Balancer",
      "https 2018-07-02T22:23:00.186641Z app/my-loadbalancer/50dc6c495c0c9188 192.0.2.10:2817 10.0.0.1:80 0.086\n",
      other("loadBalancerLog"),
    ],
    [
      "a server access log of S3",
      `${"a".repeat(64)} amzn-s3-demo-bucket [06/Feb/2019:00:00:38 +0000] 192.0.2.3 x\n`,
      other("s3AccessLog"),
    ],
    ["a CloudFront log", "#Version: 1.0\n#Fields: date time x-edge-location sc-bytes\n", other("cloudFrontLog")],
    [
      "a received SQS message",
      '{"Messages":[{"MessageId":"x","ReceiptHandle":"y","Body":"{}"}]}',
      other("sqsMessages"),
    ],
    [
      "an SNS notification",
      '{"Type":"Notification","MessageId":"x","TopicArn":"arn:aws:sns:us-east-1:111122223333:t","Message":"{}"}',
      other("snsMessages"),
    ],
    ["lines exported from CloudWatch Logs", `2026-03-02T10:10:00.000Z ${record}\n`, { kind: "log", shape: "lines" }],
  ];
  for (const [name, text, is] of cases) it(name, () => deepEqual(recogniseText(text), is));

  it("gzip, by its bytes", () => deepEqual(recogniseBytes(zlib.gzipSync(record)), other("gzip")));
  it("binary data", () => deepEqual(recogniseBytes(Uint8Array.from([1, 0, 2, 0, 3])), other("binary")));
});
