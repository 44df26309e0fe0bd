import type { IdentityKind } from "./event";
import { OriginFlag, type TextAt, type TupleSpec } from "./values";

/** The values that together prove who acted. The event's source only decides whether it is from Cognito. */
const paths = [
  "userIdentity.type",
  "userIdentity.principalId",
  "userIdentity.arn",
  "userIdentity.accountId",
  "userIdentity.userName",
  "userIdentity.sessionContext.sessionIssuer.arn",
  "userIdentity.sessionContext.sessionIssuer.userName",
  "userIdentity.sessionContext.sourceIdentity",
  "userIdentity.invokedBy",
  "userIdentity.onBehalfOf.userId",
  "additionalEventData.UserName",
] as const;
type IdentityPath = (typeof paths)[number];

export const identityTuple: TupleSpec<IdentityPath> = {
  paths,
  flags: OriginFlag.cognito | OriginFlag.csvRow | OriginFlag.resultRow,
};

/** The texts of an identity. Each is looked up when needed, because most never are. */
export function identityTexts(text: TextAt<IdentityPath>, flags: number): IdentityTexts {
  return {
    get type() {
      return text("userIdentity.type");
    },
    get principalId() {
      return text("userIdentity.principalId");
    },
    get arn() {
      return text("userIdentity.arn");
    },
    get accountId() {
      return text("userIdentity.accountId");
    },
    get userName() {
      return text("userIdentity.userName");
    },
    get issuerArn() {
      return text("userIdentity.sessionContext.sessionIssuer.arn");
    },
    get issuerName() {
      return text("userIdentity.sessionContext.sessionIssuer.userName");
    },
    get invokedBy() {
      return text("userIdentity.invokedBy");
    },
    get onBehalfOf() {
      return text("userIdentity.onBehalfOf.userId");
    },
    get signInName() {
      return text("additionalEventData.UserName");
    },
    isCognito: (flags & OriginFlag.cognito) !== 0,
    row: (flags & OriginFlag.csvRow) !== 0 ? "csv" : (flags & OriginFlag.resultRow) !== 0 ? "result" : undefined,
  };
}

/** The values that {@link identityKindOf} uses, as IDs: many sessions share them. */
export function kindKey(id: (path: IdentityPath) => number, flags: number): string {
  const issuerName = id("userIdentity.sessionContext.sessionIssuer.userName");
  const issuerArn = id("userIdentity.sessionContext.sessionIssuer.arn");
  return [id("userIdentity.type"), flags, issuerArn, issuerName, issuerName === 0 ? id("userIdentity.arn") : 0].join();
}

/** The texts of userIdentity that prove who acted; "" where the record has none. */
export interface IdentityTexts {
  type: string;
  principalId: string;
  arn: string;
  accountId: string;
  userName: string;
  issuerArn: string;
  issuerName: string;
  invokedBy: string;
  onBehalfOf: string;
  /** `additionalEventData.UserName`: sign-in events of IAM Identity Center put the name there. */
  signInName: string;
  /** `eventSource` is one of Cognito's. */
  isCognito: boolean;
  /** Set for a table row, which may lack the columns that prove who acted: where the row comes from. */
  row?: "csv" | "result" | undefined;
}

export interface Identity {
  /** A name as far as the record proves one; "" otherwise. */
  actor: string;
  /** The name that the caller of AssumeRole* chose, or IAM Identity Center's user name. */
  sessionName: string;
}

/**
 * CloudTrail's replacement for hidden values:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/logging-using-cloudtrail.html
 */
const HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";

const plainKinds: ReadonlySet<string> = new Set<IdentityKind>([
  "IAMUser",
  "AssumedRole",
  "Role",
  "Root",
  "AWSService",
  "AWSAccount",
  "IdentityCenterUser",
  "FederatedUser",
  "SAMLUser",
  "WebIdentityUser",
  "Directory",
  "Unknown",
]);

export function identityOf(texts: IdentityTexts): Identity {
  const sessionName = sessionNameOf(texts);
  return { sessionName, actor: shownName(actorOf(identityKindOf(texts), texts, sessionName)) };
}

