import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { oneLine } from "../../src/core/explain/oneLine/oneLine";
import { tables } from "../../src/core/explain/oneLine/tables";
import { appUsers } from "./oneLine/appUsers";
import type { Case } from "./oneLine/case";
import { cloudtrail } from "./oneLine/cloudtrail";
import { ec2Instances } from "./oneLine/ec2Instances";
import { ec2Networks } from "./oneLine/ec2Networks";
import { ec2Volumes } from "./oneLine/ec2Volumes";
import { iamOther } from "./oneLine/iamOther";
import { iamPolicies } from "./oneLine/iamPolicies";
import { iamRoles } from "./oneLine/iamRoles";
import { iamUsers } from "./oneLine/iamUsers";
import { identityCenter } from "./oneLine/identityCenter";
import { identityPools } from "./oneLine/identityPools";
import { kms } from "./oneLine/kms";
import { lambda } from "./oneLine/lambda";
import { s3Buckets } from "./oneLine/s3Buckets";
import { s3Objects } from "./oneLine/s3Objects";
import { signIn } from "./oneLine/signIn";
import { signInPages } from "./oneLine/signInPages";
import { sts } from "./oneLine/sts";
import { userPools } from "./oneLine/userPools";
import { inJapanese } from "./support/language";

type Json = { readonly [key: string]: unknown };

const cases: Readonly<Record<string, readonly Case[]>> = {
  "cloudtrail.amazonaws.com": cloudtrail,
  "cognito-identity.amazonaws.com": identityPools,
  "cognito-idp.amazonaws.com": [...appUsers, ...userPools, ...signInPages],
  "ec2.amazonaws.com": [...ec2Instances, ...ec2Networks, ...ec2Volumes],
  "iam.amazonaws.com": [...iamUsers, ...iamRoles, ...iamPolicies, ...iamOther],
  "kms.amazonaws.com": kms,
  "lambda.amazonaws.com": lambda,
  "s3.amazonaws.com": [...s3Buckets, ...s3Objects],
  "signin.amazonaws.com": signIn,
  "sso.amazonaws.com": identityCenter,
  "sts.amazonaws.com": sts,
};

const alice = { type: "IAMUser", userName: "alice", accountId: "111122223333" };
const base = {
  eventVersion: "1.11",
  userIdentity: alice,
  eventTime: "2026-03-02T07:30:05Z",
  eventSource: "s3.amazonaws.com",
  eventName: "DeleteBucket",
  requestParameters: { bucketName: "b" },
  eventType: "AwsApiCall",
};

function said(record: Json): string {
  return oneLine({ ...base, ...record });
}

function recordOf(eventSource: string, [eventName, requestParameters, , , rest]: Case): Json {
  return { eventSource, eventName, requestParameters, ...rest };
}

describe("an event in one sentence", () => {
  for (const [source, list] of Object.entries(cases)) {
    for (const one of list) {
      const [name, , did, tried] = one;
      it(`${source} ${name}: ${did}`, () => {
        const record = recordOf(source, one);
        assert.equal(said(record), `IAM user alice ${did}`);
        if (tried === "") return;
        assert.equal(said({ ...record, errorCode: "AccessDenied" }), `IAM user alice tried to ${tried}: denied`);
      });
    }

    it(`${source}: every row has its case, and Japanese words`, () => {
      const rows = Object.entries(tables[source] ?? {}).flatMap(([name, row]) =>
        "needs" in row ? [name] : row.map(() => name),
      );
      assert.deepEqual(list.map(([name]) => name).sort(), rows.sort());
      inJapanese(() => {
        for (const one of list) {
          assert.match(said(recordOf(source, one)), /^IAM ユーザー alice が.*ました/, one[0]);
          const denied = said({ ...recordOf(source, one), errorCode: "AccessDenied" });
          assert.match(denied, /^IAM ユーザー alice が.*ました.*（拒否）$/, one[0]);
        }
      });
    });
  }

  it("every service with sentences has its cases", () =>
    assert.deepEqual(Object.keys(cases).sort(), Object.keys(tables).sort()));
});

const shared = path.join(__dirname, "../../../../shared/data");

