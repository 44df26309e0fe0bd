/**
 * The columns of events: the one table that the store's layout, filters, groups, searches, rows, and the API's list are made
 * from. A new column is one row here and its words in `columnWords.ts`.
 */
import { clientAt, cognitoTuple, subAt, userPoolAt } from "./cognito";
import { identityKindOf, identityOf, identityTexts, identityTuple, kindKey } from "./identity";
import { outcomeAt, outcomeTuple } from "./outcome";
import type { Path } from "./usualPaths";
import type { TextAt, TupleSpec } from "./values";

/** How two values of a column compare, and how a search for one is interpreted. */
export type Comparison = "text" | "number" | "address" | "id";

interface RowBase {
  readonly name: string;
  readonly compares: Comparison;
}

/** The first of these places that has a value, unchanged. */
export interface PlainRow extends RowBase {
  readonly from: readonly string[];
  /** A filter considers all values of the place; the first one is shown. */
  readonly hasFurther?: true;
}
/** A value that is stored as part of a tuple. */
export interface PartRow extends RowBase {
  readonly of: TupleName;
  readonly part: Path;
}
/** A value that is derived from a tuple. */
export interface ConcludedRow extends RowBase {
  readonly of: TupleName;
  readonly is: (text: TextAt, flags: number) => string;
  /** Tuples with the same key have the same value, which is derived only once. */
  readonly key?: (id: (path: Path) => number, flags: number) => string;
}
/** An ID, stored as 16 bytes if it is a GUID. */
export interface IdRow extends RowBase {
  readonly guid: Path;
}
/** What an event that sums up many calls says about them. */
export interface SummedRow extends RowBase {
  readonly summed: true;
}
export type ColumnRow = PlainRow | PartRow | ConcludedRow | IdRow | SummedRow;

/** The kind of an event. */
const natureTuple: TupleSpec = { paths: ["eventType", "eventCategory", "readOnly"], flags: 0 };

export const tuples = {
  identity: identityTuple as TupleSpec,
  result: outcomeTuple as TupleSpec,
  cognito: cognitoTuple as TupleSpec,
  nature: natureTuple,
} as const;
export type TupleName = keyof typeof tuples;

export const columnRows = [
  { name: "eventSource", compares: "text", from: ["eventSource", "insightDetails.eventSource"] },
  { name: "eventName", compares: "text", from: ["eventName", "insightDetails.eventName"] },
  /** The record's own `userIdentity.type`. */
  { name: "identityType", compares: "text", of: "identity", part: "userIdentity.type" },
  /** An `IdentityKind`. */
  {
    name: "identity",
    compares: "text",
    of: "identity",
    is: (text, flags) => identityKindOf(identityTexts(text, flags)),
    key: kindKey,
  },
  /** A name, as far as the record proves one: user, `Role/session`, service, account. */
  {
    name: "actor",
    compares: "text",
    of: "identity",
    is: (text, flags) => identityOf(identityTexts(text, flags)).actor,
  },
  { name: "arn", compares: "text", of: "identity", part: "userIdentity.arn" },
  { name: "principalId", compares: "text", of: "identity", part: "userIdentity.principalId" },
  { name: "userName", compares: "text", of: "identity", part: "userIdentity.userName" },
  { name: "account", compares: "id", of: "identity", part: "userIdentity.accountId" },
  /** ARN of the role or user that issued the session. */
  {
    name: "sessionIssuer",
    compares: "text",
    of: "identity",
    part: "userIdentity.sessionContext.sessionIssuer.arn",
  },
  {
    name: "sessionName",
    compares: "text",
    of: "identity",
    is: (text, flags) => identityOf(identityTexts(text, flags)).sessionName,
  },
  { name: "sourceIdentity", compares: "text", of: "identity", part: "userIdentity.sessionContext.sourceIdentity" },
  { name: "invokedBy", compares: "text", of: "identity", part: "userIdentity.invokedBy" },
  { name: "accessKeyId", compares: "id", from: ["userIdentity.accessKeyId"] },
  /** The access key that this call issued. */
  {
    name: "issuedAccessKeyId",
    compares: "id",
    from: ["responseElements.credentials.accessKeyId", "responseElements.accessKey.accessKeyId"],
  },
  /** An `Outcome`. */
  { name: "outcome", compares: "text", of: "result", is: (text, flags) => outcomeAt(text, flags).outcome },
  { name: "errorCode", compares: "text", of: "result", is: (text, flags) => outcomeAt(text, flags).errorCode },
  /** The errorCode, or a short reason that the record gives elsewhere. */
  { name: "reason", compares: "text", of: "result", is: (text, flags) => outcomeAt(text, flags).reason },
  { name: "awsRegion", compares: "text", from: ["awsRegion"] },
  { name: "sourceIPAddress", compares: "address", from: ["sourceIPAddress"] },
  { name: "userAgent", compares: "text", from: ["userAgent"] },
  { name: "eventType", compares: "text", of: "nature", part: "eventType" },
  { name: "eventCategory", compares: "text", of: "nature", part: "eventCategory" },
  { name: "readOnly", compares: "text", of: "nature", part: "readOnly" },
  { name: "recipientAccountId", compares: "id", from: ["recipientAccountId"] },
  { name: "sub", compares: "id", of: "cognito", is: (text) => subAt(text) },
  { name: "userPool", compares: "id", of: "cognito", is: (text) => userPoolAt(text) },
  { name: "client", compares: "id", of: "cognito", is: (text) => clientAt(text) },
  /** The first of the record's `resources`. */
  { name: "resource", compares: "text", from: ["resources.[].ARN"], hasFurther: true },
  /** What the request parameters name: a role, user, bucket, function, secret, key, table or identity pool. */
  {
    name: "target",
    compares: "text",
    from: [
      "requestParameters.roleArn",
      "requestParameters.roleName",
      "requestParameters.userName",
      "requestParameters.bucketName",
      "requestParameters.functionName",
      "requestParameters.secretId",
      "requestParameters.keyId",
      "requestParameters.tableName",
      "requestParameters.identityPoolId",
    ],
  },
  { name: "sharedEventID", compares: "id", from: ["sharedEventID"] },
  { name: "vpcEndpointId", compares: "id", from: ["vpcEndpointId"] },
  { name: "requestID", compares: "id", guid: "requestID" },
  { name: "eventID", compares: "id", guid: "eventID" },
  { name: "summary", compares: "text", summed: true },
] as const satisfies readonly ColumnRow[];

export type ColumnName = (typeof columnRows)[number]["name"];

/** Columns that can be filtered, grouped and searched. Their values are the texts of an event's row. */
export const columnNames: readonly ColumnName[] = columnRows.map(({ name }) => name);

const byName: ReadonlyMap<string, ColumnRow> = new Map(columnRows.map((row) => [row.name, row]));

export function columnRow(name: ColumnName): ColumnRow {
  return byName.get(name) as ColumnRow;
}

export const isColumn = (name: unknown): name is ColumnName => typeof name === "string" && byName.has(name);
