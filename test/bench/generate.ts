import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip, gzipSync } from "node:zlib";
import { isoSeconds } from "./callers";
import { Events, type MadeEvent } from "./events";

export type Layout = "records" | "pretty" | "lines" | "folder";

export interface DataWanted {
  layout: Layout;
  /** Content before compression: 1 MB is 1,000,000 bytes. */
  megabytes: number;
  gzip?: boolean;
  seed?: number;
  /** For a folder: number of files, with sizes that add up to the megabytes; without it, as many as there are. */
  files?: number;
  /** For a folder: events in each file, instead of megabytes. */
  eventsPerFile?: number;
}

/** What a correct answer says about the data. */
export interface Truth {
  events: number;
  failed: number;
  /** Content, before compression. */
  bytes: number;
  files: number;
  /** Number of different values of `userIdentity.arn`. */
  arns: number;
  /** Events by `eventSource` and `userIdentity.type`, which is "" if there is none. */
  groups: Record<string, Record<string, number>>;
}

export interface Data {
  path: string;
  truth: Truth;
}

const MEAN_FILE = 69_500; // bytes of content in a file of as many events as they come
const CHUNK = 1 << 20; // bytes; what is held in memory at a time

/** The data, generated unless an earlier run left the same. */
export async function dataFor(wanted: DataWanted): Promise<Data> {
  const folder = process.env["CLOUDTRAIL_BENCH_DATA"] ?? path.join(os.tmpdir(), "cloudtrail-inspector-bench");
  fs.mkdirSync(folder, { recursive: true });
  const ending = { records: ".json", pretty: ".pretty.json", lines: ".jsonl", folder: "" }[wanted.layout];
  const packed = wanted.gzip && wanted.layout !== "folder" ? ".gz" : "";
  const counts = [wanted.files, wanted.eventsPerFile].map((count) => (count === undefined ? "" : `x${count}`)).join("");
  const name = `${wanted.layout}${counts}-${wanted.megabytes}-${wanted.seed ?? 1}-${fingerprint()}${ending}${packed}`;
  const target = path.join(folder, name);
  const truthFile = path.join(folder, `${name}.truth`);
  // Written last: data with a truth file is complete.
  if (fs.existsSync(truthFile)) return { path: target, truth: JSON.parse(fs.readFileSync(truthFile, "utf8")) as Truth };
  fs.rmSync(target, { recursive: true, force: true });
  const truth = wanted.layout === "folder" ? writeFolder(target, wanted) : await writeFile(target, wanted);
  fs.writeFileSync(truthFile, JSON.stringify(truth));
  return { path: target, truth };
}

/** Another generator makes other data, so data from earlier generators is not used. */
function fingerprint(): string {
  const events = new Events(1);
  const hash = createHash("sha256");
  for (let i = 0; i < 1000; i++) hash.update(textOf(events.next(), false));
  return hash.digest("hex").slice(0, 8);
}

/** Counts the truth of what was generated so far. */
class Tally {
  readonly truth: Truth = { events: 0, failed: 0, bytes: 0, files: 0, arns: 0, groups: {} };
  private readonly arns = new Set<unknown>();

  count({ record, source, identityType, failed }: MadeEvent): void {
    const { truth, arns } = this;
    truth.events++;
    if (failed) truth.failed++;
    truth.groups[source] ??= {};
    const types = truth.groups[source];
    types[identityType] = (types[identityType] ?? 0) + 1;
    arns.add((record["userIdentity"] as { arn?: string }).arn);
    truth.arns = arns.has(undefined) ? arns.size - 1 : arns.size;
  }
}

function textOf({ record, escaped }: MadeEvent, pretty: boolean): string {
  const text = pretty ? JSON.stringify(record, null, 2).replaceAll("\n", "\n    ") : JSON.stringify(record);
  if (!escaped) return text;
  return text.replaceAll(/[\u0080-\uffff<>&=]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

async function writeFile(target: string, wanted: DataWanted): Promise<Truth> {
  const tally = new Tally();
  const { truth } = tally;
  truth.files = 1;
  const content = Readable.from(chunks(wanted, tally));
  const file = fs.createWriteStream(target);
  await (wanted.gzip ? pipeline(content, createGzip({ level: 6 }), file) : pipeline(content, file));
  return truth;
}

const frames = {
  records: { open: '{"Records":[', between: ",", close: "]}" },
  pretty: { open: '{\n  "Records": [\n    ', between: ",\n    ", close: "\n  ]\n}\n" },
  lines: { open: "", between: "\n", close: "\n" },
};

function* chunks({ layout, megabytes, seed = 1 }: DataWanted, tally: Tally): Generator<Buffer> {
  if (layout === "folder") throw new Error("a folder is not one text");
  const { open, between, close } = frames[layout];
  const events = new Events(seed);
  const { truth } = tally;
  let pending = open;
  const take = () => {
    const bytes = Buffer.from(pending);
    truth.bytes += bytes.length;
    pending = "";
    return bytes;
  };
  while (truth.bytes + pending.length < megabytes * 1e6) {
    const event = events.next();
    if (truth.events > 0) pending += between;
    pending += textOf(event, layout === "pretty");
    tally.count(event);
    if (pending.length >= CHUNK) yield take();
  }
  pending += close;
  yield take();
}

/** Compressed files in CloudTrail's bucket layout. */
function writeFolder(target: string, { megabytes, seed = 1, files, eventsPerFile }: DataWanted): Truth {
  const tally = new Tally();
  const { truth } = tally;
  const events = new Events(seed);
  const stretch = files === undefined ? 1 : (megabytes * 1e6) / files / MEAN_FILE;
  while (files === undefined ? truth.bytes < megabytes * 1e6 : truth.files < files) {
    const delivery = events.sceneOf();
    const records: string[] = [];
    for (let left = eventsPerFile ?? Math.max(1, Math.round(events.fileSize() * stretch)); left > 0; left--) {
      const event = events.next(delivery);
      tally.count(event);
      records.push(textOf(event, false));
    }
    const content = Buffer.from(`{"Records":[${records.join(",")}]}`);
    truth.bytes += content.length;
    truth.files++;
    const { account, region, name } = delivery;
    const time = isoSeconds(delivery.time);
    const day = path.join(target, "AWSLogs", account, "CloudTrail", region, ...time.slice(0, 10).split("-"));
    fs.mkdirSync(day, { recursive: true });
    const minute = time.slice(0, 16).replaceAll(/[-:]/g, "");
    fs.writeFileSync(path.join(day, `${account}_CloudTrail_${region}_${minute}Z_${name}.json.gz`), gzipSync(content));
  }
  return truth;
}
