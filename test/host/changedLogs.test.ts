/** What shows or copies a record after its log's file was changed behind VS Code's back: never another event's record. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import type { EventRow } from "../../src/core/events/row";
import { markOf } from "../../src/core/shapes/recordMark";
import { startEngine } from "../../src/engine/client";
import type { Engine } from "../../src/engine/engine";
import { TreeFilter } from "../../src/features/tree/filter";
import { itemOf } from "../../src/features/tree/item";
import { arnAt } from "../../src/features/tree/linkedValue";
import { EventTree } from "../../src/features/tree/tree";
import { chosen, chosenEvent, eventOf } from "../../src/ui/chosenEvent";
import { recordUri } from "../../src/ui/recordUri";
import { recordOf } from "../../src/ui/spanRecord";
import { freshFolder, manyLines, oneLine, record, show, theApi, until } from "./support";

const never = new vscode.CancellationTokenSource().token;
const gone = /no longer/;

/** An engine of the tests' own: nothing watches its files. */
async function withEngine(
  run: (engine: Engine, rowsOf: (uri: vscode.Uri) => Promise<EventRow[]>) => Promise<void>,
): Promise<void> {
  const extension = vscode.extensions.getExtension("cloudtrail-inspector.cloudtrail-inspector");
  assert.ok(extension);
  const engine = startEngine(path.join(extension.extensionPath, "dist", "engine.js"));
  try {
    await run(engine, async (uri) => {
      await engine.logs.open({ kind: "file", uri: uri.toString(), path: uri.fsPath });
      const result = await engine.events.select({});
      return result.rows(0, result.count);
    });
  } finally {
    engine.dispose();
  }
}

/** Nothing but its name tells it from the others. */
const withoutId = (n: number) => record(0, { eventID: undefined, eventName: `Call${n}` });
const withId = (n: number) => record(n, { eventName: `Call${n}` });

describe("a log that was changed after it was read", () => {
  const folder = freshFolder();

  for (const [kind, make] of [
    ["with IDs", withId],
    ["without IDs", withoutId],
  ] as const) {
    it(`shows no tooltip's sentence, record, link or address of another event: records ${kind}`, async () => {
      await withEngine(async (engine, rowsOf) => {
        const uri = folder.write("a.json", oneLine([make(1), make(2), make(3)]));
        const rows = await rowsOf(uri);
        const tree = new EventTree(engine, new TreeFilter());
        const tooltipOf = async (row: EventRow): Promise<string> => {
          const node = { kind: "event", id: "x", row, dated: true, parent: undefined } as unknown as Parameters<
            typeof itemOf
          >[0];
          const { tooltip } = await tree.resolveTreeItem(itemOf(node, "UTC"), node, never);
          return (tooltip as vscode.MarkdownString).value;
        };
        const [, , last] = rows;
        assert.ok(last);
        assert.match(await tooltipOf(last), /called Call3/);
        writeFileSync(uri.fsPath, oneLine([make(1), make(3), make(2)]));
        const tooltip = await tooltipOf(last);
        assert.match(tooltip, /Call3/);
        assert.doesNotMatch(tooltip, /Call2|called/);
        await assert.rejects(arnAt(engine, { ...chosen(last), value: 0 }), gone);
        await until(
          "it is read again",
          async () => (await engine.events.recordAt(last.uri, last.start))?.eventName === "Call2",
        );
        await assert.rejects(chosenEvent(engine, last.id, chosen(last).mark), gone);
        const other = await engine.events.recordAt(last.uri, last.start);
        assert.ok(other);
        await assert.rejects(chosenEvent(engine, other.id, chosen(last).mark), gone);
        const text = await engine.text.record(other.id);
        assert.ok(text && recordOf(uri, text, markOf(other)));
        assert.equal(recordOf(uri, text, markOf(last)), undefined);
        assert.equal(await eventOf(engine, recordUri(last)), undefined);
        assert.equal((await eventOf(engine, recordUri(other)))?.id, other.id);
        tree.dispose();
      });
    });
  }

  it("copies nothing as another event's record, of one row or of several, and a summary of what was read", async () => {
    const api = await theApi();
    const uri = folder.write("a.json", oneLine([withId(1), withId(2), withId(3)]));
    await api.open(uri);
    const nodes = (await api.events()).map((row) => ({ kind: "event", row: { ...row, id: Number(row.id) } }));
    const copied = async (command: string, ...which: number[]): Promise<string> => {
      await vscode.env.clipboard.writeText("untouched");
      const chosenNodes = which.map((n) => nodes[n]);
      await vscode.commands.executeCommand(command, chosenNodes[0], chosenNodes);
      return vscode.env.clipboard.readText();
    };
    assert.match(await copied("cloudtrail.copyJson", 1), /"eventName": "Call2"/);
    writeFileSync(uri.fsPath, oneLine([withId(1), withId(3), withId(2)]));
    for (const [command, ...which] of [
      ["cloudtrail.copyJson", 1],
      ["cloudtrail.copyJson", 0, 1, 2],
    ] as const)
      assert.equal(await copied(command, ...which), "untouched");
    assert.match(await copied("cloudtrail.copySummary", 1, 2), /Call2(.|\n)*Call3/);
    assert.match(await copied("cloudtrail.copyEventId", 1), /2$/);
  });

  it("opens no other event's record for a row of the tree", async () => {
    const api = await theApi();
    const uri = folder.write("a.json", oneLine([withoutId(1), withoutId(2)]));
    await api.open(uri);
    const [, second] = await api.events();
    assert.ok(second);
    writeFileSync(uri.fsPath, oneLine([withoutId(2), withoutId(1)]));
    await vscode.commands.executeCommand("cloudtrail.openRecord", Number(second.id));
    for (const { document } of vscode.window.visibleTextEditors) assert.doesNotMatch(document.getText(), /Call1/);
  });

  it("selects nothing in a document that was edited since", async () => {
    const api = await theApi();
    const { document } = await show(folder.write("a.json", manyLines([withId(1), withId(2)])));
    await until("the events are there", async () => (await api.coverage()).events === 2);
    const [, second] = await api.events();
    assert.ok(second);
    const change = new vscode.WorkspaceEdit();
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    change.replace(document.uri, whole, manyLines([withId(2), withId(1)]));
    await vscode.workspace.applyEdit(change);
    await vscode.commands.executeCommand("cloudtrail.openRecord", Number(second.id));
    for (const { document: shown, selection } of vscode.window.visibleTextEditors)
      assert.doesNotMatch(shown.uri.scheme === "cloudtrail" ? shown.getText() : shown.getText(selection), /Call1/);
  });

  it("takes no text out of a document that has the same version and another text", async () => {
    await withEngine(async (engine) => {
      const before = manyLines([withId(1), withId(2)]);
      const { document } = await show(folder.write("a.json", manyLines([withId(2), withId(1)])));
      await engine.logs.open({
        kind: "text",
        uri: document.uri.toString(),
        version: document.version,
        length: before.length,
        async *slices() {
          yield before;
        },
      });
      const result = await engine.events.select({});
      for (const row of await result.rows(0, 2)) {
        const text = await engine.text.record(row.id);
        assert.equal(text?.kind, "document");
        assert.equal(recordOf(document.uri, text as NonNullable<typeof text>, markOf(row)), undefined);
      }
    });
  });
});
