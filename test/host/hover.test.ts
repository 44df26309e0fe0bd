import assert from "node:assert/strict";
import * as vscode from "vscode";
import { markOf } from "../../src/core/shapes/recordMark";
import { explanationMarkdown } from "../../src/ui/markdown";
import { freshFolder, gzipped, jsonLines, manyLines, oneLine, record, records, show, theApi, until } from "./support";

/** What our own hover says at a place; "" if nothing. Other extensions answer, too. */
async function hoverText(uri: vscode.Uri, position: vscode.Position): Promise<string> {
  return (await hoverMarkdown(uri, position))?.value ?? "";
}

async function hoverMarkdown(uri: vscode.Uri, position: vscode.Position): Promise<vscode.MarkdownString | undefined> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", uri, position);
  const contents = hovers.flatMap((hover) => hover.contents as vscode.MarkdownString[]);
  return contents.find(({ value }) => value.includes("https://docs.aws.amazon.com/") || value.includes("CloudTrail"));
}

/** Inside the nth occurrence of a text. */
function placeOf(document: vscode.TextDocument, text: string, n = 0): vscode.Position {
  const all = document.getText();
  let at = -1;
  for (let i = 0; i <= n; i++) at = all.indexOf(text, at + 1);
  assert.ok(at >= 0, text);
  return document.positionAt(at + 1);
}

async function isRead(count: number): Promise<void> {
  await until("the events are there", async () => (await (await theApi()).coverage()).events === count);
}

describe("a hover", () => {
  const folder = freshFolder();

  const shapes: [name: string, file: string, content: string][] = [
    ["an indented file", "a.json", manyLines(records(3))],
    ["an indented file with Windows line ends", "b.json", manyLines(records(3), "\r\n")],
    ["a file of one line", "c.json", oneLine(records(3))],
    ["JSON Lines", "d.jsonl", jsonLines(records(3))],
  ];
  for (const [name, file, content] of shapes) {
    it(`explains the record it points into, in ${name}`, async () => {
      const { document } = await show(folder.write(file, content));
      await isRead(3);
      for (const n of [0, 1, 2]) {
        const text = await hoverText(document.uri, placeOf(document, '"eventTime"', n));
        assert.match(text, new RegExp(`2025\\\\-03\\\\-02 12\\\\:00\\\\:0${n} UTC`));
      }
      assert.match(
        await hoverText(document.uri, placeOf(document, '"userIdentity"')),
        /IAM user Alice of account 123456789012/,
      );
    });
  }

  it("explains in a record's own document", async () => {
    const api = await theApi();
    await api.open(folder.write("a.json.gz", gzipped(oneLine(records(2)))));
    await vscode.commands.executeCommand("cloudtrail.openRecord", Number((await api.events())[1]?.id));
    const { document } = await until("the record's document is shown", () =>
      vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === "cloudtrail"),
    );
    assert.match(await hoverText(document.uri, placeOf(document, '"eventTime"')), /12\\:00\\:01 UTC/);
  });

  it("begins with the event in one sentence", async () => {
    const { document } = await show(folder.write("a.json", oneLine(records(1))));
    await isRead(1);
    const text = await hoverText(document.uri, placeOf(document, '"awsRegion"'));
    assert.match(text, /^IAM user Alice read the access control list of bucket amzn\\-s3\\-demo\\-bucket\n\n---\n\n/);
  });

  it("marks the key or value that it explains", async () => {
    const { document } = await show(folder.write("a.json", oneLine(records(2))));
    await isRead(2);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      placeOf(document, '"awsRegion"', 1),
    );
    const range = hovers.find(({ contents }) =>
      (contents as vscode.MarkdownString[]).some(({ value }) => value.includes("docs.aws.amazon.com")),
    )?.range;
    assert.ok(range);
    assert.equal(document.getText(new vscode.Range(range.start, range.end)), '"awsRegion"');
  });

  it("follows an edit", async () => {
    const { document } = await show(folder.write("a.json", manyLines(records(2))));
    await isRead(2);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), "\n\n");
    await vscode.workspace.applyEdit(edit);
    assert.match(await hoverText(document.uri, placeOf(document, '"eventTime"', 1)), /12\\:00\\:01 UTC/);
  });

  it("says nothing about other JSON", async () => {
    const { document } = await show(
      folder.write("settings.json", '{"eventTimes": 1, "userIdentity": {"type": "Root"}, "files": {}}'),
    );
    await (await theApi()).close();
    assert.equal(await hoverText(document.uri, placeOf(document, '"userIdentity"')), "");
  });

  it("reads Cognito's parameters from AWS's own texts", async () => {
    const list = [
      record(0, {
        eventSource: "cognito-idp.amazonaws.com",
        eventName: "CreateUserPoolDomain",
        requestParameters: { customDomainConfig: {} },
      }),
    ];
    const { document } = await show(folder.write("a.json", manyLines(list)));
    await isRead(1);
    assert.match(await hoverText(document.uri, placeOf(document, '"customDomainConfig"')), /AWS\\'s text/);
  });

  it("offers to look up a user, where the workspace is trusted, by the event's number, never by log text", async () => {
    const sub = "87a42a58-6051-7076-79e2-fe9208b6ae3c";
    const list = [
      record(0, { eventSource: "cognito-idp.amazonaws.com", eventName: "InitiateAuth", additionalEventData: { sub } }),
    ];
    const { document } = await show(folder.write("a.json", manyLines(list)));
    await isRead(1);
    const markdown = await hoverMarkdown(document.uri, placeOf(document, sub));
    assert.ok(markdown);
    const links = [...markdown.value.matchAll(/command:([^)]*)/g)].map(([, link]) => decodeURIComponent(link ?? ""));
    const [event] = await (await theApi()).events();
    assert.ok(event);
    const command = `cloudtrail.lookUpUser?[{"event":${event.id},"mark":"${markOf(event)}"}]`;
    assert.deepEqual(links, vscode.workspace.isTrusted ? [command] : []);
  });
});

