/** Which user is meant: the sub under the cursor, in the selection, of the event in the tree, or typed. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { isSub, type Sub } from "../../core/events/cognito";
import { isInTable } from "../../core/events/event";
import type { EventRow } from "../../core/events/row";
import { tokenAt } from "../../core/explain/hovered";
import { type Place, placeOf } from "../../core/lookup/place";
import type { Engine } from "../../engine/engine";
import { eventOf } from "../../ui/chosenEvent";
import { ask } from "../../ui/dialogs";
import { withProgress } from "../../ui/progress";
import { bodyOf } from "../../ui/recordDocument";
import { noUserWords } from "../../ui/reducedWords";
import { ShownError } from "../../ui/report";

export interface Subject {
  sub: Sub;
  /** The event that contains the sub. */
  row: EventRow | undefined;
}

/** @returns undefined if the user has to type the sub @throws a message about any other ID */
export async function subjectAtCursor(engine: Engine): Promise<Subject | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { document, selection } = editor;
  const selected = unquoted(selection.isSingleLine && !selection.isEmpty ? document.getText(selection) : "");
  // use the inside of a selection: its end may already be the next token
  const offset = document.offsetAt(selection.isEmpty ? selection.active : selection.start);
  const record = await recordAround(engine, document, offset);
  const inside = selection.isEmpty || document.getText(selection)[0] !== '"' ? 0 : 1;
  const { place, value } = record ? whatIsAt(record.text, offset + inside - record.start) : nothing;
  if (place === "sub" && isSub(value)) return { sub: value, row: record?.row };
  const isOther = place === "eventID" || place === "requestID" || place === "sharedEventID" || place === "identityId";
  if (isOther) throw notAUser(place);
  if (isSub(selected)) return { sub: selected, row: record?.row };
  if (place === "otherId") throw notAUser(place);
  return record?.row && subjectOf(record.row);
}

/** The sub that an event names. */
export function subjectOf(row: EventRow): Subject {
  if (isSub(row.sub)) return { sub: row.sub, row };
  const reduced = noUserWords(row.form);
  if (reduced !== undefined) throw new ShownError(reduced, [typeInstead()]);
  throw new ShownError(
    l10n.t(
      "This event names no user. CloudTrail hides what was typed; a mistyped or unknown user name is possible but not shown.",
    ),
    [typeInstead()],
  );
}

export async function typedSubject(): Promise<Subject | undefined> {
  const typed = await ask({
    title: l10n.t("Look Up User by UserSub"),
    prompt: l10n.t("The user’s sub, such as {0}", "87a42a58-6051-7076-79e2-fe9208b6ae3c"),
    value: uuidUnderCursor(),
    validate: (text) =>
      text.trim() === "" || isSub(unquoted(text))
        ? undefined
        : l10n.t(
            "Not a sub: it has 32 hexadecimal digits in five groups, as in {0}.",
            "87a42a58-6051-7076-79e2-fe9208b6ae3c",
          ),
  });
  const sub = unquoted(typed ?? "");
  return isSub(sub) ? { sub, row: undefined } : undefined;
}

const nothing: { place: Place; value: string } = { place: "none", value: "" };

function whatIsAt(text: string, offset: number): { place: Place; value: string } {
  const token = tokenAt(text, offset);
  if (token?.on !== "value" || text[token.start] !== '"') return nothing;
  let value: unknown;
  try {
    value = JSON.parse(text.slice(token.start, token.end));
  } catch {
    return nothing; // a broken record: nothing is known about this place
  }
  return typeof value === "string" ? { place: placeOf(token.path, value), value } : nothing;
}

interface RecordAround {
  row: EventRow | undefined;
  text: string;
  /** Position in the text of its document. */
  start: number;
}

async function recordAround(
  engine: Engine,
  document: vscode.TextDocument,
  offset: number,
): Promise<RecordAround | undefined> {
  if (document.uri.scheme === "cloudtrail") {
    return { row: await eventOf(engine, document.uri), ...bodyOf(document.getText()) };
  }
  const { version } = document;
  const row = await withProgress(l10n.t("Finding the record…"), (signal) =>
    engine.documents.locate(document.uri.toString(), version, offset, signal),
  );
  if (row?.textStart === undefined || row.textEnd === undefined || document.version !== version) return undefined;
  if (isInTable(row.form)) return { row, text: "", start: row.textStart };
  const range = new vscode.Range(document.positionAt(row.textStart), document.positionAt(row.textEnd));
  return { row, text: document.getText(range), start: row.textStart };
}

function notAUser(place: Exclude<Place, "sub" | "none">): ShownError {
  switch (place) {
    case "eventID":
    case "requestID":
    case "sharedEventID":
      return new ShownError(l10n.t("This is the {0} of the event, not a user. Nothing was asked.", place), [
        typeInstead(),
      ]);
    case "identityId":
      return new ShownError(
        l10n.t("This is an identity ID of an identity pool, not the sub of a user pool’s user. Nothing was asked."),
        [typeInstead()],
      );
    case "otherId":
      return new ShownError(
        l10n.t(
          "CloudTrail does not record a user’s sub in this field. Select the whole ID if it is one. Nothing was asked.",
        ),
        [typeInstead()],
      );
  }
}

function typeInstead(): { label: string; run: () => unknown } {
  return {
    label: l10n.t("Enter a UserSub…"),
    run: () => vscode.commands.executeCommand("cloudtrail.lookUpUser", "type"),
  };
}

function unquoted(text: string): string {
  return text.trim().replace(/^"(.*)"$/, "$1");
}

/** Outside a log, nothing says what a UUID is: offer it and let the user decide. */
function uuidUnderCursor(): string {
  const editor = vscode.window.activeTextEditor;
  const range = editor?.document.getWordRangeAtPosition(
    editor.selection.active,
    /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i,
  );
  return editor && range ? editor.document.getText(range) : "";
}
