/**
 * `userIdentity` and everything in it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
import * as l10n from "@vscode/l10n";
import { type Context, textOf } from "../context";
import { textAt } from "../facts";
import { isServiceHost } from "../values/address";
import { arnHere, arnOf } from "../values/arn";
import { idHere } from "../values/ids";
import { serviceName } from "../values/service";
import { timeHere, timeOf } from "../values/time";
import { type Fields, oneOf } from "./field";
import { identityHere, who } from "./identityHere";

const identityTypes: Readonly<Record<string, () => string>> = {
  Root: () => l10n.t("The root user: the owner's sign-in of the whole account."),
  IAMUser: () => l10n.t("An IAM user, with a long-term access key, a password, or a session made from them."),
  AssumedRole: () =>
    l10n.t(
      "A session of a role: temporary credentials. EC2 instances, other accounts and IAM Identity Center work this way too.",
    ),
  Role: () => l10n.t("A role itself, not a session of it."),
  FederatedUser: () => l10n.t("Temporary credentials from GetFederationToken, made by an IAM user or the root user."),
  Directory: () => l10n.t("A user of a directory service such as Amazon WorkDocs; which kind is not recorded."),
  AWSAccount: () => l10n.t("Another AWS account called; that account's own records say who it was."),
  AWSService: () => l10n.t("An AWS service called with its own account."),
  Unknown: () => l10n.t("CloudTrail could not tell what kind of identity called."),
  IdentityCenterUser: () => l10n.t("A call on behalf of an IAM Identity Center user, with a bearer token."),
  SAMLUser: () => l10n.t("A user of a SAML provider, exchanging the provider's assertion for a role."),
  WebIdentityUser: () => l10n.t("A user of a web identity provider, exchanging the provider's token for a role."),
};

export const identityFields: Fields = {
  "userIdentity.type": {
    what: typeText,
    page: "identity",
    here: typeHere,
  },
  "userIdentity.userName": {
    what: () =>
      l10n.t(
        "The name of the identity: for an IAM user, the user name. Absent for role sessions, where the session's issuer has a name.",
      ),
    page: "identity",
    here: (context) =>
      textOf(context) === "HIDDEN_DUE_TO_SECURITY_REASONS" && textAt(context.record, "eventName") === "ConsoleLogin"
        ? l10n.t("Hidden: at a failed console sign-in somebody may have typed a password here by mistake.")
        : undefined,
  },
  "userIdentity.principalId": {
    what: () => l10n.t("The unique ID of the identity. Unlike a name it is never used again."),
    page: "ids",
    here: principalHere,
  },
  "userIdentity.arn": {
    what: () => l10n.t("The ARN of the identity that made the request: its last part names the user, role or session."),
    page: "arns",
  },
  "userIdentity.accountId": {
    what: () =>
      l10n.t(
        "The account that owns the identity which the permissions came from. For IAM Identity Center: the account that owns the instance.",
      ),
    page: "identity",
  },
  "userIdentity.accessKeyId": {
    what: () =>
      l10n.t("The access key that signed the request. It is not a secret, and links all calls made with the same key."),
    page: "ids",
    here: (context) =>
      textOf(context) === ""
        ? l10n.t("Empty: the request was not signed with an access key, or none was recorded.")
        : idHere(textOf(context)),
  },
  "userIdentity.invokedBy": {
    what: () => l10n.t("The AWS service that made the call, for itself or for the identity above."),
    page: "forward",
    here: serviceHere,
  },
  "userIdentity.identityProvider": {
    what: () =>
      l10n.t(
        "The external provider that the user signed in with: the SAML name qualifier, or the address of the web identity provider.",
      ),
    page: "identity",
  },
  "userIdentity.credentialId": {
    what: () => l10n.t("The ID of the bearer token that the request was made with."),
    page: "identity",
  },
  "userIdentity.onBehalfOf": {
    what: () => l10n.t("The IAM Identity Center user for whom the call was made."),
    page: "identity",
  },
  "userIdentity.onBehalfOf.userId": {
    what: () => l10n.t("The user's ID in the identity store. The name that belongs to it is not in the record."),
    page: "identity",
  },
  "userIdentity.onBehalfOf.identityStoreArn": {
    what: () => l10n.t("The identity store that knows the user."),
    page: "identity",
  },
  "userIdentity.inScopeOf": {
    what: () => l10n.t("The resource in whose environment the credentials were issued, for example a Lambda function."),
    page: "identity",
  },
  "userIdentity.inScopeOf.sourceArn": {
    what: () => l10n.t("The ARN of the resource in whose environment the credentials were issued."),
    page: "identity",
  },
  "userIdentity.inScopeOf.sourceAccount": {
    what: () => l10n.t("The account of the resource in whose environment the credentials were issued."),
    page: "identity",
  },
  "userIdentity.inScopeOf.issuerType": {
    what: () => l10n.t("The type of the resource in whose environment the credentials were issued."),
    page: "identity",
  },
  "userIdentity.inScopeOf.credentialsIssuedTo": {
    what: () => l10n.t("The resource that the credentials were issued to."),
    page: "identity",
  },
  "userIdentity.sessionContext": {
    what: () =>
      l10n.t("About temporary credentials: where they came from, when they were issued, and whether with MFA."),
    page: "identity",
    here: identityHere,
  },
  "userIdentity.sessionContext.sessionIssuer": {
    what: () =>
      l10n.t(
        "Where the temporary credentials came from: the role, or the user who asked for them. Empty if nothing issued them.",
      ),
    page: "identity",
    here: ({ record, value }) => {
      const arn = arnOf(textAt(value, "arn"));
      return arn && arnHere(arn, record);
    },
  },
  "userIdentity.sessionContext.sessionIssuer.type": {
    what: () => l10n.t("What the temporary credentials came from: Root, IAMUser or Role."),
    page: "identity",
    here: oneOf({
      Root: () => l10n.t("The root user asked for them."),
      IAMUser: () => l10n.t("An IAM user asked for them."),
      Role: () => l10n.t("They are those of a role."),
    }),
  },
  "userIdentity.sessionContext.sessionIssuer.userName": {
    what: () => l10n.t("The name of the role or the user that the temporary credentials came from."),
    page: "identity",
  },
  "userIdentity.sessionContext.sessionIssuer.principalId": {
    what: () => l10n.t("The unique ID of the role or the user that the temporary credentials came from."),
    page: "ids",
  },
  "userIdentity.sessionContext.sessionIssuer.arn": {
    what: () => l10n.t("The ARN of the role or the user that the temporary credentials came from."),
    page: "arns",
  },
  "userIdentity.sessionContext.sessionIssuer.accountId": {
    what: () => l10n.t("The account that owns the role or the user that the temporary credentials came from."),
    page: "identity",
  },
  "userIdentity.sessionContext.webIdFederationData": {
    what: () => l10n.t("About the web identity provider that the session began with."),
    page: "identity",
    here: ({ value }) =>
      typeof value === "object" && value !== null && Object.keys(value).length === 0
        ? l10n.t("Empty: nothing is recorded about a provider.")
        : undefined,
  },
  "userIdentity.sessionContext.webIdFederationData.federatedProvider": {
    what: () => l10n.t("The web identity provider that the session began with."),
    page: "identity",
  },
  "userIdentity.sessionContext.webIdFederationData.attributes": {
    what: () =>
      l10n.t("The app ID and the user ID that the provider gave, under names that begin with the provider's."),
    page: "identity",
  },
  "userIdentity.sessionContext.webIdFederationData.attributes.*": {
    what: () =>
      l10n.t(
        "A claim of the provider's token. By the ending of its name: aud or app_id is the app, sub or user_id the user, amr how they signed in.",
      ),
    page: "identity",
    here: claimHere,
  },
  "userIdentity.sessionContext.attributes": {
    what: () => l10n.t("When the temporary credentials were issued, and whether with MFA."),
    page: "identity",
  },
  "userIdentity.sessionContext.attributes.creationDate": {
    what: () => l10n.t("When the temporary credentials were issued."),
    page: "credentials",
    here: (context) => {
      const ms = timeOf(context.value, "creationDate");
      return ms === undefined ? undefined : timeHere(ms, context);
    },
  },
  "userIdentity.sessionContext.attributes.mfaAuthenticated": {
    what: () => l10n.t("Whether AWS itself checked a second factor before it issued the temporary credentials."),
    page: "mfa",
    here: mfaHere,
    note: ({ record, value }) =>
      String(value) === "false" && textAt(record, "userIdentity", "type") === "AssumedRole"
        ? l10n.t("On a role session this says nothing about MFA at an identity provider, such as IAM Identity Center.")
        : undefined,
  },
  "userIdentity.sessionContext.sourceIdentity": {
    what: () =>
      l10n.t(
        "The name set at the first role of a chain; it cannot be changed later in the chain, so it shows who began it.",
      ),
    page: "sourceIdentity",
  },
  "userIdentity.sessionContext.ec2RoleDelivery": {
    what: () => l10n.t("Which version of the instance metadata service gave out the credentials."),
    page: "imds",
    here: oneOf({
      "1.0": () => l10n.t("1.0: IMDSv1, which answers any program on the instance without a token."),
      "2.0": () => l10n.t("2.0: IMDSv2, which asks for a token first."),
    }),
  },
  "userIdentity.sessionContext.ec2IssuedInVpc": {
    what: () => l10n.t("The VPC of the EC2 instance that the credentials were issued to."),
    page: "identity",
  },
  "userIdentity.sessionContext.assumedRoot": {
    what: () =>
      l10n.t(
        "True for a short session with rights of a member account's root user, begun by the organization's management.",
      ),
    page: "assumedRoot",
    here: oneOf({ true: () => l10n.t("A root session: made with AssumeRoot, for one task.") }),
  },
};

function typeText(context: Context): string {
  const type = textOf(context);
  const known = Object.hasOwn(identityTypes, type) ? identityTypes[type] : undefined;
  return known?.() ?? l10n.t("The kind of identity that made the request.");
}

function typeHere(context: Context): string | undefined {
  return textOf(context) === "" ? undefined : who(context);
}

function principalHere(context: Context): string | undefined {
  const text = textOf(context);
  if (text === "Anonymous") return l10n.t("Anonymous: the request was not signed.");
  if (/^\d{12}$/.test(text)) return l10n.t("An account's number: that of its root user, or of the account as a whole.");
  return idHere(text);
}

/** Cognito identity pools put their own IDs into the token. */
function claimHere(context: Context): string | undefined {
  const text = textOf(context);
  switch (/^cognito-identity\.amazon(?:aws)?\.com:(aud|sub)$/.exec(context.key)?.[1]) {
    case "aud":
      return l10n.t("The Cognito identity pool {0}.", text);
    case "sub":
      return l10n.t("The identity {0} of a Cognito identity pool.", text);
    default:
      return undefined;
  }
}

function mfaHere({ value }: Context): string | undefined {
  switch (String(value)) {
    case "true":
      return l10n.t("The credentials were issued after a check of MFA by AWS.");
    case "false":
      return l10n.t("The credentials were issued without a check of MFA by AWS.");
    default:
      return undefined;
  }
}

function serviceHere(context: Context): string | undefined {
  const host = textOf(context);
  if (/^AWS Internal/.test(host)) return l10n.t("A part of AWS made this call.");
  return isServiceHost(host) ? l10n.t("The AWS service {0}.", serviceName(host)) : undefined;
}
