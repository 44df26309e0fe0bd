import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { gzipSync } from "node:zlib";
import { temporaryFolder } from "../../scripts/lib/root.mjs";
import { screenshotOnFailure, startVsCode, type VsCode } from "./driver";

const MINUTE = 60_000;
const MORNING = Date.UTC(2026, 2, 2, 8);

function record(n: number, region: string, time: number) {
  return {
    eventVersion: "1.11",
    userIdentity: {
      type: "IAMUser",
      arn: "arn:aws:iam::123456789012:user/Alice",
      accountId: "123456789012",
      userName: "Alice",
    },
    eventTime: new Date(time).toISOString(),
    eventSource: "s3.amazonaws.com",
    eventName: "GetBucketAcl",
    awsRegion: region,
    sourceIPAddress: "192.0.2.10",
    eventID: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
    eventType: "AwsApiCall",
    recipientAccountId: "123456789012",
  };
}

/** A morning in two Regions; one of them has no file for two hours, and three files are damaged. */
function workspace(): string {
  const folder = temporaryFolder();
  let n = 0;
  for (const region of ["eu-west-1", "us-east-1"]) {
    for (let minute = 0; minute <= 240; minute += 10) {
      if (region === "us-east-1" && minute > 60 && minute < 180) continue;
      const time = MORNING + minute * MINUTE;
      const stamp = new Date(time).toISOString().replace(/[-:]/g, "").replace("00.000Z", "Z");
      const records = [0, 1, 2].map((i) => JSON.stringify(record(++n, region, time - (i + 5) * MINUTE)));
      if (region === "eu-west-1" && minute < 30) records[1] = `${records[1]?.slice(0, 60)}\u0007`;
      const name = `123456789012_CloudTrail_${region}_${stamp}_ExAmPlE${String(n).padStart(9, "0")}.json.gz`;
      fs.writeFileSync(path.join(folder, name), gzipSync(`{"Records":[${records.join()}]}`));
    }
  }
  fs.writeFileSync(
    path.join(folder, "0-copy.jsonl"),
    `${JSON.stringify(record(1, "eu-west-1", MORNING - 5 * MINUTE))}\n`,
  );
  fs.writeFileSync(
    path.join(folder, "9-lines.jsonl"),
    `${JSON.stringify(record(9001, "eu-west-1", MORNING))}\n${"{}\n".repeat(250)}`,
  );
  return folder;
}

/** Opens everything in the Explorer at once. */
async function openAll(code: VsCode, entry: string): Promise<void> {
  const rows = code.page.locator(".explorer-folders-view .monaco-list-row");
  await rows.first().click();
  await code.page.locator(".explorer-folders-view .monaco-list-row.focused").waitFor();
  await code.press("Control+A");
  await code.page.locator(".explorer-folders-view .monaco-list-row.selected").nth(10).waitFor();
  await code.contextMenu(rows.first(), entry);
}

const text = (code: VsCode): Promise<string> =>
  // biome-ignore lint/performance/useDomNodeTextContent: the lines as they are laid out
  code.webview.locator("main").innerText();

