/**
 * Markdown for VS Code without HTML, and without commands except those that are named. `markdownText.ts` makes its
 * text.
 */
import * as vscode from "vscode";
import type { Explanation } from "../core/explain/explanation";
import { type CommandLink, explanationText, linesText } from "./markdownText";

export type { CommandLink };

/** Like {@link explanationText}; only the commands of these links can be run from the result. */
export function explanationMarkdown(
  explanation: Explanation,
  more: readonly CommandLink[] = [],
  head = "",
): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(explanationText(explanation, more, head));
  markdown.supportHtml = false;
  markdown.isTrusted = more.length === 0 ? false : { enabledCommands: more.map(({ command }) => command) };
  return markdown;
}

export function linesMarkdown(lines: readonly string[]): vscode.MarkdownString {
  return new vscode.MarkdownString(linesText(lines));
}
