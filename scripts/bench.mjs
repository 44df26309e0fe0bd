// npm run bench -- --help: measures how fast logs are read, compared with other ways to read them (test/bench).
import path from "node:path";
import { parseArgs } from "node:util";
import { ensurePackages } from "./lib/packages.mjs";
import { root, temporaryFolder } from "./lib/root.mjs";
import { build, makePackage, program, run, runNode, runNpm, Stop } from "./lib/run.mjs";
import { workbench, workbenchRunsHere } from "./lib/workbench.mjs";

const args = process.argv.slice(2);

await program(async () => {
  await ensurePackages();
  await build({ tests: true, production: true }); // measures what users install
  if (args.includes("--peers")) await installPeers();
  if (args.includes("--host")) {
    const whileReading = await inVsCode("test-host", "host");
    return (await inVsCode("test-host", "editors")) || whileReading;
  }
  if (args.includes("--show")) return inVsCode("test-ui", "show", "--vsix", await packaged());
  const at = args.indexOf("--vscode");
  if (at < 0) return runNode("out/test/bench/bench.js", args);
  return run(await nodeOf(args[at + 1]), [path.join(root, "out/test/bench/bench.js"), ...args.toSpliced(at, 2)]);
});

/** The Node.js in which a VS Code runs extensions. @param {string | undefined} release */
async function nodeOf(release) {
  if (release !== "newest" && release !== "oldest") throw new Stop("--vscode: newest or oldest");
  if (!workbenchRunsHere) throw new Stop("The Node.js of VS Code is at hand on Linux x64 only.");
  return (await workbench(release)).node;
}

/** The programs for comparison have their own package file: nobody else needs them. */
async function installPeers() {
  if (await runNpm(["ci", "--no-audit", "--no-fund"], { cwd: `${root}/test/bench/peers`, quiet: true }))
    throw new Stop("The programs to compare with cannot be installed.");
}

/** Installed as a user has it: VS Code hides notifications when the extension is loaded from a folder. */
async function packaged() {
  const file = path.join(temporaryFolder(), "cloudtrail-inspector.vsix");
  await makePackage(file);
  return file;
}

/**
 * Opens a large log and a folder with many logs in a real VS Code.
 * @param {"test-host" | "test-ui"} runner
 * @param {string} suite below test/bench
 * @param {string[]} more
 */
async function inVsCode(runner, suite, ...more) {
  const { values } = parseArgs({
    options: {
      host: { type: "boolean" },
      show: { type: "boolean" },
      mb: { type: "string", default: "1000" },
      files: { type: "string", default: "5000" },
      vscode: { type: "string", default: "newest" },
    },
  });
  const env = {
    ...process.env,
    CLOUDTRAIL_BENCH_BIG: await made("records", "--mb", values.mb),
    // the same size as in the table of promises
    CLOUDTRAIL_BENCH_FOLDER: await made(
      "folder",
      "--files",
      values.files,
      "--mb",
      String(0.0684 * Number(values.files)),
    ),
  };
  const where = runner === "test-host" ? ["--workspace", temporaryFolder()] : [];
  const how = ["--no-build", "--suite", `${root}/out/test/bench/${suite}`, "--vscode", values.vscode];
  return runNode(`scripts/${runner}.mjs`, [...how, ...where, ...more], { env });
}

/**
 * The path of generated logs, which are made if they do not exist.
 * @param {string[]} wanted
 */
async function made(...wanted) {
  let said = "";
  const make = [`${root}/out/test/bench/bench.js`, "--make", ...wanted];
  if (await run(process.execPath, make, { onOutput: (text) => (said += text) })) throw new Stop(said);
  return JSON.parse(said).path;
}
