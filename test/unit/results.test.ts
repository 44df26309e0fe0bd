import assert from "node:assert/strict";
import path from "node:path";
import fc from "fast-check";
import type { ColumnName } from "../../src/core/events/columns";
import { startEngine } from "../../src/engine/client";
import type { AggregateQuery, Engine, Result, Sort } from "../../src/engine/engine";
import { recordText } from "../support/records";

interface Made {
  name: string;
  address?: string;
  error?: string;
  second?: number;
  id?: string;
}

const events: Made[] = [
  { name: "Put", address: "198.51.100.2", second: 30, id: "b2000000-0000-4000-8000-000000000000" },
  { name: "Get", address: "192.0.2.10", second: 10, id: "a1000000-0000-4000-8000-000000000000" },
  { name: "Get", address: "192.0.2.9", error: "AccessDenied", second: 20, id: "odd" },
  { name: "List", address: "ec2.amazonaws.com", second: 20, id: "a1000000-0000-4000-8000-000000000001" },
  { name: "Put", error: "Throttling", id: "" },
];

function logOf(made: readonly Made[]): Uint8Array {
  const lines = made.map(({ name, address, error, second, id }) =>
    recordText(0, {
      eventTime: second === undefined ? "none" : new Date(Date.UTC(2026, 2, 2, 10) + second * 1000).toISOString(),
      eventName: name,
      sourceIPAddress: address,
      errorCode: error,
      eventID: id,
    }),
  );
  return new TextEncoder().encode(lines.join("\n"));
}

async function withEngine(made: readonly Made[], work: (engine: Engine) => Promise<void>): Promise<void> {
  const engine = startEngine(path.resolve("dist/engine.js"));
  try {
    await engine.logs.open({ kind: "bytes", uri: "file:///log.jsonl", bytes: logOf(made) });
    await work(engine);
  } finally {
    engine.dispose();
  }
}

/** A letter for each event, in the order of the log. */
async function order(result: Result): Promise<string> {
  const rows = await result.rows(0, result.count);
  return rows.map(({ eventID }) => "abcde"[events.findIndex(({ id }) => id === eventID)]).join("");
}

const isGuid = (id: string): boolean => id.length === 36;

