import { setImmediate as nextTurn } from "node:timers/promises";
import zlib from "node:zlib";
import type { GzipDamage } from "./damaged";
import { type Header, headerAt, isPadding, MAGIC, TRAILER } from "./gzipFormat";
import { type Inflating, newInflating, SLACK, Why } from "./inflaterProgram";
import { newPlainInflating } from "./plainInflater";

const PACKED = 1024 * 1024; // bytes
/** Maximum distance of repeated content: RFC 1951. */
const HISTORY = 32 * 1024;
/** Maximum output at a time. */
const STRETCH = 256 * 1024;
/** A longer header does not count as one. */
const HEADER = 256 * 1024;
/**
 * Broken data may have been decompressed beyond its own end: the search for the next member starts this far before the
 * break.
 */
const LOOK_BACK = 64 * 1024;
/** Minimum output of what looks like a member; otherwise it does not count as one. */
const TRIAL = 1024;
/**
 * Number of places that may turn out not to be a member, plus one for each BYTES_OF_ONE: checking all takes too long.
 */
const FALSE_STARTS = 64;
const BYTES_OF_ONE = 1024;
/**
 * Maximum bytes that are decompressed again for each byte of the file: members inside what was taken for another
 * member's data.
 */
const AGAIN = 4;

/** Other work does not wait longer. */
const LONGEST = 5; // milliseconds

const most = { packed: PACKED, content: HISTORY + STRETCH };

/** What a reader needs to decompress; undefined if the faster program cannot run. */
export const fastMachine = (file?: string): Inflating | undefined => newInflating(most, file);
const anyMachine = (): Inflating => fastMachine() ?? newPlainInflating(most);

/** Decompressed content. */
export interface Piece {
  out: Uint8Array;
  /** Position in the content; by default after the previous piece. */
  at?: number;
  /** Position in the file up to which everything was handed out. */
  packed: number;
}

/** Why {@link GzipReader.next} returned. */
export type Came = "full" | "moreInput" | "damage" | "pause" | "end";

/**
 * Decompresses gzip data of any length with any number of members, and continues at the next member after damage. It
 * returns the exact content of damaged data before the break, and all content whose checksum is wrong.
 */
export class GzipReader {
  /** What is wrong after the returned content, if {@link next} says so. */
  damage: GzipDamage = "broken";
  // In the input: what is not used yet
  #from = 0;
  #to = 0;
  #isAll = false;
  #read = 0; // bytes put into it so far
  /** Where the member's data begins: earlier data is no longer needed. */
  #member = 0;
  // In the output: where the member's content begins, as far as it is still there, and where it continues
  #start = 0;
  #at = 0;
  #crc = 0;
  #size = 0;
  #state: "header" | "data" | "trailer" | "seeking" | "end" = "header";
  /** The previous member was damaged: what is wrong after it may be its fault. */
  #isDoubtful = false;
  // The search for the next member
  #seek = 0; // in the input
  #skipped = 0; // in the whole file: what is between there and the next member belongs to none
  #isPadding = true; // up to the position of the search
  /** Reported when it is known whether another member follows. */
  #pending: GzipDamage | undefined;
  #falseStarts = 0;
  #again = 0;

  constructor(private readonly inflating: Inflating = anyMachine()) {}

  /** Number of compressed bytes that were used. */
  get packed(): number {
    return this.#read - (this.#to - this.#from);
  }

