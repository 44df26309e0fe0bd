#!/usr/bin/env node
// Writes the synthetic logs in samples/. `--check` writes nothing and fails if the files differ.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { cognito } from "./samples/cognito.mjs";
import { prettyTrail } from "./samples/pretty.mjs";
import { trail } from "./samples/trail.mjs";

const FOLDER = new URL("../samples/", import.meta.url);

/** @typedef {import("./samples/record.mjs").Fields} Fields */

/**
 * CloudTrail promises no order inside a file. These records are shuffled, the same way each time, so that nobody relies
 * on an order.
 * @param {Fields[]} records
 */
function shuffled(records) {
  return records
    .map((record, i) => ({ record, place: ((i * 7919) % 104729) % records.length }))
    .sort((a, b) => a.place - b.place)
    .map(({ record }) => record);
}

/** gzip with a header that does not depend on the day or the system. */
function gzip(/** @type {string} */ text) {
  const bytes = gzipSync(text, { level: 9 });
  bytes.writeUInt32LE(0, 4); // modification time: not set
  bytes[9] = 255; // system: unknown
  return bytes;
}

const pretty = (/** @type {Fields[]} */ records) => `${JSON.stringify({ Records: records }, null, 2)}\n`;
const files = {
  "111122223333_CloudTrail_us-east-1_20260302T1010Z_EXAMPLEsample001.json.gz": JSON.stringify({
    Records: shuffled(trail()),
  }),
  "trail-pretty.json": pretty(prettyTrail()),
  // AWS writes a fraction here that JSON.stringify drops.
  "cognito-signin.json": pretty(cognito()).replace('"status": 200.5', '"status": 200.0'),
};

let differs = 0;
for (const [name, text] of Object.entries(files)) {
  const path = fileURLToPath(new URL(name, FOLDER));
  const packed = name.endsWith(".gz");
  const is = current(path, packed);
  // Compressed bytes depend on the zlib version, so the contents are compared.
  if (is === text) continue;
  if (process.argv.includes("--check")) {
    console.error(`samples/${name} is not what scripts/make-samples.mjs makes; run it without --check.`);
    differs++;
  } else {
    writeFileSync(path, packed ? gzip(text) : text);
    console.log(`wrote samples/${name}`);
  }
}
process.exitCode = differs ? 1 : 0;

function current(/** @type {string} */ path, /** @type {boolean} */ packed) {
  try {
    const bytes = readFileSync(path);
    return (packed ? gunzipSync(bytes) : bytes).toString("utf8");
  } catch {
    return undefined;
  }
}
