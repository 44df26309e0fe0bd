/** What the extension can ask AWS about users, in our own terms: no type of the SDK leaves this folder. */
import type { Sub } from "../core/events/cognito";
import type { Failure } from "../core/lookup/failure";
import type { Pool } from "../core/lookup/pools";
import type { SignIn } from "../core/lookup/signIn";

export interface DirectoryUser {
  username: string;
  /** CONFIRMED, FORCE_CHANGE_PASSWORD, EXTERNAL_PROVIDER …; "" if the answer does not say. */
  status: string;
  enabled: boolean | undefined;
  /** Milliseconds since 1970 UTC. */
  created: number | undefined;
  modified: number | undefined;
  attributes: { name: string; value: string }[];
}

export type Answer =
  /** @property users whose own `sub` matches: several if profiles are linked. */
  { kind: "users"; users: DirectoryUser[] } | { kind: "failed"; failure: Failure } | { kind: "cancelled" };

export interface UserDirectory {
  /** Never rejects. */
  findBySub(pool: Pool, sub: Sub, signal: AbortSignal): Promise<Answer>;
}

/** A profile in the user's AWS files, as far as the files describe it without a call. */
export interface Profile {
  name: string;
  /** The account that the profile signs in to; "" if not known. */
  account: string;
  /** How to renew the profile's sign-in; undefined for keys that need no sign-in. */
  signIn: SignIn | undefined;
}

/** The exports of dist/aws.js. */
export interface Aws {
  userDirectory(): UserDirectory;
  /** Reads the files again each time: signing in and editing change them. */
  readProfiles(): Promise<Profile[]>;
}
