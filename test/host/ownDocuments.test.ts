/** Anyone can write one of our addresses into a link: it shows only what was opened. */
import assert from "node:assert/strict";
import { cpSync, linkSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { markOf } from "../../src/core/shapes/recordMark";
import { OwnDocuments } from "../../src/ui/ownDocuments";
import { zipOf } from "../support/zip";
import { freshFolder, gzipped, oneLine, record, records, theApi } from "./support";

const SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const NOT_OURS = /^Nothing is shown here\.\nThis was not opened from CloudTrail Inspector in this workspace/;

const textOf = async (uri: vscode.Uri): Promise<string> => (await vscode.workspace.openTextDocument(uri)).getText();

describe("addresses of our documents", () => {
  const folder = freshFolder();
  const secret = (): vscode.Uri => folder.write("credentials", JSON.stringify({ key: SECRET }));
  const length = JSON.stringify({ key: SECRET }).length;
  const address = (log: string, more: object = {}): string =>
    JSON.stringify({ log, start: 0, end: length, mark: "", ...more });

  /** Each of our kinds of documents, for a file. */
  const kinds: [kind: string, at: (log: string) => vscode.Uri][] = [
    ["record", (log) => vscode.Uri.from({ scheme: "cloudtrail", path: "/Call.json", query: address(log) })],
    ["part", (log) => vscode.Uri.from({ scheme: "cloudtrail-part", path: "/part", query: address(log) })],
    ["text", (log) => vscode.Uri.from({ scheme: "cloudtrail-text", path: "/text", query: log })],
  ];
  for (const [kind, at] of kinds) {
    it(`${kind}: no file that nobody opened`, async () =>
      assert.match(await textOf(at(secret().toString())), NOT_OURS));

    it(`${kind}: no matter how its path is written`, async () => {
      const uri = secret();
      const logs = folder.write("logs.json", oneLine(records(3)));
      await (await theApi()).open(logs);
      const file = uri.fsPath;
      const [parent, name] = [path.dirname(file), path.basename(file)];
      const link = path.join(parent, "link.json");
      symlinkSync(file, link);
      const hard = path.join(parent, "hard.json");
      linkSync(file, hard);
      const ways = [
        uri.with({ path: `${parent}/logs.json/../${name}` }).toString(),
        `${logs.toString()}/../${name}`,
        `${logs.toString()}#${name}`,
        `${logs.toString()}#../${name}`,
        `${uri.toString()}#logs.json`,
        `${uri.toString()}?${logs.toString()}`,
        uri.toString().replace("file:///", "file://localhost/"),
        uri.toString().replace("file:///", "FILE:///"),
        uri.toString().replace("credentials", "%63redentials"),
        uri.toString().replace("credentials", "CREDENTIALS"),
        `${logs.toString()}%00${name}`,
        vscode.Uri.file(link).toString(),
        vscode.Uri.file(hard).toString(),
        file,
        `./${name}`,
        "file:///proc/self/environ",
        "",
      ];
      for (const way of ways) {
        const text = await textOf(at(way));
        assert.ok(!text.includes(SECRET), way);
        assert.match(text, NOT_OURS, way);
      }
    });

    it(`${kind}: no file of an open folder that is no log, no file beside it`, async () => {
      const uri = secret();
      const inside = path.join(path.dirname(uri.fsPath), "inside");
      mkdirSync(inside);
      writeFileSync(path.join(inside, "a.json"), oneLine(records(3)));
      cpSync(uri.fsPath, path.join(inside, "credentials"));
      await (await theApi()).open(vscode.Uri.file(inside));
      for (const file of [uri, vscode.Uri.file(path.join(inside, "credentials"))])
        assert.match(await textOf(at(file.toString())), NOT_OURS);
    });
  }

  it("a log that is open is shown: its records, parts of it, its text", async () => {
    const list = [record(1)];
    const packed = folder.write("a.json.gz", gzipped(oneLine(list)));
    await (await theApi()).open(packed);
    const [event] = await (await theApi()).events();
    const log = packed.toString();
    assert.ok(event);
    const place = { start: event.start, end: event.end, mark: markOf(event) };
    const [recordAt, partAt, textAt] = kinds.map(([, at]) => at(log));
    const query = address(log, place);
    assert.deepEqual(JSON.parse(await textOf((recordAt as vscode.Uri).with({ query }))), list[0]);
    assert.match(await textOf((partAt as vscode.Uri).with({ query })), /GetBucketAcl/);
    assert.equal(await textOf(textAt as vscode.Uri), oneLine(list));
  });

  it("a member of an open archive is shown; an archive that nobody opened is not", async () => {
    const content = oneLine([record(1)]);
    const archive = folder.write("all.zip", zipOf([["a.json", content]]));
    const [, part] = kinds[1] as (typeof kinds)[number];
    const member = part(`${archive.toString()}#a.json`);
    assert.match(await textOf(member), NOT_OURS);
    await (await theApi()).open(archive);
    assert.match(await textOf(member.with({ path: "/again" })), /^\{"Records":/);
  });

  it("an invalid address is reported", async () => {
    for (const query of [
      "",
      "{}",
      "[]",
      "null",
      "{",
      '{"log":1,"start":0,"end":1,"mark":""}',
      address("file:///x", { start: -1 }),
    ]) {
      assert.equal(
        await textOf(vscode.Uri.from({ scheme: "cloudtrail", path: "/x.json", query })),
        "This is not the address of a record.",
      );
    }
  });

  describe("after a reload", () => {
    const document = vscode.Uri.from({ scheme: "cloudtrail", path: "/Call.json", query: "{}" });
    /** What VS Code stores for a workspace, as a new window finds it. */
    function memento(): { window: () => OwnDocuments; kept: Map<string, unknown> } {
      const kept = new Map<string, unknown>();
      const state = {
        get: (key: string) => kept.get(key) as never,
        update: async (key: string, value: unknown) => void kept.set(key, JSON.parse(JSON.stringify(value))),
      };
      const isOpen = async (): Promise<boolean> => false;
      return { window: () => new OwnDocuments(isOpen, state), kept };
    }
    const leave = async (own: OwnDocuments, at: vscode.Uri, file: vscode.Uri): Promise<string> =>
      (await own.leaveFor(at, file)).kind;

    it("what was opened is shown, and no other document of the same log", async () => {
      const { window } = memento();
      const log = folder.write("a.json", "1");
      await window().remember(document, log);
      assert.equal(await leave(window(), document, log), "file");
      assert.equal(await leave(window(), document.with({ query: "[]" }), log), "refused");
      assert.equal(await leave(window(), document.with({ scheme: "cloudtrail-part" }), log), "refused");
    });

    it("a file that took its place is not shown: renamed, swapped, or by a link that leads elsewhere", async () => {
      const { window } = memento();
      const log = folder.write("a.json", "1");
      const other = folder.write("b.json", "2");
      await window().remember(document, log);
      renameSync(log.fsPath, `${log.fsPath}.old`);
      cpSync(other.fsPath, log.fsPath);
      assert.equal(await leave(window(), document, log), "refused");
      rmSync(log.fsPath);
      symlinkSync(other.fsPath, log.fsPath);
      assert.equal(await leave(window(), document, log), "refused");
      rmSync(log.fsPath);
      renameSync(`${log.fsPath}.old`, log.fsPath);
      assert.equal(await leave(window(), document, log), "file");
    });

    it("five hundred are known, those shown last", async () => {
      const { window } = memento();
      const log = folder.write("a.json", "1");
      const nth = (n: number): vscode.Uri => document.with({ query: `{"start":${n}}` });
      for (let n = 0; n < 500; n++) await window().remember(nth(n), log);
      assert.equal(await leave(window(), nth(0), log), "file");
      await window().remember(nth(500), log);
      assert.equal(await leave(window(), nth(0), log), "file");
      assert.equal(await leave(window(), nth(1), log), "refused");
      assert.equal(await leave(window(), nth(500), log), "file");
    });

    it("what else may be kept there is nobody's leave", async () => {
      const { window, kept } = memento();
      const log = folder.write("a.json", "1");
      for (const value of [1, "x", {}, [1], [[]], [["a"]], [[1, 2]], null]) {
        kept.set("cloudtrail.ownDocuments", value);
        assert.equal(await leave(window(), document, log), "refused");
      }
      await window().remember(document, log);
      assert.equal(await leave(window(), document, log), "file");
    });
  });
});
