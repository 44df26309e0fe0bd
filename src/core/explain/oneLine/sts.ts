/** AWS STS. */
import * as l10n from "@vscode/l10n";
import { named } from "./needs";
import { type Rows, row } from "./row";

export const sts: Rows = {
  AssumeRole: [
    row(
      [named("roleArn"), "roleSessionName"],
      (...of) => l10n.t("{0} assumed role {1} as session {2}", ...of),
      (...of) => l10n.t("{0} tried to assume role {1} as session {2}", ...of),
    ),
    row(
      [named("roleArn")],
      (...of) => l10n.t("{0} assumed role {1}", ...of),
      (...of) => l10n.t("{0} tried to assume role {1}", ...of),
    ),
  ],
  AssumeRoleWithSAML: row(
    [named("roleArn")],
    (...of) => l10n.t("{0} assumed role {1} with a SAML sign-in", ...of),
    (...of) => l10n.t("{0} tried to assume role {1} with a SAML sign-in", ...of),
  ),
  AssumeRoleWithWebIdentity: row(
    [named("roleArn")],
    (...of) => l10n.t("{0} assumed role {1} with a web identity's token", ...of),
    (...of) => l10n.t("{0} tried to assume role {1} with a web identity's token", ...of),
  ),
  AssumeRoot: row(
    ["targetPrincipal"],
    (...of) => l10n.t("{0} began a root session in member account {1}", ...of),
    (...of) => l10n.t("{0} tried to begin a root session in member account {1}", ...of),
  ),
  GetCallerIdentity: row(
    [],
    (...of) => l10n.t("{0} asked AWS STS who they are", ...of),
    (...of) => l10n.t("{0} tried to ask AWS STS who they are", ...of),
  ),
  GetSessionToken: row(
    [],
    (...of) => l10n.t("{0} fetched temporary credentials for themselves", ...of),
    (...of) => l10n.t("{0} tried to fetch temporary credentials for themselves", ...of),
  ),
  GetFederationToken: row(
    ["name"],
    (...of) => l10n.t("{0} fetched temporary credentials for federated user {1}", ...of),
    (...of) => l10n.t("{0} tried to fetch temporary credentials for federated user {1}", ...of),
  ),
  DecodeAuthorizationMessage: row(
    [],
    (...of) => l10n.t("{0} decoded the encoded message of a refusal", ...of),
    (...of) => l10n.t("{0} tried to decode the encoded message of a refusal", ...of),
  ),
};
