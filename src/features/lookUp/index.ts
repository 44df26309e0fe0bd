/** The command that finds the user with a sub, for users and for other extensions. */
import * as vscode from "vscode";
import type { EventRow } from "../../core/events/row";
import type { Pool } from "../../core/lookup/pools";
import { markOf } from "../../core/shapes/recordMark";
import type { Engine } from "../../engine/engine";
import type { People } from "../../people";
import { chosenEvent } from "../../ui/chosenEvent";
import { registerCommand, ShownError } from "../../ui/report";
import { showAnswer } from "./answer";
import { lookUpForOthers } from "./forOthers";
import { look } from "./look";
import { askPool, poolsFor } from "./pools";
import { type Subject, subjectAtCursor, subjectOf, typedSubject } from "./subject";
import { waysOn } from "./waysOn";
import { sentenceFor } from "./words";

export function registerUserLookup(engine: Engine, people: People): vscode.Disposable {
  return registerCommand("cloudtrail.lookUpUser", async (argument?: unknown) => {
    const asked = askedFor(argument);
    if (asked.kind === "byOthers") return lookUpForOthers(people, asked.argument);
    const subject = await subjectFor(engine, asked);
    return subject && lookUp(people, subject);
  });
}

type Asked =
  | { kind: "atCursor" }
  | { kind: "typed" }
  /** From our own links and the tree: only which event it is is taken, all else is asked of the engine. */
  | { kind: "event"; id: number; mark?: unknown }
  | { kind: "byOthers"; argument: unknown };

/** Menus pass what was clicked; other callers can pass anything. */
function askedFor(argument: unknown): Asked {
  if (argument === undefined || argument === null) return { kind: "atCursor" };
  if (argument === "type") return { kind: "typed" };
  try {
    if (argument instanceof vscode.Uri) return { kind: "atCursor" };
    const { kind, row, event, mark } = argument as { kind?: unknown; row?: EventRow; event?: unknown; mark?: unknown };
    if (kind === "event" && typeof row?.id === "number")
      return { kind: "event", id: row.id, mark: markOf({ ...row, eventTime: String(row.eventTime) }) };
    if (kind !== "event" && typeof event === "number") return { kind: "event", id: event, mark };
  } catch {
    // a getter or a proxy that throws
  }
  return { kind: "byOthers", argument };
}

async function subjectFor(engine: Engine, asked: Exclude<Asked, { kind: "byOthers" }>): Promise<Subject | undefined> {
  switch (asked.kind) {
    case "atCursor":
      return (await subjectAtCursor(engine)) ?? typedSubject();
    case "typed":
      return typedSubject();
    case "event":
      return subjectOf(await chosenEvent(engine, asked.id, asked.mark));
  }
}

async function lookUp(people: People, subject: Subject, chosen?: Pool[]): Promise<void> {
  if (!vscode.workspace.isTrusted) throw failed({ outcome: "untrusted" });
  const pools = chosen ?? (await poolsFor(subject.row));
  if (pools === undefined) return;
  const result = await look(people, subject.sub, pools, subject.row);
  if (result.outcome === "cancelled") return;
  if (result.outcome !== "found") throw failed(result);
  await showAnswer(subject, result);

  function failed(result: Parameters<typeof sentenceFor>[0]): ShownError {
    return new ShownError(sentenceFor(result, subject.row), waysOn(result, { tryAgain, anotherPool }));
  }

  function tryAgain(): Promise<void> {
    return lookUp(people, subject, pools);
  }

  async function anotherPool(): Promise<void> {
    const pool = await askPool(subject.row, pools ?? []);
    if (pool) await lookUp(people, subject, [pool]);
  }
}
