// VS Code loads this inside the extension host and calls run(). It works with the scripts' harness, the desktop's
// @vscode/test-electron and any other folder of compiled mocha files that CLOUDTRAIL_TEST_SUITE names.
import * as fs from "node:fs";
import * as path from "node:path";
import { format } from "node:util";
import Mocha from "mocha";

const suite = process.env["CLOUDTRAIL_TEST_SUITE"] || __dirname;
const report = process.env["CLOUDTRAIL_TEST_REPORT"];
const grep = process.env["CLOUDTRAIL_TEST_GREP"];

export async function run(): Promise<void> {
  Mocha.reporters.Base.consoleLog = say;
  const mocha = new Mocha({ ui: "bdd", timeout: 60_000, color: false, ...(grep ? { grep } : {}) });
  for (const file of testFiles(suite)) mocha.addFile(file);
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      say(`${passes} passed, ${failures} failed, ${pending} skipped`);
    });
  });
  if (failures) throw new Error(`${failures} tests failed`);
}

function say(...words: unknown[]): void {
  // a console in the extension host is not the runner's
  if (report) fs.appendFileSync(report, `${format(...words)}\n`);
  else console.log(...words);
}

/** Every script in the folder; an index.js is a loader like this one, unless it is the only file. */
function testFiles(folder: string): string[] {
  const scripts = fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.c?js$/.test(file) && !file.split(path.sep).includes("node_modules"))
    .sort();
  const tests = scripts.filter((file) => path.basename(file) !== "index.js");
  return (tests.length ? tests : scripts).map((file) => path.join(folder, file));
}
