/** What the windows may ask of AWS about users, in our own words: no type of the SDK leaves this folder. */
import type { Sub } from "../core/events/cognito";
import type { Failure } from "../core/lookup/failure";
import type { Pool } from "../core/lookup/pools";
import type { SignIn } from "../core/lookup/signIn";

export interface DirectoryUser {
  username: string;
  /** CONFIRMED, FORCE_CHANGE_PASSWORD, EXTERNAL_PROVIDER …; "" when the answer does not say. */
  status: string;
  enabled: boolean | undefined;
  /** Milliseconds since 1970 UTC. */
  created: number | undefined;
  modified: number | undefined;
  attributes: { name: string; value: string }[];
}

export type Answer =
  /** @property users whose own `sub` is the one asked for: several when profiles are linked. */
  { kind: "users"; users: DirectoryUser[] } | { kind: "failed"; failure: Failure } | { kind: "cancelled" };

export interface UserDirectory {
  /** Never rejects. */
  findBySub(pool: Pool, sub: Sub, signal: AbortSignal): Promise<Answer>;
}

/** A profile of the user's AWS files, as far as they say something without a call. */
export interface Profile {
  name: string;
  /** It signs in to; "" when not known. */
  account: string;
  /** How its sign-in is renewed; undefined for keys that are not signed in for. */
  signIn: SignIn | undefined;
}

/** What dist/aws.js exports. */
export interface Aws {
  userDirectory(): UserDirectory;
  /** Read again each time: signing in and editing change the files. */
  readProfiles(): Promise<Profile[]>;
}
