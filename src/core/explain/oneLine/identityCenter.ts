/** Signing in to IAM Identity Center. */
import * as l10n from "@vscode/l10n";
import { type Rows, row } from "./row";

export const identityCenter: Rows = {
  CredentialChallenge: row(
    [],
    (...of) => l10n.t("{0} was asked for a credential at a sign-in to IAM Identity Center", ...of),
    (...of) => l10n.t("{0} tried to answer a sign-in step of IAM Identity Center", ...of),
  ),
  CredentialVerification: row(
    [],
    (...of) => l10n.t("{0} passed a credential check at a sign-in to IAM Identity Center", ...of),
    (...of) => l10n.t("{0} tried to pass a credential check at a sign-in to IAM Identity Center", ...of),
  ),
  UserAuthentication: row(
    [],
    (...of) => l10n.t("{0} signed in to IAM Identity Center", ...of),
    (...of) => l10n.t("{0} tried to sign in to IAM Identity Center", ...of),
  ),
  Federate: row(
    [],
    (...of) => l10n.t("{0} opened an account from IAM Identity Center", ...of),
    (...of) => l10n.t("{0} tried to open an account from IAM Identity Center", ...of),
  ),
};
