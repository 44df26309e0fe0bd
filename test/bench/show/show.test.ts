/**
 * npm run bench -- --show: opens 1 GB on one line and a folder of 5,000 files in a real VS Code, as a person does.
 * Prints how long that person waits, and saves pictures in out/shots.
 */
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { temporaryFolder } from "../../../scripts/lib/root.mjs";
import { screenshotOnFailure, startVsCode, type VsCode } from "../../ui/driver";
import type { Truth } from "../generate";

const LOOK = 15; // ms between two looks at the window
const WATCHED = 4000; // ms; a log that was opened is looked at once more after two or so

const say = (line: string): void => console.log(`      ${line}`);

interface Shown {
  /** Name of the pictures. */
  as: string;
  of: string;
  /** Name in the Explorer. */
  name: string;
  open(code: VsCode): Promise<void>;
  truth: Truth;
}

const made = (variable: string): string => {
  const made = process.env[variable];
  assert.ok(made, "npm run bench -- --show makes what is opened here");
  return made;
};
const bigMade = made("CLOUDTRAIL_BENCH_BIG");
const folderMade = made("CLOUDTRAIL_BENCH_FOLDER");
const truthOf = (file: string): Truth => JSON.parse(fs.readFileSync(`${file}.truth`, "utf8")) as Truth;

const all: Shown[] = [
  {
    as: "gigabyte",
    of: "a file of one line",
    name: "trail.json",
    truth: truthOf(bigMade),
    async open(code) {
      await code.command("CloudTrail: Open CloudTrail Log…");
      await code.pickFile("Open CloudTrail Log", "trail.json");
    },
  },
  {
    as: "thousands",
    of: "a folder of files",
    name: "AWSLogs",
    truth: truthOf(folderMade),
    async open(code) {
      await code.showContainer("Explorer");
      const row = code.page.locator(".explorer-folders-view .monaco-list-row", { hasText: "AWSLogs" }).first();
      await code.contextMenu(row, "Open Folder as CloudTrail Log…");
    },
  },
];

