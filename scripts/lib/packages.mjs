// Runs before node_modules exists, so it uses only Node's own modules.
import fs from "node:fs";
import path from "node:path";
import { root } from "./root.mjs";
import { runNpm, Stop } from "./run.mjs";

/** Installs the packages in package-lock.json if the installed ones differ. */
export async function ensurePackages() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Stop(`Node.js 20.19 or newer is needed; this is ${process.versions.node}.`);
  }
  if (isComplete()) return;
  console.log("Installing packages (npm ci) …");
  // no package needs an install script: the binaries are in packages of their own
  if (await runNpm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])) {
    throw new Stop("npm ci failed.");
  }
}

/**
 * Compares contents, not the files' times, because a checkout changes those. npm writes its own list last, so an
 * interrupted installation counts as incomplete.
 */
function isComplete() {
  const installed = path.join(root, "node_modules", ".package-lock.json");
  if (!fs.existsSync(installed)) return false;
  const present = packagesIn(installed);
  const wanted = Object.entries(packagesIn(path.join(root, "package-lock.json")));
  return wanted.every(([place, { version, optional }]) => !place || optional || present[place]?.version === version);
}

/**
 * @param {string} lock
 * @returns {Record<string, { version: string, optional?: boolean }>}
 */
const packagesIn = (lock) => JSON.parse(fs.readFileSync(lock, "utf8")).packages;
