/** A user agent in one sentence. Callers write it themselves: it is what they say, not what they are. */
import * as l10n from "@vscode/l10n";
import { sentences } from "../say";
import { isServiceHost } from "./address";
import { serviceName } from "./service";

const sdks: readonly [RegExp, string][] = [
  [/\bBoto3\/([\w.]+)/i, "Boto3 (Python)"],
  [/\bBotocore\/([\w.]+)/i, "Botocore (Python)"],
  [/\baws-sdk-go-v2\/([\w.]+)/i, "AWS SDK for Go v2"],
  [/\baws-sdk-go\/([\w.]+)/i, "AWS SDK for Go"],
  [/\baws-sdk-java\/([\w.]+)/i, "AWS SDK for Java"],
  [/\baws-sdk-js\/([\w.]+)/i, "AWS SDK for JavaScript"],
  [/\baws-sdk-nodejs\/([\w.]+)/i, "AWS SDK for JavaScript (Node.js)"],
  [/\baws-sdk-dotnet[\w-]*\/([\w.]+)/i, "AWS SDK for .NET"],
  [/\baws-sdk-ruby\d?\/([\w.]+)/i, "AWS SDK for Ruby"],
  [/\baws-sdk-php\/([\w.]+)/i, "AWS SDK for PHP"],
  [/\baws-sdk-rust\/([\w.]+)/i, "AWS SDK for Rust"],
  [/\baws-sdk-cpp\/([\w.]+)/i, "AWS SDK for C++"],
  [/\baws-sdk-(?:swift|ios|android|kotlin)\/([\w.]+)/i, "AWS SDK for mobile and Kotlin"],
  [/\baws-amplify\/([\w.]+)/i, "AWS Amplify"],
];

export function agentHere(agent: string): string | undefined {
  const text = agent.slice(0, 2048);
  return sentences(whoSays(text), runsIn(text));
}

function whoSays(text: string): string | undefined {
  if (/^AWS Internal(\/\d+)?$/.test(text)) return l10n.t("A part of AWS made this call.");
  if (text === "signin.amazonaws.com") return l10n.t("The sign-in of the AWS Management Console.");
  if (
    /^(console|[\w-]+\.console|console\.[\w-]+)\.(amazonaws|aws\.amazon)\.com$/.test(text) ||
    /Console/.test(text.slice(0, 40))
  ) {
    return l10n.t("The AWS Management Console.");
  }
  if (isServiceHost(text)) return l10n.t("The AWS service {0}, which made this call.", serviceName(text));
  if (/^\[?AWSCloudTrail\b/.test(text)) return l10n.t("AWS CloudTrail's console or service.");
  const terraform = /\b(Terraform|OpenTofu|Pulumi)\/([\w.-]+)/i.exec(text);
  if (terraform) return l10n.t("{0} {1}, as the caller says.", terraform[1] ?? "", terraform[2] ?? "");
  const cli = /^\[?aws-cli\/([\w.]+)/.exec(text)?.[1];
  if (cli) return cliText(cli, text);
  if (/\b(aws-cdk|CDK)\//i.test(text)) return l10n.t("The AWS CDK, as the caller says.");
  for (const [pattern, name] of sdks) {
    const version = pattern.exec(text)?.[1];
    if (version) return l10n.t("{0} {1}, as the caller says.", name, version);
  }
  if (/^\[?Mozilla\//.test(text)) return browserText(text);
  const product = /^\[?([\w.-]{2,40})\/([\w.-]{1,20})/.exec(text);
  return product ? l10n.t("{0} {1}, as the caller says.", product[1] ?? "", product[2] ?? "") : undefined;
}

/** The AWS CLI names its command: `md/command#s3.ls` or `command/s3.ls`. */
function cliText(version: string, text: string): string {
  const command = /\bcommand[#/]([a-z0-9-]+)\.([a-z0-9-]+)/.exec(text);
  return command
    ? l10n.t("AWS CLI {0}, command “aws {1} {2}”, as the caller says.", version, command[1] ?? "", command[2] ?? "")
    : l10n.t("AWS CLI {0}, as the caller says.", version);
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

function runsIn(text: string): string | undefined {
  const place = /\bexec-env\/([\w.-]{1,40})/.exec(text)?.[1];
  switch (place) {
    case undefined:
      return undefined;
    case "CloudShell":
      return l10n.t("It ran in AWS CloudShell.");
    default:
      return place.startsWith("AWS_Lambda")
        ? l10n.t("It ran in AWS Lambda ({0}).", place)
        : l10n.t("It ran in {0}.", place);
  }
}
