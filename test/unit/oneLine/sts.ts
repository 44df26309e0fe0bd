import type { Case } from "./case";

export const sts: readonly Case[] = [
  [
    "AssumeRole",
    { roleArn: "arn:aws:iam::123456789012:role/team/Deploy", roleSessionName: "build" },
    "assumed role Deploy as session build",
    "assume role Deploy as session build",
  ],
  [
    "AssumeRole",
    { roleArn: "arn:aws:iam::123456789012:role/team/Deploy" },
    "assumed role Deploy",
    "assume role Deploy",
  ],
  [
    "AssumeRoleWithSAML",
    { roleArn: "arn:aws:iam::123456789012:role/team/Deploy" },
    "assumed role Deploy with a SAML sign-in",
    "assume role Deploy with a SAML sign-in",
  ],
  [
    "AssumeRoleWithWebIdentity",
    { roleArn: "arn:aws:iam::123456789012:role/team/Deploy" },
    "assumed role Deploy with a web identity's token",
    "assume role Deploy with a web identity's token",
  ],
  [
    "AssumeRoot",
    { targetPrincipal: "123456789012" },
    "began a root session in member account 123456789012",
    "begin a root session in member account 123456789012",
  ],
  ["GetCallerIdentity", {}, "asked AWS STS who they are", "ask AWS STS who they are"],
  ["GetSessionToken", {}, "fetched temporary credentials for themselves", "fetch temporary credentials for themselves"],
  [
    "GetFederationToken",
    { name: "main" },
    "fetched temporary credentials for federated user main",
    "fetch temporary credentials for federated user main",
  ],
  [
    "DecodeAuthorizationMessage",
    {},
    "decoded the encoded message of a refusal",
    "decode the encoded message of a refusal",
  ],
];
