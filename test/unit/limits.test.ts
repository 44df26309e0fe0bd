import { deepEqual, equal, ok } from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import zlib from "node:zlib";
import { startEngine } from "../../src/engine/client";
import type { Engine, LogReport, Problem } from "../../src/engine/engine";
import { defaultLimits, type Limits, MB } from "../../src/engine/limits";
import { limitSettings, limitsFrom, settingOf } from "../../src/ui/limitSettings";
import { problemWords } from "../../src/ui/words";
import { tarOf } from "../fuzz/tar";
import { zipOf } from "../support/zip";

const root = path.join(__dirname, "../../..");
const record = (n: number, parameters = "null"): string =>
  `{"eventVersion":"1.08","eventName":"Call","eventID":"00000000-0000-4000-8000-${String(n).padStart(12, "0")}","requestParameters":${parameters}}`;
const trail = (...records: string[]): string => `{"Records":[${records.join(",")}]}`;
const many = (count: number): string => trail(Array.from({ length: count }, (_, n) => record(n)).join());

describe("limits", () => {
  let engine: Engine;
  let folder: string;
  let limits: Limits;
  beforeEach(() => {
    limits = { ...defaultLimits };
    engine = startEngine(path.resolve("dist/engine.js"), { limits: () => limits });
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "cloudtrail-limits-"));
  });
  afterEach(() => {
    engine.dispose();
    fs.rmSync(folder, { recursive: true });
  });

  const open = (content: string | Uint8Array, name = "log.json"): Promise<LogReport> => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, content);
    return engine.logs.open({ kind: "file", uri: `file:///${name}`, path: file });
  };
  const said = ({ events, problems }: LogReport): unknown => [
    events,
    problems.map(({ reason, detail }) => [reason, detail]),
  ];

  it("leave out a record that is too large, and read those around it", async () => {
    limits.record = 4 * MB;
    const large = record(1, `"${"x".repeat(5 * MB)}"`);
    deepEqual(said(await open(trail(record(0), large, record(2)))), [2, [["recordTooLarge", String(4 * MB)]]]);
  });

  describe("keep a record of exactly the limit, and none of a byte more,", () => {
    const log = (bytes: number): string => {
      const empty = record(1, '""').length;
      return trail(record(0), record(1, `"${"x".repeat(bytes - empty)}"`), record(2));
    };
    const ways: [name: string, pack: (log: string) => string | Uint8Array][] = [
      ["in a file", (log) => log],
      ["compressed", (log) => zlib.gzipSync(log)],
      [
        "compressed in two parts",
        (log) => Buffer.concat([log.slice(0, 99_999), log.slice(99_999)].map((part) => zlib.gzipSync(part))),
      ],
      ["in a zip", (log) => zipOf([["a.json", log]])],
      ["in a tar.gz", (log) => zlib.gzipSync(tarOf([["a.json", log]]))],
      ["in a compressed log in a zip", (log) => zipOf([["a.json.gz", zlib.gzipSync(log)]])],
      ["in UTF-16", (log) => Buffer.from(`\ufeff${log}`, "utf16le")],
    ];
    for (const [name, pack] of ways)
      it(name, async () => {
        limits.record = MB;
        equal((await open(pack(log(MB)), "at")).events, 3);
        await engine.logs.close();
        equal((await open(pack(log(MB + 1)), "above")).events, 2);
        const { logs } = await engine.coverage.whole();
        deepEqual(
          logs.flatMap(({ problems }) => problems.map(({ reason, detail }) => [reason, detail])),
          [["recordTooLarge", String(MB)]],
        );
      });
  });

  it("leave out a record that is nested too deeply, and read those around it", async () => {
    limits.depth = 50;
    const deep = record(1, "[".repeat(51) + "]".repeat(51));
    deepEqual(said(await open(trail(record(0), deep, record(2)))), [2, [["tooDeep", "50"]]]);
  });

  it("count for unsaved text as well", async () => {
    limits.depth = 50;
    const text = trail(record(0), record(1, "[".repeat(51) + "]".repeat(51)), record(2));
    const source = { kind: "text", uri: "untitled:a", version: 1, length: text.length } as const;
    const read = await engine.logs.open({
      ...source,
      async *slices() {
        yield text;
      },
    });
    deepEqual(said(read), [2, [["tooDeep", "50"]]]);
  });

  it("read a compressed log up to the limit, to the byte", async () => {
    const text = many(5000);
    limits.inflated = text.indexOf(record(3000)) - 1; // ends with the record before it
    const read = await open(zlib.gzipSync(text));
    deepEqual(said(read), [3000, [["inflatedTooLarge", String(limits.inflated)]]]);
    equal(read.bytes, limits.inflated);
  });

  it("do not take a log that ends at the limit for too large", async () => {
    const text = many(5000);
    limits.inflated = text.length;
    deepEqual(said(await open(zlib.gzipSync(text))), [5000, []]);
  });

  it("do not apply to content that is not compressed", async () => {
    limits.inflated = 1000;
    deepEqual(said(await open(many(5000))), [5000, []]);
  });

  it("stop a bomb that holds no record", async () => {
    limits.inflated = 2 * MB;
    const read = await open(zlib.gzipSync(Buffer.alloc(64 * MB, " ")));
    deepEqual(said(read), [0, [["inflatedTooLarge", String(2 * MB)]]]);
    ok(read.bytes <= 2 * MB);
  });

  it("stop before the memory is used up, keep what was read, and make room again when it is closed", async () => {
    limits.memory = 32 * MB;
    const stopped = await open(many(600_000), "large.json");
    deepEqual(
      stopped.problems.map(({ reason, detail }) => [reason, detail]),
      [["outOfMemory", String(32 * MB)]],
    );
    ok(stopped.events > 10_000 && stopped.events < 600_000, String(stopped.events));
    const result = await engine.events.select({});
    const { count } = result;
    equal(count, stopped.events);
    equal((await result.rows(count - 1, count)).length, 1);
    limits.memory = 8 * MB; // the thread's own heap varies by a few megabytes
    const other = await open(many(1000), "small.json");
    deepEqual(said(other), [0, [["outOfMemory", String(8 * MB)]]]);
    await engine.logs.close();
    limits.memory = 64 * MB;
    deepEqual(said(await open(many(1000), "small.json")), [1000, []]);
  });

  it("report the place where reading stopped even after a thousand other problems", async () => {
    const broken = Array.from({ length: 1200 }, (_, n) => `${record(n)}\n{"eventName":\n`).join("");
    limits.inflated = broken.length - 1;
    const read = await open(zlib.gzipSync(broken));
    deepEqual([read.problems.length, read.problems.at(-1)?.reason], [1000, "inflatedTooLarge"]);
  });

  it("apply to the next reading when they change", async () => {
    const deep = trail(record(0, "[".repeat(51) + "]".repeat(51)));
    equal((await open(deep)).events, 1);
    limits.depth = 50;
    equal((await open(deep)).events, 0);
    limits.depth = 51;
    equal((await open(deep)).events, 1);
  });
});

