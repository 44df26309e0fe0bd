import assert from "node:assert/strict";
import type { LogReport, Problem } from "../../src/engine/engine";
import { checks } from "../../src/features/logEditor/messages";
import { logPage, notALogPage, readingPage } from "../../src/features/logEditor/view";

const report: LogReport = {
  uri: "file:///a.json.gz",
  shape: "records",
  gzip: true,
  bytes: 1000,
  size: 200,
  events: 12,
  duplicates: 0,
  reduced: 0,
  failed: 3,
  from: "2025-03-02T12:00:00Z",
  to: "2025-03-02T13:00:00Z",
  accounts: ["123456789012"],
  regions: Array.from({ length: 15 }, (_, n) => `region-${n}`),
  problems: [],
  problemCount: 0,
};
const withProblem = (problem: Omit<Problem, "start" | "end">): LogReport => ({
  ...report,
  shape: "",
  problems: [{ start: 0, end: 10, ...problem }],
  problemCount: 1,
});

describe("log page", () => {
  it("shows the counts of one log", () => {
    const page = logPage("a.json.gz", report);
    assert.equal(page.kind, "log");
    assert.deepEqual(page.kind === "log" && page.facts, [
      { label: "Events", value: "12" },
      { label: "Failed or denied", value: "3" },
      { label: "Time", value: "2025-03-02 12:00 – 2025-03-02 13:00 (UTC)" },
      { label: "AWS accounts", value: "123456789012" },
      { label: "AWS Regions", value: `${report.regions.slice(0, 12).join(", ")} and 3 more` },
    ]);
    assert.equal(page.kind === "log" && page.missing, undefined);
  });

  it("shows 200 places of what is missing and counts the others", () => {
    const problems = Array.from({ length: 1000 }, (_, n): Problem => ({ start: n, end: n + 1, reason: "notJson" }));
    const page = logPage("a", { ...report, problems, problemCount: 4000 });
    assert.equal(page.kind === "log" && page.missing?.places.length, 200);
    assert.equal(page.kind === "log" && page.missing?.more, "3,800 more places");
  });

  it("offers to read on what was cancelled", () => {
    const page = logPage("a", { ...withProblem({ reason: "cancelled" }), shape: "records" });
    assert.deepEqual(page.buttons[0], { action: "readAgain", label: "Read Again", main: true });
  });

  it("offers the setting of a limit that kept something out, and to read again", () => {
    const page = logPage("a", { ...withProblem({ reason: "inflatedTooLarge", detail: "1048576" }), shape: "records" });
    assert.deepEqual(
      page.buttons.map(({ action }) => action),
      ["showView", "showText", "openWith", "openSetting", "readAgain"],
    );
    assert.ok(checks.host.act.every((check) => check("openSetting")));
  });

  const others: [problem: Omit<Problem, "start" | "end">, sentence: RegExp, offered: string][] = [
    [{ reason: "notALog", detail: "iamPolicy" }, /IAM policy/, "showText openWith"],
    [{ reason: "notALog", detail: "binary" }, /not a text file/, "openWith"],
    [{ reason: "empty" }, /empty/, "openWith"],
    [{ reason: "unreadable", detail: "ENOENT" }, /ENOENT/, "readAgain openWith"],
  ];
  for (const [problem, sentence, offered] of others) {
    it(`of no log (${problem.reason} ${problem.detail ?? ""}) says why and offers ${offered}`, () => {
      const page = notALogPage("a", withProblem(problem));
      assert.match(page.kind === "sentence" ? page.sentence : "", sentence);
      assert.equal(page.buttons.map(({ action }) => action).join(" "), offered);
    });
  }

  it("makes hidden characters of a file's name visible", () => {
    assert.equal(readingPage("a\u202egz.nosj", undefined).file, "a⟨U+202E⟩gz.nosj");
  });

  it("takes from the page only what it knows", () => {
    const [act] = checks.host.act;
    const [open] = checks.host.open;
    assert.ok(act?.("showText") && open?.(3));
    for (const value of [null, undefined, "rm", {}, 3]) assert.equal(act?.(value), false);
    for (const value of [null, undefined, "3", {}]) assert.equal(open?.(value), false);
  });
});
