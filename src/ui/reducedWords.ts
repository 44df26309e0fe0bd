/** What is said of events of which the log does not hold the whole record. */
import * as l10n from "@vscode/l10n";
import type { EventForm } from "../core/events/event";

/** Of the CSV that Event history's "Download as CSV" makes. */
export function csvWords(): string {
  return l10n.t(
    "There are no user IDs or parameters in this file (CSV). For whole records, choose “Download as JSON” in Event history.",
  );
}

/** Why no user can be looked up from an event; undefined when its whole record is there. */
export function noUserWords(form: EventForm): string | undefined {
  switch (form) {
    case "csvRow":
      return csvWords();
    case "resultRow":
      return l10n.t(
        "This row of a query result names no user: only the columns that were asked for are in it. A user’s sub is in additionalEventData.",
      );
    case "summary":
      return l10n.t("This event sums up many calls and names no user.");
    case "record":
    case "cell":
      return undefined;
  }
}

/** Stands above a record that is none of CloudTrail's own making. */
export function madeFromWords(form: EventForm, file: string): string | undefined {
  switch (form) {
    case "csvRow":
      return l10n.t("Made from a row of {file}: its cells under CloudTrail’s names. {what}", {
        file,
        what: csvWords(),
      });
    case "resultRow":
      return l10n.t(
        "Made from a row of {file}: its cells under CloudTrail’s names. The record may hold more than was asked for.",
        { file },
      );
    default:
      return undefined;
  }
}
