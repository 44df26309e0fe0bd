import type { Outcome } from "./event";
import { LONG_TEXT } from "./usualPaths";
import { OriginFlag, type TextAt, type TupleSpec } from "./values";

/** The values that together prove how a call ended. */
const paths = [
  "errorCode",
  "errorMessage",
  "responseElements.ConsoleLogin",
  "serviceEventDetails.UserAuthentication",
  "serviceEventDetails.CredentialVerification",
  "serviceEventDetails.CredentialChallenge",
  "additionalEventData.responseParameters.status",
  "eventCategory",
  "userIdentity.type",
] as const;
type OutcomePath = (typeof paths)[number];

export const outcomeTuple: TupleSpec<OutcomePath> = {
  paths,
  flags: OriginFlag.cognito | OriginFlag.nameless | OriginFlag.silent,
  // if there is a code, the message adds nothing to the outcome, and every message is different
  leftOut: { path: "errorMessage", beside: "errorCode" },
};

/** How the call ended, according to a record's values. */
export function outcomeAt(text: TextAt<OutcomePath>, flags: number): OutcomeAndReason {
  const isCognito = (flags & OriginFlag.cognito) !== 0;
  const category = text("eventCategory");
  return outcomeOf({
    errorCode: text("errorCode"),
    errorMessage: text("errorMessage"),
    consoleLogin: text("responseElements.ConsoleLogin"),
    serviceResults: [
      text("serviceEventDetails.UserAuthentication"),
      text("serviceEventDetails.CredentialVerification"),
      text("serviceEventDetails.CredentialChallenge"),
    ],
    responseStatus: text("additionalEventData.responseParameters.status"),
    isCognito,
    isCognitoPage: isCognito && text("userIdentity.type") === "",
    isSilent: (flags & OriginFlag.silent) !== 0,
    isSummary: category === "Insight" || category === "Aggregated" || (flags & OriginFlag.nameless) !== 0,
  });
}

/** The texts of a record that prove how it ended; "" where it has none. An empty errorCode is not an error. */
export interface OutcomeTexts {
  errorCode: string;
  /** May be {@link LONG_TEXT}. */
  errorMessage: string;
  /** `responseElements.ConsoleLogin`: Success or Failure. */
  consoleLogin: string;
  /** Values of `serviceEventDetails` that say Success or Failure. */
  serviceResults: string[];
  /** HTTP status of a Cognito page or token request: 200, 302, 200.0 … */
  responseStatus: string;
  isCognito: boolean;
  /** A Cognito page or token request: without a status, nothing proves how it was answered. */
  isCognitoPage: boolean;
  /** For a table row: whether the table lacks the columns that would show a failure. */
  isSilent?: boolean;
  /** Insights and aggregated events describe many calls; a record without an eventName describes no call. */
  isSummary: boolean;
}

export interface OutcomeAndReason {
  outcome: Outcome;
  errorCode: string;
  reason: string;
}

/**
 * Refused for lack of permission. Not included: a password that Cognito rejected (`NotAuthorizedException` there), and
 * credentials that are expired, unknown or wrongly signed, because those calls failed before permissions were checked.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
const denied =
  /(^|\.)AccessDenied|AccessDeniedException$|UnauthorizedOperation$|^Unauthorized(Exception)?$|UnauthorizedAccess(Exception)?$|^NotAuthorized(Exception)?$|AuthorizationError(Exception)?$|VpceAccessDenied|^Forbidden(Exception)?$/;

/** EC2's answer to a dry run: the call would have been allowed and was not made. */
const trialRun = /(^|\.)DryRunOperation$/;

export function outcomeOf(texts: OutcomeTexts): OutcomeAndReason {
  return { ...judge(texts), errorCode: texts.errorCode };
}

function judge(texts: OutcomeTexts): { outcome: Outcome; reason: string } {
  const { errorCode } = texts;
  if (errorCode !== "") {
    if (trialRun.test(errorCode)) return { outcome: "ok", reason: errorCode };
    if (texts.isCognito && errorCode === "NotAuthorizedException") return { outcome: "failed", reason: errorCode };
    return { outcome: denied.test(errorCode) ? "denied" : "failed", reason: errorCode };
  }
  if (texts.errorMessage !== "")
    return { outcome: "failed", reason: texts.errorMessage === LONG_TEXT ? "" : texts.errorMessage };
  const results = [texts.consoleLogin, ...texts.serviceResults].filter(Boolean);
  const failure = results.find((result) => /^fail/i.test(result));
  if (failure) return { outcome: "failed", reason: failure };
  const status = Number.parseFloat(texts.responseStatus);
  if (status >= 400) return { outcome: "failed", reason: `HTTP ${status}` };
  if (texts.isSummary || texts.isSilent) return { outcome: "unknown", reason: "" };
  if (texts.isCognitoPage && Number.isNaN(status)) return { outcome: "unknown", reason: "" };
  return { outcome: "ok", reason: "" };
}