describe("what strangers wrote stays inert", () => {
  const folder = freshFolder();
  const hostile = [
    "[click](command:workbench.action.quit)",
    "![x](https://evil.example/x.png)",
    "<img src=x onerror=alert(1)><script>alert(1)</script>",
    "https://evil.example/ www.evil.example someone@evil.example",
    "$(sync~spin) **bold** `code` | table | ~~gone~~ # heading",
    "\u202edesrever\u2066 \u0000\u001b[31m \n\n# heading\n\n- list",
    "&lt;b&gt; &#60;b&#62; \\[a](b)",
    "a".repeat(640 * 1024), // three times in a record: the maximum length that is still explained
  ];

  it("in Markdown nothing of it is left but text", async () => {
    for (const [n, text] of hostile.entries()) {
      const list = [
        record(0, { userAgent: "x", userIdentity: { type: "IAMUser", userName: text, accountId: text, arn: text } }),
      ];
      // a new file: VS Code would take its time to read a changed one again, and show no hover
      const { document } = await show(folder.write(`${n}.json`, manyLines(list)));
      await isRead(1);
      const markdown = await hoverMarkdown(document.uri, placeOf(document, '"userIdentity"'));
      assert.ok(markdown, text.slice(0, 30));
      const { value } = markdown;
      assert.ok(value.length < 4000, `${value.length} characters`);
      assert.ok(!markdown.isTrusted);
      const links = [...value.matchAll(/(?<!\\)\]\(([^)]*)\)/g)].map(([, link]) => link);
      assert.ok(
        links.length > 0 && links.every((link) => link?.startsWith("https://docs.aws.amazon.com/")),
        links.join(),
      );
      // between our own **…**, *…* and links, all punctuation has a backslash
      const said = value
        .replace(/(?<!\\)\[((?:[^\]\\]|\\.)*)\]\([^)]*\)/g, "")
        .replace(/\\./gs, "")
        .replace(/\*+/g, "");
      assert.doesNotMatch(said, /[<>[\]()`_~#!|&$@:/]/, text.slice(0, 30));
      // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
      assert.doesNotMatch(value, /[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069]/);
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
      await (await theApi()).close();
    }
  });

  it("a long text is cut, and the hover says so", async () => {
    const { document } = await show(
      folder.write("a.json", manyLines([record(0, { userIdentity: { type: "IAMUser", userName: "a".repeat(5000) } })])),
    );
    await isRead(1);
    assert.match(
      await hoverText(document.uri, placeOf(document, '"userIdentity"')),
      /cut off\\, \d+ characters in all/,
    );
  });

  it("JSON in a text is laid out as code that nothing in it can end", async () => {
    const policy = '{"a":"```\\n[x](command:evil) <b> \\u202e $(sync)","b":["````"]}';
    const { document } = await show(
      folder.write("a.json", manyLines([record(0, { requestParameters: { policyDocument: policy } })])),
    );
    await isRead(1);
    const markdown = await hoverMarkdown(document.uri, placeOf(document, '"policyDocument"'));
    assert.ok(markdown);
    const [, fence = "", code] = /\n\n(`{5})json\n([\s\S]*?)\n\1\n\n/.exec(markdown.value) ?? [];
    assert.equal(fence, "`````");
    assert.equal(code, '{\n  "a": "```\\n[x](command:evil) <b> \\u202e $(sync)",\n  "b": [\n    "````"\n  ]\n}');
    assert.ok(!markdown.isTrusted && !markdown.supportHtml && !markdown.supportThemeIcons);
  });

  it("only commands that were asked for can be run", () => {
    const plain = explanationMarkdown({ what: ["a"], links: [] });
    assert.equal(plain.isTrusted, false);
    const linked = explanationMarkdown({ what: ["a"], links: [] }, [
      { label: "b", command: "cloudtrail.lookUpUser", arguments: [{ event: 1 }] },
    ]);
    assert.deepEqual(linked.isTrusted, { enabledCommands: ["cloudtrail.lookUpUser"] });
  });
});
