import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { gzipSync } from "node:zlib";
import { screenshotOnFailure, startVsCode, type VsCode } from "./driver";

const sub = "bbbbbbbb-2222-7000-8000-00000000000b"; // a user of samples/cognito-signin.json

describe("the tree of events", () => {
  let code: VsCode;
  before(async () => {
    code = await startVsCode({ width: 1400, height: 900 });
    await code.showContainer("CloudTrail");
  });
  after(() => code?.stop());
  screenshotOnFailure(() => code);

  const message = (text: string) => code.page.locator(".sidebar .message", { hasText: text }).first();
  const focused = () => code.page.locator(".sidebar .pane-body .monaco-list-row.focused").first();
  const selected = () => code.page.locator(".sidebar .pane-body .monaco-list-row.selected").first();

  it("shows a log that is opened in an editor, and says what was read", async () => {
    await code.open("cognito-signin.json");
    await code.row("cognito-idp.amazonaws.com").waitFor();
    await message("everything in this file was read").waitFor();
    // wide enough to read a whole row
    const bar = await code.page.locator(".part.sidebar").boundingBox();
    assert.ok(bar);
    await code.page.mouse.move(bar.x + bar.width, 500);
    await code.page.mouse.down();
    await code.page.mouse.move(900, 500);
    await code.page.mouse.up();
  });

  it("tells an app's calls from those of sign-in pages", async () => {
    await code.expand("cognito-idp.amazonaws.com");
    await code.row("App call without AWS credentials").waitFor();
    await code.row("Sign-in page or token request (no identity recorded)").waitFor();
    await code.expand("App call without AWS credentials");
    await code.row("InitiateAuth", `attempt for ${sub}`, "failed: NotAuthorizedException").waitFor();
    await code.screenshot("tree", { as: "tree", height: 640 });
  });

  it("opens the record that is clicked, and keeps the focus", async () => {
    await code.row("InitiateAuth", `attempt for ${sub}`).click();
    await code.page.locator(".editor-group-container.active .selected-text").first().waitFor();
    assert.equal(await code.page.evaluate("!!document.activeElement.closest('.sidebar')"), true);
  });

  it("says more about the event that is pointed at", async () => {
    const tooltip = await code.tooltip(code.row("ConfirmSignUp", "failed: "), "Event ID");
    await code.screenshot("tree-tooltip");
    await code.lookAway();
    await tooltip.waitFor({ state: "hidden" });
  });

  it("shows failed events only, and all again", async () => {
    await code.button("Failed Only").click();
    await message("failed only").waitFor();
    await code.row("GetUser").waitFor({ state: "detached" });
    await code.screenshot("tree-failed-only");
    await code.button("Show All Events").click();
    await code.row("GetUser").waitFor();
    await message("failed only").waitFor({ state: "detached" });
  });

  it("goes to a time, and says if the input is not a time yet", async () => {
    await code.button("Go to Time…").click();
    await code.answer("Without an offset: UTC", "08:05");
    await selected().filter({ hasText: "2026-03-02 08:05:00 UTC · InitiateAuth" }).waitFor();

    await code.button("Go to Time…").click();
    await code.quickInput.locator("input.input").fill("soon");
    await code.quickInput.getByText("Not a time yet").waitFor();
    await code.press("Escape");
  });

  it("says if there is no event that late, and stays where it was", async () => {
    await code.said(
      "No event here is at or after 2027-01-01 00:00:00 UTC. The last one is at 2026-03-02 08:3",
      async () => {
        await code.button("Go to Time…").click();
        await code.answer("Without an offset: UTC", "2027-01-01 00:00");
      },
    );
    await selected().filter({ hasText: "2026-03-02 08:05:00 UTC · InitiateAuth" }).waitFor();
  });

  it("asks which events to show when a value is in several columns", async () => {
    await code.button("Find Value…").click();
    await code.answer("exactly as recorded", "111122223333");
    await code.quickInput.getByPlaceholder("The value occurs in several columns").waitFor();
    await code.quickInput.getByText("as account of who acted").first().waitFor();
    await code.pick("as account that received the event");
    await message("account that received the event 111122223333").waitFor();
    await code.button("Show All Events").click();
    await message("111122223333").waitFor({ state: "detached" });
  });

  it("finds an exact value", async () => {
    await code.button("Find Value…").click();
    await code.answer("exactly as recorded", sub);
    await message(`sub ${sub}`).waitFor();
    await code.row("cccccccc-3333").waitFor({ state: "detached" });
    assert.ok((await code.rows()).some((row) => row.includes(sub)));
    await code.screenshot("tree-find-value");
    await code.button("Show All Events").click();
    await message(`sub ${sub}`).waitFor({ state: "detached" });
  });

  it("copies five lines about an event", async () => {
    await code.contextMenu(code.row("InitiateAuth", `attempt for ${sub}`), "Copy Five-Line Summary");
    await code.page.getByText("Copied.").first().waitFor();
    const lines = (await code.clipboard()).split("\n");
    assert.deepEqual(
      lines.map((line) => line.split(":")[0]),
      ["Who", "What", "Where", "When", "Outcome"],
    );
    assert.match(lines[4] ?? "", /^Outcome: failed: NotAuthorizedException$/);
  });

  it("copies what several selected events say", async () => {
    const last = code.row("GetUser");
    await code.row("InitiateAuth", `attempt for ${sub}`).click();
    await last.click({ modifiers: ["ControlOrMeta"] });
    const ids = (await code.copied(() => code.contextMenu(last, "Copy Event ID"))).split("\n");
    assert.equal(new Set(ids).size, 2, ids.join());
    for (const id of ids) assert.match(id, /^[0-9a-f-]{36}$/);
  });

  it("can be read and used with the keyboard alone", async () => {
    await code.row("GetUser").click();
    await code.press("Home");
    // the right arrow key expands a node, then goes to its first child
    for (const label of [/^cognito-idp.amazonaws.com, /, /^App call without AWS credentials, /]) {
      await focused()
        .and(code.page.getByRole("treeitem", { name: label }))
        .waitFor();
      if ((await focused().getAttribute("aria-expanded")) === "false") {
        await code.press("ArrowRight");
        await focused().and(code.page.locator("[aria-expanded=true]")).waitFor();
      }
      await code.press("ArrowRight");
    }
    await code.press("Enter");
    assert.match(
      (await focused().getAttribute("aria-label")) ?? "",
      /^\w+, succeeded, App call without AWS credentials, /,
    );
    await code.page.locator(".editor-group-container.active .selected-text").first().waitFor();
  });

  it("keeps what is expanded while another log is read", async () => {
    const group = "App call without AWS credentials";
    await code.expand("cognito-idp.amazonaws.com");
    await code.expand(group);
    const big = path.join(code.folder, "big.json.gz");
    fs.writeFileSync(big, gzipSync(manyRecords(120_000), { level: 1 }));
    // observes every change of the view, so that brief states are seen, too
    await code.page.evaluate(`{
      const seen = (globalThis.seen = { reading: 0, expanded: 0, collapsed: 0 });
      const view = document.querySelector(".sidebar");
      new MutationObserver(() => {
        const rows = [...view.querySelectorAll(".monaco-list-row")];
        const row = rows.find((one) => one.textContent.includes(${JSON.stringify(group)}) && one.ariaLevel === "2");
        seen[row?.ariaExpanded === "true" ? "expanded" : "collapsed"]++;
        if (view.querySelector(".message")?.textContent.includes("Reading big.json.gz")) seen.reading++;
      }).observe(view, { subtree: true, childList: true, attributes: true, characterData: true });
    }`);
    await code.command("CloudTrail: Open CloudTrail Log…");
    await code.pickFile("Open CloudTrail Log", "big.json.gz");
    await message("from 2 files").waitFor();
    await code.row("kinesis.amazonaws.com", "120,000").waitFor();
    const seen = await code.page.evaluate<{ reading: number; expanded: number; collapsed: number }>("globalThis.seen");
    assert.ok(seen.reading > 0 && seen.expanded > 0, JSON.stringify(seen));
    assert.equal(seen.collapsed, 0, JSON.stringify(seen));
  });

  it("asks which log to close when several are open", async () => {
    await code.command("CloudTrail: Close Log");
    await code.quickInput.getByPlaceholder("Which logs?").waitFor();
    await code.pick("big.json.gz");
    await code.quickInput.getByRole("button", { name: "OK" }).click();
    await code.row("kinesis.amazonaws.com").waitFor({ state: "detached" });
    await message("from 1 file").waitFor();
    await code.row("cognito-idp.amazonaws.com").waitFor();
  });
});

