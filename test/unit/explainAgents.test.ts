import assert from "node:assert/strict";
import { agents } from "../../src/core/explain/values/agents";
import { explained } from "./support/explained";
import { inJapanese } from "./support/language";

const browser = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko)";

/** At least one case for each row of the table, in its order. */
const cases: readonly (readonly [agent: string, says: string | undefined])[] = [
  ["AWS Internal", "A part of AWS made this call."],
  ["AWS Internal/3", "A part of AWS made this call."],
  ["signin.amazonaws.com", "The sign-in of the AWS Management Console."],
  ["console.amazonaws.com", "The AWS Management Console."],
  ["console.ec2.amazonaws.com", "The AWS Management Console."],
  ["[S3Console/0.4, aws-internal/3]", "The AWS Management Console."],
  ["EC2ConsoleFrontend, aws-internal/3 aws-sdk-java/1.12", "The AWS Management Console."],
  ["[AWSCloudTrail, aws-internal/3 aws-sdk-java/1.11]", "AWS CloudTrail's console or service."],
  ["cloudformation.amazonaws.com", "The AWS service AWS CloudFormation, which made this call."],
  [
    "APN/1.0 HashiCorp/1.0 Terraform/1.5.7 (+https://www.terraform.io) terraform-provider-aws/5.17.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.21.0 os/macos lang/go#1.20.7",
    "Terraform 1.5.7 with its AWS provider 5.17.0, as the caller says. System: macOS.",
  ],
  [
    "APN/1.0 HashiCorp/1.0 Terraform/1.5.7 (+https://www.terraform.io) aws-sdk-go/1.44",
    "Terraform 1.5.7, as the caller says.",
  ],
  [
    "aws-sdk-go/1.44 (go1.19; darwin; amd64) APN/1.0 HashiCorp/1.0 Terraform/1.1.0",
    "Terraform 1.1.0, as the caller says. System: macOS.",
  ],
  ["OpenTofu/1.6.0", "OpenTofu 1.6.0, as the caller says."],
  ["aws-sdk-go/1.44 Pulumi/3.1", "Pulumi 3.1, as the caller says."],
  ["APN/1.0 HashiCorp/1.0 Packer/1.8.0 aws-sdk-go/1.44", "Packer 1.8.0, as the caller says."],
  ["APN/1.0 Ansible/2.9", "Ansible 2.9, as the caller says."],
  ["aws-cdk/2.100.0", "AWS CDK 2.100.0, as the caller says."],
  ["aws-sam-cli/1.97.0", "AWS SAM CLI 1.97.0, as the caller says."],
  ["eksctl/0.160.0 aws-sdk-go/1.44", "eksctl 0.160.0, as the caller says."],
  [
    "CloudCustodian(open-buckets)/0.9 Python/3.9.1 Linux/4.14-amzn2.x86_64 exec-env/AWS_Lambda_python3.9 Botocore/1.2",
    "Cloud Custodian 0.9 with its policy “open-buckets”, as the caller says. System: Amazon Linux 2. It ran in AWS Lambda (AWS_Lambda_python3.9).",
  ],
  ["CloudCustodian/0.9", "Cloud Custodian 0.9, as the caller says."],
  [
    "AWSPowerShell.Common/4.1.0 .NET_Core/6.0 Windows/10",
    "AWS Tools for PowerShell 4.1.0, as the caller says. System: Windows.",
  ],
  ["AWS-Toolkit-For-VSCode/2.1.0", "AWS Toolkit 2.1.0, as the caller says."],
  ["amazon-ssm-agent/3.2", "AWS Systems Manager Agent 3.2, as the caller says."],
  ["CWAgent/1.3", "Amazon CloudWatch agent 1.3, as the caller says."],
  ["stratus-red-team_0a05817a", "Stratus Red Team, a tool that imitates attacks for tests, as the caller says."],
  ["TruffleHog", "TruffleHog, a tool that looks for leaked keys and tries them, as the caller says."],
  [
    "aws-cli/2.13.5 Python/3.11.4 Linux/4.14-amzn2.x86_64 exec-env/CloudShell exe/x86_64.amzn.2 prompt/off command/cloudtrail.start-logging",
    "AWS CLI v2 (2.13.5), command “aws cloudtrail start-logging”, as the caller says. System: Amazon Linux 2. It ran in AWS CloudShell.",
  ],
  [
    "aws-cli/2.17.1 md/awscrt#0.19 ua/2.0 os/macos#23.1 md/arch#arm64 lang/python#3.11.6 md/command#ssm.start-session",
    "AWS CLI v2 (2.17.1), command “aws ssm start-session”, as the caller says. System: macOS.",
  ],
  [
    "[aws-cli/1.18.69 Python/3.8.10 Windows/10 botocore/1.16.19]",
    "AWS CLI v1 (1.18.69), as the caller says. System: Windows.",
  ],
  [
    "Boto3/1.26.1 Python/3.9.2 Linux/5.10 exec-env/AWS_ECS_FARGATE Botocore/1.29",
    "Boto3 (Python) 1.26.1, as the caller says. Language: Python 3.9.2. System: Linux. It ran in Amazon ECS on AWS Fargate.",
  ],
  [
    "Boto3/1.34 md/Botocore#1.34 ua/2.0 os/linux#6.1-amzn2023.x86_64 lang/python#3.11.6 exec-env/AWS_ECS_EC2",
    "Boto3 (Python) 1.34, as the caller says. Language: Python 3.11.6. System: Amazon Linux 2023. It ran in Amazon ECS on EC2 instances.",
  ],
  ["Botocore/1.29", "Botocore (Python) 1.29, as the caller says."],
  ["aws-sdk-python/0.1", "AWS SDK for Python 0.1, as the caller says."],
  [
    "aws-sdk-go-v2/1.30.3 os/linux lang/go#1.22.5 md/GOOS#linux",
    "AWS SDK for Go v2 1.30.3, as the caller says. Language: Go 1.22.5. System: Linux.",
  ],
  [
    "aws-sdk-go/1.44 (go1.19; windows; amd64)",
    "AWS SDK for Go 1.44, as the caller says. Language: Go 1.19. System: Windows.",
  ],
  ["aws-internal/3 aws-sdk-java/1.12 Linux/5.10", "A part of AWS, as the caller says. System: Linux."],
  [
    "aws-sdk-java/2.20.1 Linux/5.10 OpenJDK_64-Bit_Server_VM/17 Java/17.0.6 exec-env/unknown",
    "AWS SDK for Java 2.20.1, as the caller says. Language: Java 17.0.6. System: Linux. It ran in unknown.",
  ],
  [
    "aws-sdk-kotlin/1.0 lang/kotlin#1.9.10 os/android#14",
    "AWS SDK for Kotlin 1.0, as the caller says. Language: Kotlin 1.9.10. System: Android.",
  ],
  [
    "aws-sdk-js/3.400.0 ua/2.0 os/linux#5.10 lang/js md/nodejs#18.16.0",
    "AWS SDK for JavaScript 3.400.0, as the caller says. Language: Node.js 18.16.0. System: Linux.",
  ],
  ["aws-sdk-js/3.400.0 ua/2.0 lang/js", "AWS SDK for JavaScript 3.400.0, as the caller says. Language: JavaScript."],
  [
    "aws-sdk-nodejs/2.1000.0 darwin/v16.14.0",
    "AWS SDK for JavaScript 2.1000.0, as the caller says. Language: Node.js 16.14.0. System: macOS.",
  ],
  [
    "aws-sdk-dotnet-coreclr/3.7 lang/.NET_Core#8.0.1 os/windows#10",
    "AWS SDK for .NET 3.7, as the caller says. Language: .NET 8.0.1. System: Windows.",
  ],
  ["aws-sdk-ruby3/3.180 ruby/3.2.2", "AWS SDK for Ruby 3.180, as the caller says. Language: Ruby 3.2.2."],
  ["aws-sdk-php/3.2 lang/php#8.1", "AWS SDK for PHP 3.2, as the caller says. Language: PHP 8.1."],
  [
    "aws-sdk-rust/1.0 os/linux lang/rust#1.75.0",
    "AWS SDK for Rust 1.0, as the caller says. Language: Rust 1.75.0. System: Linux.",
  ],
  ["aws-sdk-cpp/1.11", "AWS SDK for C++ 1.11, as the caller says."],
  [
    "aws-sdk-swift/1.0 os/ios#17 lang/swift#5.9",
    "AWS SDK for Swift 1.0, as the caller says. Language: Swift 5.9. System: iOS.",
  ],
  ["aws-sdk-ios/2.33", "AWS SDK for iOS 2.33, as the caller says."],
  ["aws-sdk-android/2.75", "AWS SDK for Android 2.75, as the caller says."],
  ["aws-amplify/6.0", "AWS Amplify 6.0, as the caller says."],
  [`${browser} Chrome/126.0.0.0 Safari/537.36 Edg/126.0`, "The web browser Edge 126, as the caller says."],
  [`${browser} Chrome/126.0.0.0 Safari/537.36`, "The web browser Chrome 126, as the caller says."],
  [
    "Mozilla/5.0 (Macintosh; rv:120.0) Gecko/20100101 Firefox/120.0",
    "The web browser Firefox 120, as the caller says.",
  ],
  ["Mozilla/5.0", "A web browser, as the caller says."],
  ["curl/8.1.2", "curl 8.1.2, as the caller says."],
  ["whatever", undefined],
  ["", undefined],
];

