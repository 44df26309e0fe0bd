// The owners of these texts, and the licenses under which they are distributed.
import fs from "node:fs";
import path from "node:path";

/** @typedef {{ name: string, version: string, license: string, folder: string }} Package */

/** @param {Package} sdk2 @param {Package[]} clients @param {Package} iam */
export function noticeFor(sdk2, clients, iam) {
  return [
    "The files in this folder hold texts and names of operations and parameters derived from the AWS SDK for JavaScript,",
    "Copyright Amazon.com, Inc. or its affiliates, used under the Apache License, Version 2.0 (below).",
    "Changed by CloudTrail Inspector: taken out of the type declarations, shortened to their first sentences, markup removed.",
    "",
    "Taken from:",
    `- ${sdk2.name} ${sdk2.version}: https://github.com/aws/aws-sdk-js`,
    ...clients.map(({ name, version }) => `- ${name} ${version}: https://github.com/aws/aws-sdk-js-v3`),
    "",
    ...noticeOf(sdk2),
    `The names, descriptions and access levels of IAM actions are taken from ${iam.name} ${iam.version}`,
    `(https://github.com/act-security-labs/iam-data), used under its licence (${iam.license}, at the end).`,
    "",
    "-".repeat(80),
    "",
    licenceOf(sdk2),
    "-".repeat(80),
    "",
    `${iam.name} ${iam.version}`,
    "",
    licenceOf(iam),
  ].join("\n");
}

/** The Apache License requires that the text of a NOTICE file is distributed, too. @param {Package} from */
function noticeOf({ name, folder }) {
  const file = path.join(folder, "NOTICE.txt");
  return fs.existsSync(file) ? [`The notice of ${name}:`, "", fs.readFileSync(file, "utf8").trim(), ""] : [];
}

/** @param {Package} from */
function licenceOf({ name, folder }) {
  const file = fs.readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no licence file`);
  return fs.readFileSync(path.join(folder, file), "utf8").replaceAll("\r\n", "\n");
}
