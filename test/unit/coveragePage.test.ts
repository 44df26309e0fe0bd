import assert from "node:assert/strict";
import type { Check } from "../../src/calls/connection";
import type { CoverageSummary, LogPlace, LogReport } from "../../src/engine/engine";
import { checks } from "../../src/features/showCoverage/messages";
import { type CoverageData, coveragePage, coverageText, type Names } from "../../src/features/showCoverage/view";

const noFiles: CoverageSummary["files"] = { notRead: 0, partly: 0, reading: 0, passedOver: 0, other: 0, whole: 0 };
const summary: CoverageSummary = {
  events: 1234,
  duplicates: 0,
  reduced: 0,
  bytes: 5_000_000,
  from: "2026-03-02T09:00:00Z",
  to: "2026-03-02T12:00:00Z",
  accounts: ["123456789012"],
  regions: Array.from({ length: 15 }, (_, n) => `region-${n}`),
  files: { ...noFiles, whole: 2 },
  others: {},
  parts: 0,
  csvs: 0,
};
const report: LogReport = {
  uri: "file:///logs/a.json.gz",
  shape: "records",
  gzip: true,
  bytes: 1000,
  size: 200,
  events: 12,
  duplicates: 0,
  reduced: 0,
  failed: 0,
  accounts: [],
  regions: [],
  problems: [],
  problemCount: 0,
};
const place: LogPlace = { uri: report.uri, gzip: true, problem: { start: 100, end: 160, reason: "notJson" } };
const data: CoverageData = {
  summary,
  isReading: false,
  places: { from: 0, total: 0, items: [] },
  reports: { from: 0, total: 1, items: [report] },
  reading: new Set(),
  filter: "all",
  deliveries: { files: 0, stretches: [], stretchCount: 0 },
  late: undefined,
};
const names: Names = {
  file: (uri) => uri.slice(uri.lastIndexOf("/") + 1),
  folder: (uri) => uri.slice(8, Math.max(8, uri.lastIndexOf("/"))),
  idOfPlace: () => 7,
  idOfLog: () => 8,
};
const pageOf = (more: Partial<CoverageData>) => coveragePage({ ...data, ...more }, names);
const fact = (label: string, more: Partial<CoverageSummary>): string | undefined =>
  pageOf({ summary: { ...summary, ...more } }).facts.find((one) => one.label === label)?.value;

