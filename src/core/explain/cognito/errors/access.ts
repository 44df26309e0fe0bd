/** Errors about the caller's AWS permissions and credentials. */
import * as l10n from "@vscode/l10n";
import type { Rule } from "./rule";

export const accessErrors: readonly Rule[] = [
  {
    codes: ["AccessDeniedException", "AccessDenied"],
    message: /\bwith an explicit deny\b/i,
    words: () => ({
      what: l10n.t(
        "IAM refused the call: a policy explicitly denies it. Cognito did not look at the user. Adding an Allow will not help.",
      ),
      side: "permissions",
      next: l10n.t("The owner of the policy named in the message has to change it."),
    }),
  },
  {
    codes: ["AccessDeniedException", "AccessDenied"],
    message: /^User: .{1,2048}? is not authorized to perform: /i,
    words: () => ({
      what: l10n.t(
        "IAM refused the call: no policy allows the caller this action here. Cognito did not look at the user or the password.",
      ),
      side: "permissions",
      next: l10n.t("Let whoever owns the caller's IAM policies decide whether to allow it."),
    }),
  },
  {
    codes: [
      "UnrecognizedClientException",
      "InvalidSignatureException",
      "ExpiredTokenException",
      "MissingAuthenticationTokenException",
    ],
    message:
      /^The security token included in the request is (invalid|expired)|^The request signature we calculated|^Signature expired|^Missing Authentication Token/i,
    words: () => ({
      what: l10n.t("The caller's AWS credentials were not accepted. This is not about a Cognito user's password."),
      side: "permissions",
      next: l10n.t("Renew the caller's AWS credentials and check the caller's clock."),
    }),
  },
];
