import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { copyOfSamples } from "../../scripts/lib/root.mjs";
import { screenshotOnFailure, startVsCode, type VsCode } from "./driver";
import { find, picture, word } from "./editor";

const bucket = "arn:aws:s3:::amzn-s3-demo-bucket";
const role = "arn:aws:iam::111122223333:role/SampleDeploy";
const call = (n: number, source: string, name: string, requestParameters: object, more: object = {}) => ({
  eventVersion: "1.11",
  userIdentity: {
    type: "IAMUser",
    principalId: "AIDACKCEVSQ6C2EXAMPLE",
    arn: "arn:aws:iam::111122223333:user/alice",
    accountId: "111122223333",
    userName: "alice",
  },
  eventTime: `2026-03-02T07:3${n}:00Z`,
  eventSource: `${source}.amazonaws.com`,
  eventName: name,
  awsRegion: "eu-west-1",
  sourceIPAddress: "192.0.2.10",
  requestParameters,
  responseElements: null,
  eventID: `5a3e1e00-0000-4000-8000-00000000000${n}`,
  eventType: "AwsApiCall",
  recipientAccountId: "111122223333",
  ...more,
});

const records = [
  call(
    0,
    "s3",
    "PutBucketPolicy",
    {
      bucketPolicy: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `${bucket}/*` }],
      },
      bucketName: "amzn-s3-demo-bucket",
      policy: "",
    },
    { resources: [{ type: "AWS::S3::Bucket", ARN: bucket, accountId: "111122223333" }] },
  ),
  call(1, "ec2", "RunInstances", {
    instancesSet: { items: [{ imageId: "ami-EXAMPLE", minCount: 1, maxCount: 1 }] },
    groupSet: { items: [{ groupId: "sg-EXAMPLE" }] },
    tenancy: "default",
  }),
  call(2, "cognito-idp", "CreateUserPool", { policies: { passwordPolicy: { minimumLength: 8 } }, poolName: "sample" }),
  call(3, "s3", "ListObjects", { bucketName: "amzn-s3-demo-bucket" }),
  call(4, "sts", "AssumeRole", { roleArn: role, roleSessionName: "sample" }),
  call(5, "sts", "AssumeRole", { roleArn: role, roleSessionName: "sample" }),
];

function folder(): string {
  const copy = copyOfSamples();
  fs.writeFileSync(path.join(copy, "services.json"), JSON.stringify({ Records: records }, undefined, 2));
  return copy;
}

const languages: [locale: string, says: Record<string, string>][] = [
  [
    "en",
    {
      bucketPolicy: "AWS's text: The bucket policy as a JSON document.",
      imageId: "AWS's text: The ID of the AMI.",
      minimumLength: "AWS's text: The minimum length of the password",
      ListObjects: "IAM action: s3:ListBucket · access level: List · its name differs from the operation's",
    },
  ],
  [
    "ja",
    {
      bucketPolicy: "AWS の説明（英語）: The bucket policy as a JSON document.",
      imageId: "AWS の説明（英語）: The ID of the AMI.",
      minimumLength: "AWS の説明（英語）: The minimum length of the password",
      ListObjects: "IAM アクション: s3:ListBucket · アクセスレベル: リスト · 操作名と異なります",
    },
  ],
];
for (const [locale, says] of languages)
  describe(`what services call things: ${locale}`, () => {
    let code: VsCode;
    before(async () => {
      code = await startVsCode({ width: 1400, height: 900, folder: folder(), ...(locale === "en" ? {} : { locale }) });
      await code.showContainer("CloudTrail");
      await code.open("services.json");
      await code.row("ec2.amazonaws.com").waitFor();
    });
    after(() => code?.stop());
    screenshotOnFailure(() => code);

    for (const [text, said] of Object.entries(says)) {
      it(`explains ${text}`, async () => {
        await find(code, `"${text}"`);
        // the quote distinguishes it from PutBucketPolicy; a link is separate from its quotes
        await code.hover(word(code, text === "bucketPolicy" ? `"${text}"` : text), said);
        await picture(code, `hover-service-${text}${locale === "en" ? "" : `-${locale}`}`);
      });
    }

    if (locale !== "en") return;
    it("an ARN leads to the events that have it", async () => {
      await find(code, role);
      const link = code.page.locator(".editor-group-container.active .detected-link", { hasText: role }).first();
      await link.waitFor();
      await picture(code, "links");
      await link.click({ modifiers: ["ControlOrMeta"] });
      await code.page.locator(".sidebar .message", { hasText: "Showing 2 of 6 events" }).first().waitFor();
      await code.row("sts.amazonaws.com").waitFor();
      const rows = await code.rows();
      assert.ok(!rows.some((row) => row.startsWith("ec2.amazonaws.com")), rows.join());
      await picture(code, "links-found");
    });
  });
