/** What every part of the product says about one event, as types. */

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