describe("coverage page", () => {
  it("of nothing offers to open a log", () => {
    const page = pageOf({ summary: { ...summary, files: noFiles } });
    assert.deepEqual(
      [page.line, page.buttons.map(({ action }) => action), page.facts],
      ["No log is open.", ["openLog"], []],
    );
  });

  it("says what was read of everything", () => {
    const page = pageOf({});
    assert.match(page.line, /^1,234 events from 2 files · .* · everything in these files was read$/);
    assert.deepEqual(page.facts, [
      { label: "Files", value: "fully read: 2" },
      { label: "Events", value: "1,234" },
      { label: "Content read", value: "5,000,000 bytes" },
      { label: "Time of the events", value: "2026-03-02 09:00 – 2026-03-02 12:00 (UTC)" },
      { label: "AWS accounts", value: "123456789012" },
      { label: "AWS Regions", value: `${summary.regions.slice(0, 12).join(", ")} and 3 more` },
    ]);
    assert.equal(page.missing?.note, "Everything in the open logs was read.");
  });

  const facts: [label: string, more: Partial<CoverageSummary>, value: string][] = [
    [
      "Files",
      { files: { notRead: 1, partly: 2, reading: 3, passedOver: 0, other: 4, whole: 5000 } },
      "fully read: 5,000 · partly read: 2 · not read: 1 · being read: 3 · without events: 4",
    ],
    ["Repeated records", { duplicates: 3 }, "3, each shown once"],
    ["Reduced records", { reduced: 9 }, "9: their source has only some of a record's fields"],
    [
      "Files without events",
      { files: { ...noFiles, other: 26 }, others: { iamPolicy: 1, digest: 24, none: 1 } },
      "CloudTrail digest files: 24 · IAM policies: 1 · files of another kind: 1",
    ],
  ];
  for (const [label, more, value] of facts) it(`says “${label}”`, () => assert.equal(fact(label, more), value));

  it("lists what could not be read with the way there, and without where there is none", () => {
    const gone: LogPlace = {
      uri: "file:///b\u202e.json",
      gzip: false,
      problem: { start: 0, end: 0, reason: "unreadable", detail: "ENOENT" },
    };
    const { missing } = pageOf({
      summary: { ...summary, parts: 2 },
      places: { from: 0, total: 2, items: [gone, place] },
    });
    assert.deepEqual(missing?.rows, [
      { text: "The file no longer exists (ENOENT).", more: "b⟨U+202E⟩.json" },
      { id: 7, text: "This part is not valid JSON.", more: "a.json.gz · 60 bytes from byte 100" },
    ]);
    assert.deepEqual([missing?.note, missing?.pager], ["", undefined]);
  });

  it("leads to the setting of a limit", () => {
    const large: LogPlace = { ...place, problem: { start: 1, end: 9, reason: "recordTooLarge", detail: "1048576" } };
    const { missing } = pageOf({ places: { from: 0, total: 1, items: [large] } });
    assert.deepEqual(missing?.rows[0]?.setting, { id: 7, label: "Open Setting" });
  });

  it("says how many places are only counted, and which part of the list is shown", () => {
    const { missing } = pageOf({
      summary: { ...summary, parts: 4000 },
      places: { from: 100, total: 1000, items: [place, place] },
    });
    assert.equal(missing?.note, "The first 1,000 places of each file are listed; 3,000 more are only counted.");
    assert.deepEqual(missing?.pager, { line: "101–102 of 1,000", previous: "Previous", next: "Next" });
  });

  it("reports periods without files, and files that may come later", () => {
    const minute = 60_000;
    const from = Date.UTC(2026, 2, 2, 9);
    const stretch = {
      folder: "CloudTrail",
      account: "123456789012",
      from,
      to: from + 120 * minute,
      usual: 5 * minute,
    } as const;
    const other = {
      ...stretch,
      account: "111122223333",
      region: "eu-west-1",
      folder: "CloudTrail-Aggregated",
      usual: minute,
    } as const;
    const late = { last: from + 180 * minute, prefixes: ["AWSLogs/x/", "b/", "c/", "d/"], prefixCount: 9 };
    const deliveries = {
      files: 99,
      first: from,
      last: from + 180 * minute,
      stretches: [stretch, other],
      stretchCount: 2,
    };
    assert.deepEqual(pageOf({ deliveries, late }).pauses?.rows, [
      {
        text: "No log file for 2026-03-02 09:00 UTC – 2026-03-02 11:00 UTC in any Region here. Normal if nothing happened; only digest files can tell.",
        more: "account 123456789012 · usually a file every 5 minutes",
      },
      {
        text: "No log file for 2026-03-02 09:00 UTC – 2026-03-02 11:00 UTC in eu-west-1. Normal if nothing happened; only digest files can tell.",
        more: "account 111122223333 · CloudTrail-Aggregated · usually a file every minute",
      },
      {
        text: "Events of 2026-03-02 12:00 UTC may be in files delivered up to about 15 minutes later; the newest file here was delivered 2026-03-02 12:00 UTC. They would be in S3 under AWSLogs/x/, b/, c/ and 6 more.",
        more: "",
      },
    ]);
  });

  it("calls nothing missing while it reads, or where names tell no time", () => {
    assert.equal(pageOf({ isReading: true }).pauses?.note, "Shown after all files are read.");
    assert.match(pageOf({}).pauses?.note ?? "", /^The names of these files do not say/);
    const deliveries = { files: 9, first: 0, last: 1, stretches: [], stretchCount: 0 };
    assert.match(pageOf({ deliveries }).pauses?.note ?? "", /no unusually long gap/);
  });

  it("lists files with what was read of each", () => {
    const digest: LogReport = {
      ...report,
      uri: "file:///logs/digest.json.gz",
      shape: "",
      events: 0,
      problems: [{ start: 0, end: 10, reason: "notALog", detail: "digest" }],
      problemCount: 1,
    };
    const reports = {
      from: 0,
      total: 3,
      items: [{ ...report, problems: [place.problem], problemCount: 3 }, { ...report, uri: "file:///c.json" }, digest],
    };
    const files = { ...noFiles, partly: 1, reading: 1, other: 1 };
    const page = pageOf({
      summary: { ...summary, files },
      reports,
      reading: new Set(["file:///c.json"]),
      filter: "partly",
    });
    assert.deepEqual(page.files?.rows.slice(0, 2), [
      { id: 8, text: "a.json.gz", more: "logs · 3 parts could not be read", count: "12" },
      { id: 8, text: "c.json", more: "Reading…", count: "12" },
    ]);
    assert.match(page.files?.rows[2]?.more ?? "", /^logs · This is a CloudTrail digest file/);
    assert.deepEqual(
      page.files?.filters.map(({ label, isOn }) => `${label}${isOn ? " on" : ""}`),
      ["All: 3", "partly read: 1 on", "being read: 1", "without events: 1"],
    );
  });

  it("can be copied as text", () => {
    const page = pageOf({ summary: { ...summary, parts: 1 }, places: { from: 0, total: 1, items: [place] } });
    const text = coverageText(page).join("\n");
    assert.match(text, /^Coverage\n1,234 events read · 1 part could not be read\nFiles: fully read: 2\n/);
    assert.ok(
      text.includes(
        "\n\nWhat could not be read\n- This part is not valid JSON. (a.json.gz · 60 bytes from byte 100)\n",
      ),
      text,
    );
    assert.ok(text.endsWith("\n\nFiles\n- a.json.gz 12 (logs · everything was read)\n"), text);
  });

  it("takes from the page only what it knows", () => {
    const { act, filter, turn, open, setting } = checks.host;
    const cases: [asked: readonly Check[], good: unknown[], bad: unknown[][]][] = [
      [act, ["copy"], [["rm"], [undefined], [{}]]],
      [filter, ["partly"], [["rm"], [undefined]]],
      [
        turn,
        ["files", "next"],
        [
          ["files", "up"],
          ["x", "next"],
          ["files", undefined],
        ],
      ],
      [open, [3], [["3"], [undefined]]],
      [setting, [3], [["3"], [null]]],
    ];
    for (const [wanted, good, bad] of cases) {
      const isTaken = (args: unknown[]): boolean => wanted.every((check, i) => check(args[i]));
      assert.ok(isTaken(good), JSON.stringify(good));
      for (const args of bad) assert.ok(!isTaken(args), JSON.stringify(args));
    }
  });
});
