import { asksRecords, type Condition, conditionOf, type Where } from "../../core/query/condition";
import { NotJson, ReadRecord, type RecordCondition, type RecordTest, recordTest } from "../../core/query/record";
import type { NotLookedAt, Unread } from "../engine";
import { expressions } from "../expressions/load";
import type { Shelf } from "../logs/shelf";
import { CHUNK_ROWS, type Chunk } from "../store/chunk";
import { type Looked, type Mask, maskOf } from "../store/masks";
import type { TextJob } from "./inOrder";
import { passOver, type Taken } from "./pass";
import { type Rows, wantedOf } from "./wanted";

const ROWS_AT_A_STRETCH = 8192;
const RECORDS_AT_A_STRETCH = 32;
/** How many different reasons are kept. */
const MOST_REASONS = 100;

/** A condition with what is answered by columns put together, first: each of those is a mask of its own. */
type Node =
  | { readonly kind: "columns"; readonly mask: number }
  | { readonly kind: "record"; readonly test: RecordTest }
  | { readonly kind: "all" | "any"; readonly of: readonly Node[] }
  | { readonly kind: "not"; readonly of: Node };

const enum Known {
  No,
  Yes,
  /** Without the record. */
  Maybe,
}

/**
 * Answers conditions of which some are about what stands in no column. Only records on which it depends are read: those that the
 * columns leave undecided, each log in one pass.
 */
export async function look(shelf: Shelf, where: Where, job: TextJob): Promise<Looked> {
  const { store, turns } = shelf;
  const { revision } = store;
  const run = <T>(work: Generator<void, T>): Promise<T> => turns.run(work, "question", job.isCancelled);
  const plan = new Plan(conditionOf(where));
  // rows that come while this rests have ids the masks do not know
  const seen = [...store.chunks()].map((chunk) => ({ chunk, count: chunk.count }));
  const masks: Mask[] = [];
  for (const condition of plan.columns) masks.push(await run(maskOf(store, condition)));
  const { rows, answers } = await run(undecidedOf(seen, masks, plan));
  const wanted = await run(wantedOf(rows));
  const missed = new Missed();
  let done = 0;
  let looked = 0;
  for (const file of wanted.files) {
    const rest = (fraction: number): Promise<void> | undefined => {
      job.progress((done + fraction * file.count) / rows.ids.length);
      return job.rest();
    };
    const steps = { rest, isCancelled: job.isCancelled, readsDocuments: true };
    for await (const some of passOver(shelf, rows, file, () => true, steps)) {
      for (const taken of some) {
        const id = rows.ids[taken.at] as number;
        const chunk = rows.known(id) as Chunk;
        const row = id % CHUNK_ROWS;
        const answer = answers.get(chunk) as Answers;
        const found = lookAt(taken, (record) => plan.known(answer.masks, row, record));
        if (typeof found === "object") missed.add(found, chunk.uriOf(row));
        else answer.passes[row] = found;
        if (++looked % RECORDS_AT_A_STRETCH === 0) await job.rest();
      }
    }
    done += file.count;
  }
  return {
    where: JSON.stringify(where),
    revision,
    passes: new Map([...answers].map(([chunk, { passes }]) => [chunk, passes])),
    notLookedAt: missed.told,
  };
}

function lookAt(taken: Taken, known: (record: ReadRecord) => Known): Known | Unread {
  if ("unread" in taken) return taken.unread;
  // nobody is there who has the document's text
  if (taken.text.kind === "document") return { reason: "changedWhileRead" };
  try {
    return known(new ReadRecord(taken.text.json));
  } catch (error) {
    if (error instanceof NotJson) return { reason: "changedWhileRead" };
    throw error;
  }
}

/** A tree of conditions, made ready for rows that columns may decide alone. */
class Plan {
  /** What columns answer: a mask for each is asked for. */
  readonly columns: Condition[] = [];
  readonly #root: Node;

  constructor(condition: Condition) {
    this.#root = this.#node(condition);
  }

