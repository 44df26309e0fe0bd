/** The commands that open logs, with progress and Cancel. One sentence says which files are not logs. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { plural } from "../core/language";
import type { Engine, LogReport } from "../engine/engine";
import { documentOf } from "../logSource";
import { isLeftOut, isLog, type Logs } from "../logs";
import { inform } from "../ui/dialogs";
import { asUri, fileName } from "../ui/files";
import { waysOn } from "../ui/limits";
import { withProgress } from "../ui/progress";
import { progressOf } from "../ui/readingWords";
import { csvWords } from "../ui/reducedWords";
import { isCancelled, registerCommand, ShownError, type WayOn } from "../ui/report";
import { namesText, problemWords } from "../ui/words";

const NAMES = 8; // names in one message

export function registerOpen(engine: Engine, logs: Logs, extension: vscode.Uri): vscode.Disposable {
  const openAll = (uris: readonly vscode.Uri[]) => openLogs(engine, logs, uris);
  return vscode.Disposable.from(
    registerCommand("cloudtrail.openLog", async (...args: unknown[]) => {
      const uris = args.length > 0 ? given(args) : await chosen();
      await openAll(uris);
    }),
    // menus pass the clicked resource, then all selected ones
    registerCommand("cloudtrail.openThisLog", async (clicked?: unknown, selected?: unknown) => {
      const uris = Array.isArray(selected) ? given(selected) : clicked === undefined ? [activeUri()] : given([clicked]);
      await openAll(uris);
    }),
    registerCommand("cloudtrail.openFolder", async (clicked?: unknown, selected?: unknown) => {
      const uris = Array.isArray(selected)
        ? given(selected)
        : clicked === undefined
          ? await chosenFolders()
          : given([clicked]);
      await openAll(uris);
    }),
    registerCommand("cloudtrail.openSample", () =>
      openAll([vscode.Uri.joinPath(extension, "samples", "cognito-signin.json")]),
    ),
  );
}

async function chosen(): Promise<readonly vscode.Uri[]> {
  const uris = await vscode.window.showOpenDialog({
    canSelectMany: true,
    openLabel: l10n.t("Open"),
    title: l10n.t("Open CloudTrail Log"),
    filters: {
      [l10n.t("CloudTrail logs")]: ["gz", "json", "jsonl", "ndjson", "csv", "zip", "tar", "tgz"],
      [l10n.t("All files")]: ["*"],
    },
  });
  return uris ?? [];
}

async function chosenFolders(): Promise<readonly vscode.Uri[]> {
  const uris = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    canSelectMany: true,
    openLabel: l10n.t("Open"),
    title: l10n.t("Open Folder as CloudTrail Log"),
  });
  return uris ?? [];
}

function given(args: readonly unknown[]): vscode.Uri[] {
  return args.flat().flatMap((arg) => {
    const uri = asUri(arg);
    // menus of other parts of VS Code pass their own objects after the resource
    if (!uri && typeof arg === "string") throw new ShownError(l10n.t("“{0}” is not a URI.", arg));
    return uri ?? [];
  });
}

function activeUri(): vscode.Uri {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) return input.uri;
  if (input instanceof vscode.TabInputTextDiff) return input.modified;
  throw new ShownError(l10n.t("No file is open in the active editor."));
}

async function openLogs(engine: Engine, logs: Logs, uris: readonly vscode.Uri[]): Promise<void> {
  const [first] = uris;
  if (!first) return;
  if (uris.some(({ scheme }) => scheme.startsWith("cloudtrail"))) {
    throw new ShownError(l10n.t("This is a read-only copy. Open the log file itself."));
  }
  const name = fileName(first);
  const title =
    uris.length === 1
      ? l10n.t("Reading {0}", name)
      : plural(
          uris.length,
          (n) => l10n.t("Reading {0} file or folder", n),
          (n) => l10n.t("Reading {0} files and folders", n),
        );
  let isShown = false;
  const showEvents = async (): Promise<void> => {
    if (isShown) return;
    isShown = true;
    await vscode.commands.executeCommand("cloudtrail.events.focus");
  };
  const settled = await withProgress(title, async (signal, tell) => {
    const asked = new Set(uris.map(String));
    const began = Date.now();
    const watching = engine.onDidChange(({ events, loading }) => {
      const mine = loading.filter(({ uri }) => asked.has(uri));
      if (mine.some((log) => log.events > 0)) void showEvents(); // there is something to look at while the rest is read
      const { message, fraction } = progressOf(mine, events, Date.now() - began);
      tell(message, uris.length === 1 ? fraction : undefined);
    });
    try {
      return await Promise.allSettled(uris.map((uri) => logs.readAgain(uri, "command", signal)));
    } finally {
      watching.dispose();
    }
  });
  const failed = settled.find((one) => one.status === "rejected" && !isCancelled(one.reason));
  if (failed?.status === "rejected") throw failed.reason;
  const reports = settled.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
  const others = reports.filter((report) => !isLog(report) && !isLeftOut(report));
  await Promise.all(others.map(({ uri }) => logs.close(vscode.Uri.parse(uri))));
  // what was read before the user cancelled is open, too
  if (uris.some((uri) => logs.has(uri))) await showEvents();
  // said at once, before somebody searches for a user in vain
  if (reports.some(({ shape }) => shape === "eventHistoryCsv")) inform(csvWords());
  if (others.length > 0) throw notLogs(others);
}

function notLogs(others: readonly LogReport[]): ShownError {
  const name = (report: LogReport) => fileName(vscode.Uri.parse(report.uri));
  const [only] = others;
  if (others.length > 1 || !only) {
    return new ShownError(l10n.t("These files are not CloudTrail logs: {0}", namesText(others.map(name), NAMES)));
  }
  const [problem] = only.problems;
  const sentence = problem ? problemWords(problem) : l10n.t("This is not a CloudTrail log.");
  const uri = vscode.Uri.parse(only.uri);
  const canShow = problem?.reason === "notALog" && problem.detail !== "binary" && !documentOf(uri);
  const waysOnOf = only.problems.flatMap(waysOn).slice(0, 1);
  return new ShownError(`${name(only)}: ${sentence}`, canShow ? [showText(uri), ...waysOnOf] : waysOnOf);
}

function showText(uri: vscode.Uri): WayOn {
  return { label: l10n.t("Show Text"), run: () => vscode.commands.executeCommand("cloudtrail.showText", uri) };
}
