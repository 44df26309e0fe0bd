import assert from "node:assert/strict";
import * as path from "node:path";
import * as vscode from "vscode";
import type { PublicApi } from "../../src/api";
import { startEngine } from "../../src/engine/client";
import type { Change, Engine } from "../../src/engine/engine";
import { TreeFilter } from "../../src/features/tree/filter";
import type { OutlineNode } from "../../src/features/tree/outline";
import { EventTree, type TreeState } from "../../src/features/tree/tree";

const id = "cloudtrail-inspector.cloudtrail-inspector";

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension(id);
  assert.ok(found, `${id} is installed`);
  return found;
}

interface Made {
  time: string;
  source?: string;
  type?: string;
  account?: string;
  name?: string;
  error?: string;
}

function log(events: readonly Made[]): Uint8Array {
  const records = events.map(
    (
      { time, source = "s3.amazonaws.com", type = "IAMUser", account = "111122223333", name = "GetObject", error },
      n,
    ) => ({
      eventVersion: "1.11",
      userIdentity: { type, accountId: account, userName: "alice", arn: `arn:aws:iam::${account}:user/alice` },
      eventTime: time,
      eventSource: source,
      eventName: name,
      awsRegion: "eu-west-1",
      sourceIPAddress: "203.0.113.5",
      userAgent: "test",
      ...(error === undefined ? {} : { errorCode: error }),
      requestParameters: null,
      responseElements:
        name === "AssumeRole" ? { credentials: { accessKeyId: "ASIAEXAMPLE", sessionToken: "FwoG", n: 1.1e1 } } : null,
      eventID: `e-${n}`,
      eventType: "AwsApiCall",
      recipientAccountId: account,
    }),
  );
  // By hand: JSON.stringify would not write the number as the test expects it.
  return Buffer.from(JSON.stringify({ Records: records }).replaceAll('"n":11', '"n":11.00'));
}

const never = new vscode.CancellationTokenSource().token;
const start = Date.parse("2025-01-21T00:00:00Z");
/** One event a minute for two days: more than a level holds. */
const twoDays: Made[] = Array.from({ length: 2880 }, (_, n) => ({
  time: new Date(start + n * 60_000).toISOString().replace(".000", ""),
  ...(n % 10 === 0 ? { error: "AccessDenied" } : {}),
}));

