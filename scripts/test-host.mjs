// node scripts/test-host.mjs [--suite DIR] [--workspace DIR] [--vscode newest|oldest] [--untrusted] [--locale ja]
//                            [--grep TEXT] [--no-build] [--verbose]
// Runs a folder of compiled mocha files (by default out/test/host) inside VS Code's extension host.
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { ensurePackages } from "./lib/packages.mjs";
import { copyOfSamples, root, shots, temporaryFolder } from "./lib/root.mjs";
import { build, closingLine, program, Stop } from "./lib/run.mjs";
import { startServer } from "./lib/server.mjs";
import { workbenchRunsHere } from "./lib/workbench.mjs";

const { values: options } = parseArgs({
  options: {
    suite: { type: "string", default: path.join(root, "out/test/host") },
    workspace: { type: "string" },
    vscode: { type: "string", default: "newest" },
    untrusted: { type: "boolean", default: false },
    locale: { type: "string" },
    grep: { type: "string", default: "" },
    "no-build": { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
  },
});

await program(async () => {
  if (!workbenchRunsHere) throw new Stop("This runs on Linux x64 only; elsewhere: npm run test:desktop");
  if (options.vscode !== "newest" && options.vscode !== "oldest") throw new Stop("--vscode is newest or oldest");
  await ensurePackages();
  if (!options["no-build"]) await build({ tests: true });

  const report = path.join(temporaryFolder(), "report");
  fs.writeFileSync(report, "");
  const server = await startServer({
    release: options.vscode,
    driver: true,
    trust: options.untrusted,
    locale: options.locale,
    settings: options.untrusted ? { "security.workspace.trust.startupPrompt": "never" } : {},
    env: {
      CLOUDTRAIL_TEST_SUITE: path.resolve(options.suite),
      CLOUDTRAIL_TEST_GREP: options.grep,
      CLOUDTRAIL_TEST_REPORT: report,
      CLOUDTRAIL_TEST_UNTRUSTED: options.untrusted ? "1" : "",
    },
  });
  const stopShowing = follow(report);
  const { startBrowser } = await import("./lib/browser.mjs");
  const { browser, page } = await startBrowser();
  /** @type {string[]} */
  const said = [];
  page.on("console", (message) => said.push(message.text()));

  try {
    await new Promise((resolve, reject) => {
      page.once("crash", () => reject(new Stop("The workbench's page crashed.")));
      // a crashed extension host is restarted without the tests, so nobody would answer
      const watch = setInterval(() => {
        const death = /Extension Host Process exited with code: (?!0,)\S+.*/.exec(server.log());
        if (death) reject(new Stop(`The extension host crashed: ${death[0]}`));
      }, 250);
      watch.unref();
      const url = server.url(path.resolve(options.workspace ?? copyOfSamples()), [
        ["extensionDevelopmentPath", server.remote(root)],
        ["extensionTestsPath", server.remote(path.join(root, "out/test/host/index.js"))],
      ]);
      page
        .exposeFunction("codeAutomationExit", resolve)
        .then(() => page.goto(url))
        .catch(reject);
    });
  } catch (error) {
    fs.mkdirSync(shots, { recursive: true });
    await page.screenshot({ path: path.join(shots, "FAILED-host.png") }).catch(() => {});
    console.error(error instanceof Stop ? error.message : error);
    console.error(said.slice(-30).join("\n"), "\n", server.log().slice(-4000));
  }
  stopShowing();
  await browser.close().catch(() => {});
  await server.stop();
  if (options.verbose) console.log(server.log(), said.join("\n"));

  // VS Code reports success for a crashed extension host, so only the suite's own last line counts
  if (closingLine(fs.readFileSync(report, "utf8"))?.good) return 0;
  console.error("Not passed: a test failed, no test ran, or the suite did not come to its end.");
  return 1;
});

/**
 * Prints what is added to a file as it arrives.
 * @param {string} file
 */
function follow(file) {
  let shown = 0;
  const show = () => {
    const text = fs.readFileSync(file);
    process.stdout.write(text.subarray(shown));
    shown = text.length;
  };
  const timer = setInterval(show, 100);
  return () => {
    clearInterval(timer);
    show();
  };
}
