import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";

/** Each bundle has its own copy of the words; this one gets those that VS Code loaded for its display language. */
export function configureWords(): void {
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
}
