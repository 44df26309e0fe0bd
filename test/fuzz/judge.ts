import { deepEqual, equal, ok } from "node:assert/strict";
import { listKeys } from "../../src/core/shapes/places";
import { recordOfSpan } from "../../src/core/shapes/recordText";
import type { Problem } from "../../src/core/shapes/shape";
import type { LogReport } from "../../src/engine/engine";
import type { ReadLog } from "../unit/support/read";
import {
  type ArchivePlan,
  type Content,
  type FilePlan,
  isArchive,
  isUtf8,
  type MadeFile,
  madeArchive,
  madeFile,
  type Survivor,
} from "./files";
import type { Opened, OpenedFiles, OpenedLog } from "./opened";
import { type Cuts, ordered, read as readAll, readOnce } from "./readers";

/** What must be true of every file, whatever is in it. */

type Spans = readonly (readonly [start: number, end: number])[];

export async function judge(files: OpenedFiles, plan: FilePlan | ArchivePlan, cuts: Cuts): Promise<void> {
  try {
    await judgeAny(files, plan, cuts);
  } catch (error) {
    throw withContent(error, plan);
  }
}

const LONGEST = 3000;

/** Adds the content, for whoever fixes it. */
function withContent(error: unknown, plan: FilePlan | ArchivePlan): unknown {
  if (!(error instanceof Error) || isArchive(plan)) return error;
  const { content, name } = madeFile(plan);
  const { spans, problems } = content ? readOnce(content.bytes) : { spans: [], problems: [] };
  const text = Buffer.from(content?.bytes ?? [])
    .toString()
    .slice(0, LONGEST);
  error.message += `\n${name}: ${JSON.stringify({ records: spans, problems, text })}`;
  return error;
}

async function judgeAny(files: OpenedFiles, plan: FilePlan | ArchivePlan, cuts: Cuts): Promise<void> {
  if (isArchive(plan)) return judgeArchive(files, plan);
  const made = madeFile(plan);
  const { content } = made;
  const read = content && judgeContent(content, made.survivors, cuts);
  await files.with(made.bytes, async (opened) => {
    await judgeOpened(opened);
    equal(opened.logs.length, 1, "one file, one log");
    const [log] = opened.logs as [OpenedLog];
    if (content && read) judgeAsRead(content, read, log, made);
    else judgeFound(made.survivors, opened);
    if (made.isPackingOdd && !isAllThere(made, opened)) ok(log.report.problemCount > 0, "what is wrong is not told");
  });
}

async function judgeArchive(files: OpenedFiles, plan: ArchivePlan): Promise<void> {
  const made = madeArchive(plan);
  await files.with(made.bytes, async (opened) => {
    await judgeOpened(opened);
    judgeFound(made.survivors, opened);
  });
}

/** The reader alone. */
function judgeContent(content: Content, survivors: Survivor[], cuts: Cuts): ReadLog {
  const { bytes } = content;
  const read = readAll(bytes, cuts);
  judgePlaces(bytes.length, read.spans, read.problems);
  judgeTexts(bytes, read);
  const isCovered = covered(bytes.length, read);
  judgeSurvivors(survivors, read, isCovered, bytes);
  judgeCoverage(content, read, isCovered);
  judgeByOracle(content, read);
  return read;
}

function judgePlaces(length: number, spans: Spans, problems: readonly Problem[]): void {
  let last = 0;
  for (const [start, end] of spans) {
    ok(last <= start && start < end && end <= length, `record from ${start} to ${end}, of ${length} bytes`);
    last = end;
  }
  for (const { start, end, reason } of problems)
    ok(0 <= start && start <= end && end <= length, `${reason} from ${start} to ${end}, of ${length} bytes`);
}

/** Places in the content and in its text are the same. */
function judgeTexts(bytes: Uint8Array, { spans, textSpans }: ReadLog): void {
  if (!isUtf8(bytes)) return;
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  spans.forEach(([start, end], i) => {
    equal(text.slice(...(textSpans[i] as [number, number])), Buffer.from(bytes.subarray(start, end)).toString());
  });
}

function judgeSurvivors(survivors: Survivor[], read: ReadLog, isCovered: Uint8Array, bytes: Uint8Array): void {
  for (const { start = 0, text, isSure } of survivors) {
    const end = start + text.length;
    if (read.spans.some(([from, to]) => from <= start && end <= to)) continue;
    ok(!isSure, `lost, from ${start} to ${end}: ${text}`);
    for (let p = start; p < end; p++)
      ok(isCovered[p] === 1 || isPunctuation(bytes[p]), `neither read nor told, from ${p}, of ${start} to ${end}`);
  }
}

const punctuation = new Set(Buffer.from(' \t\r\n,:[]{}"'));
const isPunctuation = (byte = 0): boolean => punctuation.has(byte);

/** Marks records and reported parts. */
function covered(length: number, { spans, problems }: Pick<ReadLog, "spans" | "problems">): Uint8Array {
  const isCovered = new Uint8Array(length);
  for (const [start, end] of spans) isCovered.fill(1, start, end);
  for (const { start, end } of problems) isCovered.fill(1, start, end);
  return isCovered;
}

