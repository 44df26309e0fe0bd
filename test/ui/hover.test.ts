import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { copyOfSamples } from "../../scripts/lib/root.mjs";
import { screenshotOnFailure, startVsCode, type VsCode } from "./driver";
import { find, picture, word } from "./editor";

const hostile = {
  eventVersion: "1.11",
  eventTime: "2026-03-02T07:30:05Z",
  eventSource: "s3.amazonaws.com",
  eventName: "GetObject",
  userIdentity: {
    type: "IAMUser",
    accountId: "111122223333",
    userName: "<img src=x>[a](https://evil.example) https://evil.example/ **b** \u202ertl",
  },
  eventType: "AwsApiCall",
};

/** A folder with a log by a stranger. */
function folder(): string {
  const copy = copyOfSamples();
  fs.writeFileSync(path.join(copy, "hostile.json"), JSON.stringify({ Records: [hostile] }, undefined, 2));
  return copy;
}

describe("hovers", () => {
  let code: VsCode;
  before(async () => {
    code = await startVsCode({ width: 1400, height: 900, folder: folder() });
    await code.showContainer("CloudTrail");
    await code.open("trail-pretty.json");
    await code.row("ec2.amazonaws.com").waitFor();
  });
  after(() => code?.stop());
  screenshotOnFailure(() => code);

  const cases: [name: string, search: string, word: string, says: string][] = [
    ["identity", '"type": "AssumedRole"', "AssumedRole", "Role SampleOps"],
    ["event-time", '"eventTime"', "eventTime", "When the request ended"],
    ["error-message", "is not authorized", "errorMessage", "no identity-based policy allows it"],
    ["region", '"awsRegion"', "awsRegion", "Ireland"],
    ["parameter", '"roleSessionName"', "roleSessionName", "chose for the role session"],
  ];
  for (const [name, search, text, says] of cases) {
    it(`explains: ${name}`, async () => {
      await find(code, search);
      await code.hover(word(code, text), says);
      await picture(code, `hover-${name}`);
    });
  }

  it("explains a hidden value of Cognito", async () => {
    await code.open("cognito-signin.json");
    await code.row("cognito-idp.amazonaws.com").waitFor();
    await find(code, '"HIDDEN_DUE_TO_SECURITY_REASONS"');
    await code.hover(word(code, "HIDDEN_DUE"), "AWS left this value out");
    await picture(code, "hover-hidden");
  });

  it("shows what a stranger wrote as text only", async () => {
    await code.open("hostile.json");
    await code.row("s3.amazonaws.com").waitFor();
    const hover = await code.hover(word(code, "userIdentity"), "IAM user");
    assert.equal(await hover.locator("img").count(), 0);
    const links = await hover
      .locator("a")
      .evaluateAll((all) => all.map((one) => one.getAttribute("data-href") ?? one.getAttribute("href") ?? ""));
    assert.ok(
      links.every((link) => link.startsWith("https://docs.aws.amazon.com/")),
      links.join(),
    );
    assert.match(
      (await hover.textContent()) ?? "",
      /<img src=x>\[a\]\(https:\/\/evil\.example\) https:\/\/evil\.example\/ \*\*b\*\*/,
    );
    await picture(code, "hover-hostile");
  });
});

describe("hovers in Japanese", () => {
  let code: VsCode;
  before(async () => {
    code = await startVsCode({ width: 1400, height: 900, locale: "ja" });
    await code.showContainer("CloudTrail");
    await code.open("trail-pretty.json");
    await code.row("ec2.amazonaws.com").waitFor();
  });
  after(() => code?.stop());
  screenshotOnFailure(() => code);

  it("explains who acted, and why it was refused", async () => {
    await find(code, '"sessionContext"');
    await code.hover(word(code, "sessionContext"), "ロール SampleOps");
    await picture(code, "hover-ja-identity");
    await find(code, "is not authorized");
    await code.hover(word(code, "errorMessage"), "拒否されました");
    await picture(code, "hover-ja-error");
  });
});
