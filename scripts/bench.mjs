// npm run bench -- --help: how fast logs are read, against other ways to read them (test/bench).
import { parseArgs } from "node:util";
import { ensurePackages } from "./lib/packages.mjs";
import { root, temporaryFolder } from "./lib/root.mjs";
import { build, program, run, runNode, runNpm, Stop } from "./lib/run.mjs";

const args = process.argv.slice(2);

await program(async () => {
  await ensurePackages();
  await build({ tests: true });
  if (args.includes("--peers")) await installPeers();
  return args.includes("--host") ? inVsCode() : runNode("out/test/bench/bench.js", args);
});

/** Programs to compare with have a package file of their own: nobody else needs them. */
async function installPeers() {
  if (await runNpm(["ci", "--no-audit", "--no-fund"], { cwd: `${root}/test/bench/peers`, quiet: true }))
    throw new Stop("The programs to compare with cannot be installed.");
}

/** How free VS Code's extension host stays while a big log is read: measured inside a real one. */
async function inVsCode() {
  const { values } = parseArgs({
    options: { host: { type: "boolean" }, mb: { type: "string", default: "1000" }, vscode: { type: "string" } },
  });
  let said = "";
  const make = [`${root}/out/test/bench/bench.js`, "--make", "records", "--mb", values.mb];
  if (await run(process.execPath, make, { onOutput: (text) => (said += text) })) throw new Stop(said);
  const env = { ...process.env, CLOUDTRAIL_BENCH_BIG: JSON.parse(said).path };
  const suite = ["--suite", `${root}/out/test/bench/host`, "--workspace", temporaryFolder()];
  const release = values.vscode ? ["--vscode", values.vscode] : [];
  return runNode("scripts/test-host.mjs", ["--no-build", ...suite, ...release], { env });
}