export function identityKindOf(texts: IdentityTexts): IdentityKind {
  const { type, isCognito } = texts;
  if (type === "" && texts.row) return texts.row === "csv" ? "NotInCsv" : "NotInResult";
  if (type === "") return isCognito ? "CognitoPage" : "None";
  if (type === "Unknown" && isCognito) return "CognitoAppCall";
  if (type === "AssumedRole" && isIdentityCenterRole(texts)) return "IdentityCenterUser";
  return plainKinds.has(type) ? (type as IdentityKind) : "Other";
}

/**
 * Roles that IAM Identity Center creates:
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/using-service-linked-roles.html
 */
function isIdentityCenterRole(texts: IdentityTexts): boolean {
  return (
    texts.issuerArn.includes("role/aws-reserved/sso.amazonaws.com/") || roleNameOf(texts).startsWith("AWSReservedSSO_")
  );
}

export function roleNameOf(texts: IdentityTexts): string {
  return texts.issuerName || assumedRole(texts.arn)[0] || lastPart(texts.issuerArn);
}

/** `arn:aws:sts::account:assumed-role/Role/session` */
function assumedRole(arn: string): [role: string, session: string] {
  const start = arn.indexOf(":assumed-role/");
  if (start < 0) return ["", ""];
  const role = arn.slice(start + ":assumed-role/".length);
  const slash = role.indexOf("/");
  return slash < 0 ? [role, ""] : [role.slice(0, slash), role.slice(slash + 1)];
}

function sessionNameOf(texts: IdentityTexts): string {
  if (texts.type !== "AssumedRole" && texts.type !== "") return "";
  const [, fromArn] = assumedRole(texts.arn);
  if (fromArn !== "" || texts.type === "") return fromArn;
  const colon = texts.principalId.indexOf(":");
  return colon < 0 ? "" : texts.principalId.slice(colon + 1);
}

function actorOf(kind: IdentityKind, texts: IdentityTexts, sessionName: string): string {
  switch (kind) {
    case "IAMUser":
      return texts.userName || lastPart(texts.arn) || texts.principalId;
    case "AssumedRole":
      return [roleNameOf(texts), sessionName].filter(Boolean).join("/") || texts.principalId;
    case "IdentityCenterUser":
      return sessionName || texts.signInName || texts.userName || texts.onBehalfOf;
    case "Root":
      return "root";
    case "AWSService":
      return texts.invokedBy;
    case "AWSAccount":
      return texts.accountId || texts.principalId;
    case "Role":
      return texts.userName || lastPart(texts.arn) || texts.issuerName;
    case "FederatedUser":
      return lastPart(texts.arn) || texts.principalId.slice(texts.principalId.indexOf(":") + 1);
    case "SAMLUser":
    case "WebIdentityUser":
      return texts.userName || texts.principalId;
    case "Directory":
    case "Other":
      return texts.userName || lastPart(texts.arn);
    case "NotInCsv":
    case "NotInResult":
      return texts.userName || lastPart(texts.arn) || texts.invokedBy;
    case "Unknown":
      return texts.userName;
    case "None":
      return namedWithoutType(texts, sessionName) || texts.invokedBy;
    case "CognitoPage":
      return namedWithoutType(texts, sessionName);
    case "CognitoAppCall":
      return "";
  }
}

/** Who acted if the record has no identity type, as in edited and shipped records: any other name in it. */
function namedWithoutType(texts: IdentityTexts, sessionName: string): string {
  if (sessionName !== "") return [roleNameOf(texts), sessionName].filter(Boolean).join("/");
  return texts.userName || lastPart(texts.arn) || texts.signInName || texts.onBehalfOf || texts.principalId;
}

function shownName(name: string): string {
  return name === HIDDEN ? "" : name;
}

/** The name at the end of an ARN: after the last slash, or the last colon. */
function lastPart(arn: string): string {
  if (!arn.startsWith("arn:")) return "";
  return arn.slice(Math.max(arn.lastIndexOf("/"), arn.lastIndexOf(":")) + 1);
}
