import assert from "node:assert/strict";
import path from "node:path";
import fc from "fast-check";
import { type ColumnName, columnRow } from "../../src/core/events/columns";
import type { EventRow } from "../../src/core/events/row";
import { whereArgument } from "../../src/core/query/arguments";
import { both, type Condition, everything, InvalidCondition, type Test } from "../../src/core/query/condition";
import { textTest } from "../../src/core/query/test";
import { startEngine } from "../../src/engine/client";
import type { Engine } from "../../src/engine/engine";
import { compile } from "../../src/engine/expressions";
import { recordText } from "../support/records";

const root = path.join(__dirname, "../../..");

interface Made {
  name: string;
  address?: string;
  error?: string;
  agent?: string;
  resources?: string[];
  time?: string;
}

function logOf(events: readonly Made[]): Uint8Array {
  const lines = events.map(({ name, address, error, agent, resources, time = "2026-03-02T10:10:00Z" }, i) =>
    recordText(i, {
      eventTime: time,
      eventName: name,
      sourceIPAddress: address,
      errorCode: error,
      userAgent: agent,
      resources: resources?.map((ARN) => ({ ARN })),
    }),
  );
  return new TextEncoder().encode(lines.join("\n"));
}

const column = (name: ColumnName, test: Test): Condition => ({ kind: "column", column: name, test });
const is = (name: ColumnName, value: string): Condition => column(name, { kind: "is", value });

async function opened(events: readonly Made[], work: (engine: Engine) => Promise<void>): Promise<void> {
  const engine = startEngine(path.join(root, "dist/engine.js"));
  try {
    await engine.logs.open({ kind: "bytes", uri: "file:///log.jsonl", bytes: logOf(events) });
    await work(engine);
  } finally {
    engine.dispose();
  }
}

async function rowsOf(engine: Engine, where: Condition): Promise<EventRow[]> {
  const result = await engine.events.select(where);
  const { count } = result;
  return result.rows(0, count);
}

const events: Made[] = [
  { name: "GetObject", address: "192.0.2.7", agent: "aws-cli/2.17", time: "2026-03-02T10:00:00Z" },
  { name: "PutObject", address: "192.0.2.200", error: "AccessDenied", time: "2026-03-02T10:10:00Z" },
  { name: "DeleteObject", address: "198.51.100.1", agent: "Boto3/1.34", time: "2026-03-02T10:20:00Z" },
  {
    name: "DescribeKey",
    address: "2001:db8::1",
    resources: ["arn:aws:s3:::a", "arn:aws:s3:::b"],
    time: "2026-03-02T10:30:00Z",
  },
  { name: "DescribeInstances", address: "ec2.amazonaws.com", time: "none" },
];

