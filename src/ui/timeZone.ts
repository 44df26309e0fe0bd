import * as vscode from "vscode";

/** The setting `cloudtrail.timeZone`. */
export function timeZone(): "local" | "utc" {
  return vscode.workspace.getConfiguration("cloudtrail").get("timeZone") === "local" ? "local" : "utc";
}

export function onDidChangeTimeZone(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration("cloudtrail.timeZone")) listener();
  });
}
