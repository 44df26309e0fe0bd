/** The words for what was read and what was not. */
import * as l10n from "@vscode/l10n";
import { numberText, plural } from "../core/language";
import type { CoverageSummary, LogReport } from "../engine/engine";
import { lookAlikeName } from "./lookAlikeWords";
import { csvWords } from "./reducedWords";
import { minuteText } from "./times";
import { eventsText, problemWords } from "./words";

/** The coverage of all open logs or of one log. */
export type Covered = Pick<CoverageSummary, "events" | "duplicates" | "from" | "to" | "files" | "parts" | "csvs">;

/** The number of open files, whatever they are. */
export function filesOf({ files }: Pick<Covered, "files">): number {
  return Object.values(files).reduce((sum, count) => sum + count, 0);
}

/** The coverage of one log in the form of a set of logs. */
export function coveredLog(report: LogReport): Covered {
  const files = { notRead: 0, partly: 0, reading: 0, passedOver: 0, other: 0, whole: 1 };
  return { ...report, files, parts: report.problemCount, csvs: report.shape === "eventHistoryCsv" ? 1 : 0 };
}

/**
 * What was read of the open logs, and whether that is everything.
 * @param wayOn "" if what is missing stands right below
 */
export function coverageLine(covered: Covered, wayOn = l10n.t("Show what is missing")): string {
  const { duplicates, files, parts: missing } = covered;
  const parts = missing === 0 ? wholeParts(covered) : partialParts(covered);
  if (missing > 0 && wayOn !== "") parts.push(wayOn);
  if (duplicates > 0) {
    parts.push(
      plural(
        duplicates,
        (n) => l10n.t("{0} record that repeats another is shown once", n),
        (n) => l10n.t("{0} records that repeat another are shown once", n),
      ),
    );
  }
  if (covered.csvs > 0) parts.push(csvWords());
  if (files.other > 0) {
    parts.push(
      plural(
        files.other,
        (n) => l10n.t("{0} other file contains no events", n),
        (n) => l10n.t("{0} other files contain no events", n),
      ),
    );
  }
  if (files.passedOver > 0) {
    parts.push(
      plural(
        files.passedOver,
        (n) => l10n.t("{0} file or folder was skipped", n),
        (n) => l10n.t("{0} files or folders were skipped", n),
      ),
    );
  }
  return parts.join(" · ");
}

function wholeParts(covered: Covered): string[] {
  const events = eventsText(covered.events);
  const files = filesOf(covered) - covered.files.other - covered.files.passedOver;
  if (files === 0) return [];
  const from = plural(
    files,
    (n) => l10n.t("{events} from {files} file", { events, files: n }),
    (n) => l10n.t("{events} from {files} files", { events, files: n }),
  );
  const whole = files === 1 ? l10n.t("everything in this file was read") : l10n.t("everything in these files was read");
  if (covered.from === undefined || covered.to === undefined) return [from, whole];
  const times = { from: minuteText(covered.from), to: minuteText(covered.to) };
  return [l10n.t("{events} · {from} – {to} (UTC) · {whole}", { events: from, ...times, whole })];
}

function partialParts(covered: Covered): string[] {
  return [
    plural(
      covered.events,
      (n) => l10n.t("{0} event read", n),
      (n) => l10n.t("{0} events read", n),
    ),
    plural(
      covered.parts,
      (n) => l10n.t("{0} part could not be read", n),
      (n) => l10n.t("{0} parts could not be read", n),
    ),
  ];
}

/** How much of one file was read, on one line. */
export function readWords({ shape, problemCount, problems: [first] }: LogReport, isReading: boolean): string {
  if (isReading) return l10n.t("Reading…");
  if (problemCount === 0) return l10n.t("everything was read");
  if (shape === "") return first ? problemWords(first) : l10n.t("nothing was read");
  return plural(
    problemCount,
    (n) => l10n.t("{0} part could not be read", n),
    (n) => l10n.t("{0} parts could not be read", n),
  );
}

/** What files without events are, and how many there are of each. */
export function othersWords(others: CoverageSummary["others"]): string {
  return Object.entries(others)
    .sort(([, a], [, b]) => b - a)
    .map(([what, count]) => l10n.t("{what}: {count}", { what: lookAlikeName(what), count: numberText(count) }))
    .join(" · ");
}
