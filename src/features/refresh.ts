import * as l10n from "@vscode/l10n";
import type * as vscode from "vscode";
import type { Logs } from "../logs";
import { inStatusBar } from "../ui/dialogs";
import { registerCommand } from "../ui/report";

/** For who does not want to wait until the open logs and folders are compared with the disk by themselves. */
export function registerRefresh(logs: Logs): vscode.Disposable {
  return registerCommand("cloudtrail.refreshLogs", async () => {
    await logs.refresh();
    inStatusBar(l10n.t("The open logs were compared with the disk."));
  });
}
