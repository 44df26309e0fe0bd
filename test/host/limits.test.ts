/** The limits of reading: their settings apply to what is read next, and messages say what they kept out. */
import assert from "node:assert/strict";
import { readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { freshFolder, gzipped, oneLine, record, records, theApi, until } from "./support";

const settings = ["limits.depth", "limits.recordMB", "limits.inflatedMB", "spill.maxMB"] as const;

async function set(name: (typeof settings)[number], value: number | undefined): Promise<void> {
  const config = () => vscode.workspace.getConfiguration("cloudtrail");
  await config().update(name, value, vscode.ConfigurationTarget.Global);
  await until(`${name} is set`, () => config().inspect(name)?.globalValue === value);
}

async function read(uri: vscode.Uri): Promise<[events: number, reasons: string[]]> {
  const { events, logs } = await (await theApi()).open(uri);
  return [events, logs.flatMap(({ problems }) => problems.map(({ reason }) => reason))];
}

describe("limits of reading", () => {
  const folder = freshFolder();
  afterEach(async () => {
    for (const name of settings) await set(name, undefined);
  });

  it("depth: counts for the next reading", async () => {
    const nested = JSON.parse("[".repeat(60) + "]".repeat(60)) as unknown;
    const uri = folder.write(
      "a.json",
      oneLine([record(0), record(1, { requestParameters: { nested } }), record(2)] as never),
    );
    assert.deepEqual(await read(uri), [3, []]);
    await set("limits.depth", 50);
    assert.deepEqual(await read(uri), [2, ["tooDeep"]]);
    await set("limits.depth", undefined);
    assert.deepEqual(await read(uri), [3, []]);
  });

  it("size of a record: counts for the next reading", async () => {
    const large = record(1, { requestParameters: { filler: "x".repeat(3 * 1024 * 1024) } });
    const uri = folder.write("a.json", oneLine([record(0), large, record(2)]));
    assert.deepEqual(await read(uri), [3, []]);
    await set("limits.recordMB", 1);
    assert.deepEqual(await read(uri), [2, ["recordTooLarge"]]);
  });

  it("what comes out of a compressed log: is read up to there", async () => {
    const list = records(40, { requestParameters: { filler: "x".repeat(60_000) } });
    const uri = folder.write("a.json.gz", gzipped(oneLine(list)));
    assert.deepEqual(await read(uri), [40, []]);
    await set("limits.inflatedMB", 1);
    assert.deepEqual(await read(uri), [17, ["inflatedTooLarge"]]);
  });

  describe("a large compressed log", () => {
    const list = records(1100, { requestParameters: { filler: "x".repeat(65_000) } });
    const content = oneLine(list);
    const packed = gzipped(content);

    /** In the extension's own storage; it is made when the log is read. */
    function isCopied(): boolean {
      const storage = process.env["CLOUDTRAIL_TEST_STORAGE"] as string;
      const copies = readdirSync(storage, { recursive: true, encoding: "utf8" }).filter((file) =>
        /spill.*\.tmp$/.test(file),
      );
      return copies.some((file) => statSync(path.join(storage, file)).size === Buffer.byteLength(content));
    }

    async function shownRecord(n: number): Promise<string> {
      const events = await (await theApi()).events({ limit: list.length });
      await vscode.commands.executeCommand("cloudtrail.openRecord", Number(events[n]?.id));
      const { document } = await until("the record's document is shown", () =>
        vscode.window.visibleTextEditors.find(({ document: { uri } }) => uri.scheme === "cloudtrail"),
      );
      return document.getText();
    }

    it("is decompressed once: its records are shown even when the file is gone", async () => {
      const uri = folder.write("large.json.gz", packed);
      assert.deepEqual(await read(uri), [list.length, []]);
      await until("the copy is made", isCopied);
      rmSync(uri.fsPath);
      assert.deepEqual(JSON.parse(await shownRecord(1099)), list[1099]);
    });

    it("without a copy its records are found by decompressing it", async () => {
      await set("spill.maxMB", 0);
      const uri = folder.write("large.json.gz", packed);
      assert.deepEqual(await read(uri), [list.length, []]);
      assert.deepEqual(JSON.parse(await shownRecord(1098)), list[1098]);
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
      rmSync(uri.fsPath);
      assert.equal(await shownRecord(3), "This record is no longer in large.json.gz.");
    });
  });
});
