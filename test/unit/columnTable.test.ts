/** Only the table of columns knows which columns exist: a program built with an extra row has the column everywhere. */
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import esbuild from "esbuild";
import { type ColumnName, columnNames } from "../../src/core/events/columns";
import { columnWords } from "../../src/core/events/columnWords";
import type { EventRow, Filter } from "../../src/core/events/row";
import { startEngine } from "../../src/engine/client";
import type { Engine } from "../../src/engine/engine";

const root = path.join(__dirname, "../../..");
const table = path.join(root, "src/core/events/columns.ts");

/** The engine's thread as esbuild.js builds it, with an extra row in the table. */
async function builtWith(row: string, folder: string): Promise<string> {
  const file = path.join(folder, "engine.js");
  await esbuild.build({
    entryPoints: [path.join(root, "src/engine/worker.ts")],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "cjs",
    mainFields: ["module", "main"],
    logLevel: "warning",
    plugins: [
      {
        name: "one-row-more",
        setup: (build) => {
          build.onLoad({ filter: /core[\\/]events[\\/]columns\.ts$/ }, () => ({
            contents: fs.readFileSync(table, "utf8").replace("export const columnRows = [", `$& ${row},`),
            loader: "ts",
          }));
        },
      },
    ],
  });
  for (const name of fs.readdirSync(path.join(root, "dist")))
    if (name.endsWith(".wasm")) fs.copyFileSync(path.join(root, "dist", name), path.join(folder, name));
  return file;
}

const record = (n: number, more: object) =>
  JSON.stringify({
    eventVersion: "1.11",
    eventTime: `2026-03-02T10:10:0${n}Z`,
    eventSource: "s3.amazonaws.com",
    eventName: "GetObject",
    eventID: `00000000-0000-4000-8000-00000000000${n}`,
    ...more,
  });

describe("a column of one's own", () => {
  const cases: [name: string, row: string, column: string, records: string[], value: string][] = [
    [
      "of a place that nothing else reads",
      '{ name: "endpointOwner", compares: "id", from: ["vpcEndpointAccountId"] }',
      "endpointOwner",
      [record(1, { vpcEndpointAccountId: "111122223333" }), record(2, {})],
      "111122223333",
    ],
    [
      "concluded from what tells how a call ended",
      '{ name: "quiet", compares: "text", of: "result", is: (text) => text("errorCode") === "" ? "quiet" : "loud" }',
      "quiet",
      [record(1, { errorCode: "AccessDenied" }), record(2, {})],
      "loud",
    ],
  ];
  for (const [name, row, column, records, value] of cases) {
    it(`${name} is one row: it can be shown, filtered, grouped and found`, async function () {
      this.timeout(30_000);
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), "cloudtrail-column-"));
      let engine: Engine | undefined;
      try {
        engine = startEngine(await builtWith(row, folder));
        const bytes = new TextEncoder().encode(records.join("\n"));
        await engine.logs.open({ kind: "bytes", uri: "file:///log.json", bytes });
        const result = await engine.events.select({ [column]: value } as Filter);
        const { count } = result;
        const [shown] = await result.rows(0, 1);
        const groups = await engine.events.groups([column as ColumnName], {});
        const found = await engine.events.find(value);
        assert.deepEqual(
          [
            count,
            (shown as (EventRow & Record<string, unknown>) | undefined)?.[column],
            groups.find(({ key }) => key === value)?.count,
            found,
          ],
          [1, value, 1, [{ column, count: 1 }]],
        );
      } finally {
        engine?.dispose();
        fs.rmSync(folder, { recursive: true, force: true });
      }
    });
  }

  it("has words: each column has some", () => {
    assert.deepEqual(
      columnNames.filter((name) => columnWords(name).trim() === ""),
      [],
    );
  });
});
