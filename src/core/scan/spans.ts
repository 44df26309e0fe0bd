import { wordAt } from "./words";

const SLOTS = 4096;
const LONGEST = 1024; // bytes; longer objects are rare and would fill the cache
const SAMPLE_FROM = 40; // bytes behind the object's start: what is before is the same in most of them
const SAMPLE_WORDS = 10;

/** One object's text and what was read in it. */
export interface KnownSpan {
  words: Int32Array;
  length: number;
  /** Path, id; and so on. */
  values: Uint32Array;
  /** Bytes minus UTF-16 code units. */
  surplus: number;
}

/**
 * Objects whose whole text was read before: calls of one session carry the same userIdentity, byte for byte, and comparing
 * it is ten times as fast as reading it again.
 */
export class KnownSpans {
  readonly #slots: (KnownSpan | undefined)[] = new Array(SLOTS);

  /** The object that stands at `p`, if it is known. */
  find(words: Int32Array, p: number): KnownSpan | undefined {
    const span = this.#slots[slotOf(words, p)];
    if (span === undefined) return undefined;
    const known = span.words;
    const whole = span.length >> 2;
    for (let i = 0, at = p; i < whole; i++, at += 4) if (wordAt(words, at) !== known[i]) return undefined;
    const rest = (span.length & 3) << 3;
    if (rest !== 0 && (wordAt(words, p + whole * 4) ^ (known[whole] as number)) << (32 - rest) !== 0) return undefined;
    return span;
  }

  add(words: Int32Array, p: number, length: number, values: readonly number[], surplus: number): void {
    if (length > LONGEST || length < SAMPLE_FROM + SAMPLE_WORDS * 4) return;
    const text = new Int32Array((length + 3) >> 2);
    for (let i = 0; i < text.length; i++) text[i] = wordAt(words, p + i * 4);
    this.#slots[slotOf(words, p)] = { words: text, length, values: Uint32Array.from(values), surplus };
  }
}

function slotOf(words: Int32Array, p: number): number {
  let h = 0;
  for (let i = 0, at = p + SAMPLE_FROM; i < SAMPLE_WORDS; i++, at += 4) {
    h = Math.imul(h ^ wordAt(words, at), 0x5bd1e995);
    h ^= h >>> 15;
  }
  return h & (SLOTS - 1);
}
