import { execFileSync, spawnSync } from "node:child_process";
import path from "node:path";
import type { Groups, Outcome } from "./peers";

/** Not bundled, because the modules of its own package file are next to it. */
const duckdbProgram = path.join(__dirname, "../../../test/bench/peers/duckdb.mjs");

export function duckdb(layout: "records" | "lines" | "folder", target: string): Outcome {
  return JSON.parse(execFileSync(process.execPath, [duckdbProgram, layout, target], { encoding: "utf8" })) as Outcome;
}

const columns = `.Records[] | [.eventSource, (.userIdentity.type // ""), .eventTime, .eventName, .userIdentity.arn,
  .awsRegion, .sourceIPAddress, .errorCode, .recipientAccountId, .additionalEventData.sub] | @tsv`;

export function jq(target: string): Outcome {
  const start = performance.now();
  const { status, stdout, error } = spawnSync("jq", ["-r", columns, target], { encoding: "utf8", maxBuffer: 1 << 29 });
  const ms = performance.now() - start;
  if (error || status !== 0) throw error ?? new Error(`jq: exit code ${status}`);
  const groups: Groups = {};
  let events = 0;
  for (const line of stdout.split("\n")) {
    if (line === "") continue;
    const [source = "", type = ""] = line.split("\t", 2);
    groups[source] ??= {};
    groups[source][type] = (groups[source][type] ?? 0) + 1;
    events++;
  }
  return { ms, events, groups };
}

export function jqVersion(): string | undefined {
  const { status, stdout } = spawnSync("jq", ["--version"], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}
