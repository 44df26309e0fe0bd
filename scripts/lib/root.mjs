import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { atEnd } from "./cleanup.mjs";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

export const shots = path.join(root, "out", "shots");

/** Downloads that all clones on this machine share. CLOUDTRAIL_INSPECTOR_CACHE sets another folder. */
export const cacheFolder =
  process.env.CLOUDTRAIL_INSPECTOR_CACHE ??
  path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache"), "cloudtrail-inspector");

/** A folder for this run, which is removed when the run ends, however it ends. */
export function temporaryFolder() {
  // the real path: VS Code compares paths as text, and the temporary folder of some systems is a link
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
