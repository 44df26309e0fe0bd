/** Uses the delivery times in the names of CloudTrail's files to find periods without files. */
import { type S3Folder, type S3Place, s3PrefixAt } from "./s3Layout";

/** Events usually reach a file within this time; AWS promises no more than "typically". */
const LATE = 15 * 60_000;

const LEAST = 30 * 60_000; // files come about every five minutes where something happens; a shorter gap is not reported
const TIMES_USUAL = 6;
const INTERVALS = 5; // with fewer intervals nobody can say what is usual
const KEPT = 500;

/** A missing file in other folders proves nothing: Insights are rare, and query results exist only on request. */
const followed: readonly S3Folder[] = ["CloudTrail", "CloudTrail-NetworkActivity", "CloudTrail-Aggregated"];

/** A period between two deliveries that is longer than usual for that place in these files. */
export interface Stretch {
  folder: S3Folder;
  /** Undefined if no account here delivered files. */
  account?: string;
  /** Undefined if no Region here delivered files. */
  region?: string;
  /**
   * Milliseconds since 1970 UTC of the deliveries before and after. If there is none, the first or last delivery
   * elsewhere.
   */
  from: number;
  to: number;
  /** Half of the deliveries follow the previous one within this time. */
  usual: number;
}

export interface Deliveries {
  /** Files whose names contain a delivery time, without digest files. */
  files: number;
  first?: number;
  last?: number;
  /** The longest first, at most 500. */
  stretches: Stretch[];
  stretchCount: number;
}

export interface LateDelivery {
  /** Time of the newest file in those places. */
  last: number;
  /** S3 prefixes of later files; at most 20. */
  prefixes: string[];
  prefixCount: number;
}

interface Series {
  place: S3Place;
  times: number[];
}

/** Yields between units of work. */
export function* deliveriesOf(places: Iterable<S3Place>): Generator<void, Deliveries> {
  const folders = yield* seriesOf(places);
  const found: Deliveries = { files: 0, stretches: [], stretchCount: 0 };
  for (const [folder, accounts] of folders) {
    const inFolder = yield* gapsOf([...accounts.values()].flatMap((regions) => [...regions.values()]));
    found.files += inFolder.files;
    found.first = Math.min(found.first ?? inFolder.first, inFolder.first);
    found.last = Math.max(found.last ?? inFolder.last, inFolder.last);
    if (accounts.size > 1) add(found, inFolder, [], { folder });
    const above = accounts.size > 1 ? inFolder.gaps : [];
    for (const [account, regions] of accounts) {
      const inAccount = yield* gapsOf([...regions.values()], inFolder);
      if (regions.size > 1) add(found, inAccount, above, { folder, account });
      const around = regions.size > 1 ? [...above, ...inAccount.gaps] : above;
      for (const [region, series] of regions)
        add(found, yield* gapsOf([series], inFolder), around, { folder, account, region });
    }
  }
  found.stretches.sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
  found.stretches.length = Math.min(found.stretches.length, KEPT);
  return found;
}

/** Where events of a time may still be, if it is near or after the end of the deliveries. */
export function* lateDeliveryOf(places: Iterable<S3Place>, time: number): Generator<void, LateDelivery | undefined> {
  const prefixes = new Set<string>();
  let newest = Number.NEGATIVE_INFINITY;
  for (const [, accounts] of yield* seriesOf(places)) {
    for (const [, regions] of accounts) {
      let last = Number.NEGATIVE_INFINITY;
      for (const { times } of regions.values()) for (const one of times) if (one > last) last = one;
      yield;
      if (last >= time + LATE) continue;
      newest = Math.max(newest, last);
      for (const { place } of regions.values()) {
        for (const at of [time, time + LATE]) {
          const prefix = s3PrefixAt(place, at);
          if (prefix !== undefined) prefixes.add(prefix);
        }
      }
    }
  }
  if (newest === Number.NEGATIVE_INFINITY) return undefined;
  return { last: newest, prefixes: [...prefixes].sort().slice(0, 20), prefixCount: prefixes.size };
}

/** Groups deliveries by folder, account and Region. */
function* seriesOf(places: Iterable<S3Place>): Generator<void, Map<S3Folder, Map<string, Map<string, Series>>>> {
  const folders = new Map<S3Folder, Map<string, Map<string, Series>>>();
  let n = 0;
  for (const place of places) {
    if (++n % 4096 === 0) yield;
    const { folder, account, region, delivered } = place;
    if (!followed.includes(folder) || delivered === undefined || account === undefined || region === undefined)
      continue;
    const regions = getOr(
      getOr(folders, folder, () => new Map<string, Map<string, Series>>()),
      account,
      () => new Map<string, Series>(),
    );
    getOr(regions, region, (): Series => ({ place, times: [] })).times.push(delivered);
  }
  return folders;
}

function getOr<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

interface Gap {
  from: number;
  to: number;
}

interface Gaps {
  files: number;
  first: number;
  last: number;
  usual: number;
  least: number;
  gaps: Gap[];
}

/** @param within also reports the time before the first and after the last delivery, as far as others were delivered */
function* gapsOf(series: readonly Series[], within?: { first: number; last: number }): Generator<void, Gaps> {
  const times = Float64Array.from(series.flatMap((one) => one.times)).sort();
  yield;
  const first = times[0] as number;
  const last = times[times.length - 1] as number;
  const lengths = times.subarray(1).map((time, i) => time - (times[i] as number));
  const intervals = lengths.filter((length) => length > 0).sort();
  yield;
  const at = (part: number): number => intervals[Math.floor((intervals.length - 1) * part)] as number;
  const all = { files: times.length, first, last };
  if (intervals.length < INTERVALS) return { ...all, usual: 0, least: Number.POSITIVE_INFINITY, gaps: [] };
  const least = Math.max(LEAST, TIMES_USUAL * at(0.75));
  const gaps: Gap[] = [];
  const take = (from: number, to: number): void => {
    if (to - from > least) gaps.push({ from, to });
  };
  if (within) take(within.first, first);
  lengths.forEach((_, i) => {
    take(times[i] as number, times[i + 1] as number);
  });
  if (within) take(last, within.last);
  return { ...all, usual: at(0.5), least, gaps };
}

/** What is already known about all places around is not repeated for each of them. */
function add(to: Deliveries, { gaps, usual, least }: Gaps, around: readonly Gap[], where: Partial<Stretch>): void {
  for (const { from, to: end } of gaps) {
    const known = around.reduce((sum, gap) => sum + Math.max(0, Math.min(end, gap.to) - Math.max(from, gap.from)), 0);
    if (end - from - known <= least) continue;
    to.stretchCount++;
    to.stretches.push({ ...(where as Pick<Stretch, "folder">), from, to: end, usual });
  }
}
