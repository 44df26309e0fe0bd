/** Markers that replace a value that AWS, or the tool that made this copy, left out. */
import * as l10n from "@vscode/l10n";
import { sentences } from "../say";

/** What is said about a hidden value; undefined if the value is not hidden. */
export function hiddenHere(text: string): string | undefined {
  if (text === "HIDDEN_DUE_TO_SECURITY_REASONS") {
    return l10n.t("AWS left this value out before recording the event. It cannot be recovered from the log.");
  }
  if (/^\*{3,}$/.test(text) || /^<?sensitiveDataRemoved>?$/i.test(text)) {
    return sentences(
      l10n.t("The service masked this value: something was there, and the log does not say what."),
      l10n.t("Its length means nothing."),
    );
  }
  return undefined;
}
