import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";

/** Each program has its own copy of the words; this one gets what VS Code has read for the interface language. */
export function configureWords(): void {
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
}
