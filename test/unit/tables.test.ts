import { deepEqual, equal } from "node:assert/strict";
import { topFields } from "../../src/core/explain/fields/top";
import { recogniseText } from "../../src/core/shapes/recognise";
import { recordText } from "../../src/core/shapes/recordText";
import type { ProblemReason, ShapeId } from "../../src/core/shapes/shape";
import { columnOf } from "../../src/core/shapes/tables/columns";
import { csvCells } from "../../src/core/shapes/tables/csv";
import { parseStruct } from "../../src/core/shapes/tables/struct";
import { type ReadLog, readAny, readTable } from "./support/read";

const pieces = [1, 7, 64, Number.POSITIVE_INFINITY];

describe("a table's columns", () => {
  it("hold every field of a record that is explained: none vanishes from a table without a word", () => {
    const fields = Object.keys(topFields);
    deepEqual(
      fields.filter((name) => columnOf(name)?.path.join() !== name),
      [],
    );
  });
});

/** The records as their documents show them. */
const shown = (read: ReadLog): unknown[] => read.records.map((span) => JSON.parse(recordText(span, read.table)));

const header =
  "User name,AWS access key,Event time,Event source,Event name,AWS region,Source IP address,User agent,Error code,Resources,Request ID,Event ID,Read-only,Event type,Recipient Account Id,Event category";
const eventHistory = [
  header,
  'alice,AKIAIOSFODNN7EXAMPLE,2026-03-02T10:10:00Z,iam.amazonaws.com,AttachRolePolicy,us-east-1,192.0.2.7,"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)",,"[{""resourceType"":""AWS::IAM::Policy"",""resourceName"":""arn:aws:iam::aws:policy/ReadOnlyAccess""},{""resourceType"":""AWS::IAM::Role"",""resourceName"":""Audit""}]",6da2a3c8-0000-4000-8000-000000000001,00000000-0000-4000-8000-000000000001,false,AwsApiCall,111122223333,Management',
  ',,2026-03-02T10:10:05Z,kms.amazonaws.com,RotateKey,us-east-1,kms.amazonaws.com,"an agent\nof two lines, ""quoted"" é日🚀",AccessDenied,[],,00000000-0000-4000-8000-000000000002,true,AwsServiceEvent,111122223333,Management',
];
const historyRecords = [
  {
    userIdentity: { userName: "alice", accessKeyId: "AKIAIOSFODNN7EXAMPLE" },
    eventTime: "2026-03-02T10:10:00Z",
    eventSource: "iam.amazonaws.com",
    eventName: "AttachRolePolicy",
    awsRegion: "us-east-1",
    sourceIPAddress: "192.0.2.7",
    userAgent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)",
    requestID: "6da2a3c8-0000-4000-8000-000000000001",
    eventID: "00000000-0000-4000-8000-000000000001",
    readOnly: false,
    resources: [
      { ARN: "arn:aws:iam::aws:policy/ReadOnlyAccess", type: "AWS::IAM::Policy" },
      { resourceName: "Audit", type: "AWS::IAM::Role" },
    ],
    eventType: "AwsApiCall",
    recipientAccountId: "111122223333",
    eventCategory: "Management",
  },
  {
    eventTime: "2026-03-02T10:10:05Z",
    eventSource: "kms.amazonaws.com",
    eventName: "RotateKey",
    awsRegion: "us-east-1",
    sourceIPAddress: "kms.amazonaws.com",
    userAgent: 'an agent\nof two lines, "quoted" é日🚀',
    errorCode: "AccessDenied",
    eventID: "00000000-0000-4000-8000-000000000002",
    readOnly: true,
    resources: [],
    eventType: "AwsServiceEvent",
    recipientAccountId: "111122223333",
    eventCategory: "Management",
  },
];

const full =
  '{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","userName":"é\\"alice"},"eventName":"GetObject","eventSource":"s3.amazonaws.com","n":1.10}';
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const identity =
  "{type=AssumedRole, principalid=AROAEXAMPLE:a=b, c, arn=arn:aws:sts::111122223333:assumed-role/Deploy/alice, accountid=111122223333, invokedby=null, accesskeyid=ASIAIOSFODNN7EXAMPLE, username=null, onbehalfof=null, sessioncontext={attributes={mfaauthenticated=false, creationdate=2026-03-02T10:00:00Z}, sessionissuer={type=Role, principalid=AROAEXAMPLE, arn=arn:aws:iam::111122223333:role/Deploy, accountid=111122223333, username=Deploy}, ec2roledelivery=null, webidfederationdata=null}}";
