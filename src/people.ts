/** Owns the users that were looked up, in memory only. Nothing here is ever written to disk. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { DirectoryUser } from "./aws/userDirectory";
import { visibleUpTo } from "./core/events/visible";
import type { Pool } from "./core/lookup/pools";
import { timeText, zoneName } from "./ui/times";
import { timeZone } from "./ui/timeZone";

const LONGEST = 200; // characters; users choose their names themselves

export interface Person {
  user: DirectoryUser;
  pool: Pool;
  /** When AWS was asked, in milliseconds since 1970 UTC: the answer was true then. */
  at: number;
}

interface Absence {
  pools: readonly Pool[];
  at: number;
}

export class People implements vscode.Disposable {
  private readonly found = new Map<string, Person>();
  private readonly absent = new Map<string, Absence>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** A look-up added or removed a user. */
  readonly onDidChange = this.changed.event;

  remember(sub: string, person: Person): void {
    this.found.set(sub.toLowerCase(), person);
    this.absent.delete(sub.toLowerCase());
    this.changed.fire();
  }

  /** A person found in another pool stays. A person found earlier in one of these pools is no longer there. */
  rememberAbsence(sub: string, pools: readonly Pool[], at: number): void {
    const key = sub.toLowerCase();
    const known = this.found.get(key);
    if (known && pools.some(({ userPoolId }) => userPoolId === known.pool.userPoolId)) this.found.delete(key);
    this.absent.set(key, { pools, at });
    this.changed.fire();
  }

  /** The name of the user with a sub; undefined if nobody was looked up or found. */
  nameOf(sub: string): string | undefined {
    const person = this.found.get(sub.toLowerCase());
    return person && nameIn(person.user);
  }

  /** One line of plain text for a hover; undefined for a sub that was not looked up. */
  personLine(sub: string): string | undefined {
    const person = this.found.get(sub.toLowerCase());
    if (person) return `${personText(person.user)} · ${poolText(person)}`;
    const absence = this.absent.get(sub.toLowerCase());
    return (
      absence &&
      l10n.t("No user with this sub in pool {pool}, as of {now}.", {
        pool: poolNames(absence.pools),
        now: momentText(absence.at),
      })
    );
  }

  dispose(): void {
    this.changed.dispose();
    this.found.clear();
    this.absent.clear();
  }
}

/** maria · maria@example.com · CONFIRMED, without empty and repeated parts. */
export function personText(user: DirectoryUser): string {
  return [...new Set([shown(calledIn(user)), shown(attribute(user, "email")), shown(user.status)])]
    .filter((part) => part !== "")
    .join(" · ");
}

/** @param eventTime the time of the event, when the answer may not have been true */
export function poolText({ pool, at }: Pick<Person, "pool" | "at">, eventTime?: string): string {
  const what = { pool: shown(pool.name), now: momentText(at) };
  if (eventTime === undefined) return l10n.t("pool {pool}, as of {now}", what);
  return l10n.t("pool {pool}, as of {now} (may differ from {eventTime})", { ...what, eventTime });
}

export function poolNames(pools: readonly Pool[]): string {
  return pools.map(({ name }) => shown(name)).join(", ");
}

export function momentText(ms: number): string {
  return timeText(Math.floor(ms / 1000) * 1000, zoneName(timeZone()));
}

function nameIn(user: DirectoryUser): string {
  return shown(attribute(user, "email") || calledIn(user) || user.username);
}

/** Where people sign in by email, the user name repeats the sub, which says nothing. */
function calledIn(user: DirectoryUser): string {
  const isSub = user.username.toLowerCase() === attribute(user, "sub").toLowerCase();
  return isSub ? attribute(user, "name") || attribute(user, "preferred_username") : user.username;
}

function attribute(user: DirectoryUser, name: string): string {
  return user.attributes.find((one) => one.name === name)?.value ?? "";
}

export function shown(text: string): string {
  return visibleUpTo(LONGEST, text);
}
