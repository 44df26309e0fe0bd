// Runs before node_modules exists: Node's own modules only.
import fs from "node:fs";
import path from "node:path";
import { root } from "./root.mjs";
import { runNpm, Stop } from "./run.mjs";

/** Installs what package-lock.json names, when that is not what is there. */
export async function ensurePackages() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Stop(`Node.js 20.19 or newer is needed; this is ${process.versions.node}.`);
  }
  if (isComplete()) return;
  console.log("Installing packages (npm ci) …");
  // no package needs an install script: those that have one bring their binary as a package of its own
  if (await runNpm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])) {
    throw new Stop("npm ci failed.");
  }
}

/**
 * By content, not by the files' times: a checkout touches them. npm writes its own list last, so an interrupted
 * installation does not count.
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
