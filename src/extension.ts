import * as vscode from "vscode";
import { type PublicApi, publicApi } from "./api";
import { startEngine } from "./engine/client";
import { registerCloseLog } from "./features/closeLog";
import { registerEditors } from "./features/editors";
import { registerHover } from "./features/hover";
import { registerIndexCache } from "./features/indexCache";
import { registerLinks } from "./features/links";
import { registerLogEditor } from "./features/logEditor/logEditor";
import { registerUserLookup } from "./features/lookUp";
import { registerOpen } from "./features/open";
import { registerReadLogsAgain } from "./features/readLogsAgain";
import { registerRecord } from "./features/record/record";
import { registerRefresh } from "./features/refresh";
import { registerCoverage } from "./features/showCoverage/showCoverage";
import { registerShowText } from "./features/showText";
import { registerSymbols } from "./features/symbols";
import { registerTree } from "./features/tree";
import { Logs } from "./logs";
import { People } from "./people";
import { apiTextsIn } from "./ui/apiTexts";
import { configureWords } from "./ui/l10n";
import { limitsNow } from "./ui/limits";
import { OwnDocuments } from "./ui/ownDocuments";
import { registerReport } from "./ui/report";

export function activate(context: vscode.ExtensionContext): PublicApi {
  configureWords();
  const extension = context.extensionUri;
  const cacheFolder = vscode.Uri.joinPath(context.globalStorageUri, "cache").fsPath;
  const engine = startEngine(vscode.Uri.joinPath(extension, "dist", "engine.js").fsPath, {
    limits: limitsNow,
    spillRoot: vscode.Uri.joinPath(context.globalStorageUri, "spill").fsPath,
    cacheFolder,
  });
  const logs = new Logs(engine);
  const people = new People();
  const own = new OwnDocuments((log) => logs.isReadable(log), context.workspaceState);
  const textsOf = apiTextsIn(vscode.Uri.joinPath(extension, "dist", "api").fsPath);
  context.subscriptions.push(
    engine,
    logs,
    people,
    registerOpen(engine, logs, extension),
    registerCloseLog(engine, logs),
    registerReadLogsAgain(engine),
    registerRefresh(logs),
    registerTree(engine, people),
    registerUserLookup(engine, people),
    registerCoverage(engine, logs, own, extension),
    registerRecord(engine, own),
    registerHover(engine, logs, people, textsOf),
    registerLinks(engine, logs, textsOf),
    registerSymbols(engine, logs),
    registerLogEditor(engine, logs, extension),
    registerIndexCache(cacheFolder),
    registerShowText(own),
    registerEditors(logs),
    registerReport(), // last: the others may still have something to note when they are disposed
  );
  return publicApi(engine, logs);
}
