/** The words of `eventType` and `eventCategory`, in all spellings that AWS uses. */
import * as l10n from "@vscode/l10n";

const vpce = () => l10n.t("A call through a VPC endpoint (network activity event).");
const signIn = () => l10n.t("A sign-in to the AWS Management Console, or an attempt at one.");

export const eventTypes: Readonly<Record<string, () => string>> = {
  AwsApiCall: () => l10n.t("A call to the service's API."),
  AwsServiceEvent: () => l10n.t("An event that the service made itself; it need not have been caused by a call."),
  AwsConsoleAction: () => l10n.t("An action in the console that was not a call to an API."),
  AwsConsoleSignIn: signIn,
  AwsConsoleSignin: signIn,
  AwsVpceEvents: vpce,
  AwsVpceEvent: vpce,
  AwsCloudTrailInsight: () => l10n.t("CloudTrail Insights noticed an unusual rate of calls or errors."),
  AwsAggregatedEvent: () => l10n.t("A summary of data events over five minutes, not a single call."),
  ActivityLog: () => l10n.t("Activity outside of AWS, sent to CloudTrail Lake."),
};

export const eventCategories: Readonly<Record<string, () => string>> = {
  Management: () => l10n.t("A management event: something was done to a resource, or somebody signed in."),
  Data: () =>
    l10n.t("A data event: something was done in or with a resource. Trails record these only when set up to."),
  NetworkActivity: () => l10n.t("A network activity event: a call through a VPC endpoint, recorded for its owner."),
  Insight: () => l10n.t("An Insights event: an unusual rate of calls or errors, not a single call."),
  Aggregated: () => l10n.t("An aggregated event: data events summed up over five minutes."),
  ActivityAuditLog: () => l10n.t("Activity outside of AWS, sent to CloudTrail Lake."),
  ConfigurationItem: () => l10n.t("A state of a resource as AWS Config recorded it."),
  Evidence: () => l10n.t("Evidence that AWS Audit Manager collected."),
};

/** AWS's table of types and its own examples differ. */
export const eventTypeSpellings: readonly (readonly string[])[] = [
  ["AwsVpceEvents", "AwsVpceEvent"],
  ["AwsConsoleSignIn", "AwsConsoleSignin"],
];

/** The words of `addendum.reason`. */
export const addendumReasons: Readonly<Record<string, () => string>> = {
  DELIVERY_DELAY: () => l10n.t("It was delivered late: heavy traffic, or trouble in the network or in CloudTrail."),
  UPDATED_DATA: () =>
    l10n.t("A field of an event that was already delivered was missing or wrong: this is the corrected event."),
  SERVICE_OUTAGE: () => l10n.t("The service could not send its events to CloudTrail for a while."),
};
