import fs from "node:fs";
import path from "node:path";
import { paths } from "../../core/events/paths";
import { PlainScanner, plainDictionaries } from "../../core/scan/plain";
import type { Scanner } from "../../core/scan/scanner";
import type { Machine } from "../../core/scan/simd/machine";
import { SimdScanner } from "../../core/scan/simd/scanner";
import { listKeys, places } from "../../core/shapes/places";

/** Next to the engine's own file: esbuild.js puts both there. */
const FILE = path.join(__dirname, "scanner.wasm");

let program: WebAssembly.Module | undefined;
let failure: string | undefined;

/** The fast scanner if this machine can run it, else the plain one. */
export function newScanner(): Scanner {
  const seed = crypto.getRandomValues(new Uint32Array(1))[0] as number;
  const machine = process.env["CLOUDTRAIL_SCANNER"] === "plain" ? undefined : newMachine();
  if (machine) return new SimdScanner(machine, paths, listKeys, places, seed);
  return new PlainScanner(paths, listKeys, places, plainDictionaries(seed));
}

/** Why the plain scanner is used; undefined if it is not, or was requested. */
export function whyPlain(): string | undefined {
  return failure;
}

/** The compiled program for another thread; undefined if none was needed. */
export function programOfScanner(): WebAssembly.Module | undefined {
  return program;
}

/** Uses a program that was compiled before. */
export function useProgram(compiled: WebAssembly.Module | undefined): void {
  program = compiled;
}

function newMachine(): Machine | undefined {
  if (failure !== undefined) return undefined;
  try {
    program ??= new WebAssembly.Module(fs.readFileSync(FILE));
    return new WebAssembly.Instance(program).exports as unknown as Machine;
  } catch (error) {
    // no WebAssembly here, or none with SIMD
    failure = error instanceof Error ? error.message : String(error);
    return undefined;
  }
}
