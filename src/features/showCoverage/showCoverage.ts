/** The page about everything that is open: what was read, what was not and why, and where files are missing in time. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Caller } from "../../calls/connection";
import type { Answers } from "../../calls/door";
import type { Change, Engine } from "../../engine/engine";
import type { Logs } from "../../logs";
import { copyLines } from "../../ui/clipboard";
import { fileName } from "../../ui/files";
import { openSetting } from "../../ui/limits";
import type { OwnDocuments } from "../../ui/ownDocuments";
import { type ShownPage, showPage, whileItIsThere } from "../../ui/page";
import { withProgress } from "../../ui/progress";
import { note, registerCommand, report } from "../../ui/report";
import { Throttle } from "../../ui/throttle";
import { coverageData, type Place } from "./data";
import { goTo, showProblem } from "./goTo";
import { type Action, checks, type FileFilter, type List, type ToHost, type ToPage } from "./messages";
import { registerParts } from "./part";
import { type Target, Targets } from "./targets";
import { type CoverageData, coveragePage, coverageText, type Names } from "./view";

const REFRESH = 500; // ms
/** Rows of each list. There are few missing parts per page, so that what stands below them is not overlooked. */
const ON_PAGE: Place = { missing: 25, files: 100 };
const IN_TEXT: Place = { missing: 5000, files: 5000 };

export function registerCoverage(
  engine: Engine,
  logs: Logs,
  own: OwnDocuments,
  extension: vscode.Uri,
): vscode.Disposable {
  let page: Coverage | undefined;
  let loading: Change["loading"] = [];
  const show = (section?: List) => {
    page ??= new Coverage(
      engine,
      logs,
      own,
      extension,
      () => loading,
      () => {
        page = undefined;
      },
    );
    page.reveal(section);
  };
  return vscode.Disposable.from(
    registerParts(engine, own),
    registerCommand("cloudtrail.showCoverage", () => show()),
    registerCommand("cloudtrail.showProblems", () => show("missing")),
    // for our other pages: opens a log's problem by its position in the log's report
    registerCommand("cloudtrail.showProblem", (uri: unknown, index: unknown) =>
      showProblem(engine, logs, own, uri, index),
    ),
    engine.onDidChange((change) => {
      loading = change.loading;
      page?.changed();
    }),
    { dispose: () => page?.dispose() },
  );
}

class Coverage implements vscode.Disposable {
  private readonly panel: vscode.WebviewPanel;
  private readonly page: ShownPage<ToPage>;
  private readonly throttle = new Throttle(() => this.refresh(), REFRESH);
  private readonly from: Place = { missing: 0, files: 0 };
  private filter: FileFilter = "all";
  private readonly targets = new Targets();
  private goTo: List | undefined;
  /** Earlier messages to the page would be lost. */
  private isReady = false;

  constructor(
    private readonly engine: Engine,
    private readonly logs: Logs,
    private readonly own: OwnDocuments,
    extension: vscode.Uri,
    private readonly loading: () => Change["loading"],
    closed: () => void,
  ) {
    this.panel = vscode.window.createWebviewPanel(
      "cloudtrail.coverage",
      l10n.t("CloudTrail Coverage"),
      vscode.ViewColumn.Active,
      { retainContextWhenHidden: true }, // users who come back from a place continue where they were
    );
    this.panel.iconPath = vscode.Uri.joinPath(extension, "media", "activity.svg");
    this.page = showPage<ToPage, ToHost>(this.panel.webview, extension, {
      name: "coverage",
      answers: this.answers,
      checks,
      began: () => {
        this.isReady = true;
        this.throttle.ask(true);
      },
    });
    this.panel.onDidDispose(() => {
      this.page.dispose();
      this.throttle.dispose();
      closed();
    });
  }

  dispose(): void {
    this.panel.dispose();
  }

  reveal(section: List | undefined): void {
    this.panel.reveal();
    this.goTo = section;
    this.throttle.ask(true);
  }

  changed(): void {
    this.throttle.ask();
  }

  private async refresh(): Promise<void> {
    try {
      if (!this.isReady) return;
      const { page } = this.page.ask;
      whileItIsThere("coverage page", page.show(coveragePage(await this.data(ON_PAGE, this.from), this.names)));
      if (this.goTo !== undefined) whileItIsThere("coverage page", page.goTo(this.goTo));
      this.goTo = undefined;
    } catch (error) {
      note("coverage page", error);
    }
  }

  private turn(list: List, pages: number): void {
    this.from[list] = Math.max(0, this.from[list] + pages * ON_PAGE[list]);
  }

  private async act(action: Action): Promise<void> {
    switch (action) {
      case "copy":
        await this.copy();
        break;
      case "showView":
        await vscode.commands.executeCommand("cloudtrail.events.focus");
        break;
      case "openLog":
        await vscode.commands.executeCommand("cloudtrail.openLog");
        break;
    }
  }

  private async open(target: Target | undefined): Promise<void> {
    try {
      if (target?.kind === "place") await goTo(this.engine, this.logs, this.own, target.place);
      if (target?.kind === "log") await vscode.commands.executeCommand("vscode.open", vscode.Uri.parse(target.uri));
    } catch (error) {
      report("coverage page", error); // the user clicked and must learn why nothing opens
    }
  }

  private async copy(): Promise<void> {
    const lines = await withProgress(l10n.t("Copying the coverage"), async () =>
      coverageText(coveragePage(await this.data(IN_TEXT, { missing: 0, files: 0 }), this.names)),
    );
    await copyLines(lines, l10n.t("The coverage was copied."));
  }

  private async data(rows: Place, from: Place): Promise<CoverageData> {
    const asked = { ...from };
    const data = await coverageData(this.engine, this.loading(), this.filter, asked, rows);
    if (from !== this.from) return data;
    // a list that became shorter is shown from another position, unless the user has turned the page in the meantime
    if (from.missing === asked.missing) from.missing = data.places.from;
    if (from.files === asked.files) from.files = data.reports.from;
    return data;
  }

  private readonly answers: Answers<ToHost, Caller> = {
    host: {
      act: (_, action) => this.act(action),
      filter: (_, filter) => {
        this.filter = filter;
        this.from.files = 0;
        this.throttle.ask(true);
      },
      turn: (_, list, to) => {
        this.turn(list, to === "next" ? 1 : -1);
        this.throttle.ask(true);
      },
      open: (_, id) => this.open(this.targets.get(id)),
      setting: async (_, id) => {
        const target = this.targets.get(id);
        if (target?.kind === "place") await openSetting(target.place.problem)?.run();
      },
    },
  };

  private readonly names: Names = {
    file: (uri) => fileName(vscode.Uri.parse(uri)),
    folder: folderOf,
    idOfPlace: (place) => {
      const { start, end, reason } = place.problem;
      return this.targets.idOf(`${place.uri} ${start} ${end} ${reason}`, { kind: "place", place });
    },
    idOfLog: ({ uri }) => this.targets.idOf(uri, { kind: "log", uri }),
  };
}

function folderOf(uri: string): string {
  const path = vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
