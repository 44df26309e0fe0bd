import * as vscode from "vscode";

/** The last part of the path, as a tab shows it; of an archive's member its own. */
export function fileName(uri: vscode.Uri): string {
  const entry = uri.scheme === "file" ? uri.fragment : "";
  if (entry !== "") return entry.slice(entry.lastIndexOf("/") + 1) || entry;
  return uri.path.slice(uri.path.lastIndexOf("/") + 1) || uri.toString(true);
}

/** For arguments of our commands, which anyone may call with anything. */
export function asUri(value: unknown): vscode.Uri | undefined {
  if (value instanceof vscode.Uri) return value;
  if (typeof value !== "string") return undefined;
  try {
    return vscode.Uri.parse(value, true);
  } catch {
    return undefined; // no scheme, or characters no URI has
  }
}
