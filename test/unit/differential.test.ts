import { deepEqual, equal, ok } from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { LONG_TEXT, paths } from "../../src/core/events/paths";
import { parseTime } from "../../src/core/events/time";
import { readLog } from "./support/read";

const shared = path.resolve("../shared/data");

/** The values of the path table, taken from the result of JSON.parse. */
function expected(record: unknown): Partial<Record<string, string>> {
  const values: Partial<Record<string, string>> = {};
  for (const { path: name, also = [], as, limit } of paths) {
    let value = [name, ...also].map((spelling) => valueAt(record, spelling)).find((found) => found !== undefined);
    if (typeof value === "number" || typeof value === "boolean") value = String(value);
    if (typeof value !== "string" || value === "") continue;
    if (as === "time" && isUsual(value)) continue;
    if (as === "guid" && /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[ -~]{16})$/.test(value)) continue;
    values[name] =
      limit !== undefined && Buffer.byteLength(value) > limit
        ? LONG_TEXT
        : value.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
  }
  return values;
}

function valueAt(record: unknown, path: string): unknown {
  let value = record;
  for (const segment of path.split(".")) {
    if (segment === "[0]" || segment === "[]") value = Array.isArray(value) ? firstOf(value, segment, path) : undefined;
    else if (segment === "{}") value = isObject(value) ? Object.keys(value)[0] : undefined;
    else value = isObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
  }
  return value;
}

const isUsual = (value: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value) && !Number.isNaN(parseTime(value));
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The first element of a list that has the value, as the scanner keeps it in the row. */
function firstOf(list: unknown[], segment: string, name: string): unknown {
  if (segment === "[0]") return list[0];
  const key = name.slice(name.lastIndexOf(".") + 1);
  return list.find((element) => isObject(element) && ["string", "number", "boolean"].includes(typeof element[key]));
}

function expectSame(log: string, records: unknown[]): void {
  const read = readLog(log);
  equal(read.problems.length, 0, JSON.stringify(read.problems));
  deepEqual(
    read.records.map((text) => JSON.parse(text)),
    records,
  );
  deepEqual(read.values.map(numbersAsTold), records.map(expected).map(numbersAsTold));
}

/** JSON.parse forgets how a number was written (`200.0`): numbers are compared as numbers. */
function numbersAsTold(values: Partial<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value ?? "") ? Number(value) : value,
    ]),
  );
}

/** Objects with a record's names, and any values. */
const anyRecord = fc
  .record(
    {
      eventName: fc.string({ unit: "binary" }),
      eventTime: fc.oneof(fc.constant("2026-03-02T10:10:00Z"), fc.string()),
      eventID: fc.oneof(fc.uuid(), fc.string()),
      userIdentity: fc.oneof(
        fc.record(
          {
            type: fc.jsonValue(),
            arn: fc.string(),
            sessionContext: fc.oneof(
              fc.jsonValue(),
              fc.record({ sessionIssuer: fc.record({ arn: fc.string({ unit: "grapheme" }) }) }),
            ),
          },
          { requiredKeys: [] },
        ),
        fc.jsonValue(),
      ),
      requestParameters: fc.oneof(
        fc.jsonValue({ maxDepth: 6 }),
        fc.record({ logins: fc.dictionary(fc.string(), fc.string()), userPoolId: fc.string() }),
      ),
      additionalEventData: fc.oneof(
        fc.jsonValue(),
        fc.record({
          sub: fc.uuid(),
          requestParameters: fc.record({ sub: fc.array(fc.jsonValue()), client_id: fc.array(fc.string()) }),
        }),
      ),
      resources: fc.oneof(fc.array(fc.oneof(fc.record({ ARN: fc.string() }), fc.jsonValue())), fc.jsonValue()),
      extra: fc.jsonValue({ maxDepth: 8 }),
    },
    { requiredKeys: ["eventName"] },
  )
  .map((record) => JSON.parse(JSON.stringify(record)) as Record<string, unknown>);

