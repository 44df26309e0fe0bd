/** Which side has to fix an error. */
import * as l10n from "@vscode/l10n";

export type Side = "user" | "app" | "admin" | "settings" | "lambda" | "limit" | "permissions" | "aws" | "unclear";

export function sideWords(side: Side): string {
  switch (side) {
    case "user":
      return l10n.t("The cause lies with the user or whoever made the attempt.");
    case "app":
      return l10n.t("The cause lies with the app, not the user.");
    case "admin":
      return l10n.t("The cause is the state of the account, which an administrator can change.");
    case "settings":
      return l10n.t("The cause is a setting of the pool or the app client.");
    case "lambda":
      return l10n.t("The cause is your own Lambda function.");
    case "limit":
      return l10n.t("The cause is a limit of Cognito.");
    case "permissions":
      return l10n.t("The cause is the caller's AWS permissions or credentials.");
    case "aws":
      return l10n.t("The cause lies with AWS.");
    case "unclear":
      return l10n.t("The record does not show where the cause lies.");
  }
}
