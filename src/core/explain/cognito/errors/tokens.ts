/** Errors about access and refresh tokens. */
import * as l10n from "@vscode/l10n";
import type { Rule } from "./rule";

export const tokensErrors: readonly Rule[] = [
  {
    codes: ["NotAuthorizedException"],
    message: /^Access Token has expired/i,
    words: () => ({
      what: l10n.t("The user's access token was too old."),
      side: "app",
      next: l10n.t("This is normal after about an hour: the app gets a new token with the refresh token."),
    }),
  },
  {
    codes: ["NotAuthorizedException"],
    message: /^Access Token has been revoked/i,
    words: () => ({
      what: l10n.t(
        "The user's access token was revoked, for instance by a sign-out everywhere, or because the account was disabled.",
      ),
      side: "user",
      next: l10n.t("The app has to send the user through a new sign-in."),
    }),
  },
  {
    codes: ["NotAuthorizedException"],
    message: /^Refresh Token has expired/i,
    words: () => ({
      what: l10n.t("The refresh token was too old: the user has not signed in for as long as the app client allows."),
      side: "user",
      next: l10n.t("The app has to send the user through a new sign-in."),
    }),
  },
  {
    codes: ["NotAuthorizedException"],
    message: /^Refresh Token has been revoked/i,
    words: () => ({
      what: l10n.t(
        "The refresh token was revoked, for instance by a sign-out everywhere, RevokeToken or a password change.",
      ),
      side: "user",
      next: l10n.t("The app has to send the user through a new sign-in."),
    }),
  },
  {
    codes: ["RefreshTokenReuseException"],
    message: /^Refresh token reuse|^Refresh Token (has been|was) (already )?(used|rotated)/i,
    words: () => ({
      what: l10n.t(
        "A refresh token that had been exchanged already was used again. Either the app kept an old one, or somebody else has it.",
      ),
      side: "unclear",
      next: l10n.t("Compare the addresses of both uses; if one is unfamiliar, sign the user out everywhere."),
    }),
  },
  {
    codes: ["NotAuthorizedException"],
    message: /^Invalid Refresh Token/i,
    words: () => ({
      what: l10n.t(
        "The refresh token was not accepted: it belongs to another app client or user pool, comes from another device, is damaged, or is no longer valid.",
      ),
      side: "app",
      next: l10n.t(
        "Check that the app refreshes with the app client and device key that it signed in with; otherwise a new sign-in is needed.",
      ),
    }),
  },
  {
    codes: ["NotAuthorizedException"],
    message: /^Invalid Access Token|^Could not verify signature for Access Token/i,
    words: () => ({
      what: l10n.t("What the app sent is not an access token of this user pool; usually it is an ID token instead."),
      side: "app",
      next: l10n.t("Send the access token to the Region of its user pool."),
    }),
  },
  {
    codes: ["NotAuthorizedException"],
    message: /^Access Token does not (have|contain) (the )?required scopes/i,
    words: () => ({
      what: l10n.t("The access token lacks the scope aws.cognito.signin.user.admin, which this operation needs."),
      side: "settings",
      next: l10n.t("Let the app request that scope, and allow it in the app client."),
    }),
  },
  {
    codes: ["UnsupportedTokenTypeException"],
    on: /^RevokeToken$/,
    message: /^Unsupported token type/i,
    words: () => ({
      what: l10n.t("Only refresh tokens can be revoked, and another kind was sent."),
      side: "app",
      next: l10n.t("Send the refresh token."),
    }),
  },
];