describe("the coverage page", () => {
  let code: VsCode;
  before(async () => {
    // otherwise only the file that a click opens may stay selected
    const settings = { "explorer.autoReveal": false };
    code = await startVsCode({ folder: workspace(), width: 1400, height: 1100, settings });
    await code.page.locator(".activitybar .action-item a[aria-label^=CloudTrail]").waitFor();
  });
  after(() => code?.stop());
  screenshotOnFailure(() => code);
  const button = (name: string) => code.webview.getByRole("button", { name, exact: true });

  it("says what was read of all files, and what was not", async () => {
    await openAll(code, "Open as CloudTrail Log");
    await code.page.locator(".sidebar .message", { hasText: "Show what is missing" }).waitFor();
    await code.command("CloudTrail: Show Coverage");
    await code.webview.getByText("253 parts could not be read").first().waitFor();
    const said = await text(code);
    assert.match(said, /Files\s+fully read: \d+ · partly read: 4/);
    assert.match(said, /Repeated records\s+1, each shown once/);
    assert.match(said, /AWS Regions\s+eu-west-1, us-east-1/);
    assert.match(
      said,
      /No log file for 2026-03-02 09:00 UTC – 2026-03-02 11:00 UTC in us-east-1\. Normal if nothing happened; only digest files can tell\.\s+usually a file every 10 minutes/,
    );
    assert.match(said, /They would be in S3 under …\/123456789012\/CloudTrail\/eu-west-1\/2026\/03\/02\//);
    await code.screenshot("coverage");
  });

  it("shows long lists a part at a time", async () => {
    const turn = (way: string) => code.webview.getByRole("button", { name: `${way} – What could not be read` });
    await code.webview.getByText("1–25 of 253").waitFor();
    await turn("Next").click();
    await code.webview.getByText("26–50 of 253").waitFor();
    await turn("Next").press("Enter");
    await code.webview.getByText("51–75 of 253").waitFor();
    await code.webview.locator("button:focus", { hasText: "Next" }).waitFor();
    await turn("Previous").click();
    await code.webview.getByText("26–50 of 253").waitFor();
    await turn("Previous").click();
    await code.webview.getByText("1–25 of 253").waitFor();
  });

  it("shows only files of one kind", async () => {
    await button("partly read: 4").click();
    await code.webview.locator('button[aria-pressed="true"]', { hasText: "partly read: 4" }).waitFor();
    await code.webview.locator("tbody tr").nth(4).waitFor({ state: "detached" });
    const rows = await code.webview.locator("tbody tr").allInnerTexts();
    assert.equal(rows.length, 4);
    assert.match(rows.join("\n"), /250 parts could not be read/);
    await code.webview.locator("tbody").scrollIntoViewIfNeeded();
    await code.screenshot("coverage-files");
  });

  it("can be copied as text", async () => {
    const copied = await code.copied(() => button("Copy as Text").click());
    assert.match(copied, /^Coverage\n\d+ events read · 253 parts could not be read/);
    assert.match(copied, /\n- This part is not valid JSON\. \(123456789012_CloudTrail_eu-west-1_20260302T0800Z_/);
  });

  it("leads to the place, and is where it was when the reader comes back", async () => {
    await code.webview
      .locator("li", { hasText: "20260302T0800Z" })
      .getByRole("button", { name: "This part is not valid JSON." })
      .click();
    await code.tab("20260302T0800Z").waitFor();
    await code.page.locator(".editor-group-container.active .selected-text").first().waitFor();
    assert.match((await code.lines()).join(), /␇/);
    await code.screenshot("coverage-place");
    await code.tab("CloudTrail Coverage").click();
    await code.webview.locator('button[aria-pressed="true"]', { hasText: "partly read: 4" }).waitFor();
  });

  it("stays readable in a dark theme", async () => {
    await code.command("Preferences: Color Theme");
    await code.answer("Select Color Theme", "Dark Modern");
    await code.page.locator(".monaco-workbench.vs-dark").waitFor();
    await code.webview.getByRole("heading", { name: "Coverage" }).scrollIntoViewIfNeeded();
    await code.screenshot("coverage-dark");
  });

  it("says after Go to Time that events may be in later files", async () => {
    await code.showContainer("CloudTrail");
    await code.said("the newest file here was delivered 2026-03-02 12:00:00 UTC", async () => {
      await code.button("Go to Time…").click();
      await code.answer("Without an offset: UTC", "2026-03-02 11:50");
    });
  });
});

describe("the coverage page in Japanese", () => {
  let code: VsCode;
  before(async () => {
    const settings = { "explorer.autoReveal": false };
    code = await startVsCode({ folder: workspace(), width: 1400, height: 1100, locale: "ja", settings });
    await code.page.locator(".activitybar .action-item a[aria-label^=CloudTrail]").waitFor();
  });
  after(() => code?.stop());
  screenshotOnFailure(() => code);

  it("says what was read and what was not", async () => {
    await openAll(code, "CloudTrail ログとして開く");
    await code.page.locator(".sidebar .message", { hasText: "不足を表示" }).waitFor();
    await code.button("不足を表示").click();
    await code.webview.getByText("読み取れない部分 253 か所").first().waitFor();
    await code.webview.getByRole("heading", { name: "読み取り範囲" }).scrollIntoViewIfNeeded();
    const said = await text(code);
    assert.match(said, /us-east-1 の 2026-03-02 09:00 UTC～2026-03-02 11:00 UTC のログファイルがありません。/);
    await code.screenshot("coverage-ja");
  });
});
