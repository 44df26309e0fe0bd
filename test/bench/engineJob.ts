import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type EngineOptions, startEngine } from "../../src/engine/client";
import type { Engine, Group } from "../../src/engine/engine";
import { clock, type Groups, type Outcome } from "./peers";

export interface EngineOutcome extends Outcome {
  failed: number;
  arns?: number;
}

function newEngine(options: EngineOptions = {}): Engine {
  return startEngine(path.join(__dirname, "../../../dist/engine.js"), {
    spillRoot: path.join(os.tmpdir(), "cloudtrail-inspector-bench-spill"), // as in VS Code
    ...options,
  });
}

/** An engine whose thread is running and has read something: the first log of a session pays for the start. */
export async function warmEngine(warmUp: string, options?: EngineOptions): Promise<Engine> {
  const engine = newEngine(options);
  await openAll(engine, warmUp);
  await engine.logs.close();
  return engine;
}

export async function openAll(engine: Engine, target: string, signal?: AbortSignal): Promise<void> {
  await engine.logs.open(sourceOf(target), signal);
}

export function sourceOf(target: string): { kind: "folder" | "file"; uri: string; path: string } {
  const kind = fs.statSync(target).isDirectory() ? "folder" : "file";
  return { kind, uri: pathToFileURL(target).href, path: target };
}

export async function readWithEngine(target: string, warmUp: string): Promise<EngineOutcome> {
  const engine = await warmEngine(warmUp);
  const passed = clock();
  await openAll(engine, target);
  const found = await engine.events.groups(["eventSource", "identityType"], {});
  const time = passed();
  const arns = (await engine.events.groups(["arn"], {})).filter(({ key }) => key !== "").length;
  engine.dispose();
  return { ...time, ...counted(found), arns };
}

/** Reads from a cold start; the process is timed from outside. */
export async function readWhole(target: string): Promise<EngineOutcome> {
  const engine = newEngine();
  await openAll(engine, target);
  const found = await engine.events.groups(["eventSource", "identityType"], {});
  engine.dispose();
  const { user, system } = process.cpuUsage();
  return { ms: 0, cpuMs: (user + system) / 1000, ...counted(found) };
}

export function counted(found: readonly Group[]): { events: number; groups: Groups; failed: number } {
  const groups: Groups = {};
  for (const { key, children = [] } of found)
    groups[key] = Object.fromEntries(children.map((child) => [child.key, child.count]));
  const sum = (of: (group: Group) => number): number => found.reduce((total, group) => total + of(group), 0);
  return { events: sum(({ count }) => count), groups, failed: sum(({ failed }) => failed) };
}

/** The time until the first 100 events are available. */
export async function readFirst(target: string, warmUp: string): Promise<Outcome> {
  const engine = await warmEngine(warmUp);
  const signal = new AbortController();
  const passed = clock();
  const opened = openAll(engine, target, signal.signal).catch(() => undefined);
  for (let events = 0; events < 100; ) events = (await engine.events.groups([], {}))[0]?.count ?? 0;
  const time = passed();
  signal.abort();
  await opened;
  engine.dispose();
  return time;
}