for (const shown of all) {
  const { as, truth } = shown;
  const events = truth.events.toLocaleString("en-US");
  describe(`${shown.of}: ${(truth.bytes / 1e6).toFixed(0)} MB, ${truth.files} file(s), ${events} events`, function () {
    this.timeout(300_000);
    let code: VsCode;
    let tree: Locator;
    before(async () => {
      code = await startVsCode({ folder: workspace(), width: 1400, height: 900 });
      await code.page.locator(".activitybar .action-item a[aria-label^=CloudTrail]").waitFor(); // otherwise its commands are not known
      tree = code.page.locator(".sidebar .pane-body .monaco-list-row:visible");
      const { model = "unknown processor" } = os.cpus()[0] ?? {};
      say(`${model}, ${os.cpus().length} cores, load ${os.loadavg()[0]?.toFixed(1)}`);
    });
    after(() => code?.stop());
    screenshotOnFailure(() => code);

    it("shows events while it is read, and says how far it is", async () => {
      const line = code.page.locator(".sidebar .pane-body .message:visible").first();
      const told = code.page.locator(".notification-list-item:visible", { hasText: shown.name }).first();
      await shown.open(code);
      const clock = new Clock(code.page);
      const progress = new Progress();
      await clock.until("progress is told", () => told.isVisible());
      await clock.until("first events in the tree", () =>
        tree.filter({ hasText: ".amazonaws.com" }).first().isVisible(),
      );
      await clock.until("half of it is read", async () => progress.hear(await textOf(told)) > truth.events / 2);
      await code.screenshot(`${as}-progress`);
      await clock.until("everything is read", async () => {
        progress.hear(await textOf(told));
        return !(await told.isVisible());
      });
      await clock.until("the tree shows all of it", async () => (await textOf(line)).includes(`${events} events from`));
      await code.screenshot(`${as}-read`);
      progress.say();
    });

    it("stays as it is when the files are looked at once more", async () => {
      const heard: string[] = [];
      const line = code.page.locator(".sidebar .pane-body .message:visible").first();
      for (const until = Date.now() + WATCHED; Date.now() < until; await code.page.waitForTimeout(LOOK))
        heard.push(await textOf(line));
      assert.deepEqual([...new Set(heard)], heard.slice(0, 1));
    });

    it("shows a record from its middle", async () => {
      const clock = new Clock(code.page);
      await code.expand("s3.amazonaws.com");
      await clock.until("a service is expanded", () => tree.filter({ hasText: "Root user" }).first().isVisible());
      await code.expand("Root user");
      await code.screenshot(`${as}-expanded`);
      const event = await middleEvent(3);
      await clock.until("four levels are expanded", () => event.isVisible());
      const click = new Clock(code.page);
      await event.click();
      const text = code.page.locator(".editor-group-container.active .view-line", { hasText: "eventVersion" });
      await click.until("a click has shown the record", () => text.first().isVisible());
      await code.screenshot(`${as}-record`);
    });

    /** Opens the middle one of a level, and of the levels below, until it is an event. */
    async function middleEvent(level: number): Promise<Locator> {
      const rows = tree.and(code.page.locator(`[aria-level="${level}"]`));
      await rows.first().waitFor();
      const middle = rows.nth((await rows.count()) >> 1);
      if ((await middle.getAttribute("aria-expanded")) === null) return middle;
      await middle.locator(".monaco-tl-twistie").click();
      return middleEvent(level + 1);
    }

    it("says what was read", async () => {
      const clock = new Clock(code.page);
      await code.command("CloudTrail: Show Coverage");
      const files = code.webview.locator("main").getByText(`All: ${truth.files.toLocaleString("en-US")}`);
      await clock.until("the coverage page is shown", () => files.isVisible());
      await code.screenshot(`${as}-coverage`);
      await files.scrollIntoViewIfNeeded();
      await code.screenshot(`${as}-coverage-files`);
    });
  });
}

/** A folder as a person has it: the large log and the folder of logs, with their own names. */
function workspace(): string {
  const folder = temporaryFolder();
  copy(bigMade, path.join(folder, "trail.json"));
  fs.cpSync(path.join(folderMade, "AWSLogs"), path.join(folder, "AWSLogs"), { recursive: true });
  return folder;
}

function copy(from: string, to: string): void {
  try {
    fs.linkSync(from, to);
  } catch {
    fs.copyFileSync(from, to); // on another disk
  }
}

async function textOf(place: Locator): Promise<string> {
  const texts = await place.allTextContents(); // at once, whether it is there or not
  return (texts[0] ?? "").replaceAll("\u00a0", " ");
}

/** Prints what a person waits for, and how long. */
class Clock {
  readonly #start = performance.now();

  constructor(private readonly page: Page) {}

  async until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    while (!(await isSo())) await this.page.waitForTimeout(LOOK);
    say(`${((performance.now() - this.#start) / 1000).toFixed(2)} s: ${what}`);
  }
}

/** The number of events that is shown: it must grow, and often. */
class Progress {
  readonly #heard: [events: number, at: number][] = [];

  hear(text: string): number {
    const [events = 0, at] = this.#heard.at(-1) ?? [];
    const now = Number(/([\d,]+) events?/.exec(text)?.[1]?.replaceAll(",", "") ?? events);
    assert.ok(now >= events, `${events} events were told before “${text}”`);
    if (at === undefined || now > events) this.#heard.push([now, performance.now()]);
    return now;
  }

  say(): void {
    const pauses = this.#heard.map(([, at], n) => at - (this.#heard[n - 1]?.[1] ?? at));
    say(`progress was told ${this.#heard.length} times, at most ${Math.max(...pauses).toFixed(0)} ms apart`);
  }
}
