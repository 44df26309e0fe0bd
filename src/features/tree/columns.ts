import * as l10n from "@vscode/l10n";
import type { ColumnName } from "../../core/events/event";

/** A column's name within a sentence; AWS's own names stay where users know them better. */
export function columnWords(column: ColumnName): string {
  switch (column) {
    case "eventSource":
      return l10n.t("event source");
    case "eventName":
      return l10n.t("operation");
    case "identityType":
      return l10n.t("identity type");
    case "identity":
      return l10n.t("kind of identity");
    case "actor":
      return l10n.t("who acted");
    case "arn":
      return l10n.t("ARN of who acted");
    case "principalId":
      return l10n.t("principal ID");
    case "userName":
      return l10n.t("user name");
    case "account":
      return l10n.t("account of who acted");
    case "sessionIssuer":
      return l10n.t("role or user behind the session");
    case "sessionName":
      return l10n.t("session name");
    case "sourceIdentity":
      return l10n.t("source identity");
    case "invokedBy":
      return l10n.t("service that called");
    case "accessKeyId":
      return l10n.t("access key");
    case "issuedAccessKeyId":
      return l10n.t("access key issued");
    case "outcome":
      return l10n.t("outcome");
    case "errorCode":
      return l10n.t("error code");
    case "reason":
      return l10n.t("reason of the failure");
    case "awsRegion":
      return l10n.t("Region");
    case "sourceIPAddress":
      return l10n.t("source address");
    case "userAgent":
      return l10n.t("user agent");
    case "eventType":
      return l10n.t("event type");
    case "eventCategory":
      return l10n.t("event category");
    case "readOnly":
      return "readOnly";
    case "recipientAccountId":
      return l10n.t("account that received the event");
    case "sub":
      return l10n.t("sub");
    case "userPool":
      return l10n.t("user pool");
    case "client":
      return l10n.t("app client");
    case "resource":
      return l10n.t("resource");
    case "target":
      return l10n.t("target");
    case "sharedEventID":
      return l10n.t("shared event ID");
    case "vpcEndpointId":
      return l10n.t("VPC endpoint");
    case "requestID":
      return l10n.t("request ID");
    case "summary":
      return l10n.t("summary");
    case "eventID":
      return l10n.t("event ID");
  }
}
