import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

/** What src/inflater-simd gives. Addresses are bytes from its memory's beginning. */
interface Machine {
  readonly memory: { readonly buffer: ArrayBuffer };
  reserve(bytes: number): number;
  /** A new stream begins. */
  begin(): void;
  inflate(from: number, to: number, isAll: boolean, start: number, at: number, stop: number): number;
  usedTo(): number;
  filledTo(): number;
}

/** Beside the engine's own file: esbuild.js puts both there. */
const FILE = path.join(__dirname, "inflater.wasm");
/** May be read behind the input, and written behind the output. */
const SLACK = 512;
const DONE = 0; // of src/inflater-simd

// The parts of a gzip file: RFC 1952
const DEFLATE = 8;
const HEADER = 10; // bytes, without what its flags tell of
const TRAILER = 8;
const HEADER_CHECK = 2;
const EXTRA = 4;
const NAME = 8;
const COMMENT = 16;
const UNKNOWN_FLAGS = 0xe0;

let program: WebAssembly.Module | undefined;
let failure: string | undefined;

/** Why zlib has to serve, which does the same, slower; undefined when it does not. */
export function whyZlib(): string | undefined {
  compiled(FILE);
  return failure;
}

function compiled(file: string): WebAssembly.Module | undefined {
  if (program || failure !== undefined) return program;
  try {
    program = new WebAssembly.Module(fs.readFileSync(file));
  } catch (error) {
    // no WebAssembly here, or none with vectors
    failure = error instanceof Error ? error.message : String(error);
  }
  return program;
}

/** Undefined where there is no such program, or no memory for it. @param most bytes that go in, and come out */
export function newInflater(most: { packed: number; content: number }, file = FILE): Inflater | undefined {
  const program = compiled(file);
  if (!program) return undefined;
  const machine = new WebAssembly.Instance(program).exports as unknown as Machine;
  const at = machine.reserve(most.packed + most.content + 2 * SLACK);
  return at === 0 ? undefined : new Inflater(machine, at, most.packed, most.content);
}

/** Inflates gzip data inside one memory. */
export class Inflater {
  /** Where packed data is to be put. */
  readonly input: Buffer;
  readonly #output: Buffer;

  constructor(
    private readonly machine: Machine,
    at: number,
    packed: number,
    content: number,
  ) {
    this.input = Buffer.from(machine.memory.buffer, at, packed);
    this.#output = Buffer.from(machine.memory.buffer, at + packed + SLACK, content);
  }

  /**
   * Of so many bytes at the input's beginning.
   * @returns the content, good until the next; undefined where the data is not whole and sound gzip alone, or more than `most` comes out
   */
  gunzip(length: number, most: number): Buffer | undefined {
    const { input } = this;
    const output = this.#output;
    let to = 0;
    for (let member = 0; member < length; ) {
      const data = dataOf(input, member, length);
      if (data === undefined) return undefined;
      const start = to;
      const end = this.#inflate(data, length, start, Math.min(most, output.length));
      if (end === undefined) return undefined;
      const { used, filled } = end;
      if (used + TRAILER > length || filled > most) return undefined;
      const content = output.subarray(start, filled);
      if (zlib.crc32(content) !== input.readUInt32LE(used)) return undefined;
      if (content.length % 2 ** 32 !== input.readUInt32LE(used + 4)) return undefined;
      to = filled;
      member = used + TRAILER;
    }
    return output.subarray(0, to);
  }

  /** Of one member; places are those in the input and in the output. */
  #inflate(data: number, length: number, start: number, most: number) {
    const { machine } = this;
    const { byteOffset: packed } = this.input;
    const { byteOffset: content } = this.#output;
    machine.begin();
    const why = machine.inflate(
      packed + data,
      packed + length,
      true,
      content + start,
      content + start,
      content + most + 1, // it stops there: one byte more shows that there is more
    );
    if (why !== DONE) return undefined;
    return { used: machine.usedTo() - packed, filled: machine.filledTo() - content };
  }
}

/** Where a member's data begins; undefined unless it is as usual. */
function dataOf(input: Buffer, member: number, length: number): number | undefined {
  if (member + HEADER + TRAILER > length) return undefined;
  if (input[member] !== 0x1f || input[member + 1] !== 0x8b || input[member + 2] !== DEFLATE) return undefined;
  const flags = input[member + 3] as number;
  if (flags & UNKNOWN_FLAGS) return undefined;
  let at = member + HEADER;
  if (flags & EXTRA) at += 2 + input.readUInt16LE(at);
  for (const text of [NAME, COMMENT]) {
    if (!(flags & text)) continue;
    const end = input.indexOf(0, at);
    if (end < 0) return undefined;
    at = end + 1;
  }
  if (flags & HEADER_CHECK) at += 2;
  return at + TRAILER <= length ? at : undefined;
}
