import fs from "node:fs";
import path from "node:path";
import { createGunzip, gunzipSync } from "node:zlib";
import { visit } from "jsonc-parser";
import { duckdb, jq } from "./otherPrograms";

export type Groups = Record<string, Record<string, number>>;

/** What a program found in a log, and how long it took. */
export interface Outcome {
  /** Milliseconds of the work itself, without the start of the process. */
  ms: number;
  /** Processor time of all threads: more stable than `ms` if the machine is busy. */
  cpuMs?: number;
  /** What was found, as far as the job looks for it. */
  events?: number;
  groups?: Groups;
  bytes?: number;
  /** Part of `ms`, if a job has a part worth naming. */
  bareMs?: number;
}

/** Reads a log and, if it parses it, keeps the same columns as the engine, in the usual way for that parser. */
export type Peer = (target: string) => Outcome | Promise<Outcome>;

/** Starts a clock; the result returns the elapsed time. */
export function clock(): () => { ms: number; cpuMs: number } {
  const start = performance.now();
  const cpuStart = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(cpuStart);
    return { ms: performance.now() - start, cpuMs: (user + system) / 1000 };
  };
}

/** A file itself, or every file in a folder. */
function filesOf(target: string): string[] {
  if (!fs.statSync(target).isDirectory()) return [target];
  return fs
    .readdirSync(target, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

function textOf(file: string): string {
  const bytes = fs.readFileSync(file);
  return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

interface RecordLike {
  [field: string]: unknown;
  userIdentity?: { [field: string]: unknown; sessionContext?: { sessionIssuer?: { arn?: unknown } } };
  requestParameters?: { [field: string]: unknown } | null;
  additionalEventData?: { [field: string]: unknown };
  resources?: { ARN?: unknown }[];
}

const recordFields = [
  "eventSource",
  "eventName",
  "errorCode",
  "errorMessage",
  "awsRegion",
  "sourceIPAddress",
  "userAgent",
  "eventType",
  "eventCategory",
  "readOnly",
  "recipientAccountId",
  "sharedEventID",
  "vpcEndpointId",
  "eventID",
] as const;
const identityFields = ["type", "arn", "principalId", "userName", "accountId", "invokedBy", "accessKeyId"] as const;

/** Plain arrays, one per column, without dictionaries: less work than the engine does. */
class Columns {
  readonly groups: Groups = {};
  events = 0;
  private readonly times: number[] = [];
  private readonly columns = new Map<string, unknown[]>();

  add(record: RecordLike): void {
    this.events++;
    this.times.push(Date.parse(record["eventTime"] as string));
    for (const field of recordFields) this.push(field, record[field]);
    const identity = record.userIdentity;
    for (const field of identityFields) this.push(`userIdentity.${field}`, identity?.[field]);
    this.push("sessionIssuer", identity?.sessionContext?.sessionIssuer?.arn);
    this.push("sub", record.additionalEventData?.["sub"]);
    this.push("userPool", record.requestParameters?.["userPoolId"] ?? record.additionalEventData?.["userPoolId"]);
    this.push("client", record.requestParameters?.["clientId"]);
    this.push("resource", record.resources?.[0]?.ARN);
    this.count(record["eventSource"] as string, (identity?.["type"] as string | undefined) ?? "");
  }

  count(source: string, type: string): void {
    this.groups[source] ??= {};
    const types = this.groups[source];
    types[type] = (types[type] ?? 0) + 1;
  }

  push(name: string, value: unknown): void {
    const column = this.columns.get(name);
    if (column) column.push(value);
    else this.columns.set(name, [value]);
  }
}

function parseWhole(target: string): Outcome {
  const passed = clock();
  const columns = new Columns();
  let bareMs = 0;
  for (const file of filesOf(target)) {
    const before = performance.now();
    const { Records } = JSON.parse(textOf(file)) as { Records: RecordLike[] };
    bareMs += performance.now() - before;
    for (const record of Records) columns.add(record);
  }
  return { ...passed(), bareMs, events: columns.events, groups: columns.groups };
}

function parseLines(target: string): Outcome {
  const passed = clock();
  const columns = new Columns();
  for (const line of textOf(target).split("\n")) if (line) columns.add(JSON.parse(line) as RecordLike);
  return { ...passed(), events: columns.events, groups: columns.groups };
}

/** Finds where each record ends, and parses it separately. */
function parseRecords(target: string): Outcome {
  const passed = clock();
  const columns = new Columns();
  const bytes = fs.readFileSync(target);
  for (let p = bytes.indexOf("[") + 1; bytes[p] === 0x7b; ) {
    const end = endOfObject(bytes, p);
    columns.add(JSON.parse(bytes.toString("utf8", p, end)) as RecordLike);
    p = end + 1; // and the comma
  }
  return { ...passed(), events: columns.events, groups: columns.groups };
}

function endOfObject(bytes: Buffer, start: number): number {
  let depth = 0;
  for (let p = start; p < bytes.length; p++) {
    const c = bytes[p];
    if (c === 0x22) for (p++; bytes[p] !== 0x22; p++) if (bytes[p] === 0x5c) p++;
    if (c === 0x7b) depth++;
    else if (c === 0x7d && --depth === 0) return p + 1;
  }
  return bytes.length;
}

/** Only reads the bytes from the disk, or from the system's cache. */
function readOnly(target: string): Outcome {
  const passed = clock();
  const piece = Buffer.allocUnsafe(512 * 1024);
  let bytes = 0;
  const file = fs.openSync(target, "r");
  for (let read = 1; read > 0; bytes += read) read = fs.readSync(file, piece);
  fs.closeSync(file);
  return { ...passed(), bytes };
}

/** Only decompresses, as fast as Node can: in large chunks, in a separate thread. */
async function gunzipOnly(target: string): Promise<Outcome> {
  const passed = clock();
  let bytes = 0;
  const content = fs.createReadStream(target, { highWaterMark: 1 << 20 }).pipe(createGunzip({ chunkSize: 512 * 1024 }));
  for await (const piece of content) bytes += (piece as Buffer).length;
  return { ...passed(), bytes };
}

function gunzipEach(target: string): Outcome {
  const passed = clock();
  let bytes = 0;
  for (const file of filesOf(target)) bytes += gunzipSync(fs.readFileSync(file)).length;
  return { ...passed(), bytes };
}

function parseEach(target: string): Outcome {
  const passed = clock();
  let events = 0;
  for (const file of filesOf(target)) events += (JSON.parse(textOf(file)) as { Records: unknown[] }).Records.length;
  return { ...passed(), events };
}

/** Creates no objects: only notes the requested values while visiting. */
function visitWhole(target: string): Outcome {
  const passed = clock();
  const columns = new Columns();
  const wanted = new Set<string>(recordFields);
  const wantedOfIdentity = new Set<string>(identityFields);
  // Counts objects only: {Records} is level 1, a record 2, userIdentity 3.
  let depth = 0;
  const names: string[] = [];
  let source = "";
  let type = "";
  visit(textOf(target), {
    onObjectBegin: () => {
      depth++;
      if (depth === 2) {
        columns.events++;
        source = "";
        type = "";
      }
    },
    onObjectEnd: () => {
      if (depth === 2) columns.count(source, type);
      depth--;
    },
    onObjectProperty: (name: string) => {
      names[depth] = name;
    },
    onLiteralValue: (value: unknown) => {
      const name = names[depth]!;
      if (depth === 2) {
        if (wanted.has(name)) columns.push(name, value);
        if (name === "eventSource") source = value as string;
      } else if (depth === 3 && names[2] === "userIdentity") {
        if (wantedOfIdentity.has(name)) columns.push(`userIdentity.${name}`, value);
        if (name === "type") type = value as string;
      }
    },
  });
  return { ...passed(), events: columns.events, groups: columns.groups };
}

export const peers = {
  parseWhole,
  parseRecords,
  parseLines,
  visitWhole,
  readOnly,
  gunzipOnly,
  gunzipEach,
  parseEach,
  jq,
  duckdbRecords: (target) => duckdb("records", target),
  duckdbLines: (target) => duckdb("lines", target),
  duckdbFolder: (target) => duckdb("folder", target),
} satisfies Record<string, Peer>;
export type PeerName = keyof typeof peers;
/** Separate programs, which nothing in this process can warm up. */
export const foreign: ReadonlySet<string> = new Set(["jq", "duckdbRecords", "duckdbLines", "duckdbFolder"]);
export const peerTitles: Record<PeerName, string> = {
  parseWhole: "JSON.parse of the whole file, columns in plain arrays",
  parseRecords: "JSON.parse of each record, columns in plain arrays",
  parseLines: "JSON.parse of each line, columns in plain arrays",
  visitWhole: "jsonc-parser visit, most columns in plain arrays",
  readOnly: "a loop that only reads the file",
  gunzipOnly: "Node's gunzip alone",
  gunzipEach: "gunzipSync of each file, one thread",
  parseEach: "gunzipSync and JSON.parse of each file, one thread",
  jq: "jq, some columns as text",
  duckdbRecords: "DuckDB, read_json and unnest, into a table",
  duckdbLines: "DuckDB, its reader of JSON Lines, into a table",
  duckdbFolder: "DuckDB, read_json of a glob and unnest, into a table",
};
