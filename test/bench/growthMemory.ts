import fs from "node:fs";
import path from "node:path";
import v8 from "node:v8";
import vm from "node:vm";
import { IndexCache } from "../../src/engine/cache/indexCache";
import { Spills } from "../../src/engine/input/spill";
import { defaultLimits } from "../../src/engine/limits";
import { OpenLogs } from "../../src/engine/logs/openLogs";
import { BlackBox, blackBoxMemory } from "../../src/engine/thread/blackBox";
import { Turns } from "../../src/engine/thread/turns";
import { sourceOf } from "./engineJob";

/** Bytes per event. */
export interface Held {
  /** Of columns, and of the table that finds duplicates. */
  columns: number;
  dictionaries: number;
  /** Of everything that belongs to the logs. */
  memory: number;
}

/**
 * Measures the memory of open logs: reads them as the engine's thread does, but in this thread, where memory can be
 * counted.
 */
export async function hold(targets: readonly string[]): Promise<Held> {
  for (const file of ["scanner.wasm", "inflater.wasm", "helper.js"]) // the engine looks for them next to its own code
    fs.copyFileSync(path.join(__dirname, "../../../dist", file), path.join(__dirname, file));
  const nothing = (): void => undefined;
  const cache = new IndexCache(undefined, nothing, nothing);
  const logs = new OpenLogs(
    new Turns(),
    nothing,
    new Spills(undefined, nothing),
    cache,
    new BlackBox(blackBoxMemory()),
    nothing,
    nothing,
    nothing,
  );
  const before = memory();
  await Promise.all(targets.map((target) => logs.open(sourceOf(target), defaultLimits, () => false)));
  const { store } = logs;
  const { events } = store;
  const held = memory() - before;
  const texts = Object.values(store.scanner.dictionaries).reduce((sum, { bytes }) => sum + bytes, store.derive.bytes);
  return { columns: (store.bytes - texts) / events, dictionaries: texts / events, memory: held / events };
}

v8.setFlagsFromString("--expose-gc");
const collectGarbage = vm.runInNewContext("gc") as () => void;

function memory(): number {
  collectGarbage();
  const { external, heapUsed } = process.memoryUsage();
  return external + heapUsed;
}
