import assert from "node:assert/strict";
import type { IdentityKind } from "../../src/core/events/event";
import type { EventRow } from "../../src/core/events/row";
import { summaryOf } from "../../src/core/events/summary";
import { visible } from "../../src/core/events/visible";
import { type Covered, coverageLine } from "../../src/ui/coverageWords";
import { noUserWords } from "../../src/ui/reducedWords";
import { timeText, zoneName, zoneText } from "../../src/ui/times";
import { actorWords, eventsText, identityLabel, identityOf, namesText, outcomeWords } from "../../src/ui/words";
import { inJapanese } from "./support/language";

const row: EventRow = {
  id: 1,
  uri: "file:///log.json",
  start: 0,
  end: 10,
  time: Date.parse("2025-01-21T17:49:47Z"),
  eventTime: "2025-01-21T17:49:47Z",
  eventSource: "s3.amazonaws.com",
  eventName: "GetObject",
  identityType: "AssumedRole",
  identity: "AssumedRole",
  actor: "Deploy/alice",
  arn: "arn:aws:sts::111122223333:assumed-role/Deploy/alice",
  account: "111122223333",
  accessKeyId: "ASIAEXAMPLE",
  outcome: "denied",
  errorCode: "AccessDenied",
  reason: "AccessDenied",
  awsRegion: "eu-west-1",
  sourceIPAddress: "203.0.113.5",
  userAgent: "aws-cli/2",
  eventType: "AwsApiCall",
  eventCategory: "Data",
  readOnly: "true",
  recipientAccountId: "111122223333",
  sub: "",
  userPool: "",
  client: "",
  resource: "arn:aws:s3:::bucket/key",
  principalId: "AROAEXAMPLE:alice",
  userName: "",
  sessionIssuer: "",
  sessionName: "alice",
  sourceIdentity: "",
  invokedBy: "",
  issuedAccessKeyId: "",
  target: "",
  sharedEventID: "",
  vpcEndpointId: "",
  requestID: "",
  eventID: "e-1",
  summary: "",
  form: "record",
  sameSecond: false,
  duplicate: false,
};
const coverage: Covered = {
  events: 1234,
  duplicates: 0,
  from: "2025-01-21T17:49:47Z",
  to: "2025-01-22T08:00:01Z",
  files: { notRead: 0, partly: 0, reading: 0, passedOver: 0, other: 0, whole: 2 },
  parts: 0,
  csvs: 0,
};
const partial: Covered = { ...coverage, files: { ...coverage.files, partly: 1, whole: 1 }, parts: 2 };
const others: Covered = { ...coverage, files: { ...coverage.files, other: 3, whole: 0 }, events: 0 };

function inBoth(name: string, made: () => string, english: string, japanese: string): void {
  it(`${name}: English`, () => {
    assert.equal(made(), english);
  });
  it(`${name}: Japanese`, () => {
    assert.equal(inJapanese(made), japanese);
  });
}

