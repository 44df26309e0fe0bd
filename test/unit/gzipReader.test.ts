import { deepEqual, equal, ok } from "node:assert/strict";
import path from "node:path";
import zlib from "node:zlib";
import { DamagedGzip, type GzipDamage } from "../../src/engine/input/damaged";
import { fastMachine, GzipReader, gunzipped } from "../../src/engine/input/gzipReader";
import type { Inflating } from "../../src/engine/input/inflaterProgram";
import { newPlainInflating } from "../../src/engine/input/plainInflater";
import { damageProblem } from "../../src/engine/reports/failures";
import { damagedCases } from "../support/damagedGzip";

const program = path.resolve("dist/inflater.wasm");
function fast(): Inflating {
  const machine = fastMachine(program);
  ok(machine);
  return machine;
}
const machines = [
  ["the fast program", fast],
  ["the plain program", () => newPlainInflating({ packed: 1024 * 1024, content: 320 * 1024 })],
] as const;

/** Small records, so that damage and its surroundings fit into one piece. */
const lines = (from: number, count: number): string =>
  Array.from(
    { length: count },
    (_, n) => `${JSON.stringify({ eventName: `Get${(from + n) * 7919}`, n: from + n })}\n`,
  ).join("");
const parts = [lines(0, 30), lines(30, 20), lines(50, 40), lines(90, 10)];

async function* piecesOf(packed: Uint8Array, ends: readonly number[], failure?: Error): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const to of [...ends, packed.length]) {
    if (to > from) yield packed.slice(from, to);
    from = to;
  }
  if (failure) throw failure;
}

async function read(pieces: AsyncIterable<Uint8Array>, reader = new GzipReader(fast())) {
  const out: Buffer[] = [];
  const damages: [at: number, damage: GzipDamage][] = [];
  let at = 0;
  let failure: unknown;
  try {
    for await (const piece of gunzipped(pieces, (damage) => damages.push([at, damage]), reader)) {
      out.push(Buffer.from(piece.out));
      at += piece.out.length;
    }
  } catch (error) {
    failure = error;
  }
  return { content: Buffer.concat(out).toString("latin1"), damages, failure };
}

