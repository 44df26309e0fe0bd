import { deepEqual, equal, ok } from "node:assert/strict";
import type { ProblemReason, ShapeId } from "../../src/core/shapes/shape";
import { readLog, textsOfLog } from "./support/read";

const A = '{"eventVersion":"1.08","eventName":"A"}';
const B = '{"eventVersion":"1.08","eventName":"B","requestParameters":{"x":[1,{"y":"}]"}]}}';
const C = '{"eventVersion":"1.08","eventName":"C"}';

describe("the reader finds the records of", () => {
  const cases: [name: string, log: string, shape: ShapeId, records: string[]][] = [
    ["a trail file", `{"Records":[${A},${B}]}`, "records", [A, B]],
    ["a trail file with white space everywhere", `\n{ "Records" :\t[ ${A}\r\n ,\n ${B} ] }\n`, "records", [A, B]],
    [
      "a container with other keys around its list",
      `{"v":{"a":[1]},"Records":[${A}],"n":[{"eventName":1}]}`,
      "records",
      [A],
    ],
    ["an empty list of records", '{"Records":[]}', "records", []],
    ["a bare array", `[${A},${B}]`, "array", [A, B]],
    ["an array in an array", `[[${A}],[${B}]]`, "array", [A, B]],
    ["one record", A, "record", [A]],
    [
      "one pretty-printed record",
      JSON.stringify(JSON.parse(B), null, 2),
      "record",
      [JSON.stringify(JSON.parse(B), null, 2)],
    ],
    ["JSON Lines", `${A}\n${B}\n${C}\n`, "lines", [A, B, C]],
    ["JSON Lines with CRLF and an empty line", `${A}\r\n\r\n${B}`, "lines", [A, B]],
    ["lines of batches", `{"Records":[${A}]}\n{"Records":[${B}]}\n`, "lines", [A, B]],
    ["concatenated records", `${A}${B}${C}`, "concatenated", [A, B, C]],
    ["concatenated trail files", `{"Records":[${A}]}{"Records":[${B}]}`, "concatenated", [A, B]],
    ["nothing", "", "", []],
    ["white space", " \n\t", "", []],
  ];
  for (const [name, log, shape, records] of cases) {
    for (const piece of [1, 7, 64, Number.POSITIVE_INFINITY]) {
      it(`${name}, ${piece} bytes at a time`, () => {
        const read = readLog(log, { piece });
        deepEqual([read.shape, read.records, read.problems], [shape, records, []]);
      });
    }
  }
});

