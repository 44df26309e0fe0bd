/** The pages of AWS's documentation that explanations link to, in one place because addresses change. */
import * as l10n from "@vscode/l10n";
import { locale } from "../language";
import type { Link } from "./explanation";

const trail = "awscloudtrail/latest/userguide";
const iam = "IAM/latest/UserGuide";

const pages = {
  actions: "service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  contents: `${trail}/cloudtrail-event-reference-record-contents.html`,
  identity: `${trail}/cloudtrail-event-reference-user-identity.html`,
  insights: `${trail}/cloudtrail-insights-fields-trails.html`,
  aggregated: `${trail}/cloudtrail-event-reference-aggregated-events.html`,
  serviceEvents: `${trail}/non-api-aws-service-events.html`,
  signIn: `${trail}/cloudtrail-event-reference-aws-console-sign-in-events.html`,
  services: `${trail}/cloudtrail-aws-service-specific-topics.html`,
  networkEvents: `${trail}/logging-network-events-with-cloudtrail.html`,
  cognito: "cognito/latest/developerguide/logging-using-cloudtrail.html",
  conditionKeys: `${iam}/reference_policies_condition-keys.html`,
  ids: `${iam}/reference_identifiers.html`,
  arns: `${iam}/reference-arns.html`,
  denied: `${iam}/troubleshoot_access-denied.html`,
  credentials: `${iam}/id_credentials_temp.html`,
  mfa: `${iam}/id_credentials_mfa_configure-api-require.html`,
  sourceIdentity: `${iam}/id_credentials_temp_control-access_monitor.html`,
  forward: `${iam}/access_forward_access_sessions.html`,
  assumedRoot: `${iam}/id_root-user-privileged-task.html`,
  identityCenter: "singlesignon/latest/userguide/what-is.html",
  imds: "AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html",
  accounts: "accounts/latest/reference/manage-acct-identifiers.html",
  regions: "global-infrastructure/latest/regions/aws-regions.html",
  ec2Errors: "AWSEC2/latest/APIReference/errors-overview.html",
  s3Errors: "AmazonS3/latest/API/ErrorResponses.html",
  commonErrors: "IAM/latest/APIReference/CommonErrors.html",
  s3Trail: "AmazonS3/latest/userguide/cloudtrail-logging-understanding-s3-entries.html",
} as const;
export type Page = keyof typeof pages;

/** User guides exist in Japanese, API references do not. */
export function linkTo(page: Page): Link {
  const path = pages[page];
  const folder = locale() === "ja" && !/\/APIReference\/|\/API\//.test(path) ? "ja_jp/" : "";
  return { label: labelOf(page), url: `https://docs.aws.amazon.com/${folder}${path}` };
}

function labelOf(page: Page): string {
  switch (page) {
    case "actions":
      return l10n.t("AWS: actions, resources and condition keys of services");
    case "contents":
      return l10n.t("AWS: fields of a CloudTrail record");
    case "identity":
      return l10n.t("AWS: who made a request (userIdentity)");
    case "insights":
      return l10n.t("AWS: fields of an Insights event");
    case "aggregated":
      return l10n.t("AWS: fields of an aggregated event");
    case "serviceEvents":
      return l10n.t("AWS: events that services make themselves");
    case "signIn":
      return l10n.t("AWS: console sign-in events");
    case "services":
      return l10n.t("AWS: what each service records");
    case "networkEvents":
      return l10n.t("AWS: network activity events");
    case "cognito":
      return l10n.t("AWS: Amazon Cognito in CloudTrail");
    case "conditionKeys":
      return l10n.t("AWS: global condition keys");
    case "ids":
      return l10n.t("AWS: IAM identifiers and their prefixes");
    case "arns":
      return l10n.t("AWS: Amazon Resource Names (ARNs)");
    case "denied":
      return l10n.t("AWS: access denied messages");
    case "credentials":
      return l10n.t("AWS: temporary credentials");
    case "mfa":
      return l10n.t("AWS: MFA on API calls");
    case "sourceIdentity":
      return l10n.t("AWS: source identity");
    case "forward":
      return l10n.t("AWS: calls a service makes for you");
    case "assumedRoot":
      return l10n.t("AWS: root tasks on member accounts");
    case "identityCenter":
      return l10n.t("AWS: IAM Identity Center");
    case "imds":
      return l10n.t("AWS: instance metadata service");
    case "accounts":
      return l10n.t("AWS: account identifiers");
    case "regions":
      return l10n.t("AWS: Regions");
    case "ec2Errors":
      return l10n.t("AWS: Amazon EC2 error codes");
    case "s3Errors":
      return l10n.t("AWS: Amazon S3 error codes");
    case "commonErrors":
      return l10n.t("AWS: errors common to all services");
    case "s3Trail":
      return l10n.t("AWS: Amazon S3 in CloudTrail");
  }
}