  /** Takes as many bytes as there is room for, and returns their number. */
  push(bytes: Uint8Array): number {
    const { input } = this.inflating;
    if (this.#to + bytes.length > input.length) this.#makeRoom();
    const taken = bytes.subarray(0, input.length - this.#to);
    input.set(taken, this.#to);
    this.#took(taken.length);
    return taken.length;
  }

  /** Like {@link push}, but the caller fills the input. Reading nothing means the end. */
  fill(read: (into: Uint8Array) => number): void {
    const { input } = this.inflating;
    if (this.#to > input.length / 2) this.#makeRoom(); // moving data costs time, too
    const taken = read(input.subarray(this.#to));
    if (taken === 0) this.end();
    else this.#took(taken);
  }

  /** There is no more input. */
  end(): void {
    this.#isAll = true;
  }

  #took(bytes: number): void {
    this.#to += bytes;
    this.#read += bytes;
  }

  #makeRoom(): void {
    const first = this.#state === "seeking" ? this.#seek : this.#from;
    const needed = Math.min(first, Math.max(this.#member, this.#from - LOOK_BACK, 0));
    if (needed === 0) return;
    this.inflating.input.copyWithin(0, needed, this.#to);
    this.#from -= needed;
    this.#to -= needed;
    this.#seek -= needed;
    this.#member -= needed;
  }

  /** Fills `into` except for {@link SLACK} bytes. Returns the number of bytes, and why it stopped. */
  next(into: Uint8Array): { filled: number; came: Came } {
    let filled = 0;
    for (;;) {
      let came: Came | undefined;
      if (this.#state === "header") came = this.#header();
      else if (this.#state === "trailer") came = this.#trailer();
      else if (this.#state === "seeking") came = this.#search();
      else if (this.#state === "end") came = "end";
      else if (into.length - filled < SLACK) came = "full";
      else {
        const { made, why } = this.#inflate(into.subarray(filled));
        filled += made;
        came = this.#cameOf(why);
      }
      if (came !== undefined) return { filled, came };
    }
  }

  #cameOf(why: number): Came | undefined {
    if (why === Why.full) return undefined;
    if (why === Why.moreInput) return this.#isAll ? undefined : "moreInput";
    if (why === Why.done) this.#state = "trailer";
    else {
      this.#pending = why === Why.cut ? "cut" : "broken";
      this.#lookFor(Math.max(this.#member, this.#from - LOOK_BACK));
    }
    return undefined;
  }

  #header(): Came | undefined {
    if (!this.#isAll && this.#to - this.#from < HEADER) return "moreInput";
    if (this.#from === this.#to && this.#read > 0) {
      this.#state = "end";
      return undefined;
    }
    const header = headerAt(this.inflating.input, this.#from, this.#to);
    if (header !== undefined && header !== "short" && header.isSound) {
      this.#begin(header);
      return undefined;
    }
    if (header === "short" && this.#isAll && this.#to - this.#from > 1) this.#pending = "cut";
    else if (this.#beginsLikeGzip()) this.#pending = "header";
    this.#lookFor(this.#isDoubtful ? Math.max(this.#member, this.#from - LOOK_BACK) : this.#from);
    return undefined;
  }

  #beginsLikeGzip(): boolean {
    const { input } = this.inflating;
    return this.#to - this.#from > 1 && input[this.#from] === MAGIC[0] && input[this.#from + 1] === MAGIC[1];
  }

  #begin({ data }: Header): void {
    this.#from = data;
    this.#member = data;
    this.#start = this.#at;
    this.#crc = 0;
    this.#size = 0;
    this.#isDoubtful = false;
    this.#state = "data";
    this.inflating.machine.begin();
  }

  #inflate(into: Uint8Array): { made: number; why: number } {
    const { machine, input, output } = this.inflating;
    if (this.#at > HISTORY) this.#forget();
    const most = Math.min(into.length, STRETCH) - SLACK + 1; // it stops after that, not at it
    const { byteOffset: packed } = input;
    const { byteOffset: content } = output;
    const why = machine.inflate(
      packed + this.#from,
      packed + this.#to,
      this.#isAll,
      content + this.#start,
      content + this.#at,
      content + this.#at + most,
    );
    this.#from = Math.min(this.#to, machine.usedTo() - packed);
    const made = output.subarray(this.#at, machine.filledTo() - content);
    into.set(made);
    this.#crc = zlib.crc32(made, this.#crc);
    this.#size += made.length;
    this.#at += made.length;
    return { made: made.length, why };
  }

  /** Makes room by removing what is too far back to be repeated. */
  #forget(): void {
    const moved = this.#at - HISTORY;
    this.inflating.output.copyWithin(0, moved, this.#at);
    this.#at = HISTORY;
    this.#start = Math.max(0, this.#start - moved);
  }

  #trailer(): Came | undefined {
    if (this.#to - this.#from < TRAILER) {
      if (!this.#isAll) return "moreInput";
      this.#pending = "trailer";
      this.#lookFor(this.#from);
      return undefined;
    }
    const { input } = this.inflating;
    const isCrc = input.readUInt32LE(this.#from) === this.#crc;
    const isLength = input.readUInt32LE(this.#from + 4) === this.#size % 2 ** 32;
    this.#from += TRAILER;
    this.#state = "header";
    if (isCrc && isLength) return undefined;
    this.#isDoubtful = true;
    return this.#tell(isCrc ? "length" : isLength ? "checksum" : "changed");
  }

  #tell(damage: GzipDamage): Came {
    this.damage = damage;
    this.#pending = undefined;
    return "damage";
  }

  #lookFor(from: number): void {
    const again = this.#from - from;
    const isTooMuch = this.#again + again > AGAIN * this.#read;
    this.#seek = isTooMuch ? this.#from : from;
    this.#skipped = this.packed;
    this.#isPadding = true;
    this.#state = "seeking";
  }

  /**
   * Searches for the next member that can be decompressed. The problem is reported when the member is found, or does
   * not exist.
   */
  #search(): Came | undefined {
    const { input } = this.inflating;
    const found = input.subarray(this.#seek, this.#to).indexOf(MAGIC);
    const reached = found < 0 ? Math.max(this.#seek, this.#to - MAGIC.length + 1) : this.#seek + found;
    this.#pass(found < 0 && this.#isAll ? this.#to : reached);
    if (found < 0) {
      if (!this.#isAll) return "moreInput";
      return this.#endSearch();
    }
    if (!this.#isAll && this.#to - reached < HEADER) return "moreInput";
    const mayTry = this.#falseStarts < FALSE_STARTS + this.#read / BYTES_OF_ONE;
    const header = mayTry ? headerAt(input, reached, Math.min(this.#to, reached + HEADER)) : undefined;
    if (header === undefined || header === "short" || !this.#isMember(header)) {
      this.#falseStarts++;
      this.#pass(Math.min(this.#to, reached + (mayTry ? 1 : BYTES_OF_ONE)));
      return "pause";
    }
    this.#again += Math.max(0, this.#from - reached);
    const skipped = this.#read - this.#to + reached - this.#skipped;
    const { isSound } = header;
    const pending = this.#pending === "cut" ? "broken" : this.#pending;
    const before = pending ?? (skipped > 0 && !this.#isDoubtful ? skipped : undefined);
    this.#begin(header);
    if (before !== undefined) return this.#tell(before);
    return isSound ? undefined : this.#tell("header");
  }

  #pass(to: number): void {
    const { input } = this.inflating;
    if (this.#isPadding) this.#isPadding = isPadding(input.subarray(Math.max(this.#from, this.#seek), to));
    this.#seek = to;
    this.#from = Math.max(this.#from, to);
  }

  #endSearch(): Came | undefined {
    this.#state = "end";
    const skipped = this.#read - this.#skipped;
    if (this.#pending !== undefined) return this.#tell(this.#pending);
    return skipped > 0 && !this.#isPadding ? this.#tell(skipped) : undefined;
  }

  /** Whether what may be a member's data can be decompressed. */
  #isMember({ data, isSound, isUsual }: Header): boolean {
    const { machine, input, output } = this.inflating;
    const { byteOffset: packed } = input;
    // the output is free: no member is being decompressed
    const { byteOffset: start } = output;
    machine.begin();
    const why = machine.inflate(packed + data, packed + this.#to, this.#isAll, start, start, start + TRIAL);
    const made = output.subarray(0, machine.filledTo() - start);
    const end = machine.usedTo() - packed;
    this.#start = 0;
    this.#at = 0;
    const isWhole =
      why === Why.done &&
      end + TRAILER <= this.#to &&
      input.readUInt32LE(end) === zlib.crc32(made) &&
      input.readUInt32LE(end + 4) === made.length;
    return isWhole || made.length >= TRIAL || (isSound && isUsual && made.length > 0);
  }
}

/**
 * Decompresses pieces of data. Damage is reported before the content that follows it. An error of the pieces themselves
 * is thrown after everything before it was handed out. A piece is valid until the next one is requested.
 */
export async function* gunzipped(
  packed: AsyncIterable<Uint8Array>,
  damaged: (damage: GzipDamage) => void,
  reader = new GzipReader(),
): AsyncGenerator<Piece> {
  const more = packed[Symbol.asyncIterator]();
  let waiting: Uint8Array = new Uint8Array(0);
  let failure: { error: unknown } | undefined;
  const into = new Uint8Array(STRETCH);
  let length = 0;
  let rested = performance.now();
  try {
    for (;;) {
      const { filled, came } = reader.next(into.subarray(length));
      length += filled;
      const isComplete = came === "end" || came === "damage" || came === "full";
      if (isComplete && length > 0) {
        yield { out: into.subarray(0, length), packed: reader.packed };
        length = 0;
      }
      if (came === "end") break;
      if (came === "damage" && !(failure && (reader.damage === "cut" || reader.damage === "trailer")))
        damaged(reader.damage);
      if (came === "moreInput") {
        if (waiting.length === 0) {
          try {
            const { done, value } = await more.next();
            if (done) reader.end();
            else waiting = value;
          } catch (error) {
            failure = { error };
            reader.end();
          }
        }
        waiting = waiting.subarray(reader.push(waiting));
      }
      if (performance.now() - rested < LONGEST) continue;
      await nextTurn();
      rested = performance.now();
    }
    if (failure) throw failure.error;
  } finally {
    await more.return?.();
  }
}
