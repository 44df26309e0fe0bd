import zlib from "node:zlib";
import { Odd } from "./damaged";
import { dataOf, TRAILER } from "./gzipFormat";
import { type Inflating, newInflating, SLACK, Why } from "./inflaterProgram";

const PACKED = 1024 * 1024; // bytes
/** How far back content may be repeated: RFC 1951. */
const HISTORY = 32 * 1024;
/** Comes out at a stretch at most. */
const STRETCH = 256 * 1024;
/** The header of a member is shorter, or left to zlib. */
const HEADER = 64 * 1024;

/** Undefined where this machine cannot run it. @param read fills an array with what comes next; 0 at the end */
export function newGzipStream(read: (into: Uint8Array) => number, file?: string): GzipStream | undefined {
  const inflating = newInflating({ packed: PACKED, content: HISTORY + STRETCH }, file);
  return inflating && new GzipStream(inflating, read);
}

/** Inflates gzip data of any length, piece by piece. */
export class GzipStream {
  // In the input: what is not used yet
  #from = 0;
  #to = 0;
  #isAll = false;
  // In the output: where the member's content begins, as far as it is still there, and where it goes on
  #start = 0;
  #at = 0;
  #isInMember = false;
  #crc = 0;
  #size = 0;
  #read = 0;

  constructor(
    private readonly inflating: Inflating,
    private readonly read: (into: Uint8Array) => number,
  ) {}

  /** Bytes of packed data that were used. */
  get packed(): number {
    return this.#read - (this.#to - this.#from);
  }

  /**
   * Fills `into`, which takes at least {@link SLACK} bytes, but for a little.
   * @returns how much there is; 0 at the end. Throws {@link Odd}: what was given before is sound, what is in `into` is not.
   */
  next(into: Uint8Array): number {
    let filled = 0;
    while (into.length - filled >= SLACK) {
      if (!this.#isInMember && !this.#begin()) break;
      filled += this.#inflate(into.subarray(filled));
    }
    return filled;
  }

  /** False where there is no further member. */
  #begin(): boolean {
    while (!this.#isAll && this.#to - this.#from < HEADER) this.#refill();
    if (this.#isAll && this.#from === this.#to && this.#read > 0) return false;
    const { machine, input } = this.inflating;
    const data = dataOf(input, this.#from, this.#to);
    if (data === undefined) throw new Odd();
    this.#from = data;
    this.#start = this.#at;
    this.#crc = 0;
    this.#size = 0;
    this.#isInMember = true;
    machine.begin();
    return true;
  }

  #inflate(into: Uint8Array): number {
    const { machine, input, output } = this.inflating;
    if (this.#at > HISTORY) this.#forget();
    const most = Math.min(into.length, STRETCH) - SLACK + 1; // it stops behind that, not at it
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
    if (why > Why.moreInput || (why === Why.moreInput && this.#isAll)) throw new Odd();
    this.#from = machine.usedTo() - packed;
    const made = output.subarray(this.#at, machine.filledTo() - content);
    into.set(made);
    this.#crc = zlib.crc32(made, this.#crc);
    this.#size += made.length;
    this.#at += made.length;
    if (why === Why.done) this.#end();
    else if (why === Why.moreInput) this.#refill();
    return made.length;
  }

  /** What is too far back to be repeated makes room. */
  #forget(): void {
    const moved = this.#at - HISTORY;
    this.inflating.output.copyWithin(0, moved, this.#at);
    this.#at = HISTORY;
    this.#start = Math.max(0, this.#start - moved);
  }

  #end(): void {
    while (!this.#isAll && this.#to - this.#from < TRAILER) this.#refill();
    const { input } = this.inflating;
    const isSound =
      this.#to - this.#from >= TRAILER &&
      input.readUInt32LE(this.#from) === this.#crc &&
      input.readUInt32LE(this.#from + 4) === this.#size % 2 ** 32;
    if (!isSound) throw new Odd();
    this.#from += TRAILER;
    this.#isInMember = false;
  }

  #refill(): void {
    const { input } = this.inflating;
    input.copyWithin(0, this.#from, this.#to);
    this.#to -= this.#from;
    this.#from = 0;
    const read = this.read(input.subarray(this.#to));
    this.#isAll = read === 0;
    this.#to += read;
    this.#read += read;
  }
}