describe("the scanner reads what JSON.parse reads", () => {
  it("from generated records in a list, pretty-printed and in lines", () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { minLength: 1, maxLength: 5 }), (records) => {
        expectSame(JSON.stringify({ Records: records }), records);
        expectSame(JSON.stringify(records, null, 3), records);
        expectSame(records.map((record) => JSON.stringify(record)).join("\r\n"), records);
      }),
      { numRuns: 300 },
    );
  });

  it("with the text cut at every byte", () => {
    const records = [
      {
        eventVersion: "1.08",
        userIdentity: { type: "Root" },
        userAgent: 'é"\\日🚀\n',
        eventTime: "2026-03-02T10:10:00Z",
      },
      {
        eventName: "B",
        requestParameters: { a: [1.5e3, -0, true, null, { b: "]}" }], userName: JSON.parse("12345678901234567890") },
        eventID: "6da2a3c8-0000-4000-8000-000000000001",
        resources: [{ ARN: "a" }, { ARN: "b\u2028" }],
        deep: JSON.parse(`${"[".repeat(70)}${"]".repeat(70)}`),
      },
    ];
    const pretty = JSON.stringify({ Records: records }).replaceAll(',"', ',\r\n "');
    const log = pretty.replace("eventName", "event\\u004eame").replace("日", "\\u65e5");
    const whole = readLog(log);
    equal(whole.records.length, 2);
    for (let piece = 1; piece < Buffer.byteLength(log); piece++) deepEqual(readLog(log, { piece, window: 64 }), whole);
  });

  it("and takes for damaged what JSON.parse takes for damaged, and only that", () => {
    const good = (name: string): string =>
      `{"eventVersion":"1.08","eventName":"${name}","userIdentity":{"type":"IAMUser","sessionContext":{"attributes":{}}},"requestParameters":{"a":[1,-2.5e3,true,null],"k":"x\\u00e9\\n"},"readOnly":false}`;
    const target = good("target");
    const neighbours = ["a", "b", "c", "d"].map(good);
    const bytes = fc.record({
      at: fc.nat(target.length - 1),
      how: fc.constantFrom("replace", "delete", "insert"),
      byte: fc.integer({ min: 1, max: 126 }),
    });
    fc.assert(
      fc.property(bytes, ({ at, how, byte }) => {
        const char = String.fromCharCode(byte);
        const damaged =
          target.slice(0, at) + (how === "delete" ? "" : char) + target.slice(how === "insert" ? at : at + 1);
        const read = readLog(
          `{"Records":[${neighbours.slice(0, 2).join(",")},${damaged},${neighbours.slice(2).join(",")}]}`,
        );
        for (const neighbour of neighbours) ok(read.records.includes(neighbour), `lost a neighbour of ${damaged}`);
        equal(read.problems.length === 0, isRecord(damaged), `${JSON.stringify(read.problems)} for ${damaged}`);
      }),
      { numRuns: 3000 },
    );
  });

  for (const file of fs.existsSync(shared) ? fs.readdirSync(shared).filter((name) => name.endsWith(".json")) : []) {
    const text = fs.readFileSync(path.join(shared, file), "utf8").replace(/^\ufeff/, "");
    const records = recordsOf(text);
    if (records) it(`in ${file}`, () => expectSame(text, records));
  }
});

function isRecord(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value);
  } catch {
    return false;
  }
}

/** The records of a log in one of the shapes; undefined for other files and broken JSON. */
function recordsOf(text: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const list = Array.isArray(value)
      ? value
      : isObject(value) && Array.isArray(value.Records)
        ? value.Records
        : [value];
    const marks = ["eventVersion", "eventSource", "eventName", "eventType", "userIdentity"];
    return list.every((record) => isObject(record) && marks.some((mark) => mark in record)) ? list : undefined;
  } catch {
    return undefined;
  }
}
