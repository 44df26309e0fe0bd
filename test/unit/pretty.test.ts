import assert from "node:assert/strict";
import { pretty } from "../../src/core/scan/pretty";

const indented = (json: string) => new TextDecoder().decode(pretty(new TextEncoder().encode(json)));

describe("pretty", () => {
  const cases: [name: string, json: string, shown: string][] = [
    ["indents by two spaces", '{"a":[1,{"b":null}]}', '{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ]\n}'],
    ["nested arrays", "[[1],[[]]]", "[\n  [\n    1\n  ],\n  [\n    []\n  ]\n]"],
    ["empty containers stay short", '{"a":{},"b":[ ]}', '{\n  "a": {},\n  "b": []\n}'],
    ["numbers JavaScript cannot hold stay", '{"n":12345678901234567890.10}', '{\n  "n": 12345678901234567890.10\n}'],
    ["duplicate keys and their order stay", '{"b":1,"a":2,"b":3}', '{\n  "b": 1,\n  "a": 2,\n  "b": 3\n}'],
    ["escapes stay as written", '{"\\u0061":"\\/\\"\\u00e9é"}', '{\n  "\\u0061": "\\/\\"\\u00e9é"\n}'],
    ["brackets and commas in strings are text", '{"a":"}],{:"}', '{\n  "a": "}],{:"\n}'],
    ["other line ends and indents are replaced", '{\r\n\t"a" :\r\n1}', '{\n  "a": 1\n}'],
    ["a bare value", " true ", "true"],
    ["already indented: the same again", '{\n  "a": 1\n}', '{\n  "a": 1\n}'],
    ["truncated: as it is", '{"a":[1,', '{"a":[1,'],
    ["an open string: as it is", '{"a":"b}', '{"a":"b}'],
    ["wrong bracket: as it is", '{"a":1]', '{"a":1]'],
    ["a comma too many: as it is", '{"a":1,}', '{"a":1,}'],
    ["a missing comma: as it is", "[1 2]", "[1 2]"],
    ["a key that is no string: as it is", "{a:1}", "{a:1}"],
    ["two values: as they are", '{"a":1}{"b":2}', '{"a":1}{"b":2}'],
    ["nothing: as it is", "", ""],
    ["not JSON at all: as it is", "hello, world", "hello, world"],
  ];
  for (const [name, json, shown] of cases) it(name, () => assert.equal(indented(json), shown));

  it("invalid UTF-8 is copied byte by byte", () => {
    const bytes = Uint8Array.of(0x5b, 0x22, 0xff, 0xc3, 0x22, 0x5d);
    assert.deepEqual([...pretty(bytes)], [0x5b, 0x0a, 0x20, 0x20, 0x22, 0xff, 0xc3, 0x22, 0x0a, 0x5d]);
  });

  it("nesting 100,000 deep is laid out, the indent capped", () => {
    const shown = indented(`${"[".repeat(100_000)}1${"]".repeat(100_000)}`).split("\n");
    assert.equal(shown.length, 200_001);
    assert.equal(shown[100_000], `${" ".repeat(64)}1`);
    assert.equal(shown[200_000], "]");
  });

  it("keeps every token of a value that JSON.stringify would lay out the same way", () => {
    const value = { eventVersion: "1.11", list: [1, [], {}, [{ a: "é\u0000" }]], none: null, yes: true };
    assert.equal(indented(JSON.stringify(value)), JSON.stringify(value, undefined, 2));
  });
});
