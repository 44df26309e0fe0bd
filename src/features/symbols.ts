/** A log's events as a document's symbols: in the Outline, in the breadcrumbs and in the symbol search. */
import * as vscode from "vscode";
import { parseTime } from "../core/events/time";
import { parsedRecord, textAt } from "../core/explain/facts";
import { oneLine } from "../core/explain/oneLine/oneLine";
import type { Engine } from "../engine/engine";
import type { Logs } from "../logs";
import { inert } from "../ui/inert";
import { signalOf } from "../ui/progress";
import { isCancelled, note } from "../ui/report";
import { timeText, zoneName } from "../ui/times";
import { onDidChangeTimeZone, timeZone } from "../ui/timeZone";

const MOST = 5000; // events; VS Code draws the whole outline at once, and longer logs have the tree
const LARGEST = 2 * 1024 * 1024; // UTF-16 units; parsing a larger record would block VS Code
const TURN = 8; // ms

/** Names the languages: among equally specific providers, VS Code asks its own last. */
const selector: vscode.DocumentSelector = [...["json", "jsonl", "jsonc"].map((language) => ({ language })), "*"];

export function registerSymbols(engine: Engine, logs: Logs): vscode.Disposable {
  const register = () => vscode.languages.registerDocumentSymbolProvider(selector, provider, { label: "CloudTrail" });
  // a provider cannot tell VS Code that it has more results, but registering it again makes VS Code ask
  const again = () => {
    registered.dispose();
    registered = register();
  };
  const provider = symbolProvider(engine, logs, again);
  let registered = register();
  let known = new Set<string>();
  const look = async () => {
    const now = shownLogs(logs);
    const added = [...now].filter((uri) => !known.has(uri));
    known = now;
    const reports = await Promise.all(added.map((uri) => engine.coverage.report(uri)));
    // other providers work again, too, so only if there is something to show
    if (reports.some((report) => report && report.events > 0 && report.events <= MOST)) again();
  };
  return vscode.Disposable.from(
    engine.onDidChange(({ loading }) => {
      if (loading.length === 0) look().catch((error) => note("symbols", error));
    }),
    onDidChangeTimeZone(again),
    { dispose: () => registered.dispose() },
  );
}

/** Logs that are open documents. */
function shownLogs(logs: Logs): Set<string> {
  const documents = vscode.workspace.textDocuments.filter(({ uri }) => logs.has(uri));
  return new Set(documents.map(({ uri }) => uri.toString()));
}

/**
 * VS Code's breadcrumbs show the symbols of the provider that answers first. Ours takes longer than VS Code's own
 * provider for JSON, so it keeps its answer and calls `askAgain`: it then answers the same question at once.
 */
export function symbolProvider(engine: Engine, logs: Logs, askAgain: () => void): vscode.DocumentSymbolProvider {
  const kept = new WeakMap<vscode.TextDocument, { version: number; zone: string; symbols: vscode.DocumentSymbol[] }>();
  const find = async (document: vscode.TextDocument, zone: string, token: vscode.CancellationToken) => {
    const { uri, version } = document;
    try {
      const spans = await engine.documents.recordSpans(uri.toString(), version, MOST, signalOf(token));
      const symbols = spans && (await symbolsOf(document, spans, zone, token));
      if (!symbols?.length) return undefined;
      kept.set(document, { version, zone, symbols });
      askAgain();
      return symbols;
    } catch (error) {
      if (!isCancelled(error)) note("symbols", error);
      return undefined;
    }
  };
  return {
    provideDocumentSymbols: (document, token) => {
      if (!logs.has(document.uri)) return undefined;
      const zone = zoneName(timeZone());
      const known = kept.get(document);
      return known?.version === document.version && known.zone === zone ? known.symbols : find(document, zone, token);
    },
  };
}

/**
 * Works in turns, because it parses thousands of records. Undefined if nobody is waiting any longer, or the document
 * was edited.
 */
async function symbolsOf(
  document: vscode.TextDocument,
  spans: Uint32Array,
  zone: string,
  token: vscode.CancellationToken,
): Promise<vscode.DocumentSymbol[] | undefined> {
  const { version } = document;
  const symbols: vscode.DocumentSymbol[] = [];
  let begun = performance.now();
  for (let at = 0; at < spans.length; at += 2) {
    if (performance.now() - begun > TURN) {
      await new Promise(setImmediate);
      begun = performance.now();
    }
    if (token.isCancellationRequested || document.isClosed || document.version !== version) return undefined;
    const [start = 0, end = 0] = spans.subarray(at, at + 2);
    if (end - start > LARGEST) continue;
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    const record = parsedRecord(document.getText(range));
    if (!record) continue;
    const time = parseTime(textAt(record, "eventTime"));
    const detail = Number.isNaN(time) ? "" : timeText(time, zone);
    symbols.push(new vscode.DocumentSymbol(inert(oneLine(record)), detail, vscode.SymbolKind.Event, range, range));
  }
  return symbols;
}
