// Writes one service's file: one line of JSON for each operation and each shape, so that a hover parses only what it
// needs.
import { actionOf, levelCode } from "./iam.mjs";
import { brief, isAside } from "./texts.mjs";

/** @typedef {import("./sdk2.mjs").Sdk} Sdk */
/** @typedef {import("./sdk2.mjs").Shapes} Shapes */
/** @typedef {[sdk: number, text: string, input: string, output: string, action: string, level: string]} Operation */

/**
 * {"uids":["rds-2014-10-31"]}
 * OCreateDBCluster ⇥ [[0,"Creates …","CreateDBClusterMessage","CreateDBClusterResult","rds:CreateDBCluster","W"]]
 * S0:CreateDBClusterMessage ⇥ {"Engine":["The name of the engine …"], …}
 * @param {import("./services.mjs").Service<Sdk>} service
 * @param {Map<string, Record<string, import("./iam.mjs").Action>>} iam @param {(sdk: Sdk) => string[]} prefixesOf
 */
export function linesOf({ sdks, iam: names }, iam, prefixesOf) {
  /** @type {Map<string, Operation[]>} */
  const operations = new Map();
  /** @type {Map<string, string>} */
  const shapes = new Map();
  /** @type {Set<string>} */
  const used = new Set();
  for (const [index, sdk] of sdks.entries()) {
    for (const [name, operation] of Object.entries(sdk.operations)) {
      const known = operations.get(name) ?? [];
      // if services have the same API, the first one is used: RDS for Neptune and DocumentDB
      if (known.some(([other]) => versionOf(sdks[other]?.uid) === versionOf(sdk.uid))) continue;
      const found = actionOf(iam, prefixesOf(sdk), name, operation.method);
      const level = found ? levelCode(found.action.accessLevel) : "";
      const text =
        isAside(operation.text) || operation.text === ""
          ? found
            ? brief(found.action.description)
            : operation.text
          : operation.text;
      const output = hasAnswer(name, level, sdk) ? operation.output : "";
      const action = found?.name ?? "";
      if (found) used.add(action);
      operations.set(name, [...known, [index, text, operation.input, output, action, level]]);
      for (const type of [operation.input, output]) reach(type, index, sdk.shapes, shapes);
    }
  }
  for (const service of names) addIamOnly(service, iam.get(service) ?? {}, used, operations);
  const lines = [
    JSON.stringify({ uids: sdks.map(({ uid }) => uid) }),
    ...[...operations].map(([name, rows]) => `O${name}\t${JSON.stringify(rows)}`).sort(),
    ...[...shapes].map(([name, text]) => `S${name}\t${text}`).sort(),
  ];
  return `${lines.join("\n")}\n`;
}

/** @param {string} [uid] */
const versionOf = (uid = "") => uid.slice(-10);

/**
 * CloudTrail records the answers of calls that change something; calls that issue credentials count as reading.
 * @param {string} name @param {string} level @param {Sdk} sdk
 */
function hasAnswer(name, level, { signing }) {
  if (signing === "sts" || signing.startsWith("cognito-")) return true;
  return level === "" ? !/^(Get|List|Describe|BatchGet|Search|Query|Head|Lookup)/.test(name) : !/^[RL]$/.test(level);
}

/** Copies a shape and everything in it, except errors and the like, which no event shows. */
function reach(
  /** @type {string} */ type,
  /** @type {number} */ index,
  /** @type {Shapes} */ from,
  /** @type {Map<string, string>} */ into,
) {
  const name = type.replace(/^(\[\]|\{\})+/, "");
  const shape = from[name];
  if (shape === undefined || into.has(`${index}:${name}`)) return;
  into.set(`${index}:${name}`, JSON.stringify(shape));
  for (const [, inner = ""] of Object.values(shape)) reach(inner, index, from, into);
}

/**
 * Adds actions that some events name but no SDK calls.
 * @param {string} service @param {Record<string, import("./iam.mjs").Action>} actions @param {Set<string>} used
 * @param {Map<string, Operation[]>} operations
 */
function addIamOnly(service, actions, used, operations) {
  for (const { name, description, accessLevel } of Object.values(actions)) {
    if (used.has(`${service}:${name}`) && operations.has(name)) continue;
    if (operations.has(name)) continue;
    operations.set(name, [[-1, brief(description), "", "", `${service}:${name}`, levelCode(accessLevel)]]);
  }
}
