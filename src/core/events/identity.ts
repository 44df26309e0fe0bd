import type { IdentityKind } from "./event";

/** The texts of a record's userIdentity that tell who acted; "" where it has none. */
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
  /** A row of a table, which may lack the columns that tell: where it comes from. */
  row?: "csv" | "result" | undefined;
}

export interface Identity {
  /** A name as far as the record proves one; "" otherwise. */
  actor: string;
  /** The name the caller of AssumeRole* chose, or IAM Identity Center's user name. */
  sessionName: string;
}

/** What CloudTrail writes for values it hides: https://docs.aws.amazon.com/cognito/latest/developerguide/logging-using-cloudtrail.html */
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

/** Roles that IAM Identity Center makes: https://docs.aws.amazon.com/singlesignon/latest/userguide/using-service-linked-roles.html */
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
  if (texts.type !== "AssumedRole") return "";
  const [, fromArn] = assumedRole(texts.arn);
  if (fromArn !== "") return fromArn;
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
      return texts.invokedBy;
    case "CognitoAppCall":
    case "CognitoPage":
      return "";
  }
}

function shownName(name: string): string {
  return name === HIDDEN ? "" : name;
}

/** The name at the end of an ARN: behind the last slash, or the last colon. */
function lastPart(arn: string): string {
  if (!arn.startsWith("arn:")) return "";
  return arn.slice(Math.max(arn.lastIndexOf("/"), arn.lastIndexOf(":")) + 1);
}
