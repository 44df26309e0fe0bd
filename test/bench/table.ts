import type { DataWanted } from "./generate";
import type { PeerName } from "./peers";

/** The promises of speed and size, and how each row is measured. */

/** The result of one round of a job: milliseconds, and bytes or counts by name. */
export interface Round {
  ms: number;
  cpuMs?: number;
  rssMb: number;
  [figure: string]: unknown;
}
export type Rounds = Readonly<Record<string, readonly Round[]>>;

/** How many times as fast the engine is; its time as a share of another's; or a separate figure. */
type Measure =
  | { kind: "faster" | "share" | "cpuShare"; than: PeerName }
  | { kind: "own"; job: string; figure: (round: Round) => number; unit: string };

export interface Promised {
  measure: Measure;
  /** At least this fast, or at most this much. */
  bound: number;
  wish: number;
}

export interface Contest {
  title: string;
  data: DataWanted;
  /** Each round of each job is a whole process; otherwise a warm one, timed from `engine.open`. */
  whole?: true;
  promises: Promised[];
  /** Only with --all. */
  extra?: true;
  /** For jobs that are long and steady. */
  rounds?: number;
}

const faster = (than: PeerName, bound: number, wish: number): Promised => ({
  measure: { kind: "faster", than },
  bound,
  wish,
});
const share = (than: PeerName, bound: number, wish: number): Promised => ({
  measure: { kind: "share", than },
  bound,
  wish,
});
const cpuShare = (than: PeerName, bound: number, wish: number): Promised => ({
  measure: { kind: "cpuShare", than },
  bound,
  wish,
});
const own = (job: string, unit: string, figure: (round: Round) => number, bound: number, wish: number): Promised => ({
  measure: { kind: "own", job, figure, unit },
  bound,
  wish,
});

const OF_FIRST = "% of the first time";
const ofFirst = ({ ms, first }: Round): number => (ms / (first as number)) * 100;

const MILLION = 1600; // megabytes that hold about a million events
const GIGABYTE: DataWanted = { layout: "records", megabytes: 1000 };
const FOLDER: DataWanted = { layout: "folder", megabytes: 342, files: 5000 };
const TINY: DataWanted = { layout: "folder", megabytes: 0, files: 4000, eventsPerFile: 8 };

export const contests: Contest[] = [
  {
    title: "200 MB, one line",
    data: { layout: "records", megabytes: 200 },
    promises: [
      faster("parseWhole", 8, 12),
      faster("parseRecords", 4, 6),
      faster("visitWhole", 9, 13),
      faster("jq", 16, 25),
      faster("duckdbRecords", 35, 55),
    ],
  },
  {
    title: "200 MB of JSON Lines",
    data: { layout: "lines", megabytes: 200 },
    promises: [faster("duckdbLines", 1.4, 2), cpuShare("duckdbLines", 0.6, 0.6)],
  },
  {
    title: "1 GB of JSON Lines",
    data: { layout: "lines", megabytes: 1000 },
    whole: true,
    promises: [faster("duckdbLines", 1.3, 1.6), cpuShare("duckdbLines", 0.6, 0.6)],
  },
  {
    title: "1 GB, one line",
    data: GIGABYTE,
    whole: true,
    promises: [share("readOnly", 6.5, 4.5), own("engine", "MB at its peak", ({ rssMb }) => rssMb, 250, 180)],
  },
  {
    title: "1 GB, compressed",
    data: { ...GIGABYTE, gzip: true },
    whole: true,
    promises: [share("gunzipOnly", 1.3, 1.15)],
  },
  {
    title: "folder of 5,000 .json.gz",
    data: FOLDER,
    promises: [share("gunzipEach", 1.4, 1), faster("duckdbFolder", 2.5, 3.5)],
  },
  { title: "folder of 4,000 tiny .json.gz", data: TINY, promises: [faster("parseEach", 1.5, 2.5)] },
  {
    title: "first 100 events of 1 GB",
    data: GIGABYTE,
    promises: [own("first", "ms", ({ ms }) => ms, 60, 15)],
  },
  {
    title: "first 100 events of the folder",
    data: FOLDER,
    promises: [own("first", "ms", ({ ms }) => ms, 120, 60)],
  },
  { title: "1 GB, opened again unchanged", data: GIGABYTE, promises: [own("reopen", OF_FIRST, ofFirst, 10, 3)] },
  { title: "the folder, opened again unchanged", data: FOLDER, promises: [own("reopen", OF_FIRST, ofFirst, 10, 3)] },
  {
    title: "a million events",
    data: { layout: "records", megabytes: MILLION },
    rounds: 1,
    promises: [
      own("questions", "bytes an event, dictionaries apart", (round) => round["columns"] as number, 110, 80),
      own("questions", "ms to group", answer("group by source and identity type"), 16, 5),
      own("questions", "ms to filter", answer("filter by outcome"), 16, 5),
      own("questions", "ms for a page of 500", answer("page of 500"), 16, 5),
    ],
  },
  {
    title: "10,000 logs with one byte changed",
    data: { layout: "records", megabytes: 8, seed: 7 },
    rounds: 1,
    promises: [
      own("mutate", "damages missed, false alarms and records lost", (round) => round["wrong"] as number, 0, 0),
    ],
  },
  {
    title: "logs of 1 MB made to be slow",
    data: { layout: "records", megabytes: 1, seed: 7 },
    rounds: 1,
    promises: [
      own("adversaries", "× a good log's time at worst", (round) => round["times"] as number, 10, 10),
      own("adversaries", "ms until an answer at worst", (round) => round["longest"] as number, 15, 10),
    ],
  },
  {
    title: "200 MB, pretty-printed",
    data: { layout: "pretty", megabytes: 200 },
    promises: [faster("parseWhole", 0, 0)],
    extra: true,
  },
  {
    title: "200 MB, compressed",
    data: { layout: "records", megabytes: 200, gzip: true },
    promises: [faster("parseWhole", 0, 0)],
    extra: true,
  },
];

function answer(question: string): (round: Round) => number {
  return ({ answers }) => (answers as Record<string, { median: number }>)[question]?.median ?? Number.NaN;
}

/** The value over the rounds, each compared with the other job's adjacent round. */
export function measured({ measure }: Promised, rounds: Rounds): number {
  if (measure.kind === "own") return median((rounds[measure.job] ?? []).map(measure.figure));
  const engine = rounds["engine"] ?? [];
  const other = rounds[measure.than] ?? [];
  const ratio = (own: Round, their: Round): number => {
    if (measure.kind === "faster") return their.ms / own.ms;
    return measure.kind === "share" ? own.ms / their.ms : (own.cpuMs as number) / (their.cpuMs as number);
  };
  return median(engine.map((round, i) => ratio(round, other[i] as Round)));
}

export const isKept = ({ measure, bound }: Promised, value: number): boolean =>
  measure.kind === "faster" ? value >= bound : value <= bound;

export const jobOf = ({ measure }: Promised): string => (measure.kind === "own" ? measure.job : measure.than);

/** A value in words. */
export function told({ measure }: Promised, value: number): string {
  const number = value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
  switch (measure.kind) {
    case "faster":
      return `${number} × as fast`;
    case "share":
      return `${number} × its time`;
    case "cpuShare":
      return `${(value * 100).toFixed(0)} % of its processor time`;
    case "own":
      return `${number} ${measure.unit}`;
  }
}

export function median(values: readonly number[]): number {
  const ordered = values.toSorted((a, b) => a - b);
  const middle = ordered.length >> 1;
  return ordered.length % 2 === 1 ? ordered[middle]! : (ordered[middle - 1]! + ordered[middle]!) / 2;
}
