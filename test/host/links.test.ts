import assert from "node:assert/strict";
import path from "node:path";
import * as vscode from "vscode";
import { startEngine } from "../../src/engine/client";
import type { Engine } from "../../src/engine/engine";
import { linkProvider } from "../../src/features/links";
import { TreeFilter } from "../../src/features/tree/filter";
import { findValue } from "../../src/features/tree/findValue";
import { Logs } from "../../src/logs";
import { apiTextsIn } from "../../src/ui/apiTexts";
import { freshFolder, jsonLines, manyLines, oneLine, record, records, show, theApi, until } from "./support";

const dist = path.join(__dirname, "../../../dist");
const never = new vscode.CancellationTokenSource().token;
const role = "arn:aws:iam::123456789012:role/Deploy";

const assumed = (n: number) =>
  record(n, {
    eventSource: "sts.amazonaws.com",
    eventName: "AssumeRole",
    requestParameters: {
      roleArn: role,
      note: "arn:aws:iam::123456789012:role/with space? no: \u202e",
      text: `see ${role}`,
    },
  });

/** The links of the running extension, resolved as by a click. */
async function links(document: vscode.TextDocument): Promise<[text: string, to: string][]> {
  const all = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
    "vscode.executeLinkProvider",
    document.uri,
    1000,
  );
  return all.map(({ range, target }) => [document.getText(range), target?.toString(true) ?? ""]);
}

async function linksOnce(document: vscode.TextDocument): Promise<[text: string, to: string][]> {
  return until("links", async () => {
    const all = await links(document);
    return all.length > 0 ? all : undefined;
  });
}