describe("damaged gzip data", () => {
  for (const [by, machine] of machines) {
    describe(`by ${by}`, () => {
      const newReader = (): GzipReader => new GzipReader(machine());
      for (const { name, packed, content, problems } of damagedCases(parts)) {
        it(`${name}: all that is sound comes out, and what is wrong is told, however it is cut in pieces`, async () => {
          const whole = await read(piecesOf(packed, []), newReader());
          equal(whole.content, content);
          deepEqual(
            whole.damages.map(([, damage]) => damageProblem(damage)),
            problems.map((one) => (typeof one === "string" ? { reason: one } : { reason: one[0], detail: one[1] })),
          );
          const every = Array.from({ length: packed.length }, (_, n) => n);
          deepEqual(await read(piecesOf(packed, every), newReader()), whole, "byte by byte");
          for (let end = 1; end < packed.length; end += 37)
            deepEqual(await read(piecesOf(packed, [end]), newReader()), whole, `cut at ${end}`);
        });
      }
    });
  }

  it("is reported with its position in the content", async () => {
    const [first, second] = parts.map((part) => zlib.gzipSync(part)) as [Buffer, Buffer];
    const { damages } = await read(piecesOf(Buffer.concat([first, Buffer.from("?"), second, Buffer.from("??")]), []));
    deepEqual(damages, [
      [lines(0, 30).length, 1],
      [lines(0, 50).length, 2],
    ]);
  });

  it("wherever a bit is changed, loses no other member, and is never silent", async () => {
    const [first, second, third] = parts.map((part) => zlib.gzipSync(part)) as [Buffer, Buffer, Buffer];
    for (let bit = 0; bit < second.length * 8; bit += 3) {
      const changed = Buffer.from(second);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      const { content, damages } = await read(piecesOf(Buffer.concat([first, changed, third]), []));
      ok(content.startsWith(lines(0, 30)), `bit ${bit}: the member before`);
      ok(content.endsWith(lines(50, 40)), `bit ${bit}: the member behind`);
      const isHint = (bit >> 3 >= 4 && bit >> 3 < 10) || (bit >> 3 === 3 && bit % 8 === 0); // time, system, "is text"
      if (!isHint) ok(damages.length > 0 || content === lines(0, 90), `bit ${bit} is told`);
    }
  });

  it("wherever it is cut, it gives what zlib gives, and the early end is reported", async () => {
    const [first, second] = parts.map((part) => zlib.gzipSync(part)) as [Buffer, Buffer];
    const both = Buffer.concat([first, second]);
    for (let length = first.length + 2; length < both.length; length++) {
      const part = both.subarray(0, length);
      const { content, damages } = await read(piecesOf(part, []));
      const right = zlib.gunzipSync(part, { finishFlush: zlib.constants.Z_SYNC_FLUSH });
      equal(content, right.toString("latin1"), `${length} bytes`);
      deepEqual(
        damages.map(([, damage]) => damageProblem(damage).reason),
        ["truncatedGzip"],
      );
    }
  });

  it("an error of the input is reported after all earlier content", async () => {
    const packed = zlib.gzipSync(parts[0] as string);
    const failure = new DamagedGzip("broken");
    const result = await read(piecesOf(packed.subarray(0, -20), [10, 50], failure));
    ok(result.content.length > 500 && (parts[0] as string).startsWith(result.content));
    deepEqual([result.damages, result.failure], [[], failure]);
  });

  it("of thousands of members, some of them damaged, all others are read", async () => {
    const members = Array.from({ length: 5000 }, (_, n) => zlib.gzipSync(lines(n, 1)));
    for (const n of [0, 1000, 1001, 4999]) members[n]?.fill(0xff, 10, 20);
    const { content, damages } = await read(piecesOf(Buffer.concat(members), []));
    equal(content, [lines(1, 999), lines(1002, 3997)].join(""));
    equal(damages.length, 3);
  });

  describe("made to take long", () => {
    const MB = 1024 * 1024;
    const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
    const filled = (part: Buffer): Buffer => Buffer.alloc(MB, part);
    const stored = Buffer.concat([header, Buffer.from([0, 0xff, 0xff, 0, 0])]);
    const literal = zlib.deflateRawSync("a".repeat(300), { strategy: zlib.constants.Z_FIXED });
    const cases: [name: string, packed: Buffer][] = [
      ["headers alone", filled(Buffer.from([0x1f, 0x8b, 8]))],
      ["whole headers", filled(header)],
      [
        "headers with a name that never ends",
        filled(Buffer.concat([header.subarray(0, 3), Buffer.from([8, 1, 1, 1, 1, 1, 1])])),
      ],
      [
        "headers with extra",
        filled(Buffer.concat([header.subarray(0, 3), Buffer.from([4, 1, 1, 1, 1, 1, 1, 255, 255])])),
      ],
      ["members whose data holds all that follow", filled(stored)],
      ["members that break after a few bytes", filled(Buffer.concat([header, literal.subarray(0, -1)]))],
      ["members that break at once", filled(Buffer.concat([header, Buffer.from([7])]))],
      ["headers of blocks", filled(Buffer.concat([header, Buffer.from([5, 0xff, 0x1f])]))],
    ];
    for (const [name, packed] of cases) {
      it(`${name}: each byte is inflated a few times at most`, async () => {
        let inflated = 0;
        const inflating = fast();
        const { machine } = inflating;
        const counting = {
          memory: machine.memory,
          reserve: machine.reserve,
          begin: machine.begin,
          usedTo: machine.usedTo,
          filledTo: machine.filledTo,
          inflate: (...of: Parameters<typeof machine.inflate>) => {
            const why = machine.inflate(...of);
            inflated += 64 + Math.max(0, machine.usedTo() - of[0]); // a call has a cost, too
            return why;
          },
        };
        const all = Buffer.concat([header, Buffer.alloc(100, 7), packed]);
        const { damages } = await read(piecesOf(all, []), new GzipReader({ ...inflating, machine: counting }));
        ok(damages.length > 0);
        ok(inflated < 30 * packed.length, `${inflated / packed.length} times`);
      });
    }
  });
});
