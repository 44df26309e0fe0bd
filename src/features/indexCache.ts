/** What is kept on disk of large logs, so that they are read quickly again: the command that clears it, and what it did. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { clearCache } from "../engine/cache/cacheFolder";
import type { Engine } from "../engine/engine";
import { MB } from "../engine/limits";
import { mention, registerCommand, tell } from "../ui/report";
import { numberText, plural } from "../ui/words";

export function registerIndexCache(engine: Engine, folder: string): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand("cloudtrail.clearIndexCache", async () => {
      const freed = await clearCache(folder);
      const size = numberText(Math.ceil(freed / MB));
      void vscode.window.showInformationMessage(
        freed === 0
          ? l10n.t("The index cache is empty.")
          : l10n.t("The index cache was cleared. {0} MB are free again.", size),
      );
    }),
    engine.onDidUseCache(({ uri, files }) =>
      tell(
        plural(
          files,
          (n) => l10n.t("{0} file is as it was and was taken from the index cache: {1}", n, uri),
          (n) => l10n.t("{0} files are as they were and were taken from the index cache: {1}", n, uri),
        ),
      ),
    ),
    engine.onDidFailToCache((code) =>
      mention(l10n.t("The index cache could not be written ({0}). The log will be read in full again.", code)),
    ),
  );
}
