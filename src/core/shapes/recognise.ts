import { isForeignSource } from "../events/foreign";
import type { PathRow } from "../events/paths";
import { PlainScanner, plainDictionaries } from "../scan/plain";
import * as t from "../scan/tokens";
import { archiveKind } from "./archive";
import { behindLinePrefix } from "./linePrefix";
import { jsonLookAlike, textLookAlike } from "./lookAlikes";
import { behindSpace } from "./oddSpace";
import { listKeys, places } from "./places";
import { findRecordStart } from "./recover";
import type { LookAlike, ShapeId } from "./shape";
import { anyTableOf, tableOf } from "./tables/recognise";
import { shapeOfTable } from "./tables/table";

export type Recognition = { kind: "log"; shape: ShapeId } | { kind: "other"; what: LookAlike };

/** Number of bytes or characters at a file's beginning that are enough to recognize it. */
export const HEAD = 64 * 1024;

const other = (what: LookAlike): Recognition => ({ kind: "other", what });

/** Recognizes a text by its first {@link HEAD} characters. */
export function recogniseText(head: string): Recognition {
  return recogniseBytes(encoder.encode(head.charCodeAt(0) === 0xfeff ? head.slice(1) : head));
}

/** Recognizes UTF-8 content by its first bytes, never by its name. */
export function recogniseBytes(head: Uint8Array): Recognition {
  if (head[0] === 0x1f && head[1] === 0x8b) return other("gzip");
  const archive = archiveKind(head);
  if (archive) return other(archive);
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) head = head.subarray(3);
  const b = new Uint8Array(Math.min(head.length, HEAD) + 64);
  b.set(head.subarray(0, HEAD));
  const end = b.length - 64;
  const start = behindSpace(b, 0, end);
  if (start >= end) return other("empty");
  const first = b[start] as number;
  const content = b.subarray(0, end);
  if (startsWith(content, "PAR1")) return other("parquet");
  const table = tableOf(content);
  if (table) return { kind: "log", shape: shapeOfTable(table) };
  if (first !== 0x7b && first !== 0x5b) {
    if (!isText(content)) return other("binary");
    const line = behindLinePrefix(b, start, end);
    if (line >= 0 && firstRecord(b, line, end) !== undefined) return { kind: "log", shape: "lines" };
    return other(textLookAlike(decoder.decode(content)));
  }
  const shape = firstRecord(b, start, end);
  if (shape !== undefined) return { kind: "log", shape };
  return lookAlike(b, start, end);
}

const EVENT_SOURCE = 0;
/** Other programs' events also have an eventName or an eventType, but never two of CloudTrail's names in one object. */
const ENOUGH_MARKS = 2;
const sniffed: readonly PathRow[] = [{ path: "eventSource", dictionary: "source" }];
let sniffer: PlainScanner | undefined;

/** The shape of the first record, complete or cut off at the end; undefined if there is none. */
function firstRecord(b: Uint8Array, p: number, end: number): ShapeId | undefined {
  sniffer ??= new PlainScanner(sniffed, listKeys, places, plainDictionaries(0), 1);
  let shape: ShapeId = "record";
  let list = false;
  // objects that are not records may precede the first record: a few values are enough to know
  for (let tries = 0; tries < 16; tries++) {
    sniffer.batch.count = 0;
    sniffer.surplus = 0;
    p = sniffer.scan(b, p, end, 0, list);
    const { stop } = sniffer;
    const found = sniffer.batch.count > 0;
    if (found || ((stop.kind === "more" || stop.kind === "damage") && p < end)) {
      const { marks, value } = sniffer.last(EVENT_SOURCE);
      if (marks > 0)
        return marks >= (shape === "records" ? 1 : ENOUGH_MARKS) && !isForeignSource(value) ? shape : undefined;
    }
    if (stop.kind === "container") {
      list = true;
      shape = "records";
      sniffer.commaDue = false;
      const q = t.skipSpace(b, p);
      // no records yet: it counts as a log if no other program uses the name
      if (stop.key === "Records" && (b[q] === 0x5d || q >= end)) return shape;
    } else if (stop.kind === "other" && b[p] === 0x5b && !list) {
      list = true;
      shape = "array";
      sniffer.commaDue = false;
      p++;
    } else if (stop.kind === "damage") {
      p = findRecordStart(b, p + 1, end, shape === "record");
      sniffer.commaDue = false;
      if (p < 0) return undefined;
    } else if (stop.kind !== "noRecord") return undefined;
  }
  return undefined;
}

function lookAlike(b: Uint8Array, p: number, end: number): Recognition {
  const content = b.subarray(0, end);
  const keys = keysOf(b, p, end);
  // CloudWatch Logs checks whether a destination exists: such a message contains nothing, and nothing is missing
  if (keys.has("logEvents") && decoder.decode(content).includes("CONTROL_MESSAGE"))
    return { kind: "log", shape: "cloudWatchLogs" };
  if (keys.has("awslogs")) return { kind: "log", shape: "cloudWatchLogs" }; // the engine unpacks it
  const found = jsonLookAlike(keys);
  if (found !== undefined) return other(found);
  if (anyTableOf(content)) return other("queryResult");
  return other(t.skipValue(b, p) >= 0 || t.failedAt() >= end ? "json" : isText(content) ? "text" : "binary");
}

function startsWith(content: Uint8Array, text: string): boolean {
  return decoder.decode(content.subarray(0, text.length)) === text;
}

/** Keys of the first object, of the first object in a list, and of the first object in a list under `Records`. */
function keysOf(b: Uint8Array, p: number, end: number): ReadonlySet<string> {
  const keys = new Set<string>();
  let into = p;
  for (let level = 0; level < 3 && into >= 0 && into < end; level++) {
    p = into;
    into = -1;
    if (b[p] === 0x5b) {
      into = t.skipSpace(b, p + 1);
      continue;
    }
    if (b[p] !== 0x7b) break;
    p = t.skipSpace(b, p + 1);
    while (b[p] === 0x22) {
      const after = t.skipString(b, p + 1);
      if (after < 0) break;
      const key = decoder.decode(b.subarray(p + 1, after - 1));
      keys.add(key);
      p = t.skipSpace(b, after);
      if (b[p] !== 0x3a) break;
      p = t.skipSpace(b, p + 1);
      if (listKeys.includes(key) && b[p] === 0x5b) into = p;
      p = t.skipValue(b, p);
      if (p < 0) break;
      p = t.skipSpace(b, p);
      if (b[p] !== 0x2c) break;
      p = t.skipSpace(b, p + 1);
    }
  }
  return keys;
}

function isText(bytes: Uint8Array): boolean {
  return !bytes.includes(0) && !decoder.decode(bytes.subarray(0, -4)).includes("\ufffd");
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
