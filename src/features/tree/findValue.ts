import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { columnWords } from "../../core/events/columnWords";
import type { Engine, Match } from "../../engine/engine";
import { ask, choose as pick } from "../../ui/dialogs";
import { ShownError } from "../../ui/report";
import { eventsText } from "../../ui/words";
import type { TreeFilter } from "./filter";
import { arnAt, isValuePlace } from "./linkedValue";

/** @param place of a value in an event's record, from a link: `{ event, value }`; without it, the user is asked */
export async function findValue(engine: Engine, filter: TreeFilter, place?: unknown): Promise<void> {
  const isLink = isValuePlace(place);
  const value = isLink ? await arnAt(engine, place) : await typedValue();
  if (value === undefined) return;
  // these columns are the tree's own judgment, not values of the record, and have a button
  const matches = (await engine.events.find(value)).filter(
    ({ column, count }) => count > 0 && column !== "outcome" && column !== "identity",
  );
  const [first] = matches;
  if (first === undefined) {
    throw new ShownError(
      l10n.t(
        "No event here has exactly this value. Only whole values are compared, and not every field of a record is searched.",
      ),
    );
  }
  const chosen = matches.length === 1 ? first : await choose(matches);
  if (chosen === undefined) return;
  filter.showValue(chosen.column, value);
  // a user who clicks in a document may not see the tree
  if (isLink) await vscode.commands.executeCommand("cloudtrail.events.focus");
}

async function typedValue(): Promise<string | undefined> {
  const typed = await ask({
    title: l10n.t("Find Value"),
    prompt: l10n.t("The whole value exactly as recorded: an access key, ARN, address, sub, event ID, user name …"),
    value: selectedText(),
  });
  const value = typed?.trim().replace(/^"(.*)"$/, "$1");
  return value === "" ? undefined : value;
}

async function choose(matches: readonly Match[]): Promise<Match | undefined> {
  const picked = await pick(
    matches.map((match) => ({
      label: l10n.t("{events} as {column}", { events: eventsText(match.count), column: columnWords(match.column) }),
      match,
    })),
    {
      title: l10n.t("Find Value"),
      placeHolder: l10n.t("The value occurs in several columns. Which events do you want to see?"),
    },
  );
  return picked?.match;
}

/** The selected text in the editor, if it may be one value. */
function selectedText(): string {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || editor.selection.isEmpty || !editor.selection.isSingleLine) return "";
  const text = editor.document.getText(editor.selection).trim();
  return text.length <= 500 ? text : "";
}
