/** Opens a JSON file in a tab as a log if it is a CloudTrail log, and closes it with its last tab. */
import * as vscode from "vscode";
import { HEAD, recogniseBytes, recogniseText } from "../core/shapes/recognise";
import { openRegularLater } from "../engine/input/regularFile";
import { documentOf, headOf } from "../logSource";
import type { Logs } from "../logs";
import { note } from "../ui/report";

const LANGUAGES = new Set(["json", "jsonl", "jsonc"]);
const DOCUMENT_LIMIT = 50 * 1024 * 1024; // characters; for longer files VS Code shows a tab, but gives extensions no document
const EDIT_PAUSE = 300; // ms

/** Texts that are not the user's files, or are our own. A command can open untitled ones. */
const NEVER = new Set([
  "cloudtrail",
  "cloudtrail-text",
  "cloudtrail-part",
  "untitled",
  "git",
  "output",
  "search-editor",
  "vscode-notebook-cell",
  "vscode-settings",
  "vscode-userdata",
  "vscode-terminal",
  "vscode-chat-editing-text-model",
  "walkThroughSnippet",
  "comment",
  "debug",
]);

export function registerEditors(logs: Logs): vscode.Disposable {
  const tabs = new ShownLogs(logs);
  const subscriptions = [
    vscode.window.tabGroups.onDidChangeTabs(() => tabs.update()),
    vscode.window.tabGroups.onDidChangeTabGroups(() => tabs.update()),
    vscode.workspace.onDidOpenTextDocument(({ uri }) => tabs.look(uri)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) tabs.look(document.uri, EDIT_PAUSE);
    }),
  ];
  tabs.update();
  return vscode.Disposable.from(...subscriptions, tabs);
}

interface Shown {
  uri: vscode.Uri;
  /** True after it was recognized and opened as a log once: if the user closes it, it stays closed. */
  isLog: boolean;
  timer?: NodeJS.Timeout;
}

class ShownLogs implements vscode.Disposable {
  private readonly shown = new Map<string, Shown>();

  constructor(private readonly logs: Logs) {}

  update(): void {
    const now = urisInTabs();
    for (const [key, { uri, timer }] of this.shown) {
      if (now.has(key)) continue;
      clearTimeout(timer);
      this.shown.delete(key);
      this.logs.release(uri, "editor").catch((error) => note("close", error));
    }
    for (const [key, { uri, ours }] of now) {
      if (this.shown.has(key)) continue;
      this.shown.set(key, { uri, isLog: false });
      if (ours) this.follow(uri);
      else this.look(uri);
    }
  }

  /** Checks whether a text that was not a log so far is one now. */
  look(uri: vscode.Uri, pause?: number): void {
    const shown = this.shown.get(uri.toString());
    if (!shown || shown.isLog || NEVER.has(uri.scheme)) return;
    clearTimeout(shown.timer);
    if (pause !== undefined) {
      shown.timer = setTimeout(() => this.look(uri), pause);
      return;
    }
    const document = documentOf(uri);
    if (!document) {
      this.lookAtLargeFile(uri).catch((error) => note("look at a large file", error));
    } else if (LANGUAGES.has(document.languageId) && recogniseText(headOf(document)).kind === "log") {
      this.follow(uri);
    }
  }

  dispose(): void {
    for (const { timer } of this.shown.values()) clearTimeout(timer);
  }

  private follow(uri: vscode.Uri): void {
    const shown = this.shown.get(uri.toString());
    if (!shown) return;
    shown.isLog = true;
    this.logs.show(uri).catch((error) => note("read", error));
  }

  private async lookAtLargeFile(uri: vscode.Uri): Promise<void> {
    if (uri.scheme !== "file" || !/\.(json|jsonl|ndjson)$/i.test(uri.path)) return;
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size <= DOCUMENT_LIMIT) return; // its document may not exist yet when the tab appears
    const file = await openRegularLater(uri.fsPath);
    try {
      const { bytesRead, buffer } = await file.read(new Uint8Array(HEAD), 0, HEAD, 0);
      if (recogniseBytes(buffer.subarray(0, bytesRead)).kind === "log") this.follow(uri);
    } finally {
      await file.close();
    }
  }
}

function urisInTabs(): Map<string, { uri: vscode.Uri; ours: boolean }> {
  const found = new Map<string, { uri: vscode.Uri; ours: boolean }>();
  for (const { tabs } of vscode.window.tabGroups.all) {
    for (const { input } of tabs) {
      const uri = uriOf(input);
      if (!uri) continue;
      const ours = input instanceof vscode.TabInputCustom;
      found.set(uri.toString(), { uri, ours: ours || found.get(uri.toString())?.ours === true });
    }
  }
  return found;
}

function uriOf(input: unknown): vscode.Uri | undefined {
  if (input instanceof vscode.TabInputText) return input.uri;
  if (input instanceof vscode.TabInputTextDiff) return input.modified;
  if (input instanceof vscode.TabInputCustom && input.viewType.startsWith("cloudtrail.")) return input.uri;
  return undefined;
}
