/** On whose side an error lies. */
import * as l10n from "@vscode/l10n";

export type Side = "user" | "app" | "admin" | "settings" | "lambda" | "limit" | "permissions" | "aws" | "unclear";

export function sideWords(side: Side): string {
  switch (side) {
    case "user":
      return l10n.t("It lies with the user or whoever made the attempt.");
    case "app":
      return l10n.t("It lies with the app, not with the user.");
    case "admin":
      return l10n.t("It lies with the state of the account, which an administrator can change.");
    case "settings":
      return l10n.t("It lies with the settings of the pool or the app client.");
    case "lambda":
      return l10n.t("It lies with your own Lambda function.");
    case "limit":
      return l10n.t("It is a limit of Cognito.");
    case "permissions":
      return l10n.t("It lies with the caller's AWS permissions or credentials.");
    case "aws":
      return l10n.t("It lies with AWS.");
    case "unclear":
      return l10n.t("The record does not tell with whom it lies.");
  }
}
