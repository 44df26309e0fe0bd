import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { IdentityKind, Outcome } from "../../core/events/event";
import type { EventRow } from "../../core/events/row";
import { visibleUpTo } from "../../core/events/visible";
import { locale, numberText, plural } from "../../core/language";
import { markOf } from "../../core/shapes/recordMark";
import { clockText, dayText, timeText, type ZoneName, zoneText } from "../../ui/times";
import { actorWords, eventsText, identityLabel, identityOf, outcomeWords } from "../../ui/words";
import type { BucketNode, EventNode, OutlineNode } from "./outline";

const LONGEST = 300; // characters of a label; a hostile name of megabytes must not reach the window

/** @param who gives an event's words for who acted */
export function itemOf(node: OutlineNode, zone: ZoneName, who = actorWords): vscode.TreeItem {
  const view = viewOf(node, zone, who);
  const open = node.kind === "event" ? vscode.TreeItemCollapsibleState.None : vscode.TreeItemCollapsibleState.Collapsed;
  const item = new vscode.TreeItem(view.label, open);
  item.id = node.id;
  item.description = view.description;
  item.iconPath = view.icon;
  item.contextValue = node.kind;
  item.accessibilityInformation = { label: view.spoken };
  if (node.kind === "event") {
    item.command = {
      command: "cloudtrail.openRecord",
      title: l10n.t("Open Record"),
      arguments: [node.row.id, markOf(node.row)],
    };
  }
  return item;
}

interface View {
  label: string;
  description: string;
  icon: vscode.ThemeIcon;
  spoken: string;
}

function viewOf(node: OutlineNode, zone: ZoneName, who = actorWords): View {
  switch (node.kind) {
    case "source":
      return groupView(node.source === "" ? l10n.t("No event source recorded") : node.source, node, "cloud");
    case "identity":
      return groupView(identityLabel(node.identity, node.detail), node, identityIcon(node.identity));
    case "bucket":
      return groupView(
        bucketLabel(node, zone),
        node,
        ["year", "month", "day"].includes(node.bucket.unit) ? "calendar" : "clock",
      );
    case "more":
      return groupView(moreLabel(node.size), node, "ellipsis");
    case "event":
      return eventView(node, zone, who);
  }
}

interface Counted {
  count: number;
  failed: number;
}

/** How many events a group has, and how many of them failed. */
export function countsOf({ count, failed }: Counted): string[] {
  return [eventsText(count), ...(failed === 0 ? [] : [failedText(failed)])];
}

function groupView(text: string, node: Counted, icon: string): View {
  const label = shown(text);
  const counts = countsOf(node);
  return {
    label,
    // with the word "events", a side bar of default width would have no room for the numbers of half the services
    description: [numberText(node.count), ...counts.slice(1)].join(" · "),
    icon: new vscode.ThemeIcon(icon),
    spoken: [label, ...counts].join(", "),
  };
}

function failedText(n: number): string {
  return plural(
    n,
    (n) => l10n.t("{0} failed", n),
    (n) => l10n.t("{0} failed", n),
  );
}

function moreLabel(n: number): string {
  return plural(
    n,
    (n) => l10n.t("{0} more", n),
    (n) => l10n.t("{0} more", n),
  );
}

function identityIcon(identity: IdentityKind): string {
  switch (identity) {
    case "AWSService":
      return "server";
    case "AWSAccount":
      return "organization";
    case "AssumedRole":
    case "Role":
      return "briefcase";
    case "CognitoAppCall":
      return "device-mobile";
    case "CognitoPage":
      return "globe";
    case "Unknown":
    case "NotInCsv":
    case "NotInResult":
    case "None":
    case "Other":
      return "question";
    default:
      return "person";
  }
}

function bucketLabel({ bucket, first, count, dated }: BucketNode, zone: ZoneName): string {
  const { unit, time } = bucket;
  const intl = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale(), { ...options, timeZone: zone }).format(time);
  const clock = (end: number): string => clockText(time, zone).slice(0, end);
  const timed = (span: string): string =>
    [...(dated ? [] : [dayText(time, zone)]), span, zoneText(time, zone)].join(" ");
  switch (unit) {
    case "year":
      return `${intl({ year: "numeric" })} (${zoneText(time, zone)})`;
    case "month":
      return `${intl({ year: "numeric", month: "long" })} (${zoneText(time, zone)})`;
    case "day":
      return l10n.t("{day} {weekday} ({zone})", {
        day: dayText(time, zone),
        weekday: intl({ weekday: "short" }),
        zone: zoneText(time, zone),
      });
    case "hour":
      return timed(`${clock(5)}–${clock(2)}:59`);
    case "minute":
      return timed(clock(5));
    case "second":
      return timed(clock(8));
    case "run": {
      const place = { first: numberText(first + 1), last: numberText(first + count) };
      return Number.isNaN(time) ? l10n.t("{first}–{last}, no readable time", place) : l10n.t("{first}–{last}", place);
    }
  }
}

function eventView({ row, dated }: EventNode, zone: ZoneName, who: (row: EventRow) => string): View {
  const operation = operationWords(row);
  const time =
    row.time === undefined
      ? l10n.t("no readable time")
      : dated
        ? `${clockText(row.time, zone)} ${zoneText(row.time, zone)}`
        : timeText(row.time, zone);
  const outcome = row.outcome === "ok" ? [] : [outcomeWords(row)];
  const together = row.sameSecond ? [l10n.t("same second")] : [];
  const label = shown(`${time} · ${operation}`);
  return {
    label,
    description: shown([who(row), ...outcome, ...together].join(" · ")),
    icon: outcomeIcon(row.outcome),
    spoken: shown(
      [...new Set([operation, outcomeWords(row), identityOf(row), who(row), time, ...together])].join(", "),
    ),
  };
}

function operationWords({ eventName, summary }: EventRow): string {
  if (summary === "") return eventName === "" ? l10n.t("No operation recorded") : eventName;
  return eventName === ""
    ? l10n.t("Summary of several calls: {0}", summary)
    : l10n.t("{operation} · Insights: {summary}", { operation: eventName, summary });
}

/** The shape shows the outcome, too: color alone would not be enough. */
function outcomeIcon(outcome: Outcome): vscode.ThemeIcon {
  switch (outcome) {
    case "ok":
      return new vscode.ThemeIcon("circle-outline", new vscode.ThemeColor("descriptionForeground"));
    case "denied":
      return new vscode.ThemeIcon("circle-slash", new vscode.ThemeColor("list.errorForeground"));
    case "failed":
      return new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
    case "unknown":
      return new vscode.ThemeIcon("question", new vscode.ThemeColor("list.warningForeground"));
  }
}

/** Makes a log's text safe and short enough for a label. */
export function shown(text: string): string {
  return visibleUpTo(LONGEST, text);
}
