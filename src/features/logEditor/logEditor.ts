/** The page of one log for which VS Code has no text to show: what was read, and what to do next. */
import * as vscode from "vscode";
import type { Change, Engine } from "../../engine/engine";
import { isLog, type Logs } from "../../logs";
import { fileName } from "../../ui/files";
import { waysOn } from "../../ui/limits";
import { type ShownPage, showPage, whileItIsThere } from "../../ui/page";
import { isCancelled, note } from "../../ui/report";
import { type Action, checks, type LogPage, type ToHost, type ToPage } from "./messages";
import { cancelledPage, closedPage, logPage, notALogPage, readingPage } from "./view";

export function registerLogEditor(engine: Engine, logs: Logs, extension: vscode.Uri): vscode.Disposable {
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: ({ uri }, panel) => {
      const editor = new LogEditor(engine, logs, uri, panel.webview, extension);
      panel.onDidDispose(() => editor.dispose());
    },
  };
  return vscode.Disposable.from(
    // a viewType has one priority: compressed logs open here by default, other files on request
    vscode.window.registerCustomEditorProvider("cloudtrail.log", provider),
    vscode.window.registerCustomEditorProvider("cloudtrail.logOptional", provider),
  );
}

class LogEditor implements vscode.Disposable {
  private readonly file: string;
  private readonly subscriptions: vscode.Disposable[];
  private readonly shown: ShownPage<ToPage>;
  private page: LogPage;
  private reading = new AbortController();
  /** Detects whether the log's rows changed while the page was made. */
  private revision = 0;

  constructor(
    engine: Engine,
    private readonly logs: Logs,
    private readonly uri: vscode.Uri,
    webview: vscode.Webview,
    extension: vscode.Uri,
  ) {
    this.file = fileName(uri);
    this.page = readingPage(this.file, undefined);
    this.shown = showPage<ToPage, ToHost>(webview, extension, {
      name: "log",
      answers: {
        host: {
          act: (_, action) => this.act(action),
          open: async (_, index) => {
            await vscode.commands.executeCommand("cloudtrail.showProblem", this.uri.toString(), index);
          },
        },
      },
      checks,
      began: () => this.show(this.page),
    });
    this.subscriptions = [
      this.shown,
      vscode.Disposable.from(engine.onDidChange((change) => this.engineChanged(change))),
    ];
    this.read();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private show(page: LogPage): void {
    this.page = page;
    // a hidden page no longer exists, and starts over when it is back
    whileItIsThere("log page", this.shown.ask.page.show(page));
  }

  private async act(action: Action): Promise<void> {
    switch (action) {
      case "cancel":
        this.reading.abort();
        break;
      case "readAgain":
        this.read();
        break;
      case "showView":
        await vscode.commands.executeCommand("cloudtrail.events.focus");
        break;
      case "showText":
        await vscode.commands.executeCommand("cloudtrail.showText", this.uri);
        break;
      case "openWith":
        await vscode.commands.executeCommand("workbench.action.reopenWithEditor");
        break;
      case "openSetting": {
        const report = await this.logs.reportOf(this.uri);
        await report?.problems.flatMap(waysOn)[0]?.run();
        break;
      }
    }
  }

  private read(): void {
    this.reading = new AbortController();
    this.show(readingPage(this.file, undefined));
    const read = this.logs.show(this.uri, this.reading.signal).then(
      (report) => this.show(isLog(report) ? logPage(this.file, report) : notALogPage(this.file, report)),
      (error) => {
        if (!isCancelled(error)) note(`read ${this.uri.toString(true)}`, error);
        return this.showWhatIsThere();
      },
    );
    read.catch((error) => note("log page", error));
  }

  private engineChanged({ loading, revision }: Change): void {
    const mine = loading.find(({ uri }) => uri === this.uri.toString());
    if (this.page.kind === "reading") {
      if (mine) this.show(readingPage(this.file, mine));
      return;
    }
    // somebody else read it again, or closed it
    if (this.page.kind === "log" && !mine && revision !== this.revision) {
      this.revision = revision;
      this.refresh().catch((error) => note("log page", error));
    }
  }

  private async showWhatIsThere(): Promise<void> {
    const report = await this.logs.reportOf(this.uri);
    this.show(report && isLog(report) ? logPage(this.file, report) : cancelledPage(this.file));
  }

  private async refresh(): Promise<void> {
    const report = await this.logs.reportOf(this.uri);
    if (this.page.kind !== "log") return;
    if (report) this.show(logPage(this.file, report));
    else if (!this.logs.has(this.uri)) this.show(closedPage(this.file));
  }
}
