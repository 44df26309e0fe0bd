/** What strangers wrote (names of files, logs, AWS's answers) is text wherever VS Code would make links of it. */
import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Locator } from "playwright-core";
import { temporaryFolder } from "../../scripts/lib/root.mjs";
import { type CognitoServer, cognitoServer, failing } from "../support/cognitoServer";
import { zipOf } from "../support/zip";
import { screenshotOnFailure, startVsCode, type VsCode } from "./driver";

const trap = "[press](command:workbench.action.toggleZenMode)";
const site = "https://attacker.example/x";
const sub = "99999999-6051-7076-79e2-fe9208b6ae3c";

const record = (more: object): string =>
  JSON.stringify(
    {
      eventVersion: "1.11",
      userIdentity: { type: "IAMUser", arn: "arn:aws:iam::123456789012:user/Alice", userName: `${site} ${trap}` },
      eventTime: "2026-03-02T08:05:00Z",
      eventSource: site,
      eventName: "GetObject",
      awsRegion: trap,
      sourceIPAddress: "www.attacker.example",
      userAgent: `someone@attacker.example ${trap}`,
      errorCode: trap,
      errorMessage: site,
      eventID: "5a3e1e00-0003-4000-8000-000000000001",
      eventType: "AwsApiCall",
      recipientAccountId: "123456789012",
      ...more,
    },
    undefined,
    2,
  );

const cognito = record({
  eventSource: "cognito-idp.amazonaws.com",
  eventName: "InitiateAuth",
  awsRegion: "us-east-1",
  additionalEventData: { sub, userPoolId: "us-east-1_REFUSED" },
  eventID: "5a3e1e00-0003-4000-8000-000000000002",
});

describe("text of strangers", () => {
  let code: VsCode;
  let refusing: CognitoServer;

  before(async () => {
    refusing = await cognitoServer(() => failing("InternalErrorException", `${trap} ${site} $(zap)`));
    const folder = temporaryFolder();
    const home = temporaryFolder();
    fs.writeFileSync(path.join(folder, `no ${trap}.json`), '{"a": 1}');
    fs.writeFileSync(path.join(folder, `log ${trap}.json`), record({}));
    fs.writeFileSync(path.join(folder, "cognito.json"), cognito);
    fs.writeFileSync(path.join(folder, "members.zip"), zipOf([[`${trap}.json`, "no log"]]));
    fs.writeFileSync(
      path.join(home, "config"),
      "[profile dev]\nregion = us-east-1\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n",
    );
    fs.writeFileSync(path.join(home, "credentials"), "");
    code = await startVsCode({
      folder,
      width: 1400,
      height: 900,
      env: {
        AWS_CONFIG_FILE: path.join(home, "config"),
        AWS_SHARED_CREDENTIALS_FILE: path.join(home, "credentials"),
        HOME: home,
      },
      settings: {
        "cloudtrail.userPools": [
          { name: trap, userPoolId: "us-east-1_REFUSED", profile: "dev", endpoint: refusing.endpoint },
        ],
      },
    });
  });
  after(async () => {
    await code?.stop();
    await refusing?.stop();
  });
  screenshotOnFailure(() => code);

  const file = (text: string): Locator =>
    code.page.locator(".explorer-folders-view .monaco-list-row", { hasText: text }).first();

  /** Neither a link nor an icon that we did not make. */
  async function isText(place: Locator, ...texts: string[]): Promise<void> {
    for (const text of texts)
      assert.ok(((await place.textContent()) ?? "").includes(text), (await place.textContent()) ?? "");
    assert.equal(await place.locator("a, .monaco-link, .codicon-zap").count(), 0, await place.innerHTML());
  }

  async function message(text: string, work: () => Promise<void>): Promise<void> {
    await code.command("Notifications: Show Notifications");
    await code.page.locator(".notifications-center:visible").waitFor();
    await work();
    const said = code.page.locator(".notification-list-item:visible", { hasText: text }).first();
    await said.waitFor();
    await code.screenshot(`inert-message-${text.replace(/\W+/g, "-")}`);
    await isText(said.locator(".notification-list-item-message"), "[press] (command:");
    await code.dismissNotifications();
  }

  it("a file's name is no link in the message that it is no log", () =>
    message("without CloudTrail records", () => code.contextMenu(file("no ["), "Open as CloudTrail Log")));

  it("log text is no link in the tree's tooltip, nor above its rows", async () => {
    await code.contextMenu(file("log ["), "Open as CloudTrail Log");
    await code.expand("attacker.example");
    await code.expand("IAM user");
    const row = code.page.locator(".monaco-list-row", { hasText: "GetObject" }).first();
    const tooltip = await code.tooltip(row, "www.attacker.example");
    await code.screenshot("inert-tooltip");
    await isText(tooltip, site, trap, "www.attacker.example");
    await code.lookAway();
    await code.command("CloudTrail: Find Value…");
    await code.answer("The whole value", trap);
    await code.pick("1 event as Region");
    const line = code.page.locator(".pane-body .message", { hasText: "Showing" }).first();
    await line.waitFor();
    await code.screenshot("inert-line");
    await isText(line, "[press] (command:");
    assert.equal(await line.locator(".monaco-button").count(), 0);
    await code.command("CloudTrail: Show All Events");
  });

  it("AWS's answer and a pool's name are no links in messages about a look-up", () =>
    message("does not fit the question", async () => {
      await code.open("cognito.json");
      const line = code.page.locator(".editor-group-container.active .view-line", { hasText: sub }).first();
      await line.getByText(sub).last().click();
      await code.command("CloudTrail: Look Up User by UserSub…");
    }));
});
