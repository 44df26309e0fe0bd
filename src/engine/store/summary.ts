import { isReduced } from "../../core/events/event";
import { formatTime } from "../../core/events/time";
import type { Chunk } from "./chunk";
import { StoredColumn } from "./derive";
import { failures } from "./groups";
import { IdentityPart } from "./identities";
import type { Store } from "./store";

export interface Summary {
  events: number;
  duplicates: number;
  reduced: number;
  failed: number;
  from?: string;
  to?: string;
  accounts: string[];
  regions: string[];
}

/** What chunks hold in all; duplicates only counted. Yields between chunks. */
export function* summarise(store: Store, chunks: Iterable<Chunk>): Generator<void, Summary> {
  const { derive } = store;
  const { account, region } = store.scanner.dictionaries;
  const isFailure = failures(store);
  const recipients = new Uint8Array(account.size);
  const identities = new Uint8Array(derive.identities.size);
  const regions = new Uint8Array(region.size);
  let events = 0;
  let duplicates = 0;
  let reduced = 0;
  let failed = 0;
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  // rows that come while this rests have ids the tables above do not know
  const seen = [...chunks].map((chunk) => ({ chunk, count: chunk.count }));
  for (const { chunk, count } of seen) {
    const result = chunk.column(StoredColumn.result);
    const recipient = chunk.column(StoredColumn.recipient);
    const identity = chunk.column(StoredColumn.identity);
    const place = chunk.column(StoredColumn.region);
    for (let row = 0; row < count; row++) {
      if (chunk.isDuplicate(row)) {
        duplicates++;
        continue;
      }
      events++;
      if (isReduced(chunk.form(row))) reduced++;
      failed += isFailure[result[row] as number] as number;
      const time = chunk.times[row] as number;
      if (time < from) from = time;
      if (time > to) to = time;
      regions[place[row] as number] = 1;
      if (recipient[row] !== 0) recipients[recipient[row] as number] = 1;
      else identities[identity[row] as number] = 1;
    }
    yield;
  }
  const accounts = new Set(flagged(recipients).map((id) => account.text(id)));
  for (const id of flagged(identities)) accounts.add(derive.identities.text(id, IdentityPart.account));
  const summary: Summary = {
    events,
    duplicates,
    reduced,
    failed,
    accounts: sorted(accounts),
    regions: sorted(new Set(flagged(regions).map((id) => region.text(id)))),
  };
  return from <= to ? { ...summary, from: formatTime(from), to: formatTime(to) } : summary;
}

function flagged(flags: Uint8Array): number[] {
  const ids: number[] = [];
  for (let id = 0; id < flags.length; id++) if (flags[id] === 1) ids.push(id);
  return ids;
}

function sorted(texts: ReadonlySet<string>): string[] {
  return [...texts].filter((text) => text !== "").sort();
}
