import { type ColumnName, columnRow } from "../../core/events/columns";
import { parseTime } from "../../core/events/time";
import { type Condition, conditionOf, InvalidCondition, type Test, type Where } from "../../core/query/condition";
import { type TextTest, textTest } from "../../core/query/test";
import type { NotLookedAt } from "../engine";
import { expressions } from "../expressions/load";
import { CHUNK_ROWS, type Chunk } from "./chunk";
import { type IdColumn, idOf, idTest, type RowTest } from "./ids";
import type { Store } from "./store";
import { FURTHER } from "./storedColumns";

/** Sets `out` to 0 for each of a chunk's first `count` rows that does not pass, and leaves the others unchanged. */
export type Mask = (chunk: Chunk, count: number, out: Uint8Array) => void;

/** What conditions on records came to. */
export interface Looked {
  /** The conditions, as JSON. */
  readonly where: string;
  /** State of the store when they were asked. */
  readonly revision: number;
  /** 1 for each row of a chunk that meets them. */
  readonly passes: ReadonlyMap<Chunk, Uint8Array>;
  /** Undefined when every record that could matter was looked at. */
  readonly notLookedAt: NotLookedAt | undefined;
}

/** Rows that were not there when they were asked pass not. */
export function maskOfLooked({ passes }: Looked): Mask {
  return (chunk, count, out) => {
    const own = passes.get(chunk);
    for (let row = 0; row < count; row++) if (own?.[row] !== 1) out[row] = 0;
  };
}

/** Conditions on columns, or the answer to conditions that ask for more. */
export type Asked = Where | Mask;

/**
 * Sets `out` to 1 for events that meet the conditions and are not duplicates, and to 0 for all other rows. Works only
 * for rows that exist when it begins: it does not know values that are added while it yields.
 */
export function* maskOf(store: Store, asked: Asked): Generator<void, Mask> {
  const mask = typeof asked === "function" ? asked : yield* new Compiler(store).mask(conditionOf(asked));
  return (chunk, count, out) => {
    chunk.markEvents(count, out);
    mask(chunk, count, out);
  };
}

/** Memory for the intermediate results of a condition, one for each level: used within one unit of work only. */
const rooms: Uint8Array[] = [];
const room = (depth: number): Uint8Array => (rooms[depth] ??= new Uint8Array(CHUNK_ROWS));

class Compiler {
  constructor(private readonly store: Store) {}

  *mask(condition: Condition, depth = 0): Generator<void, Mask> {
    switch (condition.kind) {
      case "all": {
        const masks: Mask[] = [];
        for (const one of condition.of) masks.push(yield* this.mask(one, depth));
        return (chunk, count, out) => {
          for (const mask of masks) mask(chunk, count, out);
        };
      }
      case "any": {
        const masks: Mask[] = [];
        for (const one of condition.of) masks.push(yield* this.mask(one, depth + 2));
        return anyOf(masks, depth);
      }
      case "not":
        return not(yield* this.mask(condition.of, depth + 1), depth);
      case "time":
        return timeMask(
          timeOf(condition.from) ?? Number.NEGATIVE_INFINITY,
          timeOf(condition.to) ?? Number.POSITIVE_INFINITY,
        );
      case "column":
        return yield* this.#column(condition.column, condition.test);
      case "path":
      case "text":
        // whoever asks them has to say which records could not be looked at
        throw new InvalidCondition("asksRecords", condition.kind === "path" ? condition.path : condition.text);
    }
  }

  *#column(column: ColumnName, test: Test): Generator<void, Mask> {
    const level = yield* this.store.levels.of(column);
    if (!level) return idMask(this.store, column as IdColumn, test);
    const at = level.stored;
    const passes = exact(test)
      ? level.passing(exact(test) as readonly string[])
      : yield* level.passingTest(textTest(test, columnRow(column).compares, expressions()));
    return (chunk, count, out) => {
      const ids = chunk.column(at);
      const further = at === FURTHER ? chunk.furtherResources : undefined;
      if (!further || further.isEmpty) {
        for (let row = 0; row < count; row++) out[row] = (out[row] as number) & (passes[ids[row] as number] as number);
        return;
      }
      const byFurther = new Uint8Array(count);
      further.forEachPassing(passes, (row) => {
        if (row < count) byFurther[row] = 1;
      });
      for (let row = 0; row < count; row++)
        out[row] = (out[row] as number) & ((passes[ids[row] as number] as number) | (byFurther[row] as number));
    };
  }
}

/** The exact texts that a test asks for: these are looked up instead of tested. */
function exact(test: Test): readonly string[] | undefined {
  if (test.kind === "is") return [test.value];
  return test.kind === "oneOf" ? test.values : undefined;
}

function idMask(store: Store, column: IdColumn, test: Test): Mask {
  const values = exact(test);
  const passes = values ? idTest(store, column, values) : textOfIdTest(store, column, test);
  return (chunk, count, out) => {
    for (let row = 0; row < count; row++) if (out[row] === 1 && !passes(chunk, row)) out[row] = 0;
  };
}

function textOfIdTest(store: Store, column: IdColumn, test: Test): RowTest {
  const passes: TextTest = textTest(test, "id", expressions());
  return (chunk, row) => passes(idOf(store, column, chunk, row));
}

/** Keeps rows whose `out` is 1 if at least one of the masks keeps them. */
function anyOf(masks: readonly Mask[], depth: number): Mask {
  return (chunk, count, out) => {
    const some = room(depth).fill(0, 0, count);
    const one = room(depth + 1);
    for (const mask of masks) {
      one.set(out.subarray(0, count));
      mask(chunk, count, one);
      for (let row = 0; row < count; row++) some[row] = (some[row] as number) | (one[row] as number);
    }
    out.set(some.subarray(0, count));
  };
}

function not(mask: Mask, depth: number): Mask {
  return (chunk, count, out) => {
    const left = room(depth);
    left.set(out.subarray(0, count));
    mask(chunk, count, left);
    for (let row = 0; row < count; row++) out[row] = (out[row] as number) & ~(left[row] as number);
  };
}

function timeOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = parseTime(text);
  const read = Number.isNaN(time) ? Date.parse(text) : time;
  if (Number.isNaN(read)) throw new InvalidCondition("time", text);
  return read;
}

/** From `from` until before `to`; an unreadable time is in no span. */
function timeMask(from: number, to: number): Mask {
  return ({ times }, count, out) => {
    for (let row = 0; row < count; row++) {
      const time = times[row] as number;
      if (!(time >= from && time < to)) out[row] = 0;
    }
  };
}
