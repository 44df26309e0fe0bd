/**
 * Everything that is copied goes through here. What is meant as a line stays one line: line ends, characters that
 * change the reading direction and other invisible characters, which a stranger may have put into a name, are made
 * visible. Records are evidence and stay as they are.
 */
import * as vscode from "vscode";
import { visible } from "../core/events/visible";
import { inStatusBar } from "./dialogs";

/** Copies values, names and sentences, one on each line. An empty line separates. */
export async function copyLines(lines: readonly string[], said: string): Promise<void> {
  await vscode.env.clipboard.writeText(lines.map(visible).join("\n"));
  inStatusBar(said);
}

/** Copies JSON, whose line ends are ours. */
export async function copyJson(json: string, said: string): Promise<void> {
  await vscode.env.clipboard.writeText(json);
  inStatusBar(said);
}
