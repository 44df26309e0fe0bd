/** The API that `activate` returns to other extensions and to tests: promises of plain data. Documented in README. */
import * as vscode from "vscode";
import { type ColumnName, columnNames } from "./core/events/columns";
import type { EventRow } from "./core/events/row";
import { columnsArgument, whereArgument } from "./core/query/arguments";
import { asksRecords, type Where } from "./core/query/condition";
import { type Engine, EngineStopped, type Group, type Result, StaleResult } from "./engine/engine";
import type { Logs } from "./logs";
import { asUri } from "./ui/files";
import { groupLabel } from "./ui/groupLabel";
import { isCancelled } from "./ui/report";

export interface PublicApi {
  /** Resolves after all are read. A URI that cannot be read is a log with a problem. */
  open(...uris: (vscode.Uri | string)[]): Promise<PublicCoverage>;
  /** Closes all logs if no URI is given. */
  close(uri?: vscode.Uri | string): Promise<void>;
  coverage(): Promise<PublicCoverage>;
  /** By event source, then identity type, by default. */
  groups(options?: { by?: ColumnName[]; filter?: Where }): Promise<PublicGroup[] & Missing>;
  /** In order of time, log, start; `after` is the ID of the last event on the previous page. */
  events(options?: { filter?: Where; limit?: number; after?: string }): Promise<PublicEvent[] & Missing>;
}

/** Absent when every record that could matter to the filter was looked at. */
export interface Missing {
  notLookedAt?: {
    count: number;
    why: { reason: string; detail?: string; count: number; uri: string }[];
  };
}

export interface PublicCoverage {
  events: number;
  duplicates: number;
  reduced: number;
  bytes: number;
  from?: string;
  to?: string;
  logs: PublicLog[];
}

export interface PublicLog {
  uri: string;
  shape: string;
  bytes: number;
  events: number;
  duplicates: number;
  reduced: number;
  /** At most 1,000; `problemCount` counts all. */
  problems: { start: number; end: number; reason: string }[];
  problemCount: number;
}

export interface PublicGroup {
  key: string;
  label: string;
  count: number;
  children?: PublicGroup[];
}

/** Columns that every event has; the others are left out if they are empty. */
const always = [
  "eventSource",
  "eventName",
  "identityType",
  "actor",
  "outcome",
] as const satisfies readonly ColumnName[];
type Always = (typeof always)[number];
type Further = Exclude<ColumnName, Always>;
const furtherColumns = columnNames.filter((name): name is Further => !(always as readonly string[]).includes(name));

/** What every event has, and each other column that is not empty. */
export interface PublicEvent
  extends Readonly<Pick<EventRow, Always | "uri" | "start" | "end" | "eventTime" | "form">>,
    Readonly<Partial<Record<Further, string>>> {
  /** Valid until the event's log is read again. */
  readonly id: string;
}

const PAGE = 500; // rows that the engine makes at a time
const LIMIT = 1000;
const TRIES = 5; // logs may change between two related requests

export function publicApi(engine: Engine, logs: Logs): PublicApi {
  const coverage = async () => publicCoverage(engine);
  return {
    coverage,
    open: async (...uris) => {
      const checked = uris.map(uriArgument);
      try {
        await Promise.all(checked.map((uri) => logs.readAgain(uri, "command")));
      } catch (error) {
        // closed in the meantime: throw the error that other extensions know
        throw isCancelled(error) ? new vscode.CancellationError() : error;
      }
      return coverage();
    },
    close: async (uri) => logs.close(uri === undefined ? undefined : uriArgument(uri)),
    groups: async (options = {}) => {
      const { by = ["eventSource", "identityType"], filter = {} } = objectArgument(options);
      const columns = columnsArgument(by);
      const checked = whereArgument(filter);
      const { groups, missing } = await again(() => groupsOf(engine, columns, checked));
      return Object.assign(
        groups.map((group) => publicGroup(group, columns, [])),
        missing,
      );
    },
    events: async (options = {}) => {
      const { filter = {}, limit = LIMIT, after } = objectArgument(options);
      if (typeof limit !== "number" || Number.isNaN(limit) || limit < 0)
        throw new TypeError("limit is not a number ≥ 0");
      const checked = whereArgument(filter);
      const last = after === undefined ? undefined : idArgument(after);
      return again(() => events(engine, checked, limit, last));
    },
  };
}

