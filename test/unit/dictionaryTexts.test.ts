import { deepEqual, equal } from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { paths } from "../../src/core/events/paths";
import type { Dictionary } from "../../src/core/scan/dictionary";
import { PlainScanner, plainDictionaries } from "../../src/core/scan/plain";
import type { Machine } from "../../src/core/scan/simd/machine";
import { SimdScanner } from "../../src/core/scan/simd/scanner";
import { listKeys, places } from "../../src/core/shapes/places";
import { Random } from "../bench/random";

const program = new WebAssembly.Module(fs.readFileSync(path.resolve(__dirname, "../../../dist/scanner.wasm")));
const kinds: Record<string, () => Dictionary> = {
  "the machine's": () => {
    const machine = new WebAssembly.Instance(program).exports as unknown as Machine;
    return new SimdScanner(machine, paths, listKeys, places, 7).dictionaries.agent;
  },
  "the plain scanner's": () => new PlainScanner(paths, listKeys, places, plainDictionaries(7)).dictionaries.agent,
};

/** Texts of all lengths with their own way of hashing and comparing. */
const text = fc
  .tuple(fc.constantFrom(1, 2, 7, 15, 16, 17, 31, 32, 33, 63, 64, 100, 1023, 1024, 1025, 1500), fc.nat(40))
  .map(([length, n]) => `${n}é${"x".repeat(length)}`.slice(-length));

describe("texts added all at once", () => {
  for (const [name, make] of Object.entries(kinds)) {
    it(`to ${name} dictionary are found like those interned one by one`, () => {
      fc.assert(
        fc.property(fc.array(text, { maxLength: 60 }), fc.array(text, { maxLength: 30 }), (first, then) => {
          const distinct = [...new Set(first)];
          const dictionary = make();
          const { size } = dictionary;
          const bytes = distinct.map((one) => Buffer.from(one));
          dictionary.addAll(
            Buffer.concat(bytes),
            Uint32Array.from(bytes, ({ length }) => length),
          );
          deepEqual(
            distinct.map((_, i) => dictionary.text(size + i)),
            distinct,
          );
          for (const one of then) {
            const known = distinct.indexOf(one);
            equal(dictionary.find(one), known < 0 ? 0 : size + known);
          }
          const expected = [...new Set([...distinct, ...then])];
          for (const one of then) equal(dictionary.internText(one), size + expected.indexOf(one));
          equal(dictionary.size, size + expected.length);
        }),
      );
    });
  }
});

describe("texts of a dictionary that grows", () => {
  const lengths = [3, 9, 16, 17, 32, 33, 70, 1100];
  const textOf = (n: number): string => `${n}é`.padEnd(lengths[n % lengths.length] as number, "x");
  for (const [name, make] of Object.entries(kinds)) {
    it(`are found at every moment in ${name}, and no others`, () => {
      const dictionary = make();
      const first = dictionary.size;
      const random = new Random(3);
      for (let n = 0; n < 20_000; n++) {
        equal(dictionary.internText(textOf(n)), first + n);
        const known = random.below(n + 1);
        equal(dictionary.find(textOf(known)), first + known);
        equal(dictionary.internText(textOf(random.below(known + 1))) < first + n + 1, true);
        equal(dictionary.find(textOf(n + 1 + random.below(1000))), 0);
        if (n % 997 !== 0) continue;
        const several = Array.from({ length: 50 }, () => random.below(n + 1));
        const bytes = several.map((one) => Buffer.from(textOf(one)));
        const ids = Uint32Array.from(bytes, ({ length }) => length);
        dictionary.internAll(Buffer.concat(bytes), ids);
        deepEqual(
          [...ids],
          several.map((one) => first + one),
        );
      }
      for (let n = 0; n < 20_000; n++) equal(dictionary.text(first + n), textOf(n));
    });
  }
});
