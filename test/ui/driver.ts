/**
 * Drives a real VS Code as a person would: clicks, keys, what can be seen. Everything waits for what it needs to see,
 * never for time. Use Chromium's page, `page`, for what has no method here.
 */
import * as fs from "node:fs";
import * as path from "node:path";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { startBrowser } from "../../scripts/lib/browser.mjs";
import { copyOfSamples, root, shots, temporaryFolder } from "../../scripts/lib/root.mjs";
import { type ServerOptions, startServer } from "../../scripts/lib/server.mjs";

export interface StartOptions extends ServerOptions {
  /** The folder to open; by default a copy of `samples/`. */
  folder?: string;
  /** Runs in the engine's thread before the engine's own script. */
  beforeEngine?: string;
  width?: number;
  height?: number;
}

/** Pictures of the window without its title bar. */
export interface ReadmePicture {
  as: "tree" | "archive" | "record" | "missing";
  height: number;
}

const forReadme = process.env["README_SHOTS"] === "1";
const TITLE_BAR = 35; // pixels; the title bar says that the extension is being developed

const PATIENCE = 30_000; // ms; only a failing test waits this long

/**
 * The packaged extension, installed: without VS Code's test driver, so that notifications show as they do for users.
 */
const packaged = process.env["CLOUDTRAIL_TEST_VSIX"];

export async function startVsCode(options: StartOptions = {}): Promise<VsCode> {
  const { folder = copyOfSamples(), beforeEngine, width, height, ...rest } = options;
  const development = !packaged && !rest.vsix?.length;
  const server = await startServer({
    ...(process.env["CLOUDTRAIL_TEST_RELEASE"] === "oldest" ? { release: "oldest" as const } : {}),
    ...(packaged ? { vsix: [packaged] } : {}),
    ...(beforeEngine === undefined ? {} : { installed: (extension) => putBeforeEngine(extension, beforeEngine) }),
    driver: development,
    ...rest,
    // the minimap would be most of the picture's bytes
    settings: { ...(forReadme ? { "editor.minimap.enabled": false } : {}), ...rest.settings },
  });
  const { browser, page, refused } = await startBrowser({ ...(width ? { width } : {}), ...(height ? { height } : {}) });
  page.setDefaultTimeout(PATIENCE);
  const vscode = new VsCode(page, folder, refused, async () => {
    await browser.close();
    await server.stop();
  });
  const extension = beforeEngine === undefined ? root : linkedExtension(beforeEngine);
  const url = server.url(folder, development ? [["extensionDevelopmentPath", server.remote(extension)]] : []);
  try {
    await vscode.lookAway();
    await page.goto(url);
    await page.locator(".monaco-workbench .explorer-folders-view .monaco-list").waitFor();
  } catch (error) {
    await vscode.screenshot("FAILED-start");
    await vscode.stop();
    throw error;
  }
  return vscode;
}

const ENGINE = path.join("dist", "engine.js");

function putBeforeEngine(extension: string, script: string): void {
  const file = path.join(extension, ENGINE);
  fs.writeFileSync(file, `${script}\n${fs.readFileSync(file, "utf8")}`);
}

/** The extension of this repository with links to its files, except the engine's script. */
function linkedExtension(beforeEngine: string): string {
  const folder = temporaryFolder();
  fs.mkdirSync(path.join(folder, "dist"));
  const parts = fs.readdirSync(path.join(root, "dist")).map((name) => path.join("dist", name));
  for (const name of ["package.json", "package.nls.json", "package.nls.ja.json", "l10n", "media", ...parts])
    if (name !== ENGINE) fs.symlinkSync(path.join(root, name), path.join(folder, name));
  fs.copyFileSync(path.join(root, ENGINE), path.join(folder, ENGINE));
  putBeforeEngine(folder, beforeEngine);
  return folder;
}

/**
 * Runs in the page: from now on, clicks reach only a row with these texts. `end` returns whether it was another row.
 */
