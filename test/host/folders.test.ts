import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { zipOf } from "../support/zip";
import {
  closeTabsOf,
  eventCount,
  freshFolder,
  gzipped,
  jsonLines,
  manyLines,
  oneLine,
  openLogs,
  record,
  records,
  show,
  theApi,
  until,
} from "./support";

const openFolder = (...args: unknown[]) => vscode.commands.executeCommand("cloudtrail.openFolder", ...args);
const eventsAre = (count: number) => until(`${count} events`, async () => (await eventCount()) === count);

describe("folders", () => {
  const folder = freshFolder();
  const write = (name: string, content: string | Uint8Array): vscode.Uri => {
    const top = vscode.Uri.joinPath(folder.write(".keep", ""), "..");
    mkdirSync(path.dirname(path.join(top.fsPath, name)), { recursive: true });
    return folder.write(name, content);
  };
  const top = (uri: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(uri, "..");

  it("open with all logs below them, by the menu's command", async () => {
    const a = write("a.json", oneLine([record(1)]));
    const b = write("2025/03/b.json.gz", gzipped(oneLine([record(2), record(3)])));
    const notes = write("notes.txt", "nothing");
    await openFolder(top(a));
    assert.equal(await eventCount(), 3);
    const all = await openLogs();
    for (const uri of [a, b, notes]) assert.ok(all.includes(uri.toString()), uri.toString());
  });

  it("open by the API, together with files and archives", async () => {
    const a = write("in/a.json", oneLine([record(1)]));
    const b = write("b.json", oneLine([record(2)]));
    const zip = write("c.zip", zipOf([["deep/c.json", oneLine([record(3)])]]));
    const coverage = await (await theApi()).open(top(a), b.toString(), zip);
    assert.equal(coverage.events, 3);
    assert.ok(coverage.logs.some(({ uri }) => uri === `${zip}#deep%2Fc.json`));
  });

  it("several selected at once merge, and close one by one", async () => {
    const a = write("a/a.json", oneLine([record(1)]));
    const b = write("b/b.json", oneLine([record(2)]));
    await openFolder(top(a), [top(a), top(b)]);
    assert.equal(await eventCount(), 2);
    await (await theApi()).close(top(a));
    assert.equal(await eventCount(), 1);
  });

  it("without a log in them are not kept", async () => {
    const notes = write("notes.txt", "nothing");
    await openFolder(top(notes));
    assert.deepEqual(await openLogs(), []);
  });

  it("outside the workspace show files that come, change and go", async () => {
    const a = write("a.json", oneLine([record(1)]));
    await openFolder(top(a));
    write("b.json", oneLine([record(2), record(3)]));
    await eventsAre(3);
    write("later/c.json", oneLine([record(4)]));
    await eventsAre(4);
    write("b.json", oneLine([record(2)]));
    await eventsAre(3);
    rmSync(a.fsPath);
    await until("it is said that the file was deleted", async () => {
      const { logs } = await (await theApi()).coverage();
      return logs.some(({ uri, problems }) => uri === a.toString() && problems[0]?.reason === "deleted");
    });
    assert.equal(await eventCount(), 3);
    await (await theApi()).close(top(a));
    assert.equal(await eventCount(), 0);
  });

  it("a file opened for itself is followed while it grows, whatever its name", async () => {
    const log = write("a[1]{b}.jsonl", jsonLines(records(2)));
    await vscode.commands.executeCommand("cloudtrail.openLog", log);
    assert.equal(await eventCount(), 2);
    appendFileSync(log.fsPath, jsonLines([record(2)]));
    await eventsAre(3);
    appendFileSync(log.fsPath, jsonLines([record(3), record(4)]));
    await eventsAre(5);
  });

  it("leave a file to the document that shows it, and take it back", async () => {
    const a = write("a.json", manyLines([record(1)]));
    write("b.json", oneLine([record(2)]));
    await openFolder(top(a));
    const editor = await show(a);
    await until("its text is read", async () => {
      const { events } = await theApi();
      return (await events()).length === 2;
    });
    await editor.edit((edit) => {
      const end = editor.document.lineCount;
      edit.replace(new vscode.Range(0, 0, end, 0), manyLines([record(1), record(5)]));
    });
    await eventsAre(3);
    await editor.document.save();
    await closeTabsOf(a);
    await eventsAre(3);
  });
});
