import { deepEqual } from "node:assert/strict";
import path from "node:path";
import { type ColumnName, columnNames } from "../../src/core/events/columns";
import { startEngine } from "../../src/engine/client";
import type { Engine } from "../../src/engine/engine";

const guid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

const session = {
  eventVersion: "1.11",
  userIdentity: {
    type: "AssumedRole",
    principalId: "AROAEXAMPLE:alice",
    arn: "arn:aws:sts::111122223333:assumed-role/Deploy/alice",
    accountId: "111122223333",
    accessKeyId: "ASIAIOSFODNN7EXAMPLE",
    userName: "a name",
    invokedBy: "athena.amazonaws.com",
    sessionContext: {
      sessionIssuer: { type: "Role", arn: "arn:aws:iam::111122223333:role/Deploy", userName: "Deploy" },
      sourceIdentity: "alice@corp.example",
    },
  },
  eventTime: "2026-03-02T10:10:00Z",
  eventSource: "sts.amazonaws.com",
  eventName: "AssumeRole",
  awsRegion: "eu-west-1",
  sourceIPAddress: "192.0.2.7",
  userAgent: "aws-cli/2",
  errorCode: "AccessDenied",
  requestParameters: { roleArn: "arn:aws:iam::123456789012:role/Audit" },
  responseElements: { credentials: { accessKeyId: "ASIAI44QH8DHBEXAMPLE" } },
  requestID: "REQUEST7EXAMPLE0",
  eventID: guid(1),
  readOnly: true,
  resources: [{ ARN: "arn:aws:s3:::first" }, { ARN: "arn:aws:s3:::second" }],
  eventType: "AwsApiCall",
  recipientAccountId: "111122223333",
  sharedEventID: guid(2),
  vpcEndpointId: "vpce-0123456789abcdef0",
  eventCategory: "Management",
};
const cognito = {
  eventVersion: "1.08",
  eventSource: "cognito-idp.amazonaws.com",
  eventName: "InitiateAuth",
  requestParameters: { clientId: "1example23456789", userPoolId: "eu-west-1_EXAMPLE" },
  additionalEventData: { sub: guid(3) },
  requestID: guid(4),
};
const aggregated = {
  eventVersion: "1.0",
  accountId: "123456789012",
  eventId: guid(5),
  eventCategory: "Aggregated",
  eventType: "AwsAggregatedEvent",
  awsRegion: "us-west-2",
  eventSource: "s3.amazonaws.com",
  timeWindow: { windowStart: "2026-03-02T10:15:00Z", windowEnd: "2026-03-02T10:20:00Z", windowSize: "PT5M" },
  summary: {
    primaryDimension: {
      dimension: "eventName",
      statistics: [
        { name: "PutObject", value: 1000 },
        { name: "GetObject", value: 20 },
      ],
      aggregationType: "Count",
    },
    details: [{ dimension: "resourceARN", statistics: [{ name: "arn:aws:s3:::b", value: 800 }] }],
  },
};
const insight = {
  eventVersion: "1.09",
  eventTime: "2026-03-02T10:25:00Z",
  eventID: guid(6),
  eventType: "AwsCloudTrailInsight",
  eventCategory: "Insight",
  insightDetails: {
    state: "Start",
    eventSource: "ssm.amazonaws.com",
    eventName: "UpdateInstanceInformation",
    insightType: "ApiCallRateInsight",
  },
};

/** One value of each column, all from the four records above. */
const values: Record<ColumnName, string> = {
  eventSource: "ssm.amazonaws.com",
  eventName: "UpdateInstanceInformation",
  identityType: "AssumedRole",
  identity: "AssumedRole",
  actor: "Deploy/alice",
  arn: "arn:aws:sts::111122223333:assumed-role/Deploy/alice",
  principalId: "AROAEXAMPLE:alice",
  userName: "a name",
  account: "111122223333",
  sessionIssuer: "arn:aws:iam::111122223333:role/Deploy",
  sessionName: "alice",
  sourceIdentity: "alice@corp.example",
  invokedBy: "athena.amazonaws.com",
  accessKeyId: "ASIAIOSFODNN7EXAMPLE",
  issuedAccessKeyId: "ASIAI44QH8DHBEXAMPLE",
  outcome: "denied",
  errorCode: "AccessDenied",
  reason: "AccessDenied",
  awsRegion: "us-west-2",
  sourceIPAddress: "192.0.2.7",
  userAgent: "aws-cli/2",
  eventType: "AwsAggregatedEvent",
  eventCategory: "Management",
  readOnly: "true",
  recipientAccountId: "123456789012",
  sub: guid(3),
  userPool: "eu-west-1_EXAMPLE",
  client: "1example23456789",
  resource: "arn:aws:s3:::second",
  target: "arn:aws:iam::123456789012:role/Audit",
  sharedEventID: guid(2),
  vpcEndpointId: "vpce-0123456789abcdef0",
  requestID: "REQUEST7EXAMPLE0",
  eventID: guid(5),
  summary: "eventName: PutObject 1000, GetObject 20",
};

describe("each column", () => {
  let engine: Engine;
  before(async () => {
    engine = startEngine(path.resolve("dist/engine.js"));
    const log = [session, cognito, aggregated, insight].map((record) => JSON.stringify(record)).join("\n");
    await engine.logs.open({ kind: "bytes", uri: "file:///log.json", bytes: new TextEncoder().encode(log) });
  });
  after(() => engine.dispose());

  for (const column of columnNames) {
    it(`can be filtered, found, grouped and shown: ${column}`, async () => {
      const value = values[column];
      const result = await engine.events.select({ [column]: value });
      const { count } = result;
      deepEqual(count, 1);
      deepEqual((await engine.events.select({ [column]: `${value}x` })).count, 0);
      deepEqual(
        (await engine.events.find(value)).filter((match) => match.column === column),
        [{ column, count: 1 }],
      );
      const [row] = await result.rows(0, 1);
      // if there are several resources, the first is shown and grouped
      const shown = column === "resource" ? "arn:aws:s3:::first" : value;
      deepEqual(row?.[column], shown);
      deepEqual((await engine.events.groups([column], {})).find(({ key }) => key === shown)?.count, 1);
    });
  }

  it("of ids finds GUIDs as well, and what has none", async () => {
    deepEqual(await engine.events.find(guid(4)), [{ column: "requestID", count: 1 }]);
    deepEqual((await engine.events.select({ requestID: "" })).count, 2);
  });

  it("of an aggregated event: its time is the window's start, and it counts as reduced", async () => {
    const result = await engine.events.select({ eventCategory: "Aggregated" });
    const [row] = await result.rows(0, 1);
    deepEqual([row?.eventTime, row?.form, row?.outcome], ["2026-03-02T10:15:00Z", "summary", "unknown"]);
    deepEqual((await engine.coverage.whole()).reduced, 1);
  });

  it("of an Insights event says what was unusual", async () => {
    const result = await engine.events.select({ eventCategory: "Insight" });
    deepEqual((await result.rows(0, 1))[0]?.summary, "ApiCallRateInsight Start");
  });
});
