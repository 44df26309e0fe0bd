import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
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
    // wide enough to read a row to its end
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
    await code.screenshot("tree");
  });

  it("opens the record that is clicked, and keeps the focus", async () => {
    await code.row("InitiateAuth", `attempt for ${sub}`).click();
    await code.page.locator(".editor-group-container.active .selected-text").first().waitFor();
    assert.equal(await code.page.evaluate("!!document.activeElement.closest('.sidebar')"), true);
  });

  it("says more about the event that is pointed at", async () => {
    const row = code.row("ConfirmSignUp", "failed: ");
    await row.hover();
    const hover = code.page.locator(".workbench-hover:visible, .monaco-hover:visible", { hasText: "Event ID" }).first();
    await hover.waitFor();
    await code.screenshot("tree-tooltip");
    await code.page.mouse.move(0, 0);
    await hover.waitFor({ state: "hidden" });
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

  it("goes to a time, and says when there is none so late", async () => {
    await code.button("Go to Time…").click();
    await code.answer("Without an offset: UTC", "08:05");
    await selected().filter({ hasText: "2026-03-02 08:05:00 UTC · InitiateAuth" }).waitFor();

    await code.button("Go to Time…").click();
    await code.quickInput.locator("input.input").fill("soon");
    await code.quickInput.getByText("Not a time yet").waitFor();
    await code.press("Escape");
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

  it("can be read and used with the keyboard alone", async () => {
    await code.row("GetUser").click();
    await code.press("Home");
    // to the right: opens what is closed, then goes to its first child
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
});

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
    await code.button("Show What Is Missing…").click();
    await code.quickInput.getByText("This part is not valid JSON.").waitFor();
    await code.screenshot("tree-missing");
    await code.pick("This part is not valid JSON.");
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
