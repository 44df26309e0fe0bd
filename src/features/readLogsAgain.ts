import type * as vscode from "vscode";
import type { Engine } from "../engine/engine";
import { registerCommand } from "../ui/report";

/** The way on after reading has stopped, when its message is gone. */
export function registerReadLogsAgain(engine: Engine): vscode.Disposable {
  return registerCommand("cloudtrail.readLogsAgain", () => engine.logs.restart());
}
