import { cost } from "../cost";
import { type Batch, PAD, type Scanner, type Window } from "../scan/scanner";
import * as t from "../scan/tokens";
import type { Between, ContentReader, ReaderSink, ReadStretch, RecordLimits, Stretch } from "./contentReader";
import { ForeignRecords } from "./foreignRecords";
import { behindLinePrefix, CUT } from "./linePrefix";
import { behindOddSpace, CUT as CUT_SPACE } from "./oddSpace";
import { listKeys, places } from "./places";
import { type Probed, probe } from "./probe";
import { BESIDE_START, openLevels, type Start, StartFinder } from "./recover";
import type { Problem, ShapeId } from "./shape";
import { TopLevel } from "./topLevel";
import { Work } from "./work";

const WINDOW = 512 * 1024; // bytes; larger windows exceed the L2 cache and are no faster
/** On average, how many times lost bytes that are not records may be read again to find records in them. */
const READ_AGAIN = 8;
/** Bytes before the reading position that may still belong to a record: a quote and a brace. */
const BEFORE = 2;
/**
 * Bytes of something unfinished that are looked at again with each piece; larger ones only when there are twice as many
 * bytes.
 */
const LOOKED_AT_AGAIN = 64 * 1024;

const QUOTE = 0x22;
const COMMA = 0x2c;
const OBJECT = 0x7b;
const BACKSLASH = 0x5c;
/** Bytes; a text that is a record's JSON is longer, however its quotes are written. */
const SHORTEST_TEXT = 16;
/** What a record is wrapped in does not count for its limit, unless it takes more than this part of it. */
const WRAPPING = 1 / 16;

/** What encloses the reading position: a list of records, or an object with a value that is such a list. */
type Frame = "list" | "container";

/** What is lost from `start` until the next record is found. Positions in the content. */
interface Lost {
  start: number;
  reason: Problem["reason"];
  /** All records that begin before this were found. */
  searched: number;
  /** Up to here everything is complete and not a record; there may still be a record inside. */
  noneUpTo: number;
  /** Number of its bytes that may be read again for that: nested data is not read again for each level. */
  spare: number;
  /** A possible start that needs more bytes. */
  candidate: Start | undefined;
  /** A part of it was reported. */
  isTold: boolean;
}

/** Something is to be looked through for records: it begins at `p` and is sound up to `failed`. Places in the window. */
interface Search {
  lost: Lost;
  p: number;
  failed: number;
  /** It is the last element of a list that does not end, and was read. */
  isRead: boolean;
  /** A start before this is none. */
  from: number;
}

/**
 * Finds the records in a log's UTF-8 content, piece by piece: top-level values one after another, separated by white
 * space or nothing; each a record, a list of records, or an object with such a list under `Records`. Damage affects
 * only what is damaged: it is reported with its bytes, and reading continues at the next record.
 */
export class LogReader implements ContentReader {
  readonly #window: Window;
  #from = 0;
  #to = 0;
  #base = 0; // position of the window in the content
  #frames: Frame[] = [];
  readonly #outermost: number; // minimum number of frames, unless the list in which reading began ends
  readonly #most: number; // bytes of a record with what it is wrapped in
  #hasLeft = false;
  #deeper = 0; // lists that are open inside the last frame, beyond the limit of frames
  #deeperFrom: number | undefined; // position of their brackets, not reported yet
  #isTooDeep = false; // containers were opened that have no frame
  #lost: Lost | undefined;
  readonly #starts = new StartFinder();
  #copy = new Uint8Array(0); // of one record
  #listStart = 0; // elements read when the innermost list began: distinguishes an empty list from one that ends with a comma
  #elements = 0;
  #place: number | undefined; // of the first record: its wrapper shows the shape
  #surplus = 0;
  #passedMore = false; // something other than brackets, braces, commas and white space was passed in what is lost
  #last = -1; // position of the last element, or of its record
  #commaDue = false;
  #worthTrying = 0; // before this position, another look at what is unfinished would change nothing
  #search: Search | undefined;
  readonly #foreign: ForeignRecords;
  readonly #top = new TopLevel();
  readonly #work: Work;

  /**
   * @param start position of the first byte in the log's content: earlier content is read by another reader, or was
   * read before
   * @param between what is on either side of that position
   */
  constructor(
    private readonly scanner: Scanner,
    private readonly sink: ReaderSink,
    private readonly limits: RecordLimits,
    private readonly windowSize = WINDOW,
    start = 0,
    between: Between = "top",
  ) {
    this.#base = start;
    this.#outermost = between === "list" ? 1 : 0;
    this.#most = limits.record + Math.floor(limits.record * WRAPPING);
    if (between === "list") this.#frames.push("list");
    this.#window = scanner.window(windowSize + PAD);
    this.#foreign = new ForeignRecords(scanner.dictionaries.source);
    this.#work = new Work(sink);
  }

