// node scripts/test-ui.mjs [--suite DIR] [--vsix FILE] [--vscode newest|oldest] [--no-build] [mocha's own arguments]
// A person's clicks in a real VS Code: a folder of compiled mocha files (by default out/test/ui). With --vsix the packaged extension is installed, as a person would.
import path from "node:path";
import { parseArgs } from "node:util";
import { ensureChromium } from "./lib/chromium.mjs";
import { ensurePackages } from "./lib/packages.mjs";
import { root } from "./lib/root.mjs";
import { build, program, runNode, Stop } from "./lib/run.mjs";
import { workbench, workbenchRunsHere } from "./lib/workbench.mjs";

const { values: options, tokens = [] } = parseArgs({
  strict: false,
  tokens: true,
  options: {
    suite: { type: "string", default: path.join(root, "out/test/ui") },
    vsix: { type: "string" },
    vscode: { type: "string", default: "newest" },
    "no-build": { type: "boolean" },
  },
});

await program(async () => {
  if (!workbenchRunsHere) throw new Stop("The interface tests run on Linux x64 only.");
  const release = options.vscode === "oldest" ? "oldest" : "newest";
  await ensurePackages();
  if (!options["no-build"]) await build({ tests: true });
  // the installation must not count as a test's time
  await workbench(release);
  const browser = await ensureChromium();

  const vsix = options.vsix ? path.resolve(String(options.vsix)) : "";
  const env = {
    ...process.env,
    CHROMIUM: browser,
    CLOUDTRAIL_TEST_RELEASE: release,
    CLOUDTRAIL_TEST_VSIX: vsix,
    CLOUDTRAIL_TEST_SHOTS: [vsix && "packaged", release === "oldest" && "oldest"].filter(Boolean).join("-"),
  };
  const args = ["--timeout", "120000", "--extension", "mjs", ...mochaArguments(), String(options.suite)];
  return runNode("node_modules/mocha/bin/mocha.js", args, { env });
});

/** The arguments that are not ours, in order. */
function mochaArguments() {
  const ours = new Set(["suite", "vsix", "vscode", "no-build"]);
  const taken = new Set(
    tokens.flatMap((token) =>
      token.kind === "option" && ours.has(token.name)
        ? [token.index, ...(token.value !== undefined && !token.inlineValue ? [token.index + 1] : [])]
        : [],
    ),
  );
  return process.argv.slice(2).filter((_, index) => !taken.has(index));
}
