// npm test: everything that must hold in the newest VS Code. With --more (npm run test:more), the tests in VS Code run
// again in the oldest version, in a workspace that is not trusted, and with the packaged extension installed.
import path from "node:path";
import { ensureChromium } from "./lib/chromium.mjs";
import { ensurePackages } from "./lib/packages.mjs";
import { root, temporaryFolder } from "./lib/root.mjs";
import { build, closingLine, makePackage, program, run, runNpm } from "./lib/run.mjs";
import { workbench, workbenchRunsHere } from "./lib/workbench.mjs";

const FAILURE_LINES = 60; // of each suite, repeated at the end
/** Tests in VS Code whose outcome may depend on whether the workspace is trusted. */
const ABOUT_TRUST =
  "/^(the extension in VS Code|a hover (?!in a document)|what strangers wrote|looking up a user|the person behind)/";

const more = process.argv.includes("--more");

/** @type {{ name: string, good: boolean, result: string, failures: string, seconds: number }[]} */
const results = [];

await program(async () => {
  await ensurePackages();
  if (!more) {
    await check("types", () => npmScript("types"));
    await check("lint", () => npmScript("lint"));
    await check("unused code", () => npmScript("unused"));
  }
  if (await check("build", () => build({ tests: true }).then(() => 0))) {
    if (!more) await suite("unit", "node_modules/mocha/bin/mocha.js", "out/test/unit");
    await (workbenchRunsHere ? inTheWorkbench() : onTheDesktop());
  }
  return summary();
});

async function inTheWorkbench() {
  // downloaded before the tests, so that no test's time depends on it
  await workbench("newest");
  process.env.CHROMIUM = await ensureChromium();
  if (more) return inOtherWorkbenches();
  await suite("host", "scripts/test-host.mjs", "--no-build");
  await suite("host, no trust", "scripts/test-host.mjs", "--no-build", "--untrusted", "--grep", ABOUT_TRUST);
  await suite("interface", "scripts/test-ui.mjs", "--no-build");
}

async function inOtherWorkbenches() {
  await workbench("oldest");
  await suite("host, no trust, all tests", "scripts/test-host.mjs", "--no-build", "--untrusted");
  await suite("host, oldest VS Code", "scripts/test-host.mjs", "--no-build", "--vscode", "oldest");
  await suite("interface, oldest VS Code", "scripts/test-ui.mjs", "--no-build", "--vscode", "oldest");

  const vsix = path.join(temporaryFolder(), "cloudtrail-inspector.vsix");
  if (!(await check("package", () => makePackage(vsix).then(() => 0)))) return;
  await suite("the package, installed", "scripts/test-ui.mjs", "--no-build", "--vsix", vsix);
}

async function onTheDesktop() {
  console.log("The interface tests run on Linux x64 only; the others run in the desktop VS Code.");
  if (!more) return suite("host, desktop", "scripts/test-desktop.mjs", "--no-build");
  await check("package", () => makePackage(path.join(temporaryFolder(), "cloudtrail-inspector.vsix")).then(() => 0));
}

/**
 * A folder of tests: its own last line counts, and it must have run at least one test.
 * @param {string} name
 * @param {string} script
 * @param {string[]} args
 */
async function suite(name, script, ...args) {
  let text = "";
  await check(name, async () => {
    const code = await run(process.execPath, [path.join(root, script), ...args], {
      onOutput: (said) => {
        text += said;
        process.stdout.write(said);
      },
    });
    const line = closingLine(text);
    const good = code === 0 && line?.good === true;
    return { good, result: line?.text ?? "did not come to its end", failures: good ? "" : failuresOf(text) };
  });
}

/**
 * Mocha's report on failed tests, repeated because it would be far above at the end of a long run.
 * @param {string} text
 */
function failuresOf(text) {
  const [, said = ""] = /^ {2}\d+ failing\n([\s\S]*)/m.exec(text) ?? [];
  return said.trimEnd().split("\n").slice(0, FAILURE_LINES).join("\n");
}

/** @typedef {{ good: boolean, result: string, failures?: string }} Found */

/**
 * @param {string} name
 * @param {() => Promise<number | Found>} work returns an exit code, or the result
 */
async function check(name, work) {
  console.log(`\n—— ${name}`);
  const start = performance.now();
  /** @type {Found} */
  let found;
  try {
    const outcome = await work();
    found = typeof outcome === "number" ? { good: outcome === 0, result: outcome ? "failed" : "ok" } : outcome;
  } catch (error) {
    console.error(error);
    found = { good: false, result: "failed" };
  }
  results.push({ name, failures: "", ...found, seconds: (performance.now() - start) / 1000 });
  return found.good;
}

/** @param {string} name */
function npmScript(name) {
  return runNpm(["run", "--silent", name]);
}

function summary() {
  const width = Math.max(...results.map(({ name }) => name.length));
  console.log("\n—— in all");
  for (const { name, good, result, seconds } of results) {
    console.log(`${good ? "✔" : "✘"} ${name.padEnd(width)}  ${`${seconds.toFixed(1)} s`.padStart(8)}  ${result}`);
  }
  for (const { name, failures } of results) if (failures !== "") console.log(`\n—— failed in ${name}\n${failures}`);
  return results.every(({ good }) => good) ? 0 : 1;
}
