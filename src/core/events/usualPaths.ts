/**
 * The places of a record that the scanners read, in CloudTrail's usual order; {@link paths} adds those that only a
 * column names. `[]` means each element of an array, `[0]` the first, `{}` each key of an object. Fields:
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */

/** Texts of one dictionary share their IDs, so that an issued access key and a used one can be compared as numbers. */
export const dictionaryNames = [
  "version",
  "identityType",
  "principal",
  "arn",
  "account",
  "key",
  "name",
  "service",
  "source",
  "operation",
  "region",
  "address",
  "agent",
  "error",
  "message",
  "target",
  "pool",
  "client",
  "sub",
  "word",
  "summed",
  "shared",
  "endpoint",
  "oddTime",
  "oddId",
] as const;
export type DictionaryName = (typeof dictionaryNames)[number];

export interface PathRow {
  readonly path: string;
  readonly dictionary: DictionaryName;
  /**
   * Other places of the same value: spellings with other case that occur in real logs. If a record has several, the
   * last one counts.
   */
  readonly also?: readonly string[];
  /**
   * How the value is read: as a text of its dictionary, a time, or an ID of 16 bytes (unusual spellings go to the
   * dictionary).
   */
  readonly as?: "time" | "guid";
  /**
   * Longer texts (in bytes) are stored only as {@link LONG_TEXT}: every one is different, and nobody groups by them.
   */
  readonly limit?: number;
}

/**
 * Stored in a dictionary for texts over their path's limit. No record can contain it, because JSON does not allow NUL.
 */
export const LONG_TEXT = "\0long";

export const usualPaths = [
  { path: "eventVersion", dictionary: "version" },
  { path: "userIdentity.type", dictionary: "identityType" },
  { path: "userIdentity.principalId", dictionary: "principal", also: ["userIdentity.principalid"] },
  { path: "userIdentity.arn", dictionary: "arn" },
  { path: "userIdentity.accountId", dictionary: "account", also: ["userIdentity.accountid"] },
  { path: "userIdentity.accessKeyId", dictionary: "key", also: ["userIdentity.accesskeyid"] },
  { path: "userIdentity.userName", dictionary: "name" },
  {
    path: "userIdentity.sessionContext.sessionIssuer.type",
    dictionary: "identityType",
    also: ["userIdentity.sessioncontext.sessionissuer.type"],
  },
  {
    path: "userIdentity.sessionContext.sessionIssuer.arn",
    dictionary: "arn",
    also: ["userIdentity.sessioncontext.sessionissuer.arn"],
  },
  {
    path: "userIdentity.sessionContext.sessionIssuer.userName",
    dictionary: "name",
    also: ["userIdentity.sessioncontext.sessionissuer.username"],
  },
  { path: "userIdentity.sessionContext.sourceIdentity", dictionary: "name" },
  { path: "userIdentity.invokedBy", dictionary: "service" },
  { path: "userIdentity.identityProvider", dictionary: "name" },
  { path: "userIdentity.onBehalfOf.userId", dictionary: "name" },
  // an aggregated event has a time window instead
  { path: "eventTime", dictionary: "oddTime", as: "time", also: ["timeWindow.windowStart"] },
  { path: "eventSource", dictionary: "source" },
  { path: "eventName", dictionary: "operation" },
  { path: "awsRegion", dictionary: "region" },
  { path: "sourceIPAddress", dictionary: "address" },
  { path: "userAgent", dictionary: "agent" },
  { path: "errorCode", dictionary: "error" },
  { path: "errorMessage", dictionary: "message", limit: 80 },
  { path: "requestParameters.roleArn", dictionary: "target" },
  { path: "requestParameters.roleName", dictionary: "target" },
  { path: "requestParameters.userName", dictionary: "target" },
  { path: "requestParameters.bucketName", dictionary: "target" },
  { path: "requestParameters.functionName", dictionary: "target" },
  { path: "requestParameters.secretId", dictionary: "target" },
  { path: "requestParameters.keyId", dictionary: "target" },
  { path: "requestParameters.tableName", dictionary: "target" },
  { path: "requestParameters.identityPoolId", dictionary: "target" },
  { path: "requestParameters.userPoolId", dictionary: "pool" },
  { path: "requestParameters.logins.{}", dictionary: "pool" },
  { path: "requestParameters.clientId", dictionary: "client" },
  { path: "requestParameters.username", dictionary: "sub", limit: 36 },
  { path: "responseElements.ConsoleLogin", dictionary: "word" },
  { path: "responseElements.credentials.accessKeyId", dictionary: "key" },
  { path: "responseElements.accessKey.accessKeyId", dictionary: "key" },
  { path: "responseElements.userSub", dictionary: "sub" },
  { path: "additionalEventData.sub", dictionary: "sub" },
  { path: "additionalEventData.userPoolId", dictionary: "pool" },
  { path: "additionalEventData.requestParameters.sub.[0]", dictionary: "sub" },
  { path: "additionalEventData.requestParameters.client_id.[0]", dictionary: "client" },
  { path: "additionalEventData.responseParameters.status", dictionary: "word" },
  { path: "additionalEventData.UserName", dictionary: "name" },
  { path: "requestID", dictionary: "oddId", as: "guid" },
  { path: "eventID", dictionary: "oddId", as: "guid", also: ["eventId"] },
  { path: "readOnly", dictionary: "word" },
  {
    path: "resources.[].ARN",
    dictionary: "arn",
    also: ["resources.[].arn", "resources.[].ARNPrefix", "resources.[].resourceName"],
  },
  { path: "eventType", dictionary: "word" },
  { path: "recipientAccountId", dictionary: "account" },
  { path: "serviceEventDetails.UserAuthentication", dictionary: "word" },
  { path: "serviceEventDetails.CredentialVerification", dictionary: "word" },
  { path: "serviceEventDetails.CredentialChallenge", dictionary: "word" },
  { path: "sharedEventID", dictionary: "shared" },
  { path: "vpcEndpointId", dictionary: "endpoint" },
  { path: "eventCategory", dictionary: "word" },
  { path: "insightDetails.eventSource", dictionary: "source" },
  { path: "insightDetails.eventName", dictionary: "operation" },
  { path: "insightDetails.state", dictionary: "word" },
  { path: "insightDetails.insightType", dictionary: "word" },
  { path: "accountId", dictionary: "account" },
  { path: "summary.primaryDimension.dimension", dictionary: "word" },
  { path: "summary.primaryDimension.statistics.[].name", dictionary: "summed" },
  { path: "summary.primaryDimension.statistics.[].value", dictionary: "summed" },
] as const satisfies readonly PathRow[];

export type Path = (typeof usualPaths)[number]["path"];
