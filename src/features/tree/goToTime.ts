import * as l10n from "@vscode/l10n";
import type * as vscode from "vscode";
import type { EventRow } from "../../core/events/row";
import { parseUserTime } from "../../core/query/userTime";
import type { Engine, Result } from "../../engine/engine";
import { lateWords } from "../../ui/deliveryWords";
import { ask, inform } from "../../ui/dialogs";
import { ShownError } from "../../ui/report";
import { dayText, timeText, type ZoneName, zoneName, zoneText } from "../../ui/times";
import { timeZone } from "../../ui/timeZone";
import type { TreeFilter } from "./filter";
import type { OutlineNode } from "./outline";
import type { OutlineSource } from "./outlineSource";

export async function goToTime(
  engine: Engine,
  view: vscode.TreeView<OutlineNode>,
  source: OutlineSource,
  filter: TreeFilter,
): Promise<void> {
  const zone = zoneName(timeZone());
  const day = await dayMeant(engine, view, filter);
  const time = await askTime(zone, day);
  if (time === undefined) return;
  const late = await engine.coverage.lateDelivery(time);
  const elsewhere = late === undefined ? "" : lateWords(late, time, (ms) => timeText(ms, zone));
  const row = await firstAtOrAfter(engine, filter, time, zone, elsewhere);
  const node = await source.nodeOf(row);
  if (node !== undefined) await view.reveal(node, { select: true, focus: true });
  if (elsewhere !== "") inform(elsewhere);
}

/** A time without a date is on the day the user is looking at. */
async function dayMeant(engine: Engine, view: vscode.TreeView<OutlineNode>, filter: TreeFilter): Promise<number> {
  const selected = view.selection.find((node) => node.kind === "event" || node.kind === "bucket");
  const time =
    selected?.kind === "event" ? selected.row.time : selected?.kind === "bucket" ? selected.bucket.time : undefined;
  if (time !== undefined && !Number.isNaN(time)) return time;
  const [first] = await rowsAt(engine, filter, () => 0);
  return first?.time ?? Date.now();
}

async function askTime(zone: ZoneName, day: number): Promise<number | undefined> {
  const typed = await ask({
    title: l10n.t("Go to Time"),
    prompt: l10n.t(
      "{day} 17:30, 17:30 (on that day), or a time with its own offset such as {day}T17:30:00Z. Without an offset: {zone}.",
      {
        day: dayText(day, zone),
        zone: zoneText(day, zone),
      },
    ),
    value: `${dayText(day, zone)} `,
    valueSelection: [11, 11],
    validate: (text) =>
      text.trim() === "" || parseUserTime(text, zone, day) !== undefined
        ? undefined
        : l10n.t("Not a time yet. Write it like {0}.", `${dayText(day, zone)} 17:30`),
  });
  return typed === undefined ? undefined : parseUserTime(typed, zone, day);
}

async function firstAtOrAfter(
  engine: Engine,
  filter: TreeFilter,
  time: number,
  zone: ZoneName,
  elsewhere: string,
): Promise<EventRow> {
  const [found] = await rowsAt(engine, filter, (result) => result.seek(time));
  if (found !== undefined) return found;
  // events without a readable time are at one end of the list and are no answer here
  const [last] = (await rowsAt(engine, filter, ({ count }) => Math.max(0, count - 1))).filter(
    (row) => row.time !== undefined,
  );
  const sentence =
    last?.time === undefined
      ? l10n.t("No event here is at or after {0}.", timeText(time, zone))
      : l10n.t("No event here is at or after {time}. The last one is at {last}.", {
          time: timeText(time, zone),
          last: timeText(last.time, zone),
        });
  throw new ShownError(elsewhere === "" ? sentence : `${sentence} ${elsewhere}`);
}

/** The row at a position in the tree's list; none beyond its end. */
async function rowsAt(
  engine: Engine,
  filter: TreeFilter,
  position: (result: Result) => number | Promise<number>,
): Promise<EventRow[]> {
  const result = await engine.events.select(filter.query());
  try {
    const at = await position(result);
    return await result.rows(at, at + 1);
  } finally {
    result.dispose();
  }
}
