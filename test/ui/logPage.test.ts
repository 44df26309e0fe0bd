import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { gzipSync } from "node:zlib";
import { temporaryFolder } from "../../scripts/lib/root.mjs";
import { screenshotOnFailure, startVsCode, type VsCode } from "./driver";

function record(n: number) {
  return {
    eventVersion: "1.11",
    userIdentity: {
      type: "IAMUser",
      arn: "arn:aws:iam::123456789012:user/Alice",
      accountId: "123456789012",
      userName: "Alice",
    },
    eventTime: new Date(Date.UTC(2025, 2, 2, 12) + n * 1000).toISOString(),
    eventSource: "s3.amazonaws.com",
    eventName: "GetBucketAcl",
    awsRegion: n % 2 ? "eu-west-1" : "us-east-1",
    sourceIPAddress: "192.0.2.10",
    userAgent: "aws-cli/2.0",
    requestParameters: { bucketName: "amzn-s3-demo-bucket" },
    ...(n % 3 ? {} : { errorCode: "AccessDenied" }),
    eventID: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
    eventType: "AwsApiCall",
    recipientAccountId: "123456789012",
  };
}

function workspace(): string {
  const folder = temporaryFolder();
  const texts = Array.from({ length: 6 }, (_, n) => JSON.stringify(record(n)));
  const files: [name: string, content: string | Uint8Array][] = [
    ["whole.json.gz", gzipSync(`{"Records":[${texts.join()}]}`)],
    [
      "holes.json.gz",
      gzipSync(`{"Records":[${[...texts.slice(0, 3), texts[3]?.slice(0, 60), ...texts.slice(4)].join()}]}`),
    ],
    ["hostile.json.gz", gzipSync(JSON.stringify({ ...record(1), awsRegion: "<b id=x>\u202eeu</b>" }))],
    ["policy.json.gz", gzipSync('{"Version":"2012-10-17","Statement":[]}')],
    ["empty.json.gz", ""],
  ];
  for (const [name, content] of files) fs.writeFileSync(path.join(folder, name), content);
  return folder;
}

describe("the page of a compressed log", () => {
  let code: VsCode;
  before(async () => {
    code = await startVsCode({ folder: workspace() });
    // VS Code knows our editor after it knows the extension
    await code.page.locator(".activitybar .action-item a[aria-label^=CloudTrail]").waitFor();
  });
  after(() => code?.stop());
  afterEach(() => code.closeAllEditors());
  screenshotOnFailure(() => code);

  const open = async (file: string, sentence: string) => {
    await code.open(file);
    await code.webview.getByText(sentence).first().waitFor();
    // biome-ignore lint/performance/useDomNodeTextContent: the lines as they are laid out
    return code.webview.locator("main").innerText();
  };
  const button = (label: string) => code.webview.getByRole("button", { name: label });

  it("says what was read", async () => {
    const text = await open("whole.json.gz", "everything in this file was read");
    assert.match(text, /^whole\.json\.gz\n/);
    assert.match(text, /Failed or denied\s+2\n/);
    assert.match(text, /AWS Regions\s+eu-west-1, us-east-1/);
    await code.screenshot("log-page");
  });

  it("shows the log in the view", async () => {
    await open("whole.json.gz", "everything in this file was read");
    await button("Show in CloudTrail View").click();
    await code.row("s3.amazonaws.com").waitFor();
  });

  it("can be used by keys", async () => {
    await open("whole.json.gz", "everything in this file was read");
    await button("Show Text").focus();
    await code.press("Enter");
    await code.tab("whole.json").waitFor();
    await code.page.locator(".view-line", { hasText: "eventVersion" }).first().waitFor();
  });

  it("says what was not read, and where", async () => {
    const text = await open("holes.json.gz", "1 part could not be read");
    assert.match(text, /5 events read/);
    assert.match(text, /This part is not valid JSON\.\s+\d+ bytes from byte [\d,]+/);
    await code.screenshot("log-page-holes");
  });

  it("leads to the place that could not be read, as text of its own", async () => {
    await open("holes.json.gz", "1 part could not be read");
    await button("This part is not valid JSON.").click();
    await code.tab("holes.json.gz · ").waitFor();
    await code.page.locator(".editor-group-container.active .selected-text").first().waitFor();
    assert.match((await code.lines()).join(), /"eventID":"00000000-0000-4000-8000-000000000002"/);
  });

  it("shows what a log says as text, with nothing hidden in it", async () => {
    const text = await open("hostile.json.gz", "everything in this file was read");
    assert.ok(text.includes("<b id=x>⟨U+202E⟩eu</b>"), text);
    assert.equal(await code.webview.locator("#x").count(), 0);
  });

  it("says what else a file is", async () => {
    await open("policy.json.gz", "This is an IAM policy, not a log.");
    await button("Show Text").click();
    await code.page.locator(".view-line", { hasText: "Statement" }).first().waitFor();
  });

  it("says that a file is empty, and offers other editors", async () => {
    await open("empty.json.gz", "This file is empty.");
    assert.equal(await button("Show Text").count(), 0);
    await button("Open With…").click();
    await code.quickInput.getByText("Text Editor").first().waitFor();
    await code.press("Escape");
  });
});

describe("a log as CloudTrail delivers it", () => {
  const log = "111122223333_CloudTrail_us-east-1_20260302T1010Z_EXAMPLEsample001.json.gz";
  let code: VsCode;
  before(async () => {
    code = await startVsCode({ width: 1300, height: 860 });
    await code.page.locator(".activitybar .action-item a[aria-label^=CloudTrail]").waitFor();
  });
  after(() => code?.stop());
  screenshotOnFailure(() => code);

  it("opens in a page that leads to its events", async () => {
    await code.open(log);
    await code.webview.getByText("everything in this file was read").first().waitFor();
    await code.webview.getByRole("button", { name: "Show in CloudTrail View" }).click();
    await code.row("sts.amazonaws.com").waitFor();
    await code.screenshot("archive", { as: "archive", height: 480 });
  });

  it("opens a record in many lines, and keeps the focus", async () => {
    await code.expand("sts.amazonaws.com");
    await code.expand("IAM user");
    await code.row("AssumeRole").click();
    await code.tab("AssumeRole").waitFor();
    await code.page.locator(".view-line", { hasText: "eventVersion" }).first().waitFor();
    const [first, second] = await code.lines();
    assert.deepEqual([first, second?.replace(/:.*/, "")], ["{", '  "eventVersion"']);
    assert.equal(await code.page.evaluate("!!document.activeElement.closest('.sidebar')"), true);
    await code.screenshot("record", { as: "record", height: 620 });
  });
});
