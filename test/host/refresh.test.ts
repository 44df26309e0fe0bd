/** What a watcher loses is found when everything open is compared with the disk. */
import assert from "node:assert/strict";
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { Watch } from "../../src/watch";
import { aWhile, eventCount, freshFolder, oneLine, record, theApi, until } from "./support";

const refresh = () => vscode.commands.executeCommand("cloudtrail.refreshLogs");

describe("a comparison with the disk", () => {
  const folder = freshFolder();
  const states = new vscode.EventEmitter<vscode.WindowState>();
  const never = new vscode.EventEmitter<vscode.WindowState>().event;
  const state = (focused: boolean): void => states.fire({ focused, active: focused });
  let watch: Watch | undefined;
  afterEach(() => {
    watch?.dispose();
    watch = undefined;
  });
  /** The folder of the tests, which holds a log. */
  const top = (): vscode.Uri => vscode.Uri.joinPath(folder.write("a.json", oneLine([record(1)])), "..");

  it("comes when the window gets the focus, once each time, and not while nothing is open", () => {
    const told: string[][] = [];
    watch = new Watch(async (changed) => void told.push(changed.map(String)), states.event);
    state(false);
    state(true);
    assert.deepEqual(told, []);
    const uri = top();
    watch.add(uri, true);
    state(true);
    assert.deepEqual(told, []);
    state(false);
    state(true);
    assert.deepEqual(told, [[uri.toString()]]);
  });

  it("comes again and again while a folder is open, and only then", async () => {
    let told = 0;
    watch = new Watch(
      async () => {
        told++;
      },
      never,
      10,
    );
    const uri = top();
    watch.add(uri, true);
    await until("it is compared several times", () => told > 3);
    watch.remove(uri);
    const before = told;
    await aWhile();
    assert.equal(told, before);
  });

  it("is never made twice at once; who asks meanwhile hears of one that began after that", async () => {
    const ends: (() => void)[] = [];
    watch = new Watch(() => new Promise((resolve) => ends.push(resolve)), never);
    watch.add(top(), true);
    let done = 0;
    const asked = Array.from({ length: 4 }, () => watch?.compare().then(() => done++));
    assert.equal(ends.length, 1);
    ends[0]?.();
    await asked[0];
    await until("the next one begins", () => ends.length > 1);
    assert.deepEqual([ends.length, done], [2, 1]);
    ends[1]?.();
    await Promise.all(asked);
    assert.deepEqual([ends.length, done], [2, 4]);
  });

  it("by the command finds files that no watcher sees: behind a link", async () => {
    const uri = top();
    const elsewhere = `${uri.fsPath}-elsewhere`;
    mkdirSync(elsewhere);
    try {
      symlinkSync(elsewhere, path.join(uri.fsPath, "link"), "junction");
      await (await theApi()).open(uri);
      assert.equal(await eventCount(), 1);
      writeFileSync(path.join(elsewhere, "b.json"), oneLine([record(2), record(3)]));
      await refresh();
      assert.equal(await eventCount(), 3);
      writeFileSync(path.join(elsewhere, "b.json"), oneLine([record(2)]));
      await refresh();
      assert.equal(await eventCount(), 2);
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
  });

  it("of a folder that cannot be reached says so and empties nothing, until it is back", async () => {
    const uri = top();
    const api = await theApi();
    await api.open(uri);
    const problems = async (): Promise<string[]> =>
      (await api.coverage()).logs.flatMap((log) => log.problems.map(({ reason }) => reason));
    renameSync(uri.fsPath, `${uri.fsPath}-away`);
    await refresh();
    assert.deepEqual([await eventCount(), await problems()], [1, ["unreadable", "unreadable"]]);
    renameSync(`${uri.fsPath}-away`, uri.fsPath);
    await refresh();
    assert.deepEqual([await eventCount(), await problems()], [1, []]);
  });

  it("with nothing open does nothing", async () => {
    await refresh();
    assert.equal(await eventCount(), 0);
  });
});
