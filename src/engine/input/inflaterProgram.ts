import fs from "node:fs";
import path from "node:path";

/** The exports of src/inflater-simd. Addresses are byte offsets in its memory. */
export interface Machine {
  readonly memory: { readonly buffer: ArrayBuffer };
  reserve(bytes: number): number;
  /** Begins a new stream. */
  begin(): void;
  inflate(from: number, to: number, isAll: boolean, start: number, at: number, stop: number): number;
  usedTo(): number;
  filledTo(): number;
}

/** Why `inflate` returned, as in src/inflater-simd. cut: all input is used, and the data continues. */
export const Why = { done: 0, full: 1, moreInput: 2, damaged: 3, cut: 4 } as const;

/** May be read after the input, and written after the position where it should stop. */
export const SLACK = 512; // bytes

/** Next to the engine's own file: esbuild.js puts both there. */
const FILE = path.join(__dirname, "inflater.wasm");

let program: WebAssembly.Module | undefined;
let failure: string | undefined;

/** Why the slower zlib is used; undefined if it is not. */
export function whyZlib(): string | undefined {
  compiled(FILE);
  return failure;
}

function compiled(file: string): WebAssembly.Module | undefined {
  if (program || failure !== undefined) return program;
  try {
    program = new WebAssembly.Module(fs.readFileSync(file));
  } catch (error) {
    // no WebAssembly here, or none with SIMD
    failure = error instanceof Error ? error.message : String(error);
  }
  return program;
}

/** Its memory for compressed data and for content. */
export interface Inflating {
  machine: Machine;
  input: Buffer;
  output: Buffer;
}

/** Undefined if the program cannot run, or has no memory. @param most maximum bytes of input and of output */
export function newInflating(most: { packed: number; content: number }, file = FILE): Inflating | undefined {
  const program = compiled(file);
  if (!program) return undefined;
  const machine = new WebAssembly.Instance(program).exports as unknown as Machine;
  const at = machine.reserve(most.packed + most.content + 2 * SLACK);
  if (at === 0) return undefined;
  const { buffer } = machine.memory;
  const input = Buffer.from(buffer, at, most.packed);
  return { machine, input, output: Buffer.from(buffer, at + most.packed + SLACK, most.content) };
}