describe("the tree", () => {
  let engine: Engine;
  let filter: TreeFilter;
  let tree: EventTree;
  let latest: TreeState | undefined;

  before(() => {
    engine = startEngine(path.join(extension().extensionPath, "dist", "engine.js"));
  });
  after(() => engine.dispose());
  beforeEach(() => {
    filter = new TreeFilter();
    tree = new EventTree(engine, filter);
    latest = undefined;
    tree.onDidRefresh((state) => {
      latest = state;
    });
    engine.onDidChange((change) => tree.engineChanged(change));
    filter.onDidChange(() => tree.reload());
  });
  afterEach(async () => {
    tree.dispose();
    filter.dispose();
    await engine.logs.close();
  });

  const open = (bytes: Uint8Array, uri = "test:/log.json") => engine.logs.open({ kind: "bytes", uri, bytes });

  async function refreshed(holds: (state: TreeState) => boolean): Promise<void> {
    if (latest !== undefined && holds(latest)) return;
    await new Promise<void>((resolve) => {
      const wait = tree.onDidRefresh((state) => {
        if (!holds(state)) return;
        wait.dispose();
        resolve();
      });
      tree.reload();
    });
  }

  async function children(...labels: string[]): Promise<OutlineNode[]> {
    let nodes = await tree.getChildren();
    for (const label of labels) {
      const node = nodes.find((one) => tree.getTreeItem(one).label === label);
      assert.ok(node, `${label} is among ${nodes.map((one) => tree.getTreeItem(one).label).join(", ")}`);
      nodes = await tree.getChildren(node);
    }
    return nodes;
  }
  const lines = (nodes: readonly OutlineNode[]): string[] =>
    nodes.map((node) => {
      const item = tree.getTreeItem(node);
      return `${item.label} | ${item.description}`;
    });

  it("is not drawn again where nothing has changed: rows would change places under the mouse", async () => {
    const told: Change[] = [];
    const listening = engine.onDidChange((change) => told.push(change));
    await open(log([{ time: "2025-01-21T10:00:00Z" }]));
    await refreshed(({ coverage }) => coverage.events === 1);
    listening.dispose();
    const change = told.at(-1) as Change;
    const changed = (revision: number): Promise<void> =>
      new Promise((resolve) => {
        const wait = tree.onDidRefresh(() => {
          wait.dispose();
          resolve();
        });
        tree.engineChanged({ ...change, revision });
      });
    await changed(change.revision);
    let drawn = 0;
    tree.onDidChangeTreeData(() => drawn++);
    await changed(change.revision);
    assert.equal(drawn, 0);
    await changed(change.revision + 1);
    assert.equal(drawn, 1);
    tree.nothingIsDrawn();
    await changed(change.revision + 1);
    assert.equal(drawn, 2);
  });

  it("groups by event source, then identity, then time", async () => {
    await open(
      log([
        { time: "2025-01-21T10:00:00Z" },
        { time: "2025-01-21T09:00:00Z", error: "NoSuchKey" },
        { time: "2025-01-21T11:00:00Z", type: "AWSAccount", account: "123456789012" },
        { time: "2025-01-21T11:00:01Z", type: "AWSAccount", account: "111122223333" },
        { time: "2025-01-21T12:00:00Z", source: "sts.amazonaws.com", name: "AssumeRole", type: "Brand New" },
      ]),
    );
    await refreshed(({ coverage }) => coverage.events === 5);
    assert.deepEqual(lines(await children()), ["s3.amazonaws.com | 4 · 1 failed", "sts.amazonaws.com | 1"]);
    assert.deepEqual(lines(await children("s3.amazonaws.com")), [
      "IAM user | 2 · 1 failed",
      "Another AWS account (111122223333) | 1",
      "Another AWS account (123456789012) | 1",
    ]);
    assert.deepEqual(lines(await children("sts.amazonaws.com")), ["Brand New | 1"]);
    assert.deepEqual(lines(await children("s3.amazonaws.com", "IAM user")), [
      "2025-01-21 09:00:00 UTC · GetObject | alice · failed: NoSuchKey",
      "2025-01-21 10:00:00 UTC · GetObject | alice",
    ]);
    assert.deepEqual(lines(await children("s3.amazonaws.com", "Another AWS account (111122223333)")).length, 1);
  });

  it("splits long lists by time and loses no event", async () => {
    await open(log(twoDays));
    await refreshed(({ coverage }) => coverage.events === 2880);
    assert.deepEqual(lines(await children("s3.amazonaws.com", "IAM user")), [
      "2025-01-21 Tue (UTC) | 1,440 · 144 failed",
      "2025-01-22 Wed (UTC) | 1,440 · 144 failed",
    ]);
    const day = await children("s3.amazonaws.com", "IAM user", "2025-01-22 Wed (UTC)");
    assert.equal(lines(day)[5], "05:00–05:59 UTC | 60 · 6 failed");

    const seen = new Set<number>();
    const walk = async (nodes: readonly OutlineNode[]): Promise<void> => {
      assert.ok(nodes.length <= 500);
      for (const node of nodes) {
        if (node.kind === "event") seen.add(node.row.id);
        else await walk(await tree.getChildren(node));
      }
    };
    await walk(await tree.getChildren());
    assert.equal(seen.size, 2880);
  });

  it("keeps the meaning of its nodes, however much others ask", async () => {
    await open(log(twoDays));
    await refreshed(({ coverage }) => coverage.events === 2880);
    const hours = await children("s3.amazonaws.com", "IAM user", "2025-01-21 Tue (UTC)");
    for (let n = 0; n < 10; n++) await engine.events.select({ eventID: `e-${n}` });
    const [midnight] = hours;
    assert.ok(midnight);
    assert.equal((await tree.getChildren(midnight)).length, 60);
  });

  it("finds the way to an event, however deep", async () => {
    await open(log(twoDays));
    await refreshed(({ coverage }) => coverage.events === 2880);
    const result = await engine.events.select({});
    const [row] = await result.rows(2000, 2001);
    assert.ok(row);
    const node = await tree.source.nodeOf(row);
    const up: string[] = [];
    for (let at: OutlineNode | undefined = node; at !== undefined; at = tree.getParent(at)) {
      up.unshift(String(tree.getTreeItem(at).label));
    }
    assert.deepEqual(up, [
      "s3.amazonaws.com",
      "IAM user",
      "2025-01-22 Wed (UTC)",
      "09:00–09:59 UTC",
      "09:20:00 UTC · GetObject",
    ]);
  });

  it("shows failed and denied events only, and all again", async () => {
    await open(log(twoDays));
    await refreshed(({ coverage }) => coverage.events === 2880);
    filter.showFailedOnly();
    await refreshed(({ shown }) => shown === 288);
    assert.deepEqual(lines(await children()), ["s3.amazonaws.com | 288 · 288 failed"]);
    assert.equal((await children("s3.amazonaws.com", "IAM user")).length, 288);
    filter.showAll();
    await refreshed(({ shown }) => shown === 2880);
  });

  it("says that events within one second have no order", async () => {
    await open(
      log([{ time: "2025-01-21T10:00:00Z" }, { time: "2025-01-21T10:00:00Z" }, { time: "2025-01-21T10:00:01Z" }]),
    );
    await refreshed(({ coverage }) => coverage.events === 3);
    const nodes = await children("s3.amazonaws.com", "IAM user");
    assert.deepEqual(
      nodes.map((node) => tree.getTreeItem(node).description),
      ["alice · same second", "alice · same second", "alice"],
    );
    const [first] = nodes;
    assert.ok(first);
    const { tooltip } = await tree.resolveTreeItem(tree.getTreeItem(first), first, never);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.match(tooltip.value, /does not record their order/);
  });

  it("tells an event in one sentence when it is pointed at", async () => {
    await open(log([{ time: "2025-01-21T10:00:00Z", error: "AccessDenied" }]));
    await refreshed(({ coverage }) => coverage.events === 1);
    const [node] = await children("s3.amazonaws.com", "IAM user");
    assert.ok(node);
    const { tooltip } = await tree.resolveTreeItem(tree.getTreeItem(node), node, never);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.match(tooltip.value.replaceAll("\\", ""), /^IAM user alice tried to call GetObject of Amazon S3: denied/);
  });

  it("lets no name in a log pass for Markdown or turn the reading direction", async () => {
    await open(log([{ time: "2025-01-21T10:00:00Z", name: "[x](command:evil) \u202egpj.exe $(error)" }]));
    await refreshed(({ coverage }) => coverage.events === 1);
    const [node] = await children("s3.amazonaws.com", "IAM user");
    assert.ok(node);
    const item = tree.getTreeItem(node);
    assert.match(String(item.label), /⟨U\+202E⟩/);
    const { tooltip } = await tree.resolveTreeItem(item, node, never);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.ok(!tooltip.value.includes("[x]("), tooltip.value);
    assert.ok(!tooltip.isTrusted && !tooltip.supportHtml && !tooltip.supportThemeIcons);
  });

  it("has a name for a screen reader on every node, with the outcome in it", async () => {
    await open(log([{ time: "2025-01-21T10:00:00Z", error: "AccessDenied" }]));
    await refreshed(({ coverage }) => coverage.events === 1);
    for (const nodes of [await children(), await children("s3.amazonaws.com")]) {
      for (const node of nodes) assert.ok(tree.getTreeItem(node).accessibilityInformation?.label);
    }
    const [event] = await children("s3.amazonaws.com", "IAM user");
    assert.ok(event);
    assert.equal(
      tree.getTreeItem(event).accessibilityInformation?.label,
      "GetObject, denied: AccessDenied, IAM user, alice, 2025-01-21 10:00:00 UTC",
    );
  });

  it("keeps a place's id while more is read, so that it stays expanded", async () => {
    await open(log([{ time: "2025-01-21T10:00:00Z" }]));
    await refreshed(({ coverage }) => coverage.events === 1);
    const before = (await children("s3.amazonaws.com")).map(({ id }) => id);
    await open(log(twoDays), "test:/other.json");
    await refreshed(({ coverage, loading }) => coverage.events > 1 && loading.length === 0);
    assert.deepEqual(
      (await children("s3.amazonaws.com")).map(({ id }) => id),
      before,
    );
  });
});

