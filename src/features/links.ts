/** Links in records: fields and operations link to AWS's pages, ARNs to the events that have them. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { EventRow } from "../core/events/row";
import { parsedRecord, textAt } from "../core/explain/facts";
import { linksIn, type PlaceLink } from "../core/explain/links";
import type { Engine } from "../engine/engine";
import type { Logs } from "../logs";
import type { ApiTextsOf } from "../ui/apiTexts";
import { type ChosenEvent, chosen, eventOf } from "../ui/chosenEvent";
import { signalOf } from "../ui/progress";
import { bodyOf } from "../ui/recordDocument";
import { SCHEME } from "../ui/recordUri";
import { isCancelled, note } from "../ui/report";

const LARGEST = 1024 * 1024; // UTF-16 units of a document
const MOST_EVENTS = 5000;
/**
 * VS Code takes all links of a document at once and would be busy for seconds with 27,000. If there are too many, links
 * of fields are left out: hovers have them, too.
 */
const MOST_LINKS = 6000;
const TURN = 2; // ms; a large record, a garbage collection and another feature's turn right after it can multiply it

/** The target is requested at the click: an event's number changes when its log is read again. */
class RecordLink extends vscode.DocumentLink {
  constructor(
    range: vscode.Range,
    tooltip: string,
    readonly leadsTo: (token: vscode.CancellationToken) => Promise<vscode.Uri> | vscode.Uri,
  ) {
    super(range);
    this.tooltip = tooltip;
  }
}

export function registerLinks(engine: Engine, logs: Logs, textsOf: ApiTextsOf): vscode.Disposable {
  const register = () => vscode.languages.registerDocumentLinkProvider("*", linkProvider(engine, logs, textsOf));
  let registered = register();
  let known = "";
  return vscode.Disposable.from(
    engine.onDidChange(({ loading }) => {
      const now = JSON.stringify(logs.uris());
      if (loading.length > 0 || now === known) return;
      known = now;
      // a provider cannot tell VS Code that it has more results, but registering it again makes VS Code ask
      registered.dispose();
      registered = register();
    }),
    { dispose: () => registered.dispose() },
  );
}

export function linkProvider(
  engine: Engine,
  logs: Logs,
  textsOf: ApiTextsOf,
): vscode.DocumentLinkProvider<vscode.DocumentLink> {
  return {
    provideDocumentLinks: async (document, token) => {
      if (document.uri.scheme !== SCHEME && !logs.has(document.uri)) return undefined;
      if (document.offsetAt(new vscode.Position(document.lineCount, 0)) > LARGEST) return undefined;
      try {
        const spans = await spansOf(engine, document, token);
        return spans && (await linksOf(engine, document, spans, textsOf, token));
      } catch (error) {
        if (!isCancelled(error)) note("links", error);
        return undefined;
      }
    },
    resolveDocumentLink: async (link, token) => {
      try {
        if (link instanceof RecordLink) link.target = await link.leadsTo(token);
        return link;
      } catch (error) {
        if (!isCancelled(error)) note("link", error);
        return undefined;
      }
    },
  };
}

/** The start and end of each record, in pages as the engine returns them. */
async function spansOf(
  engine: Engine,
  document: vscode.TextDocument,
  token: vscode.CancellationToken,
): Promise<Uint32Array | undefined> {
  if (document.uri.scheme === SCHEME) {
    const { text, start } = bodyOf(document.getText());
    return Uint32Array.of(start, start + text.length);
  }
  return engine.documents.recordSpans(document.uri.toString(), document.version, MOST_EVENTS, signalOf(token));
}

/**
 * Works in turns, because it parses thousands of records. Undefined if nobody is waiting any longer, or the document
 * was edited.
 */
async function linksOf(
  engine: Engine,
  document: vscode.TextDocument,
  spans: Uint32Array,
  textsOf: ApiTextsOf,
  token: vscode.CancellationToken,
): Promise<vscode.DocumentLink[] | undefined> {
  const { version } = document;
  const links: vscode.DocumentLink[] = [];
  const fields: vscode.DocumentLink[] = [];
  let begun = performance.now();
  /** Returns false if nobody is waiting any longer. */
  const rest = async (): Promise<boolean> => {
    if (performance.now() - begun < TURN) return true;
    await new Promise(setImmediate);
    begun = performance.now();
    return !token.isCancellationRequested && !document.isClosed && document.version === version;
  };
  for (let at = 0; at < spans.length; at += 2) {
    const [from = 0, to = 0] = spans.subarray(at, at + 2);
    const text = document.getText(new vscode.Range(document.positionAt(from), document.positionAt(to)));
    const record = parsedRecord(text);
    if (!record) continue;
    if (!(await rest())) return undefined;
    const texts = await textsOf(textAt(record, "eventSource")).catch((error) => note("API texts", error));
    for (const place of linksIn(text, record, texts ?? undefined)) {
      const list = place?.on === "key" ? fields : links;
      if (place && list.length < MOST_LINKS) list.push(linkAt(engine, document, from, place));
      if (!(await rest())) return undefined;
    }
  }
  return [...links, ...fields].slice(0, MOST_LINKS);
}

/** @param from where the record begins in the document */
function linkAt(
  engine: Engine,
  document: vscode.TextDocument,
  from: number,
  { start, end, to }: PlaceLink,
): vscode.DocumentLink {
  const range = new vscode.Range(document.positionAt(from + start), document.positionAt(from + end));
  switch (to.kind) {
    case "page":
      return new RecordLink(range, to.link.label, () => vscode.Uri.parse(to.link.url, true));
    case "arn": {
      const { uri, version } = document;
      return new RecordLink(range, l10n.t("Find events with this ARN"), async (token) => {
        const event = await eventAt(engine, uri, version, from, token);
        return findCommand({ ...(event ? chosen(event) : nobody), value: to.value });
      });
    }
  }
}

/** No event has this number: the command says that it is not open any more. */
const nobody: ChosenEvent = { event: -1 };

/** Nothing of the log's text: the command reads the value itself. */
function findCommand(place: ChosenEvent & { value: number }): vscode.Uri {
  return vscode.Uri.parse(`command:cloudtrail.findValue?${encodeURIComponent(JSON.stringify([place]))}`, true);
}

/** The event at a place; undefined when it is not open any more, or another one stands there. */
async function eventAt(
  engine: Engine,
  uri: vscode.Uri,
  version: number,
  offset: number,
  token: vscode.CancellationToken,
): Promise<EventRow | undefined> {
  return uri.scheme === SCHEME
    ? eventOf(engine, uri)
    : engine.documents.locate(uri.toString(), version, offset, signalOf(token));
}
