import fs from "node:fs";
import path from "node:path";

/** What src/inflater-simd gives. Addresses are bytes from its memory's beginning. */
export interface Machine {
  readonly memory: { readonly buffer: ArrayBuffer };
  reserve(bytes: number): number;
  /** A new stream begins. */
  begin(): void;
  inflate(from: number, to: number, isAll: boolean, start: number, at: number, stop: number): number;
  usedTo(): number;
  filledTo(): number;
}

/** Why `inflate` came back: as src/inflater-simd has it. Cut: all input is used, and the data goes on. */
export const Why = { done: 0, full: 1, moreInput: 2, damaged: 3, cut: 4 } as const;

/** May be read behind the input, and written behind where it should stop. */
export const SLACK = 512; // bytes

/** Beside the engine's own file: esbuild.js puts both there. */
const FILE = path.join(__dirname, "inflater.wasm");

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

/** Its memory: where packed data goes in, and where content comes out. */
export interface Inflating {
  machine: Machine;
  input: Buffer;
  output: Buffer;
}

/** Undefined where there is no such program, or no memory for it. @param most bytes that go in, and come out */
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
