import { isReduced } from "../../core/events/event";
import { formatTime } from "../../core/events/time";
import type { Stretch } from "./chunk";
import type { ColumnView } from "./derive";
import type { Store } from "./store";
import { stored } from "./storedColumns";

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

/** The summary of all open logs. */
export function summariseAll(store: Store): Generator<void, Summary> {
  return summarise(
    store,
    [...store.chunks()].map((chunk) => ({ chunk, from: 0, to: chunk.count })),
  );
}

/** The summary of some rows; duplicates are only counted. Yields between chunks. */
export function* summarise(
  store: Store,
  rows: Iterable<Pick<Stretch, "chunk" | "from" | "to">>,
): Generator<void, Summary> {
  const { derive } = store;
  const { account, region } = store.scanner.dictionaries;
  const isFailure = derive.failures();
  const recipients = new Seen();
  const identities = new Seen();
  const regions = new Seen();
  let events = 0;
  let duplicates = 0;
  let reduced = 0;
  let failed = 0;
  let earliest = Number.POSITIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  // rows that are added while this yields have IDs that the tables above do not know
  for (const { chunk, from, to } of joined(rows)) {
    const result = chunk.column(stored.result);
    const recipient = chunk.column(stored.recipientAccountId);
    const identity = chunk.column(stored.identity);
    const place = chunk.column(stored.awsRegion);
    const counted = chunk.countOf(from, to);
    events += counted.events;
    duplicates += counted.duplicates;
    for (const [form, count] of counted.forms) if (isReduced(form)) reduced += count;
    for (let row = from; row < to; row++) {
      if (!chunk.isEvent(row)) continue;
      failed += isFailure[result[row] as number] as number;
      const time = chunk.times[row] as number;
      if (time < earliest) earliest = time;
      if (time > latest) latest = time;
      regions.add(place[row] as number);
      if (recipient[row] !== 0) recipients.add(recipient[row] as number);
      else identities.add(identity[row] as number);
    }
    yield;
  }
  const accounts = new Set(recipients.ids.map((id) => account.text(id)));
  const accountOf = (derive.view("account") as ColumnView).text;
  for (const id of identities.ids) accounts.add(accountOf(id));
  const summary: Summary = {
    events,
    duplicates,
    reduced,
    failed,
    accounts: sorted(accounts),
    regions: sorted(new Set(regions.ids.map((id) => region.text(id)))),
  };
  if (!(earliest <= latest)) return summary;
  return { ...summary, from: formatTime(earliest), to: formatTime(latest) };
}

/** The current rows, with adjacent rows of one chunk joined. */
function joined(rows: Iterable<Pick<Stretch, "chunk" | "from" | "to">>): Pick<Stretch, "chunk" | "from" | "to">[] {
  const found: Pick<Stretch, "chunk" | "from" | "to">[] = [];
  for (const { chunk, from, to } of rows) {
    const last = found.at(-1);
    if (last?.chunk === chunk && last.to === from) last.to = to;
    else found.push({ chunk, from, to });
  }
  return found;
}

/** IDs that occurred. For a small log among many, it uses only as much memory as needed. */
class Seen {
  readonly ids: number[] = [];
  #flags = new Uint8Array(64);

  add(id: number): void {
    if (this.#flags[id] !== 1) this.#addNew(id);
  }

  #addNew(id: number): void {
    if (id >= this.#flags.length) {
      const larger = new Uint8Array(Math.max(id + 1, this.#flags.length * 2));
      larger.set(this.#flags);
      this.#flags = larger;
    }
    this.#flags[id] = 1;
    this.ids.push(id);
  }
}

function sorted(texts: ReadonlySet<string>): string[] {
  return [...texts].filter((text) => text !== "").sort();
}
