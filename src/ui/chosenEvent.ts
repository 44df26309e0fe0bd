import * as l10n from "@vscode/l10n";
import type * as vscode from "vscode";
import type { EventRow } from "../core/events/row";
import { markOf } from "../core/shapes/recordMark";
import type { Engine } from "../engine/engine";
import { addressOf } from "./recordUri";
import { ShownError } from "./report";

/** Passes the chosen event to a command as our own number and mark, without any text of the log. */
export interface ChosenEvent {
  event: number;
  /** Without it the number alone counts. */
  mark?: string;
}

export function chosen(row: EventRow): ChosenEvent {
  return { event: row.id, mark: markOf(row) };
}

/** The event itself. After the engine's thread was started again, its number may be that of another one. */
export async function chosenEvent(engine: Engine, event: unknown, mark?: unknown): Promise<EventRow> {
  const row = Number.isSafeInteger(event) ? await engine.events.row(event as number) : undefined;
  if (!row || (mark !== undefined && mark !== markOf(row))) throw noLongerOpen();
  return row;
}

/** The event whose record a document of ours shows; undefined when it is not open any more. */
export async function eventOf(engine: Engine, document: vscode.Uri): Promise<EventRow | undefined> {
  const address = addressOf(document);
  const row = address && (await engine.events.recordAt(address.log, address.start));
  return row && markOf(row) === address.mark ? row : undefined;
}

export function noLongerOpen(): ShownError {
  return new ShownError(l10n.t("This event is no longer open. Choose it again."));
}
