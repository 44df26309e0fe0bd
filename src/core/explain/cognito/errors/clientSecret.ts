/** Errors about the app and its client secret, which are never the user's fault. */
import * as l10n from "@vscode/l10n";
import type { Rule } from "./rule";

export const clientSecretErrors: readonly Rule[] = [
  {
    codes: ["NotAuthorizedException"],
    message: /^Unable to verify secret hash for client\b/i,
    words: () => ({
      what: l10n.t(
        "The app's secret hash does not match: the client secret is wrong, or the hash was made from another user name or client ID. The user's password plays no part.",
      ),
      side: "app",
      next: l10n.t(
        "Correct the app's client secret or how it computes the hash; an app that cannot keep a secret needs an app client without one.",
      ),
    }),
  },
  {
    codes: ["NotAuthorizedException", "InvalidParameterException"],
    message: /^Client \S+ is configured (with|for) secret but (SECRET_HASH|secret) was not received/i,
    words: () => ({
      what: l10n.t(
        "The app client has a secret, but the app sent no hash made with it. The user's password plays no part.",
      ),
      side: "app",
      next: l10n.t(
        "Correct the app's client secret or how it computes the hash; an app that cannot keep a secret needs an app client without one.",
      ),
    }),
  },
  {
    codes: ["NotAuthorizedException"],
    message:
      /^Client \S+ is configured without secret\b|^Invalid client secret\b|^SecretHash does not match for the client\b/i,
    words: () => ({
      what: l10n.t("The app and its app client do not agree on the client secret."),
      side: "app",
      next: l10n.t(
        "Correct the app's client secret or how it computes the hash; an app that cannot keep a secret needs an app client without one.",
      ),
    }),
  },
];
