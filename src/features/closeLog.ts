import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Engine } from "../engine/engine";
import type { Logs } from "../logs";
import { chooseSeveral } from "../ui/dialogs";
import { fileName } from "../ui/files";
import { registerCommand } from "../ui/report";
import { eventsText } from "../ui/words";

export function registerCloseLog(engine: Engine, logs: Logs): vscode.Disposable {
  return registerCommand("cloudtrail.closeLog", async () => {
    const uris = logs.uris();
    const chosen = uris.length <= 1 ? uris : await choose(engine, uris);
    if (chosen.length === uris.length) await logs.close();
    else for (const uri of chosen) await logs.close(uri);
  });
}

async function choose(engine: Engine, uris: readonly vscode.Uri[]): Promise<readonly vscode.Uri[]> {
  const reports = await Promise.all(uris.map((uri) => engine.coverage.report(uri.toString())));
  const picked = await chooseSeveral(
    uris.map((uri, i) => ({
      label: fileName(uri),
      description: eventsText(reports[i]?.events ?? 0),
      detail: vscode.workspace.asRelativePath(uri),
      uri,
    })),
    { title: l10n.t("Close Log"), placeHolder: l10n.t("Which logs?"), matchOnDetail: true },
  );
  return picked.map(({ uri }) => uri);
}
