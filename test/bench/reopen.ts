import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { counted, openAll, warmEngine } from "./engineJob";
import type { Outcome } from "./peers";

const POLL = 20; // milliseconds

export interface Reopened extends Outcome {
  /** Milliseconds of the first reading. */
  first: number;
  /** Bytes kept on disk. */
  kept: number;
}

/** How long reopening a log or folder takes, each time in a separate, warm thread. */
export async function reopen(target: string, warmUp: string): Promise<Reopened> {
  const cacheFolder = fs.mkdtempSync(path.join(os.tmpdir(), "cloudtrail-inspector-bench-cache-"));
  const entries = (): string[] => fs.readdirSync(cacheFolder).filter((name) => name.endsWith(".index"));
  try {
    const engine = await warmEngine(warmUp, { cacheFolder });
    const start = performance.now();
    await openAll(engine, target);
    const first = performance.now() - start;
    while (entries().length === 0) await wait(POLL);
    engine.dispose();
    const kept = fs.statSync(path.join(cacheFolder, entries()[0] as string)).size;

    const next = await warmEngine(warmUp, { cacheFolder });
    let files = 0;
    next.onNotice((used) => {
      if (used.kind !== "cacheUsed") return;
      files += used.files;
    });
    const again = performance.now();
    await openAll(next, target);
    const ms = performance.now() - again;
    if (files === 0) throw new Error("nothing came from what was kept");
    const groups = counted(await next.events.groups(["eventSource", "identityType"], {}));
    next.dispose();
    return { ms, cpuMs: 0, first, kept, ...groups };
  } finally {
    fs.rmSync(cacheFolder, { recursive: true });
  }
}
