/** Inputs made to make a reader slow: each of about the same size, the same in every run. */

export interface Adversary {
  name: string;
  bytes: Uint8Array;
}

const START = '{"eventVersion":"1.11"';

/** What comes again and again. */
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

/** What stands around them. */
const frames: readonly [name: string, before: string, after: string][] = [
  ["at the top", "", ""],
  ["at the top, closed by a brace", "", "}"],
  ["in a list", "[", "]"],
  ["in a trail file", '{"Records":[', "]}"],
  ["in a trail file, closed by a brace", `{"Records":[${START}},`, "}"],
];

/** @param bytes of each */
export function adversaries(bytes: number): Adversary[] {
  return Object.entries(units).flatMap(([name, unit]) =>
    frames.map(([where, before, after]) => ({
      name: `${name} ${where}`,
      bytes: encoder.encode(before + repeated(unit, bytes - before.length - after.length) + after),
    })),
  );
}

function repeated(unit: string, bytes: number): string {
  return unit.repeat(Math.max(1, Math.floor(bytes / encoder.encode(unit).length)));
}

const encoder = new TextEncoder();
