// node scripts/test-desktop.mjs [--suite DIR] [--workspace DIR] [--version VERSION]
// The suites of test:host inside the desktop VS Code that @vscode/test-electron fetches: needs the internet.
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { ensurePackages } from "./lib/packages.mjs";
import { copyOfSamples, root, temporaryFolder } from "./lib/root.mjs";
import { build, closingLine, program } from "./lib/run.mjs";

const { values: options } = parseArgs({
  options: {
    suite: { type: "string", default: path.join(root, "out/test/host") },
    workspace: { type: "string" },
    version: { type: "string", default: "stable" },
    "no-build": { type: "boolean", default: false },
  },
});

await program(async () => {
  await ensurePackages();
  if (!options["no-build"]) await build({ tests: true });
  const { runTests } = await import("@vscode/test-electron");
  const report = path.join(temporaryFolder(), "report");
  fs.writeFileSync(report, "");
  const userData = temporaryFolder();
  await runTests({
    version: options.version,
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(root, "out/test/host/index.js"),
    extensionTestsEnv: {
      CLOUDTRAIL_TEST_SUITE: path.resolve(options.suite),
      CLOUDTRAIL_TEST_REPORT: report,
      CLOUDTRAIL_TEST_STORAGE: userData,
    },
    launchArgs: [
      path.resolve(options.workspace ?? copyOfSamples()),
      "--disable-extensions",
      "--disable-workspace-trust",
      ...["--user-data-dir", userData],
    ],
  }).catch((error) => console.error(String(error)));
  const text = fs.readFileSync(report, "utf8");
  console.log(text);
  return closingLine(text)?.good ? 0 : 1;
});
