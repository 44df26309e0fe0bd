/** The value that a link in a record stands on. The link holds two numbers of ours; what the log says is read here. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { valueNumbered } from "../../core/explain/links";
import type { Engine } from "../../engine/engine";
import { ShownError } from "../../ui/report";
import { recordOf } from "../../ui/spanRecord";

interface ValuePlace {
  /** The event's number. */
  event: number;
  /** Which of the plain values of its record, in order from 0. */
  value: number;
}

export function isValuePlace(place: unknown): place is ValuePlace {
  if (typeof place !== "object" || place === null) return false;
  const { event, value } = place as Record<string, unknown>;
  return Number.isSafeInteger(event) && Number.isSafeInteger(value);
}

/** Only an ARN: links stand on nothing else. */
export async function arnAt(engine: Engine, { event, value }: ValuePlace): Promise<string> {
  const row = await engine.events.row(event);
  const text = row && (await engine.text.record(event));
  const bytes = text && recordOf(vscode.Uri.parse(row.uri, true), text)?.json;
  const found = bytes && valueNumbered(new TextDecoder().decode(bytes), value);
  if (found === undefined) throw new ShownError(l10n.t("This event is no longer open. Choose it again."));
  return found;
}
