/** Throttling, limits and too many failures. */
import * as l10n from "@vscode/l10n";
import type { Rule } from "./rule";

export const limitsErrors: readonly Rule[] = [
  {
    codes: ["LimitExceededException"],
    message: /^Attempt limit exceeded, please try after some time|^Exceeded daily (email|sms) limit/i,
    words: () => ({
      what: l10n.t("This user, or this user pool, asked too often in a while: too many tries, or too many messages."),
      side: "limit",
      next: l10n.t("Wait and try later; for e-mail, sending through Amazon SES has higher limits."),
    }),
  },
  {
    codes: ["TooManyFailedAttemptsException"],
    message: /^(Too many failed attempts|Attempt limit exceeded|Password attempts exceeded)/i,
    words: () => ({
      what: l10n.t("Too many failed attempts: further ones are refused for a while, right or wrong."),
      side: "user",
      next: l10n.t("Wait and try later; look at the attempts before this one."),
    }),
  },
  {
    codes: ["TooManyRequestsException", "ThrottlingException", "Throttling"],
    message: /^(Too many requests|Rate exceeded|Request rate (is )?exceeded|Quota exceeded)/i,
    words: () => ({
      what: l10n.t(
        "Throttled: more requests than the account's rate for this kind of operation allows. Nothing was decided about the user.",
      ),
      side: "limit",
      next: l10n.t("Wait and try again with growing pauses; look for the caller that asks so often."),
    }),
  },
  {
    codes: ["LimitExceededException"],
    on: /^(Create|Add|Set|Update|Register|Import|StartUserImportJob)/,
    message: /\b(limit|quota|maximum|exceed)/i,
    words: () => ({
      what: l10n.t("A quota of the account or the user pool is used up."),
      side: "limit",
      next: l10n.t("Delete what is no longer needed, or ask for a higher quota in Service Quotas."),
    }),
  },
];