const identityRecord = {
  type: "AssumedRole",
  principalId: "AROAEXAMPLE:a=b, c",
  arn: "arn:aws:sts::111122223333:assumed-role/Deploy/alice",
  accountId: "111122223333",
  accessKeyId: "ASIAIOSFODNN7EXAMPLE",
  sessionContext: {
    attributes: { mfaAuthenticated: "false", creationDate: "2026-03-02T10:00:00Z" },
    sessionIssuer: {
      type: "Role",
      principalId: "AROAEXAMPLE",
      arn: "arn:aws:iam::111122223333:role/Deploy",
      accountId: "111122223333",
      userName: "Deploy",
    },
  },
};
const athenaRecord = {
  eventVersion: "1.08",
  userIdentity: identityRecord,
  eventTime: "2026-03-02T10:10:00Z",
  eventSource: "cognito-idp.amazonaws.com",
  eventName: "AdminGetUser",
  requestParameters: { userPoolId: "eu-west-1_EXAMPLE", n: 1 },
  additionalEventData: { sub: "87a42a58-6051-7076-79e2-fe9208b6ae3c" },
  eventID: "00000000-0000-4000-8000-000000000003",
  resources: [{ ARN: "arn:aws:s3:::b", accountId: "111122223333", type: "AWS::S3::Bucket" }],
};
const athenaCells: [name: string, cell: string | undefined][] = [
  ["eventversion", "1.08"],
  ["useridentity", identity],
  ["eventtime", "2026-03-02T10:10:00Z"],
  ["eventsource", "cognito-idp.amazonaws.com"],
  ["eventname", "AdminGetUser"],
  ["errorcode", undefined],
  ["requestparameters", '{"userPoolId":"eu-west-1_EXAMPLE","n":1}'],
  ["responseelements", "null"],
  ["additionaleventdata", '{"sub":"87a42a58-6051-7076-79e2-fe9208b6ae3c"}'],
  ["eventid", "00000000-0000-4000-8000-000000000003"],
  ["resources", "[{arn=arn:aws:s3:::b, accountid=111122223333, type=AWS::S3::Bucket}]"],
  ["year", "2026"],
];
const data = (cells: (string | undefined)[]): object => ({
  Data: cells.map((cell) => (cell === undefined ? {} : { VarCharValue: cell })),
});
const field = (name: string, value: string): object => ({ field: name, value });

