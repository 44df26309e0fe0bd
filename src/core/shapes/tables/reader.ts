import { cost } from "../../cost";
import { PAD, type Scanner } from "../../scan/scanner";
import * as t from "../../scan/tokens";
import type { ContentReader, ReaderSink, RecordLimits, Stretch } from "../contentReader";
import type { Problem, ShapeId } from "../shape";
import { Work } from "../work";
import { CsvRows } from "./csv";
import { JsonRows, LONGEST_START } from "./jsonRows";
import { type RowRecord, recordOfRow } from "./record";
import type { FoundRow, RowFinder } from "./rows";
import { placesOfRows, rowOf, shapeOfTable, type Table } from "./table";

const ROOM = 256 * 1024; // bytes that a piece usually needs
/** On average, how many times bytes that are not rows may be read again to find rows in them. */
const READ_AGAIN = 8;
/** Bytes of a row that is taken apart with rests. */
const LONG_ROW = 64 * 1024;
const LF = 0x0a;
const COMMA = 0x2c;

/**
 * Reads a table with rows that are events, piece by piece: each row is converted to a record's JSON and goes through
 * the scanner like any other record; its span is the row's bytes. Damage affects only the damaged row.
 */
export class TableReader implements ContentReader {
  readonly shape: ShapeId;
  readonly #rows: RowFinder;
  readonly #work: Work;
  #window = new Uint8Array(ROOM + PAD);
  #from = 0;
  #to = 0;
  #base = 0; // position of #window[0] in the content
  #surplus = 0; // bytes minus UTF-16 code units up to #from
  readonly #placeOf: ReturnType<typeof placesOfRows>;
  #headerLeft: boolean;
  #searched = 0; // position before which no row begins in the lost bytes
  #none = { upTo: 0, spare: 0 }; // end of what is complete and not a row, and number of its bytes that may be read again
  #isCut = false;
  #lost: { start: number; reason: Problem["reason"] } | undefined;
  #told: Problem | undefined; // last
  #toldUpTo = 0; // position up to which only commas and white space follow it
  #record = new Uint8Array(4096);

  constructor(
    readonly table: Table,
    private readonly scanner: Scanner,
    private readonly sink: ReaderSink,
    private readonly limits: RecordLimits,
  ) {
    this.shape = shapeOfTable(table);
    this.#work = new Work(sink);
    this.#rows =
      table.kind === "csv"
        ? new CsvRows(table.delimiter, table.columns.length)
        : new JsonRows(table.kind === "athena" ? 1 : 0, limits.record);
    this.#placeOf = placesOfRows(table);
    this.#headerLeft = table.kind === "csv";
  }

  get position(): number {
    return this.#base + this.#to;
  }

  get unfinished(): number {
    return this.#base + this.#from;
  }

