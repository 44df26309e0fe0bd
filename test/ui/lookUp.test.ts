import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { root, temporaryFolder } from "../../scripts/lib/root.mjs";
import { type CognitoLocal, cognitoLocal } from "../support/cognitoLocal";
import { type CognitoServer, cognitoServer, failing } from "../support/cognitoServer";
import { screenshotOnFailure, startVsCode, type VsCode } from "./driver";

const command = "CloudTrail: Look Up User by UserSub…";
const stranger = "99999999-6051-7076-79e2-fe9208b6ae3c";

function log(pool: string, sub: string, more: object = {}): string {
  const record = {
    eventVersion: "1.11",
    userIdentity: { type: "Unknown", principalId: "Anonymous" },
    eventTime: "2026-03-02T08:05:00Z",
    eventSource: "cognito-idp.amazonaws.com",
    eventName: "InitiateAuth",
    awsRegion: "us-east-1",
    errorCode: "NotAuthorizedException",
    errorMessage: "Incorrect username or password.",
    requestParameters: { clientId: "1example23456789", username: "HIDDEN_DUE_TO_SECURITY_REASONS" },
    additionalEventData: { sub, ...(pool === "" ? {} : { userPoolId: pool }) },
    eventID: "5a3e1e00-0003-4000-8000-000000000001",
    eventType: "AwsApiCall",
    recipientAccountId: "111122223333",
    ...more,
  };
  return JSON.stringify({ Records: [record] }, undefined, 2);
}

/** A VS Code whose user has AWS files, an emulator, and a server that refuses. */
async function startAll(locale?: string) {
  const local = await cognitoLocal(root);
  const refusing = await cognitoServer(() =>
    failing(
      "AccessDeniedException",
      "User: arn:aws:iam::111122223333:user/Alice is not authorized to perform: cognito-idp:ListUsers on resource: arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_DENIED because no identity-based policy allows the cognito-idp:ListUsers action",
    ),
  );
  const home = temporaryFolder();
  fs.writeFileSync(
    path.join(home, "config"),
    `[profile dev]
region = us-east-1
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
[profile support@corp]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Support
[profile elsewhere]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = Support
[sso-session corp]
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1
`,
  );
  fs.writeFileSync(path.join(home, "credentials"), "");
  const code = await startVsCode({
    width: 1400,
    height: 900,
    ...(locale ? { locale } : {}),
    env: {
      AWS_CONFIG_FILE: path.join(home, "config"),
      AWS_SHARED_CREDENTIALS_FILE: path.join(home, "credentials"),
      HOME: home,
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: local.endpoint, // for pools without an endpoint of their own
    },
    settings: {
      "terminal.integrated.gpuAcceleration": "off", // otherwise its text is a picture
      "cloudtrail.userPools": [
        { name: "Staff", userPoolId: "us-east-1_EXPIRED", region: "us-east-1", profile: "support@corp" },
        { name: "Partners", userPoolId: "us-east-1_DENIED", profile: "dev", endpoint: refusing.endpoint },
        { name: "Elsewhere", userPoolId: "us-east-1_OTHER", profile: "elsewhere" },
      ],
    },
  });
  fs.writeFileSync(path.join(code.folder, "found.json"), log(local.customers, local.maria));
  fs.writeFileSync(path.join(code.folder, "gone.json"), log(local.customers, local.deleted));
  fs.writeFileSync(path.join(code.folder, "expired.json"), log("us-east-1_EXPIRED", stranger));
  fs.writeFileSync(path.join(code.folder, "denied.json"), log("us-east-1_DENIED", stranger));
  fs.writeFileSync(path.join(code.folder, "other.json"), log("us-east-1_OTHER", stranger));
  return { code, local, refusing };
}

/** Opens a log, puts the cursor into a word of it and runs the command. */
async function askIn(code: VsCode, file: string, word: string, title = command): Promise<void> {
  await code.open(file);
  const line = code.page.locator(".editor-group-container.active .view-line", { hasText: word }).first();
  await line.getByText(word).last().click();
  await code.command(title);
}

/** The test driver hides notification toasts, but not the list of notifications. */
async function notification(code: VsCode, text: string) {
  const message = code.page.locator(".notification-list-item:visible", { hasText: text }).first();
  const until = Date.now() + 30_000;
  while (!(await message.isVisible())) {
    if (Date.now() > until) throw new Error(`No notification says “${text}”.`);
    await code.showNotifications();
    await message.waitFor({ timeout: 2000 }).catch(() => {});
  }
  return message;
}

const row = (code: VsCode, ...texts: string[]) => {
  let rows = code.quickInput.locator(".monaco-list-row");
  for (const hasText of texts) rows = rows.filter({ hasText });
  return rows.first();
};

