/** User pools that can be asked: what the setting holds, and which of them an event may belong to. */
import { isUserPoolId } from "../events/cognito";

export interface Pool {
  /** As the reader calls it; the id where it has no name. */
  name: string;
  userPoolId: string;
  region: string;
  /** Of the AWS configuration files; "" for the SDK's own search. */
  profile: string;
  /** Of an emulator. */
  endpoint?: string;
}

/** What an event says of where it happened; "" where it does not say. */
export interface EventPlace {
  userPool: string;
  awsRegion: string;
  recipientAccountId: string;
}

const LONGEST = 255; // characters of a name, a profile

/** @returns the usable entries, and how many are not: the setting is written by hand. */
export function poolsOf(setting: unknown): { pools: Pool[]; unusable: number } {
  const entries: unknown[] = Array.isArray(setting) ? setting : [];
  const pools = entries.flatMap((entry) => poolOf(entry) ?? []);
  return { pools, unusable: entries.length - pools.length };
}

function poolOf(entry: unknown): Pool | undefined {
  if (typeof entry !== "object" || entry === null) return undefined;
  const { name, userPoolId, region, profile, endpoint } = entry as Record<string, unknown>;
  if (typeof userPoolId !== "string" || !isUserPoolId(userPoolId)) return undefined;
  const where = text(region) || regionOfPool(userPoolId);
  if (where === "" || !isRegion(where)) return undefined;
  const url = text(endpoint);
  if (url !== "" && !isHttp(url)) return undefined;
  return {
    name: text(name) || userPoolId,
    userPoolId,
    region: where,
    profile: text(profile),
    ...(url === "" ? {} : { endpoint: url }),
  };
}

function text(value: unknown): string {
  return typeof value === "string" ? value.trim().slice(0, LONGEST) : "";
}

/** It becomes part of a host name. */
export function isRegion(value: string): boolean {
  return /^[a-z0-9-]{1,32}$/i.test(value);
}

function isHttp(url: string): boolean {
  return /^https?:\/\/[^\s/?#@]+(\/\S*)?$/i.test(url);
}

/** What stands before the last underscore, when it is a Region: emulators write other things there. */
export function regionOfPool(userPoolId: string): string {
  const before = userPoolId.slice(0, userPoolId.lastIndexOf("_"));
  return /^[a-z]{2,3}(-[a-z]+)+-\d+$/.test(before) ? before : "";
}

export type Choice =
  /** Asked one after another until one knows the sub. */
  | { kind: "use"; pools: Pool[] }
  /** The event names a pool that is not set up. */
  | { kind: "setUp"; userPoolId: string }
  | { kind: "ask" };

/** The event's own pool, else those of its Region, else the only one there is, else the reader has to say. */
export function choosePools(event: EventPlace | undefined, pools: readonly Pool[]): Choice {
  if (event !== undefined && event.userPool !== "") {
    const own = pools.filter(({ userPoolId }) => userPoolId === event.userPool);
    return own.length > 0 ? { kind: "use", pools: own } : { kind: "setUp", userPoolId: event.userPool };
  }
  if (event !== undefined && event.awsRegion !== "") {
    const near = pools.filter(({ region }) => region === event.awsRegion);
    return near.length > 0 ? { kind: "use", pools: near } : { kind: "ask" };
  }
  return pools.length === 1 ? { kind: "use", pools: [...pools] } : { kind: "ask" };
}

/**
 * Whether asking can only go wrong: another Region, or a profile that signs in to another account. Only what is known
 * without a call counts. @param account of the profile, "" when its files do not say
 */
export function conflicts(event: EventPlace | undefined, pool: Pool, account: string): boolean {
  const prefix = regionOfPool(pool.userPoolId);
  if (prefix !== "" && prefix !== pool.region && pool.endpoint === undefined) return true;
  if (event === undefined) return false;
  if (event.awsRegion !== "" && event.awsRegion !== pool.region) return true;
  return event.recipientAccountId !== "" && account !== "" && event.recipientAccountId !== account;
}
