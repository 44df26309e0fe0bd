import { deepEqual, equal, ok } from "node:assert/strict";
import type { ProblemReason } from "../../src/core/shapes/shape";
import { damages, type Layout, layouts } from "../support/damage";
import { readLog } from "./support/read";

const record = (n: number): string =>
  `{"eventVersion":"1.11","userIdentity":{"type":"IAMUser","userName":"u${n}"},"eventName":"E${n}","requestParameters":{"items":[{"groups":[{"id":"g"},{"id":"h"}]}]},"resources":[{"ARN":"a"},{"ARN":"b"}],"readOnly":true}`;

const [A, B, C, D] = ["A", "B", "C", "D"].map((name) => `{"eventVersion":"1.11","eventName":"${name}"}`) as [
  string,
  string,
  string,
  string,
];

const RECORDS = 4;
/** Number of places to damage that are tried, different ones for each layout and each element. */
const TRIED = 5;

describe("of records of which one is damaged", () => {
  layouts.forEach((layout, salt) => {
    it(`only that one is lost, ${layout.name}`, () => {
      const missing: unknown[] = [];
      for (const damage of damages) {
        if (!canBeTold(layout, damage.name)) continue;
        for (let target = 0; target < RECORDS; target++) {
          const all = damage.all(written(layout, record(target)));
          const step = Math.max(1, Math.floor(all.length / TRIED));
          for (let i = (salt * 7 + target * 3) % step; i < all.length; i += step) {
            const lost = lostBeside(layout, all[i] as string, target);
            if (lost) missing.push({ damage: damage.name, ...lost });
          }
        }
      }
      deepEqual(missing.slice(0, 1), []);
    });
  });
});

/** Texts with nothing between them: after a missing or extra quote, nothing shows where a text begins. */
const canBeTold = ({ name }: Layout, damage: string): boolean =>
  !(name === "texts one after another" && /cut|quote|after it/.test(damage)) &&
  !(/one after another/.test(name) && /after it/.test(damage));

/** What is lost in addition to the damaged element; undefined if nothing is lost, and the damage is reported. */
function lostBeside(layout: Layout, damaged: string, target: number): object | undefined {
  const records = Array.from({ length: RECORDS }, (_, n) => record(n));
  const elements = records.map((one, n) => (n === target ? damaged : written(layout, one)));
  const log = layout.before + elements.join(layout.between) + layout.after;
  const read = readLog(log, { piece: 1 + ((log.length * 31) % 700) });
  const found = read.records.map(flat);
  const lost = records.filter((one, n) => n !== target && !found.includes(layout.told(one)));
  const isTold = isJson(log) || read.problems.length > 0;
  return lost.length === 0 && isTold ? undefined : { log, lost, problems: read.problems };
}

const written = ({ element, isPretty }: Layout, one: string): string =>
  isPretty ? JSON.stringify(JSON.parse(element(one)), null, 2).replaceAll("\n", "\n    ") : element(one);

/** Without white space between tokens. */
const flat = (text: string): string => text.replaceAll(/\n */g, "").replaceAll('": ', '":');

function isJson(log: string): boolean {
  try {
    JSON.parse(log);
    return true;
  } catch {
    return false;
  }
}

describe("what is lost is told with its bytes", () => {
  const event = (one: string): string => `{"version":"0","id":"1","detail":${one}}`;
  const cases: [name: string, log: string, records: string[], problems: [lost: string, reason: ProblemReason][]][] = [
    [
      "an EventBridge event without a brace",
      `[${event(A)},{"version":"0","detail":{"eventVersion":"1.11"},${event(C)},${event(D)}]`,
      [A, C, D],
      [['{"version":"0","detail":{"eventVersion":"1.11"},', "notJson"]],
    ],
    [
      "a line that was cut, of lines behind a time",
      `2026-03-02T10:10:00Z ${A}\n2026-03-02T10:10:00Z {"eventVersion":"1\n2026-03-02T10:10:00Z ${C}\n`,
      [A, C],
      [['{"eventVersion":"1\n', "notJson"]],
    ],
    [
      "a record that was cut in a list, where the next ones stand in its own list then",
      `[${A},{"eventVersion":"1.11","resources":[{"ARN":"a"},${C},${D}]`,
      [A, C, D],
      [['{"eventVersion":"1.11","resources":[{"ARN":"a"},', "truncated"]],
    ],
    [
      "a record cut in one of its texts, in a list that ends: what ends the list is no damage",
      `{"Records":[${A},{"eventVer,${C}]}`,
      [A, C],
      [['{"eventVer,', "notJson"]],
    ],
    [
      "a text that was cut behind other values",
      `[${A},{},"x","y`,
      [A],
      [
        ["{}", "notARecord"],
        ['"x"', "notARecord"],
        ['"y', "truncated"],
      ],
    ],
    ["garbage before a record", `[${A},lost ${B},${C}]`, [A, B, C], [["lost ", "notJson"]]],
    [
      "a container's beginning among lines of containers",
      `{"Records":[${A}]}\n{"Records":[{"eventVersion":]}\n{"Records":[${C}]}\n{"Records":[${D}]}\n`,
      [A, C, D],
      [['{"eventVersion":]}\n', "notJson"]],
    ],
  ];
  for (const [name, log, records, problems] of cases) {
    for (const piece of [1, 7, 64, Number.POSITIVE_INFINITY]) {
      it(`${name}, ${piece} bytes at a time`, () => {
        const read = readLog(log, { piece });
        deepEqual(read.records, records);
        deepEqual(
          read.problems.map(({ start, end, reason }) => [log.slice(start, end), reason]),
          problems,
        );
      });
    }
  }

  it("and a list that follows a cut text is found, however the bytes come", () => {
    const log = `${A}\n{"eventName":"x{"Records":[${B},${C}]}\n${D}\n`;
    const whole = readLog(log);
    deepEqual(whole.records, [A, B, C, D]);
    for (const piece of [1, 3, 7, 64]) deepEqual(readLog(log, { piece }).problems, whole.problems);
  });

  it("and a time in which a record was cut begins no line", () => {
    const rest = `2026-03-02T10:10:00Z","eventSource":"s3.amazonaws.com","x":{"a":1}}`;
    const log = `${A}\n${rest}\n${B}\n`;
    const { problems, records } = readLog(log);
    deepEqual(records, [A, B]);
    const told = problems.map(({ start, end }) => log.slice(start, end)).join("");
    ok(told.includes(rest), told);
  });

  it("and the first record tells the shape, whatever follows it", () => {
    const log = `[${JSON.stringify(A)},{"x":1}]`;
    for (const piece of [1, 7, Number.POSITIVE_INFINITY]) deepEqual(readLog(log, { piece }).shape, "texts");
  });

  it("and records that one too large had taken for its own are found", () => {
    const large = `{"eventVersion":"1.11","x":[${'{"y":1},'.repeat(300)}`;
    const log = `[${A},${large}${B},${C},{"y":"${"z".repeat(3000)}"},${D}]`;
    const read = readLog(log, { piece: 100, limits: { record: 2500 } });
    deepEqual(read.records, [A, B, C, D]);
    ok(read.problems.every(({ reason }) => reason === "recordTooLarge" || reason === "truncated"));
  });
});

