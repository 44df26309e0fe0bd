/** insightDetails, timeWindow, summary and the fields inside them: events that sum up many calls. */
import * as l10n from "@vscode/l10n";
import { type Context, textOf } from "../context";
import { durationText } from "../say";
import { aggregatedText, countsText, windowLength } from "../values/aggregated";
import { insightText } from "../values/insight";
import { type Fields, oneOf } from "./field";

export const manyCallsFields: Fields = {
  insightDetails: {
    what: () =>
      l10n.t(
        "What was unusual: which operation, how often it is called on ordinary days and how often it was then, and by whom.",
      ),
    page: "insights",
    since: "1.07",
    here: insightHere,
  },
  accountId: {
    what: () => l10n.t("The account that received this aggregated event."),
    page: "aggregated",
  },
  timeWindow: {
    what: () => l10n.t("The period that this aggregated event sums up."),
    page: "aggregated",
  },
  summary: {
    what: () => l10n.t("The counts of an aggregated event, by one dimension first, then broken down by others."),
    page: "aggregated",
    here: ({ record }) => aggregatedText(record),
  },

  "insightDetails.state": {
    what: () => l10n.t("Whether this record marks the beginning or the end of the unusual activity."),
    page: "insights",
    here: oneOf({
      Start: () => l10n.t("The unusual activity began. Its end is in a record with the same sharedEventID."),
      End: () => l10n.t("The unusual activity ended. Its beginning is in a record with the same sharedEventID."),
    }),
  },
  "insightDetails.eventSource": {
    what: () => l10n.t("The service whose operation was called unusually often, or failed unusually often."),
    page: "insights",
  },
  "insightDetails.eventName": {
    what: () => l10n.t("The operation that was called unusually often, or failed unusually often."),
    page: "insights",
  },
  "insightDetails.insightType": {
    what: () => l10n.t("What was unusual: the rate of calls or of errors."),
    page: "insights",
    here: oneOf({
      ApiCallRateInsight: () => l10n.t("The number of calls per minute was unusual."),
      ApiErrorRateInsight: () => l10n.t("The number of errors per minute was unusual."),
    }),
  },
  "insightDetails.errorCode": { what: () => l10n.t("The error whose number was unusual."), page: "insights" },
  "insightDetails.sourceEventCategory": {
    what: () => l10n.t("Whether management or data events were counted."),
    page: "insights",
  },
  "insightDetails.insightContext": {
    what: () => l10n.t("The numbers behind the finding, and who contributed to them."),
    page: "insights",
    here: insightHere,
  },
  "insightDetails.insightContext.statistics": {
    what: () => l10n.t("Ordinary and unusual rates, per minute."),
    page: "insights",
    here: insightHere,
  },
  "insightDetails.insightContext.statistics.baseline": {
    what: () => l10n.t("The ordinary rate, measured before the unusual activity began."),
    page: "insights",
  },
  "insightDetails.insightContext.statistics.baseline.average": {
    what: () => l10n.t("Calls or errors per minute on ordinary days."),
    page: "insights",
  },
  "insightDetails.insightContext.statistics.insight": {
    what: () => l10n.t("The unusual rate: at the start of the activity, or over all of it in the record of its end."),
    page: "insights",
  },
  "insightDetails.insightContext.statistics.insight.average": {
    what: () => l10n.t("Calls or errors per minute during the unusual activity."),
    page: "insights",
  },
  "insightDetails.insightContext.statistics.insightDuration": {
    what: () => l10n.t("How long the unusual activity lasted, in minutes."),
    page: "insights",
    here: minutesHere,
  },
  "insightDetails.insightContext.statistics.baselineDuration": {
    what: () => l10n.t("How long ordinary activity was measured, in minutes."),
    page: "insights",
    here: minutesHere,
  },
  "insightDetails.insightContext.attributions": {
    what: () => l10n.t("Which identities, programs and errors stood out; at most five of each."),
    page: "insights",
  },
  "insightDetails.insightContext.attributions.[].attribute": {
    what: () => l10n.t("What the numbers below are broken down by."),
    page: "insights",
    here: oneOf({
      userIdentityArn: () => l10n.t("By the identity that called."),
      userAgent: () => l10n.t("By the program that called."),
      errorCode: () => l10n.t("By the error; “null” stands for calls without one."),
    }),
  },
  "insightDetails.insightContext.attributions.[].insight": {
    what: () => l10n.t("The values that occurred most during the unusual activity."),
    page: "insights",
  },
  "insightDetails.insightContext.attributions.[].baseline": {
    what: () => l10n.t("The values that occurred most on ordinary days."),
    page: "insights",
  },
  "insightDetails.insightContext.attributions.[].*.[].value": {
    what: () => l10n.t("An identity, a program or an error, as the attribute says."),
    page: "insights",
  },
  "insightDetails.insightContext.attributions.[].*.[].average": {
    what: () => l10n.t("Its calls or errors per minute."),
    page: "insights",
  },
  "insightDetails.insightContext.attributions.[].*.average": {
    what: () => l10n.t("Its calls or errors per minute."),
    page: "insights",
  },
  "insightDetails.insightContext.attributions.[].*.value": {
    what: () => l10n.t("An identity, a program or an error, as the attribute says."),
    page: "insights",
  },

  "timeWindow.windowStart": {
    what: () => l10n.t("When the period begins; this moment is included."),
    page: "aggregated",
  },
  "timeWindow.windowEnd": {
    what: () => l10n.t("When the period ends; this moment is not included."),
    page: "aggregated",
  },
  "timeWindow.windowSize": {
    what: () => l10n.t("The length of the period, in ISO 8601 notation."),
    page: "aggregated",
    here: (context) => {
      const ms = windowLength(textOf(context));
      return ms === undefined ? undefined : l10n.t("{0}.", durationText(ms));
    },
  },
  "summary.primaryDimension": {
    what: () =>
      l10n.t(
        "What the events are counted by first: the operation, the resource or the identity, as the trail's template says.",
      ),
    page: "aggregated",
    here: ({ value }) => countsText(value),
  },
  "summary.details": { what: () => l10n.t("The same events, counted by other dimensions."), page: "aggregated" },
  "summary.**.dimension": {
    what: () =>
      l10n.t(
        "The dimension of the counts: eventName, resourceARN, userIdentity, userAgent, sourceIpAddress or errorCodes.",
      ),
    page: "aggregated",
  },
  "summary.**.statistics": {
    what: () => l10n.t("The values of the dimension and how many events each has."),
    page: "aggregated",
    here: ({ value }) => countsText({ statistics: value }),
  },
  "summary.**.name": { what: () => l10n.t("A value of the dimension."), page: "aggregated" },
  "summary.**.value": { what: () => l10n.t("How many events in this period have it."), page: "aggregated" },
  "summary.**.aggregationType": {
    what: () => l10n.t("How the values were calculated: Count is a number of events."),
    page: "aggregated",
  },
};

/** Sums up everything inside insightDetails. */
function insightHere({ record }: Context): string | undefined {
  const numbers = insightText(record["insightDetails"]);
  return numbers && l10n.t("{0}.", numbers);
}

function minutesHere({ value }: Context): string | undefined {
  return typeof value === "number" && value >= 120 ? l10n.t("{0}.", durationText(value * 60_000)) : undefined;
}
