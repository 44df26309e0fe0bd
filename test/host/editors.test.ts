import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  aWhile,
  closeTabsOf,
  eventCount,
  freshFolder,
  manyLines,
  oneLine,
  openLogs,
  record,
  records,
  show,
  theApi,
  until,
} from "./support";

const inTree = (uri: vscode.Uri) => async () => (await openLogs()).includes(uri.toString());
const counts = (n: number) => async () => (await eventCount()) === n;

async function edit(document: vscode.TextDocument, from: number, to: number, text: string): Promise<void> {
  const change = new vscode.WorkspaceEdit();
  change.replace(document.uri, new vscode.Range(document.positionAt(from), document.positionAt(to)), text);
  assert.ok(await vscode.workspace.applyEdit(change));
}

describe("logs in editors", () => {
  const folder = freshFolder();

  it("are open while a tab shows them", async () => {
    const uri = folder.write("a.json", oneLine(records(3)));
    await show(uri);
    await until("the events are there", counts(3));
    await closeTabsOf(uri);
    await until("the log is gone", async () => (await openLogs()).length === 0);
  });

  it("stay while a second tab shows them", async () => {
    const uri = folder.write("a.json", oneLine(records(3)));
    await show(uri);
    await show(uri, vscode.ViewColumn.Two);
    await until("the events are there", counts(3));
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await aWhile();
    assert.equal(await eventCount(), 3);
    await closeTabsOf(uri);
    await until("the log is gone", async () => (await openLogs()).length === 0);
  });

  it("the right side of a diff is one, the left is not", async () => {
    const left = folder.write("left.json", oneLine(records(2)));
    const right = folder.write("right.json", oneLine(records(3)));
    await vscode.commands.executeCommand("vscode.diff", left, right);
    await until("the right one is there", inTree(right));
    assert.deepEqual(await openLogs(), [right.toString()]);
  });

  it("are read from the text, unsaved edits included", async () => {
    const uri = folder.write("a.json", oneLine(records(2)));
    const { document } = await show(uri);
    await until("the events are there", counts(2));
    const at = document.getText().length - 2;
    await edit(document, at, at, `,${JSON.stringify(record(7))}`);
    await until("the third is there", counts(3));
    assert.ok(document.isDirty);
    await edit(document, 0, document.getText().length, oneLine(records(1)));
    await until("one is left", counts(1));
  });

  it("every edit of many is followed in the end", async () => {
    const { document } = await show(folder.write("a.json", oneLine(records(1))));
    await until("the events are there", counts(1));
    for (let n = 2; n <= 30; n++) await edit(document, 0, document.getText().length, oneLine(records(n)));
    await until("all are there", counts(30));
  });

  it("positions are those of the text with CRLF, beyond one slice, with characters outside the BMP", async () => {
    const list = records(1200);
    const text = manyLines(list, "\r\n");
    assert.ok(text.length > 600_000);
    const uri = folder.write("a.json", text);
    const { document } = await show(uri);
    await until("the events are there", counts(1200));
    const events = await (await theApi()).events({ limit: 5000 });
    const bytes = Buffer.from(document.getText());
    for (const n of [0, 300, 599, 600, 601, 1199]) {
      const { start, end } = events[n] ?? {};
      assert.deepEqual(JSON.parse(bytes.subarray(start, end).toString()), list[n]);
    }
  });

  it("opened by command too, they stay and are read from the disk again", async () => {
    const uri = folder.write("a.json", oneLine(records(2)));
    await show(uri);
    await until("the events are there", counts(2));
    await vscode.commands.executeCommand("cloudtrail.openLog", uri);
    await closeTabsOf(uri);
    await aWhile();
    assert.deepEqual(await openLogs(), [uri.toString()]);
    assert.equal(await eventCount(), 2);
  });

  it("opened by command first, the editor's text takes over", async () => {
    const uri = folder.write("a.json", oneLine(records(2)));
    await vscode.commands.executeCommand("cloudtrail.openLog", uri);
    const { document } = await show(uri);
    await edit(document, 0, document.getText().length, oneLine(records(5)));
    await until("the text's events are there", counts(5));
  });

  it("a JSON file becomes one when records are pasted into it", async () => {
    const uri = folder.write("a.json", "");
    const { document } = await show(uri);
    await aWhile();
    assert.deepEqual(await openLogs(), []);
    await edit(document, 0, 0, manyLines(records(4)));
    await until("the events are there", counts(4));
  });

  it("closed by the user, they stay closed", async () => {
    const uri = folder.write("a.json", oneLine(records(2)));
    const { document } = await show(uri);
    await until("the events are there", counts(2));
    await (await theApi()).close(uri);
    await edit(document, 0, 0, " ");
    await aWhile();
    assert.deepEqual(await openLogs(), []);
  });

  it("several are open at once", async () => {
    const a = folder.write("a.json", oneLine(records(2)));
    const b = folder.write("b.json", oneLine([record(100), record(101), record(102)]));
    await show(a);
    await show(b);
    await until("both are there", counts(5));
    await closeTabsOf(a);
    await until("one is left", counts(3));
  });

  it("a file too large for a document is read from the disk", async function () {
    this.timeout(120_000);
    const list = records(1000, { requestParameters: { filler: "x".repeat(55_000) } });
    const uri = folder.write("large.json", oneLine(list));
    await vscode.commands.executeCommand("vscode.open", uri);
    await until("the events are there", counts(1000));
  });
});
