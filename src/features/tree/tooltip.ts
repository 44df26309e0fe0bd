import * as l10n from "@vscode/l10n";
import type * as vscode from "vscode";
import type { EventRow } from "../../core/events/row";
import { linesMarkdown } from "../../ui/markdown";
import { timeText, type ZoneName } from "../../ui/times";
import { identityOf, outcomeName } from "../../ui/words";
import { countsOf, itemOf, shown } from "./item";
import type { OutlineNode } from "./outline";

/** @param sentence sums up an event */
export function tooltipOf(node: OutlineNode, zone: ZoneName, sentence = ""): vscode.MarkdownString {
  return linesMarkdown([...(sentence === "" ? [] : [shown(sentence)]), ...linesOf(node, zone)]);
}

function linesOf(node: OutlineNode, zone: ZoneName): string[] {
  if (node.kind === "event") return eventLines(node.row, zone);
  return [String(itemOf(node, zone).label), countsOf(node).join(" · ")];
}

function eventLines(row: EventRow, zone: ZoneName): string[] {
  const line = (name: string, value: string): string[] => (value === "" ? [] : [`${name}: ${shown(value)}`]);
  return [
    `${shown(row.eventName)} · ${outcomeName(row.outcome)}`,
    row.time === undefined ? line(l10n.t("Time as recorded"), row.eventTime) : timeText(row.time, zone),
    row.sameSecond ? l10n.t("Other events here have the same second. CloudTrail does not record their order.") : [],
    line(l10n.t("Service"), row.eventSource),
    line(l10n.t("Identity"), identityOf(row)),
    line(l10n.t("Who"), row.actor),
    line("ARN", row.arn),
    line(l10n.t("Access key"), row.accessKeyId),
    line("sub", row.sub),
    line(l10n.t("Reason"), row.reason),
    line(l10n.t("From"), row.sourceIPAddress),
    line(l10n.t("Region"), row.awsRegion),
    line(l10n.t("Event ID"), row.eventID),
  ].flat();
}
