/** Markers that stand where AWS, or the tool that made this copy, left a value out. */
import * as l10n from "@vscode/l10n";
import { sentences } from "../say";

/** What is said of a hidden value; undefined when it is none. */
export function hiddenHere(text: string): string | undefined {
  if (text === "HIDDEN_DUE_TO_SECURITY_REASONS") {
    return l10n.t("AWS left this value out before recording the event. It cannot be brought back from the log.");
  }
  if (/^\*{3,}$/.test(text) || /^<?sensitiveDataRemoved>?$/i.test(text)) {
    return sentences(
      l10n.t("The service masked this value: something was there, and the log does not say what."),
      l10n.t("Its length tells nothing."),
    );
  }
  return undefined;
}
