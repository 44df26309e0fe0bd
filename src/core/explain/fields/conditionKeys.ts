/** Global condition keys: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
import * as l10n from "@vscode/l10n";

const keys: Readonly<Record<string, () => string>> = {
  "aws:CalledVia": () => l10n.t("The AWS services through which the call came, in order."),
  "aws:CalledViaFirst": () => l10n.t("The first AWS service through which the call came."),
  "aws:CalledViaLast": () => l10n.t("The last AWS service through which the call came."),
  "aws:CurrentTime": () => l10n.t("The time at which permissions were checked."),
  "aws:Ec2InstanceSourcePrivateIPv4": () =>
    l10n.t("The private address of the EC2 instance that the credentials were given to."),
  "aws:Ec2InstanceSourceVpc": () => l10n.t("The VPC of the EC2 instance that the credentials were given to."),
  "aws:EpochTime": () => l10n.t("The time at which permissions were checked."),
  "aws:FederatedProvider": () => l10n.t("The identity provider that the session began with."),
  "aws:MultiFactorAuthAge": () => l10n.t("How many seconds before the call MFA was checked by AWS."),
  "aws:MultiFactorAuthPresent": () => l10n.t("Whether AWS checked MFA before it issued the temporary credentials."),
  "aws:PrincipalAccount": () => l10n.t("The caller's account."),
  "aws:PrincipalArn": () => l10n.t("The caller's ARN; for a role session, the ARN of the role."),
  "aws:PrincipalIsAWSService": () => l10n.t("Whether an AWS service called for itself."),
  "aws:PrincipalOrgID": () => l10n.t("The organization of the caller's account."),
  "aws:PrincipalOrgPaths": () => l10n.t("The place of the caller's account in its organization."),
  "aws:PrincipalServiceName": () => l10n.t("The AWS service that called for itself."),
  "aws:PrincipalType": () => l10n.t("What kind of identity the caller was."),
  "aws:Referer": () => l10n.t("The page that the request named as its origin. The caller can write anything here."),
  "aws:RequestedRegion": () => l10n.t("The AWS Region that was called."),
  "aws:ResourceAccount": () => l10n.t("The account that owns the resource."),
  "aws:ResourceOrgID": () => l10n.t("The organization of the account that owns the resource."),
  "aws:SecureTransport": () => l10n.t("Whether the request came over an encrypted connection."),
  "aws:SourceAccount": () => l10n.t("The account for which a service made the call."),
  "aws:SourceArn": () => l10n.t("The resource for which a service made the call."),
  "aws:SourceIdentity": () => l10n.t("The name set at the first role of a chain."),
  "aws:SourceIp": () => l10n.t("The address that the request came from."),
  "aws:SourceVpc": () => l10n.t("The VPC of the VPC endpoint that the request came through."),
  "aws:SourceVpce": () => l10n.t("The VPC endpoint that the request came through."),
  "aws:TokenIssueTime": () => l10n.t("When the temporary credentials were issued."),
  "aws:UserAgent": () => l10n.t("The program that called, in its own words."),
  "aws:userid": () => l10n.t("The caller's unique ID; for a role session, followed by the session name."),
  "aws:username": () => l10n.t("The caller's IAM user name."),
  "aws:ViaAWSService": () => l10n.t("Whether an AWS service made the call on the caller's behalf."),
  "aws:VpcSourceIp": () => l10n.t("The address inside the VPC that the request came from."),
};

const byLowerCase = new Map(Object.entries(keys).map(([name, text]) => [name.toLowerCase(), text]));

/** Names of condition keys are compared without case, as in IAM. */
export function conditionKeyText(name: string): string | undefined {
  return byLowerCase.get(name.toLowerCase())?.();
}
