import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  aWhile,
  closeTabsOf,
  freshFolder,
  gzipped,
  jsonLines,
  oneLine,
  openLogs,
  records,
  theApi,
  until,
} from "./support";

function shownIn(uri: vscode.Uri): string | undefined {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  for (const { input } of tabs) {
    if (input instanceof vscode.TabInputCustom && input.uri.toString() === uri.toString()) return input.viewType;
  }
  return undefined;
}

async function shownText(): Promise<string> {
  const document = await until("the text is shown", () => {
    const shown = vscode.window.activeTextEditor?.document;
    return shown?.uri.scheme === "cloudtrail-text" ? shown : undefined;
  });
  return document.getText();
}

describe("the page of a log", () => {
  const folder = freshFolder();

  it("opens *.json.gz by itself, and the log with it; closing it closes the log", async () => {
    const uri = folder.write("a.json.gz", gzipped(oneLine(records(6))));
    await vscode.commands.executeCommand("vscode.open", uri);
    await until("the page is shown", () => shownIn(uri) === "cloudtrail.log");
    await until("the events are there", async () => (await (await theApi()).coverage()).events === 6);
    await closeTabsOf(uri);
    await until("the log is gone", async () => (await openLogs()).length === 0);
  });

  it("is offered for other files", async () => {
    const uri = folder.write("a.jsonl", jsonLines(records(6)));
    await vscode.commands.executeCommand("vscode.openWith", uri, "cloudtrail.logOptional");
    await until("the events are there", async () => (await (await theApi()).coverage()).events === 6);
    assert.equal(shownIn(uri), "cloudtrail.logOptional");
  });

  const broken: [name: string, content: Uint8Array, events: number][] = [
    ["a gzip file that ends early keeps what came out", gzipped(jsonLines(records(2000))).slice(0, -400), 1],
    ["a damaged gzip file keeps what came out", damaged(gzipped(jsonLines(records(2000)))), 1],
  ];
  for (const [name, content, atLeast] of broken) {
    it(name, async () => {
      const uri = folder.write("a.json.gz", content);
      await vscode.commands.executeCommand("vscode.open", uri);
      const { events, logs } = await until("something was read", async () => {
        const coverage = await (await theApi()).coverage();
        return coverage.logs[0]?.problems.length ? coverage : undefined;
      });
      assert.ok(events >= atLeast && events < 2000, String(events));
      assert.match(logs[0]?.problems.map(({ reason }) => reason).join() ?? "", /gzip/i);
    });
  }

  const others: [name: string, content: Uint8Array][] = [
    ["something else, compressed", gzipped('{"hello":"world"}')],
    ["an empty file", new Uint8Array()],
    ["no gzip at all", Buffer.from("hello")],
    ["half a gzip header", Uint8Array.of(0x1f, 0x8b, 8)],
  ];
  for (const [name, content] of others) {
    it(`${name} shows its page and is no log`, async () => {
      const uri = folder.write("a.json.gz", content);
      await vscode.commands.executeCommand("vscode.open", uri);
      await until("the page is shown", () => shownIn(uri) === "cloudtrail.log");
      await aWhile();
      assert.deepEqual(await openLogs(), []);
    });
  }

  it("Show Text shows the inflated text, read-only", async () => {
    const text = jsonLines(records(3));
    const uri = folder.write("a.json.gz", gzipped(text));
    await vscode.commands.executeCommand("cloudtrail.showText", uri);
    assert.equal(await shownText(), text);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, "json");
    assert.deepEqual(await openLogs(), []);
  });

  it("Show Text of a file that ends early shows what could be decompressed", async () => {
    const text = jsonLines(records(500));
    await vscode.commands.executeCommand("cloudtrail.showText", folder.write("a.json.gz", gzipped(text).slice(0, -20)));
    const shown = await shownText();
    assert.ok(shown.length > 0 && text.startsWith(shown));
  });

  it("Show Text of more than 50 MB shows nothing rather than a part", async () => {
    const uri = folder.write("a.json.gz", gzipped("x".repeat(51 * 1024 * 1024)));
    await vscode.commands.executeCommand("cloudtrail.showText", uri);
    assert.equal(vscode.window.activeTextEditor, undefined);
  });

  it("Show Text of a plain file is VS Code's own editor", async () => {
    const uri = folder.write("a.json", oneLine(records(1)));
    await vscode.commands.executeCommand("vscode.openWith", uri, "cloudtrail.logOptional");
    await vscode.commands.executeCommand("cloudtrail.showText", uri);
    await until("the text is shown", () => vscode.window.activeTextEditor?.document.uri.toString() === uri.toString());
  });
});

function damaged(gzip: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(gzip);
  copy.fill(0xff, copy.length - 300, copy.length - 200);
  return copy;
}