  #node(condition: Condition): Node {
    if (!asksRecords(condition)) return { kind: "columns", mask: this.columns.push(condition) - 1 };
    switch (condition.kind) {
      case "all":
      case "any": {
        const { kind } = condition;
        const cheap = condition.of.filter((one) => !asksRecords(one));
        const others = condition.of.filter(asksRecords).map((one) => this.#node(one));
        return { kind, of: cheap.length === 0 ? others : [this.#node({ kind, of: cheap }), ...others] };
      }
      case "not":
        return { kind: "not", of: this.#node(condition.of) };
      default:
        return { kind: "record", test: recordTest(condition as RecordCondition, expressions()) };
    }
  }

  /** @param masks 1 for each row that meets the conditions on columns; @param record without it what depends on it is not known */
  known(masks: readonly Uint8Array[], row: number, record?: ReadRecord): Known {
    return known(this.#root, masks, row, record);
  }
}

function known(node: Node, masks: readonly Uint8Array[], row: number, record: ReadRecord | undefined): Known {
  switch (node.kind) {
    case "columns":
      return masks[node.mask]?.[row] === 1 ? Known.Yes : Known.No;
    case "record":
      return record === undefined ? Known.Maybe : node.test(record) ? Known.Yes : Known.No;
    case "not": {
      const of = known(node.of, masks, row, record);
      return of === Known.Maybe ? of : of === Known.Yes ? Known.No : Known.Yes;
    }
    case "all":
    case "any": {
      const decisive = node.kind === "all" ? Known.No : Known.Yes;
      let found = node.kind === "all" ? Known.Yes : Known.No;
      for (const one of node.of) {
        const of = known(one, masks, row, record);
        if (of === decisive) return of;
        if (of === Known.Maybe) found = of;
      }
      return found;
    }
  }
}

interface Answers {
  readonly passes: Uint8Array;
  /** Empty where no row is undecided. */
  readonly masks: readonly Uint8Array[];
}

/** What columns decide, and the rows that they do not; with rests. */
function* undecidedOf(
  seen: readonly { chunk: Chunk; count: number }[],
  masks: readonly Mask[],
  plan: Plan,
): Generator<void, { rows: Rows; answers: Map<Chunk, Answers> }> {
  const answers = new Map<Chunk, Answers>();
  const chunks = new Map<number, Chunk>();
  const ids: Uint32Array[] = [];
  for (const { chunk, count } of seen) {
    const events = new Uint8Array(count);
    chunk.markEvents(count, events);
    const own: Uint8Array[] = [];
    for (const mask of masks) {
      const out = new Uint8Array(count);
      mask(chunk, count, out);
      own.push(out);
      yield;
    }
    const passes = new Uint8Array(count);
    const undecided = new Uint32Array(count);
    let n = 0;
    for (let row = 0; row < count; row++) {
      if (row % ROWS_AT_A_STRETCH === ROWS_AT_A_STRETCH - 1) yield;
      if (events[row] !== 1) continue;
      const answer = plan.known(own, row);
      if (answer === Known.Maybe) undecided[n++] = chunk.number * CHUNK_ROWS + row;
      else passes[row] = answer;
    }
    answers.set(chunk, { passes, masks: n > 0 ? own : [] });
    ids.push(undecided.slice(0, n));
    chunks.set(chunk.number, chunk);
    yield;
  }
  return { rows: { ids: joined(ids), known: (id) => chunks.get(id >>> 16) }, answers };
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let n = 0;
  for (const part of parts) {
    all.set(part, n);
    n += part.length;
  }
  return all;
}

/** Records that could not be looked at, by reason. */
class Missed {
  readonly #why = new Map<string, NotLookedAt["why"][number]>();
  #count = 0;

  add(unread: Unread, uri: string): void {
    this.#count++;
    const key = `${unread.reason} ${unread.detail ?? ""}`;
    const known = this.#why.get(key);
    if (known) known.count++;
    else if (this.#why.size < MOST_REASONS) this.#why.set(key, { ...unread, count: 1, uri });
  }

  get told(): NotLookedAt | undefined {
    return this.#count === 0 ? undefined : { count: this.#count, why: [...this.#why.values()] };
  }
}
