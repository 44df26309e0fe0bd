import * as assert from "node:assert/strict";
import { screenshotOnFailure, startVsCode, type VsCode } from "./driver";

describe("a person's first minute", () => {
  let code: VsCode;
  before(async () => {
    code = await startVsCode();
  });
  after(() => code?.stop());
  screenshotOnFailure(() => code);

  it("finds CloudTrail in the Activity Bar, and what to do there", async () => {
    await code.showContainer("CloudTrail");
    await code.page.getByText("Open Sample").first().waitFor();
    await code.screenshot("welcome");
  });

  it("finds the commands in the palette", async () => {
    const commands = await code.commandsFor("CloudTrail: Open");
    assert.ok(
      commands.some((title) => title.includes("CloudTrail: Open CloudTrail Log")),
      commands.join("\n"),
    );
  });

  it("reaches nothing outside the machine", () => {
    assert.deepEqual(code.refused, []);
  });
});

describe("a person's first minute, in Japanese", () => {
  let code: VsCode;
  before(async () => {
    code = await startVsCode({ locale: "ja" });
  });
  after(() => code?.stop());
  screenshotOnFailure(() => code);

  it("speaks Japanese", async () => {
    await code.showContainer("CloudTrail");
    await code.page.getByText("サンプルを開く").first().waitFor();
    await code.screenshot("welcome-ja");
  });
});
