import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { startEngine } from "../../src/engine/client";
import type { Coverage, Engine } from "../../src/engine/engine";
import { clock, filesOf, type Groups, type Outcome } from "./peers";

export interface EngineOutcome extends Outcome {
  failed: number;
  arns: number;
  coverage: Coverage;
}

const AT_ONCE = 8; // files; enough that the thread never waits for the next one

/** An engine whose thread runs and has read something: the first log of a session pays for the start, not the others. */
export async function warmEngine(warmUp: string): Promise<Engine> {
  const engine = startEngine(path.join(__dirname, "../../../dist/engine.js"), {
    spillRoot: path.join(os.tmpdir(), "cloudtrail-inspector-bench-spill"), // as in VS Code
  });
  await openAll(engine, warmUp);
  await engine.close();
  return engine;
}

export async function openAll(engine: Engine, target: string): Promise<void> {
  const waiting = filesOf(target);
  const open = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      await engine.open({ kind: "file", uri: pathToFileURL(file).href, path: file });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, open));
}

export async function readWithEngine(target: string, warmUp: string): Promise<EngineOutcome> {
  const engine = await warmEngine(warmUp);
  const passed = clock();
  await openAll(engine, target);
  const found = await engine.groups(["eventSource", "identityType"], {});
  const time = passed();
  const coverage = await engine.coverage();
  const arns = (await engine.groups(["arn"], {})).filter(({ key }) => key !== "").length;
  engine.dispose();
  const groups: Groups = {};
  for (const { key, children = [] } of found)
    groups[key] = Object.fromEntries(children.map((child) => [child.key, child.count]));
  const failed = found.reduce((sum, group) => sum + group.failed, 0);
  return { ...time, events: coverage.events, groups, failed, arns, coverage };
}
