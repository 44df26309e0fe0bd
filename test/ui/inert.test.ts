/**
 * What strangers wrote (names of files, logs, AWS's answers, AWS's files) is text wherever VS Code would make links or icons of it. All
 * that VS Code draws from the first click to the last is watched: no link or icon of the trap may be there, however shortly.
 */
import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import * as zlib from "node:zlib";
import type { Locator } from "playwright-core";
import { temporaryFolder } from "../../scripts/lib/root.mjs";
import { type Asked, type CognitoServer, cognitoServer, failing, type Reply, user } from "../support/cognitoServer";
import { screenshotOnFailure, startVsCode, type VsCode } from "./driver";

const command = "workbench.action.toggleZenMode";
const trap = `[press](command:${command})`;
const site = "https://attacker.example/x";
const bait = `${trap} ${site} $(zap)`;
/** The trap as a message shows it. */
const told = `[press] (command:${command})`;
const sub = "99999999-6051-7076-79e2-fe9208b6ae3c";
const deniedUser = `arn:aws:iam::123456789012:user/${trap}$(zap)`;

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

let records = 1;
const signIn = (userPoolId: string | undefined, more: object = {}): string =>
  record({
    eventSource: "cognito-idp.amazonaws.com",
    eventName: "InitiateAuth",
    awsRegion: "us-east-1",
    additionalEventData: { sub, ...(userPoolId === undefined ? {} : { userPoolId }) },
    eventID: `5a3e1e00-0003-4000-8000-${String(++records).padStart(12, "0")}`,
    ...more,
  });

/** What the server says of each pool. */
const replies: Readonly<Record<string, Reply | "hang">> = {
  REFUSED: failing("InternalErrorException", bait),
  DENIED: failing(
    "AccessDeniedException",
    `User: ${deniedUser} is not authorized to perform: cognito-idp:ListUsers on resource: arn:aws:cognito-idp:${trap}`,
  ),
  KEYS: failing("UnrecognizedClientException", bait),
  EXPIRED: failing("ExpiredTokenException", bait),
  GONE: failing("ResourceNotFoundException", bait),
  NOBODY: { body: { Users: [] } },
  DOWN: failing(`Down${trap}`, bait, 503),
  FOUND: {
    body: {
      Users: [
        user(sub, bait, {
          UserStatus: trap,
          Attributes: [
            { Name: "sub", Value: sub },
            { Name: "email", Value: bait },
            { Name: `custom:${trap}$(zap)`, Value: bait },
          ],
        }),
      ],
    },
  },
  HANG: "hang",
};

/** Pools that are asked with a profile, or at a place, of their own. */
const others: Readonly<Record<string, object>> = {
  EXPIRED: { profile: trap },
  NOPROFILE: { profile: `no ${bait}` },
  EMPTY: { profile: `empty ${bait}` },
  INSECURE: { profile: "session", endpoint: `http://attacker.example/${trap}$(zap)` },
};

/** The message at the end of each look-up: which pool was asked, words of ours in it, and what of the trap it holds. */
const messages: [pool: string, words: string, holds: string][] = [
  ["REFUSED", "does not fit the question", told],
  ["DENIED", "Ask for this permission", "user/[press] (command:"],
  ["KEYS", "did not accept the credentials", told],
  ["EXPIRED", "The credentials of profile", told],
  ["GONE", "AWS knows no pool", told],
  ["NOBODY", "No user with this sub in pool", told],
  ["DOWN", "No answer from", told],
  ["NOPROFILE", "There is no profile", told],
  ["EMPTY", "gave no credentials", told],
  ["INSECURE", "Nothing was sent to", "attacker.example"],
];

/** In the page: keeps what is drawn of the trap as more than text, and every message, however shortly it is there. */
const WATCH = `(() => {
  const wrong = ["toggleZenMode", "attacker.example"]
    .flatMap((text) => ["href", "data-href"].map((name) => "[" + name + '*="' + text + '"]'))
    .concat(".codicon-zap", ".pane-body .message .monaco-button")
    .join();
  const watched = (window.watched = { wrong: new Set(), said: new Set() });
  const look = () => {
    for (const one of document.querySelectorAll(wrong)) watched.wrong.add((one.parentElement ?? one).outerHTML);
    for (const one of document.querySelectorAll(".notification-list-item-message, .pane-body .message"))
      watched.said.add(one.textContent);
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  look();
})()`;

