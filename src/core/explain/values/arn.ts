/** Parses Amazon Resource Names. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
import * as l10n from "@vscode/l10n";
import type { Json } from "../facts";
import { listed } from "../say";
import { accountPart } from "./account";
import { regionText } from "./region";

export interface Arn {
  partition: string;
  service: string;
  region: string;
  account: string;
  resource: string;
}

export function arnOf(text: string): Arn | undefined {
  const m = /^arn:(aws[a-z-]*):([a-z0-9-]+):([a-z0-9-]*):([0-9]*|aws|cloudfront):(.+)$/s.exec(text.slice(0, 2048));
  if (!m) return undefined;
  const [, partition = "", service = "", region = "", account = "", resource = ""] = m;
  return { partition, service, region, account, resource };
}

export function arnHere(arn: Arn, record: Json): string {
  return listed(
    resourceText(arn),
    accountPart(arn.account, record),
    arn.account === "aws" ? l10n.t("made and kept by AWS") : "",
    arn.region && l10n.t("Region {0}", regionText(arn.region)),
    partitionText(arn.partition),
  );
}

function partitionText(partition: string): string {
  switch (partition) {
    case "aws":
      return "";
    case "aws-cn":
      return l10n.t("AWS in China");
    case "aws-us-gov":
      return l10n.t("AWS GovCloud (US)");
    default:
      return l10n.t("partition {0}", partition);
  }
}

/** "Role Deploy, session alice", "Object key in bucket b": what the resource is, if its form says so. */
export function resourceText({ service, resource }: Arn): string {
  const [kind = "", ...rest] = resource.split(/[:/]/);
  const name = resource.slice(kind.length + 1);
  const last = rest.at(-1) ?? "";
  switch (service) {
    case "iam":
      return iamText(kind, name, last);
    case "sts":
      if (kind === "assumed-role" && rest.length > 1)
        return l10n.t("Role {0}, session {1}", rest[0] ?? "", rest.slice(1).join("/"));
      if (kind === "assumed-role" && name !== "") return l10n.t("Role {0}", name); // as in Insights events
      if (kind === "federated-user") return l10n.t("Federated user {0}", name);
      break;
    case "s3":
      if (rest.length > 0 && name !== "" && resource.includes("/"))
        return l10n.t("Object {0} in bucket {1}", name, kind);
      return l10n.t("Bucket {0}", resource);
    case "lambda":
      if (kind === "function") return l10n.t("Lambda function {0}", name);
      break;
    case "kms":
      if (kind === "key") return l10n.t("KMS key {0}", name);
      if (kind === "alias") return l10n.t("KMS key alias {0}", name);
      break;
    case "dynamodb":
      if (kind === "table") return l10n.t("DynamoDB table {0}", name);
      break;
    case "secretsmanager":
      if (kind === "secret") return l10n.t("Secret {0}", name);
      break;
    case "logs":
      if (kind === "log-group") return l10n.t("Log group {0}", name.replace(/:\*$/, ""));
      break;
    case "cloudtrail":
      if (kind === "trail") return l10n.t("Trail {0}", name);
      break;
    case "cognito-idp":
      if (kind === "userpool") return l10n.t("Cognito user pool {0}", name);
      break;
    case "cognito-identity":
      if (kind === "identitypool") return l10n.t("Cognito identity pool {0}", name);
      break;
    case "ec2":
      if (kind === "instance") return l10n.t("EC2 instance {0}", name);
      break;
  }
  return listed(resource, l10n.t("service {0}", service));
}

function iamText(kind: string, name: string, last: string): string {
  switch (kind) {
    case "root":
      return l10n.t("Root user");
    case "user":
      return l10n.t("IAM user {0}", last);
    case "role":
      return l10n.t("IAM role {0}", last);
    case "group":
      return l10n.t("IAM group {0}", last);
    case "policy":
      return l10n.t("IAM policy {0}", last);
    case "instance-profile":
      return l10n.t("Instance profile {0}", last);
    case "mfa":
      return l10n.t("MFA device {0}", last);
    case "saml-provider":
      return l10n.t("SAML identity provider {0}", name);
    case "oidc-provider":
      return l10n.t("OpenID Connect identity provider {0}", name);
    case "server-certificate":
      return l10n.t("Server certificate {0}", last);
    default:
      return listed(`${kind}/${name}`, l10n.t("service {0}", "iam"));
  }
}
