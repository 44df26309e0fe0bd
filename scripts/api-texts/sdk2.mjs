// The AWS SDK for JavaScript, version 2: every service in one package, frozen in September 2025. Its declarations
// contain the texts, its API files the names of members in requests.
import fs from "node:fs";
import path from "node:path";
import { fromFlat } from "./texts.mjs";

/**
 * @typedef {[text: string, type?: string, alias?: string]} Member `type` names the shape of what it holds, with "[]" or
 *   "{}" before it for each list or map round it: "[]AttributeType", "{}" (a map of plain values); "" for a plain value.
 *   `alias` is its name on the wire, where that is another.
 * @typedef {Record<string, Record<string, Member>>} Shapes
 * @typedef {{ text: string, input: string, output: string, method: string }} Operation
 * @typedef {{ id: string, uid: string, endpoint: string, signing: string, operations: Record<string, Operation>, shapes: Shapes }} Sdk
 * @typedef {{ shape?: string, member?: Node, value?: Node, members?: Record<string, Node>, locationName?: string }} Node
 * @typedef {{ metadata: Record<string, string>, shapes: Record<string, Node>,
 *   operations: Record<string, { input?: Node, output?: Node, http?: { method?: string } }> }} Api
 */

/** @param {string} folder of the package @returns {Sdk[]} */
export function readSdk2(folder) {
  const apis = path.join(folder, "apis");
  const files = fs.readdirSync(apis).sort();
  /** @type {Record<string, { prefix?: string }>} */
  const services = JSON.parse(fs.readFileSync(path.join(apis, "metadata.json"), "utf8"));
  return Object.entries(services).map(([key, { prefix = key }]) => {
    const versions = files.filter((file) => /^-\d{4}-\d\d-\d\d\.min\.json$/.test(file.slice(prefix.length)));
    const newest = versions.filter((file) => file.startsWith(prefix)).at(-1);
    if (newest === undefined) throw new Error(`aws-sdk: ${key} has no API file`);
    /** @type {Api} */
    const api = JSON.parse(fs.readFileSync(path.join(apis, newest), "utf8"));
    return sdkOf(api, fs.readFileSync(path.join(folder, "clients", `${key}.d.ts`), "utf8"), key);
  });
}

/** @param {Api} api @param {string} declarations @param {string} key @returns {Sdk} */
function sdkOf(api, declarations, key) {
  const shapes = shapesIn(declarations, key);
  const methods = methodsIn(declarations);
  /** @type {Sdk["operations"]} */
  const operations = {};
  const named = new Set();
  for (const [name, { input, output, http }] of Object.entries(api.operations)) {
    const method = methods.get(name.toLowerCase());
    if (method === undefined) throw new Error(`aws-sdk: ${key} does not declare ${name}`);
    operations[name] = {
      text: fromFlat(method.comment, name),
      input: method.input in shapes ? method.input : "",
      output: method.output in shapes ? method.output : "",
      method: http?.method ?? "POST",
    };
    nameOnWire(method.input, input, { api, shapes, named });
    nameOnWire(method.output, output, { api, shapes, named });
  }
  const { serviceId = "", uid = "", endpointPrefix = "", signingName = "" } = api.metadata;
  return { id: serviceId, uid, endpoint: endpointPrefix, signing: signingName || endpointPrefix, operations, shapes };
}

/** By lower-case name. @param {string} declarations */
function methodsIn(declarations) {
  /** @type {Map<string, { comment: string, input: string, output: string }>} */
  const methods = new Map();
  const pattern =
    /^ {2}\/\*\*\n {3}\* ?((?:(?! {3}\*\/).*\n)+?) {3}\*\/\n {2}(\w+)\((?:params: \w+\.Types\.(\w+), )?callback\?: \(err: AWSError, data: (?:\w+\.Types\.(\w+)|\{\})\)/gm;
  for (const [, comment = "", name = "", input = "", output = ""] of declarations.matchAll(pattern)) {
    const known = methods.get(name.toLowerCase());
    methods.set(name.toLowerCase(), { comment, input: known?.input || input, output });
  }
  return methods;
}

/** @param {string} declarations @param {string} key @returns {Shapes} */
function shapesIn(declarations, key) {
  const bodies = new Map(
    [...declarations.matchAll(/^ {2}export interface (\w+) \{\n([\s\S]*?)^ {2}\}/gm)].map(
      ([, name = "", body = ""]) => [name, body],
    ),
  );
  const aliases = new Map(
    [...declarations.matchAll(/^ {2}export type (\w+) = (.+);$/gm)].map(([, name = "", type = ""]) => [name, type]),
  );
  /** @param {string} type @param {number} depth @returns {string} */
  const typeOf = (type, depth = 0) => {
    if (bodies.has(type)) return type;
    const alias = aliases.get(type);
    if (alias !== undefined) return depth > 8 ? "" : typeOf(alias, depth + 1);
    const list = /^(\w+)\[\]$/.exec(type)?.[1];
    if (list !== undefined) return `[]${typeOf(list, depth + 1)}`;
    const map = /^\{\[key: string\]: (\w+)\}$/.exec(type)?.[1];
    return map === undefined ? "" : `{}${typeOf(map, depth + 1)}`;
  };
  /** @type {Shapes} */
  const shapes = {};
  for (const [name, body] of bodies) {
    if (name === "ClientApiVersions" || name === "Blob") continue;
    /** @type {Record<string, Member>} */
    const members = {};
    const rest = body.replaceAll(
      /(?: {4}\/\*\*\n {5}\* ?((?:(?! {5}\*\/).*\n)+?) {5}\*\/\n)? {4}"?([^":?\n]+)"?\??: (.+);\n/g,
      (_, comment = "", member, type) => {
        const holds = typeOf(type);
        members[member] = holds === "" ? [fromFlat(comment, "")] : [fromFlat(comment, ""), holds];
        return "";
      },
    );
    // missing texts would otherwise go unnoticed
    if (rest.trim() !== "")
      throw new Error(`aws-sdk: ${key} ${name} has another layout than expected: ${rest.slice(0, 80)}`);
    shapes[name] = members;
  }
  return shapes;
}

/**
 * Follows the declared shape and the one in the API file in parallel.
 * @param {string} type @param {Node | undefined} node @param {{ api: Api, shapes: Shapes, named: Set<string> }} context
 */
function nameOnWire(type, node, context) {
  const found = node?.shape === undefined ? node : context.api.shapes[node.shape];
  if (found === undefined || type === "") return;
  if (/^(\[\]|\{\})/.test(type)) return nameOnWire(type.slice(2), found.member ?? found.value, context);
  const shape = context.shapes[type];
  if (shape === undefined || found.members === undefined || context.named.has(type)) return;
  context.named.add(type);
  for (const [name, member] of Object.entries(shape)) {
    const inner = found.members[name];
    const alias = inner?.locationName;
    if (alias !== undefined && alias.toLowerCase() !== name.toLowerCase()) {
      shape[name] = [member[0], member[1] ?? "", alias];
    }
    nameOnWire(member[1] ?? "", inner, context);
  }
}
