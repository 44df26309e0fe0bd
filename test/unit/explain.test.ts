import assert from "node:assert/strict";
import { explainAt } from "../../src/core/explain/record";
import { timeText } from "../../src/ui/times";

type Json = { [key: string]: unknown };

const options = { now: Date.parse("2023-07-20T21:33:41Z"), timeZone: "Asia/Tokyo", timeText };
const base: Json = {
  eventVersion: "1.11",
  eventTime: "2023-07-19T21:33:41Z",
  eventSource: "s3.amazonaws.com",
  eventName: "GetObject",
  eventType: "AwsApiCall",
  recipientAccountId: "111122223333",
};
const session: Json = {
  type: "AssumedRole",
  principalId: "AROACKCEVSQ6C2EXAMPLE:alice",
  arn: "arn:aws:sts::111122223333:assumed-role/Deploy/alice",
  accountId: "111122223333",
  accessKeyId: "ASIAIOSFODNN7EXAMPLE",
  sessionContext: {
    sessionIssuer: { type: "Role", userName: "Deploy" },
    attributes: { creationDate: "2023-07-19T21:21:41Z", mfaAuthenticated: "false" },
  },
};

/** The explanation of the last key with this name in the record. */
function at(record: Json, key: string) {
  const text = JSON.stringify({ ...base, ...record });
  const found = explainAt(text, text.lastIndexOf(`"${key}":`) + 1, options);
  assert.ok(found, key);
  return found.explanation;
}

function table(name: string, cases: readonly (readonly [record: Json, key: string, here: string | undefined])[]): void {
  describe(name, () => {
    for (const [record, key, here] of cases) {
      it(`${JSON.stringify(record).slice(0, 100)} ${key}`, () => assert.equal(at(record, key).here, here));
    }
  });
}

table("who acted", [
  [
    { userIdentity: session },
    "userIdentity",
    "Role Deploy, session alice. Signed with temporary credentials. Credentials issued 12 minutes earlier.",
  ],
  [
    {
      userIdentity: {
        type: "AssumedRole",
        arn: "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/bob",
      },
    },
    "userIdentity",
    "IAM Identity Center user bob, with the permission set Admin.",
  ],
  [
    {
      userIdentity: {
        type: "IAMUser",
        userName: "Alice",
        accountId: "111122223333",
        accessKeyId: "AKIAIOSFODNN7EXAMPLE",
      },
    },
    "userIdentity",
    "IAM user Alice of account 111122223333. Signed with a long-term access key.",
  ],
  [
    {
      userIdentity: {
        type: "IAMUser",
        userName: "Alice",
        accountId: "111122223333",
        invokedBy: "cloudformation.amazonaws.com",
      },
    },
    "userIdentity",
    "IAM user Alice of account 111122223333. The call itself was made by AWS CloudFormation.",
  ],
  [
    { userIdentity: { type: "Root", accountId: "111122223333" } },
    "userIdentity",
    "The root user of account 111122223333.",
  ],
  [
    { userIdentity: { type: "AWSService", invokedBy: "lambda.amazonaws.com" } },
    "userIdentity",
    "The AWS service AWS Lambda.",
  ],
  [
    { userIdentity: { type: "AWSAccount", accountId: "123456789012" } },
    "userIdentity",
    "The call came from account 123456789012, not the one this record was delivered to.",
  ],
  [{ userIdentity: { type: "AWSAccount" } }, "userIdentity", "Another AWS account called; which one is not recorded."],
  [
    { userIdentity: { type: "IdentityCenterUser", onBehalfOf: { userId: "u-1" } } },
    "userIdentity",
    "For the IAM Identity Center user with the ID u-1.",
  ],
  [
    {
      userIdentity: {
        type: "FederatedUser",
        arn: "arn:aws:sts::111122223333:federated-user/carol",
        sessionContext: { sessionIssuer: { type: "IAMUser", userName: "Alice" } },
      },
    },
    "userIdentity",
    "Federated user carol, with credentials of IAM user Alice.",
  ],
  [{ userIdentity: { type: "Role", userName: "Deploy" } }, "userIdentity", "The role Deploy itself."],
  [
    { userIdentity: { type: "SAMLUser", userName: "dave", identityProvider: "idp" } },
    "userIdentity",
    "User dave of the SAML provider idp.",
  ],
  [
    { userIdentity: { type: "WebIdentityUser", userName: "erin", identityProvider: "graph.example" } },
    "userIdentity",
    "User erin of the identity provider graph.example.",
  ],
  [{ userIdentity: { type: "Directory" } }, "userIdentity", "A user of a directory service."],
  [{ userIdentity: { type: "Unknown" } }, "userIdentity", "CloudTrail could not tell who called."],
  [
    { userIdentity: {} },
    "userIdentity",
    "No kind of identity is recorded: usual for events that a service makes itself.",
  ],
  [{ userIdentity: null }, "userIdentity", "No identity is recorded for this event."],
  [{ userIdentity: { type: "FutureType" } }, "userIdentity", undefined],
  [
    {
      eventSource: "cognito-idp.amazonaws.com",
      userIdentity: { type: "Unknown" },
      errorCode: "NotAuthorizedException",
      additionalEventData: { sub: "s-1" },
    },
    "userIdentity",
    "The app called without AWS credentials, so no caller is recorded. It was an attempt for the user with the sub s-1; who made it is not recorded.",
  ],
  [
    { eventSource: "cognito-idp.amazonaws.com", userIdentity: { accountId: "111122223333" } },
    "userIdentity",
    "A sign-in page or token request: only the account that owns the user pool is recorded.",
  ],
  [{ userIdentity: session }, "mfaAuthenticated", "The credentials were issued without a check of MFA by AWS."],
]);

