import { type Inflating, type Machine, SLACK, Why } from "./inflaterProgram";

/** Decompresses DEFLATE data (RFC 1951) if the faster program cannot run, and is its oracle: slow and simple. */

const LONGEST_CODE = 15; // bits
const END = 256;
const KINDS = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const LENGTHS = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const LENGTHS_MORE = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

/**
 * Indexed by the next 15 bits of input: the symbol × 16, and the number of bits of its code; 0 if there is no such
 * code.
 */
type Codes = Uint16Array;

/** The input has no more bits. */
class Short extends Error {}
class Damaged extends Error {}

class PlainMachine implements Machine {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly #bytes: Uint8Array;
  #bits = 0;
  #count = 0; // bits that were taken from the input and not used
  #input = 0;
  #to = 0;
  #output = 0;
  #block: "none" | "stored" | "coded" = "none";
  #isLast = false;
  #stored = 0; // bytes left in a stored block
  #literals: Codes = new Uint16Array(0);
  #distances: Codes = new Uint16Array(0);

  constructor(bytes: number) {
    this.memory = { buffer: new ArrayBuffer(bytes) };
    this.#bytes = new Uint8Array(this.memory.buffer);
  }

  reserve(): number {
    return SLACK; // 0 would mean that there is no memory
  }

  begin(): void {
    this.#bits = 0;
    this.#count = 0;
    this.#block = "none";
    this.#isLast = false;
  }

  usedTo(): number {
    return this.#input;
  }

  filledTo(): number {
    return this.#output;
  }

  inflate(from: number, to: number, isAll: boolean, start: number, at: number, stop: number): number {
    this.#input = from;
    this.#to = to;
    this.#output = at;
    const why = this.#run(start, stop);
    const unused = this.#count >> 3;
    this.#input -= unused;
    this.#count -= unused * 8;
    this.#bits &= (1 << this.#count) - 1;
    return why === Why.moreInput && isAll ? Why.cut : why;
  }

