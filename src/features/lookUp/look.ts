/** Looks up one sub: in which pools, at what pace, and with what result. It shows only that it is asking. */
import * as vscode from "vscode";
import { loadAws } from "../../aws/load";
import { asCognitoWrites, type Sub } from "../../core/events/cognito";
import { Pace } from "../../core/lookup/pace";
import { conflicts, type EventPlace, type Pool } from "../../core/lookup/pools";
import type { People } from "../../people";
import { withNotification } from "../../ui/dialogs";
import { signalOf } from "../../ui/progress";
import type { Result } from "./result";
import { askingTitle, askingWords } from "./words";

const INTERVAL = 200; // ms: at most five look-ups per second

const pace = new Pace(INTERVAL);

/** @param pools asked one after another until one knows the sub @param event where it happened, if there is an event */
export async function look(people: People, sub: Sub, pools: Pool[], event: EventPlace | undefined): Promise<Result> {
  // profiles may run programs, so nothing is asked for a folder that is not trusted
  if (!vscode.workspace.isTrusted) return { outcome: "untrusted" };
  const aws = loadAws();
  const profiles = await aws.readProfiles();
  const profileOf = ({ profile }: Pool) => profiles.find(({ name }) => name === profile);
  const isConflict = (pool: Pool) => conflicts(event, pool, profileOf(pool)?.account ?? "");
  const fitting = pools.filter((pool) => !isConflict(pool));
  const [other] = pools;
  if (fitting.length === 0 && other) {
    return { outcome: "conflict", pool: other, account: profileOf(other)?.account ?? "" };
  }

  const directory = aws.userDirectory();
  let first: Result | undefined;
  for (const pool of fitting) {
    const profile = profileOf(pool);
    const result = pool.profile !== "" && profile === undefined ? noProfile(pool) : await ask(pool);
    if (result.outcome === "found" || result.outcome === "cancelled") return result;
    // a failure says more than another pool that does not know the user
    if (first === undefined || first.outcome === "notFound") first = result;
  }
  if (first?.outcome !== "notFound" && first !== undefined) return first;
  people.rememberAbsence(sub, fitting, Date.now());
  return { outcome: "notFound", pools: fitting };

  async function ask(pool: Pool): Promise<Result> {
    const answer = await telling(pool, async (signal) => {
      await turn(signal);
      return signal.aborted
        ? ({ kind: "cancelled" } as const)
        : directory.findBySub(pool, asCognitoWrites(sub), signal);
    });
    switch (answer.kind) {
      case "cancelled":
        return { outcome: "cancelled" };
      case "failed":
        return { outcome: "failed", pool, failure: answer.failure, profile: profileOf(pool) };
      case "users": {
        const [user] = answer.users;
        const at = Date.now();
        if (user === undefined) return { outcome: "notFound", pools: [pool] };
        people.remember(sub, { user, pool, at });
        return { outcome: "found", users: answer.users, pool, at };
      }
    }
  }
}

function noProfile(pool: Pool): Result {
  return { outcome: "noProfile", pool };
}

/** Shows the notification at once: the user must see what is called. */
async function telling<T>(pool: Pool, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return withNotification(askingTitle(pool), async (tell, token) => {
    tell(askingWords(pool));
    return work(signalOf(token));
  });
}

async function turn(signal: AbortSignal): Promise<void> {
  const wait = pace.take(performance.now());
  if (wait <= 0) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, wait);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
