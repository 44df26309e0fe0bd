import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { startEngine } from "../../src/engine/client";
import type { Engine, LogReport, LookAlike } from "../../src/engine/engine";

const root = path.join(__dirname, "../../..");
const folder = path.join(root, "../shared/data");

/** The result of JSON.parse for a file, without any code of the product. */
type Expected =
  | { kind: "records"; count: number }
  | { kind: "other"; detail: LookAlike | undefined } // valid JSON that contains no records
  | { kind: "notJson" };

const recordFields = ["eventVersion", "eventName", "eventSource", "eventType", "userIdentity"];

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isRecord(value: unknown): boolean {
  return isObject(value) && !isForeign(value["eventSource"]) && recordFields.some((field) => field in value);
}

/** What an element of a list wraps: an object or a text that is a record; else the element itself. */
function unwrapped(element: unknown): unknown {
  if (typeof element === "string") return parsed(element);
  if (!isObject(element)) return element;
  const { detail, aws, _source, CloudTrailEvent, message } = element;
  const shipped = isObject(_source) ? _source["aws"] : aws;
  const inside = [
    detail,
    isObject(shipped) ? shipped["cloudtrail"] : undefined,
    parsed(CloudTrailEvent),
    parsed(message),
  ];
  return inside.find(isRecord) ?? element;
}

function parsed(text: unknown): unknown {
  if (typeof text !== "string") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isForeign(source: unknown): boolean {
  return typeof source === "string" && (source.startsWith("aws:") || source.endsWith(".aliyuncs.com"));
}

/** Rows in answers of CloudTrail Lake and Athena that show which event they are. */
function rowsOfTable(value: unknown): number | undefined {
  if (!isObject(value)) return undefined;
  const { QueryResultRows, ResultSet } = value;
  if (Array.isArray(QueryResultRows)) {
    const names = (row: unknown): string[] => (Array.isArray(row) ? row.flatMap((cell) => Object.keys(cell)) : []);
    return QueryResultRows.map(names).filter(isEvent).length;
  }
  const rows = isObject(ResultSet) ? ResultSet["Rows"] : undefined;
  return Array.isArray(rows) ? rows.length - 1 : undefined;
}

function isEvent(names: readonly string[]): boolean {
  const has = (...wanted: string[]) => names.some((name) => wanted.includes(name));
  return has("eventJson") || (has("eventTime", "eventID") && has("eventName", "eventSource"));
}

/** Shapes that are named. */
const others: [key: string, detail: LookAlike][] = [
  ["QueryResultRows", "queryResult"],
  ["digestS3Object", "digest"],
  ["Statement", "iamPolicy"],
];

function expectedOf(file: string): Expected {
  const bytes = fs.readFileSync(file);
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes)
    .toString("utf8")
    .replace(/^\ufeff/, "");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: "notJson" };
  }
  const key =
    isObject(value) &&
    ["Records", "Events", "logEvents", "events"].find((name) =>
      Array.isArray((value as Record<string, unknown>)[name]),
    );
  const inside = isObject(value) && key ? value[key] : value;
  const list = Array.isArray(inside) ? inside : [inside];
  const rows = rowsOfTable(value);
  if (rows) return { kind: "records", count: rows };
  const count = list.map(unwrapped).filter(isRecord).length;
  if (count > 0) return { kind: "records", count };
  if (list.length === 0) return { kind: "records", count: 0 };
  return { kind: "other", detail: isObject(value) ? others.find(([key]) => key in (value as object))?.[1] : undefined };
}

interface Opened {
  name: string;
  expected: Expected;
  report: LogReport;
}

async function openAlone(engine: Engine, file: string): Promise<LogReport> {
  const uri = pathToFileURL(file).href;
  const report = await engine.logs.open({ kind: "file", uri, path: file });
  // Alone, so that the same event in two files is not a duplicate.
  await engine.logs.close(uri);
  return report;
}

const told = ({ name, report }: Opened) =>
  `${name}: ${report.events + report.duplicates} event(s); ${report.problems.map(({ start, end, reason, detail }) => `${reason}${detail ? ` (${detail})` : ""} at ${start}–${end}`).join(", ") || "no problem"}`;

const of = <K extends Expected["kind"]>(opened: Opened[], kind: K) =>
  opened.filter((one): one is Opened & { expected: Extract<Expected, { kind: K }> } => one.expected.kind === kind);

describe("public logs", () => {
  if (!fs.existsSync(folder)) return;

  const opened: Opened[] = [];
  before(async function () {
    this.timeout(120_000);
    const engine = startEngine(path.join(root, "dist/engine.js"));
    const files = fs
      .readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => fs.statSync(path.join(folder, name)).isFile())
      .sort();
    for (const name of files) {
      const file = path.join(folder, name);
      opened.push({ name, expected: expectedOf(file), report: await openAlone(engine, file) });
    }
    engine.dispose();
  });

  it("opened as one folder add up: files, bytes on disk, events, and what they are", async function () {
    this.timeout(120_000);
    const engine = startEngine(path.join(root, "dist/engine.js"));
    const whole = await engine.logs.open({ kind: "folder", uri: pathToFileURL(folder).href, path: folder });
    const { files, bytes, others } = await engine.coverage.summary();
    engine.dispose();
    const sum = (of: (one: Opened) => number) => opened.reduce((total, one) => total + of(one), 0);
    assert.deepEqual(
      {
        files: Object.values(files).reduce((total, count) => total + count, 0),
        onDisk: whole.size,
        content: bytes,
        records: whole.events + whole.duplicates,
        others: Object.values(others).reduce((total, count) => total + count, 0),
      },
      {
        files: opened.length,
        onDisk: sum(({ name }) => fs.statSync(path.join(folder, name)).size),
        content: sum(({ report }) => report.bytes),
        records: sum(({ report }) => report.events + report.duplicates),
        others: opened.filter(({ report }) => report.shape === "").length,
      },
    );
  });

  it("hold as many events as JSON.parse counts, wherever they are valid JSON", () => {
    const valid = of(opened, "records");
    assert.ok(valid.length > 500);
    const wrong = valid.filter(({ expected, report }) => report.events + report.duplicates !== expected.count);
    assert.deepEqual(
      wrong.map((one) => `${told(one)}; JSON.parse counts ${one.expected.count}`),
      [],
    );
  });

  it("name what they are when they hold no records of their own", () => {
    const other = of(opened, "other");
    for (const one of other) console.log(`      ${told(one)}`);
    const wrong = other.filter(({ expected, report }) => {
      const named = report.problems.find(({ reason }) => reason === "notALog");
      return report.events > 0 || !named?.detail || (expected.detail !== undefined && named.detail !== expected.detail);
    });
    assert.deepEqual(
      wrong.map((one) => `${told(one)}; expected ${one.expected.detail ?? "any name"}`),
      [],
    );
  });

  it("say where they are not JSON, and keep what can be read", () => {
    const broken = of(opened, "notJson");
    for (const one of broken) console.log(`      ${told(one)}`);
    assert.deepEqual(broken.filter(({ report }) => report.problemCount === 0).map(told), []);
  });
});
