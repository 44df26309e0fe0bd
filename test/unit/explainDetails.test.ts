import assert from "node:assert/strict";
import { explained, type Json } from "./support/explained";
import { inJapanese } from "./support/language";

/** AWS's table of a record's contents: field, the version that introduced it, what happens when it is too large. */
const contents: readonly (readonly [field: string, since: string, tooLarge?: "cut 1" | "omit 28" | "omit 100"])[] = [
  ["eventVersion", "1.0"],
  ["userIdentity", "1.0"],
  ["eventTime", "1.0"],
  ["eventSource", "1.0"],
  ["eventName", "1.0"],
  ["awsRegion", "1.0"],
  ["sourceIPAddress", "1.0"],
  ["userAgent", "1.0", "cut 1"],
  ["errorCode", "1.0", "cut 1"],
  ["errorMessage", "1.0", "cut 1"],
  ["requestParameters", "1.0", "omit 100"],
  ["responseElements", "1.0", "omit 100"],
  ["additionalEventData", "1.0", "omit 28"],
  ["requestID", "1.01", "cut 1"],
  ["eventID", "1.01"],
  ["eventType", "1.02"],
  ["apiVersion", "1.01"],
  ["managementEvent", "1.06"],
  ["readOnly", "1.01"],
  ["resources", "1.01"],
  ["recipientAccountId", "1.02"],
  ["serviceEventDetails", "1.05", "omit 100"],
  ["sharedEventID", "1.03"],
  ["vpcEndpointId", "1.04"],
  ["vpcEndpointAccountId", "1.09"],
  ["eventCategory", "1.07"],
  ["addendum", "1.08"],
  ["sessionCredentialFromConsole", "1.08"],
  ["edgeDeviceDetails", "1.08", "omit 28"],
  ["tlsDetails", "1.08"],
  ["eventContext", "1.11"],
  ["insightDetails", "1.07"],
  ["annotation", ""],
];

const tooLarge = {
  "cut 1": ["CloudTrail cuts it after 1 KB.", "1 KB を超えた部分は CloudTrail が切ります。"],
  "omit 28": ["CloudTrail leaves it out when it is larger than 28 KB.", "28 KB を超えると CloudTrail が省きます。"],
  "omit 100": ["CloudTrail leaves it out when it is larger than 100 KB.", "100 KB を超えると CloudTrail が省きます。"],
} as const;

describe("since when a field is there, and what becomes of it when it is too large", () => {
  for (const [field, since, limit] of contents) {
    it(`${field}: ${since} ${limit ?? ""}`, () => {
      const { notes = [] } = explained({ [field]: "x" }, field).explanation;
      const said = [limit && tooLarge[limit][0], since && `Since version ${since} of the record's format.`];
      assert.equal(
        notes.filter((note) => /version \d\S* of|CloudTrail (cuts|leaves)/.test(note)).join(),
        said.filter(Boolean).join(" "),
      );
      const japanese = inJapanese(() => explained({ [field]: "x" }, field).explanation.notes?.join() ?? "");
      if (since !== "") assert.ok(japanese.includes(`レコード形式のバージョン ${since} から。`), japanese);
      if (limit) assert.ok(japanese.includes(tooLarge[limit][1]), japanese);
    });
  }

  it("for a text of the maximum length, the note says that its end is probably missing", () => {
    const notes = (text: string) => explained({ userAgent: text }, "userAgent").explanation.notes?.join(" ") ?? "";
    assert.match(notes("a".repeat(1024)), /its end is probably missing/);
    assert.match(notes("あ".repeat(342)), /its end is probably missing/);
    assert.doesNotMatch(notes("a".repeat(1023)), /its end is probably missing/);
  });
});

const session = (more: Json, rest: Json = {}): Json => ({
  userIdentity: {
    type: "AssumedRole",
    arn: "arn:aws:sts::111122223333:assumed-role/R/s",
    ...rest,
    sessionContext: more,
  },
});

