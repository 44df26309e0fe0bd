import assert from "node:assert/strict";
import * as vscode from "vscode";
import { freshFolder, gzipped, jsonLines, manyLines, oneLine, record, records, show, theApi, until } from "./support";

async function openRecord(n: number): Promise<void> {
  const events = await (await theApi()).events();
  await vscode.commands.executeCommand("cloudtrail.openRecord", Number(events[n]?.id));
}

function activeText(): vscode.TextEditor {
  const editor = vscode.window.visibleTextEditors.at(-1);
  assert.ok(editor);
  return editor;
}

async function recordEditor(): Promise<vscode.TextEditor> {
  return until("the record's document is shown", () =>
    vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === "cloudtrail"),
  );
}

describe("a record", () => {
  const folder = freshFolder();

  it("is selected in its own document when it spans several lines there", async () => {
    const list = records(5);
    const uri = folder.write("a.json", manyLines(list));
    await show(uri);
    await until("the events are there", async () => (await (await theApi()).coverage()).events === 5);
    await openRecord(3);
    const editor = await until("the record is selected", () => {
      const active = activeText();
      return active.selection.isEmpty ? undefined : active;
    });
    assert.equal(editor.document.uri.toString(), uri.toString());
    assert.deepEqual(JSON.parse(editor.document.getText(editor.selection)), list[3]);
  });

  it("is selected where it is after an edit above it", async () => {
    const list = records(3);
    const { document } = await show(folder.write("a.json", manyLines(list)));
    await until("the events are there", async () => (await (await theApi()).coverage()).events === 3);
    const before = (await (await theApi()).events())[2]?.start ?? 0;
    const change = new vscode.WorkspaceEdit();
    change.insert(document.uri, new vscode.Position(0, 0), "\n\n\n");
    await vscode.workspace.applyEdit(change);
    await until("it is read again", async () => (await (await theApi()).events())[2]?.start === before + 3);
    await openRecord(2);
    const editor = await until("the record is selected", () =>
      activeText().selection.isEmpty ? undefined : activeText(),
    );
    assert.deepEqual(JSON.parse(editor.document.getText(editor.selection)), list[2]);
  });

  const others: [name: string, file: string, content: (list: object[]) => string | Uint8Array, inEditor: boolean][] = [
    ["of a one-line file on the disk", "a.json", (list) => oneLine(list as never), false],
    ["of a one-line file in an editor", "a.json", (list) => oneLine(list as never), true],
    ["of an indented file without a document", "a.json", (list) => manyLines(list as never), false],
    ["of JSON Lines in an editor", "a.jsonl", (list) => jsonLines(list as never), true],
    ["of a gzip file", "a.json.gz", (list) => gzipped(oneLine(list as never)), false],
  ];
  for (const [name, file, content, inEditor] of others) {
    it(`${name} opens indented in a document of its own`, async () => {
      const list = records(4);
      const uri = folder.write(file, content(list));
      if (inEditor) await show(uri);
      await (await theApi()).open(uri);
      await openRecord(2);
      const { document } = await recordEditor();
      assert.equal(document.languageId, "json");
      assert.equal(document.uri.path, "/GetBucketAcl 2025-03-02 12:00:02Z.json");
      assert.equal(document.getText(), JSON.stringify(list[2], undefined, 2));
      assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab?.isPreview, true);
    });
  }

  it("keeps what JSON.parse would change", async () => {
    const raw = `{"eventVersion":"1.11","eventTime":"2025-03-02T12:00:00Z","eventSource":"s3.amazonaws.com","eventName":"GetObject","userIdentity":{"type":"Root"},"requestParameters":{"n":12345678901234567890,"n":1.10,"u":"\\u0041\\/"},"eventID":"e1"}`;
    await (await theApi()).open(folder.write("a.json", `{"Records":[${raw}]}`));
    await openRecord(0);
    const text = (await recordEditor()).document.getText();
    for (const kept of ['"n": 12345678901234567890', '"n": 1.10', '"u": "\\u0041\\/"'])
      assert.ok(text.includes(kept), kept);
    assert.equal(text.replace(/\s/g, ""), raw.replace(/\s/g, ""));
  });

  it("with hostile names still gets an address that works", async () => {
    const eventName = "../..\\a?b#c%20d&e=\u202e\"'\n";
    const eventID = 'id?&#%25 \u{1f642}"\\';
    await (await theApi()).open(folder.write("a.json", oneLine([record(1, { eventName, eventID })])));
    await openRecord(0);
    const { document } = await recordEditor();
    assert.equal(JSON.parse(document.getText()).eventID, eventID);
    assert.equal(vscode.Uri.parse(document.uri.toString()).query, document.uri.query);
    assert.doesNotMatch(document.uri.path.slice(1), /[/\\\n\u202e]/);
  });

  it("is read again from its file after a reload", async () => {
    const api = await theApi();
    const list = records(3);
    for (const [file, content] of [
      ["a.json", oneLine(list)],
      ["a.json.gz", gzipped(oneLine(list))],
    ] as const) {
      await api.open(folder.write(file, content));
      await openRecord(1);
      const { uri } = (await recordEditor()).document;
      await api.close();
      // another path: VS Code asks the provider again, as after a reload
      const again = await vscode.workspace.openTextDocument(uri.with({ path: `/again ${file}.json` }));
      assert.deepEqual(JSON.parse(again.getText()), list[1]);
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    }
  });

  it("says so when another record is there now", async () => {
    const api = await theApi();
    await api.open(folder.write("a.json", oneLine(records(3))));
    await openRecord(1);
    const { uri } = (await recordEditor()).document;
    await api.close();
    folder.write("a.json", oneLine([record(7), record(8), record(9)]));
    const again = await vscode.workspace.openTextDocument(uri.with({ path: "/again.json" }));
    assert.equal(again.getText(), "This record is no longer in a.json.");
  });

  it("says so when its file is gone", async () => {
    const api = await theApi();
    const log = folder.write("gone.json", oneLine(records(3)));
    await api.open(log);
    await openRecord(1);
    const { uri } = (await recordEditor()).document;
    await api.close();
    await vscode.workspace.fs.delete(log);
    const again = await vscode.workspace.openTextDocument(uri.with({ path: "/again.json" }));
    assert.equal(again.getText(), "This record is no longer in gone.json.");
  });

  it("an address nobody made is only a sentence", async () => {
    for (const query of ["", "{", "[]", '{"log":1}', '{"log":"file:///a","start":-1,"end":0,"mark":""}']) {
      const uri = vscode.Uri.from({ scheme: "cloudtrail", path: "/x.json", query });
      assert.equal((await vscode.workspace.openTextDocument(uri)).getText(), "This is not the address of a record.");
    }
  });

  it("the command takes event ids only", async () => {
    for (const id of [undefined, "1", -1, 1.5, {}, 1e9])
      await vscode.commands.executeCommand("cloudtrail.openRecord", id);
    assert.equal(vscode.window.visibleTextEditors.length, 0);
  });
});
