/** What an operation does in AWS's own words, the IAM action that allows it, and its page. */
import * as l10n from "@vscode/l10n";
import { linkTo, operationLink } from "../docs";
import type { Link } from "../explanation";
import { type Json, textAt } from "../facts";
import { listed } from "../say";
import type { Operation } from "./model";
import type { ApiTexts } from "./texts";

/** Undefined if the event is not an API call, or if AWS's data does not know the operation. */
export function operationOf(record: Json, texts: ApiTexts | undefined): Operation | undefined {
  if (isNoApiCall(record)) return undefined;
  return texts?.operation(textAt(record, "eventName"), record);
}

/** Events of services and console sign-ins can have the name of an operation without being one. */
function isNoApiCall(record: Json): boolean {
  const type = textAt(record, "eventType");
  return type === "AwsServiceEvent" || type === "AwsConsoleSignIn" || type === "AwsCloudTrailInsight";
}

export function awsText(text: string): string {
  return l10n.t("AWS's text: {0}", text);
}

/** One sentence for what the operation does and one for the permission it needs. */
export function operationWords(operation: Operation, record: Json): string[] {
  const does = operation.text === "" ? [] : [awsText(operation.text)];
  // an app's call without AWS credentials needs no IAM permission
  if (textAt(record, "userIdentity", "type") === "Unknown") return does;
  return [...does, permissionWords(operation)];
}

function permissionWords({ name, action, level }: Operation): string {
  if (action === "sts:GetCallerIdentity") return l10n.t("No permission is needed for this call.");
  if (action === "") return l10n.t("AWS's list has no IAM action with this name. Another action may be needed.");
  const words = listed(
    action.includes(", ") ? l10n.t("IAM actions: {0}", action) : l10n.t("IAM action: {0}", action),
    level === "" ? undefined : l10n.t("access level: {0}", levelWords(level)),
  );
  const isOwnName = action.slice(action.indexOf(":") + 1).toLowerCase() === name.toLowerCase();
  return isOwnName || action.includes(", ") ? words : listed(words, l10n.t("its name differs from the operation's"));
}

function levelWords(level: string): string {
  return [...level].map(levelWord).join(", ");
}

function levelWord(letter: string): string {
  switch (letter) {
    case "R":
      return l10n.t("Read");
    case "W":
      return l10n.t("Write");
    case "L":
      return l10n.t("List");
    case "T":
      return l10n.t("Tagging");
    case "P":
      return l10n.t("Permissions management");
    default:
      return letter;
  }
}

/** AWS's page for the operation. */
export function operationPage(record: Json, operation: Operation | undefined): Link {
  const source = textAt(record, "eventSource");
  if (operation === undefined) return operationLink(source, textAt(record, "eventName"));
  return operation.uid === "" ? linkTo("actions") : operationLink(source, operation.name, operation.uid);
}

/** AWS's page for a data type. */
export function dataTypePage(record: Json, operation: Operation, dataType: string): Link {
  return operationLink(textAt(record, "eventSource"), dataType, operation.uid);
}