describe("links in records", () => {
  const folder = freshFolder();
  const shapes: [name: string, file: string, content: string][] = [
    ["indented", "a.json", manyLines([assumed(0), assumed(1)])],
    ["one long line", "b.json", oneLine([assumed(0), assumed(1)])],
    ["one record a line", "c.jsonl", jsonLines([assumed(0), assumed(1)])],
  ];
  for (const [name, file, content] of shapes) {
    it(`fields and the operation lead to AWS's pages, ARNs to a command with two numbers and a mark: ${name}`, async () => {
      const { document } = await show(folder.write(file, content));
      const all = await linksOnce(document);
      const to = (text: string) => all.filter(([one]) => one === text).map(([, target]) => target);
      assert.deepEqual(
        to("AssumeRole"),
        Array(2).fill("https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html"),
      );
      assert.equal(to("userIdentity").length, 2);
      assert.match(to("userIdentity")[0] ?? "", /^https:\/\/docs\.aws\.amazon\.com\/.*user-identity\.html$/);
      assert.match(to("errorCode").join(), /^$/);
      for (const arn of [role, "arn:aws:iam::123456789012:user/Alice"]) {
        assert.equal(to(arn).length, 2, arn);
        for (const target of to(arn))
          assert.match(
            target,
            /^command:cloudtrail\.findValue\?\[\{"event":\d+,"mark":"[0-9a-f]{26}","value":\d+\}\]$/,
          );
      }
      for (const [text, target] of all) {
        assert.match(target, /^(https:\/\/docs\.aws\.amazon\.com\/|command:cloudtrail\.findValue\?)/, text);
        assert.doesNotMatch(text, /["\n]|^see /);
      }
    });
  }

  it("in a record's own document too", async () => {
    const uri = folder.write("d.json", oneLine([assumed(0), assumed(1)]));
    const api = await theApi();
    await api.open(uri);
    const [, second] = await api.events();
    await vscode.commands.executeCommand("cloudtrail.openRecord", Number(second?.id));
    const document = await until("its document", () => vscode.window.activeTextEditor?.document);
    const arns = (await linksOnce(document)).filter(([text]) => text === role);
    assert.equal(arns.length, 1);
    assert.match(arns[0]?.[1] ?? "", new RegExp(`"event":${second?.id},`));
  });

  it("a record whose log is closed says so at the click: no event has the number", async () => {
    const uri = folder.write("e.json", oneLine([assumed(0)]));
    const api = await theApi();
    await api.open(uri);
    const [first] = await api.events();
    await vscode.commands.executeCommand("cloudtrail.openRecord", Number(first?.id));
    const document = await until("its document", () => vscode.window.activeTextEditor?.document);
    await linksOnce(document);
    await api.close();
    const arns = (await links(document)).filter(([text]) => text === role);
    assert.match(arns[0]?.[1] ?? "", /"event":-1,/);
  });

  it("other JSON has none of ours, and a document above 1 MiB has none", async () => {
    const { document } = await show(folder.write("settings.json", `{"eventName": "AssumeRole", "a": ["${role}"]}`));
    assert.deepEqual(await own(async ({ provide }) => provide(document)), undefined);
    const { document: large } = await show(folder.write("large.json", manyLines(records(1400))));
    assert.ok(large.getText().length > 1024 * 1024);
    assert.deepEqual(
      await own(async ({ logs, provide }) => {
        await logs.open(large.uri, "command");
        return provide(large);
      }),
      undefined,
    );
  });

  it("a question that was taken back is not answered", async () => {
    const { document } = await show(folder.write("f.json", manyLines(records(300))));
    await own(async ({ logs, provide }) => {
      await logs.open(document.uri, "command");
      const source = new vscode.CancellationTokenSource();
      const answer = provide(document, source.token);
      source.cancel();
      assert.equal(await answer, undefined);
      assert.ok(((await provide(document)) ?? []).length > 1000);
    });
  });

  it("the command reads the value itself and shows the events that have it; anything but an ARN is refused", async () => {
    const { document } = await show(folder.write("g.json", manyLines([record(0), assumed(1), assumed(2)])));
    await own(async ({ engine, logs, provider, provide }) => {
      await logs.open(document.uri, "command");
      const all = (await provide(document)) ?? [];
      const link = all.find(({ range }) => document.getText(range) === role);
      assert.ok(link);
      const target = (await provider.resolveDocumentLink?.(link, never))?.target;
      const [place] = JSON.parse(target?.query ?? "") as [{ event: number; value: number }];
      const filter = new TreeFilter();
      await findValue(engine, filter, place);
      assert.deepEqual(filter.query(), { target: role });
      for (const wrong of [
        { ...place, value: place.value - 1 },
        { ...place, value: 10_000 },
        { event: -1, value: 0 },
      ]) {
        await assert.rejects(findValue(engine, filter, wrong), /no longer open/);
      }
      filter.dispose();
    });
  });

  it("where there are too many, operations and ARNs stay, and the fields of the first events", async () => {
    const { document } = await show(folder.write("many.json", manyLines(records(1300))));
    await own(async ({ logs, provide }) => {
      await logs.open(document.uri, "command");
      const all = (await provide(document)) ?? [];
      assert.equal(all.length, 6000);
      const count = (text: string) => all.filter(({ range }) => document.getText(range) === text).length;
      assert.equal(count("GetBucketAcl"), 1300);
      assert.equal(count("arn:aws:iam::123456789012:user/Alice"), 1300);
      assert.ok(count("userIdentity") > 100);
    });
  }).timeout(60_000);

  it("in a long document they are made with turns for others between them", async () => {
    const { document } = await show(folder.write("turns.json", manyLines(records(1300))));
    await own(async ({ logs, provide }) => {
      await logs.open(document.uri, "command");
      let [turns, waiting] = [0, true];
      const others = () => {
        turns++;
        if (waiting) setImmediate(others);
      };
      setImmediate(others);
      const found = await provide(document);
      waiting = false;
      assert.equal(found?.length, 6000);
      assert.ok(turns > 10, `${turns} turns`);
    });
  }).timeout(60_000);
});

interface Own {
  engine: Engine;
  logs: Logs;
  provider: vscode.DocumentLinkProvider;
  provide(document: vscode.TextDocument, token?: vscode.CancellationToken): Promise<vscode.DocumentLink[] | undefined>;
}

/** The provider's own parts, separate from those of the extension. */
async function own<T>(use: (parts: Own) => Promise<T>): Promise<T> {
  const engine = startEngine(path.join(dist, "engine.js"));
  const logs = new Logs(engine);
  const provider = linkProvider(engine, logs, apiTextsIn(path.join(dist, "api")));
  try {
    return await use({
      engine,
      logs,
      provider,
      provide: async (document, token = never) => (await provider.provideDocumentLinks(document, token)) ?? undefined,
    });
  } finally {
    logs.dispose();
    engine.dispose();
  }
}
