import { type DictionaryName, dictionaryNames, LONG_TEXT, type PathRow } from "../../events/paths";
import { parseTime } from "../../events/time";
import type { Derived, TupleOf } from "../derived";
import type { Dictionary } from "../dictionary";
import { PlainScanner } from "../plain";
import { BATCH_ROWS, type Batch, PAD, type Scanner, type ScanStop, type Window } from "../scanner";
import { depthLimit } from "../tokens";
import { buildTrie, type Wrap } from "../trie";
import { MachineBatch } from "./batch";
import { MachineDerived } from "./derived";
import { type Machine, Memory } from "./machine";
import { type Place, writeTree } from "./tables";
import { Carrier, MachineDictionary } from "./texts";
import { MachineWindows } from "./windows";

// Why the scan stopped
const MORE = 0;
const OTHER = 1;
const FULL = 2;

const stops: Record<number, ScanStop> = {
  [MORE]: { kind: "more" },
  [OTHER]: { kind: "other" },
  [FULL]: { kind: "full" },
};

/** Consecutive rows for the plain scanner: if one record is odd, as in wrapped logs, most are. */
const MOST_ODD = 256;
/**
 * More bytes than this are copied for the plain scanner, so that no memory must be reserved for everything that it may
 * intern.
 */
const READ_IN_PLACE = 1024 * 1024;

const COPIED = 64 * 1024; // bytes, at first

const LEFT_FREE = 16 * 1024; // bytes

/**
 * The scanner that reads sixteen bytes at a time (src/scanner-simd). Its windows are in its own memory. It leaves
 * elements that are odd in any way to a {@link PlainScanner} with the same dictionaries, so that only one scanner
 * decides what damage is, and where.
 */
export class SimdScanner implements Scanner {
  readonly dictionaries: Readonly<Record<DictionaryName, Dictionary>>;
  stop: ScanStop = { kind: "more" };
  surplus = 0;
  commaDue = false;

  readonly #machine: Machine;
  readonly #memory: Memory;
  readonly #batch: MachineBatch;
  readonly #windows: MachineWindows;
  readonly #batchRows: number;
  readonly #derived: MachineDerived[] = [];
  readonly #plain: PlainScanner;
  readonly #width: number;
  readonly #timePath: number;
  readonly #oddTimes: number[] = [Number.NaN];
  /** Rows that the plain scanner gets at a time: more while everything that follows is odd again. */
  #turn = 1;

