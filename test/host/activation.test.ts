import assert from "node:assert/strict";
import * as vscode from "vscode";
import { aWhile, freshFolder, oneLine, openLogs, records, show, theApi, until } from "./support";

describe("activation", () => {
  const folder = freshFolder();

  it("gives the public API", async () => {
    assert.deepEqual(Object.keys(await theApi()).sort(), ["close", "coverage", "events", "groups", "open"]);
  });

  it("a JSON file that is a log opens with its editor", async () => {
    const uri = folder.write("a.json", oneLine(records(3)));
    await show(uri);
    await until("the log is open", async () => (await openLogs()).includes(uri.toString()));
  });

  const others: [name: string, file: string, content: string][] = [
    ["a manifest", "package.json", '{"name":"x","version":"1.0.0"}'],
    ["settings with comments", "settings.jsonc", '// {"Records":[\n{"a":1}'],
    ["a list of anything", "list.json", '[{"eventName":"click"},{"eventName":"scroll"}]'],
    [
      "an S3 notification",
      "n.json",
      '{"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{}}]}',
    ],
    ["an empty file", "empty.json", ""],
    ["no JSON at all", "broken.json", "}{ Records"],
  ];
  for (const [name, file, content] of others) {
    it(`${name} is left alone`, async () => {
      const { document } = await show(folder.write(file, content));
      await aWhile();
      assert.deepEqual(await openLogs(), []);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        document.uri,
        new vscode.Position(0, 2),
      );
      assert.equal(JSON.stringify(hovers).includes("CloudTrail"), false);
    });
  }

  it("a log in a file of another language waits to be asked", async () => {
    const uri = folder.write("log.txt", oneLine(records(2)));
    await show(uri);
    await aWhile();
    assert.deepEqual(await openLogs(), []);
    await vscode.commands.executeCommand("cloudtrail.openThisLog");
    assert.deepEqual(await openLogs(), [uri.toString()]);
  });
});
