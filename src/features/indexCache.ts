/** The command that clears the index cache of large logs, and its message. */
import * as l10n from "@vscode/l10n";
import type * as vscode from "vscode";
import { numberText } from "../core/language";
import { clearCache } from "../engine/cache/cacheFolder";
import { MB } from "../engine/limits";
import { inform } from "../ui/dialogs";
import { registerCommand } from "../ui/report";

export function registerIndexCache(folder: string): vscode.Disposable {
  return registerCommand("cloudtrail.clearIndexCache", async () => {
    const freed = await clearCache(folder);
    const size = numberText(Math.ceil(freed / MB));
    inform(
      freed === 0
        ? l10n.t("The index cache is empty.")
        : l10n.t("The index cache was cleared. {0} MB were freed.", size),
    );
  });
}
