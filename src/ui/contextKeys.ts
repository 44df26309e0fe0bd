import * as vscode from "vscode";

/** For `when` clauses of package.json. */
export function setContext(key: `cloudtrail.${string}`, value: boolean): void {
  void vscode.commands.executeCommand("setContext", key, value);
}