/** Folders of API references whose pages are named after the operation. */
const references: Readonly<Record<string, string>> = {
  "bedrock.amazonaws.com": "bedrock/latest/APIReference",
  "cloudformation.amazonaws.com": "AWSCloudFormation/latest/APIReference",
  "cloudtrail.amazonaws.com": "awscloudtrail/latest/APIReference",
  "cognito-identity.amazonaws.com": "cognitoidentity/latest/APIReference",
  "cognito-idp.amazonaws.com": "cognito-user-identity-pools/latest/APIReference",
  "config.amazonaws.com": "config/latest/APIReference",
  "dynamodb.amazonaws.com": "amazondynamodb/latest/APIReference",
  "ec2.amazonaws.com": "AWSEC2/latest/APIReference",
  "ecr.amazonaws.com": "AmazonECR/latest/APIReference",
  "ecs.amazonaws.com": "AmazonECS/latest/APIReference",
  "eks.amazonaws.com": "eks/latest/APIReference",
  "events.amazonaws.com": "eventbridge/latest/APIReference",
  "guardduty.amazonaws.com": "guardduty/latest/APIReference",
  "iam.amazonaws.com": "IAM/latest/APIReference",
  "kms.amazonaws.com": "kms/latest/APIReference",
  "lambda.amazonaws.com": "lambda/latest/api",
  "logs.amazonaws.com": "AmazonCloudWatchLogs/latest/APIReference",
  "monitoring.amazonaws.com": "AmazonCloudWatch/latest/APIReference",
  "organizations.amazonaws.com": "organizations/latest/APIReference",
  "rds.amazonaws.com": "AmazonRDS/latest/APIReference",
  "s3.amazonaws.com": "AmazonS3/latest/API",
  "secretsmanager.amazonaws.com": "secretsmanager/latest/apireference",
  "sns.amazonaws.com": "sns/latest/api",
  "sqs.amazonaws.com": "AWSSimpleQueueService/latest/APIReference",
  "ssm.amazonaws.com": "systems-manager/latest/APIReference",
  "sts.amazonaws.com": "STS/latest/APIReference",
};

/**
 * The page of an operation or data type, or the overview of services if we know none. The names come from a log: only
 * plain names are put into an address.
 * @param model such as "rds-2014-10-31": with it, AWS redirects to the page
 */
export function operationLink(eventSource: string, eventName: string, model = ""): Link {
  const folder = Object.hasOwn(references, eventSource) ? references[eventSource] : undefined;
  // Lambda appends its API version to the name: CreateFunction20150331
  const name = eventSource === "lambda.amazonaws.com" ? eventName.replace(/\d{8}(v\d)?$/, "") : eventName;
  const page = folder === undefined ? model && `goto/WebAPI/${model}/${name}` : `${folder}/API_${name}.html`;
  if (page === "" || !/^[A-Z][A-Za-z0-9_]{1,79}$/.test(name)) return linkTo("services");
  return { label: l10n.t("{0} in AWS's API reference", name), url: `https://docs.aws.amazon.com/${page}` };
}
