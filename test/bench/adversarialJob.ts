import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setImmediate as rest } from "node:timers/promises";
import type { Engine } from "../../src/engine/engine";
import { adversaries } from "../support/adversarial";
import { openAll, warmEngine } from "./engineJob";
import { median } from "./table";

const BYTES = 1_000_000;
const ROUNDS = 3;
const GOOD_ROUNDS = 20;

interface Opened {
  ms: number;
  /** The longest wait for an answer in the meantime. */
  longest: number;
}

/** Reads logs made to slow down a reader, each compared with a good log of the same size. */
export async function readAdversaries(good: string, warmUp: string): Promise<object> {
  const engine = await warmEngine(warmUp);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "cloudtrail-inspector-adversaries-"));
  const usual = [];
  for (let i = 0; i < GOOD_ROUNDS; i++) usual.push((await opened(engine, good)).ms);
  const ms = median(usual);
  const found: (Opened & { name: string })[] = [];
  for (const { name, bytes } of adversaries(BYTES)) {
    const file = path.join(folder, "log.json");
    fs.writeFileSync(file, bytes);
    const rounds: Opened[] = [];
    for (let i = 0; i < ROUNDS; i++) rounds.push(await opened(engine, file));
    const best = (of: (one: Opened) => number): number => Math.min(...rounds.map(of));
    found.push({ name, ms: best((one) => one.ms), longest: best((one) => one.longest) });
  }
  engine.dispose();
  fs.rmSync(folder, { recursive: true });
  const worst = found.reduce((a, b) => (b.ms > a.ms ? b : a));
  const longest = found.reduce((a, b) => (b.longest > a.longest ? b : a));
  const slowest = found
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, 10)
    .map(({ name, ms: took }) => `${name}: ${took.toFixed(1)} ms`);
  return {
    ms,
    inputs: found.length,
    times: worst.ms / ms,
    slowest,
    longest: longest.longest,
    longestOf: longest.name,
  };
}

async function opened(engine: Engine, file: string): Promise<Opened> {
  const start = performance.now();
  let isOpen = false;
  const opening = openAll(engine, file).finally(() => {
    isOpen = true;
  });
  let longest = 0;
  while (!isOpen) {
    const asked = performance.now();
    await engine.events.groups([], {});
    longest = Math.max(longest, performance.now() - asked);
    await rest();
  }
  await opening;
  const ms = performance.now() - start;
  await engine.logs.close();
  return { ms, longest };
}