describe("events are found in the rows of", () => {
  const cases: [name: string, log: string, shape: ShapeId, records: unknown[]][] = [
    ["Event history's CSV", eventHistory.join("\n"), "eventHistoryCsv", historyRecords],
    ["Event history's CSV with CRLF and an end", `${eventHistory.join("\r\n")}\r\n`, "eventHistoryCsv", historyRecords],
    [
      "Event history's CSV as a spreadsheet saves it",
      [
        "USER NAME;EVENT TIME;EVENT SOURCE;EVENT NAME;EVENT_ID",
        'alice;2026-03-02T10:10:00Z;iam.amazonaws.com;"Attach;Role";"1"',
      ].join("\r\n"),
      "eventHistoryCsv",
      [
        {
          userIdentity: { userName: "alice" },
          eventTime: "2026-03-02T10:10:00Z",
          eventSource: "iam.amazonaws.com",
          eventName: "Attach;Role",
          eventID: "1",
        },
      ],
    ],
    ["Event history's CSV without events", `${header}\n`, "eventHistoryCsv", []],
    [
      "Athena's CSV",
      [
        athenaCells.map(([name]) => quoted(name)).join(","),
        athenaCells.map(([, cell]) => (cell === undefined ? "" : quoted(cell))).join(","),
      ].join("\n"),
      "queryCsv",
      [athenaRecord],
    ],
    [
      "Athena's answer",
      JSON.stringify({
        UpdateCount: 0,
        ResultSet: {
          Rows: [data(athenaCells.map(([name]) => name)), data(athenaCells.map(([, cell]) => cell))],
          ResultSetMetadata: { ColumnInfo: [{ Name: "Rows" }] },
        },
      }),
      "athenaResult",
      [athenaRecord],
    ],
    [
      "CloudTrail Lake's answer",
      JSON.stringify(
        {
          QueryStatus: "FINISHED",
          QueryStatistics: { ResultsCount: 1 },
          QueryResultRows: [
            [
              { eventName: "ConsoleLogin" },
              { eventTime: "2026-03-02 10:10:00.000" },
              { errorCode: null },
              { requestParameters: "{roleName=Audit, policy={a=1}}" },
              { "userIdentity.arn": "arn:aws:iam::111122223333:user/alice" },
            ],
          ],
        },
        null,
        2,
      ),
      "lakeResult",
      [
        {
          userIdentity: { arn: "arn:aws:iam::111122223333:user/alice" },
          eventTime: "2026-03-02 10:10:00.000",
          eventName: "ConsoleLogin",
          requestParameters: { roleName: "Audit", policy: { a: "1" } },
        },
      ],
    ],
    [
      "CloudTrail Lake's answer with the whole records",
      JSON.stringify({ QueryResultRows: [[{ eventName: "x" }, { eventJson: full }], [{ eventJson: full }]] }),
      "lakeResult",
      [JSON.parse(full), JSON.parse(full)],
    ],
    [
      "CloudTrail Lake's saved result",
      `"eventname","eventjson"\n"x",${quoted(full)}\n`,
      "queryCsv",
      [JSON.parse(full)],
    ],
    [
      "Logs Insights' answer",
      JSON.stringify({
        results: [
          [field("@timestamp", "2026-03-02 10:10:00.000"), field("@message", full), field("@ptr", "CmEK")],
          [field("@message", full)],
        ],
        statistics: {},
        status: "Complete",
      }),
      "insightsResult",
      [JSON.parse(full), JSON.parse(full)],
    ],
    [
      "Logs Insights' answer of chosen fields",
      JSON.stringify({
        results: [
          [
            field("@timestamp", "2026-03-02 10:10:00.000"),
            field("eventName", "PutObject"),
            field("userIdentity.sessionContext.sessionIssuer.userName", "Deploy"),
            field("requestParameters.bucketName", "b"),
          ],
        ],
        status: "Complete",
      }),
      "insightsResult",
      [
        {
          userIdentity: { sessionContext: { sessionIssuer: { userName: "Deploy" } } },
          eventTime: "2026-03-02 10:10:00.000",
          eventName: "PutObject",
          requestParameters: { bucketName: "b" },
        },
      ],
    ],
    [
      "Logs Insights' rows alone",
      JSON.stringify([[field("@timestamp", "2026-03-02 10:10:00.000"), field("@message", full)]]),
      "insightsResult",
      [JSON.parse(full)],
    ],
    [
      "Logs Insights' CSV",
      `@timestamp,@message\n2026-03-02 10:10:00.000,${quoted(full)}\n`,
      "queryCsv",
      [JSON.parse(full)],
    ],
  ];
  for (const [name, log, shape, records] of cases) {
    for (const piece of pieces) {
      it(`${name}, ${piece} bytes at a time`, () => {
        const read = readTable(log, { piece });
        deepEqual([read.shape, read.problems, shown(read)], [shape, [], records]);
        // the text of each record's span gives the same record
        deepEqual(
          read.textSpans.map(([from, to]) => JSON.parse(recordText(log.slice(from, to), read.table))),
          records,
        );
      });
    }
    it(`${name}, and it is recognised`, () => {
      deepEqual(recogniseText(`\ufeff${log}`), { kind: "log", shape });
      equal(readAny(log, { piece: 100 }).shape, shape);
    });
  }

  it("which keep the record's own text where they have it", () => {
    const read = readTable(`eventtime,eventname,requestparameters\n2026,x,"{""n"":1.10,  ""n"":2}"\n`);
    equal(
      recordText(read.records[0] as string, read.table),
      '{"eventTime":"2026","eventName":"x","requestParameters":{"n":1.10,  "n":2}}',
    );
  });

  it("and their forms tell what they hold", () => {
    deepEqual(readTable(eventHistory.join("\n")).forms, ["csvRow", "csvRow"]);
    deepEqual(readTable(`"eventname","eventjson"\n"x",${quoted(full)}\n`).forms, ["cell"]);
    deepEqual(readTable(JSON.stringify({ QueryResultRows: [[{ eventName: "x" }, { eventTime: "y" }]] })).forms, [
      "resultRow",
    ]);
  });
});

