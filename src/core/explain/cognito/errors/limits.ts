/** Throttling, limits and too many failures. */
import * as l10n from "@vscode/l10n";
import type { Rule } from "./rule";

export const limitsErrors: readonly Rule[] = [
  {
    codes: ["LimitExceededException"],
    message: /^Attempt limit exceeded, please try after some time|^Exceeded daily (email|sms) limit/i,
    words: () => ({
      what: l10n.t(
        "This user, or this user pool, made too many requests in a short time: too many attempts, or too many messages.",
      ),
      side: "limit",
      next: l10n.t("Wait and try again later; for email, sending through Amazon SES has higher limits."),
    }),
  },
  {
    codes: ["TooManyFailedAttemptsException"],
    message: /^(Too many failed attempts|Attempt limit exceeded|Password attempts exceeded)/i,
    words: () => ({
      what: l10n.t("Too many failed attempts: further attempts are refused for a while, even correct ones."),
      side: "user",
      next: l10n.t("Wait and try again later; look at the attempts before this one."),
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
      next: l10n.t("Wait and try again with increasing pauses; look for the caller that sends so many requests."),
    }),
  },
  {
    codes: ["LimitExceededException"],
    on: /^(Create|Add|Set|Update|Register|Import|StartUserImportJob)/,
    message: /\b(limit|quota|maximum|exceed)/i,
    words: () => ({
      what: l10n.t("A quota of the account or the user pool is reached."),
      side: "limit",
      next: l10n.t("Delete what is no longer needed, or ask for a higher quota in Service Quotas."),
    }),
  },
];
