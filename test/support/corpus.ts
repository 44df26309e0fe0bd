import fc from "fast-check";
import type { Path } from "../../src/core/events/paths";
import type { ShapeId } from "../../src/core/shapes/shape";

/** Generated records, and every shape that records come in. */

export type Fields = Record<string, unknown>;
type Cell = string | undefined;

/** Texts with everything that some shape needs to quote. */
const text = fc.oneof(
  fc.constantFrom(
    "alice",
    'a "quoted", name',
    "two\nlines",
    "é日🚀",
    "tab\tand \\ backslash",
    "{not=a, struct}",
    "a;b",
  ),
  fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
    .filter((value) => value.trim() === value && value !== "null"),
);
const time = fc
  .integer({ min: Date.UTC(2026, 0, 1) / 1000, max: Date.UTC(2026, 11, 31) / 1000 })
  .map((seconds) => new Date(seconds * 1000).toISOString().replace(".000Z", "Z"));
const account = fc.constantFrom("111122223333", "123456789012");
const plainName = fc.stringMatching(/^[A-Za-z][\w.@-]{0,10}$/);

const identity = fc.oneof(
  fc.record({ type: fc.constant("IAMUser"), principalId: plainName, accountId: account, userName: plainName }),
  fc.record({
    type: fc.constant("AssumedRole"),
    arn: plainName.map((name) => `arn:aws:sts::111122223333:assumed-role/Deploy/${name}`),
    accessKeyId: fc.constant("ASIAIOSFODNN7EXAMPLE"),
    sessionContext: fc.record({
      sessionIssuer: fc.record({
        type: fc.constant("Role"),
        arn: fc.constant("arn:aws:iam::111122223333:role/Deploy"),
      }),
    }),
  }),
  fc.record({ type: fc.constant("AWSService"), invokedBy: fc.constant("s3.amazonaws.com") }),
);

const record: fc.Arbitrary<Fields> = fc
  .record(
    {
      eventVersion: fc.constant("1.11"),
      userIdentity: identity,
      eventTime: time,
      eventSource: fc.constantFrom("s3.amazonaws.com", "cognito-idp.amazonaws.com", "sts.amazonaws.com"),
      eventName: plainName,
      awsRegion: fc.constantFrom("us-east-1", "eu-west-1"),
      sourceIPAddress: fc.ipV4(),
      userAgent: text,
      errorCode: fc.constantFrom("AccessDenied", "NoSuchKey"),
      requestParameters: fc.record({ bucketName: text, userPoolId: fc.constant("eu-west-1_EXAMPLE"), n: fc.double() }),
      additionalEventData: fc.record({ sub: fc.uuid() }),
      requestID: fc.oneof(fc.uuid(), fc.stringMatching(/^[0-9A-Z]{16}$/), plainName),
      eventID: fc.uuid(),
      readOnly: fc.boolean(),
      resources: fc.array(
        fc.record({ ARN: plainName.map((name) => `arn:aws:s3:::${name}`), type: fc.constant("AWS::S3::Bucket") }),
        { minLength: 1, maxLength: 3 },
      ),
      eventType: fc.constant("AwsApiCall"),
      recipientAccountId: account,
      eventCategory: fc.constant("Management"),
    },
    { requiredKeys: ["userIdentity", "eventTime", "eventSource", "eventName", "eventID"] },
  )
  .map((made) => JSON.parse(JSON.stringify(made)) as Fields);
export const corpus = fc.array(record, { minLength: 1, maxLength: 6 });

export const json = (value: unknown): string => JSON.stringify(value);
const csv = (rows: Cell[][], end = "\n"): string =>
  rows
    .map((row) => row.map((cell) => (cell === undefined ? "" : `"${cell.replaceAll('"', '""')}"`)).join(","))
    .join(end);
const field = (name: string, value: string): Fields => ({ field: name, value });

