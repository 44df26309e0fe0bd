import { PAD, type Scanner, type Window } from "../scan/scanner";
import * as t from "../scan/tokens";
import type { Between, ContentReader, ReaderSink, ReadStretch, RecordLimits, Stretch } from "./contentReader";
import { ForeignRecords } from "./foreignRecords";
import { behindLinePrefix, CUT } from "./linePrefix";
import { listKeys, places } from "./places";
import { findRecordStart, searchedUpTo } from "./recover";
import type { Problem, ShapeId } from "./shape";
import { TopLevel } from "./topLevel";

const WINDOW = 512 * 1024; // bytes; larger windows fall out of L2 and are no faster
const KEPT_WHILE_SEARCHING = 4096; // bytes before the window's end in which a record's start may be cut

const QUOTE = 0x22;
const COMMA = 0x2c;

/** What encloses the place being read: a list of records, or an object of which one value is such a list. */
type Frame = "list" | "container";

/**
 * Finds the records in a log's UTF-8 content, given piece by piece: top-level values one after another, separated by
 * white space or nothing; each a record, a list of records, or an object with such a list under `Records`.
 * Whatever is broken costs only itself: it is reported with its bytes, and reading goes on at the next record.
 */
export class LogReader implements ContentReader {
  readonly #window: Window;
  #from = 0;
  #to = 0;
  #base = 0; // position of the window in the content
  #frames: Frame[] = [];
  readonly #outermost: number; // frames there are at least, unless the list that was begun in ends
  #hasLeft = false;
  #deeper = 0; // lists that are open inside the last frame, which the limit does not let be frames
  #deeperFrom: number | undefined; // position of their brackets, not yet told
  #isTooDeep = false; // containers were opened that are not among the frames
  /** What is lost; `gap`: what stands before that does not belong to what comes behind. */
  #lost: { start: number; searched: number; reason: Problem["reason"]; gap?: number } | undefined;
  #listStart = 0; // elements read when the innermost list began: tells an empty list from one that ends with a comma
  #elements = 0;
  #place = 0; // of the first record: what it is wrapped in tells the shape
  #surplus = 0;
  #commaDue = false;
  #worthTrying = 0; // position before which another look at what is unfinished would find it so again
  readonly #foreign: ForeignRecords;
  readonly #top = new TopLevel();

  /**
   * @param start where in the log's content the first byte given stands: what is before it is read by another, or was earlier
   * @param between what it stands between there
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
    if (between === "list") this.#frames.push("list");
    this.#window = scanner.window(windowSize + PAD);
    this.#foreign = new ForeignRecords(scanner.dictionaries.source);
  }

  /** Position behind the last byte given. */
  get position(): number {
    return this.#base + this.#to;
  }

