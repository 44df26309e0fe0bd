// The licenses of the packages that are bundled into dist/*.js, for users of the package.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const FILE = "dist/THIRD-PARTY-NOTICES.txt";

/**
 * @param {Iterable<string>} inputs source files as esbuild names them, relative to the root @returns {string} the
 * written file
 */
export function writeNotices(inputs) {
  const folders = new Set();
  for (const input of inputs) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) folders.add(found[1]);
  }
  const notices = [...folders].map(noticeOf).sort((a, b) => a.localeCompare(b, "en"));
  // the AWS SDK's packages share one license text, which is printed once, under all their names
  const byText = new Map();
  for (const notice of new Set(notices)) {
    const [head, ...rest] = notice.split("\n");
    const text = rest.join("\n");
    byText.set(text, [...(byText.get(text) ?? []), head]);
  }
  const parts = [...byText].map(([text, heads]) => `${heads.join("\n")}\n\n${text.trim()}\n`);
  const all = `The programs of this extension contain code of these packages.\n\n${parts.join(`\n${"-".repeat(80)}\n\n`)}`;
  const full = path.join(root, FILE);
  if (!fs.existsSync(full) || fs.readFileSync(full, "utf8") !== all) fs.writeFileSync(full, all);
  return FILE;
}

/** @param {string} folder @returns {string} a line with name, version and license, followed by the license text */
function noticeOf(folder) {
  const full = path.join(root, folder);
  const { name, version, license } = JSON.parse(fs.readFileSync(path.join(full, "package.json"), "utf8"));
  const file = fs.readdirSync(full).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? fs.readFileSync(path.join(full, file), "utf8").replaceAll("\r\n", "\n") : "";
  return `${name} ${version} (${license})\n${text}`;
}
