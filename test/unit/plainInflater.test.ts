import { deepEqual, ok } from "node:assert/strict";
import path from "node:path";
import zlib from "node:zlib";
import { type Inflating, newInflating, Why } from "../../src/engine/input/inflaterProgram";
import { newPlainInflating } from "../../src/engine/input/plainInflater";

describe("inflating without WebAssembly", () => {
  const MOST = { packed: 4000, content: 100_000 };
  const fast = newInflating(MOST, path.resolve("dist/inflater.wasm")) as Inflating;
  const plain = newPlainInflating(MOST);
  let seed = 3;
  const random = (limit: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * limit);
  };

  /** Why it ended, the content, and how much of the intact data was used. @param give bytes of input at a time */
  function inflated({ machine, input, output }: Inflating, packed: Uint8Array, give = packed.length): unknown[] {
    input.set(packed);
    const [first, start] = [input.byteOffset, output.byteOffset];
    let used = first;
    let filled = start;
    machine.begin();
    for (let to = Math.min(packed.length, give); ; to = Math.min(packed.length, to + give)) {
      const isAll = to === packed.length;
      const why = machine.inflate(used, first + to, isAll, start, filled, start + MOST.content - 600);
      used = machine.usedTo();
      filled = machine.filledTo();
      if (why === Why.moreInput && !isAll) continue;
      const content = output.subarray(0, filled - start).toString("latin1");
      return [why, content, why === Why.done ? used - first : undefined];
    }
  }

  const contents = [
    Buffer.from(
      Array.from({ length: 900 }, () => `{"eventID":"${random(99)}"}`)
        .join("")
        .slice(0, 1500),
    ),
    Buffer.from(Array.from({ length: 600 }, () => random(256))),
    Buffer.from("aaaaaaaaaaaaaaaaaaaab"),
    Buffer.alloc(0),
  ];
  const { Z_FIXED, Z_HUFFMAN_ONLY, Z_DEFAULT_STRATEGY } = zlib.constants;
  const packings = contents.flatMap((content) =>
    [0, 1, 9].flatMap((level) =>
      [Z_FIXED, Z_HUFFMAN_ONLY, Z_DEFAULT_STRATEGY].map((strategy) => ({
        content,
        packed: zlib.deflateRawSync(content, { level, strategy }),
      })),
    ),
  );

  it("gives the content, in pieces of any length", () => {
    for (const { content, packed } of packings)
      for (const give of [1, 7, packed.length])
        deepEqual(inflated(plain, packed, give), [Why.done, content.toString("latin1"), packed.length]);
  });

  it("returns all content of cut data, like zlib, and so does the fast program", () => {
    for (const { packed } of packings)
      for (let length = 0; length < packed.length; length++) {
        const part = packed.subarray(0, length);
        const zlibs = zlib.inflateRawSync(part, { finishFlush: zlib.constants.Z_SYNC_FLUSH });
        const right = [Why.cut, zlibs.toString("latin1"), undefined];
        deepEqual(inflated(plain, part), right, `${length} bytes`);
        deepEqual(inflated(fast, part), right, `${length} bytes`);
      }
  });

  it("gives the same as the fast program, wherever a bit is changed, and of noise", () => {
    const kinds = new Set<unknown>();
    const compare = (packed: Buffer): void => {
      const given = inflated(plain, packed);
      kinds.add(given[0]);
      deepEqual(inflated(fast, packed), given, packed.toString("hex"));
    };
    for (const { packed } of packings)
      for (let n = 0; n < 300; n++) {
        const changed = Buffer.from(packed);
        const bit = random(packed.length * 8);
        changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
        compare(changed);
      }
    for (let n = 0; n < 3000; n++) {
      const noise = Buffer.from(Array.from({ length: 1 + random(300) }, () => random(256)));
      noise[0] = ((noise[0] as number) & ~7) | (n % 8);
      compare(noise);
    }
    ok([Why.done, Why.damaged, Why.cut].every((why) => kinds.has(why)));
  });
});