function manyRecords(count: number): string {
  const record = (n: number): string =>
    JSON.stringify({
      eventVersion: "1.11",
      userIdentity: { type: "IAMUser", accountId: "123456789012", userName: "alice" },
      eventTime: new Date(Date.UTC(2025, 2, 2) + n * 1000).toISOString(),
      eventSource: "kinesis.amazonaws.com",
      eventName: "PutRecord",
      awsRegion: "eu-west-1",
      sourceIPAddress: "203.0.113.5",
      userAgent: "test",
      requestParameters: { streamName: "sample-stream", partitionKey: `${n}/${"x".repeat(400)}` },
      eventID: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
      eventType: "AwsApiCall",
    });
  return `{"Records":[${Array.from({ length: count }, (_, n) => record(n)).join(",")}]}`;
}

describe("the tree of a damaged log", () => {
  let code: VsCode;
  before(async () => {
    code = await startVsCode({ width: 1400, height: 900 });
    const whole = fs.readFileSync(path.join(code.folder, "trail-pretty.json"), "utf8");
    const at = whole.indexOf('"eventVersion":', whole.indexOf('"eventVersion":') + 1);
    const broken = `${whole.slice(0, at)}"eventVersion" ${whole.slice(at + '"eventVersion":'.length)}`;
    fs.writeFileSync(path.join(code.folder, "damaged.json"), broken);
    await code.showContainer("CloudTrail");
  });
  after(() => code?.stop());
  screenshotOnFailure(() => code);

  it("says what could not be read, and shows the place", async () => {
    await code.open("damaged.json");
    await code.page
      .locator(".sidebar .message", { hasText: "1 part could not be read · Show what is missing" })
      .waitFor();
    await code.screenshot("tree-damaged", { as: "missing", height: 460 });
    await code.button("Show What Is Missing").click();
    await code.webview.getByRole("button", { name: "This part is not valid JSON." }).click();
    await code.page.locator(".editor-group-container.active .selected-text").first().waitFor();
  });

  it("goes back to the welcome when the log is closed", async () => {
    await code.closeAllEditors();
    await code.page.locator(".sidebar").getByText("Open Sample").first().waitFor();
  });
});

describe("the tree in Japanese", () => {
  let code: VsCode;
  before(async () => {
    code = await startVsCode({ width: 1400, height: 900, locale: "ja" });
    await code.showContainer("CloudTrail");
  });
  after(() => code?.stop());
  screenshotOnFailure(() => code);

  it("welcomes, groups and says what was read", async () => {
    await code.page.locator(".sidebar").getByText("サンプルを開く").first().waitFor();
    await code.open("cognito-signin.json");
    await code.expand("cognito-idp.amazonaws.com");
    await code.row("AWS 認証情報なしのアプリからの呼び出し").waitFor();
    await code.page.locator(".sidebar .message", { hasText: "ファイル内はすべて読み取り済み" }).waitFor();
    await code.expand("AWS 認証情報なしのアプリからの呼び出し");
    await code.row("InitiateAuth").waitFor();
    await code.screenshot("tree-ja");
  });
});
