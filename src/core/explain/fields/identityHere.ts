/** Who acted, in one or two sentences, and no more than the record proves. */
import * as l10n from "@vscode/l10n";
import { cognitoSources } from "../../events/cognito";
import type { Context } from "../context";
import { ownAccount, textAt, timeAt, valueAt } from "../facts";
import { durationText, sentences, short } from "../say";
import { arnOf, resourceText } from "../values/arn";
import { serviceName } from "../values/service";

export function identityHere(context: Context): string | undefined {
  const { record } = context;
  const identity = record["userIdentity"];
  if (identity === null) return l10n.t("No identity is recorded for this event.");
  return sentences(
    who(context),
    keyText(textAt(identity, "accessKeyId")),
    issuedText(context),
    sessionFacts(context),
    madeBy(context),
  );
}

/** Only who acted, without how the request was signed. */
export function who({ record }: Context): string | undefined {
  const identity = record["userIdentity"];
  const at = (...path: string[]) => textAt(identity, ...path);
  const account = at("accountId");
  const isCognito = cognitoSources.has(textAt(record, "eventSource"));
  switch (at("type")) {
    case "Root":
      return String(valueAt(identity, ["sessionContext", "assumedRoot"])) === "true"
        ? l10n.t(
            "A root session (AssumeRoot) in account {0}: short, for one task, begun by the organization's management or a delegated administrator.",
            account || l10n.t("(not recorded)"),
          )
        : l10n.t("The root user of account {0}.", account || l10n.t("(not recorded)"));
    case "IAMUser": {
      const name = at("userName") || lastOf(at("arn"));
      return name === ""
        ? undefined
        : l10n.t("IAM user {0} of account {1}.", name, account || l10n.t("(not recorded)"));
    }
    case "AssumedRole":
      return roleSession(at("arn"), at("sessionContext", "sessionIssuer", "userName"), at("principalId"));
    case "Role":
      return l10n.t("The role {0} itself.", at("userName") || lastOf(at("arn")) || at("principalId"));
    case "FederatedUser":
      return l10n.t(
        "Federated user {0}, with credentials of {1}.",
        lastOf(at("arn")) || at("principalId"),
        issuer(identity),
      );
    case "AWSAccount":
      return otherAccount(account, ownAccount(record));
    case "AWSService":
      return l10n.t("The AWS service {0}.", serviceName(at("invokedBy")) || l10n.t("(not recorded)"));
    case "IdentityCenterUser": {
      const id = at("onBehalfOf", "userId");
      return id === "" ? undefined : l10n.t("For the IAM Identity Center user with the ID {0}.", id);
    }
    case "SAMLUser":
      return l10n.t(
        "User {0} of the SAML provider {1}.",
        at("userName") || at("principalId"),
        provider(at("identityProvider")),
      );
    case "WebIdentityUser":
      return l10n.t(
        "User {0} of the identity provider {1}.",
        at("userName") || at("principalId"),
        provider(at("identityProvider")),
      );
    case "Directory":
      return l10n.t("A user of a directory service.");
    case "Unknown":
      return isCognito
        ? sentences(l10n.t("The app called without AWS credentials, so no caller is recorded."), forWhom(record))
        : l10n.t("CloudTrail could not tell who called.");
    case "":
      if (isCognito)
        return l10n.t("A sign-in page or token request: only the account that owns the user pool is recorded.");
      return l10n.t("No kind of identity is recorded: usual for events that a service makes itself.");
    default:
      return undefined;
  }
}

function roleSession(arn: string, issuerName: string, principal: string): string | undefined {
  const [, roleInArn = "", sessionInArn = ""] = /:assumed-role\/([^/]+)\/(.+)$/.exec(arn) ?? [];
  const role = issuerName || roleInArn;
  const colon = principal.indexOf(":");
  const session = sessionInArn || (colon < 0 ? "" : principal.slice(colon + 1));
  const permissionSet = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(role)?.[1];
  if (permissionSet)
    return l10n.t("IAM Identity Center user {0}, with the permission set {1}.", session, permissionSet);
  if (role === "" && session === "") return undefined;
  return session === "" ? l10n.t("Role {0}.", role) : l10n.t("Role {0}, session {1}.", role, session);
}

function otherAccount(account: string, own: string): string {
  if (account === "") return l10n.t("Another AWS account called; which one is not recorded.");
  if (account === own) return l10n.t("The call came from account {0}.", account);
  return l10n.t("The call came from account {0}, not the one this record was delivered to.", account);
}

function provider(name: string): string {
  return name || l10n.t("(not recorded)");
}

function issuer(identity: unknown): string {
  const name = textAt(identity, "sessionContext", "sessionIssuer", "userName");
  if (name !== "") return l10n.t("IAM user {0}", name);
  return textAt(identity, "sessionContext", "sessionIssuer", "type") === "Root"
    ? l10n.t("Root user")
    : l10n.t("(not recorded)");
}

/**
 * A `sub` names the account that the call was about. In a failed call, that is the account that was tried, not who
 * tried it.
 */
function forWhom(record: Context["record"]): string | undefined {
  const sub = textAt(record, "additionalEventData", "sub");
  if (sub === "") return undefined;
  return textAt(record, "errorCode") === ""
    ? l10n.t("The call was for the user with the sub {0}.", sub)
    : l10n.t("It was an attempt for the user with the sub {0}; who made it is not recorded.", sub);
}

function keyText(key: string): string | undefined {
  if (key.startsWith("AKIA")) return l10n.t("Signed with a long-term access key.");
  return key.startsWith("ASIA") ? l10n.t("Signed with temporary credentials.") : undefined;
}

function issuedText({ record }: Context): string | undefined {
  const created = timeAt(record, "userIdentity", "sessionContext", "attributes", "creationDate");
  const event = timeAt(record, "eventTime");
  if (created === undefined || event === undefined || created > event) return undefined;
  return l10n.t("Credentials issued {0} earlier.", durationText(event - created));
}

/** How a session came about, without who acted. */
function sessionFacts({ record }: Context): string | undefined {
  const at = (...path: string[]) => textAt(record, "userIdentity", ...path);
  return sentences(
    deliveryText(at("sessionContext", "ec2RoleDelivery")),
    at("inScopeOf", "sourceArn") &&
      l10n.t("The credentials were issued for: {0}.", nameOf(at("inScopeOf", "sourceArn"))),
    at("sessionContext", "sourceIdentity") &&
      l10n.t("Source identity: {0}.", short(at("sessionContext", "sourceIdentity"))),
    textAt(record, "sessionCredentialFromConsole") === "true"
      ? l10n.t("The credentials came from a console session.")
      : undefined,
  );
}

function deliveryText(version: string): string | undefined {
  switch (version) {
    case "1.0":
      return l10n.t("The credentials came from the metadata service of an EC2 instance (IMDSv1).");
    case "2.0":
      return l10n.t("The credentials came from the metadata service of an EC2 instance (IMDSv2).");
    default:
      return undefined;
  }
}

function nameOf(arnText: string): string {
  const arn = arnOf(arnText);
  return short(arn ? resourceText(arn) : arnText);
}

function madeBy({ record }: Context): string | undefined {
  const service = textAt(record, "userIdentity", "invokedBy");
  if (service === "" || textAt(record, "userIdentity", "type") === "AWSService") return undefined;
  return l10n.t("The call itself was made by {0}.", serviceName(service));
}

function lastOf(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}
