/** Types for what every part of the product says about one event. */

/**
 * Derived from errorCode, errorMessage, ConsoleLogin, serviceEventDetails and Cognito's response status; never from a
 * name.
 */
export type Outcome = "ok" | "denied" | "failed" | "unknown";

/**
 * Who acted, as the tree groups it: the record's own `userIdentity.type`, split where one type covers several
 * situations. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
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
  | "Unknown" // CloudTrail says that it does not know
  | "NotInCsv" // a CSV row without a column for it
  | "NotInResult" // a query result row without a column for it
  | "None" // the record has no identity: service events, Insights, aggregated events
  | "Other"; // a type that AWS added later; its own name is shown

/**
 * What an event was read from: its record; a record in a cell or text of a table; or a reduced form that does not
 * contain the whole record: a summary of many calls (aggregated events), a CSV row, or a query result row.
 */
export type EventForm = "record" | "cell" | "summary" | "csvRow" | "resultRow";

/** Whether the event's span is a table row and not JSON of its own. */
export const isInTable = (form: EventForm): boolean => form === "cell" || form === "csvRow" || form === "resultRow";

export const isReduced = (form: EventForm): boolean => form !== "record" && form !== "cell";
