// node duckdb.mjs records|lines|folder PATH: DuckDB reads a log and keeps the columns other programs keep. Prints JSON.
import fs from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

const [, , layout, target] = process.argv;

const identity = `STRUCT("type" VARCHAR, arn VARCHAR, principalId VARCHAR, userName VARCHAR, accountId VARCHAR, invokedBy VARCHAR,
  accessKeyId VARCHAR, sessionContext STRUCT(sessionIssuer STRUCT(arn VARCHAR)))`;
const fields = {
  eventTime: "VARCHAR",
  eventSource: "VARCHAR",
  eventName: "VARCHAR",
  userIdentity: identity,
  awsRegion: "VARCHAR",
  sourceIPAddress: "VARCHAR",
  userAgent: "VARCHAR",
  errorCode: "VARCHAR",
  errorMessage: "VARCHAR",
  eventType: "VARCHAR",
  eventCategory: "VARCHAR",
  readOnly: "BOOLEAN",
  recipientAccountId: "VARCHAR",
  sharedEventID: "VARCHAR",
  vpcEndpointId: "VARCHAR",
  eventID: "VARCHAR",
  additionalEventData: "STRUCT(sub VARCHAR, userPoolId VARCHAR)",
  requestParameters: "STRUCT(userPoolId VARCHAR, clientId VARCHAR)",
  resources: "STRUCT(ARN VARCHAR)[]",
};
const flat = Object.keys(fields).filter((name) => !/^(userIdentity|additional|requestP|resources)/.test(name));
const columns = `${flat.map((name) => `r.${name}`).join(", ")}, r.userIdentity."type" AS identityType, r.userIdentity.arn,
  r.userIdentity.principalId, r.userIdentity.userName, r.userIdentity.accountId, r.userIdentity.invokedBy,
  r.userIdentity.accessKeyId, r.userIdentity.sessionContext.sessionIssuer.arn AS sessionIssuer,
  r.additionalEventData.sub, coalesce(r.requestParameters.userPoolId, r.additionalEventData.userPoolId) AS userPool,
  r.requestParameters.clientId, r.resources[1].ARN AS resource`;

const struct = Object.entries(fields).map(([name, type]) => `"${name}" ${type}`);
const perColumn = Object.entries(fields).map(([name, type]) => `"${name}": '${type}'`);
/** Strings of SQL double their quotes. */
const file = `'${(layout === "folder" ? `${target}/**/*.json.gz` : target).replaceAll("'", "''")}'`;
/** A file of one object is one object to it, and it takes memory for the largest it is told of. */
const largest = layout === "records" ? fs.statSync(target ?? "").size + 1 : 64 * 1024 * 1024;
const from =
  layout === "lines"
    ? `read_json(${file}, format = 'newline_delimited', columns = {${perColumn}}) r`
    : `(SELECT unnest(Records) r FROM read_json(${file}, format = 'auto', columns = {Records: 'STRUCT(${struct})[]'},
        maximum_object_size = ${largest}))`;

const database = await DuckDBInstance.create(":memory:"); // as many threads as there are processors
const connection = await database.connect();
const start = performance.now();
const cpuStart = process.cpuUsage();
await connection.run(`CREATE TABLE events AS SELECT ${columns} FROM ${from}`);
const counted = await connection.runAndReadAll(
  "SELECT eventSource, coalesce(identityType, ''), count(*)::INTEGER FROM events GROUP BY ALL",
);
const ms = performance.now() - start;
const { user, system } = process.cpuUsage(cpuStart);
/** @type {Record<string, Record<string, number>>} */
const groups = {};
let events = 0;
for (const [source, type, count] of counted.getRows()) {
  groups[String(source)] ??= {};
  Object.assign(groups[String(source)] ?? {}, { [String(type)]: Number(count) });
  events += Number(count);
}
console.log(JSON.stringify({ ms, cpuMs: (user + system) / 1000, events, groups }));
process.exit(0);
