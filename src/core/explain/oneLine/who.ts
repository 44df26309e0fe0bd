/** Who acted, as the beginning of a sentence, and no more than the record proves. */
import * as l10n from "@vscode/l10n";
import { tuples } from "../../events/columns";
import { type IdentityTexts, identityKindOf, identityOf, identityTexts, roleNameOf } from "../../events/identity";
import type { RecordValues } from "../../events/recordValues";
import { type Json, textAt, valueAt } from "../facts";
import { short } from "../say";
import { serviceName } from "../values/service";

export function whoActed(record: Json, values: RecordValues): string {
  const texts = identityTexts(values.texts(tuples.identity), values.flags);
  const who = subject(texts, record);
  if (texts.invokedBy === "" || texts.type === "AWSService" || texts.type === "") return who;
  return l10n.t("{0} through {1}", who, short(serviceName(texts.invokedBy)));
}

function subject(texts: IdentityTexts, record: Json): string {
  const identity = identityOf(texts);
  const [actor, session, role] = [identity.actor, identity.sessionName, roleNameOf(texts)].map(short) as [
    string,
    string,
    string,
  ];
  switch (identityKindOf(texts)) {
    case "IAMUser":
      return actor === "" ? l10n.t("An IAM user") : l10n.t("IAM user {0}", actor);
    case "AssumedRole":
      if (role === "") return actor === "" ? l10n.t("A role session") : actor;
      return session === "" ? l10n.t("Role {0}", role) : l10n.t("{0} (role {1})", session, role);
    case "IdentityCenterUser":
      return identityCenterUser(actor, role);
    case "Root":
      return String(valueAt(record, ["userIdentity", "sessionContext", "assumedRoot"])) === "true"
        ? l10n.t("A root session (AssumeRoot)")
        : l10n.t("The root user");
    case "AWSService":
      return actor === "" ? l10n.t("An AWS service") : serviceName(actor);
    case "AWSAccount":
      return actor === "" ? l10n.t("Another AWS account") : l10n.t("AWS account {0}", actor);
    case "Role":
      return actor === "" ? l10n.t("A role") : l10n.t("Role {0}", actor);
    case "FederatedUser":
      return actor === "" ? l10n.t("A federated user") : l10n.t("Federated user {0}", actor);
    case "SAMLUser":
      return actor === "" ? l10n.t("A SAML user") : l10n.t("SAML user {0}", actor);
    case "WebIdentityUser":
      return actor === "" ? l10n.t("A web identity user") : l10n.t("Web identity user {0}", actor);
    case "Directory":
      return actor === "" ? l10n.t("A directory service user") : l10n.t("Directory service user {0}", actor);
    case "CognitoAppCall":
      return l10n.t("An app without AWS credentials");
    case "CognitoPage":
      return actor === "" ? l10n.t("A caller without a recorded identity") : actor;
    case "Unknown":
      return actor === "" ? l10n.t("A caller that CloudTrail did not identify") : actor;
    case "NotInCsv":
    case "NotInResult":
    case "None":
      return actor === "" || actor === short(texts.invokedBy) ? nobody(record, texts) : actor;
    case "Other":
      return actor || short(texts.type);
  }
}

function identityCenterUser(name: string, role: string): string {
  const permissionSet = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(role)?.[1];
  if (name === "") return l10n.t("An IAM Identity Center user");
  return permissionSet === undefined
    ? l10n.t("{0} (via IAM Identity Center)", name)
    : l10n.t("{0} (permission set {1}, via IAM Identity Center)", name, permissionSet);
}

/** The caller of a service's own event is the service. */
function nobody(record: Json, { invokedBy }: IdentityTexts): string {
  const service = textAt(record, "eventSource");
  if (textAt(record, "eventType") === "AwsServiceEvent" && service !== "") return short(serviceName(service));
  return invokedBy === "" ? l10n.t("A caller without a recorded identity") : short(serviceName(invokedBy));
}
