/** The identity pools API (cognito-identity): one sentence for each operation. */
import * as l10n from "@vscode/l10n";
import type { Words } from "../words";

export const identityPoolOperations = (): Words => ({
  CreateIdentityPool: l10n.t("Creates a new identity pool, which gives AWS credentials to an app's users."),
  DeleteIdentities: l10n.t("Deletes identities from an identity pool; the same users get new identity IDs later."),
  DeleteIdentityPool: l10n.t("Deletes an identity pool; its users can no longer get AWS credentials from it."),
  DescribeIdentity: l10n.t("Reads one identity: when it was made and which sign-in providers belong to it."),
  DescribeIdentityPool: l10n.t("Reads the settings of an identity pool."),
  GetCredentialsForIdentity: l10n.t(
    "An app gets temporary AWS credentials for an identity; later calls made with them carry the access key ID found here.",
  ),
  GetId: l10n.t("An app gets the identity ID of a user, or a new one for a guest."),
  GetIdentityPoolRoles: l10n.t("Reads which IAM roles an identity pool gives to its users."),
  GetOpenIdToken: l10n.t(
    "An app gets a token for an identity that it then exchanges at AWS STS for credentials (the older, basic flow).",
  ),
  GetOpenIdTokenForDeveloperIdentity: l10n.t(
    "A back end of yours vouches for a user it has signed in itself and gets a token for the user's identity.",
  ),
  GetPrincipalTagAttributeMap: l10n.t("Reads which user attributes an identity pool passes on as session tags."),
  ListIdentities: l10n.t("Lists the identities of an identity pool."),
  ListIdentityPools: l10n.t("Lists the account's identity pools in this Region."),
  ListTagsForResource: l10n.t("Lists the tags on an identity pool."),
  LookupDeveloperIdentity: l10n.t(
    "Finds the identity ID for a user of your own sign-in system, or the other way round.",
  ),
  MergeDeveloperIdentities: l10n.t("Merges two identities of your own sign-in system."),
  SetIdentityPoolRoles: l10n.t(
    "Sets which IAM roles an identity pool gives to its users; this decides what an app's users may do in AWS.",
  ),
  SetPrincipalTagAttributeMap: l10n.t("Sets which user attributes an identity pool passes on as session tags."),
  TagResource: l10n.t("Adds tags to an identity pool."),
  UnlinkDeveloperIdentity: l10n.t("Removes a user of your own sign-in system from an identity."),
  UnlinkIdentity: l10n.t("Removes a sign-in provider from an identity."),
  UntagResource: l10n.t("Removes tags from an identity pool."),
  UpdateIdentityPool: l10n.t("Replaces the settings of an identity pool."),
});
