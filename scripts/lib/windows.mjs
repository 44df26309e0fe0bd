// Three ways to show a window with the packaged extension. Each ends when the window is closed, or never.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { atEnd } from "./cleanup.mjs";
import { temporaryFolder } from "./root.mjs";
import { run, Stop } from "./run.mjs";
import { startServer } from "./server.mjs";

const windows = process.platform === "win32";

/**
 * The desktop VS Code on the PATH, with its own profile.
 * @param {string} vsix
 * @param {string} folder
 * @returns {Promise<boolean>} false if there is none, or it cannot open a window here
 */
export async function openOwnDesktop(vsix, folder) {
  const code = onPath(windows ? "code.cmd" : "code");
  // in a terminal of a remote VS Code, "code" opens that window with its own extensions
  if (!code || process.env.VSCODE_IPC_HOOK_CLI) return false;
  const profile = newProfile();
  if (await run(code, [...profile.args, "--install-extension", vsix, "--force"], { shell: windows })) return false;
  console.log("VS Code opens. Closing its window, or Ctrl+C here, ends it.");
  // "code" only starts the program, which writes its process ID into its profile
  const end = atEnd(() => killLockOwner(profile.folder));
  const exit = await run(code, [...profile.args, "--new-window", "--wait", folder], { shell: windows });
  end();
  return exit === 0;
}

/**
 * The desktop VS Code that @vscode/test-electron downloads.
 * @param {string} vsix
 * @param {string} folder
 */
export async function openFetchedDesktop(vsix, folder) {
  const { downloadAndUnzipVSCode, resolveCliPathFromVSCodeExecutablePath } = await import("@vscode/test-electron");
  const program = await downloadAndUnzipVSCode();
  const { args } = newProfile();
  const cli = resolveCliPathFromVSCodeExecutablePath(program);
  if (await run(cli, [...args, "--install-extension", vsix, "--force"], { shell: windows })) {
    throw new Stop("The package could not be installed.");
  }
  console.log("VS Code opens. Closing its window, or Ctrl+C here, ends it.");
  await run(program, [...args, "--new-window", folder], { quiet: true });
}

/**
 * The workbench in a browser, on loopback, for users with the token.
 * @param {string} vsix
 * @param {string} folder
 */
export async function openWorkbench(vsix, folder) {
  const server = await startServer({ vsix: [vsix], trust: true, token: true });
  const url = server.url(folder);
  console.log(`\nCloudTrail Inspector runs in VS Code at\n\n  ${url}\n\nCtrl+C ends it.`);
  if (process.env.DISPLAY || process.env.WAYLAND_DISPLAY) openBrowser(url);
  await server.ended;
  throw new Stop("VS Code's server ended by itself.");
}

/** @param {string} url */
function openBrowser(url) {
  const opener = spawn("xdg-open", [url], { stdio: "ignore", detached: true });
  opener.once("error", () => {}); // the address is printed
  opener.unref();
}

function newProfile() {
  const folder = temporaryFolder();
  const settings = path.join(folder, "profile/User/settings.json");
  fs.mkdirSync(path.dirname(settings), { recursive: true });
  fs.writeFileSync(settings, JSON.stringify({ "workbench.startupEditor": "none", "telemetry.telemetryLevel": "off" }));
  const profile = path.join(folder, "profile");
  return { folder: profile, args: ["--user-data-dir", profile, "--extensions-dir", path.join(folder, "extensions")] };
}

/** @param {string} profile */
function killLockOwner(profile) {
  const lock = path.join(profile, "code.lock");
  if (fs.existsSync(lock)) process.kill(Number(fs.readFileSync(lock, "utf8")));
}

/** @param {string} name */
function onPath(name) {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file));
}