  /** @param machine a new instance of dist/scanner.wasm */
  constructor(
    machine: Machine,
    rows: readonly PathRow[],
    containers: readonly string[],
    wraps: readonly Wrap[],
    seed: number,
    batchRows = BATCH_ROWS,
  ) {
    this.#machine = machine;
    this.#batchRows = batchRows;
    this.#width = rows.length;
    this.#timePath = rows.findIndex(({ as }) => as === "time");
    const guidCount = rows.filter(({ as }) => as === "guid").length;
    const control = machine.setUp(rows.length, guidCount, batchRows, dictionaryNames.length, seed);
    this.#memory = new Memory(machine);
    const carrier = new Carrier(this.#memory);
    const made = dictionaryNames.map((name, i) => [name, new MachineDictionary(carrier, i)]);
    this.dictionaries = Object.fromEntries(made) as Record<DictionaryName, Dictionary>;
    this.#plain = new PlainScanner(rows, containers, wraps, this.dictionaries, MOST_ODD);
    this.#windows = new MachineWindows(this.#memory);
    writeTree(this.#memory, buildTrie(rows, containers, wraps), rows, (name) => this.#placeOf(name));
    this.#batch = new MachineBatch(this.#memory, control, batchRows, rows.length, guidCount);
  }

  get batch(): Batch {
    return this.#batch;
  }

  derive(columns: readonly (readonly number[])[], tuples: readonly TupleOf[]): Derived {
    const derived = new MachineDerived(this.#memory, () => this.#keepStill(), this.#batchRows, columns, tuples);
    this.#derived.push(derived);
    this.#renew();
    return derived;
  }

  window(bytes: number): Window {
    const made = this.#windows.open(bytes);
    this.#renew();
    return made;
  }

  scan(b: Uint8Array, p: number, end: number, base: number, list: boolean): number {
    if (b.buffer !== this.#memory.buffer) return this.#scanForeign(b, p, end, base, list);
    const at = b.byteOffset;
    const { length } = b;
    const batch = this.#batch;
    // after an object that is not a record, more of the same usually follow: asking the fast scanner first would take
    // longer than reading them
    if (this.stop.kind === "noRecord" && !batch.isFull) {
      p = this.#readOdd(at, length, p, end, base, list);
      const { kind }: ScanStop = this.stop as ScanStop;
      if (kind !== "full" || batch.isFull) return p;
      b = this.#memory.bytes.subarray(at, at + length);
    }
    this.#machine.limitDepth(depthLimit());
    for (;;) {
      const before = batch.count;
      const stop = this.#machine.scan(
        at + p,
        at + end,
        before,
        list ? 1 : 0,
        this.commaDue ? 1 : 0,
        base - at,
        this.surplus,
      );
      this.#memory.renew();
      p = batch.take() - at;
      this.commaDue = batch.commaDue;
      this.surplus = batch.surplus;
      this.#readOddTimes();
      if (batch.count > before) this.#turn = 1;
      const plain = stops[stop];
      if (plain) return this.#leave(plain, p);
      p = this.#readOdd(at, length, p, end, base, list);
      if (this.stop.kind !== "full" || batch.isFull) return p;
      if (b.buffer !== this.#memory.buffer) b = this.#memory.bytes.subarray(at, at + length);
    }
  }

  /** Like {@link #scanOdd}, but in WebAssembly memory, which must not move while it is read. */
  #readOdd(at: number, length: number, p: number, end: number, base: number, list: boolean): number {
    this.#machine.reserve(Math.min(end - p, READ_IN_PLACE));
    this.#memory.renew();
    return this.#scanOdd(this.#memory.bytes.subarray(at, at + length), p, end, base, list);
  }

  #scanForeign(b: Uint8Array, p: number, end: number, base: number, list: boolean): number {
    do {
      this.#turn = MOST_ODD;
      p = this.#scanOdd(b, p, end, base, list);
    } while (this.stop.kind === "full" && !this.#batch.isFull);
    return p;
  }

  /** Reads elements with the plain scanner; "full" when it has done its share. */
  #scanOdd(b: Uint8Array, p: number, end: number, base: number, list: boolean): number {
    const plain = this.#plain;
    const batch = this.#batch;
    plain.surplus = this.surplus;
    plain.commaDue = this.commaDue;
    plain.mostRows = Math.min(this.#turn, batch.room);
    this.#turn = Math.min(this.#turn * 2, MOST_ODD);
    let after = -1;
    let from = 0;
    if (end - p <= READ_IN_PLACE || b.buffer !== this.#memory.buffer) after = plain.scan(b, p, end, base, list);
    else {
      // what is in the machine's memory may move: no more is copied than is read, since of very much each odd element would copy all the rest
      from = p;
      for (let size = COPIED; ; size *= 4) {
        const isAll = size >= end - p;
        const most = isAll ? end - p : size;
        const copy = new Uint8Array(most + PAD);
        copy.set(b.subarray(p, p + most));
        plain.surplus = this.surplus;
        plain.commaDue = this.commaDue;
        after = p + plain.scan(copy, 0, most, base + p, list);
        if (isAll || plain.stop.kind !== "more") break;
        // complete records are kept; a cut-off one is read again
        if (plain.batch.count > 0) {
          plain.stop = { kind: "full" };
          break;
        }
      }
    }
    this.commaDue = plain.commaDue;
    this.surplus = plain.surplus;
    this.stop = moved(plain.stop, from);
    batch.append(plain.batch);
    this.#keepStill();
    return after;
  }

  #leave(stop: ScanStop, p: number): number {
    this.stop = stop;
    this.#keepStill();
    return p;
  }

  /** The code that takes the batch may intern a few texts: memory must not move then. */
  #keepStill(): void {
    this.#machine.reserve(LEFT_FREE);
    this.#renew();
  }

  /** Makes the arrays again after memory may have moved. */
  #renew(): void {
    this.#memory.renew();
    this.#batch.renew();
    for (const derived of this.#derived) derived.renewed();
  }

  /** For times with an unusual spelling, WebAssembly returns only the text. */
  #readOddTimes(): void {
    const batch = this.#batch;
    if (!batch.hasOddTimes) return;
    for (const row of batch.oddTimes()) {
      const id = batch.ids[row * this.#width + this.#timePath] as number;
      batch.times[row] = this.#oddTimes[id] ??= parseTime(this.dictionaries.oddTime.text(id));
    }
  }

  #placeOf(name: DictionaryName): Place {
    const longId = this.dictionaries[name].find(LONG_TEXT);
    return { address: this.#machine.dictionary(dictionaryNames.indexOf(name)), longId };
  }
}

/** Moves the positions of a stop that refer to copied bytes. */
function moved(stop: ScanStop, by: number): ScanStop {
  if (by === 0) return stop;
  if (stop.kind === "damage") return { ...stop, at: stop.at + by };
  if (stop.kind === "container" || stop.kind === "noRecord") return { ...stop, start: stop.start + by };
  return stop;
}
