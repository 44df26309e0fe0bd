/** Hovers over keys and values, in logs and in a record's own document. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { isSub } from "../core/events/cognito";
import { isInTable } from "../core/events/event";
import type { EventRow } from "../core/events/row";
import type { Origin } from "../core/events/values";
import { explainAt } from "../core/explain/record";
import type { Engine } from "../engine/engine";
import type { Logs } from "../logs";
import type { People } from "../people";
import type { ApiTextsOf } from "../ui/apiTexts";
import { chosen } from "../ui/chosenEvent";
import { type CommandLink, explanationMarkdown } from "../ui/markdown";
import { signalOf } from "../ui/progress";
import { bodyOf } from "../ui/recordDocument";
import { originOf } from "../ui/recordUri";
import { isCancelled, note } from "../ui/report";
import { timeText } from "../ui/times";

const LARGEST = 2 * 1024 * 1024; // UTF-16 units; parsing a larger record would block VS Code

interface Place {
  text: string;
  /** Position of the record in the document. */
  start: number;
  /** The event; absent in a record's own document. */
  row?: EventRow;
  origin: Origin | undefined;
}

export function registerHover(engine: Engine, logs: Logs, people: People, textsOf: ApiTextsOf): vscode.Disposable {
  // all languages: any document can be opened as a log, and others are answered at once
  return vscode.languages.registerHoverProvider("*", hoverProvider(engine, logs, people, textsOf));
}

/** Separate from the registration, so that it can be timed without VS Code's share. */
export function hoverProvider(engine: Engine, logs: Logs, people: People, textsOf: ApiTextsOf): vscode.HoverProvider {
  return {
    provideHover: async (document, position, token) => {
      if (document.uri.scheme !== "cloudtrail" && !logs.has(document.uri)) return undefined;
      try {
        const place = await placeAt(engine, document, position, token);
        return place && (await hoverAt(document, position, place, people, textsOf));
      } catch (error) {
        if (!isCancelled(error)) note("hover", error);
        return undefined;
      }
    },
  };
}

/** Reads only the text of one record: the 45th megabyte costs what the first costs. */
async function placeAt(
  engine: Engine,
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<Place | undefined> {
  if (document.uri.scheme === "cloudtrail") {
    const whole = document.getText();
    return whole.length > LARGEST ? undefined : { ...bodyOf(whole), origin: originOf(document.uri) };
  }
  const { version } = document;
  const row = await engine.documents.locate(
    document.uri.toString(),
    version,
    document.offsetAt(position),
    signalOf(token),
  );
  if (row?.textStart === undefined || row.textEnd === undefined) return undefined;
  if (token.isCancellationRequested || document.version !== version) return undefined;
  if (row.textEnd - row.textStart > LARGEST || isInTable(row.form)) return undefined;
  const range = new vscode.Range(document.positionAt(row.textStart), document.positionAt(row.textEnd));
  return { text: document.getText(range), start: row.textStart, row, origin: row };
}

async function hoverAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  place: Place,
  people: People,
  textsOf: ApiTextsOf,
): Promise<vscode.Hover | undefined> {
  const source = place.row?.eventSource ?? sourceIn(place.text);
  const texts = source === "" ? undefined : await textsOf(source).catch((error) => note("API texts", error));
  const found = explainAt(place.text, document.offsetAt(position) - place.start, {
    now: Date.now(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    timeText,
    texts: texts ?? undefined,
    origin: place.origin,
  });
  if (!found) return undefined;
  const range = new vscode.Range(
    document.positionAt(place.start + found.start),
    document.positionAt(place.start + found.end),
  );
  const { explanation, head, sub } = found;
  const person = sub && people.personLine(sub);
  const shown = person ? { ...explanation, here: person } : explanation;
  return new vscode.Hover(explanationMarkdown(shown, sub ? lookUpLinks(place.row) : [], head), range);
}

function lookUpLinks(row: EventRow | undefined): CommandLink[] {
  if (!row || !isSub(row.sub) || !vscode.workspace.isTrusted) return [];
  return [{ label: l10n.t("Look up this user…"), command: "cloudtrail.lookUpUser", arguments: [chosen(row)] }];
}

/** For a record's own document: it contains one record, indented by us. */
function sourceIn(text: string): string {
  return /^ {2}"eventSource": "([a-z0-9.-]{1,100})"/m.exec(text)?.[1] ?? "";
}
