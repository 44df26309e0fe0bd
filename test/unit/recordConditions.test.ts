import { deepEqual, equal, ok, rejects, throws } from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import zlib from "node:zlib";
import fc from "fast-check";
import { whereArgument } from "../../src/core/query/arguments";
import { type Condition, InvalidCondition, type Test } from "../../src/core/query/condition";
import { type Step, stepsOf } from "../../src/core/query/path";
import { ReadRecord, recordTest } from "../../src/core/query/record";
import { comparisonOf, textTest } from "../../src/core/query/test";
import { startEngine } from "../../src/engine/client";
import type { Engine, NotLookedAt, Result } from "../../src/engine/engine";
import { compile } from "../../src/engine/expressions";
import { defaultLimits, MB } from "../../src/engine/limits";
import { zipOf } from "../support/zip";

const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const eventOf = (n: number, rest: object): string =>
  JSON.stringify({
    eventVersion: "1.11",
    eventTime: "2026-03-02T10:10:00Z",
    eventSource: "s3.amazonaws.com",
    eventName: n % 2 === 0 ? "GetObject" : "PutObject",
    eventID: idOf(n),
    ...rest,
  });
const logOf = (events: readonly string[]): string => `{"Records":[${events.join(",\n")}]}`;

/** The plain way: an object, and the values of it. */
function holds(where: Condition, json: string): boolean {
  switch (where.kind) {
    case "all":
      return where.of.every((one) => holds(one, json));
    case "any":
      return where.of.some((one) => holds(one, json));
    case "not":
      return !holds(where.of, json);
    case "text": {
      const folded = (text: string): string => (where.ignoreCase ? text.toLowerCase() : text);
      return textsIn(json).some((text) => folded(text).includes(folded(where.text)));
    }
    case "path": {
      const values = valuesAt(JSON.parse(json), stepsOf(where.path));
      const passes = textTest(where.test, comparisonOf(where.test), compile);
      if (values.length === 0) return passes("");
      return values.some((value) =>
        typeof value === "object" ? where.test.kind === "present" : passes(String(value)),
      );
    }
    default: {
      const record = JSON.parse(json) as { eventName: string };
      return where.kind === "column" && textTest(where.test, "text", compile)(record.eventName);
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** None of them is null. */
function valuesAt(value: unknown, [step, ...rest]: readonly Step[]): (string | number | boolean | object)[] {
  if (step === undefined) return value === null || value === undefined ? [] : [value as string];
  const inside = typeof value === "string" ? parsed(value) : value;
  if (typeof inside !== "object" || inside === null) return [];
  if (step === "each") return Array.isArray(inside) ? inside.flatMap((one) => valuesAt(one, rest)) : [];
  if ("index" in step) return Array.isArray(inside) ? valuesAt(inside[step.index], rest) : [];
  if (Array.isArray(inside) || !Object.hasOwn(inside, step.key)) return [];
  return valuesAt((inside as Record<string, unknown>)[step.key], rest);
}

/** The JSON itself, every key and value in it, and the same of texts that are JSON. */
function textsIn(json: string): string[] {
  const found = [json];
  const visit = (value: unknown): void => {
    if (typeof value === "string") found.push(value, ...(parsed(value) === undefined ? [] : textsIn(value)));
    else if (typeof value === "object" && value !== null)
      for (const [key, one] of Object.entries(value)) for (const each of [key, one]) visit(each);
  };
  visit(parsed(json));
  return found;
}

const policy = JSON.stringify({ Statement: [{ Effect: "Allow", Resource: "arn:aws:s3:::späť/*", Action: ["s3:*"] }] });
const rests: object[] = [
  { requestParameters: { bucketName: "alpha", count: 12, big: 1 }, resources: [{ ARN: "arn:aws:s3:::a" }] },
  {
    requestParameters: { bucketName: "beta", policyDocument: policy },
    resources: [{ ARN: "arn:b" }, { ARN: "arn:c" }],
  },
  { requestParameters: null, responseElements: { "x.y": { "": true } }, sourceIPAddress: "192.0.2.7" },
  { requestParameters: { bucketName: "", list: ["one", { two: "2001:db8::1" }, []], count: 5 } },
  { requestParameters: { note: 'a "quoted" line\nand \\ another', nested: JSON.stringify({ deep: policy }) } },
];

const pathIs = (at: string, value: string): Condition => ({ kind: "path", path: at, test: { kind: "is", value } });
const pathed = (at: string, test: Test): Condition => ({ kind: "path", path: at, test });
const cases: [name: string, where: Condition, found: number[]][] = [
  ["a value", pathIs("requestParameters.bucketName", "alpha"), [0]],
  ["a number as it is written", pathIs("requestParameters.count", "12"), [0]],
  ["true and false", pathIs('responseElements["x.y"][""]', "true"), [2]],
  ["any element of a list", pathIs("resources[].ARN", "arn:c"), [1]],
  ["one element", pathIs("resources[1].ARN", "arn:c"), [1]],
  ["an element of a list of texts", pathIs("requestParameters.list[]", "one"), [3]],
  ["one of", pathed("requestParameters.bucketName", { kind: "oneOf", values: ["beta", "alpha"] }), [0, 1]],
  [
    "contains, whatever the case",
    pathed("requestParameters.bucketName", { kind: "contains", text: "ET", ignoreCase: true }),
    [1],
  ],
  ["wildcard", pathed("resources[].ARN", { kind: "wildcard", pattern: "arn:?" }), [1]],
  ["expression", pathed("requestParameters.bucketName", { kind: "matches", expression: "^[ab].*a$" }), [0, 1]],
  ["range of numbers", pathed("requestParameters.count", { kind: "range", from: "6", to: "100" }), [0]],
  ["range of texts", pathed("requestParameters.bucketName", { kind: "range", from: "alph", to: "b" }), [0]],
  ["address block", pathed("requestParameters.list[].two", { kind: "within", block: "2001:db8::/32" }), [3]],
  ["present: not null, and not the empty text", pathed("requestParameters.bucketName", { kind: "present" }), [0, 1]],
  ["present: an object or a list", pathed("requestParameters", { kind: "present" }), [0, 1, 3, 4]],
  ["absent", { kind: "not", of: pathed("requestParameters.bucketName", { kind: "present" }) }, [2, 3, 4]],
  ["in JSON that a text is", pathIs("requestParameters.policyDocument.Statement[].Effect", "Allow"), [1]],
  ["in JSON in JSON", pathIs("requestParameters.nested.deep.Statement[0].Action[]", "s3:*"), [4]],
  ["text", { kind: "text", text: "alpha" }, [0]],
  ["text in a key", { kind: "text", text: "policyDoc" }, [1]],
  ["text, whatever the case", { kind: "text", text: "SPÄŤ", ignoreCase: true }, [1, 4]],
  ["text as it reads, without escapes", { kind: "text", text: 'a "quoted" line\nand \\ another' }, [4]],
  ["text as it is written", { kind: "text", text: '"count":12' }, [0]],
  ["text in JSON that a text is", { kind: "text", text: '"Effect":"Allow"' }, [1, 4]],
  [
    "with conditions on columns",
    {
      kind: "all",
      of: [
        { kind: "text", text: "b" },
        { kind: "column", column: "eventName", test: { kind: "is", value: "PutObject" } },
        { kind: "not", of: pathIs("requestParameters.bucketName", "") },
      ],
    },
    [1],
  ],
];

describe("conditions on records", () => {
  const events = rests.map((rest, n) => eventOf(n, rest));
  let engine: Engine;
  before(async () => {
    engine = startEngine(path.resolve("dist/engine.js"));
    await engine.logs.open({ kind: "bytes", uri: "file:///log.json", bytes: new TextEncoder().encode(logOf(events)) });
  });
  after(() => engine.dispose());

  const numbersOf = async (own: Engine, where: Condition): Promise<number[]> => {
    const result = await own.events.select(where);
    const cells = await result.cells(0, 500, ["eventID"]);
    equal(result.notLookedAt, undefined);
    result.dispose();
    return cells.map(({ eventID }) => Number(eventID.slice(-12)));
  };

  for (const [name, where, found] of cases) {
    it(`select: ${name}`, async () => {
      deepEqual(await numbersOf(engine, where), found);
      deepEqual(
        events.flatMap((json, n) => (holds(where, json) ? [n] : [])),
        found,
      );
      deepEqual(whereArgument(JSON.parse(JSON.stringify(where))), where);
    });
  }

  it("read a key that comes twice as JSON.parse does, and numbers as they are written", () => {
    const json = '{"a":{"b":1},"n":12345678901234567890,"\\u0061":{"b":[]}}';
    const test = (where: Condition): boolean =>
      recordTest(where as Extract<Condition, { kind: "path" }>, compile)(new ReadRecord(Buffer.from(json)));
    equal(test(pathIs("a.b", "1")), false);
    equal(test(pathed("a.b", { kind: "present" })), true);
    equal(test(pathIs("n", "12345678901234567890")), true);
  });

  const paths: [written: string, steps: Step[]][] = [
    ["a", [{ key: "a" }]],
    ["a.b-c:d", [{ key: "a" }, { key: "b-c:d" }]],
    ["a[].b[12]", [{ key: "a" }, "each", { key: "b" }, { index: 12 }]],
    ['a["b.c"]["\\"]"]', [{ key: "a" }, { key: "b.c" }, { key: '"]' }]],
    ["[][0]", ["each", { index: 0 }]],
  ];
  for (const [written, steps] of paths) it(`the path ${written}`, () => deepEqual(stepsOf(written), steps));
  for (const wrong of ["", ".", "a.", ".a", "a..b", "a[", "a]", "a[x]", "a[]b", 'a["b]', "a[-1]", "a.".repeat(600)])
    it(`refuses ${wrong.slice(0, 10) || "no path"}`, async () => {
      throws(() => stepsOf(wrong), InvalidCondition);
      await rejects(engine.events.select(pathIs(wrong, "x")), InvalidCondition);
      throws(() => whereArgument({ kind: "path", path: 1, test: { kind: "present" } }), TypeError);
    });

  const word = fc.constantFrom("a", "b", "a.b", "é", '"', "\\", "A", "", "12", "1.5", "{", "null");
  const leaf = fc.oneof(word, fc.constantFrom(null, true, 12, 1.5, -3));
  const { tree: value } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(word, tie("tree"), { maxKeys: 3 }),
      tie("tree").map((inner) => JSON.stringify(inner)),
    ),
  }));
  const test: fc.Arbitrary<Test> = fc.oneof(
    word.map((one): Test => ({ kind: "is", value: one })),
    fc.array(word, { maxLength: 2 }).map((values): Test => ({ kind: "oneOf", values })),
    fc.record({ kind: fc.constant("contains" as const), text: word, ignoreCase: fc.boolean() }),
    fc.constantFrom("?", "*a*", "a*", "").map((pattern): Test => ({ kind: "wildcard", pattern })),
    fc.constantFrom("^[a-b]", "[0-9]", "").map((expression): Test => ({ kind: "matches", expression })),
    fc.constantFrom<Test>({ kind: "range", from: "1" }, { kind: "range", from: "A", to: "b" }, { kind: "present" }),
  );
  const step = fc.oneof(
    word.map((key) => `[${JSON.stringify(key)}]`),
    fc.constantFrom("[]", "[0]", "[1]"),
  );
  const onRecord: fc.Arbitrary<Condition> = fc.oneof(
    fc.record({
      kind: fc.constant("path" as const),
      path: fc.array(step, { maxLength: 3 }).map((steps) => ["requestParameters", ...steps].join("")),
      test,
    }),
    fc.record({ kind: fc.constant("text" as const), text: word, ignoreCase: fc.boolean() }),
  );
  const name = fc.constantFrom("GetObject", "Nothing");
  const onColumn = name.map(
    (value): Condition => ({ kind: "column", column: "eventName", test: { kind: "is", value } }),
  );
  const { tree: condition } = fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      onRecord,
      onColumn,
      fc.array(tie("tree"), { maxLength: 3 }).map((of): Condition => ({ kind: "all", of })),
      fc.array(tie("tree"), { maxLength: 3 }).map((of): Condition => ({ kind: "any", of })),
      tie("tree").map((of): Condition => ({ kind: "not", of })),
    ),
  }));

  it("of any form give the records that meet them one by one, wherever these lie", async function () {
    this.timeout(120_000);
    const made = fc.sample(value, { numRuns: 120, seed: 3 });
    const all = made.map((requestParameters, n) => eventOf(n, { requestParameters }));
    const own = startEngine(path.resolve("dist/engine.js"));
    try {
      const file = zlib.gzipSync(logOf(all.slice(0, 40)));
      const archive = zipOf([["a.json", logOf(all.slice(40, 80))]]);
      const plain = Buffer.from(logOf(all.slice(80)));
      for (const [n, bytes] of [file, archive, plain].entries())
        await own.logs.open({ kind: "bytes", uri: `file:///${n}`, bytes });
      await fc.assert(
        fc.asyncProperty(condition, async (where) => {
          const wanted = all.flatMap((json, n) => (holds(where, json) ? [n] : []));
          deepEqual(
            (await numbersOf(own, where)).sort((a, b) => a - b),
            wanted,
          );
        }),
        { numRuns: 300 },
      );
    } finally {
      own.dispose();
    }
  });

  const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
  const withEngine = async (work: (own: Engine) => Promise<void>, options = {}): Promise<void> => {
    const own = startEngine(path.resolve("dist/engine.js"), options);
    try {
      await work(own);
    } finally {
      own.dispose();
    }
  };

  it("read open documents, as they are in their version", () =>
    withEngine(async (own) => {
      const text = logOf(events);
      const slices = async function* (): AsyncGenerator<string> {
        for (let at = 0; at < text.length; at += 100) yield text.slice(at, at + 100);
      };
      const source = { kind: "text", uri: "file:///open.json", length: text.length, slices } as const;
      await own.logs.open({ ...source, version: 7 });
      for (const [, where, found] of cases) deepEqual(await numbersOf(own, where), found);
      equal((await own.events.select({ kind: "text", text: events[0] ?? "" })).count, 1);
    }));

  it("ask only records that columns leave undecided", () =>
    withEngine(async (own) => {
      await own.logs.open({ kind: "bytes", uri: "file:///there.json", bytes: bytesOf(logOf(events)) });
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), "cloudtrail-conditions-"));
      const file = path.join(folder, "gone.json");
      fs.writeFileSync(file, logOf([eventOf(10, {}), eventOf(11, {}), eventOf(12, {})]));
      await own.logs.open({ kind: "file", uri: `file://${file}`, path: file });
      fs.rmSync(folder, { recursive: true });
      const even: Condition = { kind: "column", column: "eventName", test: { kind: "is", value: "GetObject" } };
      const alpha = pathIs("requestParameters.bucketName", "alpha");
      const asked = async (where: Condition): Promise<[count: number, missed: NotLookedAt | undefined]> => {
        const { count, notLookedAt } = await own.events.select(where);
        return [count, notLookedAt];
      };
      const gone = (count: number): NotLookedAt => ({
        count,
        why: [{ reason: "unreadable", detail: "ENOENT", count, uri: `file://${file}` }],
      });
      // never "none" when it is none that could be read
      deepEqual(await asked({ kind: "all", of: [alpha, even] }), [1, gone(2)]);
      deepEqual(await asked({ kind: "any", of: [alpha, even] }), [5, gone(1)]);
      deepEqual(await asked({ kind: "not", of: alpha }), [4, gone(3)]);
      deepEqual(await asked({ kind: "all", of: [alpha, { kind: "not", of: even }] }), [0, gone(1)]);
      deepEqual(await asked(even), [5, undefined]);
      const result = await own.events.select({ kind: "any", of: [alpha, even] });
      deepEqual(await result.groups(["eventName"]), [{ key: "GetObject", count: 5, failed: 0 }]);
      await rejects(
        own.events.groups([], alpha),
        (error) => error instanceof InvalidCondition && error.why === "asksRecords",
      );
    }));

  it("are asked of a large log in turns, tell how far they are, and may be taken back", async function () {
    this.timeout(60_000);
    await withEngine(async (own) => {
      const many = Array.from({ length: 20_000 }, (_, n) => eventOf(n, { requestParameters: { n, filler: policy } }));
      await own.logs.open({ kind: "bytes", uri: "file:///many.gz", bytes: zlib.gzipSync(logOf(many), { level: 1 }) });
      const where = pathed("requestParameters.n", { kind: "range", from: "19990" });
      const fractions: number[] = [];
      let isDone = false;
      const asked = own.events.select(where, { progress: (fraction) => fractions.push(fraction) });
      let answered = 0;
      const others = (async () => {
        for (; !isDone; answered++) await own.coverage.summary();
      })();
      equal((await asked).count, 10);
      isDone = true;
      await others;
      ok(answered > 10, `${answered} other questions answered meanwhile`);
      ok(
        fractions.length > 0 && fractions.every((fraction, i) => fraction >= (fractions[i - 1] ?? 0) && fraction <= 1),
      );
      const abort = new AbortController();
      const again = own.events.select(
        { kind: "text", text: "none" },
        { signal: abort.signal, progress: () => abort.abort() },
      );
      await rejects(again, { name: "Cancelled" });
    });
  });

  it("take no more memory than they may, and the rest is had again when some are let go", () => {
    const limits = { ...defaultLimits, memory: 128 * MB };
    return withEngine(
      async (own) => {
        const many = Array.from({ length: 60_000 }, (_, n) => eventOf(n, {}));
        await own.logs.open({ kind: "bytes", uri: "file:///many", bytes: bytesOf(logOf(many)) });
        const kept: Result[] = [];
        const sort = { by: "eventName" } as const;
        const fill = async (): Promise<void> => {
          while (kept.length < 1000) kept.push(await own.events.select({}, { sort }));
        };
        await rejects(fill(), { name: "ResultsFull", code: "RESULTS_FULL" });
        const most = (limits.memory / 4 / (60_000 * 8)) | 0; // an id and a key for each event
        equal(kept.length, most);
        equal((await own.events.select({})).count, 60_000); // shares what is there
        await rejects(own.events.select({}, { sort }), { code: "RESULTS_FULL" });
        kept[0]?.dispose();
        equal((await own.events.select({}, { sort })).count, 60_000);
      },
      { limits: () => limits },
    );
  }).timeout(60_000);

  it("of public logs give the records that meet them one by one", async function () {
    const folder = path.join(__dirname, "../../../../shared/data");
    if (!fs.existsSync(folder)) return this.skip();
    this.timeout(300_000);
    return withEngine(async (own) => {
      await own.logs.open({ kind: "folder", uri: "file:///data", path: folder });
      const all = await own.events.select({});
      const records: { id: number; json: string }[] = [];
      for await (const row of all.texts(0, all.count)) {
        ok("text" in row && row.text.kind === "bytes");
        records.push({ id: row.id, json: Buffer.from(row.text.json).toString() });
      }
      equal(records.length, all.count);
      const leaves = records.flatMap(({ json }) => leavesOf(parsed(json)));
      const one = fc.nat(leaves.length - 1).map((n) => leaves[n] as Leaf);
      const asked: fc.Arbitrary<Condition> = fc.oneof(
        one.map(({ path, value }) => pathIs(path, value)),
        one.map(({ path }) => pathed(path, { kind: "present" })),
        one.map(
          ({ value }): Condition => ({ kind: "text", text: value.slice(0, 20), ignoreCase: value.length % 2 === 0 }),
        ),
        fc.tuple(one, one).map(
          ([a, b]): Condition => ({
            kind: "all",
            of: [pathed(a.path, { kind: "present" }), { kind: "not", of: pathIs(b.path, b.value) }],
          }),
        ),
      );
      await fc.assert(
        fc.asyncProperty(asked, async (where) => {
          const result = await own.events.select(where);
          const cells: { id: number }[] = [];
          for (let from = 0; from < result.count; from += 500)
            cells.push(...(await result.cells(from, from + 500, [])));
          equal(result.notLookedAt, undefined);
          result.dispose();
          deepEqual(
            cells.map(({ id }) => id),
            records.filter(({ json }) => holds(where, json)).map(({ id }) => id),
          );
        }),
        { numRuns: 8 },
      );
    });
  });
});

interface Leaf {
  path: string;
  value: string;
}

/** Every value of a record, with a path that leads to it. */
function leavesOf(value: unknown, path = ""): Leaf[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((one) => leavesOf(one, `${path}[]`));
  if (typeof value !== "object") return [{ path, value: String(value) }];
  return Object.entries(value).flatMap(([key, one]) => leavesOf(one, `${path}[${JSON.stringify(key)}]`));
}