table("times", [
  [{}, "eventTime", "2023-07-19 21:33:41 UTC · 2023-07-20 06:33:41 +09:00 (Asia/Tokyo) · 24 hours ago"],
  [
    { userIdentity: session },
    "creationDate",
    "2023-07-19 21:21:41 UTC · 2023-07-20 06:21:41 +09:00 (Asia/Tokyo) · 24 hours ago · 12 minutes before this event",
  ],
  [
    { userIdentity: { sessionContext: { attributes: { creationDate: "20230719T212141Z" } } } },
    "creationDate",
    "2023-07-19 21:21:41 UTC · 2023-07-20 06:21:41 +09:00 (Asia/Tokyo) · 24 hours ago · 12 minutes before this event",
  ],
  [
    { responseElements: { credentials: { expiration: "Jul 19, 2023 9:25:09 PM" } } },
    "expiration",
    "2023-07-19 21:25:09 UTC · 2023-07-20 06:25:09 +09:00 (Asia/Tokyo) · 24 hours ago · 8 minutes before this event",
  ],
  [
    { responseElements: { credentials: { expiration: "Jul 20, 2023, 12:00:00 AM" } } },
    "expiration",
    "2023-07-20 00:00:00 UTC · 2023-07-20 09:00:00 +09:00 (Asia/Tokyo) · 21 hours ago · 2 hours after this event",
  ],
  [
    { responseElements: { createDate: 1689802421 } },
    "createDate",
    "2023-07-19 21:33:41 UTC · 2023-07-20 06:33:41 +09:00 (Asia/Tokyo) · 24 hours ago · the same second as this event",
  ],
  [
    { responseElements: { creationTime: 1689802421000 } },
    "creationTime",
    "2023-07-19 21:33:41 UTC · 2023-07-20 06:33:41 +09:00 (Asia/Tokyo) · 24 hours ago · the same second as this event",
  ],
  [{ responseElements: { count: 1689802421 } }, "count", undefined],
  [{ eventTime: "2023-13-45T99:00:00Z" }, "eventTime", undefined],
]);

table("values by their form", [
  [{ requestParameters: { x: "arn:aws:s3:::bucket/a/b.txt" } }, "x", "Object a/b.txt in bucket bucket"],
  [{ requestParameters: { x: "arn:aws-cn:s3:::bucket" } }, "x", "Bucket bucket · AWS in China"],
  [
    { requestParameters: { x: "arn:aws:iam::aws:policy/AdministratorAccess" } },
    "x",
    "IAM policy AdministratorAccess · made and kept by AWS",
  ],
  [
    { requestParameters: { x: "arn:aws:lambda:eu-west-1:123456789012:function:f" } },
    "x",
    "Lambda function f · account 123456789012 · Region eu-west-1 (Ireland)",
  ],
  [
    { requestParameters: { x: "arn:aws:foo:eu-west-1:111122223333:bar/baz" } },
    "x",
    "bar/baz · service foo · account 111122223333 (this record's own) · Region eu-west-1 (Ireland)",
  ],
  [
    { requestParameters: { ownerId: "123456789012" } },
    "ownerId",
    "Account 123456789012: neither the caller's nor the one this record was delivered to.",
  ],
  [{ requestParameters: { x: "us-west-2" } }, "x", "Region us-west-2 (Oregon)."],
  [
    { requestParameters: { x: "AROACKCEVSQ6C2EXAMPLE:alice" } },
    "x",
    "The ID of a role (AROA…). The session name follows the colon: alice.",
  ],
  [
    { requestParameters: { x: "HIDDEN_DUE_TO_SECURITY_REASONS" } },
    "x",
    "AWS left this value out before recording the event. It cannot be recovered from the log.",
  ],
  [
    { responseElements: { password: "****" } },
    "password",
    "The service masked this value: something was there, and the log does not say what. Its length means nothing.",
  ],
  [
    { requestParameters: { x: "<sensitiveDataRemoved>" } },
    "x",
    "The service masked this value: something was there, and the log does not say what. Its length means nothing.",
  ],
  [{ requestParameters: null }, "requestParameters", "null: CloudTrail recorded no parameters for this event."],
  [
    { responseElements: null },
    "responseElements",
    "null: usual for calls that only read and for calls without an answer. It is not a sign of a failure.",
  ],
  [
    { responseElements: null, errorCode: "AccessDenied" },
    "responseElements",
    "null: no answer is recorded for this failed call.",
  ],
  [{ requestParameters: { bucketName: "b" } }, "requestParameters", "What was sent to GetObject of Amazon S3."],
  [{ requestParameters: { durationSeconds: 3600 } }, "durationSeconds", "60 minutes."],
]);

