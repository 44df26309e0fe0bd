/**
 * What a UUID in a record is: it identifies a user only in a few places (CloudTrail's many other IDs look the same).
 */
import { isSub, subPaths } from "../events/cognito";

export type Place =
  | "sub"
  | "eventID"
  | "requestID"
  | "sharedEventID"
  /** An identity pool's ID: a Region, a colon, a UUID. */
  | "identityId"
  /** A UUID in another place. */
  | "otherId"
  /** Not such an ID. */
  | "none";

/** @param path from the top of the record, with array positions as numbers */
export function placeOf(path: readonly (string | number)[], value: string): Place {
  if (isIdentityId(value)) return "identityId";
  if (!isSub(value)) return "none";
  // a key may contain a dot: comparing lists avoids mistaking it for two keys
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
