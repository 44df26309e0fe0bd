import * as fs from "node:fs";
import * as path from "node:path";
import { copyOfSamples } from "../../scripts/lib/root.mjs";
import { screenshotOnFailure, startVsCode, type VsCode } from "./driver";

const alice = {
  type: "AssumedRole",
  principalId: "AROACKCEVSQ6C2EXAMPLE:alice",
  arn: "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Deploy_0123456789abcdef/alice",
  accountId: "111122223333",
};
const policy = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "Read",
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::amzn-s3-demo-bucket/*",
    },
  ],
};
const trust = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
};
const call = {
  eventVersion: "1.11",
  userIdentity: alice,
  eventTime: "2026-03-02T07:30:05Z",
  awsRegion: "eu-west-1",
  sourceIPAddress: "192.0.2.10",
  eventType: "AwsApiCall",
  recipientAccountId: "111122223333",
};
const records = [
  {
    ...call,
    eventSource: "s3.amazonaws.com",
    eventName: "PutBucketPolicy",
    userAgent:
      "APN/1.0 HashiCorp/1.0 Terraform/1.5.7 (+https://www.terraform.io) terraform-provider-aws/5.17.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.21.0 os/macos lang/go#1.20.7",
    requestParameters: { bucketName: "amzn-s3-demo-bucket", bucketPolicy: policy, policy: "" },
    responseElements: null,
    tlsDetails: { tlsVersion: "TLSv1.3", cipherSuite: "TLS_AES_128_GCM_SHA256", keyExchange: "X25519MLKEM768" },
  },
  {
    ...call,
    eventSource: "iam.amazonaws.com",
    eventName: "CreateRole",
    userAgent:
      "aws-cli/2.17.1 md/awscrt#0.20 ua/2.0 os/macos#23.1 md/arch#arm64 lang/python#3.11.6 md/pyimpl#CPython md/command#iam.create-role",
    errorCode: "AccessDenied",
    requestParameters: { roleName: "Deploy", assumeRolePolicyDocument: JSON.stringify(trust) },
    responseElements: null,
  },
  {
    eventVersion: "1.07",
    eventTime: "2026-03-02T07:35:00Z",
    awsRegion: "eu-west-1",
    eventID: "11111111-2222-4333-8444-555555555555",
    eventType: "AwsCloudTrailInsight",
    eventCategory: "Insight",
    recipientAccountId: "111122223333",
    insightDetails: {
      state: "End",
      eventSource: "ssm.amazonaws.com",
      eventName: "UpdateInstanceInformation",
      insightType: "ApiCallRateInsight",
      insightContext: {
        statistics: {
          baseline: { average: 0.2 },
          insight: { average: 3.1 },
          insightDuration: 5,
          baselineDuration: 10080,
        },
        attributions: [
          {
            attribute: "userIdentityArn",
            insight: [{ value: "arn:aws:sts::111122223333:assumed-role/Fleet", average: 3 }],
          },
        ],
      },
    },
  },
];

function folder(): string {
  const copy = copyOfSamples();
  fs.writeFileSync(path.join(copy, "facts.json"), JSON.stringify({ Records: records }, undefined, 2));
  return copy;
}

/** Scrolls to a text of the document as a person does: by searching for it. */
async function find(code: VsCode, text: string): Promise<void> {
  await code.page.locator(".editor-group-container.active .view-lines").click();
  await code.press("Control+Home");
  await code.press("Control+f");
  await code.page.locator(".find-widget textarea.input").first().fill(text);
  await code.press("Enter");
  await code.press("Escape");
}

async function hoverAt(code: VsCode, search: string, says: string, name: string): Promise<void> {
  await find(code, search);
  const word = code.page.locator(".editor-group-container.active .view-line span span", { hasText: search }).first();
  await code.hover(word, says);
  await code.page.evaluate(
    "Promise.all(document.getAnimations().filter((one) => one.effect.getComputedTiming().iterations !== Infinity).map((one) => one.finished.catch(() => {})))",
  );
  await code.screenshot(name);
  await code.press("Escape");
}

const languages: readonly {
  locale: string | undefined;
  suffix: string;
  sentence: string;
  says: readonly (readonly [search: string, says: string, name: string])[];
}[] = [
  {
    locale: undefined,
    suffix: "",
    sentence: "alice (permission set Deploy, via IAM Identity Center) set the policy of bucket amzn-s3-demo-bucket",
    says: [
      ['"bucketPolicy"', '"Effect": "Allow"', "policy"],
      ["Terraform", "Terraform 1.5.7 with its AWS provider 5.17.0", "terraform"],
      ["iam.create-role", "command “aws iam create-role”", "cli"],
      ['"assumeRolePolicyDocument"', '"Service": "ec2.amazonaws.com"', "trust"],
      ["keyExchange", "safe against quantum computers", "tls"],
      ["insightContext", "3.1 calls a minute instead of 0.2, for 5 minutes, by role Fleet", "insight"],
    ],
  },
  {
    locale: "ja",
    suffix: "-ja",
    sentence:
      "alice (許可セット Deploy、IAM Identity Center 経由) がバケット amzn-s3-demo-bucket のポリシーを設定しました",
    says: [
      ['"bucketPolicy"', '"Effect": "Allow"', "policy"],
      ["Terraform", "AWS プロバイダー 5.17.0", "terraform"],
      ["iam.create-role", "コマンド「aws iam create-role」", "cli"],
      ["insightContext", "1 分あたり 0.2 回のところ 3.1 回の呼び出し", "insight"],
    ],
  },
];

for (const { locale, suffix, sentence, says } of languages) {
  describe(`facts of a record${suffix}`, () => {
    let code: VsCode;
    before(async () => {
      code = await startVsCode({ width: 1400, height: 900, folder: folder(), ...(locale ? { locale } : {}) });
      await code.showContainer("CloudTrail");
      await code.open("facts.json");
      await code.row("s3.amazonaws.com").waitFor();
    });
    after(() => code?.stop());
    screenshotOnFailure(() => code);

    it("the breadcrumbs tell the event in one sentence", async () => {
      await find(code, '"PutBucketPolicy"');
      const crumbs = code.page.locator(".breadcrumbs-below-tabs, .breadcrumbs-control");
      await crumbs.filter({ hasText: sentence }).first().waitFor();
      await code.screenshot(`facts-breadcrumbs${suffix}`);
    });

    for (const [search, said, name] of says) {
      it(`a hover tells: ${name}`, () => hoverAt(code, search, said, `facts-${name}${suffix}`));
    }
  });
}

describe("the Outline of a log", () => {
  let code: VsCode;
  before(async () => {
    code = await startVsCode({ width: 1400, height: 900, folder: folder() });
    await code.open("facts.json");
  });
  after(() => code?.stop());
  screenshotOnFailure(() => code);

  it("has a group of its own with a sentence for each event", async () => {
    await code.command("Explorer: Focus on Outline View");
    const rows = code.page.locator(".outline-pane .monaco-list-row");
    const group = rows.filter({ hasText: "CloudTrail" }).first();
    await group.waitFor();
    // VS Code closes the groups if the second one arrives after the first was drawn
    if ((await group.getAttribute("aria-expanded")) === "false") await group.locator(".monaco-tl-twistie").click();
    await rows.filter({ hasText: "tried to create role Deploy: denied" }).first().waitFor();
    await code.screenshot("facts-outline");
  });
});
