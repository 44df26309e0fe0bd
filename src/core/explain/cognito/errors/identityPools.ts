/** Errors of identity pools. */
import * as l10n from "@vscode/l10n";
import type { Rule } from "./rule";

export const identityPoolsErrors: readonly Rule[] = [
  {
    codes: ["NotAuthorizedException"],
    message: /^Unauthenticated access is not supported for this identity pool/i,
    words: () => ({
      what: l10n.t("The app asked as a guest, and this identity pool does not allow guests."),
      side: "app",
      next: l10n.t("Let the app send the sign-in's token in logins; guests can be allowed in the identity pool."),
    }),
  },
  {
    codes: ["NotAuthorizedException"],
    message: /^Logins don't match/i,
    words: () => ({
      what: l10n.t(
        "The identity belongs to other sign-ins than the ones sent: often the device still stores the identity ID of an earlier user.",
      ),
      side: "app",
      next: l10n.t("The app clears the stored identity ID when the user changes."),
    }),
  },
  {
    codes: ["NotAuthorizedException"],
    message: /^Token is not from a supported provider of this identity pool/i,
    words: () => ({
      what: l10n.t("The token comes from a provider, user pool or app client that this identity pool does not know."),
      side: "settings",
      next: l10n.t(
        "Add that user pool and app client to the identity pool's providers, or correct the IDs in the app.",
      ),
    }),
  },
  {
    codes: ["NotAuthorizedException"],
    message: /^Access to Identity '?[^']*'? is forbidden/i,
    words: () => ({
      what: l10n.t(
        "The identity may not be used without the sign-in it belongs to; the app asked as a guest, or with another sign-in.",
      ),
      side: "app",
      next: l10n.t("Send the matching token in logins, or clear the stored identity ID."),
    }),
  },
  {
    codes: ["NotAuthorizedException"],
    message: /^Invalid login token\. Token (is )?expired/i,
    words: () => ({
      what: l10n.t("The sign-in's token was too old."),
      side: "app",
      next: l10n.t("The app refreshes the token first."),
    }),
  },
  {
    codes: ["NotAuthorizedException"],
    message: /^Invalid login token/i,
    words: () => ({
      what: l10n.t(
        "The sign-in's token was not accepted: wrong kind, wrong provider name, wrong audience, or damaged; the message says which.",
      ),
      side: "app",
      next: l10n.t(
        "For a user pool send the ID token under the name cognito-idp.<Region>.amazonaws.com/<user pool ID>.",
      ),
    }),
  },
  {
    codes: ["InvalidParameterException"],
    on: /^GetOpenIdToken$/,
    message: /^Basic \(classic\) flow is not enabled/i,
    words: () => ({
      what: l10n.t("The app uses the older, basic flow, which this identity pool does not allow."),
      side: "settings",
      next: l10n.t("Use GetCredentialsForIdentity, or allow the classic flow."),
    }),
  },
  {
    codes: ["InvalidIdentityPoolConfigurationException"],
    message: /^Invalid identity pool configuration/i,
    words: () => ({
      what: l10n.t("The identity pool has no suitable role, or the role does not trust it."),
      side: "settings",
      next: l10n.t("Set the roles of the identity pool, and check aud and amr in the role's trust policy."),
    }),
  },
  {
    codes: ["ResourceNotFoundException"],
    message: /^Identity '?[^']*'? not found/i,
    words: () => ({
      what: l10n.t("There is no such identity; it was deleted, or belongs to another Region or account."),
      side: "app",
      next: l10n.t("The app clears the stored identity ID and gets a new one with GetId."),
    }),
  },
  {
    codes: ["ResourceNotFoundException"],
    message: /^IdentityPool '?[^']*'? not found/i,
    words: () => ({
      what: l10n.t("There is no such identity pool in this account and Region."),
      side: "app",
      next: l10n.t("Compare the ID and the Region in the app."),
    }),
  },
  {
    codes: ["ResourceConflictException"],
    message: /^Logins? (are|is) already linked|\b(already|conflict)\b/i,
    words: () => ({
      what: l10n.t("The sign-in is already linked to another identity, or two requests collided."),
      side: "app",
      next: l10n.t(
        "Try again. If the problem stays, find the other identity; for your own sign-in system, merge both.",
      ),
    }),
  },
];