describe("the reader keeps the good records of", () => {
  const cases: [name: string, log: string, records: string[], problems: [lost: string, reason: ProblemReason][]][] = [
    ["a file cut in a record", `{"Records":[${A},{"eventVersion":"1.0`, [A], [['{"eventVersion":"1.0', "truncated"]]],
    ["a file cut behind a record", `{"Records":[${A}`, [A], [["", "truncated"]]],
    [
      "a list with a record that is no JSON",
      `{"Records":[${A},{"eventVersion":1.},${C}]}`,
      [A, C],
      [['{"eventVersion":1.},', "notJson"]],
    ],
    [
      "a list with a missing brace",
      `{"Records":[{"eventVersion":"1.08","x":{"a":1},${C}]}`,
      [C],
      [['{"eventVersion":"1.08","x":{"a":1},', "notJson"]],
    ],
    [
      "a list with a missing quote",
      `[{"eventVersion":"1,"eventName":"A"},${C}]`,
      [C],
      [['{"eventVersion":"1,"eventName":"A"},', "notJson"]],
    ],
    ["a list with a missing comma", `[${A}${B}]`, [A, B], [["", "notJson"]]],
    ["a list that ends with a comma", `[${A},]`, [A], [["]", "notJson"]]],
    ["a broken last record", `[${A},{"eventVersion":}]`, [A], [['{"eventVersion":}]', "notJson"]]],
    ["a list closed twice", `{"Records":[${A}],${B}]}`, [A, B], [[",", "notJson"]]],
    [
      "a broken line among lines",
      `${A}\n{"eventVersion":"1.08",\n${C}\n`,
      [A, C],
      [['{"eventVersion":"1.08",\n', "notJson"]],
    ],
    ["a line of plain text among lines", `${A}\nERROR: timeout\n${C}\n`, [A, C], [["ERROR: timeout\n", "notJson"]]],
    ["lines of NUL bytes", `${A}\n\0\0\0\n${C}\n`, [A, C], [["\0\0\0\n", "notJson"]]],
    ["other objects between records", `[${A},{"hello":1},${C}]`, [A, C], [['{"hello":1}', "notARecord"]]],
    [
      "values that are no objects between records",
      `[${A},null,"x",7,${C}]`,
      [A, C],
      [
        ["null", "notARecord"],
        ['"x"', "notARecord"],
        ["7", "notARecord"],
      ],
    ],
    [
      "S3 event notifications",
      '{"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{}}]}',
      [],
      [['{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{}}', "notARecord"]],
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
});

describe("the reader", () => {
  it("says where text is not UTF-8 and keeps the record", () => {
    const bytes = new TextEncoder().encode(`[${A},${C}]`);
    bytes[bytes.length - 4] = 0xff; // the C
    const read = readLog(bytes);
    equal(read.records.length, 2);
    deepEqual(read.problems, [{ start: A.length + 2, end: A.length + 2 + C.length, reason: "notUtf8" }]);
  });

  it("reads 100,000 nested arrays in a record", () => {
    const deep = `{"eventVersion":"1.08","requestParameters":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    const read = readLog(`[${deep},${A}]`);
    deepEqual([read.records.length, read.problems], [2, []]);
  });

  it("names a record deeper than a million levels and reads on", () => {
    const deep = `{"eventVersion":"1.08","requestParameters":${"[".repeat(1_000_001)}`;
    const read = readLog(`[${deep},${A}]`);
    deepEqual(read.records, [A]);
    deepEqual(
      read.problems.map(({ reason }) => reason),
      ["tooDeep"],
    );
  });

  it("names a record larger than the limit and reads on", () => {
    const large = `{"eventVersion":"1.08","requestParameters":"${"x".repeat(5000)}"}`;
    const read = readLog(`[${A},${large},${C}]`, { piece: 100, limits: { record: 2000 } });
    deepEqual(read.records, [A, C]);
    deepEqual(
      read.problems.map(({ reason, detail }) => [reason, detail]),
      [["recordTooLarge", "2000"]],
    );
  });

  describe("does not read what is nested deeper than the limit", () => {
    const nested = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);
    const deep = `{"eventVersion":"1.08","requestParameters":${nested(41)}}`;
    const atLimit = `{"eventVersion":"1.08","requestParameters":${nested(40)}}`;
    const cases: [name: string, log: string, records: string[], lost: string][] = [
      ["in a list of records", `[${A},${deep},${C}]`, [A, C], `${deep},`],
      ["in lines", `${A}\n${deep}\n${C}\n`, [A, C], `${deep}\n`],
      ["beside the list of records", `{"Records":[${A}],"x":${nested(41)}}`, [A], `,"x":${nested(41)}}`],
    ];
    for (const [name, log, records, lost] of cases) {
      for (const piece of [7, Number.POSITIVE_INFINITY]) {
        it(`${name}, ${piece} bytes at a time`, () => {
          const read = readLog(log, { piece, limits: { depth: 40 } });
          deepEqual(read.records, records);
          deepEqual(
            read.problems.map(({ start, end, reason, detail }) => [log.slice(start, end), reason, detail]),
            [[lost, "tooDeep", "40"]],
          );
        });
      }
    }

    it("and nothing that just reaches it, whatever limit was used before", () => {
      deepEqual(readLog(deep, { piece: 100, limits: { depth: 1000 } }).records, [deep]);
      deepEqual(readLog(atLimit, { piece: 100, limits: { depth: 40 } }).records, [atLimit]);
    });
  });

  it("finds a record that arrives in very many pieces, and those after it", () => {
    const large = `{"eventVersion":"1.08","requestParameters":"${"x".repeat(3_000_000)}"}`;
    const read = readLog(`[${A},${large},${C}]`, { piece: 1000, limits: { record: 3_000_100 } });
    deepEqual([read.records.map(({ length }) => length), read.problems], [[A.length, large.length, C.length], []]);
  });

  it("counts UTF-16 places as the editor does", () => {
    const first = '{"eventVersion":"1.08","userAgent":"é日🚀"}';
    const log = `[${first},\n  ${A}]`;
    const { textSpans } = readLog(log, { piece: 3 });
    deepEqual(
      textSpans.map(([from, to]) => log.slice(from, to)),
      [first, A],
    );
  });

  it("counts UTF-16 positions after what it could not read", () => {
    const log = `[{"é日🚀":},${A}]`;
    const { textSpans } = readLog(log, { piece: 3 });
    deepEqual(
      textSpans.map(([from, to]) => log.slice(from, to)),
      [A],
    );
  });

  it("takes the last of duplicate keys, as JSON.parse does", () => {
    const { values } = readLog(
      '{"eventName":"A","userIdentity":{"type":"Root","arn":"x"},"userIdentity":{"type":"IAMUser"},"eventName":"B"}',
    );
    deepEqual(values[0], { eventName: "B", "userIdentity.type": "IAMUser" });
  });

  it("forgets a value whose key comes again as something else", () => {
    const { values } = readLog('{"eventName":"A","userIdentity":{"type":"Root"},"userIdentity":"x"}');
    deepEqual(values[0], { eventName: "A" });
  });

  it("never gives one identity the values of another", () => {
    const identity = (name: string): string =>
      `{"type":"AssumedRole","principalId":"AROAEXAMPLE:${name}","arn":"arn:aws:sts::111122223333:assumed-role/Deploy/${name}","accountId":"111122223333","userName":"é${name}"}`;
    const [a, b] = [identity("alice"), identity("bob--")];
    const log = [
      `{"eventName":"1","userIdentity":${a},"userIdentity":${b}}`,
      `{"eventName":"2","userIdentity":${a}}`,
      `{"eventName":"3","userIdentity":${b},"userIdentity":"x"}`,
      `{"eventName":"4","userIdentity":${b}}`,
      `{"eventName":"5","userIdentity":${b},"userIdentity":${a}}`,
      `{"eventName":"6","userIdentity":${b.replace("bob--", "bobby")}}`,
      `{"eventName":"7","userIdentity":${a}}`,
      `{"eventName":"8","userIdentity":${identity("carol")},"userIdentity":${b}}`,
      `{"eventName":"9","userIdentity":${identity("carol")}}`,
    ].join("\n");
    const { values, textSpans } = readLog(log);
    deepEqual(
      values.map((value) => value["userIdentity.userName"]),
      ["ébob--", "éalice", undefined, "ébob--", "éalice", "ébob--", "éalice", "ébob--", "écarol"],
    );
    deepEqual(
      textSpans.map(([from, to]) => log.slice(from, to)),
      log.split("\n"),
    );
  });

  it("reads escaped keys and values", () => {
    const { values } = readLog('{"event\\u004eame":"A\\/\\u00e9\\ud83d\\ude80"}');
    deepEqual(values[0], { eventName: "A/é🚀" });
  });

  it("keeps cut texts out of the dictionaries", () => {
    const log = `[${A},{"eventVersion":"1.09","eventName":"LongerName","eventSource":"s3.amazonaws.com"}]`;
    for (const piece of [1, 5, 64]) deepEqual(textsOfLog(log, { piece }), textsOfLog(log));
  });

  it("reads names in the other case that some logs have", () => {
    const { values } = readLog(
      '{"eventName":"A","userIdentity":{"accesskeyid":"K","sessioncontext":{"sessionissuer":{"arn":"I"}}},"resources":[{"arn":"R"}],"eventId":"1"}',
    );
    deepEqual(values[0], {
      eventName: "A",
      "userIdentity.accessKeyId": "K",
      "userIdentity.sessionContext.sessionIssuer.arn": "I",
      "resources.[].ARN": "R",
      eventID: "1",
    });
  });

  it("takes the last of two spellings of one name", () => {
    const { values } = readLog('{"eventName":"A","eventID":"1","eventId":"2"}');
    deepEqual(values[0], { eventName: "A", eventID: "2" });
  });

  it("reads a value of the wrong type as absent", () => {
    const { values, records } = readLog(
      '{"eventVersion":null,"userIdentity":"x","requestParameters":"HIDDEN","eventName":["a"],"errorCode":{},"readOnly":true,"resources":{"ARN":"a"}}',
    );
    equal(records.length, 1);
    deepEqual(values[0], { readOnly: "true" });
  });

  it("reads times in the spellings seen in logs", () => {
    const spelled = [
      "2025-01-21T17:49:47Z",
      "2025-01-21 17:49:47.000000000",
      "20250121T174947Z",
      "2025-01-21T18:49:47+01:00",
      "2025-01-21T17:49:47.000Z",
    ];
    const { times } = readLog(spelled.map((time) => JSON.stringify({ eventVersion: "1", eventTime: time })).join("\n"));
    deepEqual(new Set(times), new Set([Date.UTC(2025, 0, 21, 17, 49, 47)]));
  });

  it("gives an impossible time no value", () => {
    const { times } = readLog('{"eventVersion":"1","eventTime":"2025-02-30T17:49:47Z"}');
    ok(Number.isNaN(times[0]));
  });
});
