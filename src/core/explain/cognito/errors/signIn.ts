/** Sign-ins that were refused or broken off. */
import * as l10n from "@vscode/l10n";
import type { Rule } from "./rule";

export const signInErrors: readonly Rule[] = [
  {
    codes: ["NotAuthorizedException"],
    on: /^(Admin)?(InitiateAuth|RespondToAuthChallenge)$/,
    message: /^Incorrect username or password\b/i,
    words: () => ({
      what: l10n.t(
        "Cognito refused the user name or password. The same text can also mean an unknown user, or a locked account after several failures.",
      ),
      side: "user",
      next: l10n.t(
        "If it happens again and again, the user can reset the password; many users or many addresses at once look like guessing.",
      ),
    }),
  },
  {
    codes: ["NotAuthorizedException"],
    on: /^ChangePassword$/,
    message: /^Incorrect username or password\b/i,
    words: () => ({
      what: l10n.t("The old password that was given as proof was not accepted; the password is unchanged."),
      side: "user",
      next: l10n.t("The user can try again, or reset a forgotten password."),
    }),
  },
  {
    codes: ["NotAuthorizedException"],
    message: /^Password attempts exceeded\b/i,
    words: () => ({
      what: l10n.t(
        "Too many failed attempts for this account: it is locked for a short while, which grows with each further failure. The password was not checked.",
      ),
      side: "user",
      next: l10n.t("Wait and try again later; look at the attempts before this one and where they came from."),
    }),
  },
  {
    codes: ["NotAuthorizedException"],
    message: /^User is disabled\b/i,
    words: () => ({
      what: l10n.t("The account is disabled: no sign-in is accepted, whatever the password."),
      side: "admin",
      next: l10n.t("Look for AdminDisableUser for this user; AdminEnableUser lets the user in again."),
    }),
  },
  {
    codes: ["UserNotConfirmedException"],
    message: /^User is not confirmed\b|^User not confirmed\b/i,
    words: () => ({
      what: l10n.t("The account is registered but not confirmed yet: the code that was sent has not been entered."),
      side: "user",
      next: l10n.t(
        "The user enters the code, has it sent again, or an administrator confirms the account (AdminConfirmSignUp).",
      ),
    }),
  },
  {
    codes: ["PasswordResetRequiredException"],
    message: /^Password reset required\b/i,
    words: () => ({
      what: l10n.t("The password was made unusable and must be set again before the next sign-in."),
      side: "admin",
      next: l10n.t(
        "Look for AdminResetUserPassword or a user import; the user sets a new password with the code (ConfirmForgotPassword).",
      ),
    }),
  },
  {
    codes: ["NotAuthorizedException"],
    message: /^Temporary password has expired\b/i,
    words: () => ({
      what: l10n.t("The temporary password of an account made by an administrator was not used in time."),
      side: "admin",
      next: l10n.t("Send the invitation again (AdminCreateUser with RESEND) or set a new password."),
    }),
  },
  {
    codes: ["UserNotFoundException"],
    message: /^User does not exist\b|^Username\/client id combination not found\b/i,
    words: () => ({
      what: l10n.t(
        "No user of this user pool has the name that was given. Perhaps it was mistyped, or the user was deleted.",
      ),
      side: "user",
      next: l10n.t("Compare the user pool or app client with the one expected."),
    }),
  },
  {
    codes: ["InvalidParameterException", "UnsupportedOperationException"],
    on: /^(Admin)?InitiateAuth$/,
    message:
      /^(\w+ (auth )?flow|Auth flow|Initiate Auth method:? \w*) ?(is )?not (enabled|supported)( for this client)?\b/i,
    words: () => ({
      what: l10n.t("The app requested a sign-in method that its app client does not allow."),
      side: "settings",
      next: l10n.t("Use an allowed method, or add this one to the app client's explicitAuthFlows."),
    }),
  },
  {
    codes: ["InvalidParameterException"],
    on: /^(Admin)?InitiateAuth$/,
    message: /^Custom auth lambda trigger is not configured/i,
    words: () => ({
      what: l10n.t("The app requested a sign-in by Lambda triggers, but the user pool has none for it."),
      side: "settings",
      next: l10n.t("Compare the settings of the user pool and the app client with what the app does."),
    }),
  },
  {
    codes: ["InvalidParameterException"],
    message: /^Missing required parameter\b/i,
    words: () => ({
      what: l10n.t("The app left out a value that this operation needs."),
      side: "app",
      next: l10n.t("Correct the app; the message names the value."),
    }),
  },
  {
    codes: ["NotAuthorizedException"],
    on: /^((Admin)?RespondToAuthChallenge|(Admin)?InitiateAuth|AssociateSoftwareToken|VerifySoftwareToken)$/,
    message: /^Invalid session for the user, session can only be used once/i,
    words: () => ({
      what: l10n.t("The same step was answered twice: a session value works only once."),
      side: "app",
      next: l10n.t("Start the sign-in again and answer with the newest session value."),
    }),
  },
  {
    codes: ["NotAuthorizedException", "CodeMismatchException"],
    on: /^((Admin)?RespondToAuthChallenge|(Admin)?InitiateAuth|AssociateSoftwareToken|VerifySoftwareToken)$/,
    message: /^Invalid session for the user, session is expired/i,
    words: () => ({
      what: l10n.t("Too much time passed between two steps of the sign-in (about three minutes by default)."),
      side: "user",
      next: l10n.t("Start the sign-in again and answer with the newest session value."),
    }),
  },
  {
    codes: ["NotAuthorizedException"],
    on: /^((Admin)?RespondToAuthChallenge|(Admin)?InitiateAuth|AssociateSoftwareToken|VerifySoftwareToken)$/,
    message: /^Invalid session for the user\.?$/i,
    words: () => ({
      what: l10n.t(
        "The session value does not belong to a running sign-in: used already, too old, or not the newest one.",
      ),
      side: "app",
      next: l10n.t("Start the sign-in again and answer with the newest session value."),
    }),
  },
  {
    codes: ["ForbiddenException"],
    message: /\bWAF\b/i,
    words: () => ({
      what: l10n.t("An AWS WAF rule in front of the user pool blocked the request before Cognito looked at it."),
      side: "settings",
      next: l10n.t("Find the rule in the WAF log of this time."),
    }),
  },
  {
    codes: ["NotAuthorizedException"],
    message: /^Unable to login because of security reasons|^Request not allowed due to security reasons/i,
    words: () => ({
      what: l10n.t("Threat protection rated the attempt as risky and blocked it."),
      side: "settings",
      next: l10n.t("Look at the risk rating with AdminListUserAuthEvents and at the user pool's risk configuration."),
    }),
  },
];
