/** The words for events whose whole record is not in the log. */
import * as l10n from "@vscode/l10n";
import type { EventForm } from "../core/events/event";

/** For the CSV from Event history's "Download as CSV". */
export function csvWords(): string {
  return l10n.t(
    "There are no user IDs or parameters in this file (CSV). For whole records, choose “Download as JSON” in Event history.",
  );
}

/** Why no user can be looked up from an event; undefined if its whole record is available. */
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

/** A comment above a record that CloudTrail itself did not write. */
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
