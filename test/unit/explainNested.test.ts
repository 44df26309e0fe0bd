import assert from "node:assert/strict";
import { explainAt } from "../../src/core/explain/record";
import { timeText } from "../../src/ui/times";
import { explained } from "./support/explained";

const policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow"}]}';
const laidOut = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow"
    }
  ]
}`;

const cases: readonly (readonly [
  name: string,
  value: unknown,
  key: string,
  on: "key" | "value",
  json: string | undefined,
])[] = [
  ["a policy in a text, at its key", policy, "policyDocument", "key", laidOut],
  ["a policy in a text, at the text", policy, "policyDocument", "value", laidOut],
  ["a percent-encoded policy", encodeURIComponent(policy), "assumeRolePolicyDocument", "value", laidOut],
  ["broken percent-encoding", "%7B%22%E0%A4%A", "assumeRolePolicyDocument", "value", undefined],
  ["a policy that is an object", JSON.parse(policy), "bucketPolicy", "key", laidOut],
  ["an object with statements under another name", JSON.parse(policy), "x", "key", laidOut],
  ["another object", { a: 1 }, "x", "key", undefined],
  ["a list in a text", "[1, 2]", "x", "value", "[\n  1,\n  2\n]"],
  [
    "big numbers, repeated keys and escapes stay",
    '{"n":12345678901234567890,"n":1.10,"e":"\\u0041\\/"}',
    "x",
    "value",
    '{\n  "n": 12345678901234567890,\n  "n": 1.10,\n  "e": "\\u0041\\/"\n}',
  ],
  ["what is not whole JSON", '{"a":', "x", "value", undefined],
  ["a plain text", "a {b}", "x", "value", undefined],
  ["a number in a text", "12", "x", "value", undefined],
  ["half a character", '{"a":"\ud800"}', "x", "value", undefined],
];

describe("JSON inside a record's texts", () => {
  for (const [name, value, key, on, json] of cases) {
    it(name, () => {
      const found = explained({ eventSource: "s3.amazonaws.com", requestParameters: { [key]: value } }, key, on);
      assert.equal(found.explanation.json?.text, json);
    });
  }

  it("an object is shown as it is in the record", () => {
    const text =
      '{"eventName":"PutBucketPolicy","requestParameters":{"bucketPolicy" : {"Id":1.0,"Id":"}\\"","x":[{}]},"b":{}}}';
    const options = { now: 0, timeZone: "UTC", timeText };
    const found = explainAt(text, text.indexOf("bucketPolicy") + 1, options);
    assert.equal(found?.explanation.json?.text, '{\n  "Id": 1.0,\n  "Id": "}\\"",\n  "x": [\n    {}\n  ]\n}');
  });

  it("of a long one the beginning is shown, and how long it is", () => {
    const list = JSON.stringify(Array.from({ length: 500 }, (_, n) => n));
    const { json } = explained({ requestParameters: { x: list } }, "x").explanation;
    assert.equal(json?.lines, 502);
    assert.equal(json?.text.split("\n").length, 80);
    const wide = explained({ requestParameters: { x: JSON.stringify({ a: "b".repeat(50_000) }) } }, "x").explanation
      .json;
    assert.equal(wide?.text.length, 6000);
  });

  it("nesting of any depth is laid out", () => {
    const deep = "[".repeat(20_000) + "]".repeat(20_000);
    assert.ok(explained({ requestParameters: { x: deep } }, "x").explanation.json?.lines);
  });
});