describe("between records", () => {
  const harmless: [name: string, text: string][] = [
    ["a byte order mark", "\ufeff"],
    ["two byte order marks and line ends", "\ufeff\n\ufeff\n"],
    ["a no-break space", "\u00a0"],
    ["a narrow no-break space", "\u202f"],
    ["a line separator", "\u2028"],
    ["a paragraph separator", "\u2029"],
    ["a next-line character", "\u0085"],
    ["an ideographic space", "\u3000"],
    ["a zero-width space", "\u200b"],
    ["a word joiner", "\u2060"],
    ["a form feed", "\f"],
    ["a vertical tab", "\v"],
    ["a record separator", "\x1e"],
    ["a lone carriage return", "\r"],
    ["all of them", " \ufeff\u00a0\u2028\u3000\f\r\v\u200b \n"],
    ["many spaces of Unicode", " \ufeff\u00a0\u2028\u3000\r\u200b \n"],
  ];
  const told: [name: string, text: string][] = [
    ["NUL bytes", "\0\0"],
    ["an end-of-file character of DOS", "\x1a"],
    ["an escape character", "\x1b"],
  ];
  const logs: [name: string, write: (odd: string) => string][] = [
    ["at the top", (odd) => `${odd}${A}${odd}${B}${odd}\n${odd}${C}${odd}`],
    ["in lines", (odd) => `${A}\n${odd}${B}\n${C}${odd}\n`],
    ["in a list", (odd) => `[${odd}${A}${odd},${odd}${B},${C}${odd}]`],
    ["in a trail file", (odd) => `{"Records":[${odd}${A},${odd}${B}${odd},${C}${odd}]${odd}}${odd}`],
    ["of joined trail files", (odd) => `{"Records":[${A}]}${odd}{"Records":[${B}]}${odd}\n{"Records":[${C}]}`],
    ["of EventBridge's", (odd) => [A, B, C].map((one) => `{"version":"0","detail":${one}}`).join(odd)],
    ["in a list of texts", (odd) => `[${[A, B, C].map((one) => JSON.stringify(one)).join(`${odd},${odd}`)}]`],
    ["in lines behind a time", (odd) => [A, B, C].map((one) => `${odd}2026-03-02T10:10:00Z ${one}\n`).join("")],
  ];
  const hasControl = (text: string): boolean => ["\f", "\v", "\x1e"].some((one) => text.includes(one));
  const names = (log: string, piece: number): unknown[] =>
    readLog(log, { piece, window: 64 }).values.map(({ eventName }) => eventName);
  for (const [where, write] of logs) {
    for (const [name, text] of harmless) {
      it(`${name} costs nothing ${where}`, () => {
        for (const piece of [1, 2, 3, 50, 1000]) {
          deepEqual(names(write(text), piece), ["A", "B", "C"]);
          const { problems, textSpans } = readLog(write(text), { piece });
          // in a list they are not white space
          if (!hasControl(text) || !/list|trail/.test(where)) deepEqual(problems, []);
          const spans = textSpans.map(([from, to]) => write(text).slice(from, to));
          equal(
            spans.every((span) => /^["{].*["}]$/s.test(span)),
            true,
          );
        }
      });
    }
    for (const [name, text] of told) {
      it(`${name} cost no record ${where}, and are told`, () => {
        for (const piece of [1, 2, 3, 50, 1000]) {
          const log = write(text);
          deepEqual(names(log, piece), ["A", "B", "C"]);
          const { problems } = readLog(log, { piece });
          const lost = problems.map(({ start, end }) => log.slice(start, end)).join("");
          equal(lost.replaceAll(/\s/g, ""), log.replaceAll(new RegExp(`[^${text}]`, "g"), ""));
        }
      });
    }
  }
});
