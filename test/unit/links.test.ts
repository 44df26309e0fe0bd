import assert from "node:assert/strict";
import * as l10n from "@vscode/l10n";
import { cost } from "../../src/core/cost";
import { linksIn, valueNumbered } from "../../src/core/explain/links";
import { pretty } from "../../src/core/scan/pretty";

const role = "arn:aws:iam::123456789012:role/Deploy";

function links(text: string): [on: string, to: string | number][] {
  return [...linksIn(text, JSON.parse(text), undefined)]
    .filter((place) => place !== undefined)
    .map(({ start, end, to }) => [text.slice(start, end), to.kind === "arn" ? to.value : to.link.url]);
}

const asDocument = (text: string) => new TextDecoder().decode(pretty(new TextEncoder().encode(text)));

describe("links in a record", () => {
  before(() => l10n.config({ contents: {} }));

  it("fields lead to the pages about them, the operation to its own", () => {
    const text =
      '{"eventSource":"sts.amazonaws.com","eventName":"AssumeRole","tlsDetails":{"tlsVersion":"TLSv1.3"},"mine":1}';
    const trail = "https://docs.aws.amazon.com/awscloudtrail/latest/userguide";
    const contents = `${trail}/cloudtrail-event-reference-record-contents.html`;
    const services = `${trail}/cloudtrail-aws-service-specific-topics.html`;
    const operation = "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html";
    assert.deepEqual(links(text), [
      ["eventSource", services],
      ["eventName", services],
      ["AssumeRole", operation],
      ["tlsDetails", contents],
      ["tlsVersion", contents],
    ]);
  });

  const notArns: [name: string, value: string][] = [
    ["a text with an ARN in it", `see ${role}`],
    ["an ARN that JSON escapes", `${role}\\u0041`],
    ["an ARN with quotes in it", `${role}\\"x`],
    ["no account where one belongs", "arn:aws:iam::root:user/a"],
    ["no resource", "arn:aws:iam::123456789012:"],
    ["longer than any ARN", `${role}${"x".repeat(2048)}`],
  ];
  for (const [name, value] of notArns) {
    it(`no link: ${name}`, () => {
      const text = `{"a":"${value}"}`;
      assert.deepEqual(links(text), []);
      assert.equal(valueNumbered(text, 0), undefined);
    });
  }

  it("an ARN keeps its number when the record is indented, whatever stands before it", () => {
    const text = `{"a":[1,null,"}{\\"",[],{}],"${role}":true,"b":{"c":["${role}"]},"d":"arn:aws-cn:s3:::bucket"}`;
    const numbers = links(text).map(([, to]) => to);
    assert.deepEqual(numbers, [4, 5]);
    assert.deepEqual(
      links(asDocument(text)).map(([, to]) => to),
      numbers,
    );
    for (const one of [text, asDocument(text)]) {
      assert.equal(valueNumbered(one, 4), role);
      assert.equal(valueNumbered(one, 5), "arn:aws-cn:s3:::bucket");
      for (const other of [0, 3, 6, -1]) assert.equal(valueNumbered(one, other), undefined);
    }
  });

  it("of a record of very many levels costs no more than as many more characters", () => {
    const steps = (levels: number): number => {
      const inner = '{"a":"x","b":1,"c":'.repeat(levels);
      const text = `{"eventName":"A","requestParameters":${inner}[]${"}".repeat(levels + 1)}`;
      const before = cost.bytes;
      assert.equal([...linksIn(text, JSON.parse(text), undefined)].length, 5 * levels + 3);
      return cost.bytes - before;
    };
    assert.ok(steps(80_000) <= steps(40_000) * 2.5);
  });
});
