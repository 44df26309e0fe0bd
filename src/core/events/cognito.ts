/**
 * Whom and what a Cognito event is about: the user's `sub`, the user pool, the app client.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/logging-using-cloudtrail.html
 */

import { OriginFlag, type TextAt, type TupleSpec } from "./values";

export const cognitoSources: ReadonlySet<string> = new Set([
  "cognito-idp.amazonaws.com",
  "cognito-identity.amazonaws.com",
  "cognito-sync.amazonaws.com",
]);

/** A sub is a UUID of any version: real ones carry nibbles that no version has. */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html */
const poolId = /^[\w-]+_[0-9a-zA-Z]+$/;

/** A checked sub: nothing else may become part of a question to AWS. */
export type Sub = string & { readonly checked: "sub" };

export const isSub = (text: string): text is Sub => uuid.test(text);
/** Cognito writes them small and compares letter by letter; what was typed may come from elsewhere. */
export const asCognitoWrites = (sub: Sub): Sub => sub.toLowerCase() as Sub;
export const isUserPoolId = (text: string): boolean => text.length <= 55 && poolId.test(text);

/** The first of the places, in order of trust, that holds a UUID. */
export function subOf(places: readonly string[]): string {
  return places.find(isSub) ?? "";
}

/** The first that holds a pool id: itself, behind the slash of a `logins` key, or at the end of a user pool's ARN. */
export function userPoolOf(places: readonly string[]): string {
  for (const place of places) {
    const login = /^cognito-idp\.[^/]+\/([^/]+)$/.exec(place)?.[1];
    const arn = /^arn:[^:]*:cognito-idp:[^:]*:[^:]*:userpool\/([^/]+)/.exec(place)?.[1];
    const id = login ?? arn ?? place;
    if (isUserPoolId(id)) return id;
  }
  return "";
}

/** Where a user's `sub` stands, in order of trust. Pools whose users sign in by e-mail or phone have it as the user name. */
export const subPaths = [
  "additionalEventData.sub",
  "additionalEventData.requestParameters.sub.[0]",
  "responseElements.userSub",
  "requestParameters.username",
] as const;
/** Where a user pool is named, in order of trust. */
const poolPaths = [
  "requestParameters.userPoolId",
  "additionalEventData.userPoolId",
  "requestParameters.logins.{}",
  "resources.[].ARN",
] as const;
const clientPaths = ["requestParameters.clientId", "additionalEventData.requestParameters.client_id.[0]"] as const;
const paths = [...subPaths, ...poolPaths, ...clientPaths] as const;
type CognitoPath = (typeof paths)[number];

const namesPool = (text: string): boolean => userPoolOf([text]) !== "";

/** The user, the pool and the client of one of Amazon Cognito's events; others have none. */
export const cognitoTuple: TupleSpec<CognitoPath> = {
  paths,
  flags: 0,
  onlyWith: OriginFlag.cognito,
  // user names and resources are often texts of their own for every event: only what tells something makes a combination
  accepts: {
    "requestParameters.username": isSub,
    "requestParameters.logins.{}": namesPool,
    "resources.[].ARN": namesPool,
  },
};

export const subAt = (text: TextAt<CognitoPath>): string => subOf(subPaths.map(text));
export const userPoolAt = (text: TextAt<CognitoPath>): string => userPoolOf(poolPaths.map(text));
export const clientAt = (text: TextAt<CognitoPath>): string => clientPaths.map(text).find((id) => id !== "") ?? "";
