import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  eventCount,
  freshFolder,
  gzipped,
  jsonLines,
  manyLines,
  oneLine,
  openLogs,
  record,
  records,
  theApi,
} from "./support";

const openLog = (...args: unknown[]) => vscode.commands.executeCommand("cloudtrail.openLog", ...args);

describe("opening by command", () => {
  const folder = freshFolder();

  const shapes: [name: string, content: string | Uint8Array][] = [
    ["a trail file in one line", oneLine(records(5))],
    ["a trail file, indented", manyLines(records(5))],
    ["a trail file, indented, with CRLF", manyLines(records(5), "\r\n")],
    ["a bare array", JSON.stringify(records(5))],
    ["JSON Lines", jsonLines(records(5))],
    [
      "concatenated JSON",
      records(5)
        .map((one) => JSON.stringify(one))
        .join(""),
    ],
    ["gzip", gzipped(oneLine(records(5)))],
  ];
  for (const [name, content] of shapes) {
    it(`reads ${name}, whatever its name`, async () => {
      const uri = folder.write("anything.bin", content);
      await openLog(uri);
      assert.equal(await eventCount(), 5);
      assert.deepEqual(await openLogs(), [uri.toString()]);
    });
  }

  it("takes several files, as URIs or as their strings", async () => {
    const a = folder.write("a.json", oneLine([record(1)]));
    const b = folder.write("b.json", oneLine([record(2), record(3)]));
    await openLog(a, b.toString());
    assert.equal(await eventCount(), 3);
    assert.deepEqual((await openLogs()).sort(), [a.toString(), b.toString()].sort());
  });

  it("the menu's command takes all selected files", async () => {
    const a = folder.write("a.json", oneLine([record(1)]));
    const b = folder.write("b.json", oneLine([record(2)]));
    await vscode.commands.executeCommand("cloudtrail.openThisLog", a, [a, b]);
    assert.equal((await openLogs()).length, 2);
  });

  it("the same file again is read again", async () => {
    const uri = folder.write("a.json", oneLine(records(2)));
    await openLog(uri);
    folder.write("a.json", oneLine(records(7)));
    await openLog(uri);
    assert.equal(await eventCount(), 7);
    assert.equal((await openLogs()).length, 1);
  });

  it("files that are not logs are not kept, the logs beside them are", async () => {
    const policy = folder.write("policy.json", '{"Version":"2012-10-17","Statement":[]}');
    const gone = vscode.Uri.file("/nowhere/gone.json");
    const log = folder.write("a.json", oneLine(records(2)));
    await openLog(policy, gone, log);
    assert.deepEqual(await openLogs(), [log.toString()]);
  });

  it("a log with a damaged record keeps the others and says where", async () => {
    const [first, second, third] = records(3).map((one) => JSON.stringify(one)) as [string, string, string];
    const uri = folder.write("a.json", `{"Records":[${first},${second.slice(0, 80)},${third}]}`);
    await openLog(uri);
    const { events, logs } = await (await theApi()).coverage();
    assert.equal(events, 2);
    assert.equal(logs[0]?.problems.length, 1);
  });

  it("an untitled document is read from its text", async () => {
    const document = await vscode.workspace.openTextDocument({ content: jsonLines(records(4)) });
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("cloudtrail.openThisLog");
    assert.deepEqual(await openLogs(), [document.uri.toString()]);
    assert.equal(await eventCount(), 4);
  });

  it("our own record documents are no logs", async () => {
    await openLog(folder.write("a.json", oneLine(records(2))));
    const [event] = await (await theApi()).events();
    await vscode.commands.executeCommand("cloudtrail.openRecord", Number(event?.id));
    const before = await openLogs();
    await vscode.commands.executeCommand("cloudtrail.openThisLog");
    assert.deepEqual(await openLogs(), before);
  });

  it("the sample opens", async () => {
    await vscode.commands.executeCommand("cloudtrail.openSample");
    assert.match((await openLogs())[0] ?? "", /samples\/cognito-signin\.json$/);
    assert.ok((await eventCount()) > 20);
  });
});
