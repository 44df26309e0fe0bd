/**
 * Programs by their user agents. The first row that matches is used, so specific programs come before what they are
 * built on.
 */
import * as l10n from "@vscode/l10n";
import { sentences } from "../say";
import { isServiceHost } from "./address";
import { languageText } from "./agentParts";
import { serviceName } from "./service";

export interface Agent {
  is: RegExp;
  say: (found: RegExpExecArray, text: string) => string | undefined;
}

/** A program with its version, if it gives one. */
function tool(name: string, is: RegExp): Agent {
  return { is, say: ([, version]) => named(name, version) };
}

function named(name: string, version: string | undefined): string {
  return version ? l10n.t("{0} {1}, as the caller says.", name, version) : l10n.t("{0}, as the caller says.", name);
}

/** A library that other programs are written with: the language is worth mentioning. */
function sdk(name: string, is: RegExp): Agent {
  return { is, say: ([, version], text) => sentences(named(name, version), languageText(text)) };
}

const consoles = () => l10n.t("The AWS Management Console.");

export const agents: readonly Agent[] = [
  { is: /^AWS Internal(?:\/\d+)?$/, say: () => l10n.t("A part of AWS made this call.") },
  { is: /^signin\.amazonaws\.com$/, say: () => l10n.t("The sign-in of the AWS Management Console.") },
  { is: /^(?:console|[\w-]+\.console|console\.[\w-]+)\.(?:amazonaws|aws\.amazon)\.com$/, say: consoles },
  { is: /^.{0,40}Console/, say: consoles },
  { is: /^\[?AWSCloudTrail\b/, say: () => l10n.t("AWS CloudTrail's console or service.") },
  {
    is: /^[a-z0-9.-]+\.(?:amazonaws\.com|amazonaws\.com\.cn|aws\.internal)$/,
    say: ([host = ""]) =>
      isServiceHost(host) ? l10n.t("The AWS service {0}, which made this call.", serviceName(host)) : undefined,
  },
  {
    is: /\b(Terraform|OpenTofu)\/([\w.-]+)(?:.*?\bterraform-provider-aws\/([\w.-]+))?/i,
    say: ([, name = "", version = "", provider]) =>
      provider === undefined
        ? named(name, version)
        : l10n.t("{0} {1} with its AWS provider {2}, as the caller says.", name, version, provider),
  },
  tool("Pulumi", /\bPulumi\/([\w.-]+)/i),
  tool("Packer", /\bPacker\/([\w.-]+)/),
  tool("Ansible", /\bAnsible\/([\w.-]+)/i),
  tool("AWS CDK", /\b(?:aws-cdk|CDK)\/([\w.-]+)/i),
  tool("AWS SAM CLI", /\baws-sam-cli\/([\w.-]+)/i),
  tool("eksctl", /\beksctl\/([\w.-]+)/),
  {
    is: /^CloudCustodian(?:\(([\w -]{1,80})\))?\/([\w.-]+)/,
    say: ([, policy, version]) =>
      policy === undefined
        ? named("Cloud Custodian", version)
        : l10n.t("Cloud Custodian {0} with its policy “{1}”, as the caller says.", version ?? "", policy),
  },
  tool("AWS Tools for PowerShell", /^\[?AWSPowerShell[\w.]*\/([\w.-]+)/i),
  tool("AWS Toolkit", /^\[?AWS-Toolkit-For-\w+\/([\w.-]+)/i),
  tool("AWS Systems Manager Agent", /^\[?amazon-ssm-agent\/([\w.-]+)/),
  tool("Amazon CloudWatch agent", /^\[?CWAgent\/([\w.-]+)/),
  {
    is: /^stratus-red-team_/,
    say: () => l10n.t("Stratus Red Team, a tool that imitates attacks for tests, as the caller says."),
  },
  {
    is: /^trufflehog(?:\/([\w.-]+))?$/i,
    say: () => l10n.t("TruffleHog, a tool that looks for leaked keys and tries them, as the caller says."),
  },
  { is: /^\[?aws-cli\/((\d+)[\w.]*)/, say: ([, version = "", major = ""], text) => cliText(major, version, text) },
  sdk("Boto3 (Python)", /\bBoto3\/([\w.]+)/i),
  sdk("Botocore (Python)", /\bBotocore\/([\w.]+)/i),
  sdk("AWS SDK for Python", /\baws-sdk-python\/([\w.]+)/i),
  sdk("AWS SDK for Go v2", /\baws-sdk-go-v2\/([\w.]+)/i),
  sdk("AWS SDK for Go", /\baws-sdk-go\/([\w.]+)/i),
  { is: /^\[?aws-internal\/\d+ aws-sdk-java\/([\w.]+)/, say: () => l10n.t("A part of AWS, as the caller says.") },
  sdk("AWS SDK for Java", /\baws-sdk-java\/([\w.]+)/i),
  sdk("AWS SDK for Kotlin", /\baws-sdk-kotlin\/([\w.]+)/i),
  sdk("AWS SDK for JavaScript", /\baws-sdk-(?:js|nodejs)\/([\w.]+)/i),
  sdk("AWS SDK for .NET", /\baws-sdk-dotnet[\w-]*\/([\w.]+)/i),
  sdk("AWS SDK for Ruby", /\baws-sdk-ruby\d?\/([\w.]+)/i),
  sdk("AWS SDK for PHP", /\baws-sdk-php\/([\w.]+)/i),
  sdk("AWS SDK for Rust", /\baws-sdk-rust\/([\w.]+)/i),
  sdk("AWS SDK for C++", /\baws-sdk-cpp\/([\w.]+)/i),
  sdk("AWS SDK for Swift", /\baws-sdk-swift\/([\w.]+)/i),
  sdk("AWS SDK for iOS", /\baws-sdk-ios\/([\w.]+)/i),
  sdk("AWS SDK for Android", /\baws-sdk-android\/([\w.]+)/i),
  tool("AWS Amplify", /\baws-amplify\/([\w.]+)/i),
  { is: /^\[?Mozilla\//, say: (_, text) => browserText(text) },
  { is: /^\[?([\w.-]{2,40})\/([\w.-]{1,20})/, say: ([, name = "", version]) => named(name, version) },
];

/** The AWS CLI names its command: `md/command#s3.ls` or `command/s3.ls`. */
function cliText(major: string, version: string, text: string): string {
  const [, service, operation] = /\bcommand[#/]([a-z0-9-]+)\.([a-z0-9-]+)/.exec(text) ?? [];
  return service === undefined || operation === undefined
    ? l10n.t("AWS CLI v{0} ({1}), as the caller says.", major, version)
    : l10n.t("AWS CLI v{0} ({1}), command “aws {2} {3}”, as the caller says.", major, version, service, operation);
}

function browserText(text: string): string {
  const found = /\b(Edg|OPR|Firefox|Chrome|Version)\/(\d+)/.exec(text.replace(/Chrome\/\S+(?=.*\b(Edg|OPR)\/)/, ""));
  const names: Record<string, string> = { Edg: "Edge", OPR: "Opera", Version: "Safari" };
  if (!found) return l10n.t("A web browser, as the caller says.");
  return l10n.t(
    "The web browser {0} {1}, as the caller says.",
    names[found[1] ?? ""] ?? found[1] ?? "",
    found[2] ?? "",
  );
}
