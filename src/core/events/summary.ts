/**
 * Sums up one event in five lines to paste into a message: who, what, where, when, outcome. It uses only columns, so it
 * contains no secrets.
 */
import * as l10n from "@vscode/l10n";
import type { EventRow } from "./row";
import { visible } from "./visible";

/** Words that are made elsewhere. */
export interface SummaryWords {
  identity: string;
  actor: string;
  time: string;
  outcome: string;
}

/** Returns one line for each fact: nothing in the log can add a line. */
export function summaryOf(row: EventRow, words: SummaryWords): string[] {
  return [
    l10n.t("Who: {0}", who(row, words)),
    l10n.t("What: {0}", listed(row.eventName, row.eventSource, row.resource)),
    l10n.t(
      "Where: {0}",
      listed(
        row.sourceIPAddress,
        row.awsRegion,
        row.recipientAccountId && l10n.t("account {0}", row.recipientAccountId),
      ),
    ),
    l10n.t("When: {0}", listed(words.time, row.eventID && l10n.t("event ID {0}", row.eventID))),
    l10n.t("Outcome: {0}", words.outcome),
  ].map(visible);
}

function who(row: EventRow, words: SummaryWords): string {
  const name = words.actor === words.identity ? "" : words.actor;
  return listed(
    words.identity,
    name,
    row.arn === name ? "" : row.arn,
    row.accessKeyId && l10n.t("access key {0}", row.accessKeyId),
  );
}

function listed(...parts: string[]): string {
  return parts.filter((part) => part !== "").join(" · ") || l10n.t("not recorded");
}
