/** What a UUID in a record is: only in a few places it names a user (CloudTrail's many other ids look the same). */
import { isSub } from "../events/cognito";

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

/** https://docs.aws.amazon.com/cognito/latest/developerguide/logging-using-cloudtrail.html */
const subPlaces: readonly string[] = [
  "additionalEventData.sub",
  "additionalEventData.requestParameters.sub.0",
  "responseElements.userSub",
  "requestParameters.username", // pools whose users sign in by e-mail or phone have it as the user name
];

/** @param path from the top of the record, array positions as numbers */
export function placeOf(path: readonly (string | number)[], value: string): Place {
  if (isIdentityId(value)) return "identityId";
  if (!isSub(value)) return "none";
  // a key may hold a dot: compared as a list it cannot be mistaken for two
  if (subPlaces.some((place) => place.split(".").join("\0") === path.join("\0"))) return "sub";
  const [first] = path;
  if (path.length === 1 && (first === "eventID" || first === "requestID" || first === "sharedEventID")) return first;
  return "otherId";
}

function isIdentityId(value: string): boolean {
  const colon = value.indexOf(":");
  return colon > 0 && /^[a-z0-9-]{1,32}$/i.test(value.slice(0, colon)) && isSub(value.slice(colon + 1));
}