  room(bytes: number): Uint8Array {
    const window = this.#window;
    const kept = this.#to - this.#from;
    if (this.#from > 0 && this.#to + bytes > window.bytes.length - PAD) {
      window.bytes.copyWithin(0, this.#from, this.#to);
      this.#base += this.#from;
      this.#from = 0;
      this.#to = kept;
    }
    if (kept + bytes > window.bytes.length - PAD) window.grow(kept + bytes + PAD);
    return window.bytes.subarray(this.#to, window.bytes.length - PAD);
  }

  wrote(bytes: number): void {
    this.#to += bytes;
    this.#window.bytes.fill(0, this.#to, this.#to + PAD);
    if (this.position < this.#worthTrying) return;
    this.#resume(false);
    // a long record is read from its start again when twice as much of it is there, not with each piece
    const unfinished = this.#to - this.#from;
    const more = Math.min(unfinished, this.limits.record + 1 - unfinished);
    this.#worthTrying = this.#lost || unfinished < WINDOW ? 0 : this.position + more;
  }

  push(bytes: Uint8Array): void {
    for (let p = 0; p < bytes.length; p += this.windowSize) {
      const piece = bytes.subarray(p, p + this.windowSize);
      this.room(piece.length).set(piece);
      this.wrote(piece.length);
    }
  }

  close(): void {
    this.#window.close();
  }

  /** Where the record begins that has come only in part; {@link position} if none. */
  get unfinished(): number {
    return this.#lost ? this.#lost.start : this.#base + t.skipSpace(this.#window.bytes, this.#from);
  }

  /** Where reading can go on when the content has grown: behind the last value at the top; undefined inside one. */
  get resumable(): number | undefined {
    return this.#frames.length === 0 && !this.#lost ? this.unfinished : undefined;
  }

  /** What the record or value that is being read stands in. */
  get inside(): Between | undefined {
    const frame = this.#frames.at(-1);
    return frame === "container" ? undefined : (frame ?? "top");
  }

  /** What the next byte stands between; undefined in the middle of a record, or of what is lost. */
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

  /** Goes on behind a stretch that another one has read; it begins where this one is now, {@link between} two records. */
  skip({ end, elements, ...top }: ReadStretch): void {
    this.#base = end;
    this.#from = 0;
    this.#to = 0;
    this.#elements += elements;
    this.#top.join(top);
  }

  gap(): Stretch {
    this.#worthTrying = 0;
    this.#resume(false);
    const { position } = this;
    const lost = { start: Math.min(this.unfinished, position), end: position };
    this.#surplus += this.#pass(this.#to);
    const isTop = this.#frames.length === 0;
    this.#lost = isTop ? undefined : { start: position, searched: position, reason: "notJson", gap: position };
    this.#commaDue = false;
    return lost;
  }

  /** The content is complete: what is unfinished now stays so. */
  end(): void {
    this.#resume(true);
  }

  get shape(): ShapeId {
    return places[this.#place]?.shape || this.#top.shape;
  }

  /** The scanner serves several readers in turn: what it remembers between two scans is kept here meanwhile. */
  #resume(final: boolean): void {
    this.scanner.surplus = this.#surplus;
    this.scanner.commaDue = this.#commaDue;
    t.limitDepth(this.limits.depth);
    this.#read(final);
    this.#flush();
    this.#surplus = this.scanner.surplus;
    this.#commaDue = this.scanner.commaDue;
  }

  #read(final: boolean): void {
    for (;;) {
      if (this.#deeperFrom !== undefined && !this.#tellDeeper(this.#deeperFrom, final)) return;
      if (this.#lost && !this.#recover(final)) return;
      const frame = this.#frames[this.#frames.length - 1];
      if (frame === "container") {
        if (this.#restOfContainer(final)) continue;
        return;
      }
      const before = this.#elements + this.scanner.batch.count;
      const p = this.scanner.scan(this.#window.bytes, this.#from, this.#to, this.#base, frame === "list");
      const stop = this.scanner.stop;
      if (frame === undefined) this.#noteTop(before);
      this.#from = p;
      switch (stop.kind) {
        case "full":
          this.#flush();
          break;
        case "more":
          if (final) this.#endOfContent();
          else if (this.#to - p > this.limits.record) {
            this.#lose(p, "recordTooLarge");
            break;
          }
          return;
        case "damage":
          this.#lose(p, stop.tooDeep ? "tooDeep" : "notJson");
          break;
        case "noRecord":
          this.#elements++;
          if (frame === undefined) this.#top.value("record", this.#window.bytes, stop.start, p);
          if (stop.tooDeep) this.#report(stop.start, p, "tooDeep");
          else if (!isHealthCheck(this.#window.bytes.subarray(stop.start, p)))
            this.#report(stop.start, p, "notARecord");
          break;
        case "container":
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
          if (!this.#other(p, frame, final)) return;
          break;
      }
    }
  }

  /** A byte that begins no record; false when more bytes are needed to tell. */
  #other(p: number, frame: Frame | undefined, final: boolean): boolean {
    const b = this.#window.bytes;
    const c = b[p] as number;
    if (frame === "list" && c === 0x5d) {
      if (!this.scanner.commaDue && this.#elements + this.scanner.batch.count > this.#listStart)
        this.#report(p, p + 1, "notJson");
      // many at once: to ask the scanner after each takes longer than all the rest
      do {
        if (this.#deeper > 0) this.#deeper--;
        else this.#frames.pop();
        this.#from = t.skipSpace(b, p + 1);
        if (this.#frames.length < this.#outermost) this.#hasLeft = true;
      } while (b[(p = this.#from)] === 0x5d && this.#frames.at(-1) === "list");
      this.scanner.commaDue = true;
      return true;
    }
    if (frame === "list" && this.scanner.commaDue) {
      this.#lose(p, "notJson", p); // only a comma may be missing
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
    if (frame === undefined) {
      const object = behindLinePrefix(this.#window.bytes, p, this.#to);
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
    const isTooLarge = this.#to - p > this.limits.record;
    if (isCut && !isTooLarge && !final) return false;
    if (after < 0)
      this.#lose(p, isCut && isTooLarge ? "recordTooLarge" : (this.#closesTooDeep(c, frame) ?? brokenBy()));
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

  /** What was too deep to be opened is closed here. */
  #closesTooDeep(c: number, frame: Frame | undefined): "tooDeep" | undefined {
    return this.#isTooDeep && frame === undefined && (c === 0x5d || c === 0x7d) ? "tooDeep" : undefined;
  }

  /** @param p its bracket, unless it is a container's */
  #openList(p?: number): void {
    if (p === undefined || this.#frames.length < this.limits.depth) this.#frames.push("list");
    else if (this.#deeper++ === 0) this.#deeperFrom ??= this.#base + p;
    this.scanner.commaDue = false;
    this.#listStart = this.#elements + this.scanner.batch.count;
  }

  /** Reports brackets that are too deep as soon as it is known where the last of them stands; false when more bytes are needed. */
  #tellDeeper(start: number, final: boolean): boolean {
    const p = t.skipSpace(this.#window.bytes, this.#from);
    if (p >= this.#to && !final) return false;
    if (this.#window.bytes[p] === 0x5b) return true;
    this.#deeperFrom = undefined;
    this.#reportAbsolute({ start, end: this.#base + p, reason: "tooDeep", ...this.#limitOf("tooDeep") });
    return true;
  }

  /** The keys behind a container's list; false when more bytes are needed. */
  #restOfContainer(final: boolean): boolean {
    const b = this.#window.bytes;
    t.resetCounts(this.scanner.surplus);
    let p = t.skipSpace(b, this.#from);
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
      if (final) this.#endOfContent();
      else if (this.#to - this.#from > this.limits.record) {
        this.#lose(this.#from, "recordTooLarge");
        return true;
      }
      return false;
    }
    if (p < 0) this.#lose(this.#from, brokenBy());
    else {
      this.#from = p;
      this.scanner.surplus = t.utf16Surplus();
    }
    return true;
  }

  #endOfContent(): void {
    const p = t.skipSpace(this.#window.bytes, this.#from);
    if (p < this.#to || this.#frames.length > 0) this.#report(p, this.#to, "truncated");
    this.#from = this.#to;
  }

  /** What begins at `p` is lost; the next record is looked for from `searched` on. */
  #lose(p: number, reason: Problem["reason"], searched = p + 1): void {
    this.#flush();
    this.#lost = { start: this.#base + p, searched: this.#base + searched, reason };
  }

  /** Looks for the next record; false when none has come yet. */
  #recover(final: boolean): boolean {
    const lost = this.#lost;
    if (!lost) return true;
    const frame = this.#frames[this.#frames.length - 1];
    const b = this.#window.bytes;
    const isTop = frame === undefined;
    const first = Math.max(0, (lost.gap ?? 0) - this.#base);
    const isStart = this.#base + first === (lost.gap ?? 0);
    const searched = lost.searched - this.#base - first;
    const next = findRecordStart(b.subarray(first), searched, this.#to - first, isTop, isStart);
    const found = next < 0 ? -1 : next + first;
    const kept = Math.max(this.#from, this.#to - KEPT_WHILE_SEARCHING);
    const upTo = found >= 0 ? found : final ? this.#to : searchedUpTo(b, this.#from, kept);
    this.scanner.surplus += this.#pass(upTo);
    if (found < 0 && !final) {
      lost.searched = Math.max(lost.searched, this.#base + upTo);
      return false;
    }
    const { start, reason } = lost;
    const end = this.#base + upTo;
    if (lost.gap === undefined || end > start) this.#reportAbsolute({ start, end, reason, ...this.#limitOf(reason) });
    this.#lost = undefined;
    if (found < 0) return false;
    if (frame === "container") this.#openList();
    this.scanner.commaDue = false;
    return true;
  }

  /** Goes over bytes that are no part of a record; returns by how many their UTF-16 code units are fewer. */
  #pass(upTo: number): number {
    const b = this.#window.bytes;
    let surplus = 0;
    for (let p = this.#from; p < upTo; p++) {
      const c = b[p] as number;
      if (c >= 0xc2) surplus += c >= 0xe0 ? 2 : 1;
    }
    this.#from = upTo;
    return surplus;
  }

  #report(start: number, end: number, reason: Problem["reason"]): void {
    this.#reportAbsolute({ start: this.#base + start, end: this.#base + end, reason, ...this.#limitOf(reason) });
  }

  #reportAbsolute(problem: Problem): void {
    this.sink.problem(problem);
  }

  /** What was exceeded, for a problem that names a limit. */
  #limitOf(reason: Problem["reason"]): { detail?: string } {
    if (reason === "recordTooLarge") return { detail: String(this.limits.record) };
    return reason === "tooDeep" ? { detail: String(this.limits.depth) } : {};
  }

  /** Tells {@link TopLevel} of the records that the last scan found. */
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
    if (this.#elements === 0) this.#place = batch.places[0] as number;
    this.#elements += batch.count;
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

/** Why the value looked at last was not read. */
function brokenBy(): "tooDeep" | "notJson" {
  return t.failedTooDeep() ? "tooDeep" : "notJson";
}

/** CloudWatch Logs asks a destination with such a message whether it is there. */
function isHealthCheck(element: Uint8Array): boolean {
  return element.length < 1000 && decoder.decode(element).includes('"CWL CONTROL MESSAGE: ');
}

const decoder = new TextDecoder();