async function publicCoverage(engine: Engine): Promise<PublicCoverage> {
  const { events, duplicates, reduced, bytes, from, to, logs } = await again(() => engine.coverage.whole());
  return {
    events,
    duplicates,
    reduced,
    bytes,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    logs: logs.map(({ uri, shape, bytes, events, duplicates, reduced, problems, problemCount }) => ({
      uri,
      shape,
      bytes,
      events,
      duplicates,
      reduced,
      problems: problems.map(({ start, end, reason }) => ({ start, end, reason })),
      problemCount,
    })),
  };
}

function publicGroup(group: Group, by: readonly ColumnName[], path: readonly string[]): PublicGroup {
  const { key, count, children } = group;
  const here = [...path, key];
  return {
    key,
    label: groupLabel(by, here),
    count,
    ...(children ? { children: children.map((child) => publicGroup(child, by, here)) } : {}),
  };
}

async function groupsOf(
  engine: Engine,
  by: readonly ColumnName[],
  where: Where,
): Promise<{ groups: Group[]; missing: Missing }> {
  if (!asksRecords(where)) return { groups: await engine.events.groups(by, where), missing: {} };
  const result = await engine.events.select(where);
  try {
    return { groups: await result.groups(by), missing: missingIn(result) };
  } finally {
    result.dispose();
  }
}

function missingIn({ notLookedAt }: Result): Missing {
  return notLookedAt ? { notLookedAt } : {};
}

async function events(
  engine: Engine,
  filter: Where,
  limit: number,
  after: number | undefined,
): Promise<PublicEvent[] & Missing> {
  const result = await engine.events.select(filter);
  try {
    let from = 0;
    if (after !== undefined) {
      from = (await result.positionOf(after)) + 1;
      // an empty page would look like the end
      if (from === 0) throw new TypeError("after is not the id of one of these events, or its log was read again");
    }
    const to = Math.min(result.count, from + Math.floor(limit));
    const found: PublicEvent[] = [];
    for (let at = from; at < to; at += PAGE)
      for (const row of await result.rows(at, Math.min(to, at + PAGE))) found.push(publicEvent(row));
    return Object.assign(found, missingIn(result));
  } finally {
    result.dispose();
  }
}

function publicEvent(row: EventRow): PublicEvent {
  const { id, uri, start, end, eventTime, eventSource, eventName, identityType, actor, outcome, form } = row;
  return {
    id: String(id),
    uri,
    start,
    end,
    eventTime,
    eventSource,
    eventName,
    identityType,
    actor,
    outcome,
    form,
    ...recorded(row, furtherColumns),
  };
}

/** The columns that are not empty. */
function recorded<K extends ColumnName & keyof EventRow>(row: EventRow, names: readonly K[]): { [name in K]?: string } {
  const found: { [name in K]?: string } = {};
  for (const name of names) if (row[name] !== "") found[name] = row[name];
  return found;
}

/** Tries again if a log that is being read makes an answer stale, or a restarted thread loses it. */
async function again<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      const passes = error instanceof StaleResult || error instanceof EngineStopped;
      if (!passes || tries === TRIES) throw error;
    }
  }
}

function uriArgument(value: unknown): vscode.Uri {
  const uri = asUri(value);
  if (!uri) throw new TypeError("not a URI");
  return uri;
}

function idArgument(value: unknown): number {
  const id = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(id)) throw new TypeError("after is not an id that events gave");
  return id;
}

function objectArgument<T>(value: T): T {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new TypeError("not an object of options");
  return value;
}
