/** What a UUID in a record is: only in a few places it names a user (CloudTrail's many other ids look the same). */
import { isSub, subPaths } from "../events/cognito";

export type Place =
  | "sub"
  | "eventID"
  | "requestID"
  | "sharedEventID"
  /** Of an identity pool: a Region, a colon, a UUID. */
  | "identityId"
  /** A UUID in another place. */
  | "otherId"
  /** No such id at all. */
  | "none";

/** @param path from the top of the record, array positions as numbers */
export function placeOf(path: readonly (string | number)[], value: string): Place {
  if (isIdentityId(value)) return "identityId";
  if (!isSub(value)) return "none";
  // a key may hold a dot: compared as a list it cannot be mistaken for two
  const steps = path.map((step) => (typeof step === "number" ? `[${step}]` : step)).join("\0");
  if (subPaths.some((place) => place.split(".").join("\0") === steps)) return "sub";
  const [first] = path;
  if (path.length === 1 && (first === "eventID" || first === "requestID" || first === "sharedEventID")) return first;
  return "otherId";
}

function isIdentityId(value: string): boolean {
  const colon = value.indexOf(":");
  return colon > 0 && /^[a-z0-9-]{1,32}$/i.test(value.slice(0, colon)) && isSub(value.slice(colon + 1));
}