describe("results", () => {
  const sorts: [name: string, sort: Sort | undefined, wanted: string][] = [
    ["by time, unreadable ones last", undefined, "bcdae"],
    ["by time, the latest first", { by: "time", descending: true }, "adcbe"],
    ["by a text, in order of time where it is the same", { by: "eventName" }, "bcdae"],
    ["by a text, falling", { by: "eventName", descending: true }, "aedbc"],
    ["by address as a number, names after them, what is absent last", { by: "sourceIPAddress" }, "cbade"],
    ["by address, falling", { by: "sourceIPAddress", descending: true }, "dabce"],
    ["by a code that most do not have: those last in either direction", { by: "errorCode", descending: true }, "ecbda"],
    ["by id", { by: "eventID" }, "bdace"],
    ["by id, falling", { by: "eventID", descending: true }, "adbce"],
  ];
  for (const [name, sort, wanted] of sorts) {
    it(`are sorted ${name}, and each event has its position`, () =>
      withEngine(events, async (engine) => {
        const result = await engine.events.select({}, sort ? { sort } : {});
        assert.equal(await order(result), wanted);
        const rows = await result.rows(0, 5);
        assert.deepEqual(await Promise.all(rows.map(({ id }) => result.positionOf(id))), [0, 1, 2, 3, 4]);
        assert.equal(await result.positionOf(0xffff_fff0), -1);
      }));
  }

  it("give only the columns asked for", () =>
    withEngine(events, async (engine) => {
      const result = await engine.events.select({});
      const [first, ...others] = await result.cells(0, 5, ["eventName", "eventID"]);
      assert.deepEqual(first, {
        id: first?.id,
        time: Date.UTC(2026, 2, 2, 10, 0, 10),
        eventName: "Get",
        eventID: events[1]?.id,
      });
      assert.equal(others.length, 4);
    }));

  const sums: [name: string, query: AggregateQuery, rows: unknown[]][] = [
    [
      "by one column",
      { by: ["eventName"] },
      [
        { keys: ["Get"], count: 2, failed: 1, first: "2026-03-02T10:00:10Z", last: "2026-03-02T10:00:20Z" },
        { keys: ["Put"], count: 2, failed: 1, first: "2026-03-02T10:00:30Z", last: "2026-03-02T10:00:30Z" },
        { keys: ["List"], count: 1, failed: 0, first: "2026-03-02T10:00:20Z", last: "2026-03-02T10:00:20Z" },
      ],
    ],
    [
      "by two, the latest first, a page of them",
      { by: ["eventName", "outcome"], order: "last", from: 1, to: 3 },
      [
        { keys: ["Get", "denied"], count: 1, failed: 1, first: "2026-03-02T10:00:20Z", last: "2026-03-02T10:00:20Z" },
        { keys: ["List", "ok"], count: 1, failed: 0, first: "2026-03-02T10:00:20Z", last: "2026-03-02T10:00:20Z" },
      ],
    ],
    [
      "by none",
      { by: [] },
      [{ keys: [], count: 5, failed: 2, first: "2026-03-02T10:00:10Z", last: "2026-03-02T10:00:30Z" }],
    ],
  ];
  for (const [name, query, rows] of sums) {
    it(`are summed up ${name}`, () =>
      withEngine(events, async (engine) => {
        assert.deepEqual((await (await engine.events.select({})).aggregate(query)).rows, rows);
      }));
  }

  it("are counted over time, by outcome", () =>
    withEngine(events, async (engine) => {
      const { from, width, outside, ...counts } = await (await engine.events.select({})).histogram({ parts: 2 });
      assert.deepEqual([from, width, outside], [Date.UTC(2026, 2, 2, 10, 0, 10), 10_001, 1]);
      assert.deepEqual(counts, { ok: [2, 1], denied: [1, 0], failed: [0, 0], unknown: [0, 0] });
    }));

  it("a cancelled question leaves nothing behind", () =>
    withEngine(events, async (engine) => {
      const gone = AbortSignal.abort();
      await assert.rejects(engine.events.select({}, { signal: gone }), { name: "Cancelled" });
      assert.equal((await engine.events.select({})).count, 5);
    }));

  it("of any events and columns are in order, sums add up", async function () {
    this.timeout(60_000);
    const made = fc.array(
      fc.record({
        name: fc.constantFrom("A", "B", "C"),
        address: fc.constantFrom(
          "192.0.2.1",
          "192.0.2.20",
          "2001:db8::1",
          "ec2.amazonaws.com",
          undefined,
        ) as fc.Arbitrary<string>,
        error: fc.constantFrom("AccessDenied", "Throttling", undefined) as fc.Arbitrary<string>,
        second: fc.option(fc.nat(20), { nil: undefined }) as fc.Arbitrary<number>,
        id: fc.oneof(fc.uuid(), fc.constantFrom("odd", "x")),
      }),
      { minLength: 1, maxLength: 40 },
    );
    const columns: ColumnName[] = ["eventName", "sourceIPAddress", "errorCode", "outcome", "eventID"];
    await fc.assert(
      fc.asyncProperty(made, fc.constantFrom(...columns), fc.boolean(), (log, by, descending) =>
        withEngine(log, async (engine) => {
          const all = await engine.events.select({});
          const result = await engine.events.select({}, { sort: { by, descending } });
          const rows = await result.rows(0, 500);
          const byTime = (await all.rows(0, 500)).map(({ id }) => id);
          assert.deepEqual(
            [...rows.map(({ id }) => id)].sort((a, b) => a - b),
            [...byTime].sort((a, b) => a - b),
          );
          for (const [i, row] of rows.entries()) {
            const next = rows[i + 1];
            if (!next) break;
            const [one, other] = [row[by], next[by]];
            if (one === other)
              assert.ok(byTime.indexOf(row.id) < byTime.indexOf(next.id), "equal ones in order of time");
            else if (other === "" || (by === "eventID" && isGuid(one) && !isGuid(other))) continue;
            else if (by !== "sourceIPAddress")
              assert.ok(one !== "" && one < other !== descending, `${one} before ${other}`);
          }
          const { rows: sums } = await all.aggregate({ by: ["eventName", "outcome"] });
          assert.equal(
            sums.reduce((sum, { count }) => sum + count, 0),
            all.count,
          );
        }),
      ),
      { numRuns: 25 },
    );
  });
});