describe("user agents as people say them", () => {
  for (const [userAgent, says] of cases) {
    it(userAgent, () => {
      const here = () => explained({ userAgent }, "userAgent").explanation.here;
      assert.equal(here(), userAgent === "" ? "Empty: no value is recorded." : says);
      if (says) assert.match(inJapanese(here) ?? "", /[ぁ-ん]/);
    });
  }

  it("every row of the table has a case that it answers first", () => {
    const first = cases.map(([agent]) =>
      agents.findIndex(({ is, say }) => say(is.exec(agent) ?? ([] as never), agent) && is.test(agent)),
    );
    assert.deepEqual(
      [...new Set(first)].filter((row) => row >= 0),
      [...agents.keys()],
    );
  });

  it("a service that only the agent names may be anybody", () => {
    const note = (record: object) =>
      explained({ userAgent: "cloudformation.amazonaws.com", ...record }, "userAgent").explanation.notes?.[0] ?? "";
    const says = /^Only the user agent names this service/;
    assert.match(note({ sourceIPAddress: "192.0.2.1", userIdentity: { type: "IAMUser" } }), says);
    assert.doesNotMatch(
      note({ sourceIPAddress: "192.0.2.1", userIdentity: { invokedBy: "cloudformation.amazonaws.com" } }),
      says,
    );
    assert.doesNotMatch(note({ sourceIPAddress: "cloudformation.amazonaws.com" }), says);
    assert.doesNotMatch(note({ sourceIPAddress: "192.0.2.1", userAgent: "signin.amazonaws.com" }), says);
  });
});