const prefixes = "ABIA ACCA AGPA AIDA AIPA AKIA ANPA ANVA APKA AROA ASCA ASIA".split(" ");
table(
  "prefixes of identifiers",
  [["A3TXEXAMPLEEXAMPLE12", "An identifier in an old form (A3T…); AWS does not document its prefix."] as const].map(
    ([id, here]) => [{ userIdentity: { principalId: id } }, "principalId", here] as const,
  ),
);
describe("every prefix of identifiers", () => {
  for (const prefix of prefixes) {
    it(prefix, () =>
      assert.match(
        at({ userIdentity: { principalId: `${prefix}CKCEVSQ6C2EXAMPLE` } }, "principalId").here ?? "",
        new RegExp(`\\(${prefix}…\\)`),
      ),
    );
  }
});

table("addresses", [
  [
    { sourceIPAddress: "10.1.2.3" },
    "sourceIPAddress",
    "A private address: the call came from inside a network, for example through a VPC endpoint.",
  ],
  [{ sourceIPAddress: "127.0.0.1" }, "sourceIPAddress", "The caller's own machine (loopback)."],
  [
    { sourceIPAddress: "203.0.113.9" },
    "sourceIPAddress",
    "An address reserved for examples in documentation: no real request comes from it.",
  ],
  [
    { sourceIPAddress: "2001:db8::1" },
    "sourceIPAddress",
    "An address reserved for examples in documentation: no real request comes from it.",
  ],
  [
    { sourceIPAddress: "2600:1f18::1" },
    "sourceIPAddress",
    "A public IPv6 address. It is the last hop that AWS saw: a proxy, a VPN or a company's gateway may be in front of it.",
  ],
  [
    { sourceIPAddress: "AWS Internal" },
    "sourceIPAddress",
    "The request came from inside AWS; no address is recorded for it.",
  ],
  [
    { sourceIPAddress: "AWS Internal/3" },
    "sourceIPAddress",
    "The request came from inside AWS; no address is recorded for it.",
  ],
  [
    { sourceIPAddress: "secretsmanager.amazonaws.com" },
    "sourceIPAddress",
    "The AWS service AWS Secrets Manager made the request; no address is recorded for it.",
  ],
  [{ sourceIPAddress: "999.1.1.1" }, "sourceIPAddress", undefined],
]);

table("kinds of events", [
  [{ eventType: "AwsConsoleSignin" }, "eventType", "A sign-in to the AWS Management Console, or an attempt at one."],
  [{ eventType: "AwsVpceEvent" }, "eventType", "A call through a VPC endpoint (network activity event)."],
  [{ eventType: "NewType" }, "eventType", undefined],
  [
    { eventCategory: "Data" },
    "eventCategory",
    "A data event: something was done in or with a resource. Trails record these only when set up to.",
  ],
  [
    { addendum: { reason: "UPDATED_DATA" } },
    "reason",
    "A field of an event that was already delivered was missing or wrong: this is the corrected event.",
  ],
  [
    { tlsDetails: { keyExchange: "X25519MLKEM768" } },
    "keyExchange",
    "X25519MLKEM768: safe against quantum computers as well, as far as is known.",
  ],
]);

