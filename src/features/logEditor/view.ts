/** What the log page shows, in the user's language. */
import * as l10n from "@vscode/l10n";
import { visible } from "../../core/events/visible";
import { numberText, plural } from "../../core/language";
import { hasPlace } from "../../core/shapes/shape";
import type { Change, LogReport } from "../../engine/engine";
import { coverageLine, coveredLog } from "../../ui/coverageWords";
import { settingOf } from "../../ui/limitSettings";
import { minuteText } from "../../ui/times";
import { eventsText, namesText, placeWords, problemWords } from "../../ui/words";
import type { Action, Button, Fact, LogPage } from "./messages";

const PLACES = 200; // missing parts; the page says how many more there are
const NAMES = 12; // accounts or Regions on one line

export function readingPage(file: string, loading: Change["loading"][number] | undefined): LogPage {
  const total = loading?.total ?? 0;
  return {
    kind: "reading",
    file: visible(file),
    line: loading ? l10n.t("Reading… {0} so far", eventsText(loading.events)) : l10n.t("Reading…"),
    ...(loading && total > 0 ? { fraction: Math.min(1, loading.read / total) } : {}),
    buttons: buttons("cancel"),
  };
}

export function logPage(file: string, report: LogReport): LogPage {
  const isCancelled = report.problems.some(({ reason }) => reason === "cancelled");
  const isLimited = report.problems.some((problem) => settingOf(problem) !== undefined);
  const waysOn: Action[] = ["showView", "showText", "openWith"];
  if (isLimited) waysOn.push("openSetting", ...(isCancelled ? [] : (["readAgain"] as const)));
  return {
    kind: "log",
    file: visible(file),
    coverage: coverageLine(coveredLog(report), ""),
    facts: factsOf(report),
    ...(report.problemCount > 0 ? { missing: missingOf(report) } : {}),
    buttons: isCancelled ? buttons("readAgain", ...waysOn) : buttons(...waysOn),
  };
}

export function notALogPage(file: string, report: LogReport): LogPage {
  const [problem] = report.problems;
  const sentence = problem ? problemWords(problem) : l10n.t("This is not a CloudTrail log.");
  switch (problem?.reason) {
    case "unreadable":
    case "engineStopped":
    case "changedWhileRead":
      return sentencePage(file, sentence, "readAgain", "openWith");
    default:
      return problem?.reason === "empty" || problem?.detail === "binary" || problem?.detail === "empty"
        ? sentencePage(file, sentence, "openWith")
        : sentencePage(file, sentence, "showText", "openWith");
  }
}

export function cancelledPage(file: string): LogPage {
  return sentencePage(file, l10n.t("Reading was cancelled."), "readAgain", "showText", "openWith");
}

export function closedPage(file: string): LogPage {
  return sentencePage(file, l10n.t("This log was closed."), "readAgain", "showText", "openWith");
}

function sentencePage(file: string, sentence: string, ...offered: Action[]): LogPage {
  return { kind: "sentence", file: visible(file), sentence, buttons: buttons(...offered) };
}

function factsOf(report: LogReport): Fact[] {
  const facts: Fact[] = [
    { label: l10n.t("Events"), value: numberText(report.events) },
    { label: l10n.t("Failed or denied"), value: numberText(report.failed) },
  ];
  if (report.from !== undefined && report.to !== undefined) {
    const span = { from: minuteText(report.from), to: minuteText(report.to) };
    facts.push({ label: l10n.t("Time"), value: l10n.t("{from} – {to} (UTC)", span) });
  }
  if (report.accounts.length > 0)
    facts.push({ label: l10n.t("AWS accounts"), value: namesText(report.accounts, NAMES) });
  if (report.regions.length > 0) facts.push({ label: l10n.t("AWS Regions"), value: namesText(report.regions, NAMES) });
  return facts;
}

function missingOf(report: LogReport) {
  const places = report.problems.slice(0, PLACES);
  const more = report.problemCount - places.length;
  return {
    title: l10n.t("What is missing"),
    places: places.map((problem, index) => ({
      where: placeWords(problem),
      why: visible(problemWords(problem)),
      ...(hasPlace(problem) ? { index } : {}),
    })),
    more:
      more > 0
        ? plural(
            more,
            (n) => l10n.t("{0} more place", n),
            (n) => l10n.t("{0} more places", n),
          )
        : "",
  };
}

function buttons(...offered: Action[]): Button[] {
  return offered.map((action, i) => ({ action, label: labelOf(action), main: i === 0 && action !== "cancel" }));
}

function labelOf(action: Action): string {
  switch (action) {
    case "cancel":
      return l10n.t("Cancel");
    case "readAgain":
      return l10n.t("Read Again");
    case "showView":
      return l10n.t("Show in CloudTrail View");
    case "showText":
      return l10n.t("Show Text");
    case "openWith":
      return l10n.t("Open With…");
    case "openSetting":
      return l10n.t("Open Setting");
  }
}
