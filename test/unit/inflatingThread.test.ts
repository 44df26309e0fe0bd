import { deepEqual, equal, fail, match, ok } from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import zlib from "node:zlib";
import fc from "fast-check";
import { InflatingThread } from "../../src/engine/helpers/inflatingThread";
import { contentOf, fileBytes } from "../../src/engine/input/content";
import { type GzipDamage, Odd } from "../../src/engine/input/damaged";
import type { Piece } from "../../src/engine/input/gzipReader";
import { newGzipStream } from "../../src/engine/input/gzipStream";

const program = path.resolve("dist/inflater.wasm");

/** Content of this length, with repeats near and far, and the same each time. */
function contentOfLength(length: number): Buffer {
  let seed = 11;
  const random = (limit: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * limit);
  };
  const parts: string[] = [];
  for (let made = 0; made < length; ) {
    const part = `{"eventID":"${random(2 ** 31).toString(36)}","eventName":"Get${random(300)}","userAgent":"${"x".repeat(random(90))}"},`;
    parts.push(part);
    made += part.length;
  }
  return Buffer.from(parts.join("").slice(0, length));
}

/** The first two bits of the data name a block of an unknown kind. */
const broken = Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 7]), Buffer.alloc(40)]);

describe("a gzip stream inflated by our own program", () => {
  /** @param give bytes that one read returns @param take bytes that are requested at once */
  function streamed(packed: Buffer, give = 100_000, take = 512 * 1024): Buffer[] {
    let position = 0;
    const stream = newGzipStream((into) => {
      const part = packed.subarray(position, position + Math.min(give, into.length));
      into.set(part);
      position += part.length;
      return part.length;
    }, program);
    ok(stream);
    const pieces: Buffer[] = [];
    for (;;) {
      const into = Buffer.alloc(take);
      const length = stream.next(into);
      if (length === 0) break;
      pieces.push(into.subarray(0, length));
    }
    equal(stream.packed, packed.length);
    return pieces;
  }

  it("gives the content, however it is read and asked for", () => {
    const content = contentOfLength(400_000);
    fc.assert(
      fc.property(
        fc.constantFrom(0, 1, 6, 9),
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 512, max: 20_000 }),
        fc.integer({ min: 0, max: content.length }),
        (level, give, take, length) => {
          const part = content.subarray(0, length);
          const pieces = streamed(zlib.gzipSync(part, { level }), give, take);
          ok(Buffer.concat(pieces).equals(part));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("gives more than its own memory holds, as full pieces", () => {
    const content = contentOfLength(5_000_000);
    const pieces = streamed(zlib.gzipSync(content));
    ok(Buffer.concat(pieces).equals(content));
    for (const piece of pieces.slice(0, -1)) ok(piece.length > 511 * 1024, `${piece.length}`);
  });

  it("reads several members, including empty ones", () => {
    const parts = [contentOfLength(70_000), Buffer.alloc(0), contentOfLength(300_000), Buffer.from("end")];
    for (const give of [1, 17, 100_000])
      ok(
        Buffer.concat(streamed(Buffer.concat(parts.map((part) => zlib.gzipSync(part))), give)).equals(
          Buffer.concat(parts),
        ),
      );
  });

  it("reports data as odd if it is cut, damaged, or followed by something else", () => {
    const packed = zlib.gzipSync(contentOfLength(3000));
    for (let length = 1; length < packed.length; length++)
      for (const give of [7, 100_000]) throwsOdd(packed.subarray(0, length), give);
    throwsOdd(broken);
    throwsOdd(Buffer.concat([packed, Buffer.from("more")]));
    throwsOdd(Buffer.concat([packed, broken]));
    for (const place of [packed.length - 1, packed.length - 5]) {
      const changed = Buffer.from(packed);
      changed[place] = (changed[place] as number) ^ 1;
      throwsOdd(changed);
    }
  });

  function throwsOdd(packed: Buffer, give?: number): void {
    try {
      streamed(packed, give);
    } catch (error) {
      ok(error instanceof Odd, String(error));
      return;
    }
    fail("not odd");
  }
});

describe("a thread that inflates a large file", () => {
  const BEGINNING = 1024 * 1024;
  const content = contentOfLength(9_000_000);
  let folder: string;
  let failures: string[];
  beforeEach(() => {
    failures = [];
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "cloudtrail-inflating-"));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  /** What is read, piece by piece, and how many pieces came from the thread. */
  async function read(packed: Buffer, identity?: string, helper = path.resolve("dist/helper.js")) {
    const file = path.join(folder, "log.json.gz");
    fs.writeFileSync(file, packed);
    const bytes = fileBytes(file);
    const thread = new InflatingThread(
      file,
      identity ?? (bytes.identity as string),
      (why) => failures.push(why),
      BEGINNING,
      helper,
    );
    let byThread = 0;
    const counting = {
      async *pieces(first: AsyncIterable<Piece>) {
        for await (const piece of thread.pieces(first)) {
          if (piece.at !== undefined) byThread++;
          yield piece;
        }
      },
    };
    const progress: number[] = [];
    const pieces: Buffer[] = [];
    const failure: GzipDamage[] = [];
    const wanted = {
      progress: (at: number) => progress.push(at),
      inflating: counting,
      damaged: (damage: GzipDamage) => failure.push(damage),
    };
    try {
      for await (const piece of contentOf(bytes, wanted)) pieces.push(Buffer.from(piece));
    } finally {
      thread.close();
      bytes.close();
    }
    deepEqual(
      progress,
      progress.toSorted((a, b) => a - b),
      "progress goes forwards",
    );
    return { all: Buffer.concat(pieces), byThread, failure };
  }

  it("returns what follows the beginning", async () => {
    const { all, byThread, failure } = await read(zlib.gzipSync(content));
    deepEqual(failure, []);
    ok(all.equals(content));
    ok(byThread >= 14, `${byThread} pieces`);
    deepEqual(failures, []);
  });

  it("is not waited for where the beginning is all", async () => {
    const { all, byThread } = await read(zlib.gzipSync(content.subarray(0, 500_000)));
    ok(all.equals(content.subarray(0, 500_000)));
    equal(byThread, 0);
  });

  it("leaves everything after the intact part to zlib: nothing is returned twice, nothing is lost", async () => {
    const whole = zlib.gzipSync(content);
    const padded = await read(Buffer.concat([whole, Buffer.alloc(20)]));
    ok(padded.byThread > 0);
    deepEqual(padded.failure, []);
    ok(padded.all.equals(content));

    const twice = await read(Buffer.concat([whole, broken]));
    deepEqual(twice.failure, ["broken"]);
    ok(twice.all.equals(content));
  });

  it("a break loses no more than without it", async () => {
    const cut = zlib.gzipSync(content).subarray(0, -200_000);
    const { all, byThread, failure } = await read(cut);
    ok(byThread > 0);
    deepEqual(failure, ["cut"]);
    ok(all.length > 6_000_000 && all.equals(content.subarray(0, all.length)), `${all.length}`);

    const damaged = zlib.gzipSync(content);
    damaged.fill(0xff, damaged.length - 200_000, damaged.length - 199_000);
    const { all: sound, failure: damage } = await read(damaged);
    deepEqual(damage, ["changed"]);
    const zlibs = await withoutThread(damaged);
    ok(sound.equals(zlibs), `${sound.length} and ${zlibs.length}`);
  });

  it("damaged data is read twice, whatever its content", async () => {
    let seed = 5;
    const noise = Buffer.from(
      Array.from({ length: 6_000_000 }, () => {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        return seed >>> 24;
      }),
    );
    const packed = zlib.gzipSync(noise);
    packed.fill(0xff, packed.length - 300_000, packed.length - 290_000);
    const file = path.join(folder, "noise.gz");
    fs.writeFileSync(file, packed);
    const bytes = fileBytes(file);
    let reads = 0;
    const counted: typeof bytes = {
      ...bytes,
      read: (into, position) => {
        reads++;
        return bytes.read(into, position);
      },
    };
    let given = 0;
    const damages: GzipDamage[] = [];
    for await (const piece of contentOf(counted, { damaged: (damage) => damages.push(damage) })) given += piece.length;
    bytes.close();
    deepEqual(damages, ["broken"]);
    ok(given > 5_000_000, `${given} bytes`);
    ok(reads < 60, `${reads} reads of ${packed.length} bytes`);
  });

  it("gives nothing of another file in its place", async () => {
    const { all, byThread } = await read(zlib.gzipSync(content), "another");
    equal(byThread, 0);
    ok(all.equals(content));
  });

  it("that ends unexpectedly is reported, and everything is read without it", async () => {
    const helper = path.join(folder, "helper.js");
    fs.writeFileSync(helper, "throw new Error('no such thread')");
    const { all, byThread, failure } = await read(zlib.gzipSync(content), undefined, helper);
    deepEqual(failure, []);
    equal(byThread, 0);
    ok(all.equals(content));
    match(failures[0] ?? "", /no such thread/);
  });

  async function withoutThread(packed: Buffer): Promise<Buffer> {
    const file = path.join(folder, "other.json.gz");
    fs.writeFileSync(file, packed);
    const bytes = fileBytes(file);
    const pieces: Buffer[] = [];
    for await (const piece of contentOf(bytes)) pieces.push(Buffer.from(piece));
    bytes.close();
    return Buffer.concat(pieces);
  }
});
