import type * as vscode from "vscode";
import type { Engine } from "../engine/engine";
import { registerCommand } from "../ui/report";

/** Lets the user read again after reading has stopped and its message is gone. */
export function registerReadLogsAgain(engine: Engine): vscode.Disposable {
  return registerCommand("cloudtrail.readLogsAgain", () => engine.logs.restart());
}
