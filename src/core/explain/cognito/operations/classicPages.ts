/** Pages and endpoints of the classic hosted UI, by event name. Those of managed login differ only in case. */
import * as l10n from "@vscode/l10n";
import type { Words } from "../words";

export const classicPages = (): Words => ({
  Login_GET: l10n.t("Someone opened the classic hosted sign-in page."),
  CognitoAuthentication: l10n.t("Someone opened the classic hosted sign-in page or sent credentials there."),
  OAuth2_Authorize_GET: l10n.t(
    "A browser came to the authorize endpoint, where a sign-in through the user pool's domain begins.",
  ),
  Beta_Authorize_GET: l10n.t(
    "A browser came to the authorize endpoint, where a sign-in through the user pool's domain begins (a separate event name for the same endpoint).",
  ),
  OAuth2Response_GET: l10n.t(
    "A browser came back from an external OpenID Connect or social provider to /oauth2/idpresponse, by redirect.",
  ),
  OAuth2Response_POST: l10n.t(
    "A browser came back from an external OpenID Connect or social provider to /oauth2/idpresponse, with a sent form.",
  ),
  SAML2Response_POST: l10n.t(
    "A browser brought a SAML assertion from an external identity provider to /saml2/idpresponse.",
  ),
  Beta_SAML2Response_POST: l10n.t(
    "A browser brought a SAML assertion from an external identity provider to /saml2/idpresponse (a separate event name for the same endpoint).",
  ),
  Login_OIDC_SAML_POST: l10n.t(
    "Someone typed a name on the classic sign-in page that belongs to an external identity provider and was sent on to it.",
  ),
  Token_POST: l10n.t("An app asked the token endpoint for tokens; grant_type says in exchange for what."),
  Beta_Token_POST: l10n.t(
    "An app asked the token endpoint for tokens; grant_type says in exchange for what (a separate event name for the same endpoint).",
  ),
  Signup_GET: l10n.t("Someone opened the classic hosted sign-up page."),
  Signup_POST: l10n.t("Someone sent the form of the classic hosted sign-up page (managed login writes signup_POST)."),
  Confirm_GET: l10n.t("Someone opened the classic page that asks for the code of a new account."),
  Confirm_POST: l10n.t("Someone sent the code of a new account on the classic page."),
  ResendCode_POST: l10n.t("Someone asked on the classic page to have the code of a new account sent again."),
  ForgotPassword_GET: l10n.t("Someone opened the classic page for a forgotten password."),
  ForgotPassword_POST: l10n.t(
    "Someone asked on the classic page to reset a forgotten password; a code may have been sent (managed login writes forgotPassword_POST).",
  ),
  ConfirmForgotPassword_GET: l10n.t("Someone opened the classic page that asks for the code of a password reset."),
  ConfirmForgotPassword_POST: l10n.t(
    "Someone sent the code of a password reset, and a new password, on the classic page.",
  ),
  ResetPassword_GET: l10n.t("Someone opened the classic page that asks for a new password."),
  ResetPassword_POST: l10n.t("Someone sent a new password on the classic page."),
  Mfa_GET: l10n.t("Someone opened the classic page that asks for an MFA code."),
  Mfa_POST: l10n.t("Someone sent an MFA code on the classic page."),
  MfaOption_GET: l10n.t("Someone opened the classic page on which the MFA method is chosen."),
  MfaOption_POST: l10n.t("Someone chose an MFA method on the classic page."),
  MfaRegister_GET: l10n.t("Someone opened the classic page that sets up MFA."),
  MfaRegister_POST: l10n.t("Someone sent a code on the classic page to finish setting up MFA."),
  Logout: l10n.t("Someone signed out at the /logout endpoint."),
  SAML2Logout_POST: l10n.t("A sign-out through an external SAML provider reached /saml2/logout."),
  Error_GET: l10n.t("Someone was shown the classic error page; the reason is not recorded in this event."),
  UserInfo_GET: l10n.t("A user's access token was used to read the user's profile at the userInfo endpoint, by GET."),
  UserInfo_POST: l10n.t("A user's access token was used to read the user's profile at the userInfo endpoint, by POST."),
  Confirm_With_Link_GET: l10n.t(
    "Someone opened the link in an email that confirms a new account; a mail scanner can do that too.",
  ),
  Event_Feedback_GET: l10n.t("Someone opened the link in a security email that says whether a sign-in was their own."),
});