const cases: [name: string, where: Condition, names: string[]][] = [
  ["nothing asked", everything, ["GetObject", "PutObject", "DeleteObject", "DescribeKey", "DescribeInstances"]],
  ["any of nothing", { kind: "any", of: [] }, []],
  [
    "not",
    { kind: "not", of: column("eventName", { kind: "wildcard", pattern: "Describe*" }) },
    ["GetObject", "PutObject", "DeleteObject"],
  ],
  ["not not", { kind: "not", of: { kind: "not", of: is("eventName", "GetObject") } }, ["GetObject"]],
  [
    "one of",
    column("eventName", { kind: "oneOf", values: ["GetObject", "PutObject", "Nothing"] }),
    ["GetObject", "PutObject"],
  ],
  [
    "any",
    { kind: "any", of: [is("eventName", "GetObject"), is("errorCode", "AccessDenied")] },
    ["GetObject", "PutObject"],
  ],
  [
    "any in not in all",
    {
      kind: "all",
      of: [
        column("eventName", { kind: "contains", text: "object", ignoreCase: true }),
        { kind: "not", of: { kind: "any", of: [is("eventName", "GetObject"), is("errorCode", "AccessDenied")] } },
      ],
    },
    ["DeleteObject"],
  ],
  ["contains", column("userAgent", { kind: "contains", text: "cli" }), ["GetObject"]],
  ["contains another case", column("userAgent", { kind: "contains", text: "boto" }), []],
  ["wildcard", column("eventName", { kind: "wildcard", pattern: "?et*" }), ["GetObject"]],
  [
    "wildcard, case ignored",
    column("eventName", { kind: "wildcard", pattern: "*OBJECT", ignoreCase: true }),
    ["GetObject", "PutObject", "DeleteObject"],
  ],
  ["expression", column("eventName", { kind: "matches", expression: "^(Get|Put)" }), ["GetObject", "PutObject"]],
  [
    "expression, case ignored",
    column("eventName", { kind: "matches", expression: "KEY$", ignoreCase: true }),
    ["DescribeKey"],
  ],
  ["block", column("sourceIPAddress", { kind: "within", block: "192.0.2.0/25" }), ["GetObject"]],
  ["block of IPv6", column("sourceIPAddress", { kind: "within", block: "2001:db8::/32" }), ["DescribeKey"]],
  [
    "range of addresses",
    column("sourceIPAddress", { kind: "range", from: "192.0.2.9", to: "198.51.100.1" }),
    ["PutObject", "DeleteObject"],
  ],
  [
    "range of texts",
    column("eventName", { kind: "range", from: "Describe", to: "GetObject", exclusive: "to" }),
    ["DescribeKey", "DescribeInstances"],
  ],
  ["present", column("errorCode", { kind: "present" }), ["PutObject"]],
  [
    "absent",
    { kind: "not", of: column("userAgent", { kind: "present" }) },
    ["PutObject", "DescribeKey", "DescribeInstances"],
  ],
  ["absent by the empty text", is("sourceIPAddress", ""), []],
  ["any of several resources", is("resource", "arn:aws:s3:::b"), ["DescribeKey"]],
  [
    "none of several resources",
    { kind: "not", of: is("resource", "arn:aws:s3:::b") },
    ["GetObject", "PutObject", "DeleteObject", "DescribeInstances"],
  ],
  ["ids as texts", column("eventID", { kind: "wildcard", pattern: "*-000000000003" }), ["DescribeKey"]],
  [
    "time",
    { kind: "time", from: "2026-03-02T10:10:00Z", to: "2026-03-02T11:30:00+01:00" },
    ["PutObject", "DeleteObject"],
  ],
  [
    "not at that time, or at none",
    { kind: "not", of: { kind: "time", from: "2026-03-02T10:10:00Z" } },
    ["GetObject", "DescribeInstances"],
  ],
];

