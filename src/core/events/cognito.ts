/**
 * Whom and what a Cognito event is about: the user's `sub`, the user pool, the app client.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/logging-using-cloudtrail.html
 */

export const cognitoSources: ReadonlySet<string> = new Set([
  "cognito-idp.amazonaws.com",
  "cognito-identity.amazonaws.com",
  "cognito-sync.amazonaws.com",
]);

/** A sub is a UUID of any version: real ones carry nibbles that no version has. */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html */
const poolId = /^[\w-]+_[0-9a-zA-Z]+$/;

export const isSub = (text: string): boolean => uuid.test(text);
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
