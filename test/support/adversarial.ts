/** Inputs made to slow down a reader: all of about the same size, and the same in every run. */

export interface Adversary {
  name: string;
  bytes: Uint8Array;
}

const START = '{"eventVersion":"1.11"';

/** What is repeated. */
const units: Readonly<Record<string, string>> = {
  "unclosed records": `${START},"a":[`,
  "unclosed records in objects": `${START},"a":{"b":`,
  "unclosed objects": '{"a":[',
  "unclosed objects in objects": '{"a":',
  "unclosed EventBridge events": `{"version":"0","detail":${START},"a":[`,
  "unclosed events of look-up": '{"EventId":"1","a":[',
  "unclosed events of a shipper": `{"aws":{"cloudtrail":${START},"a":[`,
  "closed records in unclosed ones": `${START},"a":[${START},"eventName":"A"},`,
  "closed objects in unclosed ones": '{"a":[{"b":1},',
  "closed events in unclosed ones": `{"detail":{"a":[{"detail":${START},"eventName":"A"}},`,
  "records without an end": `${START},`,
  "records without a quote": '{"eventVersion":"1.11,',
  "records with a quote too many": `${START}","eventName":"A"},`,
  "records with a bad escape": '{"eventVersion":"1.11\\x"},',
  "records with a line end in a text": '{"eventVersion":"1\n.11"},',
  "records without a comma": `${START}}`,
  "records that are closed twice": `${START}}},`,
  "records with something between": `${START}},?,`,
  braces: "{",
  brackets: "[",
  "closing braces": "}",
  "closing brackets": "]",
  "braces and quotes": '{"',
  "braces, spaces and quotes": `{${" ".repeat(40)}"`,
  commas: ",",
  colons: ":",
  quotes: '"',
  "quotes and commas": '",',
  "texts of braces": '"{",',
  "texts that begin records": '"{\\"eventVersion\\":',
  "texts of records": '"{\\"eventVersion\\":1}",',
  "unclosed texts of records": '"{\\"eventVersion\\":1},',
  backslashes: "\\",
  "empty objects": "{},",
  "empty lists": "[],",
  "other objects": '{"a":1},',
  numbers: "1,",
  "numbers and spaces": "1 ",
  words: "null,",
  "a long number": "1",
  "NUL bytes": "\0",
  "byte order marks": "\ufeff",
  "half of a byte order mark": "\u{1f680}",
  "white space": " ",
  "line ends": "\n",
  "braces at the beginning of lines": "{\n",
  "unclosed records in lines": `${START},"a":[\n`,
  "other keys of a container": ',"a":1',
  containers: '{"Records":[',
  "empty containers": '{"Records":[]},',
  "containers in lines": '{"Records":[]\n',
  "health checks": '{"message":"CWL CONTROL MESSAGE: x"},',
  "times before nothing": "2026-03-02T10:10:00Z \n",
  "times before unclosed records": `2026-03-02T10:10:00Z ${START},"a":[\n`,
  "times in one line": "2026-03-02T10:10:00Z ",
  "texts under message": '{"message":"{"},',
  "unclosed texts under message": `{"message":"{\\"eventVersion\\":1,`,
};

/** What surrounds it. */
const frames: readonly [name: string, before: string, after: string][] = [
  ["at the top", "", ""],
  ["at the top, closed by a brace", "", "}"],
  ["in a list", "[", "]"],
  ["in a trail file", '{"Records":[', "]}"],
  ["in a trail file, closed by a brace", `{"Records":[${START}},`, "}"],
];

const TIME = "2026-03-02T10:10:00Z";

