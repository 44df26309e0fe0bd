/** Cognito identity pools. */
import * as l10n from "@vscode/l10n";
import { type Rows, row } from "./row";

export const identityPools: Rows = {
  GetId: row(
    ["identityPoolId"],
    (...of) => l10n.t("{0} asked for an identity of identity pool {1}", ...of),
    (...of) => l10n.t("{0} tried to ask for an identity of identity pool {1}", ...of),
  ),
  GetCredentialsForIdentity: row(
    ["identityId"],
    (...of) => l10n.t("{0} fetched AWS credentials for identity {1}", ...of),
    (...of) => l10n.t("{0} tried to fetch AWS credentials for identity {1}", ...of),
  ),
  GetOpenIdToken: row(
    ["identityId"],
    (...of) => l10n.t("{0} fetched an OpenID token for identity {1}", ...of),
    (...of) => l10n.t("{0} tried to fetch an OpenID token for identity {1}", ...of),
  ),
  CreateIdentityPool: row(
    ["identityPoolName"],
    (...of) => l10n.t("{0} created identity pool {1}", ...of),
    (...of) => l10n.t("{0} tried to create identity pool {1}", ...of),
  ),
  UpdateIdentityPool: row(
    ["identityPoolId"],
    (...of) => l10n.t("{0} changed identity pool {1}", ...of),
    (...of) => l10n.t("{0} tried to change identity pool {1}", ...of),
  ),
  DeleteIdentityPool: row(
    ["identityPoolId"],
    (...of) => l10n.t("{0} deleted identity pool {1}", ...of),
    (...of) => l10n.t("{0} tried to delete identity pool {1}", ...of),
  ),
  SetIdentityPoolRoles: row(
    ["identityPoolId"],
    (...of) => l10n.t("{0} set the roles of identity pool {1}", ...of),
    (...of) => l10n.t("{0} tried to set the roles of identity pool {1}", ...of),
  ),
};
