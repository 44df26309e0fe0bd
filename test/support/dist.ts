import fs from "node:fs";
import path from "node:path";

/** The build output of the extension; bundles of tests are in folders of several depths. */
export function distFolder(): string {
  let folder = __dirname;
  while (!fs.existsSync(path.join(folder, "package.json"))) folder = path.dirname(folder);
  return path.join(folder, "dist");
}