describe("the settings of limits", () => {
  interface Property {
    type: string;
    scope: string;
    default: number;
    minimum: number;
    maximum: number;
  }
  const manifest = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")) as {
    contributes: { configuration: { properties: Record<string, Property> } };
    capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  };

  for (const [key, { name, unit, minimum, maximum }] of Object.entries(limitSettings)) {
    it(`cloudtrail.${name} is in the manifest as the code knows it`, () => {
      const property = manifest.contributes.configuration.properties[`cloudtrail.${name}`];
      deepEqual(
        { ...property, markdownDescription: undefined, order: undefined },
        {
          type: "integer",
          scope: "machine-overridable",
          default: defaultLimits[key as keyof Limits] / unit,
          minimum,
          maximum,
          markdownDescription: undefined,
          order: undefined,
        },
      );
      ok(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes(`cloudtrail.${name}`));
    });
  }

  it("are listed in SECURITY.md with their defaults", () => {
    const said = fs.readFileSync(path.join(root, "SECURITY.md"), "utf8").split("\n");
    for (const [key, { name, unit }] of Object.entries(limitSettings)) {
      const limit = defaultLimits[key as keyof Limits] / unit;
      const text = unit !== MB ? limit.toLocaleString("en") : limit < 1024 ? `${limit} MB` : `${limit / 1024} GB`;
      const row = said.find((line) => line.endsWith(`| \`cloudtrail.${name}\` |`)) ?? "";
      equal(
        row
          .split("|")[2]
          ?.trim()
          .split(",")
          .slice(0, unit === MB ? 1 : 2)
          .join(),
        text,
        name,
      );
    }
  });

  it("are brought within their bounds", () => {
    const given: Record<string, unknown> = {
      "limits.recordMB": 100_000,
      "limits.depth": 0,
      "limits.inflatedMB": "1",
      "limits.memoryMB": Number.NaN,
      "spill.maxMB": 0.5,
      "cache.maxMB": -1,
    };
    deepEqual(
      limitsFrom((name) => given[name]),
      {
        record: 256 * MB,
        depth: 32,
        inflated: defaultLimits.inflated,
        memory: defaultLimits.memory,
        spill: MB / 2,
        cache: 0,
      },
    );
  });

  const words: [problem: Pick<Problem, "reason" | "detail">, english: string, setting: string | undefined][] = [
    [
      { reason: "recordTooLarge", detail: String(64 * MB) },
      "This record is larger than 64 MB, the limit of the setting “cloudtrail.limits.recordMB”. The records around it were read.",
      "cloudtrail.limits.recordMB",
    ],
    [
      { reason: "tooDeep", detail: "1000000" },
      "This record is nested deeper than 1,000,000 levels, the limit of the setting “cloudtrail.limits.depth”. The records around it were read.",
      "cloudtrail.limits.depth",
    ],
    [
      { reason: "inflatedTooLarge", detail: String(16_384 * MB) },
      "This compressed log has more than 16,384 MB of content, the limit of the setting “cloudtrail.limits.inflatedMB”. The content up to the limit was read.",
      "cloudtrail.limits.inflatedMB",
    ],
    [
      { reason: "outOfMemory", detail: String(2048 * MB) },
      "Reading stopped here: the open logs use 2,048 MB of memory, the limit of the setting “cloudtrail.limits.memoryMB”. What was read before stays.",
      "cloudtrail.limits.memoryMB",
    ],
    [
      { reason: "outOfMemory" },
      "Reading stopped here: not enough memory. What was read before stays. Close other logs to make room.",
      undefined,
    ],
  ];
  for (const [problem, english, setting] of words) {
    it(`${problem.reason}${problem.detail ? "" : " of the machine"} is said with its limit, what was kept and the setting`, () => {
      equal(problemWords(problem), english);
      equal(settingOf(problem), setting);
    });
  }
});