const notFound = "What was asked for does not exist, or not here.";
table("errors", [
  [
    { errorCode: "Client.DryRunOperation" },
    "errorCode",
    "A dry run: the call would have been allowed, and nothing was done. “Client.”: the cause lies in the request.",
  ],
  [
    { errorCode: "Server.InsufficientInstanceCapacity" },
    "errorCode",
    "AWS had no free capacity of this instance type there at that moment. “Server.”: the cause lies with AWS.",
  ],
  [
    { errorCode: "KMS.AccessDeniedException" },
    "errorCode",
    "The caller had no permission for this call, or something denied it.",
  ],
  [
    { errorCode: "Client.InvalidInstanceID.NotFound" },
    "errorCode",
    `${notFound} “Client.”: the cause lies in the request.`,
  ],
  [{ errorCode: "NoSuchEntityException" }, "errorCode", notFound],
  [{ errorCode: "" }, "errorCode", "Empty: the call did not fail."],
  [{ errorCode: "Whatever" }, "errorCode", undefined],
  [
    {
      errorCode: "AccessDenied",
      errorMessage:
        "User: arn:aws:sts::111122223333:assumed-role/Deploy/alice is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/k because no identity-based policy allows the s3:GetObject action",
    },
    "errorMessage",
    "Role Deploy, session alice was refused s3:GetObject on arn:aws:s3:::b/k: no identity-based policy allows it. Other policies may refuse it too; AWS names only one reason.",
  ],
  [
    {
      errorCode: "AccessDenied",
      errorMessage:
        "User: arn:aws:iam::111122223333:user/Alice is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/k with an explicit deny in a service control policy",
    },
    "errorMessage",
    "A service control policy explicitly denies this. Adding an Allow will not help; its owner must change it.",
  ],
  [
    { errorCode: "AccessDenied", errorMessage: "Access Denied" },
    "errorMessage",
    "AWS gives no reason here. Possible: no permission, the other side's policy, or the resource does not exist. Not shown which.",
  ],
  [
    { errorCode: "VpceAccessDenied", errorMessage: "The request was denied due to a VPC endpoint policy" },
    "errorMessage",
    "The policy of the VPC endpoint denied this call.",
  ],
  [
    { eventName: "ConsoleLogin", errorMessage: "No username found in supplied account" },
    "errorMessage",
    "Nobody with the name that was typed exists in this account.",
  ],
]);

describe("error codes that are known by name", () => {
  const codes =
    "AccessDenied AccessDeniedException Client.UnauthorizedOperation UnauthorizedOperation VpceAccessDenied AuthorizationError KMS.AccessDeniedException MissingAuthenticationToken InvalidClientTokenId UnrecognizedClientException SignatureDoesNotMatch ExpiredToken ExpiredTokenException RequestExpired OptInRequired DryRunOperation Throttling ThrottlingException TooManyRequestsException RequestLimitExceeded Client.RequestLimitExceeded SlowDown ProvisionedThroughputExceededException NoSuchEntity NoSuchEntityException NoSuchBucket NoSuchKey NoSuchBucketPolicy NoSuchPublicAccessBlockConfiguration NoSuchTagSet NoSuchLifecycleConfiguration NoSuchCORSConfiguration NoSuchWebsiteConfiguration ObjectLockConfigurationNotFoundError ReplicationConfigurationNotFoundError ServerSideEncryptionConfigurationNotFoundError ResourceNotFoundException TrailNotFoundException UserNotFoundException LimitExceeded LimitExceededException Client.VcpuLimitExceeded Client.InstanceLimitExceeded BucketNotEmpty BucketAlreadyExists DeleteConflict EntityAlreadyExists EntityTemporarilyUnmodifiableException InvalidParameterValue InvalidParameterValueException ValidationException ValidationError MalformedPolicyDocument MalformedPolicyDocumentException InternalError Server.InsufficientInstanceCapacity";
  for (const errorCode of codes.split(" ")) {
    it(errorCode, () => assert.ok(at({ errorCode }, "errorCode").here));
  }
});

describe("the place in a record", () => {
  const text = '{ "eventName": "A", "requestParameters": {"list": [1, {"b": "x"}]}, "e\\u0041": true }';
  const cases: [offset: number, token: string | undefined][] = [
    [0, undefined],
    [2, '"eventName"'],
    [text.indexOf('"A"'), '"A"'],
    [text.indexOf('"A"') + 3, undefined],
    [text.indexOf("1,"), "1"],
    [text.indexOf('"b"'), '"b"'],
    [text.indexOf('"e\\u'), '"e\\u0041"'],
    [text.indexOf("true") + 3, "true"],
    [text.length, undefined],
    [-5, undefined],
  ];
  for (const [offset, token] of cases) {
    it(`${offset} is ${token}`, () => {
      const found = explainAt(text, offset, options);
      assert.equal(found && text.slice(found.start, found.end), token);
    });
  }

  it("a text that is no record has none", () => {
    for (const broken of ["", "[]", "{", '{"a":', '"eventName"', '{"a":1}}', "This record could not be read."]) {
      for (let offset = 0; offset <= broken.length; offset++)
        assert.equal(explainAt(broken, offset, options), undefined);
    }
  });
});