const cases: readonly (readonly [name: string, record: Json, key: string, here: string | undefined])[] = [
  [
    "a newer version",
    { eventVersion: "1.12" },
    "eventVersion",
    "Newer than what is explained here: the record can have fields that are not known here.",
  ],
  [
    "a version of another kind",
    { eventVersion: "2.1" },
    "eventVersion",
    "Newer than what is explained here: the record can have fields that are not known here.",
  ],
  ["1.10 is not 1.1", { eventVersion: "1.10" }, "eventVersion", undefined],
  ["an old version", { eventVersion: "1.08" }, "eventVersion", undefined],
  [
    "what was left out",
    { requestParameters: { omitted: true } },
    "omitted",
    "True: what stood here was too large and was left out. The log does not hold it.",
  ],
  [
    "TLS with a key exchange against quantum computers",
    {
      tlsDetails: {
        tlsVersion: "TLSv1.3",
        cipherSuite: "TLS_AES_128_GCM_SHA256",
        clientProvidedHostHeader: "kms.eu-west-1.amazonaws.com",
        keyExchange: "X25519MLKEM768",
      },
    },
    "tlsDetails",
    "TLSv1.3 · TLS_AES_128_GCM_SHA256 · kms.eu-west-1.amazonaws.com. Key exchange X25519MLKEM768: safe against quantum computers as well, as far as is known.",
  ],
  [
    "a hybrid of another curve",
    { tlsDetails: { keyExchange: "SecP256r1MLKEM768" } },
    "keyExchange",
    "SecP256r1MLKEM768: safe against quantum computers as well, as far as is known.",
  ],
  [
    "a usual key exchange",
    { tlsDetails: { keyExchange: "x25519" } },
    "keyExchange",
    "x25519: a usual method, not one made against quantum computers.",
  ],
  [
    "an old TLS",
    { tlsDetails: { tlsVersion: "TLSv1" } },
    "tlsVersion",
    "An old version that AWS no longer accepts at most of its endpoints.",
  ],
  [
    "a correction",
    { addendum: { reason: "UPDATED_DATA", originalEventID: "e-1" } },
    "addendum",
    "A field of an event that was already delivered was missing or wrong: this is the corrected event. It corrects the event e-1.",
  ],
  [
    "a delay",
    { addendum: { reason: "DELIVERY_DELAY" } },
    "addendum",
    "It was delivered late: heavy traffic, or trouble in the network or in CloudTrail.",
  ],
  [
    "an outage",
    { addendum: { reason: "SERVICE_OUTAGE" } },
    "reason",
    "The service could not send its events to CloudTrail for a while.",
  ],
  ["an unknown reason", { addendum: { reason: "constructor" } }, "addendum", undefined],
  [
    "resources by name",
    { resources: [{ ARN: "arn:aws:s3:::b" }, { arn: "arn:aws:s3:::b/k" }] },
    "resources",
    "Bucket b · Object k in bucket b",
  ],
  ["many resources", { resources: ["1", "2", "3", "4"].map((ARN) => ({ ARN })) }, "resources", "1 · 2 · 3 · …"],
  [
    "IMDSv1",
    session({ ec2RoleDelivery: "1.0" }),
    "ec2RoleDelivery",
    "1.0: IMDSv1, which answers any program on the instance without a token.",
  ],
  ["IMDSv2", session({ ec2RoleDelivery: "2.0" }), "ec2RoleDelivery", "2.0: IMDSv2, which asks for a token first."],
  [
    "a session by IMDSv2",
    session({ ec2RoleDelivery: "2.0" }),
    "userIdentity",
    "Role R, session s. The credentials came from the metadata service of an EC2 instance (IMDSv2).",
  ],
  [
    "a session by IMDSv1, with a source identity",
    session({ ec2RoleDelivery: "1.0", sourceIdentity: "alice" }),
    "sessionContext",
    "Role R, session s. The credentials came from the metadata service of an EC2 instance (IMDSv1). Source identity: alice.",
  ],
  [
    "a function's session",
    session({}, { inScopeOf: { sourceArn: "arn:aws:lambda:eu-west-1:111122223333:function:f" } }),
    "userIdentity",
    "Role R, session s. The credentials were issued for: Lambda function f.",
  ],
  [
    "a console session",
    { ...session({}), sessionCredentialFromConsole: "true" },
    "userIdentity",
    "Role R, session s. The credentials came from a console session.",
  ],
  [
    "the mark of a console session",
    { sessionCredentialFromConsole: "true" },
    "sessionCredentialFromConsole",
    "The credentials came from a console session.",
  ],
  [
    "a root session",
    { userIdentity: { type: "Root", accountId: "123456789012", sessionContext: { assumedRoot: "true" } } },
    "userIdentity",
    "A root session (AssumeRoot) in account 123456789012: short, for one task, begun by the organization's management or a delegated administrator.",
  ],
  [
    "the mark of a root session",
    { userIdentity: { type: "Root", sessionContext: { assumedRoot: true } } },
    "assumedRoot",
    "A root session: made with AssumeRoot, for one task.",
  ],
  [
    "an identity pool",
    session({ webIdFederationData: { attributes: { "cognito-identity.amazonaws.com:aud": "eu-west-1:p" } } }),
    "cognito-identity.amazonaws.com:aud",
    "The Cognito identity pool eu-west-1:p.",
  ],
  [
    "an identity, in the other spelling",
    session({ webIdFederationData: { attributes: { "cognito-identity.amazon.com:sub": "eu-west-1:i" } } }),
    "cognito-identity.amazon.com:sub",
    "The identity eu-west-1:i of a Cognito identity pool.",
  ],
  [
    "a denial of another account's call at an endpoint",
    {
      eventType: "AwsVpceEvents",
      errorCode: "VpceAccessDenied",
      vpcEndpointId: "vpce-1",
      userIdentity: { type: "AWSAccount", accountId: "123456789012" },
    },
    "errorCode",
    "The policy of VPC endpoint vpce-1 denied this call. The caller belongs to another account; who it was is not recorded here.",
  ],
  [
    "its message",
    {
      errorCode: "VpceAccessDenied",
      errorMessage: "The request was denied due to a VPC endpoint policy",
      vpcEndpointId: "vpce-1",
    },
    "errorMessage",
    "The policy of VPC endpoint vpce-1 denied this call.",
  ],
];

