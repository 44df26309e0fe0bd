import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { atEnd } from "./cleanup.mjs";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

export const shots = path.join(root, "out", "shots");

/** What is fetched once for every clone on this machine. CLOUDTRAIL_INSPECTOR_CACHE names another place. */
export const cacheFolder =
  process.env.CLOUDTRAIL_INSPECTOR_CACHE ??
  path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache"), "cloudtrail-inspector");

/** A folder of this run only; gone when the run ends, however it ends. */
export function temporaryFolder() {
  // the real path: VS Code compares paths by their letters, and some systems' temporary folder is a link
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "cloudtrail-")));
  atEnd(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  return folder;
}

/** A copy of `samples/` that a run may change. */
export function copyOfSamples() {
  const folder = path.join(temporaryFolder(), "samples");
  fs.cpSync(path.join(root, "samples"), folder, { recursive: true });
  return folder;
}
