/** Shows a part of a log that no editor shows as text in its own read-only document, in which nothing is hidden. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { type Excerpt, excerptOf } from "../../core/events/excerpt";
import { visible } from "../../core/events/visible";
import type { Engine, LogPlace } from "../../engine/engine";
import type { Logs } from "../../logs";
import { fileName } from "../../ui/files";
import type { Leave, OwnDocuments } from "../../ui/ownDocuments";
import { signalOf, withProgress } from "../../ui/progress";
import { isCancelled, note, ShownError } from "../../ui/report";
import { placeWords } from "../../ui/words";

const SCHEME = "cloudtrail-part";
const LONGEST = 64 * 1024; // bytes of the part
const AROUND = 200; // bytes before and after it

interface Address {
  log: string;
  /** Byte positions in the log's content; end is exclusive. */
  start: number;
  end: number;
}

export function registerParts(engine: Engine, own: OwnDocuments): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: async (uri, token) => {
      try {
        const address = addressOf(uri);
        if (!address) return l10n.t("This part can no longer be read.");
        const leave = await own.leaveFor(uri, vscode.Uri.parse(address.log));
        if (leave.kind === "refused") return leave.why;
        const part = await readPart(engine, address, leave, signalOf(token));
        return part?.text ?? l10n.t("This part can no longer be read.");
      } catch (error) {
        note(uri.path, error);
        return isCancelled(error) ? undefined : l10n.t("This part can no longer be read.");
      }
    },
  });
}

export async function showPart(
  engine: Engine,
  logs: Logs,
  own: OwnDocuments,
  { uri, problem }: LogPlace,
): Promise<void> {
  const log = vscode.Uri.parse(uri);
  const address: Address = { log: uri, start: problem.start, end: problem.end };
  const file = visible(fileName(log));
  await logs.whenRead(log);
  const chosen: Leave = { kind: "file", path: log.scheme === "file" ? log.fsPath : undefined };
  const part = await withProgress(l10n.t("Reading {0}", file), (signal, tell) =>
    readPart(engine, address, chosen, signal, (fraction) => tell("", fraction)),
  );
  if (!part) throw new ShownError(l10n.t("This part can no longer be read."));
  const name = `${file} · ${placeWords(problem)}`.replace(/[\\/?*<>|"]/g, "_");
  const shown = vscode.Uri.from({ scheme: SCHEME, path: `/${name}`, query: JSON.stringify(address) });
  await own.remember(shown, log);
  const document = await vscode.workspace.openTextDocument(shown);
  await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(document.positionAt(part.start), document.positionAt(part.end)),
    preview: true,
  });
}

async function readPart(
  engine: Engine,
  { log, start, end }: Address,
  leave: Exclude<Leave, { kind: "refused" }>,
  signal: AbortSignal,
  progress?: (fraction: number) => void,
): Promise<Excerpt | undefined> {
  // a member of an archive can be read only through the open log
  const path = leave.kind === "file" && vscode.Uri.parse(log).fragment === "" ? leave.path : undefined;
  const from = Math.max(0, start - AROUND);
  const to = Math.min(end, start + LONGEST);
  const bytes = await engine.text.content(log, path, from, to + AROUND, signal, progress);
  return bytes && excerptOf(bytes, start - from, to - from);
}

function addressOf(uri: vscode.Uri): Address | undefined {
  let value: unknown;
  try {
    value = JSON.parse(uri.query);
  } catch {
    return undefined; // not an address we made
  }
  if (typeof value !== "object" || value === null) return undefined;
  const { log, start, end } = value as Record<string, unknown>;
  if (typeof log !== "string" || !isPosition(start) || !isPosition(end) || end < start) return undefined;
  return { log, start, end };
}

function isPosition(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
