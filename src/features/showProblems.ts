import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Engine, LogReport, Problem } from "../engine/engine";
import { documentOf } from "../logSource";
import { fileName } from "../ui/files";
import { openSetting, waysOn } from "../ui/limits";
import { registerCommand, ShownError } from "../ui/report";
import { numberText, placeWords, problemWords } from "../ui/words";

const SHOWN = 1000; // a longer pick list is slow, and nobody reads it

interface Item extends vscode.QuickPickItem {
  uri: vscode.Uri;
  gzip: boolean;
  problem: Problem;
}

/** What could not be read, and the way to the place. */
export function registerShowProblems(engine: Engine): vscode.Disposable {
  return registerCommand("cloudtrail.showProblems", async () => {
    const { logs } = await engine.coverage();
    const items = logs.flatMap(itemsOf);
    const total = logs.reduce((sum, { problemCount }) => sum + problemCount, 0);
    if (items.length === 0) throw new ShownError(l10n.t("Everything in the open logs was read."));
    const shown = items.slice(0, SHOWN);
    const placeholder =
      total === shown.length
        ? l10n.t("What could not be read. Choose one to see the place.")
        : l10n.t("The first {shown} of {total} parts that could not be read. Choose one to see the place.", {
            shown: numberText(shown.length),
            total: numberText(total),
          });
    await (await pick(shown, placeholder))?.();
  });
}

/** What to do next: show the chosen place, or open the setting whose button was pressed. */
function pick(items: readonly Item[], placeholder: string): Promise<(() => unknown) | undefined> {
  const list = vscode.window.createQuickPick<Item>();
  return new Promise<(() => unknown) | undefined>((resolve) => {
    list.title = l10n.t("What Is Missing");
    list.placeholder = placeholder;
    list.matchOnDescription = true;
    list.items = items;
    list.onDidAccept(() => {
      const [item] = list.selectedItems;
      resolve(item && (() => showPlace(item)));
    });
    list.onDidTriggerItemButton(({ item }) => resolve(openSetting(item.problem)?.run));
    list.onDidHide(() => resolve(undefined));
    list.show();
  }).finally(() => list.dispose());
}

function itemsOf(log: LogReport): Item[] {
  const uri = vscode.Uri.parse(log.uri);
  return log.problems.map((problem) => ({
    label: problemWords(problem),
    description: fileName(uri),
    detail: placeWords(problem),
    uri,
    gzip: log.gzip,
    problem,
    buttons: buttonsOf(problem),
  }));
}

function buttonsOf(problem: Problem): vscode.QuickInputButton[] {
  const way = openSetting(problem);
  return way ? [{ iconPath: new vscode.ThemeIcon("settings-gear"), tooltip: way.label }] : [];
}

async function showPlace({ uri, gzip, problem }: Item): Promise<void> {
  if (gzip) {
    // Shown inflated, where positions are those of the content.
    await vscode.commands.executeCommand("cloudtrail.showText", uri);
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.uri.query === uri.toString()) await select(editor.document, problem);
    return;
  }
  let document: vscode.TextDocument;
  try {
    document = documentOf(uri) ?? (await vscode.workspace.openTextDocument(uri));
  } catch {
    // VS Code says why in its own words, not ours: too large, not text, gone
    throw new ShownError(
      l10n.t("{file} cannot be shown as text here. {place}: {reason}", {
        file: fileName(uri),
        place: placeWords(problem),
        reason: problemWords(problem),
      }),
      waysOn(problem),
    );
  }
  await select(document, problem);
}

async function select(document: vscode.TextDocument, problem: Problem): Promise<void> {
  const [start, end] = await positionsOf(document, [problem.start, problem.end]);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(start, end) });
}

/** Where bytes of a document's UTF-8 text are: counted in slices, or a large document would hold up the window. */
async function positionsOf(
  document: vscode.TextDocument,
  [start, end]: [number, number],
): Promise<[vscode.Position, vscode.Position]> {
  const SLICE = 256 * 1024; // UTF-16 units
  const found: vscode.Position[] = [];
  let bytes = 0;
  for (let at = 0; found.length < 2; at += SLICE) {
    const text = document.getText(new vscode.Range(document.positionAt(at), document.positionAt(at + SLICE)));
    const encoded = Buffer.from(text);
    for (const wanted of [start, end].slice(found.length)) {
      if (wanted > bytes + encoded.length && text !== "") break;
      found.push(document.positionAt(at + encoded.subarray(0, Math.max(0, wanted - bytes)).toString().length));
    }
    bytes += encoded.length;
    await new Promise(setImmediate);
  }
  return [found[0] as vscode.Position, found[1] as vscode.Position];
}
