/** What a person sees when the thread that reads logs really ends, and how to get the logs back. */
import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { temporaryFolder } from "../../scripts/lib/root.mjs";
import { screenshotOnFailure, startVsCode, type VsCode } from "./driver";

const record = (n: number): string =>
  JSON.stringify({
    eventVersion: "1.11",
    userIdentity: { type: "IAMUser", arn: "arn:aws:iam::123456789012:user/Alice", accountId: "123456789012" },
    eventTime: new Date(Date.UTC(2026, 2, 2) + n * 1000).toISOString().replace(".000Z", "Z"),
    eventSource: "s3.amazonaws.com",
    eventName: "GetBucketAcl",
    awsRegion: "us-east-1",
    eventID: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
    eventType: "AwsApiCall",
    recipientAccountId: "123456789012",
  });
const log = (from: number, count: number): string =>
  `{"Records":[${Array.from({ length: count }, (_, i) => record(from + i)).join()}]}`;

/** Ends the thread as `state` says: at files with certain names, or after each answer. */
const dying = (state: string): string => `{
  const fs = require("node:fs");
  const { parentPort } = require("node:worker_threads");
  const isSet = (name) => fs.existsSync(${JSON.stringify(state)} + "/" + name);
  const { openSync } = fs;
  fs.openSync = (name, ...more) => {
    if (String(name).includes("damaging") && isSet("at-file")) process.exit(3);
    return openSync(name, ...more);
  };
  const { postMessage } = parentPort;
  parentPort.postMessage = function (message) {
    postMessage.call(this, message);
    if (message.kind === "answer" && isSet("after-answers")) process.exit(3);
  };
}`;

describe("when reading stops unexpectedly", () => {
  let code: VsCode;
  let state: string;
  const set = (name: string): void => fs.writeFileSync(path.join(state, name), "");
  const unset = (name: string): void => fs.rmSync(path.join(state, name));

  before(async () => {
    state = temporaryFolder();
    const folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, "a.json"), log(0, 5));
    fs.writeFileSync(path.join(folder, "b.json"), log(10, 7));
    fs.writeFileSync(path.join(folder, "damaging [press](command:workbench.action.toggleZenMode).json"), log(20, 3));
    // otherwise only the file that a click opens may stay selected
    const settings = { "explorer.autoReveal": false };
    code = await startVsCode({ folder, beforeEngine: dying(state), width: 1200, height: 700, settings });
    await code.page.locator(".activitybar .action-item a[aria-label^=CloudTrail]").waitFor();
  });
  after(() => code?.stop());
  screenshotOnFailure(() => code);

  const message = (text: string) => code.page.locator(".notification-list-item:visible", { hasText: text });
  const events = (count: number) => code.page.locator(".sidebar .message", { hasText: `${count} events` }).first();

  it("one log is to blame: it is named, the others are shown; “Try Again” brings it back", async () => {
    set("at-file");
    const rows = code.page.locator(".explorer-folders-view .monaco-list-row");
    await rows.first().click();
    await code.page.locator(".explorer-folders-view .monaco-list-row.focused").waitFor();
    await code.press("Control+A");
    await code.page.locator(".explorer-folders-view .monaco-list-row.selected").nth(2).waitFor();
    await code.contextMenu(rows.first(), "Open as CloudTrail Log");
    await events(12).waitFor();
    await code.showNotifications();
    const said = message("so this log is left out. The other logs are read.");
    await said.waitFor();
    const line = said.locator(".notification-list-item-message");
    assert.match(
      (await line.textContent()) ?? "",
      /^Reading stopped twice at damaging \[press\] \(command:workbench\.action\.toggleZenMode\)\.json, so/,
    );
    assert.equal(await line.locator("a[href]").count(), 0, "a file's name is no link");
    await code.screenshot("stop-left-out");
    await code.command("CloudTrail: Show Coverage");
    await code.webview.getByText("Reading it stopped unexpectedly, so it was left out.").first().waitFor();
    await code.screenshot("stop-coverage");
    unset("at-file");
    await code.showNotifications();
    await message("is left out").getByRole("button", { name: "Try Again" }).click();
    await events(15).waitFor();
  });

  it("no log is to blame: it is given up with one message, and the command reads everything again", async () => {
    await code.dismissNotifications();
    set("after-answers");
    await code.command("CloudTrail: Read Open Logs Again");
    await code.showNotifications();
    await message("Reading stopped unexpectedly several times and was given up.").waitFor();
    await code.page.locator(".sidebar .message", { hasText: "could not be read" }).first().waitFor();
    await code.screenshot("stop-given-up");
    if ((await code.page.locator(".notification-list-item:visible").count()) !== 1)
      throw new Error("more than one message");
    unset("after-answers");
    await code.command("CloudTrail: Read Open Logs Again");
    await events(15).waitFor();
  });
});
