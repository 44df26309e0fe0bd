import * as assert from "node:assert/strict";
import * as vscode from "vscode";

describe("the extension in VS Code", () => {
  const extension = vscode.extensions.getExtension("cloudtrail-inspector.cloudtrail-inspector");

  it("is there, and starts", async () => {
    assert.ok(extension, "VS Code does not know the extension");
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it("registers every command that its manifest names", async () => {
    const manifest = extension?.packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = manifest.contributes.commands.map(({ command }) => command).filter((id) => !registered.has(id));
    assert.deepEqual(missing, []);
  });

  it("runs in the trust that was asked for", () => {
    assert.equal(vscode.workspace.isTrusted, process.env["CLOUDTRAIL_TEST_UNTRUSTED"] !== "1");
  });
});
