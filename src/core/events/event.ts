/** The words of DESIGN §3 as types: what every part of the product says about one event. */

/** From errorCode, errorMessage, ConsoleLogin, serviceEventDetails and Cognito's response status; never from a name. */
export type Outcome = "ok" | "denied" | "failed" | "unknown";

/**
 * Who acted, as the tree groups it. The record's own `userIdentity.type` where it has one, told apart where one type
 * covers several situations: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export type IdentityKind =
  | "IAMUser"
  | "AssumedRole"
  | "Role"
  | "Root"
  | "AWSService"
  | "AWSAccount"
  | "IdentityCenterUser"
  | "FederatedUser"
  | "SAMLUser"
  | "WebIdentityUser"
  | "Directory"
  | "CognitoAppCall" // "Unknown" on a Cognito user-pool or identity-pool call: the app sent no AWS credentials
  | "CognitoPage" // no type at all: a sign-in page or token request
  | "Unknown" // CloudTrail says it does not know
  | "NotInCsv" // a row of a CSV that has no column for it
  | "NotInResult" // the same of a query's result
  | "None" // the record has no identity: service events, Insights, aggregated events
  | "Other"; // a type AWS added after this was written; its own name is shown

/**
 * What an event was read from: its record; a record in a cell or a text of a table; or something reduced, which does not hold
 * all that the record does: a summary of many calls (aggregated events), a row of a CSV, a row of a query's result.
 */
export type EventForm = "record" | "cell" | "summary" | "csvRow" | "resultRow";

/** Its span is a row of a table, not JSON of its own. */
export const isInTable = (form: EventForm): boolean => form === "cell" || form === "csvRow" || form === "resultRow";

export const isReduced = (form: EventForm): boolean => form !== "record" && form !== "cell";

/** One event as the windows show it. Strings are the record's own text; "" where the record does not say. */
export interface EventRow {
  /** Holds until the event's log is read again. */
  id: number;
  /** The log's URI as a string. */
  uri: string;
  /** Bytes of the log's UTF-8 content (inflated, without BOM), end exclusive. */
  start: number;
  end: number;
  /** UTF-16 offsets in the text document the log was read from; absent when it was read from bytes. */
  textStart?: number;
  textEnd?: number;
  /** Milliseconds since 1970 UTC; undefined when the record has no time that can be read. */
  time?: number;
  /** ISO 8601 in UTC without empty milliseconds; the record's own text when it cannot be read. */
  eventTime: string;
  eventSource: string;
  eventName: string;
  /** The record's own `userIdentity.type`. */
  identityType: string;
  identity: IdentityKind;
  /** A name, as far as the record proves one: user, `Role/session`, service, account; "" otherwise. */
  actor: string;
  /** `userIdentity.arn`. */
  arn: string;
  principalId: string;
  /** `userIdentity.userName`. */
  userName: string;
  account: string;
  /** ARN of the role or user behind the session. */
  sessionIssuer: string;
  sessionName: string;
  sourceIdentity: string;
  invokedBy: string;
  accessKeyId: string;
  /** The access key that this call issued. */
  issuedAccessKeyId: string;
  outcome: Outcome;
  errorCode: string;
  /** errorCode, or what else the record says of a failure in few words. */
  reason: string;
  awsRegion: string;
  sourceIPAddress: string;
  userAgent: string;
  eventType: string;
  eventCategory: string;
  readOnly: string;
  recipientAccountId: string;
  sub: string;
  userPool: string;
  client: string;
  /** The first of the record's `resources`. */
  resource: string;
  /** What the request's parameters name: a role, user, bucket, function, secret, key, table or identity pool. */
  target: string;
  sharedEventID: string;
  vpcEndpointId: string;
  requestID: string;
  eventID: string;
  /** What an event that stands for many calls says of them: aggregated events, Insights. */
  summary: string;
  form: EventForm;
  /** Another event of the same answer carries the same second: CloudTrail does not record their order. */
  sameSecond: boolean;
  /** The same event was already read elsewhere (DESIGN §4); such rows are only returned when asked for by id. */
  duplicate: boolean;
}

/** Columns that can be filtered, grouped and searched; their values are the strings of {@link EventRow}. */
export const columnNames = [
  "eventSource",
  "eventName",
  "identityType",
  "identity",
  "actor",
  "arn",
  "principalId",
  "userName",
  "account",
  "sessionIssuer",
  "sessionName",
  "sourceIdentity",
  "invokedBy",
  "accessKeyId",
  "issuedAccessKeyId",
  "outcome",
  "errorCode",
  "reason",
  "awsRegion",
  "sourceIPAddress",
  "userAgent",
  "eventType",
  "eventCategory",
  "readOnly",
  "recipientAccountId",
  "sub",
  "userPool",
  "client",
  "resource",
  "target",
  "sharedEventID",
  "vpcEndpointId",
  "requestID",
  "eventID",
  "summary",
] as const;
export type ColumnName = (typeof columnNames)[number];

/** Conditions, all of which must hold; several values of one column are alternatives. Times: ISO 8601, `from` inclusive, `to` exclusive. */
export type Filter = { [column in ColumnName]?: string | readonly string[] } & { from?: string; to?: string };
