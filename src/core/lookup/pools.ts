/** User pools that can be asked: the usable ones in the setting, and the ones an event may belong to. */
import { isUserPoolId } from "../events/cognito";

export interface Pool {
  /** The user's name for the pool, or its ID if it has no name. */
  name: string;
  userPoolId: string;
  region: string;
  /** A profile in the AWS configuration files; "" to let the SDK search for credentials. */
  profile: string;
  /** The address of an emulator. */
  endpoint?: string;
}

/** What an event says about where it happened; "" where it does not say. */
export interface EventPlace {
  userPool: string;
  awsRegion: string;
  recipientAccountId: string;
}

const LONGEST = 255; // characters of a name or a profile

/** @returns the usable entries and the number of unusable ones: the setting is written by hand */
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

/** The Region becomes part of a host name. */
export function isRegion(value: string): boolean {
  return /^[a-z0-9-]{1,32}$/i.test(value);
}

function isHttp(url: string): boolean {
  return /^https?:\/\/[^\s/?#@]+(\/\S*)?$/i.test(url);
}

/** The part before the last underscore if it is a Region: emulators use other words there. */
export function regionOfPool(userPoolId: string): string {
  const before = userPoolId.slice(0, userPoolId.lastIndexOf("_"));
  return /^[a-z]{2,3}(-[a-z]+)+-\d+$/.test(before) ? before : "";
}

export type Choice =
  /** Ask these one after another until one knows the sub. */
  | { kind: "use"; pools: Pool[] }
  /** The event names a pool that is not set up. */
  | { kind: "setUp"; userPoolId: string }
  | { kind: "ask" };

/**
 * Chooses the event's own pool, else the pools in its Region, else the only pool there is; otherwise the user has to
 * choose.
 */
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
 * Whether a look-up can only fail: the Region differs, or the profile signs in to another account. Uses only what is
 * known without a call.
 * @param account of the profile, "" if its files do not say
 */
export function conflicts(event: EventPlace | undefined, pool: Pool, account: string): boolean {
  const prefix = regionOfPool(pool.userPoolId);
  if (prefix !== "" && prefix !== pool.region && pool.endpoint === undefined) return true;
  if (event === undefined) return false;
  if (event.awsRegion !== "" && event.awsRegion !== pool.region) return true;
  return event.recipientAccountId !== "" && account !== "" && event.recipientAccountId !== account;
}
