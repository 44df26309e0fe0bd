import * as vscode from "vscode";

/** Shows one setting of this machine. In a remote window, VS Code's user settings do not list those. */
export async function openMachineSetting(name: string): Promise<void> {
  const command = vscode.env.remoteName === undefined ? "openSettings" : "openRemoteSettings";
  await vscode.commands.executeCommand(`workbench.action.${command}`, { query: `@id:${name}` });
}