/** Records, reported parts, and what surrounded the records before: there is nothing else. */
function judgeCoverage({ bytes, origin, source, sound }: Content, { table }: ReadLog, isCovered: Uint8Array): void {
  const ofRecord = new Uint8Array(sound.at(-1)?.[1] ?? 0);
  for (const [start, end] of sound) ofRecord.fill(1, start, end);
  const isOfRecord = (p: number, step: -1 | 0 | 1): boolean => {
    while (step !== 0 && origin[p] === -1) p += step;
    return ofRecord[origin[p] ?? -1] === 1;
  };
  const isAround = (p: number): boolean => (source[p] as number) >= 0 && ofRecord[source[p] as number] !== 1;
  // a CSV's first row names its columns, whatever it is
  const first = isCovered.indexOf(1);
  const header = table?.kind !== "csv" ? 0 : first < 0 ? bytes.length : first;
  for (let p = header; p < bytes.length; p++) {
    if (isCovered[p] === 1 || isPunctuation(bytes[p]) || isAround(p)) continue;
    // bytes that got into the surroundings of records may have become part of them
    const isLost = isOfRecord(p, origin[p] === -1 ? -1 : 0) && isOfRecord(p, origin[p] === -1 ? 1 : 0);
    if (!isLost) continue;
    const end = isCovered.indexOf(1, p) < 0 ? bytes.length : isCovered.indexOf(1, p);
    if (isBeside(bytes.subarray(isCovered.lastIndexOf(1, p) + 1, end))) {
      p = end;
      continue;
    }
    ok(false, `neither read nor told, from ${p}: ${Buffer.from(bytes.subarray(p, p + 60))}`);
  }
}

/** A list's beginning is read, too, and says nothing more. */
const listStart = new RegExp(`"(?:${listKeys.join("|")})"\\s*:\\s*\\[`, "g");

/**
 * Whether damage has made keys and values of it that are sound and stand beside a list of records, as a file's own do: they are
 * nobody's record, and none is missing there.
 */
function isBeside(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes)
    .toString()
    .replace(listStart, "")
    .replace(/^[\s\]},]*/, "")
    .replace(/[\s[\]{},]*$/, "");
  return isJson(`{${text}${closing(text)}}`);
}

/** What closes the lists and objects that a text leaves open: the same brackets end what is around it. */
function closing(text: string): string {
  let closers = "";
  for (const [part] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (part === "{") closers = `}${closers}`;
    else if (part === "[") closers = `]${closers}`;
    else if (part === "}" || part === "]") closers = closers.slice(1);
  }
  return closers;
}

/** What JSON.parse rejects is reported, and nothing that JSON.parse reads is reported as not JSON. */
function judgeByOracle({ bytes, kind }: Content, { problems, table, shape }: ReadLog): void {
  if (table?.kind === "csv" || kind === "table" || !isUtf8(bytes)) return;
  const text = Buffer.from(bytes).toString();
  const isOne = isJson(text);
  const isSound = isOne || (shape === "lines" && text.split("\n").every((line) => line.trim() === "" || isJson(line)));
  const broken = problems.filter(({ reason }) => reason === "notJson" || reason === "truncated");
  if (isSound) deepEqual(broken, [], "said to be no JSON");
  else if (["records", "array", "record"].includes(shape))
    ok(problems.length > 0, "JSON.parse refuses it, and nothing is told");
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The engine says what the reader says. */
function judgeAsRead({ bytes }: Content, read: ReadLog, log: OpenedLog, made: MadeFile): void {
  const { report } = log;
  deepEqual(log.rows, read.spans);
  equal(report.bytes, bytes.length);
  ok(Buffer.from(bytes).equals(log.content), "content");
  if (log.rows.length === 0) return;
  const problems = made.isPackingOdd ? report.problems.filter(({ reason }) => reason !== "notGzip") : report.problems;
  deepEqual(ordered(problems), read.problems);
}

/** Damage may have met what nothing depends on: a time, say, in a header. */
const isAllThere = ({ unpacked }: MadeFile, { logs }: Opened): boolean =>
  Buffer.from(unpacked).equals(logs[0]?.content ?? new Uint8Array(0));

/** Untouched records are found, wherever. */
function judgeFound(survivors: Survivor[], { logs, report }: Opened): void {
  const found = new Set<string>();
  for (const { rows, content } of logs)
    for (const [start, end] of rows) found.add(Buffer.from(content.subarray(start, end)).toString("latin1"));
  const isTold = report.problemCount > 0 || logs.some((log) => log.report.problemCount > 0);
  for (const { text, isSure } of survivors) {
    if (found.has(text.toString("latin1"))) continue;
    ok(!isSure, `lost: ${text}`);
    ok(isTold, `neither read nor told: ${text}`);
  }
}

/** The engine's answers are consistent. */
async function judgeOpened({ report, logs, summary, text }: Opened): Promise<void> {
  const sum = (of: (report: LogReport) => number): number => logs.reduce((all, one) => all + of(one.report), 0);
  equal(
    summary.events,
    sum(({ events }) => events),
    "events",
  );
  equal(
    summary.bytes,
    sum(({ bytes }) => bytes),
    "bytes",
  );
  for (const { report: one, rows, content } of logs) {
    equal(one.events + one.duplicates, rows.length, "records");
    equal(content.length, one.bytes, "bytes of content");
    judgePlaces(one.bytes, rows, one.problems);
    equal(one.problems.length, one.problemCount);
    if (rows.length === 0) ok(one.problemCount > 0 || one.shape !== "", "nothing is read, and nothing told");
    const [first] = rows;
    if (!first) continue;
    const shown = await text(one.uri, ...first);
    if (one.shape.endsWith("Csv") || one.shape.endsWith("Result")) continue;
    deepEqual(
      Buffer.from(shown ?? []).toString(),
      Buffer.from(recordOfSpan(content.subarray(...first))?.json ?? "").toString(),
    );
  }
  ok(report.events >= 0);
}
