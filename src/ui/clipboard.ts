/**
 * All that is copied goes through here. What is meant as a line is one: line ends, marks that turn the reading direction and other
 * characters that cannot be seen, which a stranger may have put into a name, are made visible. Records are evidence, and stay as they are.
 */
import * as vscode from "vscode";
import { visible } from "../core/events/visible";
import { inStatusBar } from "./dialogs";

/** Values, names and sentences, each on a line of its own; an empty one separates. */
export async function copyLines(lines: readonly string[], said: string): Promise<void> {
  await vscode.env.clipboard.writeText(lines.map(visible).join("\n"));
  inStatusBar(said);
}

/** JSON, whose line ends are ours. */
export async function copyJson(json: string, said: string): Promise<void> {
  await vscode.env.clipboard.writeText(json);
  inStatusBar(said);
}
