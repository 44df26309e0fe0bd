import type { Profiler } from "node:inspector";

/** Engine samples between two of ours: garbage collection, or native code that we called. They count as ours. */
const NOT_JAVASCRIPT = new Set(["(garbage collector)", "(program)"]);

export interface Stretch {
  ms: number;
  /** Where the time was spent, function by function without callees, the longest first. */
  functions: [name: string, ms: number][];
}

/**
 * How long code of a script was on the stack without a break; and the usual and the longest time between two samples.
 * @param turns when turns of the event loop began, in µs on the profile's clock: two consecutive turns look like one
 */
export function stretchesOf(
  { nodes, samples = [], timeDeltas = [], startTime }: Profiler.Profile,
  isOurs: (url: string) => boolean,
  turns: readonly number[] = [],
): { longest: Stretch; busy: number; step: number; gap: number } {
  const places = placesOf(nodes, isOurs);
  let longest = { ms: 0, from: 0, to: 0 };
  let busy = 0;
  let from = -1; // first sample of the current run
  let ms = 0; // from there to the end of our last sample
  let between = 0; // since then
  const lasts = (n: number) => (timeDeltas[n + 1] ?? 0) / 1000; // a delta is the time before its sample
  let time = startTime;
  let turn = 0;
  samples.forEach((id, n) => {
    const kind = places.get(id)?.kind;
    time += timeDeltas[n] ?? 0;
    const isNewTurn = (turns[turn] ?? Number.POSITIVE_INFINITY) <= time;
    while ((turns[turn] ?? Number.POSITIVE_INFINITY) <= time) turn++;
    if (isNewTurn) {
      from = -1;
      ms = 0;
      between = 0;
    }
    if (kind === "ours") {
      if (from < 0) from = n;
      busy += between + lasts(n);
      ms += between + lasts(n);
      between = 0;
      if (ms > longest.ms) longest = { ms, from, to: n + 1 };
    } else if (kind === "native" && from >= 0) {
      between += lasts(n);
    } else {
      from = -1;
      ms = 0;
      between = 0;
    }
  });
  const functions = new Map<string, number>();
  for (let n = longest.from; n < longest.to; n++) {
    const name = places.get(samples[n] ?? -1)?.name ?? "";
    functions.set(name, (functions.get(name) ?? 0) + lasts(n));
  }
  const steps = timeDeltas.slice(1).sort((a, b) => a - b);
  return {
    longest: { ms: longest.ms, functions: [...functions].sort(([, a], [, b]) => b - a) },
    busy,
    step: (steps[steps.length >> 1] ?? 0) / 1000,
    gap: (steps.at(-1) ?? 0) / 1000,
  };
}

interface Place {
  kind: "ours" | "native" | "other";
  name: string;
}

/** Every place of the call tree at or below one of our functions is ours: callees count, too. */
function placesOf(nodes: readonly Profiler.ProfileNode[], isOurs: (url: string) => boolean): Map<number, Place> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const places = new Map<number, Place>();
  const open = nodes.slice(0, 1).map((root) => ({ node: root, isBelow: false, way: "" }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { functionName, url, lineNumber } = next.node.callFrame;
    const name = functionName || `line ${lineNumber + 1}`;
    const ours = isOurs(url);
    const isBelow = next.isBelow || ours;
    // our last function on the path, and what it called
    const way = ours ? name : next.way;
    const native = NOT_JAVASCRIPT.has(functionName) ? "native" : "other";
    places.set(next.node.id, {
      kind: isBelow ? "ours" : native,
      name: ours || !isBelow ? name : `${next.way} → ${name}`,
    });
    for (const child of next.node.children ?? []) {
      const node = byId.get(child);
      if (node) open.push({ node, isBelow, way });
    }
  }
  return places;
}
