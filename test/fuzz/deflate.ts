import { Random } from "../bench/random";

/**
 * Writes deflate data (RFC 1951) as no usual program does: blocks of every kind in sequence, codes of any legal
 * lengths, repeats at any distance, and sometimes something invalid.
 */

/** An element of a block: a byte, or a repeat of earlier content. */
export type Token = number | { length: number; distance: number };

export interface Block {
  kind: "stored" | "fixed" | "dynamic";
  tokens: readonly Token[];
  /** Decides the codes and the encoder's other choices. */
  seed: number;
  /** Something invalid. */
  fault?: Fault | undefined;
}

export const faults = [
  "too many codes", // more than the bits can tell apart
  "too few codes", // bits that mean nothing
  "no end of block",
  "repeats a length before the first one",
  "lengths beyond the last code",
  "too many symbols",
  "a distance before the beginning",
  "a distance that is reserved",
  "a length that is reserved",
  "a wrong stored length",
  "a kind of block that is none",
] as const;
export type Fault = (typeof faults)[number];

const LENGTHS = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCES = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
const DISTANCE_BITS = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const END = 256;

export function deflated(blocks: readonly Block[]): Buffer {
  const out = new Bits();
  for (const [i, block] of blocks.entries()) write(out, block, i === blocks.length - 1);
  return out.bytes();
}

/** A symbol of a block with its further bits. */
type Symbol = { of: "lengths" | "distances"; symbol: number; extra: number; bits: number };

function write(out: Bits, block: Block, isLast: boolean): void {
  const random = new Random(block.seed);
  out.add(isLast ? 1 : 0, 1);
  if (block.fault === "a kind of block that is none") {
    out.add(3, 2);
    return;
  }
  if (block.kind === "stored") {
    const bytes = block.tokens.filter((token): token is number => typeof token === "number");
    out.add(0, 2);
    out.fill(random.bits()); // the bits up to the end of the byte have no meaning
    out.add(bytes.length, 16);
    out.add(bytes.length ^ (block.fault === "a wrong stored length" ? 0xfffe : 0xffff), 16);
    for (const byte of bytes) out.add(byte, 8);
    return;
  }
  const symbols = symbolsOf(block, random);
  if (block.kind === "fixed") {
    out.add(1, 2);
    const lengths = codeOf(Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)));
    const distances = codeOf(new Array(32).fill(5));
    for (const one of symbols) out.symbol(one, one.of === "lengths" ? lengths : distances);
    return;
  }
  out.add(2, 2);
  dynamic(out, block, symbols, random);
}

function symbolsOf({ tokens, fault }: Block, random: Random): Symbol[] {
  const symbols = tokens.flatMap((token): Symbol[] => {
    if (typeof token === "number") return [{ of: "lengths", symbol: token, extra: 0, bits: 0 }];
    // 258 has its own symbol, and can also be written with the previous one
    const isLong = token.length === 258 && random.chance(0.5);
    const length = isLong ? 27 : LENGTHS.findLastIndex((base) => base <= token.length);
    const distance = DISTANCES.findLastIndex((base) => base <= token.distance);
    return [
      {
        of: "lengths",
        symbol: 257 + length,
        extra: token.length - (LENGTHS[length] as number),
        bits: LENGTH_BITS[length] as number,
      },
      {
        of: "distances",
        symbol: distance,
        extra: token.distance - (DISTANCES[distance] as number),
        bits: DISTANCE_BITS[distance] as number,
      },
    ];
  });
  if (fault === "a distance that is reserved")
    symbols.push({ of: "lengths", symbol: 257, extra: 0, bits: 0 }, { of: "distances", symbol: 30, extra: 0, bits: 0 });
  if (fault === "a length that is reserved") symbols.push({ of: "lengths", symbol: 286, extra: 0, bits: 0 });
  return [...symbols, { of: "lengths", symbol: END, extra: 0, bits: 0 }];
}

function dynamic(out: Bits, { fault }: Block, symbols: Symbol[], random: Random): void {
  const used = (of: Symbol["of"], most: number): Set<number> =>
    new Set(symbols.filter((one) => one.of === of && one.symbol < most).map(({ symbol }) => symbol));
  const literals = used("lengths", fault === "too many symbols" ? 288 : 286);
  const reached = used("distances", 30);
  if (fault === "no end of block") literals.delete(END);
  const lengths = randomLengths(literals, 286, 15, random);
  // no distances at all, and a single one of one bit, are legal
  const distances =
    reached.size === 0 && random.chance(0.5)
      ? [0]
      : randomLengths(reached.size ? reached : new Set([0]), 30, 15, random);
  if (fault === "too many codes") lengths[lengths.findIndex((bits) => bits > 1)] = 1;
  if (fault === "too few codes") lengths[lengths.findIndex((bits) => bits > 0)]! += lengths.includes(15) ? 0 : 1;
  if (fault === "too many symbols") while (lengths.length < 288) lengths.push(0);
  while (lengths.length < 257) lengths.push(0);
  const all = runs([...lengths, ...distances], random);
  if (fault === "repeats a length before the first one") all.unshift({ symbol: 16, extra: 0, bits: 2 });
  if (fault === "lengths beyond the last code") all.push({ symbol: 18, extra: 127, bits: 7 });
  const ofLengths = randomLengths(new Set(all.map(({ symbol }) => symbol)), 19, 7, random);
  while (ofLengths.length < 19) ofLengths.push(0);
  let told = 19;
  while (told > 4 && ofLengths[ORDER[told - 1] as number] === 0 && random.chance(0.9)) told--;
  out.add(lengths.length - 257, 5);
  out.add(distances.length - 1, 5);
  out.add(told - 4, 4);
  for (let i = 0; i < told; i++) out.add(ofLengths[ORDER[i] as number] as number, 3);
  const code = codeOf(ofLengths);
  for (const one of all) out.symbol(one, code);
  const codes = { lengths: codeOf(lengths), distances: codeOf(distances) };
  for (const one of symbols) out.symbol(one, codes[one.of]);
}

