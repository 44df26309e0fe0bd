/** The value that a link in a record stands on. The link holds two numbers and a mark of ours; what the log says is read here. */
import * as vscode from "vscode";
import { valueNumbered } from "../../core/explain/links";
import { markOf } from "../../core/shapes/recordMark";
import type { Engine } from "../../engine/engine";
import { type ChosenEvent, chosenEvent, noLongerOpen } from "../../ui/chosenEvent";
import { recordOf } from "../../ui/spanRecord";

interface ValuePlace extends ChosenEvent {
  /** The value's position among the plain values of its record, from 0. */
  value: number;
}

export function isValuePlace(place: unknown): place is ValuePlace {
  if (typeof place !== "object" || place === null) return false;
  const { event, value } = place as Record<string, unknown>;
  return Number.isSafeInteger(event) && Number.isSafeInteger(value);
}

/** Returns only ARNs, because only ARNs have links. */
export async function arnAt(engine: Engine, { event, mark, value }: ValuePlace): Promise<string> {
  const row = await chosenEvent(engine, event, mark);
  const text = await engine.text.record(row.id);
  const bytes = text && recordOf(vscode.Uri.parse(row.uri, true), text, markOf(row))?.json;
  const found = bytes && valueNumbered(new TextDecoder().decode(bytes), value);
  if (found === undefined) throw noLongerOpen();
  return found;
}
