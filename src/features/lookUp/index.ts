/** The command that makes a person of a sub, for readers and for other extensions. */
import * as vscode from "vscode";
import type { EventRow } from "../../core/events/row";
import type { Pool } from "../../core/lookup/pools";
import type { Engine } from "../../engine/engine";
import type { People } from "../../people";
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
  | { kind: "row"; row: EventRow }
  /** From our own links, which carry nothing of a log but a number of ours. */
  | { kind: "event"; id: number }
  | { kind: "byOthers"; argument: unknown };

/** Menus hand over what was clicked; anybody else anything. */
function askedFor(argument: unknown): Asked {
  if (argument === undefined || argument === null || argument instanceof vscode.Uri) return { kind: "atCursor" };
  if (argument === "type") return { kind: "typed" };
  if (typeof argument !== "object") return { kind: "byOthers", argument };
  const { kind, row, event } = argument as { kind?: unknown; row?: unknown; event?: unknown };
  if (kind === "event" && typeof row === "object" && row !== null) return { kind: "row", row: row as EventRow };
  if (typeof event === "number") return { kind: "event", id: event };
  return { kind: "byOthers", argument };
}

async function subjectFor(engine: Engine, asked: Exclude<Asked, { kind: "byOthers" }>): Promise<Subject | undefined> {
  switch (asked.kind) {
    case "atCursor":
      return (await subjectAtCursor(engine)) ?? typedSubject();
    case "typed":
      return typedSubject();
    case "row":
      return subjectOf(asked.row);
    case "event": {
      const row = await engine.row(asked.id);
      return row && subjectOf(row);
    }
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