describe("a damaged table keeps its good rows:", () => {
  const a = "2026-03-02T10:10:00Z,A,s3.amazonaws.com";
  const c = "2026-03-02T10:10:02Z,C,s3.amazonaws.com";
  const head = "eventtime,eventname,eventsource";
  const lake = (name: string): string => `[{"eventName":"${name}"},{"eventTime":"2026-03-02T10:10:00Z"}]`;
  const cases: [name: string, log: string, names: string[], problems: [lost: string, reason: ProblemReason][]][] = [
    ["a row with too few cells", `${head}\n${a}\nx,y\n${c}\n`, ["A", "C"], [["x,y\n", "notARow"]]],
    ["a row with too many cells", `${head}\n${a}\nx,y,z,\n${c}\n`, ["A", "C"], [["x,y,z,\n", "notARow"]]],
    ["a quote that is never closed", `${head}\n${a}\n"x,y,z\n${c}`, ["A", "C"], [['"x,y,z\n', "notARow"]]],
    [
      "a quote too many, which the next one closes",
      `${head}\n${a}\n"x,y,z\n${c}\n2026,"D",s3\n`,
      ["A", "C", "D"],
      [['"x,y,z\n', "notARow"]],
    ],
    [
      "lines that are no rows, which are one part while no row stands between them",
      `${head}\n${a}\nx,y\n"\n\nx\n${c}\n,,\n7\n`,
      ["A", "C"],
      [
        ['x,y\n"\n\nx\n', "notARow"],
        [",,\n7\n", "notARow"],
      ],
    ],
    ["a cut row", `${head}\n${a}\n"x`, ["A"], [['"x', "truncated"]]],
    ["empty lines", `${head}\n\n${a}\n\n\n${c}\n\n`, ["A", "C"], []],
    ["a row that says nothing", `${head}\n${a}\n,,\n${c}\n`, ["A", "C"], [[",,\n", "notARow"]]],
    ["a cut answer", `{"QueryResultRows":[${lake("A")},[{"eventName":"B`, ["A"], [['[{"eventName":"B', "truncated"]]],
    ["an answer without its end", `{"QueryResultRows":[${lake("A")}`, ["A"], [["", "truncated"]]],
    [
      "a broken row",
      `{"QueryResultRows":[${lake("A")},[{"eventName":}],${lake("C")}]}`,
      ["A", "C"],
      [['[{"eventName":}],', "notJson"]],
    ],
    [
      "a first row whose names are damaged",
      `{"QueryResultRows":[[{"eventNxme":"x"}],${lake("A")},${lake("C")}]}`,
      ["A", "C"],
      [['[{"eventNxme":"x"}]', "notARow"]],
    ],
    [
      "a first row that is damaged, in a list alone",
      `[[{"eventName":7,"}],${lake("A")},${lake("C")}]`,
      ["A", "C"],
      [['[{"eventName":7,"}],', "notJson"]],
    ],
    [
      "other values among the rows",
      `{"QueryResultRows":[${lake("A")},7,${lake("C")}]}`,
      ["A", "C"],
      [["7", "notARow"]],
    ],
    [
      "other values, which are one part while no row stands between them",
      `{"QueryResultRows":[${lake("A")},7,\n[{}], [] ,${lake("C")},[{}],[{"eventName":}],8]}`,
      ["A", "C"],
      [
        ["7,\n[{}], []", "notARow"],
        ["[{}]", "notARow"],
        ['[{"eventName":}],8]}', "truncated"],
      ],
    ],
  ];
  for (const [name, log, names, problems] of cases) {
    for (const piece of pieces) {
      it(`${name}, ${piece} bytes at a time`, () => {
        const read = readTable(log, { piece });
        deepEqual(
          read.values.map((value) => value.eventName),
          names,
        );
        deepEqual(
          read.problems.map(({ start, end, reason }) => [log.slice(start, end), reason]),
          problems,
        );
      });
    }
  }

  for (const piece of pieces) {
    const tooLarge = `"${"x".repeat(5000)}`;
    const cases: [name: string, log: string, events: string[]][] = [
      ["a row", `${head}\n${a}\n${tooLarge}",y,z\n${c}\n`, ["A", "C"]],
      ["a row that does not end", `${head}\n${a}\n${tooLarge}`, ["A"]],
    ];
    for (const [name, log, events] of cases) {
      it(`says of ${name} that it is larger than the limit, ${piece} bytes at a time`, () => {
        const { values, problems } = readTable(log, { piece, limits: { record: 1000 } });
        deepEqual(
          problems.map(({ start, end, reason, detail }) => [log.slice(start, end).slice(0, 5), reason, detail]),
          [['"xxxx', "recordTooLarge", "1000"]],
        );
        deepEqual(
          values.map((value) => value.eventName),
          events,
        );
      });
    }
  }

  it("says where text is not UTF-8 and keeps the row", () => {
    const bytes = new TextEncoder().encode(`${head}\n${a}\n`);
    bytes[bytes.indexOf(0x41)] = 0xff;
    const read = readTable(bytes);
    deepEqual([read.values.length, read.problems.map(({ reason }) => reason)], [1, ["notUtf8"]]);
  });
});

