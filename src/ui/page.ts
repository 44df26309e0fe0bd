/** The host's side of every page of ours: strict, themed by VS Code, spoken to in messages. Its browser side: media/kit. */
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { note } from "./report";
import { locale } from "./words";

/** @param name of the page's program in media. @param received gets whatever arrives: it has to check it. */
export function showPage(
  webview: vscode.Webview,
  extension: vscode.Uri,
  name: string,
  received: (message: unknown) => void | Promise<void>,
): vscode.Disposable {
  const media = vscode.Uri.joinPath(extension, "dist", "media");
  webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [media] };
  const file = (path: string) => webview.asWebviewUri(vscode.Uri.joinPath(media, path)).toString();
  const nonce = randomBytes(18).toString("base64");
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ];
  const listening = webview.onDidReceiveMessage(async (message: unknown) => {
    try {
      await received(message);
    } catch (error) {
      note(name, error);
    }
  });
  // nothing from a log goes in here: everything shown comes by message, as text
  webview.html = `<!DOCTYPE html>
<html lang="${locale()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join("; ")}">
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="${file("kit/page.css")}">
<link rel="stylesheet" href="${file(`${name}.css`)}">
</head>
<body>
<main id="page"></main>
<script nonce="${nonce}" src="${file(`${name}.js`)}"></script>
</body>
</html>`;
  return listening;
}
