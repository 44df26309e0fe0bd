import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { ownHover } from "../support/hover";
import { freshFolder, manyLines, oneLine, record, show, theApi, until } from "./support";

const SIZE = 45_000_000; // bytes, just below the 50 Mi characters that VS Code still passes to extensions

describe("a hover in a document of 45 MB", function () {
  this.timeout(180_000);
  const folder = freshFolder();
  const filling = (size: number) => Array.from({ length: Math.floor(SIZE / size) }, (_, n) => record(n));

  const shapes: [name: string, text: () => string][] = [
    ["indented", () => manyLines(filling(JSON.stringify({ Records: [record(0)] }, undefined, 2).length))],
    ["on one line", () => oneLine(filling(JSON.stringify(record(0)).length))],
  ];
  for (const [name, text] of shapes) {
    it(`${name}: in the first and the last record alike`, async () => {
      const { document } = await show(folder.write("large.json", text()));
      await until("the extension has read it", async () => (await (await theApi()).coverage()).events > 1000);
      const { logs, hover, dispose } = ownHover();
      await logs.open(document.uri, "command");
      const all = document.getText();
      const said = async (place: number) =>
        (((await hover(document, document.positionAt(place + 2))) as vscode.Hover).contents[0] as vscode.MarkdownString)
          .value;
      try {
        for (const key of ['"userIdentity"', '"requestParameters"', '"userAgent"', '"arn"'])
          assert.equal(await said(all.lastIndexOf(key)), await said(all.indexOf(key)), key);
      } finally {
        dispose();
      }
    });
  }
});