describe("CSV", () => {
  const cases: [row: string, cells: string[]][] = [
    ["", [""]],
    ["a,b", ["a", "b"]],
    ["a,", ["a", ""]],
    [",", ["", ""]],
    ['"a,b","c""d"', ["a,b", 'c"d']],
    ['"a\nb",""', ["a\nb", ""]],
    ['a"b,c', ['a"b', "c"]],
    ['"a"b,c', ["ab", "c"]],
    ['"a', ["a"]],
    ['"a""', ['a"']],
    [`"${'""é'.repeat(5000)}"x,y`, [`${'"é'.repeat(5000)}x`, "y"]],
    [`"${'""'.repeat(5000)}`, ['"'.repeat(5000)]],
  ];
  for (const [row, cells] of cases) it(JSON.stringify(row), () => deepEqual(csvCells(row, ","), cells));
});

describe("Athena's structs", () => {
  const cases: [text: string, struct: unknown][] = [
    ["{a=1, b=null}", { a: "1", b: null }],
    ["{a={b=c, d=[1, 2]}, e=x, y}", { a: { b: "c", d: ["1", "2"] }, e: "x, y" }],
    ["{}", {}],
    ["[]", []],
    ["{a=}", { a: "" }],
    ["{a={x}", undefined],
    ["{a}", undefined],
    ["a=1", undefined],
    ["{a=1} more", undefined],
    ['{policy={"Statement": [{"Effect": "Allow"}]}, b=1}', { policy: '{"Statement": [{"Effect": "Allow"}]}', b: "1" }],
    [`${"{a=".repeat(1000)}1${"}".repeat(1000)}`, "a text"],
  ];
  for (const [text, struct] of cases) {
    it(text.slice(0, 60), () => {
      const parsed = parseStruct(text);
      if (struct === "a text") equal(typeof parsed, "object");
      else deepEqual(parsed, struct);
    });
  }
});

describe("columns are known by", () => {
  const cases: [name: string, path: string | undefined][] = [
    ["Event name", "eventName"],
    ["eventname", "eventName"],
    ["Recipient Account Id", "recipientAccountId"],
    ["Read-only", "readOnly"],
    ["useridentity.sessioncontext.sessionissuer.arn", "userIdentity.sessionContext.sessionIssuer.arn"],
    ["requestParameters.bucketName", "requestParameters.bucketName"],
    ["constructor", undefined],
    ["_col0", undefined],
  ];
  for (const [name, path] of cases) it(name, () => equal(columnOf(name)?.path.join("."), path));
});
