import fs from "node:fs";
import path from "node:path";

/** What the build made of the extension; tests' bundles stand in folders of several depths. */
export function distFolder(): string {
  let folder = __dirname;
  while (!fs.existsSync(path.join(folder, "package.json"))) folder = path.dirname(folder);
  return path.join(folder, "dist");
}
