/**
 * Goes from a problem to its place: in the log's text if an editor can show it, else in a document of that part alone.
 */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { hasPlace } from "../../core/shapes/shape";
import type { Engine, LogPlace, Problem } from "../../engine/engine";
import { readableDocumentOf } from "../../logSource";
import type { Logs } from "../../logs";
import type { OwnDocuments } from "../../ui/ownDocuments";
import { note, ShownError } from "../../ui/report";
import { showPart } from "./part";

const LARGEST = 50 * 1024 * 1024; // bytes; VS Code gives extensions no larger document

export async function goTo(engine: Engine, logs: Logs, own: OwnDocuments, place: LogPlace): Promise<void> {
  const uri = vscode.Uri.parse(place.uri);
  const document = readableDocumentOf(uri) ?? (await openedAsText(uri, place));
  if (!document) return showPart(engine, logs, own, place);
  await vscode.window.showTextDocument(document, { preview: true });
  // a log whose text was just opened is read again from that text, in which VS Code may have changed bytes
  await logs.whenRead(uri);
  const problem = sameIn((await engine.coverage.report(place.uri))?.problems ?? [], place.problem);
  const [start, end] = await positionsOf(document, [problem.start, problem.end]);
  const editor = await vscode.window.showTextDocument(document, { preview: true });
  editor.selection = new vscode.Selection(end, start);
  editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Shows the problem of an open log with this position in the log's report. */
export async function showProblem(
  engine: Engine,
  logs: Logs,
  own: OwnDocuments,
  uri: unknown,
  index: unknown,
): Promise<void> {
  const report = typeof uri === "string" ? await engine.coverage.report(uri) : undefined;
  const problem = typeof index === "number" ? report?.problems[index] : undefined;
  if (!report || !problem || !hasPlace(problem)) throw new ShownError(l10n.t("This part can no longer be read."));
  await goTo(engine, logs, own, { uri: report.uri, gzip: report.gzip, problem });
}

async function openedAsText(uri: vscode.Uri, { gzip }: LogPlace): Promise<vscode.TextDocument | undefined> {
  if (gzip || uri.fragment !== "") return undefined;
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if (size > LARGEST || type === vscode.FileType.Unknown) return undefined; // reading a pipe would never end
    return await vscode.workspace.openTextDocument(uri);
  } catch (error) {
    note(uri.toString(true), error); // VS Code does not accept it as text, or it is gone: the engine may still have its bytes
    return undefined;
  }
}

/** Finds the same problem after the log was read again: the nearest one of its kind. */
function sameIn(problems: readonly Problem[], wanted: Problem): Problem {
  const distance = ({ start }: Problem): number => Math.abs(start - wanted.start);
  return (
    problems
      .filter(({ reason }) => reason === wanted.reason)
      .reduce(
        (best, one) => (best === undefined || distance(one) < distance(best) ? one : best),
        undefined as Problem | undefined,
      ) ?? wanted
  );
}

/** Converts positions in a document's UTF-8 text. Counts in slices, because a large document would block the window. */
async function positionsOf(
  document: vscode.TextDocument,
  [start, end]: [number, number],
): Promise<[vscode.Position, vscode.Position]> {
  const SLICE = 128 * 1024; // UTF-16 units
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
