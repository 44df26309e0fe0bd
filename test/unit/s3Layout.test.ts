import { deepEqual, equal } from "node:assert/strict";
import { type S3Place, s3PlaceOf, s3PrefixAt } from "../../src/core/delivery/s3Layout";

const log = "123456789012_CloudTrail_eu-west-1_20260302T1005Z_ExAmPlE123456789.json.gz";
const delivered = Date.UTC(2026, 2, 2, 10, 5);
const named: S3Place = { folder: "CloudTrail", account: "123456789012", region: "eu-west-1", delivered };
const day = "2026/03/02";

describe("the place of a file says", () => {
  const cases: [name: string, path: string, says: S3Place | undefined][] = [
    ["nothing of another file", "/logs/2026/events.json", undefined],
    ["nothing of a folder that is merely called CloudTrail", "/home/alice/CloudTrail/events.json", undefined],
    ["nothing of a time that is none", "123456789012_CloudTrail_eu-west-1_20260231T1005Z_ExAmPlE1.json.gz", undefined],
    ["nothing of a folder that CloudTrail has not", log.replace("_CloudTrail_", "_CloudTrail-Other_"), undefined],
    ["all but the directories by the name alone", log, named],
    ["the same unpacked, and downloaded twice", `C:\\Users\\alice\\${log.replace(".json.gz", " (1).json")}`, named],
    [
      "seconds of the delivery",
      log.replace("T1005Z", "T100507Z"),
      { ...named, delivered: Date.UTC(2026, 2, 2, 10, 5, 7) },
    ],
    [
      "also the day and the root by the directories",
      `/home/alice/bucket/AWSLogs/123456789012/CloudTrail/eu-west-1/2026/03/02/${log}`,
      { ...named, day, root: "AWSLogs/" },
    ],
    [
      "the organization",
      `file:///logs/AWSLogs/o-exampleorg1/123456789012/CloudTrail/eu-west-1/2026/03/02/${log}`,
      { ...named, day, organization: "o-exampleorg1", root: "AWSLogs/o-exampleorg1/" },
    ],
    [
      "the key's own prefix when the whole path is a key",
      `s3://amzn-s3-demo-bucket/audit/logs/AWSLogs/123456789012/CloudTrail/eu-west-1/2026/03/02/${log}`,
      { ...named, day, root: "audit/logs/AWSLogs/" },
    ],
    [
      "an archive's member by its entry",
      `file:///logs/export%20of%20March.zip#AWSLogs/123456789012/CloudTrail/eu-west-1/2026/03/02/${log}`,
      { ...named, day, root: "AWSLogs/" },
    ],
    [
      "a renamed file by its directories",
      "/AWSLogs/123456789012/CloudTrail/eu-west-1/2026/03/02/first.json",
      { folder: "CloudTrail", account: "123456789012", region: "eu-west-1", day, root: "AWSLogs/" },
    ],
    [
      "a renamed file below the account",
      "123456789012/CloudTrail-Insight/ap-northeast-1/2026/03/02/first.json",
      { folder: "CloudTrail-Insight", account: "123456789012", region: "ap-northeast-1", day },
    ],
    ["by the name when the file was moved", `/AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/01/${log}`, named],
    ["Insights", log.replace("_CloudTrail_", "_CloudTrail-Insight_"), { ...named, folder: "CloudTrail-Insight" }],
    [
      "network activity",
      log.replace("_CloudTrail_", "_CloudTrail-NetworkActivity_"),
      { ...named, folder: "CloudTrail-NetworkActivity" },
    ],
    [
      "aggregated events",
      log.replace("_CloudTrail_", "_CloudTrail-Aggregated_"),
      { ...named, folder: "CloudTrail-Aggregated" },
    ],
    [
      "a digest and its trail",
      "123456789012_CloudTrail-Digest_eu-west-1_my_trail-1_us-east-1_20260302T100507Z.json.gz",
      { ...named, folder: "CloudTrail-Digest", trail: "my_trail-1", delivered: Date.UTC(2026, 2, 2, 10, 5, 7) },
    ],
    [
      "a result of Lake",
      "/AWSLogs/123456789012/CloudTrail-Lake/Query/2026/03/02/11111111-0000/result_1.csv.gz",
      { folder: "CloudTrail-Lake", account: "123456789012", day, root: "AWSLogs/" },
    ],
    ["nothing of a lone percent sign", "file:///100%/events.json", undefined],
  ];
  for (const [name, path, says] of cases) it(name, () => deepEqual(s3PlaceOf(path), says));
});

describe("the prefix of a time", () => {
  const late = Date.UTC(2026, 2, 2, 23, 59) + 15 * 60_000;

  it("is of the day it falls on", () => {
    const place = s3PlaceOf(`/AWSLogs/o-exampleorg1/123456789012/CloudTrail/eu-west-1/2026/03/02/${log}`) as S3Place;
    equal(s3PrefixAt(place, late), "AWSLogs/o-exampleorg1/123456789012/CloudTrail/eu-west-1/2026/03/03/");
  });

  it("claims nothing of directories that are gone", () => {
    equal(s3PrefixAt(named, delivered), "…/123456789012/CloudTrail/eu-west-1/2026/03/02/");
    equal(s3PrefixAt({ folder: "CloudTrail", account: "123456789012" }, delivered), undefined);
  });
});