describe("hostile records", () => {
  it("nesting of 200,000 levels costs only time", () => {
    const text = `{"requestParameters":${'{"a":'.repeat(200_000)}"x"${"}".repeat(200_000)}}`;
    const found = explainAt(text, text.indexOf('"x"'), options);
    assert.equal(found?.explanation.what[0], "Part of the request the call to the service.");
  });

  it("a text of 1 MB is crossed and cut", () => {
    const long = "a".repeat(1024 * 1024);
    for (const [record, key] of [
      [{ userAgent: `${long}/1` }, "userAgent"],
      [{ userIdentity: { type: "IAMUser", userName: long } }, "userIdentity"],
      [{ userIdentity: { principalId: `AROACKCEVSQ6C2EXAMPLE:${long}` } }, "principalId"],
      [{ errorMessage: `User: ${long} is not authorized to perform: ${long}` }, "errorMessage"],
      [{ eventName: long }, "eventName"],
      [{ eventSource: long }, "eventSource"],
      [{ requestParameters: { [long]: "x" } }, long],
    ] as const) {
      const explanation = at(record, key);
      const all = [explanation.here ?? "", ...explanation.what, ...(explanation.notes ?? [])];
      for (const said of all) assert.ok(said.length < 1000, `${key.slice(0, 20)}: ${said.length}`);
    }
  });

  it("names from the log get into no address", () => {
    for (const eventName of ["../../x", "A)](http://evil.example)", "A b", "ａ", "x".repeat(500)]) {
      const { links } = at({ eventName, requestParameters: { a: 1 } }, "requestParameters");
      for (const { url } of links) assert.match(url, /^https:\/\/docs\.aws\.amazon\.com\/[\w./#-]+$/);
    }
  });

  it("no explanation ever says “undefined”", () => {
    const odd = [undefined, null, 1, true, "", [], {}, [[]], { a: null }];
    for (const value of odd) {
      for (const key of [
        "userIdentity",
        "eventTime",
        "eventName",
        "eventSource",
        "errorCode",
        "requestParameters",
        "resources",
      ]) {
        const text = JSON.stringify({ ...base, [key]: value });
        for (let offset = 0; offset < text.length; offset += 3) {
          const found = explainAt(text, offset, options);
          assert.doesNotMatch(JSON.stringify(found?.explanation ?? ""), /undefined|\[object|NaN/, text);
        }
      }
    }
  });
});

table("numbers of events about many calls", [
  [
    {
      insightDetails: {
        insightType: "ApiCallRateInsight",
        insightContext: {
          statistics: { baseline: { average: 0.2 }, insight: { average: 3.1 }, insightDuration: 5 },
          attributions: [
            {
              attribute: "userIdentityArn",
              insight: [{ value: "arn:aws:sts::111122223333:assumed-role/X/s", average: 3 }],
            },
          ],
        },
      },
    },
    "insightContext",
    "3.1 calls a minute instead of 0.2, for 5 minutes, by role X, session s.",
  ],
  [{ insightDetails: { state: "Start" } }, "insightDetails", undefined],
  [
    {
      timeWindow: { windowSize: "PT5M" },
      summary: { primaryDimension: { dimension: "eventName", statistics: [{ name: "PutObject", value: 1000 }] } },
    },
    "summary",
    "Within 5 minutes: PutObject 1,000",
  ],
  [
    {
      summary: {
        details: [
          { dimension: "resourceARN", statistics: [1, 2, 3, 4].map((n) => ({ name: `arn:aws:s3:::b${n}`, value: n })) },
        ],
      },
    },
    "statistics",
    "Bucket b1 1 · Bucket b2 2 · Bucket b3 3 · …",
  ],
  [
    {
      summary: {
        primaryDimension: { statistics: [1, 2, 3, 4].map((n) => ({ name: `arn:aws:s3:::b${n}`, value: n })) },
      },
    },
    "primaryDimension",
    "Bucket b1 1 · Bucket b2 2 · Bucket b3 3 · …",
  ],
]);
