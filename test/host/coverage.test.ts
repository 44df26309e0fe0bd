import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { freshFolder, gzipped, jsonLines, oneLine, record, records, show, theApi, until } from "./support";

/** Two good records, and a broken one between them that stands for nothing else. */
const BROKEN = '{"eventName":,"eventID":"é🙂"}';
const damaged = (broken = BROKEN) => `${jsonLines(records(2))}${broken}\n${jsonLines([record(2)])}`;

describe("coverage", () => {
  const folder = freshFolder();

  const opened = async (uri: vscode.Uri): Promise<void> => {
    await (await theApi()).open(uri);
  };
  const selected = (): string => {
    const editor = vscode.window.activeTextEditor;
    return editor === undefined ? "" : editor.document.getText(editor.selection);
  };
  const go = (uri: vscode.Uri, index: number) =>
    vscode.commands.executeCommand("cloudtrail.showProblem", uri.toString(), index);

  it("opens one page, however often it is asked for", async () => {
    await opened(folder.write("a.json", oneLine(records(3))));
    await vscode.commands.executeCommand("cloudtrail.showCoverage");
    await vscode.commands.executeCommand("cloudtrail.showProblems");
    const pages = () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof vscode.TabInputWebview);
    await until("the page is there", () => pages().length === 1 && pages()[0]?.label === "CloudTrail Coverage");
    await vscode.window.tabGroups.close(pages());
    await vscode.commands.executeCommand("cloudtrail.showCoverage");
    await until("the page is there again", () => pages().length === 1);
  });

  it("goes to the place in the text that is open", async () => {
    const uri = folder.write("open.jsonl", damaged());
    await show(uri);
    await opened(uri);
    await go(uri, 0);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri.toString());
    assert.equal(selected(), `${BROKEN}\n`);
  });

  it("opens a plain file at the place, even after bytes that VS Code changes", async () => {
    const [before = "", after = ""] = damaged().split('eventName":,', 2);
    const bytes = Buffer.concat([
      Buffer.from("\ufeff"),
      Buffer.from(jsonLines([record(7, { note: "@@@@" })])),
      Buffer.from(`${before}eventName":,${after}`),
    ]);
    bytes.fill(0xff, bytes.indexOf("@@@@"), bytes.indexOf("@@@@") + 4);
    const uri = folder.write("plain.jsonl", bytes);
    await opened(uri);
    const [log] = (await (await theApi()).coverage()).logs;
    assert.deepEqual(
      log?.problems.map(({ reason }) => reason),
      ["notUtf8", "notJson"],
    );
    await go(uri, 1);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri.toString());
    assert.equal(selected(), `${BROKEN}\n`);
  });

  it("shows the part of a compressed log as text in which nothing is hidden", async () => {
    const uri = folder.write("packed.json.gz", gzipped(damaged('{"eventName":\u0000\u001b[31m}')));
    await opened(uri);
    await go(uri, 0);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, "cloudtrail-part");
    assert.match(document?.uri.path ?? "", /^\/packed\.json\.gz · \d+ bytes from byte \d/);
    assert.equal(selected(), '{"eventName":␀␛[31m}\n');
    assert.match(document?.getText() ?? "", /00000000-0000-4000-8000-000000000001.*\n/);
  });

  it("shows the part of a file that VS Code does not accept as text", async () => {
    const uri = folder.write("controls.jsonl", `${"\u0000".repeat(600)}\n${damaged()}`);
    await opened(uri);
    const problems = (await (await theApi()).coverage()).logs[0]?.problems ?? [];
    await go(uri, problems.length - 1);
    assert.equal(vscode.window.activeTextEditor?.document.uri.scheme, "cloudtrail-part");
    assert.equal(selected(), `${BROKEN}\n`);
  });

  it("says that a place is gone instead of showing another", async () => {
    const uri = folder.write("a.json", oneLine(records(3)));
    await opened(uri);
    const before = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length;
    for (const args of [[uri.toString(), 0], ["nonsense", 0], [1, "x"], []])
      await vscode.commands.executeCommand("cloudtrail.showProblem", ...args);
    assert.equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length, before);
  });

  it("tells other extensions how many problems there are beyond those it lists", async () => {
    await opened(folder.write("many.jsonl", `${jsonLines(records(1))}${"{}\n".repeat(1234)}`));
    const [log] = (await (await theApi()).coverage()).logs;
    assert.deepEqual([log?.problems.length, log?.problemCount], [1000, 1234]);
  });
});
