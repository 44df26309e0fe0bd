import assert from "node:assert/strict";
import * as vscode from "vscode";
import { freshFolder, gzipped, record, show, theApi, until } from "./support";

const history = [
  "User name,AWS access key,Event time,Event source,Event name,AWS region,Source IP address,User agent,Error code,Resources,Request ID,Event ID,Read-only,Event type,Recipient Account Id,Event category",
  'alice,AKIAIOSFODNN7EXAMPLE,2026-03-02T10:10:00Z,cognito-idp.amazonaws.com,AdminGetUser,eu-west-1,192.0.2.7,"an agent\nof two lines",,[],6da2a3c8-0000-4000-8000-000000000001,00000000-0000-4000-8000-000000000001,true,AwsApiCall,123456789012,Management',
].join("\r\n");
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

async function openRecord(): Promise<vscode.TextDocument> {
  const [event] = await (await theApi()).events();
  await vscode.commands.executeCommand("cloudtrail.openRecord", Number(event?.id));
  const editor = await until("the record's document is shown", () =>
    vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === "cloudtrail"),
  );
  return editor.document;
}

async function hoverOn(document: vscode.TextDocument, text: string): Promise<string> {
  const at = document.positionAt(document.getText().indexOf(text) + 2);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", document.uri, at);
  return hovers.flatMap(({ contents }) => contents.map((one) => (one as vscode.MarkdownString).value)).join("\n");
}

describe("a table of events", () => {
  const folder = freshFolder();

  const ways: [name: string, open: (uri: vscode.Uri) => Thenable<unknown>][] = [
    ["from the disk", (uri) => vscode.commands.executeCommand("cloudtrail.openThisLog", uri)],
    [
      "from an editor",
      async (uri) => {
        await show(uri);
        await vscode.commands.executeCommand("cloudtrail.openThisLog", uri);
      },
    ],
  ];
  for (const [name, open] of ways) {
    it(`${name}: a row of Event history's CSV opens as a record with hovers, which says what it was made of`, async () => {
      await open(folder.write("event_history.csv", history));
      const coverage = await (await theApi()).coverage();
      assert.deepEqual([coverage.events, coverage.reduced, coverage.logs[0]?.shape], [1, 1, "eventHistoryCsv"]);
      const [group] = await (await theApi()).groups({ by: ["identity"] });
      assert.equal(group?.label, "Not in this file (CSV)");
      const document = await openRecord();
      const [first, ...rest] = document.getText().split("\n");
      assert.equal(
        first,
        "// Made from a row of event_history.csv: its cells under CloudTrail’s names. There are no user IDs or parameters in this file (CSV). For whole records, choose “Download as JSON” in Event history.",
      );
      assert.equal(document.languageId, "jsonc");
      assert.deepEqual(JSON.parse(rest.join("\n")), {
        userIdentity: { userName: "alice", accessKeyId: "AKIAIOSFODNN7EXAMPLE" },
        eventTime: "2026-03-02T10:10:00Z",
        eventSource: "cognito-idp.amazonaws.com",
        eventName: "AdminGetUser",
        awsRegion: "eu-west-1",
        sourceIPAddress: "192.0.2.7",
        userAgent: "an agent\nof two lines",
        requestID: "6da2a3c8-0000-4000-8000-000000000001",
        eventID: "00000000-0000-4000-8000-000000000001",
        readOnly: true,
        resources: [],
        eventType: "AwsApiCall",
        recipientAccountId: "123456789012",
        eventCategory: "Management",
      });
      assert.match(await hoverOn(document, '"AKIAIOSFODNN7EXAMPLE"'), /access key/i);
      assert.match(await hoverOn(document, '"eventName"'), /An administrator or a back end reads one user/);
    });
  }

  it("whose cells hold whole records gives those as they are", async () => {
    const whole = JSON.stringify(record(1));
    const csv = `@timestamp,@message\n2026-03-02 10:10:00.000,${quoted(whole)}\n`;
    await vscode.commands.executeCommand("cloudtrail.openThisLog", folder.write("insights.csv.gz", gzipped(csv)));
    const document = await openRecord();
    assert.deepEqual(JSON.parse(document.getText()), record(1));
    assert.match(await hoverOn(document, '"arn:aws:iam::123456789012:user/Alice"'), /Alice/);
  });

  it("packed for Lambda opens from an editor", async () => {
    const message = JSON.stringify({
      messageType: "DATA_MESSAGE",
      logEvents: [{ message: JSON.stringify(record(1)) }],
    });
    const data = Buffer.from(gzipped(message)).toString("base64");
    await show(folder.write("event.json", JSON.stringify({ awslogs: { data } })));
    await until("it is read", async () => (await (await theApi()).coverage()).events === 1);
    assert.deepEqual(JSON.parse((await openRecord()).getText()), record(1));
  });
});
