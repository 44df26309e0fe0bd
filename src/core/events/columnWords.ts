/** Each column's name within a sentence. AWS's own names are kept where users know them better. */
import * as l10n from "@vscode/l10n";
import type { ColumnName } from "./columns";

const words: Readonly<Record<ColumnName, () => string>> = {
  eventSource: () => l10n.t("event source"),
  eventName: () => l10n.t("operation"),
  identityType: () => l10n.t("identity type"),
  identity: () => l10n.t("kind of identity"),
  actor: () => l10n.t("who acted"),
  arn: () => l10n.t("ARN of who acted"),
  principalId: () => l10n.t("principal ID"),
  userName: () => l10n.t("user name"),
  account: () => l10n.t("account of who acted"),
  sessionIssuer: () => l10n.t("session issuer"),
  sessionName: () => l10n.t("session name"),
  sourceIdentity: () => l10n.t("source identity"),
  invokedBy: () => l10n.t("calling service"),
  accessKeyId: () => l10n.t("access key"),
  issuedAccessKeyId: () => l10n.t("issued access key"),
  outcome: () => l10n.t("outcome"),
  errorCode: () => l10n.t("error code"),
  reason: () => l10n.t("reason for the failure"),
  awsRegion: () => l10n.t("Region"),
  sourceIPAddress: () => l10n.t("source address"),
  userAgent: () => l10n.t("user agent"),
  eventType: () => l10n.t("event type"),
  eventCategory: () => l10n.t("event category"),
  readOnly: () => "readOnly",
  recipientAccountId: () => l10n.t("account that received the event"),
  sub: () => l10n.t("sub"),
  userPool: () => l10n.t("user pool"),
  client: () => l10n.t("app client"),
  resource: () => l10n.t("resource"),
  target: () => l10n.t("target"),
  sharedEventID: () => l10n.t("shared event ID"),
  vpcEndpointId: () => l10n.t("VPC endpoint"),
  requestID: () => l10n.t("request ID"),
  summary: () => l10n.t("summary"),
  eventID: () => l10n.t("event ID"),
};

export function columnWords(column: ColumnName): string {
  return words[column]();
}
