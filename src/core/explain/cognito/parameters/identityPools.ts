/** The most used parameters of identity pools and Sync in our own words, followed by AWS's text. */
import * as l10n from "@vscode/l10n";
import type { Words } from "../words";

export const identityPoolParameters = (): Words => ({
  identityPoolId: l10n.t("The identity pool: it gives AWS credentials to an app's users. It is not a user pool."),
  identityPoolName: l10n.t("The name of the identity pool, for people."),
  identityId: l10n.t(
    "One identity in the identity pool: a Region, a colon and a UUID. It is not a sub and cannot be looked up in a user pool.",
  ),
  identityIds: l10n.t("The identity IDs; none of them is a sub."),
  identityIdsToDelete: l10n.t("The identities to be deleted."),
  logins: l10n.t(
    "The providers with which the user has signed in. The names are provider names; CloudTrail hides the tokens. No logins means a guest.",
  ),
  loginsToRemove: l10n.t("The providers to remove from the identity."),
  customRoleArn: l10n.t("The role the app asks for, when the provider's token allows several."),
  credentials: l10n.t("Temporary AWS credentials. Search for the access key ID to find what was done with them."),
  accessKeyId: l10n.t("The access key ID of the credentials given out. The calls made with them carry it too."),
  secretKey: l10n.t("The secret of the credentials. CloudTrail hides it."),
  sessionToken: l10n.t(
    "The session token of the credentials: with the secret it lets its holder act. Treat it as a secret.",
  ),
  expiration: l10n.t("When the credentials end."),
  allowUnauthenticatedIdentities: l10n.t("Whether guests get AWS credentials without signing in."),
  allowClassicFlow: l10n.t("Whether the older, basic flow by GetOpenIdToken and AWS STS is allowed."),
  roles: l10n.t("The IAM roles for signed-in users (authenticated) and for guests (unauthenticated)."),
  roleMappings: l10n.t("The rules by which a signed-in user gets a role."),
  developerProviderName: l10n.t("The name of your own sign-in system in the identity pool."),
  developerUserIdentifier: l10n.t("The user's ID in your own sign-in system."),
  supportedLoginProviders: l10n.t("Social sign-in providers and your app's ID at each."),
  cognitoIdentityProviders: l10n.t("The user pools and app clients whose tokens are accepted."),
  openIdConnectProviderARNs: l10n.t("The OpenID Connect providers whose tokens are accepted."),
  samlProviderARNs: l10n.t("The SAML providers whose assertions are accepted."),
  principalTags: l10n.t("Which user attributes become session tags of the credentials."),
  accountId: l10n.t("The AWS account the identity pool belongs to."),
  tokenDuration: l10n.t("For how many seconds the token is valid."),
  maxResults: l10n.t("How many results one answer may hold; the rest comes with the next call."),
  nextToken: l10n.t("Marks where the list continues. A page may be empty and still have this mark."),
  datasetName: l10n.t("The dataset: a named set of records of one identity."),
  syncSessionToken: l10n.t("A ticket from ListRecords that UpdateRecords needs to write back."),
});
