// The AWS SDK for JavaScript, version 3: newer, and its texts keep their markup. It has one package per service. Only
// the packages that are installed anyway are read, and they take precedence over version 2.
import fs from "node:fs";
import path from "node:path";
import { fromHtml } from "./texts.mjs";

/** @typedef {import("./sdk2.mjs").Shapes} Shapes @typedef {import("./sdk2.mjs").Sdk} Sdk */

/**
 * The same service from its own package. Only version 2 has the names of members in requests.
 * @param {Sdk} older @param {{ name: string, folder: string }} place @returns {Sdk}
 */
export function readSdk3(older, { name, folder }) {
  const types = path.join(folder, "dist-types");
  const all = shapesIn(path.join(types, "models"));
  /** @type {Sdk["operations"]} */
  const operations = {};
  /** @type {Shapes} */
  const shapes = {};
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
    const method = older.operations[operation]?.method ?? "POST";
    operations[operation] = { text: fromHtml(documented), input, output, method };
    for (const type of [input, output]) {
      if (type !== "" && all[type] === undefined) throw new Error(`${name}: the shape ${type} is not described`);
    }
  }
  for (const [shape, members] of Object.entries(all)) {
    shapes[shape] = Object.fromEntries(
      Object.entries(members).map(([member, [text, type = ""]]) => {
        const alias = older.shapes[shape]?.[member]?.[2];
        return [member, alias === undefined ? (type === "" ? [text] : [text, type]) : [text, type, alias]];
      }),
    );
  }
  return { ...older, operations, shapes };
}

/** An operation can have an empty request or response. @param {string} type */
const shapeNamed = (type) => (type === "{}" ? "" : type);

/** @param {string} folder @returns {Shapes} */
function shapesIn(folder) {
  const files = fs.readdirSync(folder).filter((file) => /^models_\d+\.d\.ts$/.test(file));
  const text = files.map((file) => fs.readFileSync(path.join(folder, file), "utf8")).join("\n");
  const bodies = [...text.matchAll(/^export interface (\w+) \{\n([\s\S]*?)^\}/gm)];
  const names = new Set(bodies.map(([, name = ""]) => name));
  return Object.fromEntries(bodies.map(([, name = "", body = ""]) => [name, membersOf(name, body, names)]));
}

/** @param {string} shape @param {string} body @param {Set<string>} names @returns {Shapes[string]} */
function membersOf(shape, body, names) {
  /** @type {Shapes[string]} */
  const members = {};
  const rest = body.replaceAll(
    /(?: {4}\/\*\*\n((?: {5}\*.*\n)*?) {5}\*\/\n)? {4}(\w+)\??: ([^;\n]+);\n/g,
    (_, documented, name, type) => {
      const holds = typeOf(type.replaceAll(/ \| (undefined|null)\b/g, ""), names);
      members[name] = holds === "" ? [fromHtml(documented ?? "")] : [fromHtml(documented ?? ""), holds];
      return "";
    },
  );
  // missing texts would otherwise go unnoticed
  if (rest.trim() !== "") throw new Error(`The shape ${shape} has another layout than expected: ${rest.slice(0, 80)}`);
  return members;
}

/** @param {string} type @param {Set<string>} names @returns {string} */
function typeOf(type, names) {
  const map = /^Record<string, (.+)>$/.exec(type)?.[1];
  if (map) return `{}${typeOf(map, names)}`;
  const list = /^(.+)\[\]$/.exec(type)?.[1];
  if (list) return `[]${typeOf(list, names)}`;
  return names.has(type) ? type : "";
}
