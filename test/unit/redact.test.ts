import assert from "node:assert/strict";
import { redactRecord } from "../../src/core/events/redact";

describe("redactRecord", () => {
  const cases: [name: string, record: string, copied: string][] = [
    [
      "a record without secrets stays",
      '{"eventName":"A","responseElements":null}',
      '{"eventName":"A","responseElements":null}',
    ],
    [
      "session token and secret key go, the key's id stays",
      '{"responseElements":{"credentials":{"accessKeyId":"ASIAEXAMPLE","secretAccessKey":"abc","sessionToken":"FwoG"}}}',
      '{"responseElements":{"credentials":{"accessKeyId":"ASIAEXAMPLE","secretAccessKey":"<x>","sessionToken":"<x>"}}}',
    ],
    [
      "in any case",
      '{"responseElements":{"SecretAccessKey":"a","SESSIONTOKEN":"b"}}',
      '{"responseElements":{"SecretAccessKey":"<x>","SESSIONTOKEN":"<x>"}}',
    ],
    [
      "with underscores",
      '{"requestParameters":{"refresh_token":["a"],"client_secret":"b"}}',
      '{"requestParameters":{"refresh_token":["<x>"],"client_secret":"<x>"}}',
    ],
    [
      "in what was asked too",
      '{"requestParameters":{"masterUserPassword":"a"}}',
      '{"requestParameters":{"masterUserPassword":"<x>"}}',
    ],
    [
      "in the parameters of a Cognito page",
      '{"additionalEventData":{"requestParameters":{"token":["a"],"client_id":["b"]}}}',
      '{"additionalEventData":{"requestParameters":{"token":["<x>"],"client_id":["b"]}}}',
    ],
    [
      "elsewhere nothing is touched",
      '{"password":"a","userIdentity":{"token":"b"}}',
      '{"password":"a","userIdentity":{"token":"b"}}',
    ],
    [
      "tokens of paging and of repeated calls stay",
      '{"requestParameters":{"nextToken":"a","clientToken":"b"}}',
      '{"requestParameters":{"nextToken":"a","clientToken":"b"}}',
    ],
    [
      "that something was hidden stays",
      '{"requestParameters":{"password":"HIDDEN_DUE_TO_SECURITY_REASONS","oldPassword":"****"}}',
      '{"requestParameters":{"password":"HIDDEN_DUE_TO_SECURITY_REASONS","oldPassword":"****"}}',
    ],
    [
      "null, true and false say no secret",
      '{"responseElements":{"token":null,"password":true}}',
      '{"responseElements":{"token":null,"password":true}}',
    ],
    ["a secret that is a number", '{"responseElements":{"token":123456}}', '{"responseElements":{"token":"<x>"}}'],
    [
      "a secret that is an object keeps its keys",
      '{"responseElements":{"secret":{"a":["b",1]}}}',
      '{"responseElements":{"secret":{"a":["<x>","<x>"]}}}',
    ],
    [
      "a key written with escapes",
      '{"responseElements":{"session\\u0054oken":"a"}}',
      '{"responseElements":{"session\\u0054oken":"<x>"}}',
    ],
    [
      "a value with quotes and brackets in it",
      '{"responseElements":{"token":"a\\"},{\\\\","b":1}}',
      '{"responseElements":{"token":"<x>","b":1}}',
    ],
    [
      "duplicate keys",
      '{"responseElements":{"token":"a","token":"b"}}',
      '{"responseElements":{"token":"<x>","token":"<x>"}}',
    ],
    [
      "big numbers, escapes and spacing stay",
      '{ "responseElements" : { "n": 12345678901234567890.10, "s": "\\u0041\\/" } }',
      '{ "responseElements" : { "n": 12345678901234567890.10, "s": "\\u0041\\/" } }',
    ],
    [
      "JSON inside a string",
      '{"requestParameters":{"body":"{\\"password\\":\\"a\\",\\"n\\":1}"}}',
      '{"requestParameters":{"body":"{\\"password\\":\\"<x>\\",\\"n\\":1}"}}',
    ],
    [
      "parameters that are one string of JSON",
      '{"responseElements":"{\\"sessionToken\\":\\"a\\"}"}',
      '{"responseElements":"{\\"sessionToken\\":\\"<x>\\"}"}',
    ],
    [
      "text behind the scope",
      '{"responseElements":{"token":"a"},"token":"b"}',
      '{"responseElements":{"token":"<x>"},"token":"b"}',
    ],
    ["a record cut short", '{"responseElements":{"token":"abc', '{"responseElements":{"token":"<x>"'],
  ];
  for (const [name, record, copied] of cases) it(name, () => assert.equal(redactRecord(record, "<x>").text, copied));

  it("counts what it replaced", () => {
    assert.equal(redactRecord('{"responseElements":{"token":"a","password":"b"}}', "").removed, 2);
  });

  it("bears nesting of any depth and strings of any length", () => {
    const deep = `{"responseElements":${'{"a":'.repeat(200_000)}{"token":"x"}${"}".repeat(200_000)}}`;
    assert.equal(redactRecord(deep, "<x>").removed, 1);
    const long = `{"responseElements":{"a":"${"\\n".repeat(5_000_000)}","token":"x"}}`;
    assert.equal(redactRecord(long, "<x>").removed, 1);
  });
});
