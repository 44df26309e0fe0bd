import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventCount, freshFolder, manyLines, oneLine, openLogs, record, records, show, theApi, until } from "./support";

const DEEP = 100_000;

async function openRecord(n: number): Promise<void> {
  const events = await (await theApi()).events();
  await vscode.commands.executeCommand("cloudtrail.openRecord", Number(events[n]?.id));
}

async function selectedRecord(document: vscode.TextDocument): Promise<unknown> {
  const editor = await until("the record is selected", () =>
    vscode.window.visibleTextEditors.find((one) => one.document === document && !one.selection.isEmpty),
  );
  return JSON.parse(editor.document.getText(editor.selection));
}

async function recordText(): Promise<string> {
  const { document } = await until("the record's document is shown", () =>
    vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === "cloudtrail"),
  );
  return document.getText();
}

async function problems(): Promise<{ reason: string }[]> {
  return (await (await theApi()).coverage()).logs.flatMap((log) => log.problems);
}

function bigEndian(text: string): Uint8Array {
  return Buffer.from(text, "utf16le").swap16();
}

/** Each line ends differently from the one before it. */
function mixed(text: string): string {
  const ends = ["\n", "\r\n", "\r"];
  return text
    .split("\n")
    .map((line, n) => `${line}${ends[n % ends.length]}`)
    .join("");
}

/** With a byte that is not a character in UTF-8. */
function damaged(text: string): Uint8Array {
  return Buffer.from(text.replaceAll("us-east-1", "us-east-\u00ff"), "latin1");
}

describe("texts that VS Code changes when it opens them", () => {
  const folder = freshFolder();
  const list = records(5);
  const plain = records(5, { userAgent: "aws-cli" });
  const text = manyLines(list);
  const files: [name: string, content: string | Uint8Array, expected?: typeof list][] = [
    ["a UTF-8 byte order mark", `\ufeff${text}`],
    ["UTF-16, little end first", Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16, big end first", bigEndian(`\ufeff${text}`)],
    ["CRLF", text.replaceAll("\n", "\r\n")],
    ["mixed line ends", mixed(text)],
    [
      "bytes that are no UTF-8",
      damaged(manyLines(plain)),
      plain.map((one) => ({ ...one, awsRegion: "us-east-\ufffd" })),
    ],
  ];

  for (const [name, content, expected = list] of files) {
    it(`${name}: in an editor, places are those of its text`, async () => {
      const { document } = await show(folder.write("a.json", content));
      await until("the events are there", async () => (await eventCount()) === 5);
      assert.deepEqual(await problems(), []);
      const bytes = Buffer.from(document.getText());
      const events = await (await theApi()).events();
      assert.deepEqual(
        events.map(({ start, end }) => JSON.parse(bytes.subarray(start, end).toString())),
        expected,
      );
      await openRecord(3);
      assert.deepEqual(await selectedRecord(document), expected[3]);
    });

    it(`${name}: from the disk, records are read from its bytes`, async () => {
      await (await theApi()).open(folder.write("a.json", content));
      assert.equal(await eventCount(), 5);
      // records with such bytes are kept and reported; an editor's text has other characters instead
      const reasons = new Set((await problems()).map(({ reason }) => reason));
      assert.deepEqual([...reasons], expected === list ? [] : ["notUtf8"]);
      await openRecord(3);
      assert.deepEqual(JSON.parse(await recordText()), expected[3]);
    });
  }

  it("an untitled document shows its record in place", async () => {
    const document = await vscode.workspace.openTextDocument({ content: text });
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("cloudtrail.openThisLog");
    assert.equal(await eventCount(), 5);
    await openRecord(2);
    assert.deepEqual(await selectedRecord(document), list[2]);
  });

  it("a file too large for a document: its records open from the disk", async function () {
    this.timeout(180_000);
    const large = records(1000, { requestParameters: { filler: "x".repeat(60_000) } });
    const uri = folder.write("large.json", oneLine(large));
    await vscode.commands.executeCommand("vscode.open", uri);
    await until("the events are there", async () => (await eventCount()) === 1000);
    assert.deepEqual(await openLogs(), [uri.toString()]);
    assert.equal(
      vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString()),
      false,
    );
    await openRecord(998);
    assert.deepEqual(JSON.parse(await recordText()), large[998]);
  });
});

describe("records that are not as CloudTrail writes them", () => {
  const folder = freshFolder();

  it(`nesting ${DEEP} deep opens like any other record`, async function () {
    this.timeout(120_000);
    const [first, deep, last] = [record(0), record(1, { requestParameters: "deep" }), record(2)].map((one) =>
      JSON.stringify(one),
    ) as [string, string, string];
    const nested = deep.replace('"deep"', "[".repeat(DEEP) + "]".repeat(DEEP));
    await (await theApi()).open(folder.write("a.json", `{"Records":[${first},${nested},${last}]}`));
    assert.equal(await eventCount(), 3);
    assert.deepEqual(await problems(), []);
    await openRecord(1);
    const shown = await recordText();
    assert.ok(shown.split("\n").length > 2 * DEEP - 2);
    assert.equal(shown.replace(/[\n ]/g, ""), nested.replaceAll(" ", ""));
  });

  const odd: [name: string, fields: { [key: string]: unknown }][] = [
    ["an identity that is a string", { userIdentity: "x" }],
    ["an identity that is a list", { userIdentity: [{ type: "IAMUser" }] }],
    ["parameters that were hidden", { requestParameters: "HIDDEN_DUE_TO_SECURITY_REASONS" }],
    ["numbers where words belong", { eventName: 7, awsRegion: 1.5, errorCode: 403, eventID: 12 }],
    ["objects where words belong", { eventTime: { a: 1 }, sourceIPAddress: [], userAgent: {} }],
    ["nothing but nulls", { userIdentity: null, eventTime: null, eventName: null, eventID: null }],
  ];
  for (const [name, fields] of odd) {
    it(`${name}: read, listed, shown, beside the good ones`, async () => {
      const list = [record(1), record(2, fields), record(3)];
      await (await theApi()).open(folder.write("a.json", oneLine(list)));
      assert.equal(await eventCount(), 3);
      assert.deepEqual(await problems(), []);
      const groups = await (await theApi()).groups();
      assert.equal(
        groups.reduce((sum, { count }) => sum + count, 0),
        3,
      );
      const events = await (await theApi()).events();
      const [oddOne] = events.filter(({ start }) => start > 20 && start < JSON.stringify(list[0]).length + 20);
      await vscode.commands.executeCommand("cloudtrail.openRecord", Number(oddOne?.id));
      assert.deepEqual(JSON.parse(await recordText()), list[1]);
    });
  }
});
