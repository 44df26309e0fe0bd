import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { entryName, idsOn } from "../core/shapes/entries";

/** The last part of the path, as on a tab; for a file in an archive, the last part of its path there. */
export function fileName(uri: vscode.Uri): string {
  if (uri.scheme === "file" && uri.fragment !== "") return memberName(uri.fragment);
  return uri.path.slice(uri.path.lastIndexOf("/") + 1) || uri.toString(true);
}

/** If an archive has several files with the same name, adds which one it is. */
function memberName(way: string): string {
  const { name, count } = entryName(idsOn(way).at(-1) ?? "");
  const short = name.slice(name.lastIndexOf("/") + 1) || name || l10n.t("(no name)");
  return count > 1 ? `${short} (${count})` : short;
}

/** For arguments of our commands, which anyone may call with anything. */
export function asUri(value: unknown): vscode.Uri | undefined {
  if (value instanceof vscode.Uri) return value;
  if (typeof value !== "string") return undefined;
  try {
    return vscode.Uri.parse(value, true);
  } catch {
    return undefined; // no scheme, or characters that no URI has
  }
}