  /** Position after the last byte that was passed. */
  get position(): number {
    return this.#base + this.#to;
  }

  room(bytes: number): Uint8Array {
    const window = this.#window;
    const start = this.#needed;
    const kept = this.#to - start;
    // what is long moves only once for as many bytes as it has
    if (start > 0 && this.#to + bytes > window.bytes.length - PAD && kept <= window.bytes.length / 2) {
      window.bytes.copyWithin(0, start, this.#to);
      this.#base += start;
      this.#from -= start;
      this.#to = kept;
    }
    if (this.#to + bytes > window.bytes.length - PAD) window.grow(this.#to + bytes + PAD);
    return window.bytes.subarray(this.#to, window.bytes.length - PAD);
  }

  /**
   * What the window must keep: the last element, which may have been taken for more than it was, and a quote after it.
   */
  get #needed(): number {
    const last = this.#last - this.#base;
    const isWanted = this.#last >= 0 && last >= 0 && this.#frames.length > 1 && this.#from - last <= this.limits.record;
    return Math.max(0, isWanted ? Math.min(last, this.#from - BEFORE) : this.#from - BEFORE);
  }

  wrote(bytes: number): void {
    this.#to += bytes;
    this.#window.bytes.fill(0, this.#to, this.#to + PAD);
    if (this.position < this.#worthTrying) return;
    this.#work.begin(this.#resume(false));
  }

  get isBehind(): boolean {
    return this.#work.isBehind;
  }

  goOn(): void {
    this.#work.goOn();
  }

  #tried(): void {
    // a long record is read from its start again only when twice as many bytes exist, not with each piece
    const unfinished = this.#lost && !this.#lost.candidate ? 0 : this.#to - this.#from;
    const more = Math.min(unfinished, this.#most + 1 - unfinished);
    this.#worthTrying = unfinished < LOOKED_AT_AGAIN ? 0 : this.position + more;
  }

  push(bytes: Uint8Array): void {
    for (let p = 0; p < bytes.length; p += this.windowSize) {
      this.#work.finish();
      const piece = bytes.subarray(p, p + this.windowSize);
      this.room(piece.length).set(piece);
      this.wrote(piece.length);
    }
  }

  close(): void {
    this.#window.close();
  }

  /** Where an incomplete record begins; {@link position} if there is none. */
  get unfinished(): number {
    return this.#lost ? this.#lost.start : this.#base + t.skipSpace(this.#window.bytes, this.#from);
  }

  /**
   * Where reading can continue after the content has grown: after the last value at the top; undefined inside a value.
   */
  get resumable(): number | undefined {
    return this.#frames.length === 0 && !this.#lost ? this.unfinished : undefined;
  }

  /** What encloses the current record or value. */
  get inside(): Between | undefined {
    const frame = this.#frames.at(-1);
    return frame === "container" ? undefined : (frame ?? "top");
  }

  /** What is on either side of the next byte; undefined inside a record, or inside lost bytes. */
  get between(): Between | undefined {
    if (this.#lost || this.#from < this.#to) return undefined;
    const { inside } = this;
    return inside === "list" && this.#commaDue ? undefined : inside;
  }

  /** What was read since the beginning; undefined unless it began and ended in one list, or at the top. */
  get stretch(): ReadStretch | undefined {
    if (this.#hasLeft || this.#frames.length !== this.#outermost || this.between === undefined) return undefined;
    return { end: this.position, elements: this.#elements, ...this.#top.told };
  }

  /**
   * Continues after a part that another reader has read, which begins at the current position, {@link between} two
   * records.
   */
  skip({ end, elements, ...top }: ReadStretch): void {
    this.#base = end;
    this.#from = 0;
    this.#to = 0;
    this.#elements += elements;
    this.#top.join(top);
  }

  gap(): Stretch {
    this.#work.finish();
    this.#worthTrying = 0;
    this.#work.begin(this.#resume(false));
    this.#work.finish();
    const { position } = this;
    const lost = { start: Math.min(this.unfinished, position), end: position };
    this.scanner.surplus = this.#surplus;
    this.#pass(this.#to);
    this.#surplus = this.scanner.surplus;
    // what precedes does not belong to what follows
    this.#base = position;
    this.#from = 0;
    this.#to = 0;
    this.#last = -1;
    const isTop = this.#frames.length === 0;
    this.#passedMore = false;
    this.#lost = isTop ? undefined : { ...lostFrom(position, "notJson"), isTold: true };
    this.#commaDue = false;
    return lost;
  }

  /** The content is complete: anything incomplete stays so. */
  end(): void {
    this.#work.finish();
    this.#work.begin(this.#resume(true));
  }

  get shape(): ShapeId {
    return places[this.#place ?? 0]?.shape || this.#top.shape;
  }

  *#resume(final: boolean): Generator<void> {
    this.#borrowScanner();
    yield* this.#read(final);
    this.#giveScannerBack();
    if (!final) this.#tried();
  }

  /** The scanner serves several readers in turn: its state between two scans is kept here. */
  #borrowScanner(): void {
    this.scanner.surplus = this.#surplus;
    this.scanner.commaDue = this.#commaDue;
    t.limitDepth(this.limits.depth);
  }

  #giveScannerBack(): void {
    this.#flush();
    this.#surplus = this.scanner.surplus;
    this.#commaDue = this.scanner.commaDue;
  }

  *#rest(): Generator<void> {
    this.#giveScannerBack();
    yield;
    this.#borrowScanner();
  }

  *#read(final: boolean): Generator<void> {
    for (;;) {
      if (this.#work.isRestDue()) yield* this.#rest();
      if (this.#search) {
        const { isRead } = this.#search;
        yield* this.#searchInside(this.#search);
        this.#search = undefined;
        if (isRead) return this.#endInList(this.#to);
      }
      if (this.#deeperFrom !== undefined && !this.#tellDeeper(this.#deeperFrom, final)) return;
      if (this.#lost && !(yield* this.#recover(final))) return;
      const frame = this.#frames[this.#frames.length - 1];
      if (frame === "container") {
        if (this.#restOfContainer(final)) continue;
        return;
      }
      const first = this.scanner.batch.count;
      const before = this.#elements + first;
      const p = this.scanner.scan(this.#window.bytes, this.#from, this.#to, this.#base, frame === "list");
      const stop = this.scanner.stop;
      const tooLarge = p - this.#from > this.limits.record ? this.#refuseTooLarge(first) : undefined;
      if (frame === undefined) this.#noteTop(before);
      this.#from = p;
      if (tooLarge !== undefined) {
        this.#loseTooLarge(tooLarge);
        continue;
      }
      switch (stop.kind) {
        case "full":
          this.#flush();
          break;
        case "more":
          if (!this.#unfinished(p, final)) return;
          break;
        case "damage":
          this.#lose(p, stop.tooDeep ? "tooDeep" : "notJson", stop.at);
          break;
        case "noRecord":
          if (p - stop.start > this.limits.record) {
            this.#loseTooLarge(stop.start);
            break;
          }
          this.#elements++;
          this.#last = this.#base + stop.start;
          if (frame === undefined) this.#top.value("record", this.#window.bytes, stop.start, p);
          if (stop.tooDeep) this.#report(stop.start, p, "tooDeep");
          else if (!isHealthCheck(this.#window.bytes.subarray(stop.start, p)))
            this.#report(stop.start, p, "notARecord");
          if (!this.#others(final)) return;
          break;
        case "container":
          if (p - stop.start > this.limits.record) {
            this.#loseTooLarge(stop.start);
            break;
          }
          if (frame === undefined) this.#top.value("container", this.#window.bytes, stop.start, p);
          if (this.#frames.length + 2 > this.limits.depth || this.#deeper > 0) {
            this.#isTooDeep = true;
            this.#lose(stop.start, "tooDeep", p);
            break;
          }
          this.#frames.push("container");
          this.#openList();
          break;
        case "other":
          if (!this.#other(this.#window.bytes, p, frame, final) || !this.#others(final)) return;
          break;
      }
    }
  }

  /**
   * Skips everything here that cannot be a record: asking the scanner about each byte takes longer than everything
   * else.
   */
  #others(final: boolean): boolean {
    const b = this.#window.bytes;
    for (;;) {
      const frame = this.#frames.at(-1);
      if (frame === "container" || this.#lost || this.#deeperFrom !== undefined || this.#work.isRestDue()) return true;
      let p = t.skipSpace(b, this.#from);
      if (frame === "list" && this.scanner.commaDue && b[p] === COMMA && p < this.#to) {
        this.scanner.commaDue = false;
        p = t.skipSpace(b, p + 1);
      }
      this.#from = p;
      if (p >= this.#to || mayBeRecord(b, p)) return true;
      if (!this.#other(b, p, frame, final)) return false;
    }
  }

  /** Handles a byte that does not begin a record; false if more bytes are needed to decide. */
  #other(b: Uint8Array, p: number, frame: Frame | undefined, final: boolean): boolean {
    const c = b[p] as number;
    const space = this.#oddSpace(b, p, final);
    if (space !== p) {
      if (space === CUT_SPACE && !final) return false;
      if (space !== CUT_SPACE) return true;
    }
    if (frame === "list" && c === 0x5d) {
      if (!this.scanner.commaDue && this.#elements + this.scanner.batch.count > this.#listStart)
        this.#report(p, p + 1, "notJson");
      // many at once: asking the scanner after each takes longer than everything else
      do {
        if (this.#deeper > 0) this.#deeper--;
        else this.#frames.pop();
        this.#from = t.skipSpace(b, p + 1);
        if (this.#frames.length < this.#outermost) this.#hasLeft = true;
      } while (b[(p = this.#from)] === 0x5d && this.#frames.at(-1) === "list");
      this.scanner.commaDue = true;
      this.#last = -1;
      return true;
    }
    if (frame === "list" && this.scanner.commaDue) {
      if (c === OBJECT && b[t.skipSpace(b, p + 1)] === QUOTE) {
        this.#report(p, p, "notJson"); // only a comma is missing
        this.scanner.commaDue = false;
      } else this.#lose(p, "notJson");
      return true;
    }
    if (c === 0x5b) {
      if (frame === undefined) this.#top.value("list", b, p, p + 1);
      do {
        this.#openList(p);
        this.#from = t.skipSpace(b, p + 1);
      } while (b[(p = this.#from)] === 0x5b);
      return true;
    }
    if (frame === undefined && c === COMMA) {
      this.#from = p + 1;
      this.#report(p, this.#from, "notJson");
      return true;
    }
    if (frame === undefined) {
      const object = behindLinePrefix(b, p, this.#to);
      if (object === CUT && !final) return false;
      if (object >= 0) {
        this.#top.linePrefix();
        this.#from = object;
        return true;
      }
    }
    t.resetCounts(this.scanner.surplus);
    const after = t.skipValue(b, p);
    const isCut = (after < 0 ? t.failedAt() : after) >= this.#to;
    if (isCut && after < 0 && c === QUOTE) return this.#unfinished(p, final);
    if (isCut && this.#to - p <= this.#most && !final) return false;
    this.#last = -1;
    if (after < 0) this.#lose(p, this.#closesTooDeep(c, frame) ?? brokenBy(), t.failedAt());
    else if (after - p > this.limits.record) this.#loseTooLarge(p);
    else {
      if (frame === undefined) this.#top.value("record", this.#window.bytes, p, after);
      this.#elements++;
      this.scanner.surplus = t.utf16Surplus();
      this.scanner.commaDue = true;
      this.#from = after;
      this.#report(p, after, "notARecord");
    }
    return true;
  }

  /** Whether this closes something that was too deep to be opened. */
  #closesTooDeep(c: number, frame: Frame | undefined): "tooDeep" | undefined {
    return this.#isTooDeep && frame === undefined && (c === 0x5d || c === 0x7d) ? "tooDeep" : undefined;
  }

  /** @param p position of its bracket, unless it belongs to a container */
  #openList(p?: number): void {
    if (p === undefined || this.#frames.length < this.limits.depth) this.#frames.push("list");
    else if (this.#deeper++ === 0) this.#deeperFrom ??= this.#base + p;
    this.scanner.commaDue = false;
    this.#listStart = this.#elements + this.scanner.batch.count;
  }

  /**
   * Reports brackets that are too deep as soon as the position of the last one is known; false if more bytes are
   * needed.
   */
  #tellDeeper(start: number, final: boolean): boolean {
    const p = t.skipSpace(this.#window.bytes, this.#from);
    if (p >= this.#to && !final) return false;
    if (this.#window.bytes[p] === 0x5b) return true;
    this.#deeperFrom = undefined;
    this.#reportAbsolute(start, this.#base + p, "tooDeep");
    return true;
  }

  /** Reads the keys after a container's list; false if more bytes are needed. */
  #restOfContainer(final: boolean): boolean {
    const b = this.#window.bytes;
    let p = t.skipSpace(b, this.#from);
    const space = this.#oddSpace(b, p, final);
    if (space === CUT_SPACE && !final) return false;
    if (space > p) return true;
    t.resetCounts(this.scanner.surplus);
    if (b[p] === 0x7d) {
      this.#frames.pop();
      this.scanner.commaDue = true;
      this.#from = p + 1;
      return true;
    }
    let key = "";
    if (b[p] !== COMMA) p = t.fail(p);
    else {
      p = t.skipSpace(b, p + 1);
      const keyStart = p + 1;
      p = b[p] === QUOTE ? t.skipString(b, keyStart) : t.fail(p);
      if (p >= 0) {
        key = decoder.decode(b.subarray(keyStart, p - 1));
        p = t.skipSpace(b, p);
        p = b[p] === 0x3a ? t.skipSpace(b, p + 1) : t.fail(p);
      }
    }
    if (p >= 0 && b[p] === 0x5b && listKeys.includes(key)) {
      this.#from = p + 1;
      this.scanner.surplus = t.utf16Surplus();
      this.#openList();
      return true;
    }
    if (p >= 0) p = t.skipValue(b, p);
    if ((p < 0 ? t.failedAt() : p) >= this.#to) {
      return this.#unfinished(this.#from, final);
    }
    if (p < 0) this.#lose(this.#from, brokenBy(), t.failedAt());
    else if (p - this.#from > this.limits.record) this.#loseTooLarge(this.#from);
    else {
      this.#from = p;
      this.scanner.surplus = t.utf16Surplus();
    }
    return true;
  }

  /**
   * The bytes end inside what begins at `p`, or before anything begins; false if nothing can be done before more bytes
   * arrive.
   */
  #unfinished(p: number, final: boolean): boolean {
    const at = t.skipSpace(this.#window.bytes, p);
    if (final && at < this.#to) this.#lose(at, "truncated", this.#to);
    else if (final) {
      if (this.#mayHoldNext(at)) return true;
      this.#endInList(at);
      return false;
    } else if (this.#to - at > this.#most) this.#loseTooLarge(at);
    else return false;
    return true;
  }

  /**
   * Skips white space that JSON does not allow, at no cost. Other bytes that are not text are reported. {@link
   * CUT_SPACE} if more bytes are needed to decide.
   */
  #oddSpace(b: Uint8Array, p: number, final: boolean): number {
    const c = b[p] as number;
    if (c > 0x20 && c < 0x7f) return p;
    const start = p;
    for (;;) {
      const after = behindOddSpace(b, p, this.#to);
      if (after === CUT_SPACE) return p > start ? p : CUT_SPACE;
      // control characters separate values at the top, but in a list they prove damage
      if (after > p && (this.#frames.length === 0 || !isControl(b[p] as number))) {
        p = t.skipSpace(b, after);
        this.#pass(p);
        continue;
      }
      let end = p;
      while (end < this.#to && isControl(b[end] as number)) end++;
      if (end === p) return p;
      if (end === this.#to && !final && end - p < LOOKED_AT_AGAIN) return p > start ? p : CUT_SPACE;
      this.#report(p, end, "notJson");
      p = end;
      this.#pass(p);
    }
  }

  /** Continues at `next`, which may be before the current position. */
  #pass(next: number): void {
    cost.bytes += Math.abs(next - this.#from);
    const b = this.#window.bytes;
    let surplus = 0;
    for (let p = Math.min(this.#from, next), end = Math.max(this.#from, next); p < end; p++) {
      const c = b[p] as number;
      if (c >= 0xc2) surplus += c >= 0xe0 ? 2 : 1;
      if (c > 0x20 && c !== COMMA && c !== 0x5d && c !== 0x7d) this.#passedMore = true;
    }
    this.scanner.surplus += next < this.#from ? -surplus : surplus;
    this.#from = next;
  }

  /** Takes the first record that is too large, and all after it, out of the batch. Gives where it begins, if there is one. */
  #refuseTooLarge(first: number): number | undefined {
    const { batch } = this.scanner;
    const b = this.#window.bytes;
    let p = this.#from;
    for (let row = first; row < batch.count; row++) {
      p = t.skipSpace(b, p);
      if (b[p] === COMMA) p = t.skipSpace(b, p + 1);
      const length = batch.lengths[row] as number;
      // after a record that stands by itself, the next one is known to begin
      const end = batch.places[row] === 0 ? p + length : t.skipValue(b, p);
      if (length > this.limits.record || end - p > this.#most) {
        dropRows(batch, row);
        return p;
      }
      p = end;
    }
    return undefined;
  }

  /** What begins at `p` is larger than the limit: it is lost at the same place however much of it has come. */
  #loseTooLarge(p: number): void {
    this.#pass(p);
    this.#lose(p, "recordTooLarge", p + this.limits.record);
  }

  /** What begins at `p` is lost, because it is broken at `failed`. Searches for the next record. */
  #lose(p: number, reason: Problem["reason"], failed = p): void {
    if (failed - p > this.limits.record) {
      this.#loseTooLarge(p);
      return;
    }
    this.#flush();
    const start = this.#base + p;
    this.#last = -1;
    this.#lost = lostFrom(start, reason);
    this.#passedMore = false;
    const b = this.#window.bytes;
    // a text that was ended too early may have contained it
    if (failed === p && b[p - 1] === QUOTE && b[p - 2] === OBJECT) this.#lost.searched = start - BEFORE;
    else if (failed > p) this.#search = { lost: this.#lost, p, failed, isRead: false, from: 0 };
  }

  /**
   * Searches a value that begins at `p` and is intact up to `failed`: everything open there is broken with it, so only
   * complete values inside can be a record. One is a record if the lost value was cut off, and the next records were
   * taken for its own values.
   */
  *#searchInside({ lost, p, failed, isRead, from }: Search): Generator<void> {
    const to = Math.min(failed, this.#to);
    const isTooLarge = lost.reason === "recordTooLarge";
    const { open } = openLevels(this.#window.bytes, p, to);
    const starts = this.#starts;
    let level = 0;
    let next = p;
    let takenUpTo = isRead ? to : p;
    let beside: number | undefined;
    for (;;) {
      if (this.#work.isRestDue()) yield* this.#rest();
      const b = this.#window.bytes; // positions move when a record is taken
      if (!starts.next(b, next, to, to, this.#frames.length === 0)) break;
      const { at, kind, brace } = starts;
      next = brace + 1;
      while (level < open.length && (open[level] as number) < at) level++;
      if (at === p || (at < p && b[at] !== QUOTE) || open[level] === at || !this.#isWorthReading(lost, starts))
        continue;
      if (at < takenUpTo && kind === "value") continue; // what a record is wrapped in was taken with it
      const found = probe(b, probedAt(starts), this.#to);
      const reach = reachOf(b, found);
      if (found.kind === "broken" || reach > to) {
        beside = at; // it begins in the text that ends at `failed`
        break;
      }
      if (found.kind === "record" && isRecordInside(found, kind) && reach - at <= this.limits.record) {
        this.#take(lost, at, found.end, isRead);
        takenUpTo = Math.max(takenUpTo, found.end);
        this.#pass(Math.max(this.#from, takenUpTo));
        this.#passedMore = false;
        this.#noRecord(lost, at, found.end); // but it may be cut off, like what encloses it
      } else if (found.kind === "container") next = found.inside;
      else this.#noRecord(lost, at, found.end);
    }
    // a start that the window's end cuts off is looked at again
    let searched = beside ?? (starts.at >= next ? Math.min(starts.at, to) : Math.max(next, to));
    if (isTooLarge) {
      // what is open may end in later bytes, if that is not too late as well
      const half = to - this.limits.record / 2;
      searched = Math.max(takenUpTo, [...open, searched].find((at) => at > p && at >= half) ?? to);
    }
    lost.searched = this.#base + Math.max(searched, from);
  }

  #isWorthReading({ noneUpTo, spare }: Lost, { at, kind }: Start): boolean {
    return this.#base + at >= noneUpTo || kind === "mark" || spare > 0;
  }

  /** What was read from `at` to `end` is not a record. */
  #noRecord(lost: Lost, at: number, end: number): void {
    if (this.#base + at < lost.noneUpTo) lost.spare -= end - at;
    else lost.spare = (end - at) * READ_AGAIN;
    lost.noneUpTo = Math.max(lost.noneUpTo, this.#base + end);
  }

  /**
   * The list does not end, although its last element does: the element may have been cut off and have taken the next
   * records for its own values, and the list's end for the end of one of its lists.
   */
  #mayHoldNext(to: number): boolean {
    this.#flush();
    const p = this.#last - this.#base;
    if (this.#last < 0 || p < 0 || this.#frames.length < 2) return false;
    this.#search = { lost: lostFrom(this.#last, "truncated"), p, failed: to, isRead: true, from: 0 };
    return true;
  }

  /** The content ends, and with it nothing that is still open. */
  #endInList(at: number): void {
    if (this.#frames.length > 0) {
      this.#pass(at);
      this.#report(at, this.#to, "truncated");
    }
    this.#from = this.#to;
  }

  /** Takes a complete record from lost bytes. */
  #take(lost: Lost, start: number, end: number, isRead: boolean): void {
    const length = end - start;
    if (this.#copy.length < length + PAD) this.#copy = new Uint8Array(length * 2 + PAD);
    this.#copy.set(this.#window.bytes.subarray(start, end));
    this.#copy.fill(0, length, length + PAD);
    this.#pass(start);
    if (!isRead) this.#reportLost(lost, start);
    const { scanner } = this;
    const { batch } = scanner;
    const position = this.#base + start;
    const isTop = this.#frames.length === 0;
    scanner.commaDue = false;
    const before = this.#elements + batch.count;
    for (let p = 0; ; ) {
      p = scanner.scan(this.#copy, p, length, position, false);
      if (scanner.stop.kind !== "full") break;
      this.#flush();
    }
    if (isTop) this.#noteTop(before);
    this.#from = end;
    lost.start = Math.max(lost.start, this.#base + end);
    this.#passedMore = false;
  }

  /** Searches for the next record; false if none has arrived yet. */
  *#recover(final: boolean): Generator<void, boolean> {
    const lost = this.#lost as Lost;
    const frame = this.#frames.at(-1);
    for (;;) {
      if (this.#work.isRestDue()) yield* this.#rest();
      const start = yield* this.#nextStart(lost, final);
      if (!start) return false;
      const { at, brace, kind } = start; // the finder's own, which goes on
      const from = probedAt(start);
      const found = probe(this.#window.bytes, from, this.#to);
      const reach = reachOf(this.#window.bytes, found);
      const isCut = found.kind === "broken" && reach >= this.#to;
      const isTooLarge =
        reach - from > (found.kind === "broken" && (!isCut || final) ? this.limits.record : this.#most);
      lost.searched = this.#base + brace + 1;
      if (!isTooLarge && isNext(found, kind)) {
        this.#pass(at);
        this.#reportLost(lost, at);
        this.#lost = undefined;
        if (found.kind === "container") this.#leaveContainers();
        else if (frame === "container") this.#openList();
        this.scanner.commaDue = false;
        return true;
      }
      if (isCut && !isTooLarge && !final) {
        this.#pass(at);
        lost.candidate = { at: this.#base + at, brace: this.#base + brace, kind };
        return false;
      }
      if (found.kind === "broken" || isTooLarge) {
        if ((kind !== "object" && kind !== "value") || isTooLarge) {
          this.#pass(at);
          this.#reportLost(lost, at);
          lost.start = this.#base + at;
          this.#passedMore = false;
          lost.reason = isTooLarge
            ? "recordTooLarge"
            : isCut
              ? "truncated"
              : found.kind === "broken" && found.tooDeep
                ? "tooDeep"
                : "notJson";
          lost.isTold = false;
        }
        const failed = isTooLarge ? from + this.limits.record : reach;
        yield* this.#searchInside({ lost, p: at, failed, isRead: false, from: brace + 1 });
      } else if (found.kind !== "container") this.#noRecord(lost, at, found.end);
    }
  }

  /**
   * The next position in the window where a record may begin. If there is none, everything lost up to here is final.
   */
  *#nextStart(lost: Lost, final: boolean): Generator<void, Start | undefined> {
    const base = this.#base;
    if (lost.candidate) {
      const { at, brace, kind } = lost.candidate;
      lost.candidate = undefined;
      return { at: at - base, brace: brace - base, kind };
    }
    const starts = this.#starts;
    const isTop = this.#frames.length === 0;
    while (starts.next(this.#window.bytes, lost.searched - base, this.#to, this.#to, isTop)) {
      if (starts.at >= this.#from - BEFORE && this.#isWorthReading(lost, starts)) return starts;
      lost.searched = base + starts.brace + 1;
      if (this.#work.isRestDue()) yield* this.#rest();
    }
    if (final) {
      this.#pass(this.#to);
      this.#reportLost(lost, this.#to);
      this.#lost = undefined;
    } else {
      lost.searched = base + starts.at;
      this.#pass(Math.max(this.#from, starts.at - BESIDE_START));
    }
    return undefined;
  }

  /** Another container begins, which is not inside a list of the current one. */
  #leaveContainers(): void {
    const frames = this.#frames;
    while (frames.at(-1) === "container" || frames.at(-2) === "container") frames.pop();
    this.#deeper = 0;
    if (frames.length < this.#outermost) this.#hasLeft = true;
  }

  #reportLost(lost: Lost, to: number): void {
    const { start, reason, isTold } = lost;
    const end = this.#base + to;
    // what closes the lists and objects that a damaged record left open is not separate damage
    if (end < start || (isTold && !this.#passedMore)) return;
    lost.isTold = true;
    this.#reportAbsolute(start, end, reason);
  }

  #report(start: number, end: number, reason: Problem["reason"]): void {
    this.#reportAbsolute(this.#base + start, this.#base + end, reason);
  }

  #reportAbsolute(start: number, end: number, reason: Problem["reason"]): void {
    const problem: Problem = { start, end, reason };
    // what was exceeded
    if (reason === "recordTooLarge") problem.detail = String(this.limits.record);
    else if (reason === "tooDeep") problem.detail = String(this.limits.depth);
    this.sink.problem(problem);
  }

  /** Passes the records of the last scan to {@link TopLevel}. */
  #noteTop(before: number): void {
    const batch = this.scanner.batch;
    for (let row = before - this.#elements; row < batch.count; row++) {
      const start = (batch.starts[row] as number) - this.#base;
      this.#top.value("record", this.#window.bytes, start, start + (batch.lengths[row] as number));
    }
  }

  #flush(): void {
    const batch = this.scanner.batch;
    if (batch.count === 0) return;
    this.#place ??= batch.places[0] as number;
    this.#elements += batch.count;
    this.#last = Math.max(this.#last, batch.starts[batch.count - 1] as number);
    for (const row of batch.notUtf8) {
      const start = batch.starts[row] as number;
      this.sink.problem({ start, end: start + (batch.lengths[row] as number), reason: "notUtf8" });
    }
    this.#foreign.refuse(batch, (problem) => this.sink.problem(problem));
    this.sink.rows(batch);
    batch.count = 0;
    batch.extras = [];
    batch.notUtf8 = [];
  }
}

function dropRows(batch: Batch, from: number): void {
  batch.count = from;
  batch.extras = batch.extras.filter((_, i, all) => (all[i - (i % 3)] as number) < from);
  batch.notUtf8 = batch.notUtf8.filter((row) => row < from);
}

function lostFrom(start: number, reason: Problem["reason"]): Lost {
  return { start, reason, searched: start, noneUpTo: 0, spare: 0, candidate: undefined, isTold: false };
}

/** A text is examined from its quote, a line from its object. */
const probedAt = ({ at, brace, kind }: Start): number => (kind === "line" ? brace : at);

/** Up to where it is sound, without the white space after it. */
function reachOf(b: Uint8Array, found: Probed): number {
  if (found.kind === "broken") return found.at;
  if (found.kind === "container") return found.inside;
  let { end } = found;
  while (end > 0 && (b[end - 1] as number) <= 0x20) end--;
  return end;
}

/** Whether reading continues with it. */
function isNext(found: Probed, kind: Start["kind"]): boolean {
  if (found.kind === "container" || found.kind === "none") return found.kind === "container" || kind === "line";
  return found.kind === "record" && (found.isWrapped || found.marks >= marksFor(kind));
}

/** A start with weak evidence needs more marks: there are objects in records that use CloudTrail's names. */
const marksFor = (kind: Start["kind"]): number => (kind === "value" ? 3 : kind === "object" ? 2 : 1);

/** Whether what is inside something broken is a record, and not one of its values. */
function isRecordInside(found: Probed & { kind: "record" }, kind: Start["kind"]): boolean {
  return found.isWrapped || found.marks >= (kind === "key" ? 2 : marksFor(kind));
}

/** Neither white space nor the beginning of a text: often the content of a disk where data was lost. */
function isControl(c: number): boolean {
  return c < 0x20 || c === 0x7f;
}

/** Why the last value was not read. */
function brokenBy(): "tooDeep" | "notJson" {
  return t.failedTooDeep() ? "tooDeep" : "notJson";
}

/**
 * Whether the scanner has to see it: an empty object is not a record, and neither is a text too short for an object
 * with a key.
 */
function mayBeRecord(b: Uint8Array, p: number): boolean {
  const inside = b[t.skipSpace(b, p + 1)];
  if (b[p] === OBJECT) return inside !== 0x7d;
  if (b[p] !== QUOTE) return false;
  if (inside !== OBJECT && inside !== BACKSLASH) return false;
  const end = b.indexOf(QUOTE, p + 1);
  return end < 0 || end - p >= SHORTEST_TEXT || b[end - 1] === BACKSLASH;
}

/** CloudWatch Logs checks with such a message whether a destination exists. */
function isHealthCheck(element: Uint8Array): boolean {
  return (
    element.length > CONTROL_MESSAGE.length &&
    element.length < 1000 &&
    decoder.decode(element).includes(CONTROL_MESSAGE)
  );
}

const CONTROL_MESSAGE = '"CWL CONTROL MESSAGE: ';

const decoder = new TextDecoder();
