import { deepEqual, equal, ok } from "node:assert/strict";
import path from "node:path";
import zlib from "node:zlib";
import fc from "fast-check";
import { type GzipDamage, isGap } from "../../src/engine/input/damaged";
import { GzipReader, gunzipped } from "../../src/engine/input/gzipReader";
import { type Inflating, newInflating, Why } from "../../src/engine/input/inflaterProgram";
import { newPlainInflating } from "../../src/engine/input/plainInflater";
import { distFolder } from "../support/dist";
import { type Damage, damage, damaged } from "./damage";
import { type Block, deflated, type Fault, faults, inflatedTokens, type Token } from "./deflate";

/** Deflate data of other encoders and of zlib, and what must be true of it. */

interface Written {
  blocks: {
    kind: Block["kind"];
    seed: number;
    /** Bytes, repeats by distance as a share of what exists, and longer runs of repeats. */
    tokens: (number | { length: number; back: number; times: number })[];
    fault: Fault | undefined;
  }[];
}
interface Packed {
  content: Uint8Array;
  times: number;
  options: zlib.ZlibOptions;
  /** Number of bytes before each of these flushes. */
  flushes: { bytes: number; kind: number }[];
}
export interface DeflatePlan {
  data: Written | Packed;
  damages: Damage[];
  /** Bytes given at a time. */
  piece: number;
}

const token = fc.oneof(
  fc.nat({ max: 255 }),
  fc.constantFrom(0x22, 0x65, 0x2c),
  fc.record({
    length: fc.oneof(fc.integer({ min: 3, max: 258 }), fc.constantFrom(3, 4, 10, 11, 257, 258)),
    back: fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 40_000 })),
    times: fc.oneof(
      { weight: 9, arbitrary: fc.constant(1) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 140 }) },
    ),
  }),
);
const written: fc.Arbitrary<Written> = fc.record({
  blocks: fc.array(
    fc.record({
      kind: fc.constantFrom("stored" as const, "fixed" as const, "dynamic" as const, "dynamic" as const),
      seed: fc.nat(),
      tokens: fc.array(token, { maxLength: 40 }),
      fault: fc.oneof(
        { weight: 9, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.constantFrom(...faults) },
      ),
    }),
    { minLength: 1, maxLength: 6 },
  ),
});
const { constants } = zlib;
const packed: fc.Arbitrary<Packed> = fc.record({
  content: fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.array(fc.constantFrom(0x22, 0x65, 0x2c, 0x7b), { maxLength: 300 }).map((list) => Uint8Array.from(list)),
  ),
  times: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 200 })),
  options: fc.record(
    {
      level: fc.integer({ min: 0, max: 9 }),
      strategy: fc.constantFrom(
        constants.Z_DEFAULT_STRATEGY,
        constants.Z_FILTERED,
        constants.Z_HUFFMAN_ONLY,
        constants.Z_RLE,
        constants.Z_FIXED,
      ),
      memLevel: fc.integer({ min: 1, max: 9 }),
      windowBits: fc.integer({ min: 9, max: 15 }),
      dictionary: fc.constant(Buffer.from('{"eventVersion":"1.08","userIdentity":{"type":"IAMUser"')),
    },
    { requiredKeys: [] },
  ),
  flushes: fc.array(
    fc.record({
      bytes: fc.nat({ max: 5000 }),
      kind: fc.constantFrom(
        constants.Z_SYNC_FLUSH,
        constants.Z_FULL_FLUSH,
        constants.Z_PARTIAL_FLUSH,
        constants.Z_BLOCK,
      ),
    }),
    { maxLength: 3 },
  ),
});

export const deflatePlan: fc.Arbitrary<DeflatePlan> = fc.record({
  data: fc.oneof(written, packed),
  damages: fc.oneof(
    { weight: 3, arbitrary: fc.constant<Damage[]>([]) },
    { weight: 1, arbitrary: fc.array(damage, { maxLength: 1 }) },
  ),
  piece: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 70_000 })),
});

function blocksOf({ blocks }: Written): Block[] {
  let length = 0;
  return blocks.map(({ tokens, kind, ...rest }) => {
    const made: Token[] = [];
    for (const one of tokens) {
      if (typeof one === "number") {
        made.push(one);
        length++;
        continue;
      }
      for (let i = 0; i < one.times && length > 0 && length < MOST / 2 && kind !== "stored"; i++) {
        made.push({ length: one.length, distance: 1 + (one.back % Math.min(length, 32_768)) });
        length += one.length;
      }
    }
    if (rest.fault === "a distance before the beginning" && kind !== "stored" && length < 32_768)
      made.push({ length: 3, distance: length + 1 });
    return { kind, tokens: made, ...rest };
  });
}

