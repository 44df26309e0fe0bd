// Adds the optional packages for other platforms to package-lock.json that npm left out because the registry did not
// have them: without them `npm ci` refuses the lock file. Run it after each change of dependencies. For dependencies
// that are not the repository's own, pass their folder.
import fs from "node:fs";
import path from "node:path";
import { root } from "./lib/root.mjs";

const file = path.join(root, process.argv[2] ?? ".", "package-lock.json");
const lock = JSON.parse(fs.readFileSync(file, "utf8"));

const systems = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const processors = ["arm64", "arm", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

/**
 * The platform of a package, by its name; undefined if the name does not show it.
 * @param {string} name
 */
function platformOf(name) {
  const parts = (name.split("/").pop() ?? "").split("-");
  const os = parts.find((part) => systems.includes(part));
  const cpu = parts.find((part) => processors.includes(part));
  return os && cpu ? { os: [os], cpu: [cpu] } : undefined;
}

let added = 0;
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${place}/node_modules/${name}`;
    const top = `node_modules/${name}`;
    if (lock.packages[nested] || lock.packages[top] || !/^\d/.test(version)) continue;
    lock.packages[top] = { version, ...platformOf(name), ...(entry.dev && { dev: true }), optional: true };
    added++;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} packages of other platforms added`);
