// Finds Chromium on this machine, or installs it. It runs before packages are installed, so it uses only Node's own
// modules.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { root } from "./root.mjs";
import { run, runNode, Stop } from "./run.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];

const macAndWindows = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ...[process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      path.join(folder, "Google/Chrome/Application/chrome.exe"),
      path.join(folder, "Microsoft/Edge/Application/msedge.exe"),
    ]),
];

/** @returns {Promise<string>} the program's path; CHROMIUM names one */
export async function ensureChromium() {
  const present = process.env.CHROMIUM ?? find();
  if (present) {
    await ensureJapaneseFont();
    return present;
  }
  if (await aptInstall(["chromium", japaneseFont])) {
    const installed = find();
    if (installed) return installed;
  }
  const cli = path.join("node_modules", "playwright-core", "cli.js");
  console.log("Fetching Chromium (playwright-core install chromium) …");
  if ((await runNode(cli, ["install", "chromium"], { quiet: true })) === 0) {
    const { chromium } = await import("playwright-core");
    if (fs.existsSync(chromium.executablePath())) return chromium.executablePath();
  }
  throw new Stop("No Chromium was found or could be installed. On Debian or Ubuntu: sudo apt-get install chromium");
}

function find() {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const onPath = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  return [...onPath, ...macAndWindows].find((file) => fs.existsSync(file));
}

const japaneseFont = "fonts-ipafont-gothic";

/** Without a Japanese font, screenshots in Japanese show only boxes, but nothing fails. */
async function ensureJapaneseFont() {
  if (process.platform !== "linux" || says("fc-list", [":lang=ja"])) return;
  await aptInstall([japaneseFont]);
}

/**
 * @param {string[]} packages
 * @returns {Promise<boolean>} false if this is not Debian, or not permitted
 */
async function aptInstall(packages) {
  if (!says("sh", ["-c", "command -v apt-get"])) return false;
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  if (sudo.length && !says("sudo", ["-n", "echo", "allowed"])) return false;
  console.log(`Installing ${packages.join(", ")} (apt-get) …`);
  const apt = [...sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"];
  for (const words of [["update"], ["install", "-y", "--no-install-recommends", ...packages]]) {
    const [program = "", ...args] = [...apt, ...words];
    if (await run(program, args, { cwd: root, quiet: true })) return false;
  }
  return true;
}

/**
 * The output of a program, or "" if it cannot run.
 * @param {string} program
 * @param {string[]} args
 */
function says(program, args) {
  try {
    return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "";
  }
}