describe("copying from the tree", () => {
  type Copyable = { kind: "event"; row: { id: number; uri: string; arn?: string; eventID?: string } };
  let api: PublicApi;
  before(async () => {
    api = (await extension().activate()) as PublicApi;
  });
  afterEach(() => api.close());

  /** What the tree's menu passes for each of these events. */
  async function nodesOf(events: readonly Made[]): Promise<Copyable[]> {
    const content = Buffer.from(log(events)).toString();
    const document = await vscode.workspace.openTextDocument({ language: "json", content });
    await api.open(document.uri);
    return (await api.events()).map((row) => ({ kind: "event", row: { ...row, id: Number(row.id) } }));
  }

  it("copies the record as it is, but no secrets", async () => {
    const [node] = await nodesOf([{ time: "2025-01-21T10:00:00Z", name: "AssumeRole" }]);
    await vscode.commands.executeCommand("cloudtrail.copyJson", node);
    const copied = await vscode.env.clipboard.readText();
    assert.match(copied, /"accessKeyId": "ASIAEXAMPLE"/);
    assert.match(copied, /"sessionToken": "<removed when copied>"/);
    assert.match(copied, /"n": 11\.00/);
    assert.ok(!copied.includes("FwoG"));
  });

  it("copies no line end and no change of the reading direction that a stranger wrote", async () => {
    const name = "Get\nWho: root\u202e\u2028";
    const nodes = await nodesOf([{ time: "2025-01-21T10:00:00Z", name, account: "1\r\n2", error: "No\u2066\u0000" }]);
    const copied = async (command: string): Promise<string> => {
      await vscode.commands.executeCommand(command, nodes[0]);
      return vscode.env.clipboard.readText();
    };
    assert.equal(await copied("cloudtrail.copyArn"), "arn:aws:iam::1␍␊2:user/alice");
    const lines = (await copied("cloudtrail.copySummary")).split("\n");
    assert.deepEqual(
      lines.map((line) => line.replace(/:.*/, "")),
      ["Who", "What", "Where", "When", "Outcome"],
    );
    assert.ok(lines[1]?.includes("Get␊Who: root⟨U+202E⟩⟨U+2028⟩ · s3.amazonaws.com"), lines[1]);
    assert.ok(lines[4]?.includes("No⟨U+2066⟩␀"), lines[4]);
    assert.ok((await copied("cloudtrail.copyJson")).includes(JSON.stringify(name)), "a record stays as it is");
  });

  it("copies all rows that are selected, and what they share once", async () => {
    const nodes = await nodesOf([
      { time: "2025-01-21T10:00:00Z" },
      { time: "2025-01-21T10:00:01Z" },
      { time: "2025-01-21T10:00:02Z", account: "123456789012" },
    ]);
    const copied = async (command: string): Promise<string> => {
      await vscode.commands.executeCommand(command, nodes[1], nodes);
      return vscode.env.clipboard.readText();
    };
    assert.equal(await copied("cloudtrail.copyEventId"), "e-0\ne-1\ne-2");
    assert.equal(
      await copied("cloudtrail.copyArn"),
      "arn:aws:iam::111122223333:user/alice\narn:aws:iam::123456789012:user/alice",
    );
    const ids = [...(await copied("cloudtrail.copyJson")).matchAll(/"eventID": "(e-\d)"/g)].map(([, id]) => id);
    assert.deepEqual(ids, ["e-0", "e-1", "e-2"]);
  });
});
