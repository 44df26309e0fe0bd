import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { temporaryFolder } from "../../scripts/lib/root.mjs";
import { screenshotOnFailure, startVsCode, type VsCode } from "./driver";

const HEADER =
  "User name,AWS access key,Event time,Event source,Event name,AWS region,Source IP address,User agent,Error code,Resources,Request ID,Event ID,Read-only,Event type,Recipient Account Id,Event category";

function row(n: number, user: string, source: string, name: string, error = ""): string {
  const resources = '"[{""resourceType"":""AWS::IAM::Role"",""resourceName"":""Deploy""}]"';
  const id = `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
  return `${user},AKIAIOSFODNN7EXAMPLE,2026-03-02T10:1${n}:00Z,${source},${name},eu-west-1,192.0.2.7,aws-cli/2.15.0,${error},${resources},,${id},false,AwsApiCall,123456789012,Management`;
}

function workspace(): string {
  const folder = temporaryFolder();
  const rows = [
    row(1, "alice", "iam.amazonaws.com", "DeleteRole", "AccessDenied"),
    row(2, "alice", "iam.amazonaws.com", "CreateRole"),
    row(3, "bob", "cognito-idp.amazonaws.com", "AdminDeleteUser"),
  ];
  fs.writeFileSync(path.join(folder, "event_history.csv"), `\ufeff${[HEADER, ...rows].join("\r\n")}\r\n`);
  return folder;
}

describe("the CSV of Event history", () => {
  let code: VsCode;
  before(async () => {
    code = await startVsCode({ folder: workspace() });
    await code.showContainer("CloudTrail");
  });
  after(() => code?.stop());
  screenshotOnFailure(() => code);

  const missing = "There are no user IDs or parameters in this file (CSV).";

  it("says at once what is not in it", async () => {
    await code.command("CloudTrail: Open CloudTrail Log…");
    await code.pickFile("Open CloudTrail Log", "event_history.csv");
    await code.page.locator(".sidebar .message", { hasText: missing }).waitFor();
    await code.expand("iam.amazonaws.com");
    await code.expand("Not in this file (CSV)");
    await code.row("DeleteRole").waitFor();
    await code.screenshot("csv-tree");
    assert.match((await code.rows()).join("\n"), /10:11:00.* DeleteRole.*alice.*denied/);
  });

  it("opens a row as a record made of its cells, which says so", async () => {
    await code.row("DeleteRole").click();
    await code.tab("DeleteRole").waitFor();
    await code.page.locator(".monaco-editor .view-line", { hasText: "AKIAIOSFODNN7EXAMPLE" }).waitFor();
    await code.screenshot("csv-record");
    assert.match((await code.lines()).join("\n"), /event_history\.csv/);
  });
});