/** What comes again and again in the rows of a query's answer in JSON. */
const rowUnits: Readonly<Record<string, string>> = {
  "unclosed rows of lists": '[{"eventName":"A"},',
  "unclosed rows of lists and line ends": '[{"eventName":"A"},\n',
  "unclosed rows of records": `[{"eventJson":${START},`,
  "unclosed rows of fields": '[{"field":"eventName","value":"A"},',
  "unclosed rows of data": '{"Data":[{"VarCharValue":"A"},',
  "unclosed rows of data and line ends": '{"Data":[{"VarCharValue":"A"},\n',
  "unclosed lists in rows": '[{"eventName":"A","x":[',
  "unclosed texts in rows": '[{"eventName":"A},',
  "unclosed texts of data": '{"Data":[{"VarCharValue":"A},',
  "rows with a bad escape": '[{"eventName":"\\x"}],',
  "rows with a line end in a text": '[{"eventName":"A\n"}],',
  "rows without a comma": '[{"eventName":"A"}]',
  "rows with something between": '[{"eventName":"A"}],?,',
  "rows that are closed twice": '[{"eventName":"A"}]],',
  "closed rows in unclosed ones": '[{"x":[[{"eventName":"A"},{"eventTime":"x"}],',
  "closed data in unclosed ones": '{"Data":[{"Data":[{"VarCharValue":"A"},{"VarCharValue":"B"}]},',
  "closed rows of nothing in unclosed ones": '[{"x":[[{"y":\n1}],',
  "records that are no rows": `${START},"eventName":"A"},`,
  "unclosed records that are no rows": `${START},"a":[`,
  "texts of rows": '"[{\\"eventName\\":1}]",',
  "texts that begin rows": '",[{',
  "rows of nothing": "[{}],",
  "rows of nothing that are unclosed": "[{},",
  "lists in lists": "[",
  "objects in objects": '{"a":',
  braces: "{",
  "braces and brackets": "[{",
  "brackets and spaces": `[${" ".repeat(40)}{`,
  "closing brackets": "]",
  "closing braces": "}",
  commas: ",",
  quotes: '"',
  "quotes and commas": '",',
  numbers: "1,",
  "a long number": "1",
  words: "null,",
  "empty lists": "[],",
  "empty objects": "{},",
  keys: '"a":1,',
  "containers of rows": '{"ResultSet":{"Rows":[',
  "white space": " ",
  "line ends": "\n",
  "NUL bytes": "\0",
  backslashes: "\\",
};

const rowFrames: readonly [name: string, before: string, after: string][] = [
  ["of Lake's answer", `{"QueryResultRows":[[{"eventName":"A"},{"eventTime":"${TIME}"}],`, "]}"],
  [
    "of Logs Insights' answer",
    `{"results":[[{"field":"eventName","value":"A"},{"field":"eventTime","value":"${TIME}"}],`,
    "]}",
  ],
  [
    "of Athena's answer",
    '{"ResultSet":{"Rows":[{"Data":[{"VarCharValue":"eventname"},{"VarCharValue":"eventtime"}]},',
    "]}}",
  ],
];

/** What comes again and again in a CSV of five columns. */
const csvUnits: Readonly<Record<string, string>> = {
  "unclosed quotes": '"\n',
  "unclosed quotes behind a comma": ',"\n',
  "quotes that open each line anew": 'x","\n',
  "quotes that open each line anew, behind commas": ',x","\n',
  "quotes that open each line anew and carriage returns": 'x","\r',
  "quotes that open each line anew in rows": `",${TIME},A,,,"\n`,
  "quotes that open each line anew, behind short rows": 'x\rx","\n',
  "three quotes": '"""',
  "three quotes and line ends": '"""\n',
  "three quotes and commas": '""",',
  "two quotes": '""',
  "two quotes and line ends": '""\n',
  quotes: '"',
  "quotes and letters": 'x"',
  commas: ",",
  "rows of commas": ",,,,\n",
  "rows of too many commas": ",,,,,,,,,\n",
  "rows of nothing in quotes": '"\n",,,,\n',
  "rows of a time in quotes": `${TIME},"A\n",,,\n`,
  "rows of records": `${TIME},"{""eventVersion"":1}",,,\n`,
  letters: "x",
  "lines of letters": "x\n",
  "carriage returns": "\r",
  "line ends": "\n",
  "white space": " ",
  "NUL bytes": "\0",
  "letters of several bytes": "\u{1f680}",
};

/** What comes again and again in one cell of a table, where texts, JSON and Athena's structs stand. */
const cellUnits: Readonly<Record<string, string>> = {
  letters: "x",
  quotes: '"',
  commas: ",",
  "commas and spaces": ", ",
  "equals signs": "=",
  names: "a=",
  "names and commas": "a=b, ",
  "names of no field": "{type=a, b=c, ",
  "long names": `{a=b, ${"x".repeat(190)}`,
  "a long name": "x=y, z",
  "structs in structs": "{a=",
  "structs in structs behind values": "{a=b, c=",
  "structs in lists": "[{a=",
  "lists in lists": "[",
  "lists in lists behind values": "[a, ",
  "closed structs": "{a=b}",
  "closed structs in structs": "{a={b=c}, ",
  "closed structs in texts": "{a={b=c}x, ",
  "closed lists in texts": "[[a]x, ",
  "closing braces": "}",
  "opening and closing": "{}",
  "braces of JSON": '{"a":',
  "lists of JSON": "[",
  "values of JSON": '{"a":1},',
  "texts in texts": '{"a":"{\\"a\\":\\"',
  backslashes: "\\",
};

