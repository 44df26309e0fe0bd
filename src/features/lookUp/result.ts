/** The ways in which a look-up can end. */
import type { DirectoryUser, Profile } from "../../aws/userDirectory";
import type { Failure } from "../../core/lookup/failure";
import type { Pool } from "../../core/lookup/pools";

export type Found = { outcome: "found"; users: DirectoryUser[]; pool: Pool; at: number };
export type NotFound =
  | { outcome: "notFound"; pools: Pool[] }
  /** Refused without asking. `account` is the profile's, "" if not known. */
  | { outcome: "conflict"; pool: Pool; account: string }
  | { outcome: "noProfile"; pool: Pool }
  | { outcome: "failed"; pool: Pool; failure: Failure; profile: Profile | undefined }
  | { outcome: "untrusted" }
  | { outcome: "cancelled" };
export type Result = Found | NotFound;
