/** Our documents after a reload of the window, and when somebody else links to them. */
import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { gzipSync } from "node:zlib";
import { temporaryFolder } from "../../scripts/lib/root.mjs";
import { screenshotOnFailure, startVsCode, type VsCode } from "./driver";

const record = JSON.stringify({
  eventVersion: "1.11",
  userIdentity: { type: "IAMUser", arn: "arn:aws:iam::123456789012:user/Alice", accountId: "123456789012" },
  eventTime: "2026-03-02T08:00:00Z",
  eventSource: "s3.amazonaws.com",
  eventName: "GetBucketAcl",
  awsRegion: "us-east-1",
  eventID: "00000000-0000-4000-8000-000000000001",
  eventType: "AwsApiCall",
  recipientAccountId: "123456789012",
});

const BROKEN = '{"broken":\n';

describe("documents of ours", () => {
  let code: VsCode;
  before(async () => {
    const folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, "log.json.gz"), gzipSync(`${record}\n${BROKEN}`));
    const outside = path.join(temporaryFolder(), "credentials");
    fs.writeFileSync(outside, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    const link = (name: string, file: string, start: number, end: number): string => {
      const query = encodeURIComponent(JSON.stringify({ log: `file://${file}`, start, end }));
      return `[${name}](cloudtrail-part:/${name}?${query})\n`;
    };
    const start = record.length + 1;
    fs.writeFileSync(path.join(folder, "other.md"), link("credentials", outside, 0, 40));
    fs.writeFileSync(
      path.join(folder, "notes.md"),
      link("part", path.join(folder, "log.json.gz"), start, start + BROKEN.length),
    );
    code = await startVsCode({ folder, width: 1300, height: 700 });
    await code.page.locator(".activitybar .action-item a[aria-label^=CloudTrail]").waitFor();
  });
  after(() => code?.stop());
  screenshotOnFailure(() => code);

  const line = (text: string) => code.page.locator(".monaco-editor .view-line", { hasText: text }).first();

  /** Follows the link in a file, like a Ctrl+click. */
  async function followLinkIn(file: string): Promise<void> {
    await code.closeAllEditors();
    await code.open(file);
    await code.page.locator(".monaco-editor .detected-link").first().waitFor();
    await line("cloudtrail-part").click();
    await code.press("Home");
    for (let i = 0; i < 30; i++) await code.press("ArrowRight");
    await code.command("Open Link");
  }

  it("show nothing of a file that a link names", async () => {
    await followLinkIn("other.md");
    await line("Nothing is shown here.").waitFor();
    assert.ok(!(await code.lines()).join("\n").includes("EXAMPLEKEY"));
    await code.screenshot("own-documents-refused");
    await followLinkIn("notes.md");
    await line("Nothing is shown here.").waitFor();
  });

  it("show what was opened before, also after a reload, when its log is no longer open", async () => {
    await code.closeAllEditors();
    await code.command("CloudTrail: Open CloudTrail Log…");
    await code.pickFile("Open CloudTrail Log", "log.json.gz");
    await code.page.locator(".sidebar .message", { hasText: "1 part could not be read" }).first().waitFor();
    await code.command("CloudTrail: Show What Is Missing");
    await code.webview.getByText("The content ends in the middle of a record").first().click();
    await line('{"broken":').waitFor();
    await code.command("Developer: Reload Window");
    await code.page.locator(".sidebar", { hasText: "No log at hand?" }).first().waitFor();
    await followLinkIn("notes.md");
    await line('{"broken":').waitFor();
    await code.screenshot("own-documents-reloaded");
    await followLinkIn("other.md");
    await line("Nothing is shown here.").waitFor();
  });
});
