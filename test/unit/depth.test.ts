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

  describe("of tables", () => {
    const csv = "eventversion,eventname,eventid,requestparameters,resources\n";
    const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
    const csvRow = (id: string, cell: string, resources = ""): string =>
      `1.08,A,${id},${quoted(cell)},${quoted(resources)}`;
    const nested = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);
    const keyed = (levels: number): string => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
    const lake = (id: string, value: string): string =>
      `[{"eventID":"${id}"},{"eventName":"A"},{"eventVersion":"1.08"},{"requestParameters":${value}}]`;
    const insights = (id: string, value: string): string =>
      `[{"field":"@message","value":${JSON.stringify(`{"eventVersion":"1.08","eventID":"${id}","eventName":"A","x":${value}}`)}}]`;
    const athena = (id: string, value: string): string =>
      `{"Data":[{"VarCharValue":"1.08"},{"VarCharValue":"A"},{"VarCharValue":"${id}"},{"VarCharValue":${value}}]}`;
    const athenaHead = `{"Data":${JSON.stringify(["eventversion", "eventname", "eventid", "requestparameters"].map((VarCharValue) => ({ VarCharValue })))}}`;
    type Rows = [name: string, head: string, rows: [row: string, isRead: boolean][], between: string, tail: string];
    const tables: Rows[] = [
      ["a CSV", csv, [[csvRow("1", nested(LIMIT)), true], [csvRow("2", nested(LIMIT + 1)), false], [csvRow("3", keyed(2 * LIMIT)), false], [csvRow("4", "{}"), true]], "\n", ""],
      ["CloudTrail Lake's answer", '{"QueryResultRows":[', [[lake("1", nested(LIMIT - 2)), true], [lake("2", JSON.stringify(nested(LIMIT + 1))), false], [lake("3", nested(LIMIT - 1)), false], [lake("4", "1"), true]], ",", "]}"],
      ["CloudWatch's answer", '{"results":[', [[insights("1", nested(LIMIT)), true], [insights("2", nested(LIMIT + 1)), false], [insights("4", "1"), true]], ",", "]}"],
      ["Athena's answer", `{"ResultSet":{"Rows":[${athenaHead},`, [[athena("1", JSON.stringify(nested(LIMIT))), true], [athena("2", JSON.stringify(nested(LIMIT + 1))), false], [athena("3", nested(LIMIT - 2)), false], [athena("4", '"{}"'), true]], ",", "]}}"],
    ]; // biome-ignore format: a table
    for (const [name, head, rows, between, tail] of tables) {
      for (const piece of [7, 1 << 20]) {
        it(`${name}, ${piece} bytes at a time: rows up to the limit are read, those beyond are told`, () => {
          const content = head + rows.map(([row]) => row).join(between) + tail;
          const { records, problems } = readLog(content, { as: "table", piece, limits });
          deepEqual(
            records,
            rows.flatMap(([row, isRead]) => (isRead ? [row] : [])),
          );
          deepEqual(
            problems.map(({ start, reason, detail }) => [
              rows.find(([row]) => content.indexOf(row) === start)?.[1],
              reason,
              detail,
            ]),
            rows.flatMap(([, isRead]) => (isRead ? [] : [[false, "tooDeep", String(LIMIT)]])),
          );
        });
      }
    }

    const most = { depth: 1_000_000, record: 64 << 20 };
    const levels = 200_000;
    const deepOnes: [name: string, content: string, records: number][] = [
      ["a cell of a CSV", `${csv}${csvRow("1", nested(levels))}\n${csvRow("2", "{}")}`, 2],
      ["a resource's type in a CSV", `${csv}${csvRow("1", "{}", `[{"resourceName":"a","resourceType":${nested(levels)}}]`)}\n${csvRow("2", "{}")}`, 2],
      ["a value that is no text in Lake's answer", `{"QueryResultRows":[${lake("1", nested(levels))},${lake("2", "1")}]}`, 2],
      ["a value that is no text in Athena's answer", `{"ResultSet":{"Rows":[${athenaHead},${athena("1", keyed(levels))},${athena("2", '"{}"')}]}}`, 2],
    ]; // biome-ignore format: a table
    for (const [name, content, count] of deepOnes) {
      it(`${name}, of ${levels} levels within the limit, is read`, () => {
        const { records, problems } = readLog(content, { as: "table", piece: 1 << 20, limits: most });
        deepEqual([records.length, problems], [count, []]);
      });
    }
  });
});