describe("looking up a user", () => {
  let code: VsCode;
  let local: CognitoLocal;
  let refusing: CognitoServer;
  before(async () => ({ code, local, refusing } = await startAll()));
  after(async () => {
    await code?.stop();
    await local?.stop();
    await refusing?.stop();
  });
  screenshotOnFailure(() => code);

  it("asks on the way for the profile of a pool that is not set up, and remembers it", async () => {
    await askIn(code, "found.json", local.maria);
    await row(code, "support@corp", "account 111122223333").waitFor();
    await code.screenshot("lookup-profile");
    await code.pick("dev");
    await code.quickInput.getByText("Remember", { exact: true }).waitFor();
    await code.screenshot("lookup-remember");
    await code.pick("Remember");
  });

  it("shows the person as of now, and warns of changes since the event", async () => {
    await row(code, "maria@example.com", "as of", "may differ from 2026-03-02 08:05:00 UTC").waitFor();
    await row(code, "Changed after this event").waitFor();
    await row(code, "custom:plan", "gold").waitFor();
    await row(code, "User pool", local.customers).waitFor();
    await code.screenshot("lookup-found");
  });

  it("copies a value with Enter", async () => {
    await row(code, "Email").click();
    await code.page.getByText("Copied.").first().waitFor();
    assert.equal(await code.clipboard(), "maria@example.com");
  });

  it("then names the person in the tree, as the one that was tried", async () => {
    await code.showContainer("CloudTrail");
    await code.expand("cognito-idp.amazonaws.com");
    await code.expand("App call without AWS credentials");
    await code.row("InitiateAuth", "attempt for maria@example.com").waitFor();
    // wide enough to read a whole row
    const bar = await code.page.locator(".part.sidebar").boundingBox();
    assert.ok(bar);
    await code.page.mouse.move(bar.x + bar.width, 500);
    await code.page.mouse.down();
    await code.page.mouse.move(800, 500);
    await code.page.mouse.up();
    await code.screenshot("lookup-tree");
  });

  it("asks again from the tree, without asking for the profile", async () => {
    await code.row("InitiateAuth", "attempt for maria@example.com").click({ button: "right" });
    // VS Code ignores a click too soon after the menu opens
    await code.page
      .locator(".monaco-menu .action-item:visible", { hasText: "Look Up User by UserSub…" })
      .first()
      .hover();
    await code.press("Enter");
    await row(code, "maria@example.com", "as of").waitFor();
    await code.press("Escape");
  });

  it("says that nobody was found, and goes on to another pool", async () => {
    await askIn(code, "gone.json", local.deleted);
    const message = await notification(code, `No user with this sub in pool ${local.customers}.`);
    await code.screenshot("lookup-not-found");
    await message.getByText("Try another pool…").click();
    await row(code, "Staff", "us-east-1_EXPIRED").waitFor();
    assert.equal(await row(code, "named in this event").count(), 0, "it was tried");
    await code.screenshot("lookup-another-pool");
    await code.press("Escape");
  });

  it("says how to sign in again, and goes on after it", async () => {
    await askIn(code, "expired.json", stranger);
    const message = await notification(code, "Run: aws sso login --profile support@corp");
    await code.screenshot("lookup-expired");
    await message.getByText("Run in Terminal").click();
    const typed = code.page.locator(".terminal-wrapper .xterm-rows", {
      hasText: "aws sso login --profile support@corp",
    });
    // the oldest VS Code that we run lacks the parts for a terminal, and its status bar says so
    const without = code.page.locator(".statusbar-item", { hasText: "Pty Host" });
    await typed.or(without).first().waitFor();
    const again = await notification(code, "Finish signing in, then try again.");
    await again.getByRole("button", { name: "Try Again" }).click();
    await notification(code, "Run: aws sso login --profile support@corp");
  });

  it("names the permission that is missing", async () => {
    await askIn(code, "denied.json", stranger);
    const message = await notification(code, "may not call cognito-idp:ListUsers on arn:aws:cognito-idp:us-east-1");
    await code.screenshot("lookup-denied");
    await message.getByText("Copy Request").click();
    await code.page.getByText("Copied.").first().waitFor();
    assert.match(
      await code.clipboard(),
      /"Resource": "arn:aws:cognito-idp:us-east-1:111122223333:userpool\/us-east-1_DENIED"/,
    );
  });

  it("asks nothing in another account", async () => {
    await askIn(code, "other.json", stranger);
    await notification(code, "profile elsewhere signs in to account 123456789012. Nothing was asked.");
    await code.screenshot("lookup-conflict");
  });
});

describe("looking up a user in Japanese", () => {
  let code: VsCode;
  let local: CognitoLocal;
  let refusing: CognitoServer;
  before(async () => ({ code, local, refusing } = await startAll("ja")));
  after(async () => {
    await code?.stop();
    await local?.stop();
    await refusing?.stop();
  });
  screenshotOnFailure(() => code);
  const title = "CloudTrail: UserSub からユーザーを検索…";

  it("shows the person as of now", async () => {
    await askIn(code, "found.json", local.maria, title);
    await code.pick("dev");
    await code.pick("今回のみ");
    await row(code, "maria@example.com", "当時とは異なる場合あり").waitFor();
    await code.screenshot("lookup-found-ja");
    await code.press("Escape");
  });

  it("says that the sign-in has expired, that nobody was found, and that permission is missing", async () => {
    await askIn(code, "expired.json", stranger, title);
    await notification(code, "サインインの有効期限が切れました。実行: aws sso login --profile support@corp");
    await code.screenshot("lookup-expired-ja");
    await askIn(code, "denied.json", stranger, title);
    await notification(code, "cognito-idp:ListUsers の権限がありません");
    await askIn(code, "gone.json", local.deleted, title);
    await code.pick("dev");
    await code.pick("今回のみ");
    await notification(code, "この sub のユーザーはいません");
    await code.screenshot("lookup-not-found-ja");
  });
});
