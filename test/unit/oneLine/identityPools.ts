import type { Case } from "./case";

export const identityPools: readonly Case[] = [
  [
    "GetId",
    { identityPoolId: "eu-west-1:pool" },
    "asked for an identity of identity pool eu-west-1:pool",
    "ask for an identity of identity pool eu-west-1:pool",
  ],
  [
    "GetCredentialsForIdentity",
    { identityId: "eu-west-1:identity" },
    "fetched AWS credentials for identity eu-west-1:identity",
    "fetch AWS credentials for identity eu-west-1:identity",
  ],
  [
    "GetOpenIdToken",
    { identityId: "eu-west-1:identity" },
    "fetched an OpenID token for identity eu-west-1:identity",
    "fetch an OpenID token for identity eu-west-1:identity",
  ],
  ["CreateIdentityPool", { identityPoolName: "guests" }, "created identity pool guests", "create identity pool guests"],
  [
    "UpdateIdentityPool",
    { identityPoolId: "eu-west-1:pool" },
    "changed identity pool eu-west-1:pool",
    "change identity pool eu-west-1:pool",
  ],
  [
    "DeleteIdentityPool",
    { identityPoolId: "eu-west-1:pool" },
    "deleted identity pool eu-west-1:pool",
    "delete identity pool eu-west-1:pool",
  ],
  [
    "SetIdentityPoolRoles",
    { identityPoolId: "eu-west-1:pool" },
    "set the roles of identity pool eu-west-1:pool",
    "set the roles of identity pool eu-west-1:pool",
  ],
];
