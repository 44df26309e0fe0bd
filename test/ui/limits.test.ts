import * as assert from "node:assert/strict";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { gzipSync } from "node:zlib";
import { temporaryFolder } from "../../scripts/lib/root.mjs";
import { screenshotOnFailure, startVsCode, type VsCode } from "./driver";

const record = (source: string, n: number, parameters: string): string =>
  `{"eventVersion":"1.11","userIdentity":{"type":"IAMUser","userName":"alice"},"eventTime":"2025-03-02T12:00:00Z",` +
  `"eventSource":"${source}","eventName":"Call${n}","requestParameters":${parameters},` +
  `"eventID":"00000000-0000-4000-8000-${String(n).padStart(12, "0")}"}\n`;

/** Text that takes long to decompress. */
function noise(length: number): string {
  let text = "";
  for (let n = 0; text.length < length; n++) text += createHash("sha512").update(String(n)).digest("hex");
  return text.slice(0, length);
}

function workspace(): string {
  const folder = temporaryFolder();
  const tooDeep = 100_001;
  const deep = record("s3.amazonaws.com", 2, `{"a":${"[".repeat(tooDeep)}${"]".repeat(tooDeep)}}`);
  const around = [1, 3].map((n) => record("s3.amazonaws.com", n, "null"));
  fs.writeFileSync(path.join(folder, "deep.json.gz"), gzipSync(`${around[0]}${deep}${around[1]}`));
  // repeated members: large enough to wait for the last record, but generated quickly
  const filler = JSON.stringify({ filler: noise(500_000) });
  const member = gzipSync(Array.from({ length: 20 }, (_, n) => record("sqs.amazonaws.com", n, filler)).join(""));
  const last = gzipSync(record("sns.amazonaws.com", 99, "null"));
  fs.writeFileSync(path.join(folder, "large.json.gz"), Buffer.concat([...Array<Buffer>(60).fill(member), last]));
  return folder;
}

describe("limits of reading", () => {
  let code: VsCode;
  before(async () => {
    code = await startVsCode({ folder: workspace(), settings: { "cloudtrail.spill.maxMB": 0 } });
    await code.showContainer("CloudTrail");
  });
  after(() => code?.stop());
  screenshotOnFailure(() => code);

  const sentence =
    "This record is nested deeper than 100,000 levels, the limit of the setting “cloudtrail.limits.depth”. The records around it were read.";
  const setting = () =>
    code.page.locator(".settings-editor .setting-item-contents", { hasText: "Depth" }).filter({ hasText: "Limits" });

  it("a log's page names the limit that kept something out, and leads to its setting", async () => {
    await code.open("deep.json.gz");
    await code.webview.getByText(sentence).waitFor();
    assert.match((await code.webview.locator("main").textContent()) ?? "", /2 events read/);
    await code.screenshot("limit-page");
    await code.webview.getByRole("button", { name: "Open Setting" }).click();
    await setting().first().waitFor();
    await code.screenshot("limit-setting");
  });

  /** Newer versions of VS Code show settings in a modal window, which takes the keys. */
  const closeSettings = async () => {
    const close = code.page.locator('[class*="modal"]:has(.settings-editor) .codicon-close:visible').first();
    if ((await close.count()) > 0) await close.click();
  };

  it("the page of the coverage leads there too", async () => {
    await closeSettings();
    await code.command("CloudTrail: Show Coverage");
    await setting().first().waitFor({ state: "hidden" });
    await code.webview.getByText(sentence).waitFor();
    await code.webview.getByRole("button", { name: "Open Setting" }).click();
    await setting().first().waitFor();
  });

  it("a record that has to be looked for shows how far it is, and Cancel stops that without a word", async function () {
    this.timeout(180_000);
    await closeSettings();
    await code.closeAllEditors();
    await code.command("CloudTrail: Open CloudTrail Log…");
    await code.pickFile("Open CloudTrail Log", "large.json.gz");
    await code.expand("sns.amazonaws.com");
    await code.expand("IAM user");
    await code.showNotifications();
    const finding = code.page.locator(".notification-list-item:visible", {
      hasText: "Finding the record in large.json.gz",
    });
    await code.row("Call99").click();
    await finding.waitFor();
    await code.screenshot("record-finding");
    await finding.getByRole("button", { name: "Cancel" }).click();
    await finding.waitFor({ state: "detached" });
    assert.equal(await code.page.locator(".tabs-container .tab").count(), 0);
    assert.equal(await code.page.locator(".notification-list-item:visible").count(), 0);
    await code.row("Call99").click();
    await code.tab("Call99").waitFor();
    await code.page.locator(".view-line", { hasText: "sns.amazonaws.com" }).first().waitFor();
  });
});
