/**
 * The event with which CloudWatch Logs calls a Lambda function: `{"awslogs":{"data":"…"}}`, its message compressed and
 * in base64. The messages inside are read one after another.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-cloudwatchlogs.html
 */
import { promisify } from "node:util";
import zlib from "node:zlib";
import { cost } from "../../core/cost";
import { type Inflater, newInflater } from "./inflater";

const LONGEST = 64 * 1024 * 1024; // bytes of one message, packed or not; CloudWatch Logs sends at most 1 MB
const HEAD = 256;
/** Bytes that are passed on together: with very small pieces, each costs more than its bytes. */
const TOGETHER = 16 * 1024;

const beginning = /^\s*\[?\s*\{\s*"awslogs"\s*:\s*\{/;

export function holdsAwslogs(head: Uint8Array): boolean {
  return beginning.test(Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, HEAD)).toString("latin1"));
}

/** The content itself or, for wrappers, the content inside. */
export async function* unpacked(pieces: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let wrappers: Wrappers | undefined;
  let isPacked: boolean | undefined;
  for await (const piece of pieces) {
    isPacked ??= holdsAwslogs(piece);
    if (isPacked) yield* (wrappers ??= new Wrappers()).read(piece);
    else yield piece;
  }
  if (wrappers) yield* wrappers.end();
}

const OPEN = 0x7b;
const QUOTE = 0x22;
/** Tokens before a wrapper's data, and after it. */
const before = ["{", '"awslogs"', ":", "{", '"data"', ":", '"'].map((token) => Buffer.from(token));
const behind = ["}", "}"].map((token) => Buffer.from(token));

/** The bytes end too early to decide. */
const CUT = -2;

/** Finds the wrappers in content that arrives piece by piece, and looks at each byte a fixed number of times. */
class Wrappers {
  #bytes = Buffer.alloc(0);
  #length = 0;
  #worthTrying = 0; // below this length, another look at what is cut off would change nothing
  #isForeign = false; // this is not a wrapper and is passed on unchanged, which shows that
  #ready: Uint8Array[] = [];
  #readyBytes = 0;

  async *read(piece: Uint8Array): AsyncGenerator<Uint8Array> {
    if (this.#length + piece.length > this.#bytes.length) {
      const larger = Buffer.alloc(2 * (this.#length + piece.length));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#bytes.set(piece, this.#length);
    this.#length += piece.length;
    if (this.#length >= this.#worthTrying) yield* this.#take(false);
  }

  /** There is no more. */
  async *end(): AsyncGenerator<Uint8Array> {
    yield* this.#take(true);
    yield* this.#handOver(0);
  }

  async *#take(isFinal: boolean): AsyncGenerator<Uint8Array> {
    const b = this.#bytes.subarray(0, this.#length);
    let p = 0; // after what was taken
    let next = 0;
    while (next < b.length) {
      const from = next;
      const open = b.indexOf(OPEN, from);
      next = open < 0 ? b.length : open;
      if (open < 0) break;
      const c = b[open + 1];
      if (c !== undefined && c !== QUOTE && !isSpace(c)) {
        next++; // most braces are no wrapper's
        continue;
      }
      cost.bytes += open - from;
      const found = this.#wrapper(b, open);
      if (found === CUT && !isFinal && b.length - open <= LONGEST) break;
      next = open + 1;
      if (typeof found === "number") continue;
      this.#pass(b.subarray(p, open));
      this.#isForeign = false;
      this.#push(
        (await message(b.toString("latin1", found.from, found.to))) ?? Buffer.from(b.subarray(open, found.end)),
      );
      this.#push(newline);
      p = next = found.end;
      yield* this.#handOver(TOGETHER);
    }
    this.#pass(b.subarray(p, next));
    yield* this.#handOver(TOGETHER);
    p = next;
    this.#bytes.copyWithin(0, p, b.length);
    this.#length = b.length - p;
    this.#worthTrying = 2 * this.#length;
  }

  /**
   * The position of the data in the wrapper at `p`, and the wrapper's end; -1 if it is not a wrapper, or {@link CUT}.
   */
  #wrapper(b: Buffer, p: number): { from: number; to: number; end: number } | -1 | -2 {
    const from = behindTokens(b, p, before);
    if (from === -1 || from === CUT) return from;
    const to = b.indexOf(QUOTE, from);
    cost.bytes += (to < 0 ? b.length : to) - from;
    if (to < 0) return CUT;
    const end = behindTokens(b, to + 1, behind);
    return end === -1 || end === CUT ? end : { from, to, end };
  }

  /**
   * Commas, brackets and white space between wrappers are skipped; everything else is passed on, and is reported as not
   * being a wrapper.
   */
  #pass(bytes: Buffer): void {
    let p = 0;
    if (!this.#isForeign) while (p < bytes.length && isBetween(bytes[p] as number)) p++;
    if (p === bytes.length) return;
    this.#isForeign = true;
    this.#push(Buffer.from(bytes.subarray(p)));
  }

  #push(bytes: Uint8Array): void {
    this.#ready.push(bytes);
    this.#readyBytes += bytes.length;
  }

  *#handOver(atLeast: number): Generator<Uint8Array> {
    if (this.#readyBytes <= atLeast) return;
    const together = Buffer.concat(this.#ready);
    this.#ready = [];
    this.#readyBytes = 0;
    yield together;
  }
}

/**
 * The position after these tokens, with white space before each except the first; -1 for anything else, or {@link CUT}.
 */
function behindTokens(b: Buffer, p: number, tokens: readonly Buffer[]): number {
  for (const token of tokens) {
    const start = p;
    while (p < b.length && isSpace(b[p] as number)) p++;
    const length = Math.min(token.length, b.length - p);
    cost.bytes += p - start + length;
    if (b.compare(token, 0, length, p, p + length) !== 0) return -1;
    if (length < token.length) return CUT;
    p += length;
  }
  return p;
}

const isSpace = (c: number): boolean => c === 0x20 || (c >= 0x09 && c <= 0x0d);
const isBetween = (c: number): boolean => isSpace(c) || c === 0x2c || c === 0x5b || c === 0x5d;

const gunzip = promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.gunzip);
/** Size of the smallest gzip data. */
const SMALLEST = 18;

/** Undefined if it cannot be unpacked. */
async function message(data: string): Promise<Uint8Array | undefined> {
  const packed = Buffer.from(data.replaceAll("\\/", "/"), "base64");
  // asking zlib takes long for data that is not gzip, and there may be very many such wrappers
  if (packed.length < SMALLEST || packed[0] !== 0x1f || packed[1] !== 0x8b) return undefined;
  const content = inflatedSmall(packed);
  if (content) return content;
  try {
    return await gunzip(packed, { maxOutputLength: LONGEST });
  } catch {
    return undefined; // damaged, or far larger than any message from CloudWatch Logs
  }
}

const SMALL = { packed: 256 * 1024, content: 4 * 1024 * 1024 };
let small: { inflater: Inflater | undefined } | undefined;

/** Undefined if it is large, or anything about it is unusual. */
function inflatedSmall(packed: Buffer): Uint8Array | undefined {
  if (packed.length > SMALL.packed) return undefined;
  small ??= { inflater: newInflater(SMALL) };
  small.inflater?.input.set(packed);
  const content = small.inflater?.gunzip(packed.length, SMALL.content);
  return content && new Uint8Array(content);
}

const newline = Buffer.from("\n");