describe("records of public logs", () => {
  it("each has a sentence of one line, and a failure is only tried", function () {
    if (!fs.existsSync(shared)) this.skip();
    const wrong: string[] = [];
    let count = 0;
    for (const record of publicRecords()) {
      count++;
      const sentence = oneLine(record);
      if (sentence === "" || /\{\d\}|undefined|\[object/.test(sentence)) wrong.push(sentence);
      const failed = typeof record["errorCode"] === "string" && record["errorCode"] !== "";
      if (failed && !/ tried to | · /.test(sentence)) wrong.push(sentence);
    }
    assert.deepEqual(wrong, []);
    assert.ok(count > 500, `${count} records`);
  });
});

/** Every object in the smaller files that names an operation. */
function* publicRecords(): Generator<Json> {
  for (const file of fs.readdirSync(shared).filter((name) => name.endsWith(".json"))) {
    const content = fs.readFileSync(path.join(shared, file), "utf8");
    if (content.length > 1_000_000) continue;
    const found: Json[] = [];
    try {
      JSON.parse(content, (_, value: unknown) => {
        if (typeof value === "object" && value !== null && "eventName" in value && "eventSource" in value)
          found.push(value as Json);
        return value;
      });
    } catch {
      continue; // not one JSON value
    }
    yield* found;
  }
}

function table(name: string, rows: readonly (readonly [record: Json, says: string])[]): void {
  describe(name, () => {
    for (const [record, says] of rows) it(says, () => assert.equal(said(record), says));
  });
}

const assumed = (role: string, session: string): Json => ({
  type: "AssumedRole",
  arn: `arn:aws:sts::111122223333:assumed-role/${role}/${session}`,
});

table("who acted, at the beginning of the sentence", [
  [{ userIdentity: assumed("Deploy", "alice") }, "alice (role Deploy) deleted bucket b"],
  [
    { userIdentity: assumed("AWSReservedSSO_Deploy_0123456789abcdef", "alice"), errorCode: "AccessDenied" },
    "alice (permission set Deploy, via IAM Identity Center) tried to delete bucket b: denied",
  ],
  [
    { userIdentity: { type: "IdentityCenterUser", onBehalfOf: { userId: "u-1" } } },
    "u-1 (via IAM Identity Center) deleted bucket b",
  ],
  [{ userIdentity: { type: "AssumedRole" } }, "A role session deleted bucket b"],
  [{ userIdentity: { type: "Root" } }, "The root user deleted bucket b"],
  [
    { userIdentity: { type: "Root", sessionContext: { assumedRoot: "true" } } },
    "A root session (AssumeRoot) deleted bucket b",
  ],
  [{ userIdentity: { type: "AWSService", invokedBy: "lambda.amazonaws.com" } }, "AWS Lambda deleted bucket b"],
  [
    { userIdentity: { ...alice, invokedBy: "cloudformation.amazonaws.com" } },
    "IAM user alice through AWS CloudFormation deleted bucket b",
  ],
  [{ userIdentity: { type: "AWSAccount", accountId: "123456789012" } }, "AWS account 123456789012 deleted bucket b"],
  [{ userIdentity: { type: "IAMUser", userName: "HIDDEN_DUE_TO_SECURITY_REASONS" } }, "An IAM user deleted bucket b"],
  [
    { userIdentity: { type: "FederatedUser", arn: "arn:aws:sts::111122223333:federated-user/carol" } },
    "Federated user carol deleted bucket b",
  ],
  [{ userIdentity: { type: "SAMLUser", userName: "dave" } }, "SAML user dave deleted bucket b"],
  [{ userIdentity: { type: "WebIdentityUser", userName: "erin" } }, "Web identity user erin deleted bucket b"],
  [{ userIdentity: { type: "Directory" } }, "A directory service user deleted bucket b"],
  [{ userIdentity: { type: "Role", userName: "Deploy" } }, "Role Deploy deleted bucket b"],
  [{ userIdentity: { type: "Unknown" } }, "A caller that CloudTrail did not identify deleted bucket b"],
  [{ userIdentity: null }, "A caller without a recorded identity deleted bucket b"],
  [{ userIdentity: { type: "FutureType" } }, "FutureType deleted bucket b"],
  [
    {
      eventSource: "cognito-idp.amazonaws.com",
      eventName: "InitiateAuth",
      userIdentity: { type: "Unknown", principalId: "Anonymous" },
      errorCode: "NotAuthorizedException",
      additionalEventData: { sub: "87a42a58-6051-7076-79e2-fe9208b6ae3c" },
    },
    "An app without AWS credentials tried to sign in as user 87a42a58-6051-7076-79e2-fe9208b6ae3c: failed (NotAuthorizedException)",
  ],
]);

table("how it ended", [
  [{ errorCode: "BucketNotEmpty" }, "IAM user alice tried to delete bucket b: failed (BucketNotEmpty)"],
  [{ errorCode: "" }, "IAM user alice deleted bucket b"],
  [
    {
      eventSource: "signin.amazonaws.com",
      eventName: "ConsoleLogin",
      eventType: "AwsConsoleSignIn",
      requestParameters: null,
      responseElements: { ConsoleLogin: "Failure" },
      errorMessage: "Failed authentication",
      additionalEventData: { MFAUsed: "Yes" },
    },
    "IAM user alice tried to sign in to the AWS Management Console: failed (Failed authentication)",
  ],
  [
    {
      eventSource: "signin.amazonaws.com",
      eventName: "ConsoleLogin",
      userIdentity: assumed("Deploy", "alice"),
      responseElements: { ConsoleLogin: "Success" },
      additionalEventData: { MFAUsed: "No" },
    },
    "alice (role Deploy) signed in to the AWS Management Console",
  ],
  [
    {
      eventSource: "ec2.amazonaws.com",
      eventName: "TerminateInstances",
      errorCode: "Client.DryRunOperation",
      requestParameters: { instancesSet: { items: [{ instanceId: "i-1" }] } },
    },
    "IAM user alice tried to terminate EC2 instance i-1: a dry run, which would have been allowed",
  ],
  [
    {
      eventType: "AwsVpceEvents",
      eventCategory: "NetworkActivity",
      userIdentity: { type: "AWSAccount", accountId: "123456789012" },
      errorCode: "VpceAccessDenied",
      errorMessage: "The request was denied due to a VPC endpoint policy",
      vpcEndpointId: "vpce-0123456789abcdef0",
      eventName: "ListBuckets",
      requestParameters: undefined,
    },
    "AWS account 123456789012 tried to list the buckets: denied by the policy of VPC endpoint vpce-0123456789abcdef0",
  ],
]);

table("what there is no sentence for is told as plain facts", [
  [{ requestParameters: {} }, "IAM user alice called DeleteBucket of Amazon S3"],
  [
    { requestParameters: { bucketName: "HIDDEN_DUE_TO_SECURITY_REASONS" } },
    "IAM user alice called DeleteBucket of Amazon S3",
  ],
  [
    { requestParameters: {}, errorCode: "AccessDenied" },
    "IAM user alice tried to call DeleteBucket of Amazon S3: denied",
  ],
  [
    { eventSource: "secretsmanager.amazonaws.com", eventName: "GetSecretValue", requestParameters: { secretId: "db" } },
    "IAM user alice called GetSecretValue of AWS Secrets Manager on db",
  ],
  [
    {
      eventSource: "dynamodb.amazonaws.com",
      eventName: "GetItem",
      errorCode: "AccessDenied",
      resources: [{ ARN: "arn:aws:dynamodb:eu-west-1:111122223333:table/t" }],
    },
    "IAM user alice tried to call GetItem of Amazon DynamoDB on DynamoDB table t: denied",
  ],
  [
    { eventSource: "new.amazonaws.com", eventName: "constructor" },
    "IAM user alice called constructor of new.amazonaws.com",
  ],
  [{ eventName: "constructor" }, "IAM user alice called constructor of Amazon S3"],
  [
    { eventSource: "health.amazonaws.com", eventName: "SomeEvent", eventType: "AwsServiceEvent", userIdentity: {} },
    "AWS Health · SomeEvent",
  ],
  [{ eventName: undefined }, "IAM user alice · No operation recorded · Amazon S3"],
  [
    { eventName: 7, eventSource: {}, userIdentity: [], requestParameters: "x" },
    "A caller without a recorded identity · No operation recorded",
  ],
  [
    {
      eventName: "DeleteFunction20150331",
      eventSource: "lambda.amazonaws.com",
      requestParameters: { functionName: "resize" },
    },
    "IAM user alice deleted Lambda function resize",
  ],
]);

const insight = (
  more: Json,
  type = "ApiCallRateInsight",
  names = ["arn:aws:sts::111122223333:assumed-role/X"],
): Json => ({
  eventName: undefined,
  eventSource: undefined,
  userIdentity: undefined,
  eventCategory: "Insight",
  insightDetails: {
    eventSource: "ssm.amazonaws.com",
    eventName: "UpdateInstanceInformation",
    insightType: type,
    errorCode: type === "ApiErrorRateInsight" ? "AccessDenied" : undefined,
    insightContext: {
      statistics: { baseline: { average: 0.2 }, insight: { average: 3.1 }, insightDuration: 5, ...more },
      attributions: [{ attribute: "userIdentityArn", insight: names.map((value) => ({ value, average: 1 })) }],
    },
  },
});

table("events about many calls", [
  [
    insight({}),
    "UpdateInstanceInformation of AWS Systems Manager: 3.1 calls a minute instead of 0.2, for 5 minutes, by role X",
  ],
  [
    insight({ insight: { average: 1 }, insightDuration: undefined }, "ApiErrorRateInsight", ["null"]),
    "UpdateInstanceInformation of AWS Systems Manager: 1 error a minute (AccessDenied) instead of 0.2",
  ],
  [
    insight({ baseline: { average: 0.0000882145 } }, "ApiCallRateInsight", ["a", "b"]),
    "UpdateInstanceInformation of AWS Systems Manager: 3.1 calls a minute instead of 0.0000882, for 5 minutes, by a and others",
  ],
  [
    {
      eventCategory: "Aggregated",
      eventName: undefined,
      timeWindow: { windowSize: "PT5M" },
      summary: {
        primaryDimension: {
          dimension: "eventName",
          statistics: [
            { name: "PutObject", value: 1000 },
            { name: "GetObject", value: 20 },
          ],
        },
      },
    },
    "Amazon S3 · Within 5 minutes: PutObject 1,000 · GetObject 20",
  ],
]);
