/** Pages of managed login, by event name. Those of the classic hosted UI differ only in case. */
import * as l10n from "@vscode/l10n";
import type { Words } from "../words";

export const managedLoginPages = (): Words => ({
  login_POST: l10n.t("Someone sent credentials on the managed login page."),
  login_continue_POST: l10n.t(
    "Someone who had signed in before chose on the managed login page to continue with that account.",
  ),
  forgotPassword_POST: l10n.t(
    "Someone used the forgotten-password page of managed login; a code may have been sent (the classic pages write ForgotPassword_POST).",
  ),
  selectChallenge_POST: l10n.t(
    "Someone answered a step of a managed login sign-in after giving a user name or credentials.",
  ),
  confirmUser_GET: l10n.t(
    "Someone opened the link in a confirmation or verification email; a mail scanner can do that too.",
  ),
  mfa_back_POST: l10n.t("Someone chose to go back on managed login's MFA page."),
  mfa_options_POST: l10n.t("Someone chose an MFA method in managed login."),
  mfa_phone_register_POST: l10n.t(
    "Someone gave a phone number in managed login to set up MFA by SMS; a code was to be sent there.",
  ),
  mfa_phone_verify_POST: l10n.t("Someone sent the MFA code from an SMS in managed login."),
  mfa_phone_resendCode_POST: l10n.t("Someone asked in managed login to have the MFA code sent by SMS again."),
  mfa_totp_POST: l10n.t("Someone sent a code from an authenticator app (TOTP) in managed login."),
  signup_POST: l10n.t("Someone sent the form of managed login's sign-up page (the classic pages write Signup_POST)."),
  signup_confirm_POST: l10n.t("Someone sent the code of a new account in managed login."),
  verifyCode_POST: l10n.t("Someone sent a one-time code for a sign-in without a password in managed login."),
  passkeys_add_POST: l10n.t("Someone asked in managed login to add a passkey."),
  passkeys_add_GET: l10n.t("Someone opened managed login's page for adding a passkey."),
  login_passkey_POST: l10n.t("Someone used a passkey to sign in on the managed login page."),
});
