/** Things that do not exist, already exist, or are set up wrongly. */
import * as l10n from "@vscode/l10n";
import type { Rule } from "./rule";

export const settingsErrors: readonly Rule[] = [
  {
    codes: ["ResourceNotFoundException"],
    message: /^User pool client \S+ does not exist/i,
    words: () => ({
      what: l10n.t("There is no such app client in the user pool or Region that was asked."),
      side: "app",
      next: l10n.t("Compare the client ID and the Region in the app; look for DeleteUserPoolClient."),
    }),
  },
  {
    codes: ["ResourceNotFoundException"],
    message: /^User pool \S+ does not exist/i,
    words: () => ({
      what: l10n.t("There is no such user pool in this account and Region."),
      side: "app",
      next: l10n.t("Compare the user pool ID and the Region; look for DeleteUserPool."),
    }),
  },
  {
    codes: ["ResourceNotFoundException"],
    message: /^Device does not exist|^Invalid device key given/i,
    words: () => ({
      what: l10n.t("The remembered device is not known for this user: it was removed, or belongs to someone else."),
      side: "app",
      next: l10n.t("The app deletes the stored device key and signs in again."),
    }),
  },
  {
    codes: ["ResourceNotFoundException"],
    message:
      /^Group not found|^(Identity provider|IdP|Provider|Resource server|Terms|Branding|Custom domain|Domain)\b.*\b(does not exist|not found)/i,
    words: () => ({
      what: l10n.t("What the request names does not exist in this user pool."),
      side: "app",
      next: l10n.t("Compare the name; look for the operation that deleted it."),
    }),
  },
  {
    codes: [
      "GroupExistsException",
      "DuplicateProviderException",
      "ManagedLoginBrandingExistsException",
      "TermsExistsException",
    ],
    message: /\balready exists\b/i,
    words: () => ({
      what: l10n.t("The user pool already has one with this name."),
      side: "app",
      next: l10n.t("Change the existing one, or choose another name."),
    }),
  },
  {
    codes: ["InvalidParameterException"],
    message: /^\d+ validation errors? detected:/i,
    words: () => ({
      what: l10n.t("A value that was sent does not have the form the API asks for; the message lists which."),
      side: "app",
      next: l10n.t("Correct what the caller sends."),
    }),
  },
  {
    codes: [
      "InvalidSmsRoleAccessPolicyException",
      "InvalidSmsRoleTrustRelationshipException",
      "InvalidEmailRoleAccessPolicyException",
    ],
    message: /\b([Rr]ole|[Ii]dentity|SNS|SES|permission|trust)\b/i,
    words: () => ({
      what: l10n.t("The user pool is not allowed to use the role or address with which it sends SMS or email."),
      side: "settings",
      next: l10n.t(
        "Check the role's trust policy with its external ID, and its permissions; for email, check the policy of the SES identity.",
      ),
    }),
  },
  {
    codes: ["ConcurrentModificationException"],
    message: /\b(concurrent|same time|modif)/i,
    words: () => ({
      what: l10n.t("Two changes to the same thing were made at the same time, and this one was refused."),
      side: "limit",
      next: l10n.t("Read the current state and try again."),
    }),
  },
  {
    codes: ["InternalErrorException", "InternalFailure", "InternalError"],
    message: /^(Internal|Something went wrong|An internal|Unexpected|We encountered)/i,
    words: () => ({
      what: l10n.t("Cognito had an internal error; the request itself may be correct."),
      side: "aws",
      next: l10n.t("Try again. If the problem stays, see the AWS Health Dashboard."),
    }),
  },
];
