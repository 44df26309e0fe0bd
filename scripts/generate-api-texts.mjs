// AWS's own English texts for operations and parameters, taken out of the AWS SDK's type declarations at build time into
// one small JSON file per service: dist/api/<first part of eventSource>.json. None of it is committed.
// The same packages give the same bytes: no times, no machine's paths, every key sorted.
// A later service is one more line in `services`; it needs its client among the devDependencies.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { root } from "./lib/root.mjs";

/** First part of eventSource → the packages that describe its operations. */
const services = {
  "cognito-identity": ["@aws-sdk/client-cognito-identity"],
  "cognito-idp": ["@aws-sdk/client-cognito-identity-provider"],
  "cognito-sync": ["@aws-sdk/client-cognito-sync"],
};

const LONGEST = 320; // characters of one text: a hover is read at a glance, the link has the rest
const NOTICE = "THIRD-PARTY-NOTICES.txt";

/**
 * @typedef {[text: string, type?: string]} Member `type` names the shape of what it holds, with "[]" or "{}" before it
 *   for each list or map round it: "[]AttributeType", "{}" (a map of plain values); absent for a plain value
 * @typedef {{ operations: Record<string, [text: string, input: string, output: string]>,
 *   shapes: Record<string, Record<string, Member>> }} Texts
 */

/** @param {string} folder where to write, from the repository's root @returns {string[]} the files written, from the root */
export function generateApiTexts(folder) {
  fs.mkdirSync(path.join(root, folder), { recursive: true });
  const sources = [];
  const written = [];
  for (const [service, packages] of Object.entries(services)) {
    const places = packages.map(packageOf);
    sources.push(...places);
    written.push(save(`${folder}/${service}.json`, JSON.stringify(merged(places.map(textsOf)))));
  }
  written.push(save(`${folder}/${NOTICE}`, noticeFor(sources)));
  return written;
}

/** Written only when it differs: another run may be reading it. @param {string} file @param {string} text */
function save(file, text) {
  const full = path.join(root, file);
  if (!fs.existsSync(full) || fs.readFileSync(full, "utf8") !== text) fs.writeFileSync(full, text);
  return file;
}

/** @typedef {{ name: string, version: string, folder: string }} Package */
/** @param {string} name @returns {Package} */
function packageOf(name) {
  const file = createRequire(path.join(root, "package.json")).resolve(`${name}/package.json`);
  return { name, version: JSON.parse(fs.readFileSync(file, "utf8")).version, folder: path.dirname(file) };
}

/** Several packages can share one eventSource. @param {Texts[]} parts @returns {Texts} */
function merged(parts) {
  return {
    operations: sorted(Object.assign({}, ...parts.map(({ operations }) => operations))),
    shapes: sorted(Object.assign({}, ...parts.map(({ shapes }) => shapes))),
  };
}

/** @template T @param {Record<string, T>} object @returns {Record<string, T>} */
const sorted = (object) => Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));

