import { deepEqual } from "node:assert/strict";
import { type ReadLog, readLog } from "./support/read";

const A = '{"eventVersion":"1.08","eventName":"A"}';
const B = '{"eventVersion":"1.08","eventName":"B"}';
const LIMIT = 40;
const limits = { depth: LIMIT };

const told = (log: string, { records, problems }: ReadLog): unknown => [
  records,
  problems.map(({ start, end, reason, detail }) => [log.slice(start, end), reason, detail]),
];

describe("depth", () => {
  const open = "[".repeat(LIMIT);
  const close = "]".repeat(LIMIT);
  const deep = '{"Records":['.repeat(LIMIT / 2);
  const deepEnd = "]}".repeat(LIMIT / 2);
  const inside = (levels: number): string => `{"eventVersion":"1","x":${"[".repeat(levels)}${"]".repeat(levels)}}`;
  const asText = (levels: number): string => JSON.stringify(inside(levels));
  type Case = [name: string, log: string, records: string[], lost: [string, string, string | undefined][]];
  const cases: Case[] = [
    ["lists up to the limit", `${open}${A}${close}\n${B}`, [A, B], []],
    ["one list more", `${open}[${A}]${close}\n${B}`, [A, B], [["[", "tooDeep", "40"]]],
    [
      "records beside lists that are too deep",
      `[${A},${open}[\n[1]]${close},${B}]`,
      [A, B],
      [
        ["[[\n[", "tooDeep", "40"],
        ["1", "notARecord", undefined],
      ],
    ],
    [
      "lists that are too deep again and again",
      `${open}[${A}],[[]],${B}${close}`,
      [A, B],
      [
        ["[", "tooDeep", "40"],
        ["[[", "tooDeep", "40"],
      ],
    ],
    [
      "nothing but brackets",
      "[".repeat(100_000),
      [],
      [
        ["[".repeat(100_000 - LIMIT), "tooDeep", "40"],
        ["", "truncated", undefined],
      ],
    ],
    ["containers up to the limit", `${deep}${A}${deepEnd}\n${B}`, [A, B], []],
    [
      "one container more",
      `${deep}{"Records":[${A}]}${deepEnd}\n${B}`,
      [A, B],
      [
        ['{"Records":[', "tooDeep", "40"],
        ["]}\n", "tooDeep", "40"],
      ],
    ],
    ["a record that is a text of many levels", `[${asText(LIMIT)},${B}]`, [asText(LIMIT), B], []],
    [
      "a record that is a text of one level more",
      `[${asText(LIMIT + 1)},${B}]`,
      [B],
      [[asText(LIMIT + 1), "tooDeep", "40"]],
    ],
    [
      "a message that is a record of one level more",
      `{"message":${asText(LIMIT + 1)}}\n${B}`,
      [B],
      [[`{"message":${asText(LIMIT + 1)}}`, "tooDeep", "40"]],
    ],
  ];
  for (const [name, log, records, lost] of cases) {
    for (const piece of [7, 1 << 20]) {
      it(`of ${name}, ${piece} bytes at a time`, () => {
        deepEqual(told(log, readLog(log, { piece, limits })), [records, lost]);
      });
    }
  }
});
