import assert from "node:assert/strict";
import path from "node:path";
import * as vscode from "vscode";
import { startEngine } from "../../src/engine/client";
import { symbolProvider } from "../../src/features/symbols";
import { Logs } from "../../src/logs";
import { freshFolder, jsonLines, manyLines, oneLine, record, records, show, until } from "./support";

const dist = path.join(__dirname, "../../../dist");
const says = "IAM user Alice read the access control list of bucket amzn-s3-demo-bucket";

/** The symbols of the running extension. */
async function symbols(uri: vscode.Uri): Promise<vscode.DocumentSymbol[]> {
  const all = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
    "vscode.executeDocumentSymbolProvider",
    uri,
  );
  return (all ?? []).filter(({ kind }) => kind === vscode.SymbolKind.Event);
}

describe("the events of a document as its symbols", () => {
  const folder = freshFolder();

  const asText = (list: ReturnType<typeof records>) =>
    JSON.stringify({ Events: list.map((one) => ({ CloudTrailEvent: JSON.stringify(one) })) });
  const shapes: [name: string, file: string, content: string][] = [
    ["indented", "a.json", manyLines(records(3))],
    ["one long line", "b.json", oneLine(records(3))],
    ["one record a line", "c.jsonl", jsonLines(records(3))],
    ["records as texts in lookup-events' answer", "d.json", asText(records(3))],
  ];
  for (const [name, file, content] of shapes) {
    it(`each has its sentence, its time and its place: ${name}`, async () => {
      const { document } = await show(folder.write(file, content));
      const found = await until("symbols", async () => {
        const all = await symbols(document.uri);
        return all.length === 3 ? all : undefined;
      });
      assert.deepEqual(
        found.map(({ name, detail }) => [name, detail]),
        [0, 1, 2].map((n) => [says, `2025-03-02 12:00:0${n} UTC`]),
      );
      for (const [n, { range }] of found.entries()) {
        const text = document.getText(range);
        assert.match(text, /^["{]/);
        assert.match(text, /["}]$/);
        assert.ok(text.includes(`12:00:0${n}Z`) && !text.includes(`12:00:0${n + 1}Z`), text);
      }
    });
  }

  it("no icon is in a sentence, where VS Code would draw it in its list of symbols", async () => {
    const { document } = await show(folder.write("icon.json", manyLines(records(1)).replaceAll("Alice", "$(zap)")));
    const [found] = await until("a symbol", async () => {
      const all = await symbols(document.uri);
      return all.length === 1 ? all : undefined;
    });
    assert.ok(found?.name.startsWith("IAM user $ (zap) read"), found?.name);
  });

  it("other JSON, and a record's own document, have none of ours", async () => {
    const { document } = await show(folder.write("settings.json", '{"files": {"a": 1}}'));
    assert.deepEqual(await symbols(document.uri), []);
  });

  it("they follow an edit", async () => {
    const { document } = await show(folder.write("e.json", manyLines(records(1))));
    await until("a symbol", async () => (await symbols(document.uri)).length === 1);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), manyLines(records(2)));
    await vscode.workspace.applyEdit(edit);
    assert.equal((await symbols(document.uri)).length, 2);
  });
});

describe("symbols of a long document", function () {
  this.timeout(60_000);
  const folder = freshFolder();
  const never = new vscode.CancellationTokenSource().token;

  /** Also returns how often others had their turn meanwhile. */
  async function provided(count: number, token: vscode.CancellationToken, askAgain = () => {}) {
    const engine = startEngine(path.join(dist, "engine.js"));
    const logs = new Logs(engine);
    let turns = 0;
    let waiting = true;
    const others = () => {
      turns++;
      if (waiting) setImmediate(others);
    };
    try {
      const list = Array.from({ length: count }, (_, n) => record(n));
      const { document } = await show(folder.write(`${count}.json`, manyLines(list)));
      await logs.open(document.uri, "command");
      const provider = symbolProvider(engine, logs, askAgain);
      const asked = provider.provideDocumentSymbols(document, token);
      setImmediate(others);
      const found = await asked;
      return { found, turns, again: found && provider.provideDocumentSymbols(document, token) };
    } finally {
      waiting = false;
      logs.dispose();
      engine.dispose();
    }
  }

  it("5,000 events are provided, with turns for others between them", async () => {
    const { found, turns } = await provided(5000, never);
    assert.equal(found?.length, 5000);
    assert.ok(turns > 10, `${turns} turns`);
  });

  it("are there at once when VS Code asks again, as it is made to: its breadcrumbs show the provider that answers first", async () => {
    let asked = 0;
    const { found, again } = await provided(10, never, () => asked++);
    assert.equal(found?.length, 10);
    assert.equal(again, found);
    assert.equal(asked, 1);
  });

  it("of more there are none: the tree is for them", async () => {
    assert.equal((await provided(5001, never)).found, undefined);
  });

  it("once nobody waits any more, it ends", async () => {
    let looked = 0;
    const token: vscode.CancellationToken = {
      get isCancellationRequested() {
        return ++looked > 100;
      },
      onCancellationRequested: never.onCancellationRequested,
    };
    assert.equal((await provided(5000, token)).found, undefined);
    assert.equal(looked, 101);
  });
});