/** @param {Package} from @returns {Texts} */
function textsOf({ name, folder }) {
  const types = path.join(folder, "dist-types");
  const shapes = shapesIn(path.join(types, "models"));
  /** @type {Texts} */
  const texts = { operations: {}, shapes: {} };
  for (const file of fs.readdirSync(path.join(types, "commands")).sort()) {
    const operation = /^(\w+)Command\.d\.ts$/.exec(file)?.[1];
    if (operation === undefined) continue;
    const text = fs.readFileSync(path.join(types, "commands", file), "utf8");
    const documented = /\/\*\*\n((?: \*.*\n)*?) \*\/\nexport declare class /.exec(text)?.[1];
    const [, takes, gives] = /api: \{\s+input: (\w+|\{\});\s+output: (\w+|\{\});/.exec(text) ?? [];
    if (documented === undefined || takes === undefined || gives === undefined) {
      throw new Error(`${name}: ${file} has another layout than expected`);
    }
    const [input, output] = [shapeNamed(takes), shapeNamed(gives)];
    texts.operations[operation] = [brief(documented), input, output];
    reach(input, shapes, texts.shapes);
    reach(output, shapes, texts.shapes);
  }
  return texts;
}

/** An operation can take or give nothing. @param {string} type */
const shapeNamed = (type) => (type === "{}" ? "" : type);

/** Copies a shape and all that it holds; errors and the like, which no event shows, stay behind. */
function reach(/** @type {string} */ name, /** @type {Texts["shapes"]} */ from, /** @type {Texts["shapes"]} */ into) {
  if (name === "" || into[name] !== undefined) return;
  const shape = from[name];
  if (shape === undefined) throw new Error(`The shape ${name} is not described`);
  into[name] = shape;
  for (const [, type = ""] of Object.values(shape)) reach(type.replace(/^(\[\]|\{\})+/, ""), from, into);
}

/** @param {string} folder @returns {Texts["shapes"]} */
function shapesIn(folder) {
  const files = fs.readdirSync(folder).filter((file) => /^models_\d+\.d\.ts$/.test(file));
  const text = files.map((file) => fs.readFileSync(path.join(folder, file), "utf8")).join("\n");
  const bodies = [...text.matchAll(/^export interface (\w+) \{\n([\s\S]*?)^\}/gm)];
  const names = new Set(bodies.map(([, name = ""]) => name));
  return Object.fromEntries(bodies.map(([, name = "", body = ""]) => [name, membersOf(name, body, names)]));
}

/** @param {string} shape @param {string} body @param {Set<string>} names @returns {Record<string, Member>} */
function membersOf(shape, body, names) {
  /** @type {Record<string, Member>} */
  const members = {};
  const rest = body.replaceAll(
    /(?: {4}\/\*\*\n((?: {5}\*.*\n)*?) {5}\*\/\n)? {4}(\w+)\??: ([^;\n]+);\n/g,
    (_, documented, name, type) => {
      const holds = typeOf(type.replaceAll(/ \| (undefined|null)\b/g, ""), names);
      members[name] = holds === "" ? [brief(documented ?? "")] : [brief(documented ?? ""), holds];
      return "";
    },
  );
  // fewer texts than there are would pass unseen
  if (rest.trim() !== "") throw new Error(`The shape ${shape} has another layout than expected: ${rest.slice(0, 80)}`);
  return sorted(members);
}

/** @param {string} type @param {Set<string>} names @returns {string} */
function typeOf(type, names) {
  const map = /^Record<string, (.+)>$/.exec(type)?.[1];
  if (map) return `{}${typeOf(map, names)}`;
  const list = /^(.+)\[\]$/.exec(type)?.[1];
  if (list) return `[]${typeOf(list, names)}`;
  return names.has(type) ? type : "";
}

/** The first sentences of a comment as plain text. @param {string} comment */
function brief(comment) {
  const html = comment
    .replaceAll(/^ *\* ?/gm, "")
    .replace(/^@[\s\S]*/m, "") // @public, @example and what follows them
    .replaceAll(/\\([^\w\s])/g, "$1");
  const aside = /<(note|important)>[\s\S]*?<\/\1>/g;
  // some texts begin with a warning: what the thing is comes first, unless there is nothing else
  const blocks = plainBlocks(html.replaceAll(aside, "\n\n"));
  return cut(blocks.length > 0 ? blocks : plainBlocks(html));
}

/** @param {string} html @returns {string[]} */
function plainBlocks(html) {
  return html
    .replaceAll(/<\/?(p|li|ul|ol|dl|dt|dd|br|note|important)\b[^>]*>/g, "\0")
    .replaceAll(/<\/?(a|b|i|code|fullname|em|strong|title|div|span)\b[^>]*>/g, "")
    .replaceAll(/&(lt|gt|amp|quot|apos|nbsp);/g, (_, /** @type {keyof typeof entities} */ name) => entities[name])
    .split("\0")
    .map((block) => block.replaceAll(/\s+/g, " ").trim())
    .filter((block) => block !== "");
}

const entities = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", nbsp: " " };

/** As many sentences of the first block as fit. Words that open a list bring as much of it as fits, or are left out. */
function cut(/** @type {string[]} */ [first = "", ...list]) {
  const sentences = first.split(/(?<=[.!?]) (?=["'(]?[A-Z])/);
  if (sentences.length === 1 && first.endsWith(":")) {
    const text = fitting(first, list);
    return text.length < [first, ...list].join(" ").length ? `${text} …` : text;
  }
  while (
    sentences.length > 1 &&
    /:$|^(Valid values|The following)\b|\bfollowing\b[^.]{0,25}\.$/.test(sentences.at(-1) ?? "")
  ) {
    sentences.pop();
  }
  return fitting(sentences[0] ?? "", sentences.slice(1));
}

/** @param {string} text @param {string[]} more */
function fitting(text, more) {
  const end = more.findIndex((_, index) => [text, ...more.slice(0, index + 1)].join(" ").length > LONGEST);
  return [text, ...(end < 0 ? more : more.slice(0, end))].join(" ");
}

/** @param {Package[]} packages */
function noticeFor(packages) {
  const [first] = packages;
  if (first === undefined) throw new Error("No package, no notice");
  return [
    "The JSON files in this folder hold texts and names of operations and parameters derived from the AWS SDK for",
    "JavaScript, Copyright Amazon.com, Inc. or its affiliates, used under the Apache License, Version 2.0 (below).",
    "Changed by CloudTrail Inspector: taken out of the type declarations, shortened to their first sentences, markup removed.",
    "",
    "Taken from:",
    ...packages.map(({ name, version }) => `- ${name} ${version}: https://github.com/aws/aws-sdk-js-v3`),
    "",
    fs.readFileSync(path.join(first.folder, "LICENSE"), "utf8"),
  ].join("\n");
}