/** A complete code for these symbols, and maybe a few more; a single symbol has a code of one bit. */
function randomLengths(wanted: Set<number>, symbols: number, longest: number, random: Random): number[] {
  const chosen = new Set(wanted);
  const more = random.chance(0.3) ? random.below(symbols) : 0;
  for (let i = 0; i < more; i++) chosen.add(random.below(symbols));
  while (chosen.size < 2 && (symbols === 19 || random.chance(0.5))) chosen.add(random.below(symbols));
  const lengths: number[] = new Array(Math.max(1, ...[...chosen].map((one) => one + 1))).fill(0);
  const leaves = chosen.size < 2 ? [1] : tree(chosen.size, longest, random);
  for (const symbol of chosen) lengths[symbol] = leaves.splice(random.below(leaves.length), 1)[0] as number;
  return lengths;
}

/** The depths of this many leaves of some tree. */
function tree(leaves: number, longest: number, random: Random): number[] {
  const depths = [0];
  const isDeep = random.chance(0.5); // long codes, or nearly even ones
  while (depths.length < leaves) {
    const most = Math.max(...depths.filter((depth) => depth < longest));
    const least = Math.min(...depths);
    // later ones must still have room
    const wanted = isDeep && random.chance(0.8) ? most : least;
    const at = depths.indexOf(wanted);
    depths.splice(at, 1, wanted + 1, wanted + 1);
  }
  return depths;
}

/** Lengths of codes, as they are written: one by one or in runs. */
function runs(lengths: number[], random: Random): { symbol: number; extra: number; bits: number }[] {
  const found: { symbol: number; extra: number; bits: number }[] = [];
  for (let i = 0; i < lengths.length; ) {
    const value = lengths[i] as number;
    let same = 1;
    while (lengths[i + same] === value) same++;
    const before = i > 0 && lengths[i - 1] === value ? same : 0;
    if (value === 0 && same >= 11 && random.chance(0.9)) {
      const run = Math.min(138, same - random.below(Math.min(3, same - 10)));
      found.push({ symbol: 18, extra: run - 11, bits: 7 });
      i += run;
    } else if (value === 0 && same >= 3 && random.chance(0.8)) {
      const run = Math.min(10, same);
      found.push({ symbol: 17, extra: run - 3, bits: 3 });
      i += run;
    } else if (before >= 3 && random.chance(0.8)) {
      const run = Math.min(6, before);
      found.push({ symbol: 16, extra: run - 3, bits: 2 });
      i += run;
    } else {
      found.push({ symbol: value, extra: 0, bits: 0 });
      i++;
    }
  }
  return found;
}

type Code = { bits: number; length: number }[];

/** RFC 1951, 3.2.2. */
function codeOf(lengths: readonly number[]): Code {
  const code: Code = [];
  let next = 0;
  for (let length = 1; length <= 15; length++) {
    next <<= 1;
    lengths.forEach((of, symbol) => {
      if (of === length) code[symbol] = { bits: next++, length };
    });
  }
  return code;
}

class Bits {
  readonly #bytes: number[] = [];
  #bit = 0;

  /** The lowest bit first. */
  add(value: number, count: number): void {
    for (let i = 0; i < count; i++) {
      if (this.#bit === 0) this.#bytes.push(0);
      if ((value >>> i) & 1) this.#bytes[this.#bytes.length - 1]! |= 1 << this.#bit;
      this.#bit = (this.#bit + 1) & 7;
    }
  }

  /** Up to the byte's end. */
  fill(value: number): void {
    if (this.#bit > 0) this.add(value & 0xff, 8 - this.#bit);
  }

  /** A code's highest bit first. What has no code writes nothing. */
  symbol({ symbol, extra, bits }: Pick<Symbol, "symbol" | "extra" | "bits">, code: Code): void {
    const found = code[symbol];
    if (!found) return;
    for (let i = found.length - 1; i >= 0; i--) this.add(found.bits >>> i, 1);
    this.add(extra, bits);
  }

  bytes(): Buffer {
    return Buffer.from(this.#bytes);
  }
}

/** The content of the blocks, if nothing in them is invalid. */
export function inflatedTokens(blocks: readonly Block[]): Buffer {
  const out: number[] = [];
  for (const { kind, tokens } of blocks)
    for (const token of tokens) {
      if (typeof token === "number") out.push(token);
      else if (kind !== "stored")
        for (let i = 0; i < token.length; i++) out.push(out[out.length - token.distance] as number);
    }
  return Buffer.from(out);
}