describe("what a record's details say in it", () => {
  for (const [name, record, key, here] of cases) {
    it(name, () => assert.equal(explained(record, key).explanation.here, here));
  }

  it("both spellings of a type are named", () => {
    const notes = (eventType: string) => explained({ eventType }, "eventType").explanation.notes?.[0];
    assert.equal(notes("AwsVpceEvent"), "AWS spells this type in two ways: AwsVpceEvents, AwsVpceEvent.");
    assert.equal(notes("AwsConsoleSignin"), "AWS spells this type in two ways: AwsConsoleSignIn, AwsConsoleSignin.");
    assert.equal(notes("AwsApiCall"), "Since version 1.02 of the record's format.");
  });

  const keys =
    "CalledVia CalledViaFirst CalledViaLast CurrentTime Ec2InstanceSourcePrivateIPv4 Ec2InstanceSourceVpc EpochTime FederatedProvider MultiFactorAuthAge MultiFactorAuthPresent PrincipalAccount PrincipalArn PrincipalIsAWSService PrincipalOrgID PrincipalOrgPaths PrincipalServiceName PrincipalType Referer RequestedRegion ResourceAccount ResourceOrgID SecureTransport SourceAccount SourceArn SourceIdentity SourceIp SourceVpc SourceVpce TokenIssueTime UserAgent userid username ViaAWSService VpcSourceIp";
  for (const key of keys.split(" ").map((name) => `aws:${name}`)) {
    it(`condition key ${key}`, () => {
      const what = (name: string) =>
        explained({ eventContext: { requestContext: { [name]: "x" } } }, name).explanation.what[0] ?? "";
      assert.notEqual(what(key), what("aws:New"));
      assert.equal(what(key.toLowerCase()), what(key));
    });
  }
});