describe("words", () => {
  inBoth("no event", () => eventsText(0), "0 events", "0 件");
  inBoth("one event", () => eventsText(1), "1 event", "1 件");
  inBoth("many events", () => eventsText(1234), "1,234 events", "1,234 件");

  const kinds: [IdentityKind, string, string][] = [
    ["IAMUser", "IAM user", "IAM ユーザー"],
    ["AssumedRole", "Role session", "ロールのセッション"],
    ["Root", "Root user", "ルートユーザー"],
    ["AWSService", "AWS service", "AWS サービス"],
    ["IdentityCenterUser", "IAM Identity Center user", "IAM Identity Center ユーザー"],
    ["CognitoAppCall", "App call without AWS credentials", "AWS 認証情報なしのアプリからの呼び出し"],
    [
      "CognitoPage",
      "Sign-in page or token request (no identity recorded)",
      "サインイン画面・トークン要求（ID の記録なし）",
    ],
    ["Unknown", "Not identified by CloudTrail", "CloudTrail では特定されていません"],
  ];
  for (const [kind, english, japanese] of kinds) inBoth(kind, () => identityLabel(kind), english, japanese);
  inBoth(
    "another account",
    () => identityOf({ ...row, identity: "AWSAccount", account: "123456789012" }),
    "Another AWS account (123456789012)",
    "別の AWS アカウント（123456789012）",
  );
  inBoth(
    "a type of its own name",
    () => identityOf({ ...row, identity: "Other", identityType: "NewType" }),
    "NewType",
    "NewType",
  );

  inBoth("denied", () => outcomeWords(row), "denied: AccessDenied", "拒否: AccessDenied");
  inBoth("failed without a reason", () => outcomeWords({ outcome: "failed", reason: "" }), "failed", "失敗");

  const cognito: EventRow = { ...row, identity: "CognitoAppCall", actor: "", sub: "8a1c", outcome: "ok", reason: "" };
  inBoth("a sub", () => actorWords(cognito), "for 8a1c", "対象: 8a1c");
  inBoth(
    "a sub on a failure",
    () => actorWords({ ...cognito, outcome: "failed" }),
    "attempt for 8a1c",
    "8a1c に対する試行",
  );
  inBoth(
    "no name at all",
    () => actorWords({ ...cognito, sub: "" }),
    "App call without AWS credentials",
    "AWS 認証情報なしのアプリからの呼び出し",
  );

  inBoth(
    "coverage, whole",
    () => coverageLine(coverage),
    "1,234 events from 2 files · 2025-01-21 17:49 – 2025-01-22 08:00 (UTC) · everything in these files was read",
    "2 個のファイルから 1,234 件 · 2025-01-21 17:49～2025-01-22 08:00（UTC）· ファイル内はすべて読み取り済み",
  );
  inBoth(
    "coverage of one event in one file",
    () => coverageLine({ ...coverage, events: 1, files: { ...coverage.files, whole: 1 } }),
    "1 event from 1 file · 2025-01-21 17:49 – 2025-01-22 08:00 (UTC) · everything in this file was read",
    "1 個のファイルから 1 件 · 2025-01-21 17:49～2025-01-22 08:00（UTC）· ファイル内はすべて読み取り済み",
  );
  inBoth(
    "coverage, not whole",
    () => coverageLine(partial),
    "1,234 events read · 2 parts could not be read · Show what is missing",
    "1,234 件を読み取り · 読み取れない部分 2 か所 · 不足を表示",
  );

  inBoth(
    "coverage of files that are no logs",
    () => coverageLine(others),
    "3 other files contain no events",
    "ほかの 3 個のファイルにイベントはありません",
  );

  const summary = (): string =>
    summaryOf(row, {
      identity: identityOf(row),
      actor: actorWords(row),
      time: timeText(row.time ?? 0, "UTC"),
      outcome: outcomeWords(row),
    }).join("\n");
  inBoth(
    "summary",
    summary,
    `Who: Role session · Deploy/alice · arn:aws:sts::111122223333:assumed-role/Deploy/alice · access key ASIAEXAMPLE
What: GetObject · s3.amazonaws.com · arn:aws:s3:::bucket/key
Where: 203.0.113.5 · eu-west-1 · account 111122223333
When: 2025-01-21 17:49:47 UTC · event ID e-1
Outcome: denied: AccessDenied`,
    `実行者: ロールのセッション · Deploy/alice · arn:aws:sts::111122223333:assumed-role/Deploy/alice · アクセスキー ASIAEXAMPLE
操作: GetObject · s3.amazonaws.com · arn:aws:s3:::bucket/key
場所: 203.0.113.5 · eu-west-1 · アカウント 111122223333
日時: 2025-01-21 17:49:47 UTC · イベント ID e-1
結果: 拒否: AccessDenied`,
  );
});

describe("times", () => {
  const time = Date.parse("2025-07-01T00:30:00.250Z");
  const cases: [zone: string, text: string][] = [
    ["UTC", "2025-07-01 00:30:00.250 UTC"],
    ["Asia/Tokyo", "2025-07-01 09:30:00.250 +09:00"],
    ["America/New_York", "2025-06-30 20:30:00.250 -04:00"],
    ["Asia/Kathmandu", "2025-07-01 06:15:00.250 +05:45"],
  ];
  for (const [zone, text] of cases) it(`in ${zone}`, () => assert.equal(timeText(time, zone), text));
  it("the setting utc is UTC", () => assert.equal(zoneName("utc"), "UTC"));
  it("an offset of nothing is UTC", () => assert.equal(zoneText(Date.parse("2025-01-01"), "Europe/London"), "UTC"));
});

describe("an event whose whole record is not there says so when a user is looked up:", () => {
  const cases: [form: EventRow["form"], says: RegExp | undefined][] = [
    ["record", undefined],
    ["cell", undefined],
    ["csvRow", /no user IDs or parameters in this file \(CSV\).*“Download as JSON”/],
    ["resultRow", /only the columns that were asked for/],
    ["summary", /sums up many calls/],
  ];
  for (const [form, says] of cases)
    it(form, () => {
      const words = noUserWords(form);
      if (says) assert.match(words ?? "", says);
      else assert.equal(words, undefined);
    });

  it("and the line above the tree says it at once", () =>
    assert.match(coverageLine({ ...coverage, csvs: 1 }), /no user IDs or parameters in this file \(CSV\)/));
});

describe("a list of names", () => {
  it("is shown as it is if it is short, with nothing in it hidden", () => {
    assert.equal(namesText(["a.json", "b\u202e.json"], 2), `a.json, ${visible("b\u202e.json")}`);
  });

  it("ends with how many more there are when it is long", () => {
    assert.equal(namesText(["a", "b", "c", "d"], 2), "a, b and 2 more");
  });
});
