/** The host's side of every page of ours: strict, themed by VS Code, asked and answered by messages. Its browser side: media/kit. */
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { type Caller, type Checks, Connection, Gone } from "../calls/connection";
import type { Answers, Door } from "../calls/door";
import { locale } from "../core/language";
import { note } from "./report";

export interface PageOptions<ToHost> {
  /** Name of the page's program in `media`. */
  name: string;
  /** What the page may ask. */
  answers: Answers<ToHost, Caller>;
  checks: Checks<ToHost>;
  /** The page was loaded: before, and while it is hidden, nothing reaches it. */
  began: () => void;
}

/** A page, and what it can be asked. */
export interface ShownPage<ToPage> extends vscode.Disposable {
  readonly ask: Door<ToPage>;
}

export function showPage<ToPage, ToHost>(
  webview: vscode.Webview,
  extension: vscode.Uri,
  { name, answers, checks, began }: PageOptions<ToHost>,
): ShownPage<ToPage> {
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
  const noted = (error: unknown): void => note(`${name} page`, error);
  const post = (message: unknown): void => void webview.postMessage(message).then(undefined, noted);
  const connection = new Connection<ToPage>(post, answers, { checks, began, failed: noted });
  const listening = webview.onDidReceiveMessage((message: unknown) => connection.take(message));
  // nothing from a log is put in here: everything shown is sent by message, as text
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
  return {
    ask: connection.there,
    dispose: () => {
      listening.dispose();
      connection.dispose();
    },
  };
}

/** For a page that may be gone by now. @param shown what the page was asked */
export function whileItIsThere(name: string, shown: Promise<void>): void {
  shown.catch((error) => {
    if (!(error instanceof Gone)) note(name, error);
  });
}