describe("conditions on events", () => {
  let engine: Engine;
  before(async () => {
    engine = startEngine(path.join(root, "dist/engine.js"));
    await engine.logs.open({ kind: "bytes", uri: "file:///log.jsonl", bytes: logOf(events) });
  });
  after(() => engine.dispose());

  for (const [name, where, names] of cases) {
    it(`select: ${name}`, async () => {
      assert.deepEqual(
        (await rowsOf(engine, where)).map(({ eventName }) => eventName),
        names,
      );
      const [group] = await engine.events.groups([], where);
      assert.equal(group?.count ?? 0, names.length);
    });
  }

  const refused: [name: string, test: Test, why: string][] = [
    ["an expression that is none", { kind: "matches", expression: "(" }, "expression"],
    ["a block that is none", { kind: "within", block: "192.0.2.0/33" }, "block"],
    ["a range between things that are no addresses", { kind: "range", from: "ten" }, "range"],
    ["an endless pattern", { kind: "wildcard", pattern: "*a".repeat(10_000) }, "tooLong"],
  ];
  for (const [name, test, why] of refused) {
    it(`refuses ${name}`, async () => {
      assert.throws(
        () => textTest(test, "address", compile),
        (error) => error instanceof InvalidCondition && error.why === why,
      );
      const asked = engine.events.select(column("sourceIPAddress", test));
      await assert.rejects(asked, (error) => error instanceof InvalidCondition && error.why === why);
    });
  }

  it("an expression that backtracks for ever elsewhere takes no longer than others", async () => {
    const agent = "a".repeat(50_000);
    await opened([{ name: "A", agent }], async (own) => {
      const where = column("userAgent", { kind: "matches", expression: "^(a+)+$" });
      assert.equal((await own.events.select(where)).count, 1);
      assert.equal(
        (await own.events.select(column("userAgent", { kind: "matches", expression: "^(a+)+b$" }))).count,
        0,
      );
    });
  }).timeout(20_000);

  const names = ["GetObject", "PutObject", "DeleteKey", ""];
  const addresses = ["192.0.2.7", "198.51.100.1", "2001:db8::1", "ec2.amazonaws.com"];
  const made = fc.record({
    name: fc.constantFrom("GetObject", "PutObject", "DeleteKey"),
    address: fc.constantFrom(...addresses),
    error: fc.option(fc.constantFrom("AccessDenied", "Throttling"), { nil: undefined }) as fc.Arbitrary<string>,
  });
  const test: fc.Arbitrary<Test> = fc.oneof(
    fc.constantFrom(...names, ...addresses).map((value): Test => ({ kind: "is", value })),
    fc.subarray([...names, "AccessDenied"]).map((values): Test => ({ kind: "oneOf", values })),
    fc.constantFrom("Obj", "e", "").map((text): Test => ({ kind: "contains", text })),
    fc.constantFrom("*Object", "?et*", "*", "").map((pattern): Test => ({ kind: "wildcard", pattern })),
    fc.constantFrom("^Get", "e[tn]", "").map((expression): Test => ({ kind: "matches", expression })),
    fc.constant<Test>({ kind: "within", block: "192.0.2.0/24" }),
    fc.constant<Test>({ kind: "present" }),
  );
  const leaf = fc.record({
    kind: fc.constant("column" as const),
    column: fc.constantFrom<ColumnName[]>("eventName", "sourceIPAddress", "errorCode", "outcome", "eventID"),
    test,
  });
  const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie("tree"), { maxLength: 3 }).map((of): Condition => ({ kind: "all", of })),
      fc.array(tie("tree"), { maxLength: 3 }).map((of): Condition => ({ kind: "any", of })),
      tie("tree").map((of): Condition => ({ kind: "not", of })),
    ),
  }));

  it("of any form give the rows that meet them one by one", async function () {
    this.timeout(60_000);
    const log = fc.sample(made, { numRuns: 60, seed: 1 });
    await opened(log, async (own) => {
      const all = await rowsOf(own, everything);
      await fc.assert(
        fc.asyncProperty(tree, async (where) => {
          const wanted = all.filter((row) => holds(where, row)).map(({ id }) => id);
          assert.deepEqual(
            (await rowsOf(own, where)).map(({ id }) => id),
            wanted,
          );
          assert.equal(JSON.stringify(whereArgument(JSON.parse(JSON.stringify(where)))), JSON.stringify(where));
        }),
        { numRuns: 300 },
      );
    });
  });

  it("both of two trees are one, without empty shells", () => {
    const one = is("eventName", "GetObject");
    assert.deepEqual(both(everything, one), one);
    assert.deepEqual(both(both(one, one), one), { kind: "all", of: [one, one, one] });
  });
});

function holds(where: Condition, row: EventRow): boolean {
  switch (where.kind) {
    case "all":
      return where.of.every((one) => holds(one, row));
    case "any":
      return where.of.some((one) => holds(one, row));
    case "not":
      return !holds(where.of, row);
    case "column":
      return textTest(where.test, columnRow(where.column).compares, compile)(row[where.column]);
    case "path":
    case "text":
    case "time":
      throw new Error("not made here");
  }
}

describe("conditions from outside", () => {
  const bad: [name: string, value: unknown, message: RegExp][] = [
    ["nothing", null, /^filter is not an object$/],
    ["another kind", { kind: "xor" }, /^filter\.kind is none of all/],
    [
      "a column that is none",
      { kind: "column", column: "nope", test: { kind: "present" } },
      /^filter\.column: nope is not a column/,
    ],
    [
      "a test that is none",
      { kind: "column", column: "actor", test: { kind: "like" } },
      /^filter\.test\.kind is none of is/,
    ],
    [
      "values that are no texts",
      { kind: "not", of: { kind: "column", column: "actor", test: { kind: "oneOf", values: [1] } } },
      /^filter\.of\.test\.values is not a list/,
    ],
    ["a list that is none", { kind: "all", of: {} }, /^filter\.of is not a list of conditions$/],
    ["a time that is none", { kind: "time", from: "noon" }, /^filter\.from is not a time in ISO 8601$/],
    [
      "too deep",
      Array.from({ length: 60 }).reduce<unknown>((of) => ({ kind: "not", of }), { kind: "all", of: [] }),
      /more than 50 levels deep$/,
    ],
  ];
  for (const [name, value, message] of bad) {
    it(`are refused with their place: ${name}`, () => {
      assert.throws(
        () => whereArgument(value),
        (error) => error instanceof TypeError && message.test(error.message),
      );
    });
  }
});
