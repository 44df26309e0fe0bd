/**
 * Who and what a Cognito event is about: the user's `sub`, the user pool and the app client.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/logging-using-cloudtrail.html
 */

import { OriginFlag, type TextAt, type TupleSpec } from "./values";

export const cognitoSources: ReadonlySet<string> = new Set([
  "cognito-idp.amazonaws.com",
  "cognito-identity.amazonaws.com",
  "cognito-sync.amazonaws.com",
]);

/** A sub is a UUID of any version: real ones have nibbles that no version defines. */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html */
const poolId = /^[\w-]+_[0-9a-zA-Z]+$/;

/** A checked sub: only this type may become part of a request to AWS. */
export type Sub = string & { readonly checked: "sub" };

export const isSub = (text: string): text is Sub => uuid.test(text);
/** Cognito writes subs in lower case and compares them exactly; typed subs may come from elsewhere. */
export const asCognitoWrites = (sub: Sub): Sub => sub.toLowerCase() as Sub;
export const isUserPoolId = (text: string): boolean => text.length <= 55 && poolId.test(text);

/** Returns the first UUID among the places, which are in order of trust. */
export function subOf(places: readonly string[]): string {
  return places.find(isSub) ?? "";
}

/**
 * Returns the first pool ID: a plain ID, the part after the slash of a `logins` key, or the end of a user pool's ARN.
 */
export function userPoolOf(places: readonly string[]): string {
  for (const place of places) {
    const login = /^cognito-idp\.[^/]+\/([^/]+)$/.exec(place)?.[1];
    const arn = /^arn:[^:]*:cognito-idp:[^:]*:[^:]*:userpool\/([^/]+)/.exec(place)?.[1];
    const id = login ?? arn ?? place;
    if (isUserPoolId(id)) return id;
  }
  return "";
}

/** Places of a user's `sub`, in order of trust. In pools whose users sign in by email or phone, it is the user name. */
export const subPaths = [
  "additionalEventData.sub",
  "additionalEventData.requestParameters.sub.[0]",
  "responseElements.userSub",
  "requestParameters.username",
] as const;
/** Places of a user pool, in order of trust. */
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

/** The user, the pool and the client of an Amazon Cognito event; other events have none. */
export const cognitoTuple: TupleSpec<CognitoPath> = {
  paths,
  flags: 0,
  onlyWith: OriginFlag.cognito,
  // User names and resources are often different in every event: only values that prove something may form a new tuple.
  accepts: {
    "requestParameters.username": isSub,
    "requestParameters.logins.{}": namesPool,
    "resources.[].ARN": namesPool,
  },
};

export const subAt = (text: TextAt<CognitoPath>): string => subOf(subPaths.map(text));
export const userPoolAt = (text: TextAt<CognitoPath>): string => userPoolOf(poolPaths.map(text));
export const clientAt = (text: TextAt<CognitoPath>): string => clientPaths.map(text).find((id) => id !== "") ?? "";
