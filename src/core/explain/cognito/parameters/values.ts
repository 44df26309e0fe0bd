/** Values that people ask about, by parameter name in lower case. */
import * as l10n from "@vscode/l10n";
import type { Words } from "../words";

export const valueWords = (): Readonly<Record<string, Words>> => ({
  authflow: {
    USER_SRP_AUTH: l10n.t("Sign-in with a password that is proven without being sent (SRP)."),
    USER_PASSWORD_AUTH: l10n.t("Sign-in with the password sent to Cognito, protected only by TLS."),
    USER_AUTH: l10n.t("Sign-in in which the user can choose the method: password, passkey or a one-time code."),
    REFRESH_TOKEN_AUTH: l10n.t("No new sign-in: the app exchanges a refresh token for new tokens."),
    REFRESH_TOKEN: l10n.t("No new sign-in: the app exchanges a refresh token for new tokens."),
    CUSTOM_AUTH: l10n.t("Sign-in whose steps are decided by your own Lambda triggers."),
    ADMIN_NO_SRP_AUTH: l10n.t("A back end sends the user's password (the older name of ADMIN_USER_PASSWORD_AUTH)."),
    ADMIN_USER_PASSWORD_AUTH: l10n.t("A back end with AWS credentials sends the user's password."),
  },
  challengename: {
    SMS_MFA: l10n.t("A code sent by SMS, as second factor."),
    EMAIL_OTP: l10n.t("A code sent by email."),
    SMS_OTP: l10n.t("A code sent by SMS, as first factor."),
    SOFTWARE_TOKEN_MFA: l10n.t("A code from an authenticator app (TOTP)."),
    SELECT_MFA_TYPE: l10n.t("The user chooses among several MFA methods."),
    MFA_SETUP: l10n.t("The user must set up MFA before the sign-in can go on."),
    PASSWORD_VERIFIER: l10n.t("The proof of the password (SRP)."),
    PASSWORD: l10n.t("The password itself."),
    PASSWORD_SRP: l10n.t("The start of the password proof (SRP)."),
    WEB_AUTHN: l10n.t("A passkey."),
    SELECT_CHALLENGE: l10n.t("The user chooses the method to sign in with."),
    CUSTOM_CHALLENGE: l10n.t("A question of your own, made and checked by your Lambda triggers."),
    DEVICE_SRP_AUTH: l10n.t("The start of the proof that a remembered device is used."),
    DEVICE_PASSWORD_VERIFIER: l10n.t("The proof that a remembered device is used."),
    ADMIN_NO_SRP_AUTH: l10n.t("The password, sent by a back end."),
    NEW_PASSWORD_REQUIRED: l10n.t(
      "The user must choose a new password; usual at the first sign-in to an account created by an administrator.",
    ),
  },
  userstatus: {
    UNCONFIRMED: l10n.t("Registered, but the code has not been entered yet: no sign-in."),
    CONFIRMED: l10n.t("A normal account that can sign in."),
    EXTERNAL_PROVIDER: l10n.t("The user signs in through an external identity provider."),
    RESET_REQUIRED: l10n.t("The user must set a new password with a code before signing in."),
    FORCE_CHANGE_PASSWORD: l10n.t("The user has a temporary password and must change it at the first sign-in."),
    ARCHIVED: l10n.t("A state that Cognito no longer uses."),
    COMPROMISED: l10n.t("A state that Cognito no longer uses."),
    UNKNOWN: l10n.t("A state that Cognito no longer uses."),
  },
  deliverymedium: {
    SMS: l10n.t("By SMS."),
    EMAIL: l10n.t("By email."),
  },
  messageaction: {
    RESEND: l10n.t("The invitation is sent again to an account that exists."),
    SUPPRESS: l10n.t("No invitation is sent."),
  },
  mfaconfiguration: {
    OFF: l10n.t("No second factor is asked for."),
    ON: l10n.t("Every user needs a second factor."),
    OPTIONAL: l10n.t("Users who have set one up are asked for a second factor."),
  },
  explicitauthflows: {
    ALLOW_USER_SRP_AUTH: l10n.t("Allows the password to be proven without being sent (SRP)."),
    ALLOW_USER_PASSWORD_AUTH: l10n.t("Allows the password to be sent to Cognito."),
    ALLOW_ADMIN_USER_PASSWORD_AUTH: l10n.t("Allows a back end to send the user's password."),
    ALLOW_CUSTOM_AUTH: l10n.t("Allows a sign-in by your own Lambda triggers."),
    ALLOW_USER_AUTH: l10n.t("Allows the user to choose the sign-in method, passkeys included."),
    ALLOW_REFRESH_TOKEN_AUTH: l10n.t("Allows new tokens for a refresh token."),
    ALLOW_CLIENT_TOKEN_AUTH: l10n.t("Allows the app to get tokens for itself with its secret."),
    ADMIN_NO_SRP_AUTH: l10n.t("Allows a back end to send the user's password (older name)."),
    CUSTOM_AUTH_FLOW_ONLY: l10n.t("Allows only a sign-in by your own Lambda triggers (older name)."),
    USER_PASSWORD_AUTH: l10n.t("Allows the password to be sent to Cognito (older name)."),
  },
  allowedoauthflows: {
    code: l10n.t("Tokens for a code that the browser brings back: the usual way."),
    implicit: l10n.t("Tokens straight into the browser's address: older and less safe."),
    client_credentials: l10n.t("Tokens for the app itself; there is no user and no sub."),
  },
  preventuserexistenceerrors: {
    ENABLED: l10n.t("An unknown user gets the same answer as a wrong password."),
    LEGACY: l10n.t("The answer shows that a user does not exist."),
  },
  deletionprotection: {
    ACTIVE: l10n.t("Deletion is refused until the protection is switched off."),
    INACTIVE: l10n.t("The user pool can be deleted."),
  },
  providertype: {
    SAML: l10n.t("A provider that speaks SAML 2.0."),
    OIDC: l10n.t("A provider that speaks OpenID Connect."),
    Google: l10n.t("Sign in with Google."),
    Facebook: l10n.t("Sign in with Facebook."),
    LoginWithAmazon: l10n.t("Login with Amazon."),
    SignInWithApple: l10n.t("Sign in with Apple."),
  },
  feedbackvalue: {
    Valid: l10n.t("It was the user."),
    Invalid: l10n.t("It was not the user."),
  },
  grant_type: {
    authorization_code: l10n.t("The app exchanged the code of a user's sign-in for tokens."),
    refresh_token: l10n.t("The app exchanged a refresh token for new tokens; nobody signed in again."),
    client_credentials: l10n.t(
      "The app asked for a token for itself with its secret: there is no user, so there is no sub.",
    ),
  },
  response_type: {
    code: l10n.t("The app gets a code, which it exchanges at the token endpoint."),
    token: l10n.t("The app gets tokens straight in the browser's address (implicit flow)."),
  },
  code_challenge_method: {
    S256: l10n.t("By a SHA-256 hash."),
  },
});