/** Shapes that contain whole records. */
export const whole: [shape: ShapeId, name: string, write: (records: Fields[]) => string][] = [
  ["records", "a trail file", (records) => json({ Records: records })],
  ["records", "a trail file, indented", (records) => JSON.stringify({ Records: records }, null, 2)],
  ["array", "a list", json],
  ["lines", "lines", (records) => [...records, records[0]].map(json).join("\n")],
  ["concatenated", "records one after another", (records) => [...records, records[0]].map(json).join("")],
  [
    "eventBridge",
    "EventBridge's events",
    (records) => records.map((detail) => json({ "detail-type": "x", source: "aws.s3", detail })).join("\n"),
  ],
  [
    "lookupEvents",
    "the answer of lookup-events",
    (records) =>
      json({ Events: records.map((one) => ({ EventId: one["eventID"], CloudTrailEvent: json(one), Username: "x" })) }),
  ],
  ["texts", "the texts of lookup-events", (records) => json(records.map(json))],
  [
    "cloudWatchLogs",
    "a subscription's message",
    (records) =>
      json({
        messageType: "DATA_MESSAGE",
        logEvents: records.map((one) => ({ id: "1", timestamp: 1, message: json(one) })),
      }),
  ],
  [
    "cloudWatchLogs",
    "the answer of filter-log-events",
    (records) =>
      json({ events: records.map((one) => ({ logStreamName: "s", message: json(one) })), searchedLogStreams: [] }),
  ],
  [
    "lines",
    "lines of an export",
    (records) => records.map((one) => `2026-03-02T10:10:00.000Z ${json(one)}\n`).join(""),
  ],
  [
    "lines",
    "lines of aws logs tail",
    (records) => records.map((one) => `2026-03-02T10:10:00.123000+00:00 stream ${json(one)}\n`).join(""),
  ],
  [
    "wrapped",
    "a shipper's lines",
    (records) => records.map((one) => json({ "@timestamp": "x", aws: { cloudtrail: one } })).join("\n"),
  ],
  ["wrapped", "a search's export", (records) => records.map((one) => json({ result: { _raw: json(one) } })).join("\n")],
  [
    "insightsResult",
    "the answer of Logs Insights",
    (records) =>
      json({
        results: records.map((one) => [field("@timestamp", "2026-03-02 10:10:00.000"), field("@message", json(one))]),
        status: "Complete",
      }),
  ],
  [
    "queryCsv",
    "the CSV of Logs Insights",
    (records) =>
      csv([["@timestamp", "@message"], ...records.map((one) => ["2026-03-02 10:10:00.000", json(one)])], "\r\n"),
  ],
  [
    "lakeResult",
    "the answer of CloudTrail Lake",
    (records) =>
      JSON.stringify(
        {
          QueryStatus: "FINISHED",
          QueryResultRows: records.map((one) => [{ eventName: "x" }, { eventJson: json(one) }]),
        },
        null,
        2,
      ),
  ],
  [
    "queryCsv",
    "a result that CloudTrail Lake saved",
    (records) => csv([["eventname", "eventjson"], ...records.map((one) => ["x", json(one)])]),
  ],
];

function struct(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(struct).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const inside = Object.entries(value).map(([key, one]) => `${key.toLowerCase()}=${struct(one)}`);
  return `{${[...inside, "webidfederationdata=null"].join(", ")}}`;
}
const columns = [
  "eventVersion",
  "userIdentity",
  "eventTime",
  "eventSource",
  "eventName",
  "awsRegion",
  "sourceIPAddress",
  "userAgent",
  "errorCode",
  "requestParameters",
  "additionalEventData",
  "requestID",
  "eventID",
  "readOnly",
  "resources",
  "eventType",
  "recipientAccountId",
  "eventCategory",
] as const;
function cell(one: Fields, name: string): Cell {
  const value = one[name];
  if (value === undefined) return undefined;
  if (name === "userIdentity" || name === "resources") return struct(value);
  return typeof value === "object" ? json(value) : String(value);
}
const table = (records: Fields[]): Cell[][] => [
  columns.map((name) => name.toLowerCase()),
  ...records.map((one) => columns.map((name) => cell(one, name))),
];
const data = (row: Cell[]): Fields => ({
  Data: row.map((value) => (value === undefined ? {} : { VarCharValue: value })),
});

const history = (records: Fields[]): string =>
  csv(
    [
      [
        "User name",
        "AWS access key",
        "Event time",
        "Event source",
        "Event name",
        "AWS region",
        "Source IP address",
        "User agent",
        "Error code",
        "Resources",
        "Request ID",
        "Event ID",
        "Read-only",
        "Event type",
        "Recipient Account Id",
        "Event category",
      ],
      ...records.map((one) => {
        const { userName, accessKeyId } = one["userIdentity"] as { userName?: string; accessKeyId?: string };
        const resources = (one["resources"] ?? []) as { ARN: string; type: string }[];
        return [
          userName,
          accessKeyId,
          ...["eventTime", "eventSource", "eventName", "awsRegion", "sourceIPAddress", "userAgent", "errorCode"].map(
            (name) => cell(one, name),
          ),
          json(resources.map(({ ARN, type }) => ({ resourceType: type, resourceName: ARN }))),
          ...["requestID", "eventID", "readOnly", "eventType", "recipientAccountId", "eventCategory"].map((name) =>
            cell(one, name),
          ),
        ];
      }),
    ],
    "\r\n",
  );

/** Shapes that contain columns of records, and which values they cannot carry. */
export const reduced: [
  shape: ShapeId,
  name: string,
  write: (records: Fields[]) => string,
  carries: (path: Path) => boolean,
][] = [
  ["queryCsv", "the CSV of Athena", (records) => csv(table(records)), () => true],
  [
    "athenaResult",
    "the answer of Athena",
    (records) => json({ ResultSet: { Rows: table(records).map(data) } }),
    () => true,
  ],
  [
    "lakeResult",
    "columns of CloudTrail Lake",
    (records) =>
      json({ QueryResultRows: records.map((one) => columns.map((name) => ({ [name]: cell(one, name) ?? null }))) }),
    () => true,
  ],
  [
    "eventHistoryCsv",
    "the CSV of Event history",
    history,
    (path) =>
      path !== "eventVersion" &&
      !path.startsWith("requestParameters") &&
      !path.startsWith("additionalEventData") &&
      (!path.startsWith("userIdentity") || path === "userIdentity.userName" || path === "userIdentity.accessKeyId"),
  ],
];
