/**
 * The columns of tables with events, by their names in Event history's CSV, in Athena and CloudTrail Lake (lower case)
 * and in Logs Insights (the field's own path), as places of a record.
 */

/** How a cell's text becomes a value. */
export type CellKind = "text" | "boolean" | "object" | "identity";

export interface Column {
  /** Its place in the record; `whole` means that the cell is the record's JSON. */
  readonly path: readonly string[];
  readonly kind: CellKind | "whole";
}

/** A record's fields in CloudTrail's usual order. */
const fields: readonly (readonly [name: string, kind: CellKind])[] = [
  ["eventVersion", "text"],
  ["userIdentity", "identity"],
  ["eventTime", "text"],
  ["eventSource", "text"],
  ["eventName", "text"],
  ["awsRegion", "text"],
  ["sourceIPAddress", "text"],
  ["userAgent", "text"],
  ["errorCode", "text"],
  ["errorMessage", "text"],
  ["requestParameters", "object"],
  ["responseElements", "object"],
  ["additionalEventData", "object"],
  ["requestID", "text"],
  ["eventID", "text"],
  ["readOnly", "boolean"],
  ["resources", "object"],
  ["eventType", "text"],
  ["apiVersion", "text"],
  ["managementEvent", "boolean"],
  ["recipientAccountId", "text"],
  ["serviceEventDetails", "object"],
  ["sharedEventID", "text"],
  ["vpcEndpointId", "text"],
  ["vpcEndpointAccountId", "text"],
  ["eventCategory", "text"],
  ["addendum", "object"],
  ["sessionCredentialFromConsole", "text"],
  ["edgeDeviceDetails", "object"],
  ["tlsDetails", "object"],
  ["insightDetails", "object"],
  ["eventContext", "object"],
  ["annotation", "text"],
];
export const fieldOrder: ReadonlyMap<string, number> = new Map(fields.map(([name], i) => [name, i]));
const byLowerCase = new Map(fields.map(([name, kind]) => [name.toLowerCase(), { name, kind }]));

/** Names inside objects, which Athena and Lake write in lower case. */
const innerNames = [
  "type",
  "principalId",
  "arn",
  "accountId",
  "accessKeyId",
  "userName",
  "invokedBy",
  "identityProvider",
  "credentialId",
  "sessionContext",
  "sessionIssuer",
  "attributes",
  "creationDate",
  "mfaAuthenticated",
  "sourceIdentity",
  "ec2RoleDelivery",
  "ec2IssuedInVpc",
  "assumedRoot",
  "webIdFederationData",
  "federatedProvider",
  "onBehalfOf",
  "userId",
  "identityStoreArn",
  "inScopeOf",
  "sourceArn",
  "sourceAccount",
  "issuerType",
  "credentialsIssuedTo",
];
const innerByLowerCase = new Map(innerNames.map((name) => [name.toLowerCase(), name]));
const otherInner = new Map(
  [
    "tlsVersion",
    "cipherSuite",
    "clientProvidedHostHeader",
    "keyExchange",
    "reason",
    "updatedFields",
    "originalRequestID",
    "originalEventID",
  ].map((name) => [name.toLowerCase(), name]),
);

export const isIdentityName = (name: string): boolean => innerByLowerCase.has(name.toLowerCase());

/** CloudTrail's spelling of a name inside a field's object. */
export function innerName(field: string, name: string): string {
  const lower = name.toLowerCase();
  if (field === "resources" && (lower === "arn" || lower === "arnprefix")) return lower === "arn" ? "ARN" : "ARNPrefix";
  if (field === "userIdentity" || field === "resources") return innerByLowerCase.get(lower) ?? name;
  if (field === "tlsDetails" || field === "addendum") return otherInner.get(lower) ?? name;
  return name;
}

/** Names that are not fields: those of Event history, and Athena's names for parts of a struct. */
const others: Readonly<Record<string, Column>> = {
  username: { path: ["userIdentity", "userName"], kind: "text" },
  awsaccesskey: { path: ["userIdentity", "accessKeyId"], kind: "text" },
  accesskeyid: { path: ["userIdentity", "accessKeyId"], kind: "text" },
  principalid: { path: ["userIdentity", "principalId"], kind: "text" },
  "@timestamp": { path: ["eventTime"], kind: "text" },
  "@message": { path: [], kind: "whole" },
  message: { path: [], kind: "whole" },
  eventjson: { path: [], kind: "whole" },
};

/** Names that were looked up: each name of a table is looked up again for each row. */
let asked = new Map<string, Column | undefined>();
const MOST_ASKED = 4000;

/** Undefined for a column that matches no field of a record. */
export function columnOf(name: string): Column | undefined {
  if (asked.has(name)) return asked.get(name);
  if (asked.size >= MOST_ASKED) asked = new Map();
  const column = columnNamed(name);
  asked.set(name, column);
  return column;
}

function columnNamed(name: string): Column | undefined {
  const plain = name.toLowerCase().replace(/[^a-z0-9@.]/g, "");
  const own = Object.hasOwn(others, plain) ? others[plain] : undefined;
  if (own) return own;
  const [first = "", ...rest] = plain.split(".");
  const field = byLowerCase.get(first);
  if (!field) return undefined;
  if (rest.length === 0) return { path: [field.name], kind: field.kind };
  if (field.kind !== "object" && field.kind !== "identity") return undefined;
  // inside a field's object, only the column's own spelling is known
  const spelled = name.trim().split(".").slice(1);
  return { path: [field.name, ...spelled.map((inner) => innerName(field.name, inner))], kind: "text" };
}
