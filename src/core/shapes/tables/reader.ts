import { PAD, type Scanner } from "../../scan/scanner";
import type { ContentReader, ReaderSink, RecordLimits, Stretch } from "../contentReader";
import type { Problem, ShapeId } from "../shape";
import { CsvRows } from "./csv";
import { JsonRows } from "./jsonRows";
import type { RowFinder } from "./rows";
import { placesOfRows, recordOf, shapeOfTable, type Table } from "./table";

const ROOM = 256 * 1024; // bytes; what a piece usually needs
const KEPT_WHILE_SEARCHING = 4096; // bytes before the window's end in which a row's start may be cut
const LF = 0x0a;

/**
 * Reads a table whose rows are events, given piece by piece: each row becomes a record's JSON and goes through the scanner as
 * any other record, and its span is the row's bytes. What is no such row costs only itself.
 */
export class TableReader implements ContentReader {
  readonly shape: ShapeId;
  readonly #rows: RowFinder;
  #window = new Uint8Array(ROOM + PAD);
  #from = 0;
  #to = 0;
  #base = 0; // position of #window[0] in the content
  #surplus = 0; // bytes minus UTF-16 code units up to #from
  readonly #placeOf: ReturnType<typeof placesOfRows>;
  #headerLeft: boolean;
  #worthTrying = 0; // position before which another look at what is cut would find it so again
  #isCut = false;
  #lost: Omit<Problem, "end"> | undefined;
  #record = new Uint8Array(4096);

  constructor(
    readonly table: Table,
    private readonly scanner: Scanner,
    private readonly sink: ReaderSink,
    private readonly limits: RecordLimits,
  ) {
    this.shape = shapeOfTable(table);
    this.#rows = table.kind === "csv" ? new CsvRows(table.delimiter) : new JsonRows(table.kind === "athena" ? 1 : 0);
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
    if (this.#from > 0 && this.#to + bytes > this.#window.length - PAD) {
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
    this.#read(false);
  }

  push(bytes: Uint8Array): void {
    for (let p = 0; p < bytes.length; p += ROOM) {
      const piece = bytes.subarray(p, p + ROOM);
      this.room(piece.length).set(piece);
      this.wrote(piece.length);
    }
  }

  gap(): Stretch {
    this.#worthTrying = 0;
    this.#read(false);
    const { position } = this;
    const lost = { start: Math.min(this.unfinished, position), end: position };
    this.#pass(this.#to);
    this.#lost = undefined;
    // a row of a CSV may begin anywhere, of JSON it has to be found
    if (this.table.kind !== "csv" && lost.end > lost.start) this.#lose("notJson");
    return lost;
  }

  end(): void {
    this.#read(true);
  }

  close(): void {}

  #read(isFinal: boolean): void {
    while (this.#from < this.#to || (isFinal && this.#lost)) {
      if (this.#lost) {
        if (this.#recover(this.#lost, isFinal)) continue;
        break;
      }
      // what is cut is only looked at again when there is twice as much of it
      if (this.position < this.#worthTrying && !isFinal) break;
      const found = this.#rows.next(this.#window, this.#from, this.#to, isFinal);
      if (found === "more") {
        if (this.#to - this.#from > this.limits.record) this.#lose("recordTooLarge", String(this.limits.record));
        else {
          this.#worthTrying = this.position + Math.min(this.#to - this.#from, this.limits.record);
          break;
        }
      } else if (found.kind === "nothing") this.#pass(found.next);
      else if (found.kind === "damage") this.#lose(this.table.kind === "csv" ? "notARow" : "notJson");
      else this.#take(found.start, found.end, found.next);
    }
    if (isFinal && this.#rows.isOpen && !this.#isCut) this.#report(this.#to, this.#to, "truncated");
    this.#flush();
  }

  #take(start: number, end: number, next: number): void {
    if (start === end || this.#headerLeft) {
      if (start < end) this.#headerLeft = false;
      this.#pass(next);
      return;
    }
    this.#pass(start);
    const text = decoder.decode(this.#window.subarray(start, end));
    const made = recordOf(this.table, text);
    if (made === undefined && this.#window.subarray(start, end).includes(LF)) {
      this.#lose("notARow");
      return;
    }
    if (made === undefined || !this.#scan(made.json)) {
      this.#report(start, next, made === undefined ? "notARow" : "notARecord");
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

  /** Adds the record to the batch; false when it is none. */
  #scan(json: string): boolean {
    const { scanner } = this;
    if (scanner.batch.count === scanner.batch.lengths.length) this.#flush();
    // three bytes for each code unit is the most
    if (json.length * 3 + PAD > this.#record.length) this.#record = new Uint8Array(json.length * 4 + PAD);
    const { written } = encoder.encodeInto(json, this.#record);
    this.#record.fill(0, written, written + PAD);
    const before = scanner.batch.count;
    scanner.surplus = 0;
    scanner.commaDue = false;
    scanner.scan(this.#record, 0, written, 0, false);
    return scanner.batch.count === before + 1;
  }

  /** Nothing up to `next` is a record. */
  #pass(next: number): void {
    for (let p = this.#from; p < next; p++) {
      const c = this.#window[p] as number;
      if (c >= 0xc2) this.#surplus += c >= 0xe0 ? 2 : 1;
    }
    this.#from = next;
  }

  /** What begins here is no row; where the next one begins is to be found. */
  #lose(reason: Problem["reason"], detail?: string): void {
    this.#lost = { start: this.#base + this.#from, reason, ...(detail === undefined ? {} : { detail }) };
  }

  /** Looks for the next row; false when none has come yet. */
  #recover(lost: Omit<Problem, "end">, isFinal: boolean): boolean {
    const searched = this.#base + this.#from === lost.start ? this.#from + 1 : this.#from;
    const found = this.#rows.recover(this.#window, searched, this.#to);
    const upTo = found >= 0 ? found : isFinal ? this.#to : Math.max(this.#from, this.#to - KEPT_WHILE_SEARCHING);
    this.#pass(upTo);
    if (found < 0 && !isFinal) return false;
    this.#isCut = found < 0 && lost.reason !== "recordTooLarge";
    const reason = this.#isCut ? "truncated" : lost.reason;
    this.sink.problem({ ...lost, reason, end: this.#base + upTo });
    this.#lost = undefined;
    return found >= 0;
  }

  #report(start: number, end: number, reason: Problem["reason"]): void {
    this.sink.problem({ start: this.#base + start, end: this.#base + end, reason });
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