function flushed({ content, times, options, flushes }: Packed): Buffer {
  const all = Buffer.concat(Array.from({ length: times }, () => content));
  const parts: Buffer[] = [];
  let from = 0;
  for (const { bytes, kind } of flushes) {
    const part = all.subarray(from, from + bytes);
    from += part.length;
    // a flush in the middle of a byte leaves the rest to what follows, which is another stream here
    const isWhole = kind === constants.Z_SYNC_FLUSH || kind === constants.Z_FULL_FLUSH;
    parts.push(zlib.deflateRawSync(part, { ...options, finishFlush: isWhole ? kind : constants.Z_FULL_FLUSH }));
  }
  return Buffer.concat([...parts, zlib.deflateRawSync(all.subarray(from), options)]);
}

/** Maximum bytes of content. */
const MOST = 100_000;
const machines = { packed: 120_000, content: MOST };

export class Inflaters {
  readonly #fast = newInflating(machines, path.join(distFolder(), "inflater.wasm")) as Inflating;
  readonly #plain = newPlainInflating(machines);

  /** zlib decides what is correct. */
  async judge({ data, damages, piece }: DeflatePlan): Promise<void> {
    const blocks = "blocks" in data ? blocksOf(data) : undefined;
    const sound = blocks ? deflated(blocks) : flushed(data as Packed);
    const { bytes } = damaged(sound, damages);
    if (bytes.length > machines.packed) return;
    const right = byZlib(bytes);
    if (blocks && damages.length === 0 && blocks.every(({ fault }) => fault === undefined))
      ok(right?.content.equals(inflatedTokens(blocks)), "the encoder of this test is wrong");
    const fast = inflated(this.#fast, bytes, bytes.length);
    deepEqual(inflated(this.#plain, bytes, bytes.length), fast, "without WebAssembly");
    deepEqual(inflated(this.#fast, bytes, piece), fast, `in pieces of ${piece}`);
    if (fast.why === "full") return; // more than there is room for
    equal(fast.why === "done", right !== undefined, `zlib gives ${right ? "all" : "an error"}`);
    if (!right) return;
    ok(right.content.equals(fast.content), "content");
    equal(fast.used, right.used, "bytes used");
    await judgeGzip(bytes.subarray(0, right.used), right.content, piece);
  }
}

function byZlib(bytes: Uint8Array): { content: Buffer; used: number } | undefined {
  try {
    const options = { info: true, maxOutputLength: 2 * MOST } as zlib.ZlibOptions;
    const { buffer, engine } = zlib.inflateRawSync(bytes, options) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    return { content: buffer, used: engine.bytesWritten };
  } catch {
    return undefined;
  }
}

interface Inflated {
  why: "done" | "damaged" | "cut" | "full";
  content: Buffer;
  /** Of the input, when it is done. */
  used: number | undefined;
}

function inflated({ machine, input, output }: Inflating, packed: Uint8Array, piece: number): Inflated {
  input.set(packed);
  const [first, start] = [input.byteOffset, output.byteOffset];
  let used = first;
  let filled = start;
  machine.begin();
  for (let to = Math.min(packed.length, piece); ; to = Math.min(packed.length, to + piece)) {
    const isAll = to === packed.length;
    const why = machine.inflate(used, first + to, isAll, start, filled, start + MOST - 600);
    used = machine.usedTo();
    filled = machine.filledTo();
    if (why === Why.moreInput && !isAll) continue;
    const is = why === Why.done ? "done" : why === Why.cut ? "cut" : why === Why.full ? "full" : "damaged";
    const content = is === "full" ? Buffer.alloc(0) : Buffer.from(output.subarray(0, filled - start));
    return { why: is, content, used: is === "done" ? used - first : undefined };
  }
}

/** The same in a member of a gzip file. */
async function judgeGzip(data: Uint8Array, content: Buffer, piece: number): Promise<void> {
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(zlib.crc32(content), 0);
  trailer.writeUInt32LE(content.length, 4);
  const gzip = Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]), data, trailer]);
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let p = 0; p < gzip.length; p += piece) yield gzip.subarray(p, p + piece);
  }
  const damages: GzipDamage[] = [];
  const out: Buffer[] = [];
  for await (const one of gunzipped(pieces(), (damage) => damages.push(damage), new GzipReader()))
    out.push(Buffer.from(one.out));
  ok(Buffer.concat(out).equals(content), "content of the gzip file");
  deepEqual(damages.filter(isGap), []);
  deepEqual(damages, []);
}
