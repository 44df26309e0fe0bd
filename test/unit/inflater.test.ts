import { deepEqual, equal, ok } from "node:assert/strict";
import path from "node:path";
import zlib from "node:zlib";
import fc from "fast-check";
import { newInflater } from "../../src/engine/input/inflater";

describe("inflating by our own program", () => {
  const MOST = 2_000_000;
  const inflater = newInflater({ packed: MOST, content: MOST }, path.resolve("dist/inflater.wasm"));

  const inflated = (packed: Uint8Array, most = MOST): Buffer | undefined => {
    ok(inflater);
    inflater.input.set(packed);
    const content = inflater.gunzip(packed.length, most);
    return content && Buffer.from(content);
  };
  const byZlib = (packed: Uint8Array): Buffer | undefined => {
    try {
      return zlib.gunzipSync(packed);
    } catch {
      return undefined;
    }
  };
  /** Repeatable numbers below `limit`. */
  const numbers = (seed: number) => (limit: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * limit);
  };
  const random = numbers(7);
  const contents: [name: string, make: (size: number) => Buffer][] = [
    ["zeros", (size) => Buffer.alloc(size)],
    ["noise", (size) => Buffer.from(Array.from({ length: size }, () => random(256)))],
    ["four letters", (size) => Buffer.from(Array.from({ length: size }, () => 65 + random(4)))],
    [
      "short repeats, sometimes broken",
      (size) => Buffer.from(Array.from({ length: size }, (_, n) => (n % 7) + (random(100) ? 0 : 1))),
    ],
    [
      "ever rarer ones, whose codes are long",
      (size) => Buffer.from(Array.from({ length: size }, () => Math.clz32(random(2 ** 31)))),
    ],
    ["records", (size) => records(size)],
  ];
  function records(size: number): Buffer {
    let text = "";
    while (text.length < size)
      text += JSON.stringify({
        eventName: `Get${random(1000)}`,
        eventSource: "s3.amazonaws.com",
        eventID: random(2 ** 31),
      });
    return Buffer.from(text.slice(0, size));
  }

  const { Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE } = zlib.constants;
  for (const [name, make] of contents) {
    it(`gives what zlib packed: ${name}`, () => {
      for (const size of [0, 1, 2, 5, 100, 1000, 33_000, 300_000]) {
        const content = make(size);
        for (const level of [0, 1, 6, 9])
          for (const strategy of [Z_DEFAULT_STRATEGY, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED]) {
            const packed = zlib.gzipSync(content, { level, strategy });
            ok(inflated(packed)?.equals(content), `${size} bytes, level ${level}, strategy ${strategy}`);
          }
      }
    });
  }

  it("gives repeats of every distance and length", () => {
    for (let distance = 1; distance <= 40; distance++) {
      const once = Buffer.from(Array.from({ length: distance }, () => random(256)));
      for (let length = 3; length <= 300; length += 7) {
        const content = Buffer.concat([once, Buffer.alloc(length, once), Buffer.from("!")]);
        ok(inflated(zlib.gzipSync(content))?.equals(content), `${length} bytes from ${distance} back`);
      }
    }
  });

  it("decompresses blocks of every kind in sequence", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.uint8Array({ maxLength: 400 }), fc.nat(300), fc.constantFrom(0, 1, 9)), {
          maxLength: 8,
        }),
        (pieces) => {
          const content: Buffer[] = [];
          const blocks: Buffer[] = [];
          for (const [bytes, times, level] of pieces) {
            const part = Buffer.concat(Array.from({ length: times }, () => bytes));
            content.push(part);
            blocks.push(zlib.deflateRawSync(part, { level, finishFlush: zlib.constants.Z_FULL_FLUSH }));
          }
          blocks.push(zlib.deflateRawSync(Buffer.alloc(0)));
          const all = Buffer.concat(content);
          ok(inflated(gzipOf(Buffer.concat(blocks), all))?.equals(all));
        },
      ),
      { numRuns: 200 },
    );
  });

  it("decompresses members in sequence, whatever is in their headers", () => {
    const name = Buffer.from("events.json\0");
    const extra = Buffer.from([3, 0, 1, 2, 3]);
    const parts = ["one", "", "three"].map((text) => Buffer.from(text));
    const headers = [Buffer.alloc(0), Buffer.concat([extra, name, name]), name];
    const flags = [0, 4 | 8 | 16, 8];
    const packed = parts.map((part, n) => gzipOf(zlib.deflateRawSync(part), part, flags[n], headers[n]));
    equal(inflated(Buffer.concat(packed))?.toString(), "onethree");
    equal(zlib.gunzipSync(Buffer.concat(packed)).toString(), "onethree");
  });

  it("leaves data to zlib that is cut anywhere", () => {
    const packed = zlib.gzipSync(records(3000));
    for (let length = 1; length < packed.length; length++)
      equal(inflated(packed.subarray(0, length)), undefined, `${length}`);
  });

  it("leaves data to zlib that is followed by something else", () => {
    const packed = zlib.gzipSync("records");
    for (const behind of ["\0more", "more", packed.subarray(0, 15)])
      equal(inflated(Buffer.concat([packed, Buffer.from(behind)])), undefined);
    for (const padding of [1, 8, 500])
      equal(inflated(Buffer.concat([packed, Buffer.alloc(padding)]))?.toString(), "records", `${padding} zeros`);
  });

  it("gives nothing else than zlib where any bit is changed", () => {
    for (const content of [records(900), Buffer.from("aaaaaaaaaaaabbbbbbbb"), Buffer.alloc(0)]) {
      for (const level of [0, 1, 9]) {
        const packed = zlib.gzipSync(content, { level });
        for (let bit = 0; bit < packed.length * 8; bit++) {
          const changed = Buffer.from(packed);
          changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
          const given = inflated(changed);
          if (given) deepEqual(given, byZlib(changed), `bit ${bit}`);
        }
      }
    }
  });

  it("gives nothing wrong for noise that looks like a stream", () => {
    for (let n = 0; n < 3000; n++) {
      const data = Buffer.from(Array.from({ length: 5 + random(300) }, () => random(256)));
      data[0] = ((data[0] as number) & ~7) | [3, 5, 2, 4][n % 4]!; // the kind of its first block
      const packed = gzipOf(data, Buffer.alloc(0));
      const given = inflated(packed);
      if (given) deepEqual(given, byZlib(packed));
    }
  });

  it("returns no more than is requested", () => {
    const content = records(10_000);
    const packed = zlib.gzipSync(content);
    ok(inflated(packed, 10_000)?.equals(content));
    equal(inflated(packed, 9_999), undefined);
    const large = zlib.gzipSync(Buffer.alloc(3 * MOST));
    equal(inflated(large), undefined);
    ok(inflated(zlib.gzipSync(content))?.equals(content), "and goes on after that");
  });

  function gzipOf(data: Uint8Array, content: Uint8Array, flags = 0, header: Uint8Array = Buffer.alloc(0)): Buffer {
    const begin = Buffer.from([0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 255]);
    const end = Buffer.alloc(8);
    end.writeUInt32LE(zlib.crc32(content), 0);
    end.writeUInt32LE(content.length, 4);
    return Buffer.concat([begin, header, data, end]);
  }
});
