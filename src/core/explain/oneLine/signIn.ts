/** Signing in to the AWS Management Console. */
import * as l10n from "@vscode/l10n";
import { withMfa, withoutMfa } from "./needs";
import { type Rows, row } from "./row";

export const signIn: Rows = {
  ConsoleLogin: [
    row([withMfa], (...of) => l10n.t("{0} signed in to the AWS Management Console with MFA", ...of)),
    row([withoutMfa], (...of) => l10n.t("{0} signed in to the AWS Management Console without MFA", ...of)),
    row(
      [],
      (...of) => l10n.t("{0} signed in to the AWS Management Console", ...of),
      (...of) => l10n.t("{0} tried to sign in to the AWS Management Console", ...of),
    ),
  ],
  SwitchRole: row(
    [],
    (...of) => l10n.t("{0} switched to a role in the AWS Management Console", ...of),
    (...of) => l10n.t("{0} tried to switch to a role in the AWS Management Console", ...of),
  ),
  ExitRole: row(
    [],
    (...of) => l10n.t("{0} switched back from a role in the AWS Management Console", ...of),
    (...of) => l10n.t("{0} tried to switch back from a role in the AWS Management Console", ...of),
  ),
  RenewRole: row(
    [],
    (...of) => l10n.t("{0} renewed a role's session in the AWS Management Console", ...of),
    (...of) => l10n.t("{0} tried to renew a role's session in the AWS Management Console", ...of),
  ),
  CheckMfa: row(
    [],
    (...of) => l10n.t("{0} was asked for MFA at a sign-in", ...of),
    (...of) => l10n.t("{0} tried to pass the MFA check of a sign-in", ...of),
  ),
  GetSigninToken: row(
    [],
    (...of) => l10n.t("{0} fetched a token for signing in to the console", ...of),
    (...of) => l10n.t("{0} tried to fetch a token for signing in to the console", ...of),
  ),
  PasswordRecoveryRequested: row(
    [],
    (...of) => l10n.t("{0} asked for a new password for the root user", ...of),
    (...of) => l10n.t("{0} tried to ask for a new password for the root user", ...of),
  ),
  PasswordRecoveryCompleted: row(
    [],
    (...of) => l10n.t("{0} set a new password for the root user", ...of),
    (...of) => l10n.t("{0} tried to set a new password for the root user", ...of),
  ),
  PasswordUpdated: row(
    [],
    (...of) => l10n.t("{0} changed the password of the root user", ...of),
    (...of) => l10n.t("{0} tried to change the password of the root user", ...of),
  ),
  EmailUpdated: row(
    [],
    (...of) => l10n.t("{0} changed the email address of the root user", ...of),
    (...of) => l10n.t("{0} tried to change the email address of the root user", ...of),
  ),
};
