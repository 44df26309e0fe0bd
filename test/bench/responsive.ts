import fs from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { Engine } from "../../src/engine/engine";
import { warmEngine } from "./engineJob";
import type { Data } from "./generate";

const PROMISED = 50; // milliseconds for an answer while a log is read
const PAUSE = 4; // milliseconds between questions
const IDLE_ROUNDS = 500;
const PATIENCE = 20_000; // milliseconds after which a question counts as lost

interface Asked {
  question: string;
  ms: number;
}

/** Asks for the record at a cursor and for records' text while a large log is read, and measures each answer. */
export async function measureResponsiveness(big: Data, warmUp: string): Promise<boolean> {
  const engine = await warmEngine(warmUp);
  const small = path.join(__dirname, "../../../samples/cognito-signin.json");
  const smallUri = pathToFileURL(small).href;
  const text = fs.readFileSync(small, "utf8");
  const slices = async function* () {
    yield text;
  };
  await engine.logs.open({ kind: "text", uri: smallUri, version: 1, length: text.length, slices });
  const bigUri = pathToFileURL(big.path).href;

  const idle: Asked[] = [];
  for (let i = 0; i < IDLE_ROUNDS; i++) idle.push(...(await ask(engine, smallUri, text, undefined)));

  const busy: Asked[] = [];
  let reading = true;
  const start = performance.now();
  const opened = engine.logs.open({ kind: "file", uri: bigUri, path: big.path }).finally(() => {
    reading = false;
  });
  while (reading) {
    busy.push(...(await ask(engine, smallUri, text, bigUri)));
    await wait(PAUSE);
  }
  const report = await opened;
  const ms = performance.now() - start;
  engine.dispose();

  console.log(
    `while ${(report.bytes / 1e6).toFixed(0)} MB are read (${(ms / 1000).toFixed(2)} s), a plain Node process asks:`,
  );
  for (const question of ["locate", "text", "text of the log being read"]) {
    const of = (asked: Asked[]) => asked.filter((one) => one.question === question).map((one) => one.ms);
    if (of(busy).length > 0)
      console.log(`  ${question}: ${summary(of(busy))}; when nothing is read: ${summary(of(idle))}`);
  }
  const longest = Math.max(...busy.map((one) => one.ms));
  if (report.events !== big.truth.events) console.log(`WRONG: ${report.events} events, made were ${big.truth.events}`);
  if (longest > PROMISED)
    console.log(`SLOW: the longest answer took ${longest.toFixed(1)} ms, promised are ${PROMISED}`);
  return report.events === big.truth.events && longest <= PROMISED;
}

async function ask(engine: Engine, small: string, text: string, big: string | undefined): Promise<Asked[]> {
  const asked: Asked[] = [];
  const timed = async <T>(question: string, answer: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const value = await inTime(question, answer());
    asked.push({ question, ms: performance.now() - start });
    return value;
  };
  const offset = Math.floor(Math.random() * (text.length - 200)) + 50;
  const row = await timed("locate", () => engine.documents.locate(small, 1, offset));
  if (row) await timed("text", () => engine.text.record(row.id));
  // The first record of a one-line log follows {"Records":[
  const first = big && (await engine.events.recordAt(big, 12));
  if (first) await timed("text of the log being read", () => engine.text.record(first.id));
  return asked;
}

async function inTime<T>(question: string, answer: Promise<T>): Promise<T> {
  const late = new AbortController();
  const lost = wait(PATIENCE, undefined, { signal: late.signal }).then(() => {
    throw new Error(`${question}: no answer within ${PATIENCE / 1000} s`);
  });
  lost.catch(() => {}); // ended by the answer
  try {
    return await Promise.race([answer, lost]);
  } finally {
    late.abort();
  }
}

function summary(values: number[]): string {
  if (values.length === 0) return "not asked";
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!.toFixed(2);
  return `median ${at(0.5)} ms, 99 % within ${at(0.99)} ms, longest ${sorted.at(-1)!.toFixed(2)} ms (${sorted.length} times)`;
}
