/** Errors about codes sent to users, and what stops them from being sent. */
import * as l10n from "@vscode/l10n";
import type { Rule } from "./rule";

export const codesErrors: readonly Rule[] = [
  {
    codes: ["CodeMismatchException"],
    on: /^ConfirmForgotPassword$/,
    message: /^Invalid verification code provided/i,
    words: () => ({
      what: l10n.t(
        "The code that was entered is not the one that was sent. Cognito can give the same answer for an unknown user.",
      ),
      side: "user",
      next: l10n.t("The user can have a new code sent and enter that."),
    }),
  },
  {
    codes: ["CodeMismatchException"],
    message: /^Invalid verification code provided/i,
    words: () => ({
      what: l10n.t("The code that was entered is not the one that was sent."),
      side: "user",
      next: l10n.t("The user can have a new code sent and enter that."),
    }),
  },
  {
    codes: ["CodeMismatchException"],
    on: /^((Admin)?RespondToAuthChallenge|(Admin)?InitiateAuth|AssociateSoftwareToken|VerifySoftwareToken)$/,
    message: /^Invalid code (received|or auth state) for (the )?user/i,
    words: () => ({
      what: l10n.t("The MFA or one-time code is wrong, or belongs to another sign-in."),
      side: "user",
      next: l10n.t("Enter the newest code; for an authenticator app check the phone's clock."),
    }),
  },
  {
    codes: ["ExpiredCodeException"],
    on: /^(ConfirmSignUp|ConfirmForgotPassword|VerifyUserAttribute)$/,
    message: /^Invalid code provided, please request a code again/i,
    words: () => ({
      what: l10n.t(
        "The code is too old, was replaced by a newer one, or there is none for this user. Cognito can give the same answer for an unknown user.",
      ),
      side: "user",
      next: l10n.t("The user can have a new code sent and enter that."),
    }),
  },
  {
    codes: ["ExpiredCodeException"],
    message: /^Your software token has already been used once/i,
    words: () => ({
      what: l10n.t("This code from the authenticator app was already used; each code works once."),
      side: "user",
      next: l10n.t("Wait for the next code."),
    }),
  },
  {
    codes: ["CodeDeliveryFailureException"],
    message: /^Unable to deliver|failed to (send|deliver)|^(SMS|Email) .*(fail|not)/i,
    words: () => ({
      what: l10n.t("The code could not be sent."),
      side: "settings",
      next: l10n.t("Check the user pool's email or SMS settings, the SMS spending limit and the address."),
    }),
  },
  {
    codes: ["InvalidParameterException"],
    on: /^(ForgotPassword|AdminResetUserPassword)$/,
    message: /^Cannot reset password for the user as there is no (registered\/)?verified email or phone_number/i,
    words: () => ({
      what: l10n.t("The user has no verified email address or phone number that a code could be sent to."),
      side: "admin",
      next: l10n.t(
        "An administrator verifies an address (AdminUpdateUserAttributes) or sets a password (AdminSetUserPassword).",
      ),
    }),
  },
  {
    codes: ["NotAuthorizedException"],
    on: /^(ForgotPassword|AdminResetUserPassword|ConfirmForgotPassword)$/,
    message: /^User password cannot be reset in the current state/i,
    words: () => ({
      what: l10n.t(
        "The account's state allows no reset: often a temporary password that was never changed, or an external identity provider.",
      ),
      side: "admin",
      next: l10n.t("Look up the user's status; send the invitation again or set a password."),
    }),
  },
];