describe("text of strangers", () => {
  let code: VsCode;
  let server: CognitoServer;

  before(async () => {
    server = await cognitoServer(({ UserPoolId }: Asked) => replies[UserPoolId.split("_")[1] ?? ""] ?? { body: {} });
    const folder = temporaryFolder();
    const home = temporaryFolder();
    const write = (name: string, content: string | Uint8Array): void =>
      fs.writeFileSync(path.join(folder, name), content);
    // what an editor was open for is on VS Code's own lists, which do make icons of names
    write(`no ${trap}.json`, '{"a": 1}');
    write(`nor ${trap}.json`, '{"b": 1}');
    write(`log ${trap}.json`, record({}));
    write(`packed ${trap}.json.gz`, zlib.gzipSync(`{"Records":[${record({})},{"eventVersion":}]}`));
    execFileSync("mkfifo", [path.join(folder, `pipe ${trap} $(zap).json`)]);
    fs.mkdirSync(path.join(folder, `many ${trap}`));
    for (let i = 0; i < 4000; i++) write(`many ${trap}/${i}.json`, record({ eventID: `many-${i}` }));
    for (const [pool] of messages) write(`ask-${pool}.json`, signIn(`us-east-1_${pool}`));
    write("ask-FOUND.json", signIn("us-east-1_FOUND"));
    write("ask-HANG.json", signIn("us-east-1_HANG"));
    write("ask-NEW.json", signIn("us-east-1_NEW"));
    write("ask-nowhere.json", signIn(undefined, { awsRegion: trap }));
    write("ask-elsewhere.json", signIn("us-east-1_REFUSED", { awsRegion: trap, recipientAccountId: trap }));
    const keys =
      "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n";
    fs.writeFileSync(path.join(home, "config"), "");
    fs.writeFileSync(
      path.join(home, "credentials"),
      `[dev]\n${keys}[${trap}]\n${keys}[empty ${bait}]\nrole_arn = ${trap}\n[session]\n${keys}aws_session_token = example-token\n`,
    );
    const pools = [...new Set([...Object.keys(replies), ...Object.keys(others)])].map((pool) => ({
      name: `${pool} ${bait}`,
      userPoolId: `us-east-1_${pool}`,
      profile: "dev",
      endpoint: server.endpoint,
      ...others[pool],
    }));
    code = await startVsCode({
      folder,
      width: 1400,
      height: 900,
      env: {
        AWS_CONFIG_FILE: path.join(home, "config"),
        AWS_SHARED_CREDENTIALS_FILE: path.join(home, "credentials"),
        AWS_EC2_METADATA_DISABLED: "true",
        HOME: home,
      },
      settings: { "cloudtrail.userPools": pools, "editor.stickyScroll.enabled": false },
    });
    await code.page.locator(".activitybar .action-item a[aria-label^=CloudTrail]").waitFor();
    await code.page.evaluate(WATCH);
  });
  after(async () => {
    await code?.stop();
    await server?.stop();
  });
  screenshotOnFailure(() => code);
  afterEach("nothing that was drawn is a link or an icon", async () => {
    assert.deepEqual(await code.page.evaluate("[...watched.wrong]"), []);
  });

  const file = (text: string): Locator =>
    code.page.locator(".explorer-folders-view .monaco-list-row", { hasText: text }).first();
  const quick = (...texts: string[]): Locator => {
    let rows = code.quickInput.locator(".monaco-list-row");
    for (const hasText of texts) rows = rows.filter({ hasText });
    return rows.first();
  };

  /** Contains neither a link nor an icon that we did not make. */
  async function isText(place: Locator, ...texts: string[]): Promise<void> {
    const shown = ((await place.textContent()) ?? "").replaceAll("\u00a0", " ");
    for (const text of texts) assert.ok(shown.includes(text), shown);
    assert.equal(await place.locator("a[href], a[data-href], .monaco-link, .codicon-zap").count(), 0, shown);
  }

  async function message(text: string, work: () => Promise<unknown>, holds = told): Promise<void> {
    await code.showNotifications();
    await work();
    const said = code.page.locator(".notification-list-item:visible", { hasText: text }).first();
    await said.waitFor();
    await code.screenshot(`inert-message-${text.replace(/\W+/g, "-")}`);
    await isText(said.locator(".notification-list-item-message"), holds);
    await code.dismissNotifications();
  }

  /** A mouse that stays where the list opens makes VS Code explain the list, also when it is closed. */
  async function run(title: string): Promise<void> {
    await code.command(title);
    await code.page.mouse.move(700, 898);
  }

  async function ask(name: string): Promise<void> {
    await code.open(name);
    const line = code.page.locator(".editor-group-container.active .view-line", { hasText: sub }).first();
    await line.getByText(sub).last().click();
    await run("CloudTrail: Look Up User by UserSub…");
  }

  describe("in messages", () => {
    it("that a file is no log", () =>
      message("without CloudTrail records", () => code.contextMenu(file("no ["), "Open as CloudTrail Log")));

    it("that several are none", () =>
      message("These files are not CloudTrail logs", async () => {
        await file("no [").click();
        await file("nor [").click({ modifiers: ["Control"] });
        await code.contextMenu(file("nor ["), "Open as CloudTrail Log");
      }));

    it("that a file is none to read", () =>
      message("pipe", () => code.contextMenu(file("pipe ["), "Open as CloudTrail Log")));

    it("that a file is gone, from the page of a log whose name and Regions are text too", async () => {
      const name = `packed ${trap}.json.gz`;
      await file("packed [").dblclick();
      await code.webview.getByText("could not be read").first().waitFor();
      await code.screenshot("inert-log-page");
      const page = code.webview.locator("body");
      await isText(page, name, `AWS Regions${trap}`);
      fs.rmSync(path.join(code.folder, name));
      await message("could not be read", () => code.webview.getByText("Show Text").click());
    });

    for (const [pool, words, holds] of messages)
      it(`about a look-up: ${words}`, () => message(words, () => ask(`ask-${pool}.json`), holds));

    it("about a look-up: an event from elsewhere", () => message("is from", () => ask("ask-elsewhere.json")));

    it("that say what is being asked", async () => {
      await code.showNotifications();
      await ask("ask-HANG.json");
      const said = code.page.locator(".notification-list-item:visible", { hasText: "Looking up" }).first();
      await said.filter({ hasText: "Calling cognito-idp:ListUsers" }).waitFor();
      await isText(said.locator(".notification-list-item-message"), told);
      await said.getByRole("button", { name: "Cancel" }).click();
      await said.waitFor({ state: "detached" });
    });
  });

  describe("in lists", () => {
    it("of pools", async () => {
      await ask("ask-nowhere.json");
      await quick("GONE").waitFor();
      await isText(quick("GONE"), told, "$ (zap)");
      await isText(quick(`no ${told}`), "NOPROFILE");
      await code.screenshot("inert-pools");
      await code.press("Escape");
    });

    it("of profiles, and in the question about one", async () => {
      await ask("ask-NEW.json");
      await quick(`empty ${told}`).waitFor();
      await code.screenshot("inert-profiles");
      await code.pick(`empty ${told}`);
      await quick("Only this time").waitFor();
      assert.ok(await code.page.getByPlaceholder(`Use profile empty ${told}`).isVisible());
      await code.press("Escape");
    });

    it("of what a pool says of a user", async () => {
      await ask("ask-FOUND.json");
      await quick("Profile", "dev").waitFor();
      await code.screenshot("inert-user");
      await isText(code.quickInput.locator(".quick-input-list"), told, "$ (zap)", `custom:${told}`);
      await code.press("Escape");
    });
  });

  describe("of a log", () => {
    it("in labels and tooltips", async () => {
      await code.contextMenu(file("log ["), "Open as CloudTrail Log");
      await code.expand("attacker.example");
      await code.expand("IAM user");
      const row = code.page.locator(".sidebar .monaco-list-row", { hasText: "GetObject" }).first();
      const tooltip = await code.tooltip(row, "www.attacker.example");
      await code.screenshot("inert-tooltip");
      await isText(tooltip, site, trap, "www.attacker.example");
      await code.lookAway();
    });

    it("in the line above the rows", async () => {
      await run("CloudTrail: Find Value…");
      await code.answer("The whole value", trap);
      await code.pick("as Region");
      const line = code.page.locator(".pane-body .message", { hasText: "Showing" }).first();
      await line.waitFor();
      await code.screenshot("inert-line");
      await isText(line, told);
      await code.command("CloudTrail: Show All Events");
    });
  });

  describe("elsewhere", () => {
    it("in hovers, which have AWS's pages and our own command for links", async () => {
      await code.open("ask-FOUND.json");
      const line = code.page.locator(".editor-group-container.active .view-line", { hasText: sub }).first();
      const hover = await code.hover(line.getByText(sub).last(), "as of");
      await code.screenshot("inert-hover");
      assert.ok((await hover.textContent())?.includes(trap));
      await code.lookAway();
    });

    it("in what is said of a folder while it is read", async () => {
      await code.showContainer("Explorer");
      await code.contextMenu(file("many ["), "Open Folder as CloudTrail Log");
      await code.page.locator(".pane-body .message", { hasText: "4,0" }).first().waitFor();
      await code.page.waitForFunction(
        `[...watched.said].some((text) => text.includes(${JSON.stringify(`Reading many ${told}`)}))`,
      );
    });

    it("in the list of logs to close", async () => {
      await run("CloudTrail: Close Log");
      await code.quickInput.locator("input.input").first().fill("many"); // more are open than fit
      await isText(quick("many ["), `many ${told}`);
      await code.screenshot("inert-close");
      await code.press("Escape");
    });

    it("on the page of coverage", async () => {
      await code.command("CloudTrail: Show Coverage");
      await code.webview.getByText(`many ${trap}`).first().waitFor();
      await code.screenshot("inert-coverage");
      await isText(code.webview.locator("body"), trap);
    });
  });
});