  room(bytes: number): Uint8Array {
    const kept = this.#to - this.#from;
    // a long row moves only once for as many bytes as it has
    if (this.#from > 0 && this.#to + bytes > this.#window.length - PAD && kept <= this.#window.length / 2) {
      this.#window.copyWithin(0, this.#from, this.#to);
      this.#base += this.#from;
      this.#to -= this.#from;
      this.#from = 0;
    }
    if (this.#to + bytes > this.#window.length - PAD) {
      const larger = new Uint8Array(Math.max(this.#window.length * 2, this.#to + bytes + PAD));
      larger.set(this.#window.subarray(0, this.#to));
      this.#window = larger;
    }
    return this.#window.subarray(this.#to, this.#window.length - PAD);
  }

  wrote(bytes: number): void {
    this.#to += bytes;
    this.#window.fill(0, this.#to, this.#to + PAD);
    this.#work.begin(this.#read(false));
  }

  get isBehind(): boolean {
    return this.#work.isBehind;
  }

  goOn(): void {
    this.#work.goOn();
  }

  push(bytes: Uint8Array): void {
    for (let p = 0; p < bytes.length; p += ROOM) {
      this.#work.finish();
      const piece = bytes.subarray(p, p + ROOM);
      this.room(piece.length).set(piece);
      this.wrote(piece.length);
    }
  }

  gap(): Stretch {
    this.#work.finish();
    const { position } = this;
    const lost = { start: Math.min(this.unfinished, position), end: position };
    this.#pass(this.#to);
    this.#told = undefined; // the gap is reported next
    this.#lost = undefined;
    // a CSV row may begin anywhere, a JSON row has to be found
    if (this.table.kind !== "csv" && lost.end > lost.start) this.#lose("notJson", this.#from);
    return lost;
  }

  end(): void {
    this.#work.finish();
    this.#work.begin(this.#read(true));
  }

  close(): void {}

  *#read(isFinal: boolean): Generator<void> {
    t.limitDepth(this.limits.depth);
    while (this.#from < this.#to || (isFinal && this.#lost)) {
      if (this.#work.isRestDue()) yield* this.#rest();
      if (this.#lost) {
        if (this.#recover(this.#lost, isFinal)) continue;
        break;
      }
      const found = this.#rows.next(this.#window, this.#from, this.#to, isFinal, this.#base);
      if (found === "more") {
        // a row of just the limit may still lack the second byte of its line's end
        if (this.#to - this.#from <= this.limits.record + 1) break;
        this.#loseTooLarge();
      } else if (this.#reachOf(found) - this.#from > this.limits.record) this.#loseTooLarge();
      else if (found.kind === "nothing") this.#passNothing(found.next);
      else if (found.kind === "damage") this.#lose(this.#reasonOf(found), found.at);
      else if (found.fits && found.end - found.start > LONG_ROW && !this.#headerLeft) yield* this.#takeLong(found);
      else this.#take(found);
    }
    if (isFinal && this.#rows.isOpen && !this.#isCut) this.#report(this.#to, this.#to, "truncated");
    this.#flush();
  }

  *#rest(): Generator<void> {
    this.#flush();
    yield;
    t.limitDepth(this.limits.depth); // the scanner serves other readers meanwhile
  }

  *#takeLong(found: FoundRow & { kind: "row" }): Generator<void> {
    const text = decoder.decode(this.#window.subarray(found.start, found.end));
    if (this.#work.isRestDueNow()) yield* this.#rest();
    const row = rowOf(this.table, text);
    if (this.#work.isRestDueNow()) yield* this.#rest();
    const made = row && recordOfRow(row.columns, row.cells);
    if (this.#work.isRestDueNow()) yield* this.#rest();
    this.#take(found, text, made);
  }

  #take(
    { start, end, next, fits }: FoundRow & { kind: "row" },
    text = fits ? decoder.decode(this.#window.subarray(start, end)) : "",
    made = fits ? this.#recordOf(text) : undefined,
  ): void {
    if (start === end || this.#headerLeft) {
      if (start < end) this.#headerLeft = false;
      this.#passNothing(next);
      return;
    }
    this.#pass(start);
    cost.bytes += text.length;
    if (made === undefined && this.#hasLines(start, end) && (!fits || this.#mayHoldRows(start, end))) {
      this.#lose("notARow", start);
      return;
    }
    const wrong = made === undefined ? "notARow" : this.#scan(made.json);
    if (made === undefined || wrong !== undefined) {
      this.#report(start, next, wrong ?? "notARow");
      this.#pass(next);
      return;
    }
    const { batch } = this.scanner;
    const row = batch.count - 1;
    batch.starts[row] = this.#base + start;
    batch.lengths[row] = end - start;
    batch.textStarts[row] = this.#base + start - this.#surplus;
    batch.textLengths[row] = text.length;
    batch.places[row] = this.#placeOf(made);
    if (text.includes("\ufffd") && !isUtf8(this.#window.subarray(start, end))) this.#report(start, end, "notUtf8");
    this.#pass(next);
  }

  /** The record that a row's text holds or tells of; undefined when it is none. */
  #recordOf(text: string): RowRecord | undefined {
    const row = rowOf(this.table, text);
    return row && recordOfRow(row.columns, row.cells);
  }

  #hasLines(start: number, end: number): boolean {
    const b = this.#window;
    while (start < end && b[start] !== LF) start++;
    return start < end;
  }

  /** Adds the record to the batch. @returns why it is none */
  #scan(json: string): "tooDeep" | "notARecord" | undefined {
    const { scanner } = this;
    if (scanner.batch.count === scanner.batch.lengths.length) this.#flush();
    // a code unit needs at most three bytes
    if (json.length * 3 + PAD > this.#record.length) this.#record = new Uint8Array(json.length * 4 + PAD);
    const { written } = encoder.encodeInto(json, this.#record);
    this.#record.fill(0, written, written + PAD);
    const before = scanner.batch.count;
    scanner.surplus = 0;
    scanner.commaDue = false;
    scanner.scan(this.#record, 0, written, 0, false);
    if (scanner.batch.count === before + 1) return undefined;
    const { stop } = scanner;
    return (stop.kind === "damage" || stop.kind === "noRecord") && stop.tooDeep ? "tooDeep" : "notARecord";
  }

  #passNothing(next: number): void {
    const c = this.#window[this.#from] as number;
    if ((c === COMMA || c <= 0x20) && this.#toldUpTo === this.#base + this.#from) this.#toldUpTo = this.#base + next;
    this.#pass(next);
  }

  /** Nothing up to `next` is a record. */
  #pass(next: number): void {
    cost.bytes += next - this.#from;
    for (let p = this.#from; p < next; p++) {
      const c = this.#window[p] as number;
      if (c >= 0xc2) this.#surplus += c >= 0xe0 ? 2 : 1;
    }
    this.#from = next;
  }

  /** Whether to search what is not a row for rows: nested data is not read again for each level. */
  #mayHoldRows(start: number, end: number): boolean {
    const none = this.#none;
    const isInside = this.#base + start < none.upTo;
    none.spare = isInside ? none.spare - (end - start) : (end - start) * READ_AGAIN;
    none.upTo = Math.max(none.upTo, this.#base + end);
    return none.spare > 0;
  }

  /**
   * What begins here is not a row; the next row has to be found.
   * @param failed it is intact up to here
   * @param openUpTo everything open that begins before this is broken, too
   */
  #lose(reason: Problem["reason"], failed: number, openUpTo = failed): void {
    const start = this.#base + this.#from;
    this.#lost = { start, reason };
    this.#searched = start + 1;
    this.#rows.lose?.(this.#window, this.#from, failed, openUpTo, this.#base);
  }

  /** Up to where there is something at this place: white space is nothing. */
  #reachOf(found: FoundRow): number {
    if (found.kind === "nothing") return (this.#window[this.#from] as number) <= 0x20 ? this.#from : found.next;
    return found.kind === "row" ? found.end : found.at;
  }

  /** Lost at the same place however much of it has come: what is open near the limit may end after it, if not too late as well. */
  #loseTooLarge(): void {
    const failed = this.#from + this.limits.record;
    this.#lose("recordTooLarge", failed, failed - this.limits.record / 2);
  }

  /** Looks for the next row; false when none has come yet. */
  #recover(lost: { start: number; reason: Problem["reason"] }, isFinal: boolean): boolean {
    const found = this.#rows.recover(this.#window, this.#searched - this.#base, this.#to, this.#base);
    if ("again" in found && !isFinal) {
      this.#searched = this.#base + found.again;
      this.#pass(Math.max(this.#from, found.again - LONGEST_START)); // the comma before it is still needed
      return false;
    }
    const isCut = "again" in found;
    const upTo = isCut ? this.#to : found.row;
    this.#pass(upTo);
    this.#isCut = isCut && lost.reason !== "recordTooLarge";
    const reason = this.#isCut ? "truncated" : lost.reason;
    this.#tell(lost.start, this.#base + upTo, reason);
    this.#lost = undefined;
    return !isCut;
  }

  /** @param end up to where there is something of the row */
  #reasonOf({ tooDeep }: FoundRow & { kind: "damage" }): Problem["reason"] {
    if (tooDeep) return "tooDeep";
    return this.table.kind === "csv" ? "notARow" : "notJson";
  }

  #report(start: number, end: number, reason: Problem["reason"]): void {
    this.#tell(this.#base + start, this.#base + end, reason);
  }

  /** @param start position in the content, as `end` is */
  #tell(start: number, end: number, reason: Problem["reason"]): void {
    const told = this.#told;
    const isOne = told?.reason === reason && this.#toldUpTo === start;
    if (isOne && (reason === "notARow" || reason === "notARecord")) told.end = end;
    else {
      const problem: Problem = { start, end, reason };
      // what was exceeded
      if (reason === "recordTooLarge") problem.detail = String(this.limits.record);
      else if (reason === "tooDeep") problem.detail = String(this.limits.depth);
      this.#told = problem;
      this.sink.problem(problem);
    }
    this.#toldUpTo = end;
  }

  #flush(): void {
    const { batch } = this.scanner;
    if (batch.count === 0) return;
    this.sink.rows(batch);
    batch.count = 0;
    batch.extras = [];
    batch.notUtf8 = [];
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