const cellFrames: readonly [name: string, of: (cell: string) => string][] = [
  ["in a cell of a CSV", (cell) => `eventTime,eventName,userIdentity\n${TIME},A,${csvText(cell)}\n`],
  ["in a list in a cell of a CSV", (cell) => `eventTime,eventName,resources\n${TIME},A,${csvText(`[${cell}]`)}\n`],
  ["in a struct in a cell of a CSV", (cell) => `eventTime,eventName,resources\n${TIME},A,${csvText(`{a=${cell}}`)}\n`],
  [
    "in a struct of texts in a cell of a CSV",
    (cell) => `eventTime,eventName,userIdentity\n${TIME},A,${csvText(`{type=${cell}, arn=x}`)}\n`,
  ],
  [
    "in a record in a cell of a CSV",
    (cell) => `eventTime,eventName,message\n${TIME},A,${csvText(`${START},"a":${cell}`)}\n`,
  ],
  [
    "in a cell of Lake's answer",
    (cell) =>
      `{"QueryResultRows":[[{"eventName":"A"},{"eventTime":"${TIME}"},{"requestParameters":${JSON.stringify(cell)}}]]}`,
  ],
];

const csvText = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** What comes again and again in what CloudWatch Logs sends to a function. */
const packedUnits: Readonly<Record<string, string>> = {
  wrappers: '{"awslogs":{"data":"x"}}',
  "wrappers without data": '{"awslogs":{"data":""}}',
  "unclosed wrappers": '{"awslogs":{"data":"',
  "unclosed wrappers and braces": '{"awslogs":{"data":"}',
  "wrappers and spaces": `{"awslogs":{${" ".repeat(40)}`,
  "braces and spaces": `{${" ".repeat(40)}`,
  braces: "{",
  "closing braces": "}",
  "white space": " ",
  "white space and closing braces": "   }",
  commas: ",",
  letters: "A",
  quotes: '"',
  "quotes and closing braces": '"}',
};

const packedFrames: readonly [name: string, before: string, after: string][] = [
  ["behind a wrapper's beginning", '{"awslogs":{"data":"', '"}}'],
  ["in a wrapper", '{"awslogs":{', '"data":"x"}}'],
  ["behind a wrapper", '{"awslogs":{"data":"x"}}', ""],
];

/** @param bytes of each */
export function adversaries(bytes: number): Adversary[] {
  return [
    ...framed(units, frames, bytes),
    ...framed(rowUnits, rowFrames, bytes),
    ...framed(csvUnits, [["in a CSV", "eventTime,eventName,userIdentity,requestParameters,resources\n", ""]], bytes),
    ...Object.entries(cellUnits).flatMap(([name, unit]) =>
      cellFrames.map(([where, of]) => ({
        name: `${name} ${where}`,
        bytes: encoder.encode(of(repeated(unit, (bytes * unit.length) / encoder.encode(written(of, unit)).length))),
      })),
    ),
    ...framed(packedUnits, packedFrames, bytes),
  ];
}

/** What a cell's text takes where it stands, the rest of its table apart. */
const written = (of: (cell: string) => string, cell: string): string => "x".repeat(of(cell).length - of("").length);

function framed(
  what: Readonly<Record<string, string>>,
  around: readonly (readonly [name: string, before: string, after: string])[],
  bytes: number,
): Adversary[] {
  return Object.entries(what).flatMap(([name, unit]) =>
    around.map(([where, before, after]) => ({
      name: `${name} ${where}`,
      bytes: encoder.encode(before + repeated(unit, bytes - before.length - after.length) + after),
    })),
  );
}

function repeated(unit: string, bytes: number): string {
  return unit.repeat(Math.max(1, Math.floor(bytes / encoder.encode(unit).length)));
}

const encoder = new TextEncoder();
