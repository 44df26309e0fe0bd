/** The index cache in VS Code: unchanged logs are not read again until the cache is cleared. */
import assert from "node:assert/strict";
import { utimesSync, writeFileSync } from "node:fs";
import * as vscode from "vscode";
import { aWhile, freshFolder, oneLine, records, theApi } from "./support";

const before = new Date(Date.UTC(2026, 0, 1));

describe("the index cache", () => {
  const folder = freshFolder();
  const log = (bucketName: string): string =>
    oneLine(records(300, { requestParameters: { bucketName, filler: "x".repeat(60_000) } }));

  it("restores no log that only looks unchanged, with the same size and time, and is cleared by its command", async () => {
    const api = await theApi();
    const uri = folder.write("large.json", "");
    const put = (bucketName: string): void => {
      writeFileSync(uri.fsPath, log(bucketName));
      utimesSync(uri.fsPath, before, before);
    };
    const buckets = async (): Promise<string[]> => {
      await api.close();
      await api.open(uri);
      return (await api.groups({ by: ["target"] })).map(({ key }) => key);
    };
    await vscode.commands.executeCommand("cloudtrail.clearIndexCache");
    for (const bucket of ["one", "two", "one"]) {
      put(bucket);
      assert.deepEqual(await buckets(), [bucket]);
      await aWhile(); // it is kept when there is time
    }
    put("two");
    assert.deepEqual(await buckets(), ["two"]);
    await vscode.commands.executeCommand("cloudtrail.clearIndexCache");
    assert.deepEqual(await buckets(), ["two"]);
  });
});
