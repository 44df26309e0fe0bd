/** The command for other extensions: it never rejects and never asks the user. Documented in README. */
import * as l10n from "@vscode/l10n";
import type { DirectoryUser } from "../../aws/userDirectory";
import { isSub } from "../../core/events/cognito";
import type { Pool } from "../../core/lookup/pools";
import type { People } from "../../people";
import { inert } from "../../ui/inert";
import { note, somethingWentWrong } from "../../ui/report";
import { look } from "./look";
import { configuredPools } from "./pools";
import type { Result } from "./result";
import { sentenceFor } from "./words";

export type LookUpResult =
  | { outcome: "found"; users: PublicUser[]; pool: string; profile: string; region: string }
  | {
      outcome:
        | "notFound"
        | "wrongPool"
        | "denied"
        | "expired"
        | "noProfile"
        | "noPool"
        | "invalidSub"
        | "throttled"
        | "unreachable"
        | "wrongAnswer"
        | "insecure"
        | "untrusted"
        | "cancelled";
      /** One sentence in the language of the user interface. Show it as plain text: it can contain AWS's answer. */
      message: string;
    };

export interface PublicUser {
  username: string;
  status: string;
  enabled?: boolean;
  /** ISO 8601, UTC. */
  created?: string;
  modified?: string;
  attributes: Record<string, string>;
}

/** @param argument `{sub, userPoolId?}`; without a pool, all configured pools are asked one after another */
export async function lookUpForOthers(people: People, argument: unknown): Promise<LookUpResult> {
  try {
    const { sub, userPoolId } = namesIn(argument);
    if (typeof sub !== "string" || !isSub(sub)) {
      return { outcome: "invalidSub", message: l10n.t("This is not the sub of a user.") };
    }
    const pools = poolsCalled(userPoolId);
    if (pools.length === 0) {
      return { outcome: "noPool", message: l10n.t("This user pool is not in the setting cloudtrail.userPools.") };
    }
    return publicResult(await look(people, sub, pools, undefined));
  } catch (error) {
    note("cloudtrail.lookUpUser", error);
    return { outcome: "unreachable", message: somethingWentWrong() };
  }
}

/** Reads each property once: the object can be anything and may return a different value the next time. */
function namesIn(argument: unknown): { sub?: unknown; userPoolId?: unknown } {
  try {
    const { sub, userPoolId } = (argument ?? {}) as { sub?: unknown; userPoolId?: unknown };
    return { sub, userPoolId };
  } catch {
    return {}; // a getter or a proxy that throws
  }
}

function poolsCalled(userPoolId: unknown): Pool[] {
  const pools = configuredPools();
  return userPoolId === undefined ? pools : pools.filter((pool) => pool.userPoolId === userPoolId);
}

function publicResult(result: Result): LookUpResult {
  switch (result.outcome) {
    case "found":
      return {
        outcome: "found",
        users: result.users.map(publicUser),
        pool: result.pool.userPoolId,
        profile: result.pool.profile,
        region: result.pool.region,
      };
    case "failed":
      return { outcome: result.failure.kind, message: inert(sentenceFor(result)) };
    case "conflict":
      return { outcome: "wrongPool", message: inert(sentenceFor(result)) };
    default:
      return { outcome: result.outcome, message: inert(sentenceFor(result)) };
  }
}

function publicUser({ username, status, enabled, created, modified, attributes }: DirectoryUser): PublicUser {
  return {
    username,
    status,
    ...(enabled === undefined ? {} : { enabled }),
    ...(created === undefined ? {} : { created: new Date(created).toISOString() }),
    ...(modified === undefined ? {} : { modified: new Date(modified).toISOString() }),
    attributes: Object.fromEntries(attributes.map(({ name, value }) => [name, value])),
  };
}