const AIM_AT = `(texts) => {
  const kinds = ["pointerdown", "mousedown", "pointerup", "mouseup", "click"];
  let isMissed = false;
  const look = (event) => {
    if (event.type === "pointerdown") {
      const said = event.target.closest(".monaco-list-row")?.textContent ?? "";
      isMissed = !texts.every((text) => said.includes(text));
    }
    if (!isMissed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const kind of kinds) window.addEventListener(kind, look, { capture: true });
  window.aim = {
    end() {
      for (const kind of kinds) window.removeEventListener(kind, look, { capture: true });
      return isMissed;
    },
  };
}`;

/** In a mocha `describe`: saves a screenshot of a failing test. */
export function screenshotOnFailure(current: () => VsCode | undefined): void {
  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state !== "failed") return;
    await current()?.screenshot(`FAILED-${test.fullTitle().replace(/[^\p{L}\p{N}]+/gu, "-")}`);
  });
}

export class VsCode {
  constructor(
    readonly page: Page,
    readonly folder: string,
    /** Addresses outside this machine that were requested, and refused. */
    readonly refused: readonly string[],
    readonly stop: () => Promise<void>,
  ) {}

  /** Saves a PNG in out/shots and, with README_SHOTS=1, the README's picture, if it has one. */
  async screenshot(name: string, readme?: ReadmePicture): Promise<void> {
    const file = path.join(shots, ...(process.env["CLOUDTRAIL_TEST_SHOTS"] ?? "").split("/"), `${name}.png`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
    if (!readme || !forReadme) return;
    const { width = 0, height = 0 } = this.page.viewportSize() ?? {};
    const clip = { x: 0, y: TITLE_BAR, width, height: Math.min(readme.height, height - TITLE_BAR) };
    await this.page.screenshot({ path: path.join(root, "media", "readme", `${readme.as}.png`), clip });
  }

  press(keys: string): Promise<void> {
    return this.page.keyboard.press(keys);
  }

  // —— commands and questions ——

  /** Runs a command by its title in the palette, including its category: "CloudTrail: Go to Time…". */
  async command(title: string): Promise<void> {
    await this.openQuickInput("F1", `>${title}`);
    await this.page
      .locator(".quick-input-list .monaco-list-row")
      .filter({ has: this.page.getByText(title, { exact: true }) })
      .or(this.page.locator(`.quick-input-list .monaco-list-row[aria-label^=${JSON.stringify(title)}]`))
      .first()
      .click();
  }

  /** The titles that the palette offers for a text. */
  async commandsFor(text: string): Promise<string[]> {
    await this.openQuickInput("F1", `>${text}`);
    const rows = this.page.locator(".quick-input-list .monaco-list-row");
    await rows.first().waitFor();
    const titles = await rows.evaluateAll((all) => all.map((row) => row.getAttribute("aria-label") ?? ""));
    await this.press("Escape");
    return titles;
  }

  /** Opens a file by its path in the folder. */
  async open(file: string): Promise<void> {
    const name = path.posix.basename(file);
    // the whole path is found without searching the folder, which not every VS Code version can do here
    await this.openQuickInput("Control+P", path.join(this.folder, file));
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().click();
    await this.tab(name).waitFor();
  }

  /** Text that is typed before VS Code listens is lost: repeats until something is offered for it. */
  private async openQuickInput(key: string, text: string): Promise<void> {
    const input = this.quickInput.locator("input.input").first();
    const offered = this.quickInput.locator(".monaco-list-row").first();
    for (let left = 5; ; left--) {
      const timeout = left ? PATIENCE / 5 : PATIENCE;
      await this.press(key); // also lost while a modal window opens
      try {
        await input.waitFor({ timeout });
        await input.fill(text);
        return await offered.waitFor({ timeout });
      } catch (error) {
        if (!left) throw error;
        if (await input.isVisible()) await this.press("Escape");
      }
    }
  }

  /** The box that asks for text or offers a choice. */
  get quickInput(): Locator {
    return this.page.locator(".quick-input-widget:visible");
  }

  /** Answers an input box after it shows `prompt`. */
  async answer(prompt: string, text: string): Promise<void> {
    const box = this.quickInput
      .filter({ hasText: prompt })
      .or(this.quickInput.filter({ has: this.page.getByPlaceholder(prompt) }));
    await box.first().waitFor();
    await this.quickInput.locator("input.input").first().fill(text);
    await this.press("Enter");
  }

  /**
   * Answers VS Code's own dialog for a file, which is used because the files are not where its window is. It begins in
   * the folder.
   */
  async pickFile(title: string, name: string): Promise<void> {
    await this.quickInput.filter({ hasText: title }).waitFor();
    await this.pick(name);
  }

  /** Chooses an entry of a quick pick. */
  async pick(label: string): Promise<void> {
    await this.quickInput.locator(".monaco-list-row", { hasText: label }).first().click();
  }

  // —— views and editors ——

  /** Shows a container of the Activity Bar. */
  async showContainer(title: string): Promise<void> {
    const item = this.page.locator(`.activitybar .action-item:has(> a[aria-label^=${JSON.stringify(title)}])`);
    await item.first().waitFor();
    if (!(await item.first().getAttribute("class"))?.split(" ").includes("checked")) await item.first().click();
    await this.page.locator(".sidebar .composite.title", { hasText: title }).waitFor();
  }

  /** A row of the tree in the side bar whose text contains all of `texts`. */
  row(...texts: string[]): Locator {
    let rows = this.page.locator(".sidebar .pane-body .monaco-list-row:visible");
    for (const hasText of texts) rows = rows.filter({ hasText });
    return rows.first();
  }

  /** The visible rows as text: label and description. */
  async rows(): Promise<string[]> {
    const texts = await this.page.locator(".sidebar .pane-body .monaco-list-row:visible").allInnerTexts();
    return texts.map((text) => text.replace(/\s+/g, " ").trim());
  }

  /** Expands a row; expanded rows stay so. */
  async expand(...texts: string[]): Promise<void> {
    const row = this.row(...texts);
    await row.waitFor();
    if ((await row.getAttribute("aria-expanded")) !== "false") return;
    await this.aimed(texts, () => row.locator(".monaco-tl-twistie").click());
    await this.page
      .locator(".sidebar .monaco-list-row[aria-expanded=true]")
      .filter({ hasText: texts[0] ?? "" })
      .first()
      .waitFor();
  }

  /**
   * A click on a row counts only if the row has these `texts`: while a log is read, rows may move between looking and
   * clicking.
   */
  private async aimed(texts: readonly string[], click: () => Promise<void>): Promise<void> {
    do {
      await this.page.evaluate(`(${AIM_AT})(${JSON.stringify(texts)})`);
      await click();
    } while (await this.page.evaluate<boolean>("window.aim.end()"));
  }

  /** Chooses an entry of the context menu. */
  async contextMenu(on: Locator, entry: string): Promise<void> {
    await on.click({ button: "right" });
    // with keys: the menu accepts no click in its first moments
    const items = this.page.locator(".monaco-menu .action-item:visible");
    await items.filter({ hasText: entry }).first().waitFor();
    const focused = this.page.locator(".monaco-menu .action-item.focused", { hasText: entry });
    for (let left = 2 * (await items.count()); !(await focused.count()); left--) {
      if (left === 0) throw new Error(`The menu does not come to “${entry}”.`);
      await this.press("ArrowDown");
    }
    await this.press("Enter");
    await items.first().waitFor({ state: "detached" });
  }

  /** A button in the title of the view or the editor, by its label. */
  button(label: string): Locator {
    return this.page.locator(`.action-item:visible a.action-label[aria-label^=${JSON.stringify(label)}]`).first();
  }

  tab(name: string): Locator {
    return this.page.locator(".tabs-container .tab", { hasText: name }).first();
  }

  async closeAllEditors(): Promise<void> {
    await this.command("View: Close All Editors");
    await this.page.locator(".tabs-container .tab").first().waitFor({ state: "detached" });
  }

  /** The visible lines of the active editor as text. */
  async lines(): Promise<string[]> {
    // VS Code positions the lines: their order in the DOM is not their order on the screen
    const lines = await this.page.locator(".editor-group-container.active .view-line").evaluateAll((all) =>
      all
        .map((line) => ({
          top: Number.parseFloat((line as { style?: { top?: string } }).style?.top ?? "0"),
          text: line.textContent ?? "",
        }))
        .sort((a, b) => a.top - b.top),
    );
    return lines.map(({ text }) => text.replaceAll("\u00a0", " "));
  }

  /** The hover of a word in the active editor; `text` is part of it. */
  async hover(word: Locator, text: string): Promise<Locator> {
    const hover = this.page.locator(".monaco-hover:visible", { hasText: text }).first();
    // VS Code drops a hover that is requested while the editor is still drawing: repeats until it stays
    const until = Date.now() + PATIENCE;
    while (!(await hover.isVisible())) {
      if (Date.now() > until) throw new Error(`No hover says “${text}”.`);
      await this.page.mouse.move(0, 0);
      await word.hover();
      await hover.waitFor({ timeout: 2000 }).catch(() => {});
    }
    return hover;
  }

  /** VS Code's tooltip for a place outside editors; call {@link lookAway} after reading it. */
  async tooltip(on: Locator, text: string): Promise<Locator> {
    await this.page.removeLocatorHandler(this.#tooltips);
    await on.hover();
    const tooltip = this.#tooltips.filter({ hasText: text });
    await tooltip.waitFor();
    return tooltip;
  }

  /**
   * A mouse that stays where the last click left it makes VS Code show a tooltip for what moved under it, which covers
   * the next row. Moves the mouse away before the next click, as a person would.
   */
  async lookAway(): Promise<void> {
    const away = async () => {
      const { width = 0, height = 0 } = this.page.viewportSize() ?? {};
      await this.page.mouse.move(width / 2, height - 2); // the empty middle of the status bar
    };
    await away();
    await this.page.addLocatorHandler(this.#tooltips, away);
  }

  get #tooltips(): Locator {
    return this.page.locator(".workbench-hover-container:visible").first();
  }

  /** The page inside a custom editor or a webview. */
  get webview(): FrameLocator {
    return this.page.frameLocator("iframe.webview.ready:visible").frameLocator("iframe#active-frame");
  }

  // —— notifications ——

  /** Visible only in a VS Code without the test driver: with `vsix`, or when the packaged extension is tested. */
  notification(text: string): Locator {
    return this.page.locator(".notification-list-item:visible", { hasText: text }).first();
  }

  /**
   * Waits until `work` makes VS Code show a message. With the test driver, it shows only while the list of
   * notifications is open.
   */
  async said(text: string, work: () => Promise<void>): Promise<void> {
    await this.showNotifications();
    await work();
    await this.page.locator(".notification-list-item:visible", { hasText: text }).first().waitFor();
    await this.dismissNotifications();
  }

  /** Opens the list, and again if the last message of something earlier, which ended meanwhile, closed it. */
  async showNotifications(): Promise<void> {
    const list = this.page.locator(".notifications-center:visible");
    for (const start = Date.now(); ; ) {
      await this.command("Notifications: Show Notifications");
      const timeout = PATIENCE / 10;
      const isOpen = await list.waitFor({ timeout }).then(
        () => true,
        (error: unknown) => {
          if (Date.now() - start > PATIENCE) throw error;
          return false;
        },
      );
      if (isOpen) return;
    }
  }

  async dismissNotifications(): Promise<void> {
    await this.command("Notifications: Clear All Notifications");
    await this.page.locator(".notifications-toasts .notification-list-item").first().waitFor({ state: "detached" });
  }

  clipboard(): Promise<string> {
    return this.page.evaluate("navigator.clipboard.readText()");
  }

  /** What `work` copies to the clipboard. */
  async copied(work: () => Promise<void>): Promise<string> {
    await this.page.evaluate("navigator.clipboard.writeText('')");
    await work();
    await this.page.evaluate(`new Promise((resolve) => {
      const look = async () => ((await navigator.clipboard.readText()) === "" ? setTimeout(look, 50) : resolve());
      look();
    })`);
    return this.clipboard();
  }
}