  #run(start: number, stop: number): number {
    while (this.#block !== "none" || !this.#isLast) {
      const [bits, count, input] = [this.#bits, this.#count, this.#input];
      try {
        if (this.#block === "none") this.#header();
        else if (this.#block === "coded") {
          if (this.#output >= stop) return Why.full;
          this.#symbol(start);
        } else if (this.#stored === 0) this.#block = "none";
        else if (this.#output >= stop) return Why.full;
        else if (this.#input === this.#to) return Why.moreInput;
        else {
          this.#bytes[this.#output++] = this.#bytes[this.#input++] as number;
          this.#stored--;
        }
      } catch (error) {
        [this.#bits, this.#count, this.#input] = [bits, count, input];
        if (error instanceof Short) return Why.moreInput;
        if (error instanceof Damaged) return Why.damaged;
        throw error;
      }
    }
    return Why.done;
  }

  #have(count: number): boolean {
    while (this.#count < count && this.#input < this.#to) {
      this.#bits |= (this.#bytes[this.#input++] as number) << this.#count;
      this.#count += 8;
    }
    return this.#count >= count;
  }

  #take(count: number): number {
    if (!this.#have(count)) throw new Short();
    const taken = this.#bits & ((1 << count) - 1);
    this.#bits >>>= count;
    this.#count -= count;
    return taken;
  }

  #decode(codes: Codes): number {
    this.#have(LONGEST_CODE);
    const found = codes[this.#bits & ((1 << LONGEST_CODE) - 1)] as number;
    if (found === 0) {
      this.#take(1);
      throw new Damaged();
    }
    this.#take(found & 15);
    return found >> 4;
  }

  #symbol(start: number): void {
    const symbol = this.#decode(this.#literals);
    if (symbol < END) {
      this.#bytes[this.#output++] = symbol;
      return;
    }
    if (symbol === END) {
      this.#block = "none";
      return;
    }
    if (symbol > 285) throw new Damaged();
    const length = (LENGTHS[symbol - 257] as number) + this.#take(LENGTHS_MORE[symbol - 257] as number);
    const far = this.#decode(this.#distances);
    if (far > 29) throw new Damaged();
    const more = far < 2 ? 0 : (far >> 1) - 1;
    const distance = (far < 2 ? far : (2 + (far & 1)) << more) + 1 + this.#take(more);
    if (distance > this.#output - start) throw new Damaged();
    for (const end = this.#output + length; this.#output < end; this.#output++)
      this.#bytes[this.#output] = this.#bytes[this.#output - distance] as number;
  }

  #header(): void {
    const isLast = this.#take(1) === 1;
    const kind = this.#take(2);
    if (kind === 0) {
      this.#take(this.#count & 7);
      const length = this.#take(16);
      if ((length ^ this.#take(16)) !== 0xffff) throw new Damaged();
      this.#stored = length;
      this.#block = "stored";
    } else if (kind === 3) throw new Damaged();
    else {
      const [literals, distances] = kind === 1 ? fixed() : this.#codes();
      this.#literals = literals;
      this.#distances = distances;
      this.#block = "coded";
    }
    this.#isLast = isLast;
  }

  #codes(): [Codes, Codes] {
    const literals = this.#take(5) + 257;
    const distances = this.#take(5) + 1;
    const kinds = this.#take(4) + 4;
    if (literals > 286 || distances > 30) throw new Damaged();
    const bits = new Uint8Array(19);
    for (const kind of KINDS.slice(0, kinds)) bits[kind] = this.#take(3);
    const codes = codesOf(bits, false);
    const lengths = new Uint8Array(literals + distances);
    for (let i = 0; i < lengths.length; ) {
      const kind = this.#decode(codes);
      if (kind < 16) lengths[i++] = kind;
      else {
        if (kind === 16 && i === 0) throw new Damaged();
        const length = kind === 16 ? (lengths[i - 1] as number) : 0;
        const times = kind === 16 ? 3 + this.#take(2) : kind === 17 ? 3 + this.#take(3) : 11 + this.#take(7);
        if (i + times > lengths.length) throw new Damaged();
        lengths.fill(length, i, i + times);
        i += times;
      }
    }
    if (lengths[END] === 0) throw new Damaged();
    return [codesOf(lengths.subarray(0, literals), true), codesOf(lengths.subarray(literals), true)];
  }
}

let fixedCodes: [Codes, Codes] | undefined;

function fixed(): [Codes, Codes] {
  const lengths = Uint8Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8));
  fixedCodes ??= [codesOf(lengths, false), codesOf(new Uint8Array(32).fill(5), false)];
  return fixedCodes;
}

/** @param mayBeOne a single symbol, or none, may leave codes without meaning */
function codesOf(lengths: Uint8Array, mayBeOne: boolean): Codes {
  const counts = new Array<number>(LONGEST_CODE + 1).fill(0);
  for (const length of lengths) if (length > 0) counts[length] = (counts[length] as number) + 1;
  let left = 1;
  for (let length = 1; length <= LONGEST_CODE; length++) {
    left = left * 2 - (counts[length] as number);
    if (left < 0) throw new Damaged();
  }
  const used = counts.reduce((sum, count) => sum + count, 0);
  const isOne = used === 0 || (used === 1 && counts[1] === 1);
  if (left > 0 && !(mayBeOne && isOne)) throw new Damaged();
  const table = new Uint16Array(1 << LONGEST_CODE);
  let code = 0;
  for (let length = 1; length <= LONGEST_CODE; length++) {
    for (const [symbol, own] of lengths.entries()) {
      if (own !== length) continue;
      // codes are read from their highest bit, everything else from the lowest
      for (let at = reversed(code, length); at < table.length; at += 1 << length) table[at] = (symbol << 4) | length;
      code++;
    }
    code <<= 1;
  }
  return table;
}

function reversed(code: number, length: number): number {
  let bits = 0;
  for (let i = 0; i < length; i++) bits |= ((code >> i) & 1) << (length - 1 - i);
  return bits;
}

/** Like `newInflating`, for any machine. @param most maximum bytes of input and of output */
export function newPlainInflating(most: { packed: number; content: number }): Inflating {
  const machine = new PlainMachine(most.packed + most.content + 3 * SLACK);
  const { buffer } = machine.memory;
  const input = Buffer.from(buffer, SLACK, most.packed);
  return { machine, input, output: Buffer.from(buffer, 2 * SLACK + most.packed, most.content) };
}
