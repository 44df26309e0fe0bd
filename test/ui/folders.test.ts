import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { gzipSync } from "node:zlib";
import { zipOf } from "../support/zip";
import { screenshotOnFailure, startVsCode, type VsCode } from "./driver";

const FILES = 5000;
const EVENTS = 40; // in each
const ENDLESS = ["w.json.gz", "x.json.gz", "y.json.gz", "z.json.gz"];
const DAY = "AWSLogs/123456789012/CloudTrail/us-east-1/2025/03/02";

const record = (n: number): string =>
  JSON.stringify({
    eventVersion: "1.11",
    userIdentity: { type: "IAMUser", arn: "arn:aws:iam::123456789012:user/Alice", accountId: "123456789012" },
    eventTime: new Date(Date.UTC(2025, 2, 2) + n * 1000).toISOString().replace(".000Z", "Z"),
    eventSource: n % 3 === 0 ? "sts.amazonaws.com" : "s3.amazonaws.com",
    eventName: n % 3 === 0 ? "GetCallerIdentity" : "GetObject",
    awsRegion: "us-east-1",
    sourceIPAddress: "192.0.2.10",
    userAgent: "aws-cli/2.0",
    requestParameters: { bucketName: "amzn-s3-demo-bucket", key: `logs/2025/03/02/part-${n}.json` },
    eventID: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
    eventType: "AwsApiCall",
    recipientAccountId: "123456789012",
  });
const records = (from: number, count: number): string[] => Array.from({ length: count }, (_, i) => record(from + i));
const trail = (from: number, count: number): string => `{"Records":[${records(from, count).join(",")}]}`;

describe("folders, archives and files that grow", () => {
  let code: VsCode;
  let folder = "";
  before(async function () {
    this.timeout(120_000);
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "cloudtrail-folders-"));
    for (let n = 0; n < FILES; n++) {
      const hour = String(n % 24).padStart(2, "0");
      const day = path.join(folder, DAY);
      if (n === 0) fs.mkdirSync(day, { recursive: true });
      const name = `123456789012_CloudTrail_us-east-1_20250302T${hour}05Z_${String(n).padStart(16, "0")}.json.gz`;
      fs.writeFileSync(path.join(day, name), gzipSync(trail(n * EVENTS, EVENTS), { level: 1 }));
    }
    fs.writeFileSync(path.join(folder, "AWSLogs/README.txt"), "What these files are.");
    // the last files, and long: each decompresses to 16 GB of spaces
    const spaces = gzipSync(Buffer.alloc(64 * 1024 ** 2, " "));
    const endless = Buffer.concat([gzipSync('{"Records":['), ...Array.from({ length: 256 }, () => spaces)]);
    for (const name of ENDLESS) fs.writeFileSync(path.join(folder, DAY, name), endless);
    fs.writeFileSync(
      path.join(folder, "incident.zip"),
      zipOf([
        ["evidence/a.json", trail(1_000_000, 3)],
        ["evidence/b.json.gz", gzipSync(trail(1_000_010, 4))],
        ["evidence/older.zip", zipOf([["c.json", trail(1_000_020, 1)]])],
      ]),
    );
    fs.writeFileSync(path.join(folder, "growing.jsonl"), `${records(2_000_000, 2).join("\n")}\n`);
    code = await startVsCode({ folder, width: 1400, height: 900 });
  });
  after(async () => {
    await code?.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });
  screenshotOnFailure(() => code);

  const message = (text: string | RegExp) => code.page.locator(".sidebar .message", { hasText: text }).first();
  const inExplorer = async (name: string, entry: string) => {
    await code.showContainer("Explorer");
    await code.contextMenu(
      code.page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).first(),
      entry,
    );
  };

  it("a folder of 5,000 files is read with progress; Cancel keeps what was read, and says what was not", async () => {
    await code.showNotifications();
    await inExplorer("AWSLogs", "Open Folder as CloudTrail Log…");
    const progress = code.page.locator(".notification-list-item:visible", { hasText: "of 5,005 files" }).first();
    await progress.waitFor();
    await code.screenshot("folder-progress");
    await progress.getByRole("button", { name: "Cancel" }).first().click();
    await message(/parts? could not be read/).waitFor();
    await code.screenshot("folder-cancelled");
  });

  it("opened again it is read to its end", async () => {
    for (const [n, name] of ENDLESS.entries())
      fs.writeFileSync(path.join(folder, DAY, name), gzipSync(trail(4_000_000 + n, 1)));
    await inExplorer("AWSLogs", "Open Folder as CloudTrail Log…");
    await message("200,004 events from 5,004 files").waitFor();
    await message("1 other file contains no events").waitFor();
    await code.row("s3.amazonaws.com").waitFor();
    await code.screenshot("folder-read");
  });

  it("a new file appears while the folder is open", async () => {
    fs.writeFileSync(path.join(folder, "AWSLogs/late.json"), trail(3_000_000, 5));
    await message("200,009 events from 5,005 files").waitFor();
  });

  it("the folder closes as one", async () => {
    await code.command("CloudTrail: Close Log");
    await code.row("s3.amazonaws.com").waitFor({ state: "detached" });
  });

  it("a zip is opened with the logs in it, those of an archive in it among them", async () => {
    await inExplorer("incident.zip", "Open as CloudTrail Log");
    await message("8 events from 5 files").waitFor();
    await code.expand("s3.amazonaws.com");
    await code.screenshot("zip");
    await code.command("CloudTrail: Close Log");
    await code.row("s3.amazonaws.com").waitFor({ state: "detached" });
  });

  it("a file that grows is followed", async () => {
    await inExplorer("growing.jsonl", "Open as CloudTrail Log");
    await message("2 events from 1 file").waitFor();
    fs.appendFileSync(path.join(folder, "growing.jsonl"), `${records(2_000_002, 3).join("\n")}\n`);
    await message("5 events from 1 file").waitFor();
    await code.screenshot("growing");
    fs.rmSync(path.join(folder, "growing.jsonl"));
    await message("1 part could not be read").waitFor();
    assert.ok(await code.row("s3.amazonaws.com").isVisible());
    await code.screenshot("deleted");
  });
});
